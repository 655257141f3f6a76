"""A file becomes evidence: in a form, by the command, in the annex of a report."""

from __future__ import annotations

import json
import os
import uuid
from pathlib import Path

import ipywidgets
import pytest
from attachable import PDF, photo, png
from commanding import command
from drawing import parse

from smartcity_widgets import render
from smartcity_widgets.attaching import attach, files_of
from smartcity_widgets.desk import Desk, create
from smartcity_widgets.errors import AttachmentError, StoreFullError
from smartcity_widgets.forms import Form
from smartcity_widgets.method import load_method
from smartcity_widgets.report.annex import annex_of
from smartcity_widgets.store import Store
from smartcity_widgets.words import words

STEP = "political-will"
TABLE = f"{STEP}/step_evidence"
COLUMNS = ("title", "attachment", "people")


@pytest.fixture
def desk(tmp_path):
    (tmp_path / "notebooks").mkdir()
    store = Store(f"sqlite:///{tmp_path / 'data' / 'workbooks.sqlite'}", folder=tmp_path)
    named = {"name": "Valmont", "language": "en", "terms": "be", "author": "ann"}
    create(store, "valmont", method=load_method(), **named)
    yield Desk(store, "valmont", method=load_method(), author="ann")
    ipywidgets.Widget.close_all()
    store.close()


@pytest.fixture
def sent(monkeypatch):
    messages = []
    monkeypatch.setattr(
        ipywidgets.Widget,
        "_send",
        lambda _widget, message, buffers=None: messages.append(  # noqa: ARG005
            message.get("content") or {"type": message["method"]}
        ),
    )
    return messages


def rows(desk):
    return [
        {name: one.get(name) for name in COLUMNS}
        for one in desk.answers.table(TABLE, COLUMNS)
    ]


# The workbook ----------------------------------------------------------------------------


def test_a_file_becomes_one_row_of_the_evidence(desk):
    before = desk.answers.entry
    made = attach(desk, STEP, photo(), "Atelier.jpg", people=False)

    assert rows(desk) == [{"title": "Atelier", "attachment": made.file, "people": False}]
    assert files_of(desk.store, desk.id).names() == (made.file,)
    assert desk.answers.entry == before + 4  # three cells and the row


def test_a_file_without_a_name_is_called_by_what_it_is(desk):
    assert attach(desk, STEP, PDF, "").title == "attached file (PDF)"


def test_a_file_is_refused_before_anything_is_kept(desk):
    for step, data, details in (
        ("context", PDF, {}),
        ("nowhere", PDF, {}),
        (STEP, b"<svg/>", {}),
        (STEP, PDF, {"title": "x" * 301}),
    ):
        with pytest.raises(AttachmentError):
            attach(desk, step, data, "a", **details)

    assert rows(desk) == []
    assert not files_of(desk.store, desk.id).folder.exists()


def test_where_the_log_is_full_the_file_stays_and_no_row_names_it(desk, monkeypatch):
    def full(*_):
        raise StoreFullError("store-full", path="x")

    monkeypatch.setattr(desk, "apply", full)
    with pytest.raises(StoreFullError):
        attach(desk, STEP, PDF, "a.pdf")

    assert rows(desk) == []


# The form --------------------------------------------------------------------------------


def parts(data, size=1_000_000, **details):
    """The messages in which the browser sends a file, each with its buffer."""
    cut = [data[at : at + size] for at in range(0, len(data), size)] or [b""]
    shared = {"type": "attach", "upload": str(uuid.uuid4()), "path": TABLE}
    shared |= {"name": "Flip chart.jpg", "parts": len(cut)}
    return [
        ({**shared, "part": number, **details}, [memoryview(one)])
        for number, one in enumerate(cut)
    ]


def test_a_form_puts_the_parts_together_and_says_that_it_is_done(desk, sent):
    form = Form(desk, STEP)
    sent.clear()
    messages = parts(photo(), size=5000)
    assert len(messages) > 2

    for message, buffers in messages:
        assert not sent
        form.receive(message, buffers)

    assert [one["type"] for one in sent] == ["done", "patch"]
    assert sent[0]["message"] == "Attached: Flip chart"
    assert sent[0]["upload"] == messages[0][0]["upload"]
    assert rows(desk)[0]["title"] == "Flip chart"


def test_a_form_says_why_a_file_is_refused_and_keeps_nothing(desk, sent):
    form = Form(desk, STEP)
    sent.clear()
    for message, buffers in parts(b"<svg onload='x'/>"):
        form.receive(message, buffers)

    assert [one["type"] for one in sent] == ["error"]
    assert sent[0]["message"].startswith("Not attached. “Flip chart.jpg”: by its content")
    assert rows(desk) == []


def test_a_form_refuses_once_what_is_too_large_or_out_of_order(desk, sent):
    form = Form(desk, STEP)
    late, holed = parts(photo(), 5000)[1:], parts(photo(), 5000)
    del holed[1]
    for messages in (parts(bytes(21_000_000)), late, holed):
        sent.clear()
        for message, buffers in messages:
            form.receive(message, buffers)
        assert [one["type"] for one in sent] == ["error"]


def test_a_file_that_stopped_coming_gives_way_to_the_next(desk, sent):
    form = Form(desk, STEP)
    stopped, whole = parts(photo(), 5000), parts(PDF)
    form.receive(*stopped[0])
    form.receive(*whole[0])
    sent.clear()
    form.receive(*stopped[1])

    assert len(rows(desk)) == 1
    assert "did not arrive" in sent[0]["message"]


@pytest.mark.parametrize(
    "details",
    [{"path": "team/step_evidence"}, {"part": "0"}, {"upload": 7}, {"parts": None}],
)
def test_a_message_that_is_none_of_the_browsers_is_refused(desk, sent, details):
    form = Form(desk, STEP)
    sent.clear()
    form.receive(*parts(PDF, **details)[0])

    assert [one["type"] for one in sent] == ["error"]
    assert rows(desk) == []


def drawn(desk, language="en"):
    files = files_of(desk.store, desk.id)
    view = render.View(uid="u1", language=language, files=files.shown)
    return parse(render.form_html(desk.method, desk.answers, STEP, view))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_form_of_a_step_takes_files(desk, language):
    page = drawn(desk, language)

    picker = page.one("input", type="file")
    assert page.one("label", **{"for": picker.attrs["id"]}).text
    assert picker.attrs["data-table"] == TABLE
    assert not page.all(data_kind="attachment")


def test_a_row_shows_its_picture_its_size_and_where_it_opens(desk):
    made = attach(desk, STEP, photo(), '<b>"Atelier".jpg')
    page = drawn(desk)

    picture = page.one("img")
    assert picture.attrs["alt"] == '<b>"Atelier"'
    assert picture.attrs["src"].startswith("data:image/jpeg;base64,")
    link = page.one("a", data_action="file")
    assert link.attrs["data-path"] == f"data/attachments/valmont/{made.file}"
    assert "attached file (picture), " in page.text
    assert "it must first be said whether people are recognisable" in page.text


def test_a_pdf_has_no_picture_and_a_lost_file_is_said_to_be_missing(desk):
    made = attach(desk, STEP, PDF, "Plan.pdf", people=False)
    assert not drawn(desk).all("img")
    assert "attached file (PDF), 1 kB" in drawn(desk).text

    files_of(desk.store, desk.id).forget(made.file)
    assert "This file is not on this computer" in drawn(desk).text


def test_people_are_asked_of_rows_with_a_file_only(desk):
    edit = {"type": "edit", "edit": "1", "op": "add-row", "path": TABLE, "language": "en"}
    desk.apply(edit | {"cells": {"title": "A link"}})
    assert "Are people recognisable?" not in drawn(desk).text
    attach(desk, STEP, PDF, "Plan.pdf")

    assert drawn(desk).text.count("Are people recognisable?") == 1


# The report ------------------------------------------------------------------------------


def annex(desk, **details):
    spoken, files = words("en"), files_of(desk.store, desk.id)
    return annex_of(
        desk.method, desk.answers, spoken, files, steps=[STEP, "team"], **details
    )


def test_only_pictures_without_people_are_printed(desk):
    for title, people, colour in (
        ("Wall", False, "red"),
        ("Faces", True, "blue"),
        ("Unasked", None, "green"),
    ):
        attach(desk, STEP, png(colour), title, people=people)
    attach(desk, STEP, PDF, "Plan.pdf", people=False)

    (found,) = annex(desk)
    assert [one.title for one in found.pictures] == ["Wall"]
    assert {one.title: one.about for one in found.others} == {
        "Faces": "– not printed: people are recognisable.",
        "Unasked": "– not printed: it is not said yet whether people are recognisable.",
        "Plan": "– attached file (PDF), 1 kB, fingerprint "
        + desk.answers.table(TABLE, COLUMNS)[3]["attachment"][:12],
    }
    (found,) = annex(desk, internal=True)
    assert [one.title for one in found.pictures] == ["Wall", "Faces"]


def test_a_picture_with_people_in_one_row_is_printed_for_no_other(desk):
    attach(desk, STEP, png(), "Wall", people=False)
    assert annex(desk)[0].pictures
    attach(desk, "leadership", png(), "The same", people=True)

    assert not annex(desk)[0].pictures


def test_a_picture_that_is_lost_is_listed(desk):
    made = attach(desk, STEP, png(), "Wall", people=False)
    files_of(desk.store, desk.id).forget(made.file)

    assert "not on the computer" in annex(desk)[0].others[0].about


def test_the_evidence_is_read_without_picture_and_without_people(desk):
    attach(desk, STEP, photo(), "Wall", people=True)
    read = parse(render.read_step(desk.method, desk.answers, STEP, words("en")))

    assert "Wall attached file (picture)" in read.text
    assert not read.all("img")
    assert "recognisable" not in read.text


# The command -----------------------------------------------------------------------------


@pytest.fixture
def smartcity(desk, tmp_path):
    assert desk.id == "valmont"

    def run(*arguments):
        environment = {
            k: v for k, v in os.environ.items() if not k.startswith("SMARTCITY_")
        }
        environment |= {"LANGUAGE": "", "LC_ALL": "en_GB.UTF-8"}
        return command(*arguments, folder=tmp_path, environment=environment)

    return run


def test_the_command_attaches_bundles_and_imports(smartcity, tmp_path):
    (tmp_path / "Flip chart.jpg").write_bytes(photo())
    done = smartcity("attach", "valmont", STEP, "Flip chart.jpg", "--people", "no")
    assert done.stdout == "Attached to “Political will”: Flip chart\n"

    plain = smartcity("dump", "valmont")
    assert json.loads(plain.stdout)["answers"][STEP]["step_evidence"][0]["people"] is False
    assert (
        plain.stderr == "1 attached file is not in it. For a zip that holds it: --bundle\n"
    )
    one = smartcity("dump", "valmont", "--bundle", "-o", "one.zip")
    assert one.stdout == "one.zip\n"
    assert one.stderr == "It is complete: internal and individual answers are in it.\n"
    assert "1 attached file is still there" in smartcity("remove", "valmont").stderr
    assert smartcity("import", "one.zip").returncode == 0
    smartcity("dump", "valmont", "--bundle", "-o", "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    assert "copy this folder too" in smartcity("backup").stderr


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("dump", "valmont", "--bundle"), 2, "--bundle"),
        (("attach", "valmont", STEP, "x.jpg", "--people", "maybe"), 2, "maybe"),
        (("attach", "valmont", STEP, "absent.jpg"), 1, "absent.jpg"),
        (("attach", "valmont", "nowhere", "x.jpg"), 1, "nowhere"),
        (("attach", "valmont", "context", "x.jpg"), 1, "context"),
        (("attach", "valmont", STEP, "x.jpg"), 1, "by its content"),
        (("attach", "valmont", STEP, "huge.jpg"), 1, "50 MB is more than 20 MB"),
        (("import", "bad.zip"), 1, "archive"),
    ],
)
def test_what_is_refused_is_one_line(smartcity, tmp_path, arguments, code, said):
    (tmp_path / "x.jpg").write_bytes(b"<html>")
    (tmp_path / "bad.zip").write_bytes(b"PK\x03\x04 and nothing more")
    with (tmp_path / "huge.jpg").open("wb") as file:
        file.truncate(50_000_000)

    done = smartcity(*arguments)

    assert done.returncode == code
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert said in done.stderr
    assert not (tmp_path / "data" / "attachments").exists()


def test_the_annex_is_in_a_report_when_asked_for(smartcity, tmp_path):
    from smartcity_widgets.folder import shipped

    name = "10-prerequisites.ipynb"
    (tmp_path / "notebooks" / name).write_bytes((shipped("notebooks") / name).read_bytes())
    (tmp_path / "Wall.png").write_bytes(png("red"))
    smartcity("attach", "valmont", STEP, "Wall.png", "--people", "no")

    def report(*options):
        done = smartcity("export", "valmont", "--phase", "prerequisites", *options)
        return Path(done.stdout.strip()).read_text(encoding="utf-8")

    plain, full = report(), report("--attachments")
    assert "data:image/png;base64" not in plain
    assert 'id="annex"' not in plain
    assert full.count('<img src="data:image/png;base64,') == 1
    assert full.index('id="points"') < full.index('id="annex"') < full.index('id="note"')
