"""What a notebook holds: which workbook is opened, and what its cells show."""

from __future__ import annotations

import json

import pytest
from building import entries_of

from smartcity_widgets import Workbook, open_workbook, workbook
from smartcity_widgets.desk import Desk, create
from smartcity_widgets.errors import UnknownIdError, UnknownWorkbookError
from smartcity_widgets.folder import remember
from smartcity_widgets.log import NewEntry
from smartcity_widgets.method import load_method
from smartcity_widgets.store import Store, store_url
from smartcity_widgets.workbook import Unopened, begin_export, parts
from smartcity_widgets.workbook.choosing import Shelf

METHOD = load_method()


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path / "notebooks")
    for name in ("SMARTCITY_STORE", "SMARTCITY_WORKBOOK", "QUERY_STRING"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(workbook, "_open", {})
    monkeypatch.setattr(parts, "_export", None)
    return tmp_path


def new(folder, name, **more):
    store = Store(store_url(folder), folder=folder)
    given = {"name": name.title(), "language": "fr", "terms": "be", "author": "anna"} | more
    create(store, name, method=METHOD, **given)
    return store


def test_the_only_workbook_is_opened(folder):
    new(folder, "namur")

    assert open_workbook().id == "namur"


def test_the_argument_comes_first_then_environment_page_and_memory(folder, monkeypatch):
    for name in ("one", "two", "three", "four"):
        new(folder, name)
    remember(folder, workbook="four")
    assert open_workbook().id == "four"

    monkeypatch.setenv("QUERY_STRING", "x=1&workbook=three")
    assert open_workbook().id == "three"

    monkeypatch.setenv("SMARTCITY_WORKBOOK", "two")
    assert open_workbook().id == "two"
    assert open_workbook("one").id == "one"


def test_called_twice_it_is_the_same_object(folder):
    new(folder, "namur")

    assert open_workbook() is open_workbook("namur")


def test_after_its_cycle_was_closed_elsewhere_the_next_one_is_opened(folder):
    store = new(folder, "namur")
    before = open_workbook()
    Desk(store, "namur", method=METHOD, author="ben").close()

    after = open_workbook()

    assert after is not before
    assert after is open_workbook()
    assert after._desk.answers.cycle == 2


def test_among_several_none_is_guessed(folder):
    new(folder, "namur")
    new(folder, "liege")

    assert isinstance(open_workbook(), Unopened)


def test_a_remembered_workbook_that_was_removed_is_forgotten(folder):
    new(folder, "namur")
    remember(folder, workbook="gone")

    assert open_workbook().id == "namur"


def test_an_unknown_workbook_fails_in_one_sentence(folder):
    new(folder, "namur")

    with pytest.raises(UnknownWorkbookError) as refusal:
        open_workbook("liege")

    assert len(refusal.value._render_traceback_()) == 1


@pytest.mark.usefixtures("folder")
def test_without_a_workbook_cells_show_one_picker_and_then_a_sentence():
    cells = open_workbook()

    shown = [cells.introduction(), cells.choose(), cells.map(), cells.step("context")]

    assert all("smartcity" in one.html() for one in shown)
    for one in shown:
        one.close()


def test_a_workbook_created_from_the_picker_is_remembered_with_its_author(folder):
    shelf = Shelf(folder, "")

    shelf.create("La Louvière", language="fr", terms="be", author="Élise")

    assert open_workbook().id == "la-louviere"
    chosen = json.loads((folder / "data" / "chosen.json").read_text(encoding="utf-8"))
    assert chosen == {"author": "Élise", "workbook": "la-louviere"}


def test_two_workbooks_of_one_name_have_two_ids(folder):
    shelf = Shelf(folder, "")
    for _ in range(3):
        shelf.create("Liège", language="fr", terms="be", author="")

    assert [one for one, _, _ in shelf.workbooks()] == ["liege", "liege-2", "liege-3"]


def test_a_voila_page_remembers_nothing(folder, monkeypatch):
    monkeypatch.setenv("SERVER_SOFTWARE", "voila/0.5.13")

    Shelf(folder, "").create("Namur", language="fr", terms="be", author="anna")

    assert not (folder / "data" / "chosen.json").exists()


def test_an_unknown_step_or_respondent_is_refused(folder):
    new(folder, "namur")

    with pytest.raises(UnknownIdError):
        open_workbook().step("nope")
    with pytest.raises(UnknownIdError):
        open_workbook().step("political-will", respondent="nobody")


def exported(folder, until=None, **more):
    store = Store(store_url(folder), folder=folder)
    state = {
        "workbook": "namur",
        "language": "en",
        "nonce": "n",
        "entry": until or store.last(),
    }
    begin_export(state | more | {"something": "else"})
    return open_workbook()


@pytest.mark.parametrize("page", ["figures", "measurements", "plan"])
def test_a_page_that_reads_files_is_nothing_in_an_export(folder, page):
    new(folder, "namur")
    shown = getattr(open_workbook(), page)()
    assert f'data-fragment="{page}"' in shown.drawn()["html"]
    shown.close()

    assert getattr(exported(folder), page)() == parts.Part()


def test_in_an_export_a_step_is_read_and_says_whose_it_is(folder):
    new(folder, "namur")

    bundle = exported(folder).step("political-will")._repr_mimebundle_()

    assert bundle["application/vnd.smartcity.part+json"] == {
        "part": "step",
        "id": "political-will",
        "title": "Political will",
        "nonce": "n",
    }
    assert "<input" not in bundle["text/html"]
    assert "Formal commitment" in bundle["text/html"]


@pytest.mark.parametrize("call", ["introduction", "choose", "map", "export"])
def test_in_an_export_what_is_only_for_the_screen_shows_nothing(folder, call):
    new(folder, "namur")

    assert getattr(exported(folder), call)()._repr_mimebundle_() == {}


def test_in_an_export_the_journal_is_read_where_something_is_kept(folder):
    before = new(folder, "namur").last()
    cells = {"what": "Ask the council"}
    open_workbook()._desk.apply(
        {"edit": "e1", "op": "add-row", "path": "journal/actions", "cells": cells}
    )

    for show in (exported(folder).journal, lambda: exported(folder).step("journal")):
        bundle = show()._repr_mimebundle_()
        assert bundle["application/vnd.smartcity.part+json"]["part"] == "journal"
        assert "Ask the council" in bundle["text/html"]
    assert exported(folder, until=before).journal()._repr_mimebundle_() == {}


def test_in_an_export_a_discussion_tells_what_was_discussed_and_else_nothing(folder):
    new(folder, "namur")
    assert exported(folder).discussion()._repr_mimebundle_() == {}

    path = "notes/team/T1/discussed"
    open_workbook("namur")._desk.apply(
        {"edit": "e1", "op": "discuss", "path": path, "raw": "2026-03-12"}
    )

    bundle = exported(folder).discussion()._repr_mimebundle_()
    assert bundle["application/vnd.smartcity.part+json"]["part"] == "discussion"
    assert "12 March 2026" in bundle["text/html"]


def test_an_export_sees_one_state_of_the_log(folder):
    store = new(folder, "namur")
    entry = store.last()
    open_workbook()._desk.apply(
        {"edit": "e1", "op": "answer", "path": "context/region", "raw": "LATER"}
    )

    html = exported(folder, until=entry).step("context")._repr_mimebundle_()["text/html"]

    assert "LATER" not in html


def test_in_an_export_no_workbook_is_an_error_not_a_picker(folder):
    new(folder, "namur")

    with pytest.raises(UnknownWorkbookError):
        exported(folder, workbook="gone")


def test_the_public_names_are_those_promised():
    import smartcity_widgets

    assert smartcity_widgets.__all__ == ["Workbook", "__version__", "open_workbook"]
    assert smartcity_widgets.Workbook is Workbook
    with pytest.raises(AttributeError):
        _ = smartcity_widgets.nothing


@pytest.mark.parametrize(
    ("step", "file"),
    [("evaluation", "planning.fr.ics"), ("delivery", "implementation.fr.ics")],
)
def test_the_button_of_a_step_writes_the_calendar_of_its_phase(folder, step, file):
    store = new(folder, "namur")
    planned = {
        "evaluation": {"review_calendar": ["2027"]},
        "delivery": {"milestones": [{"id": "m1", "name": "Pont", "due": "2027-03"}]},
    }
    store.append(
        [
            NewEntry(one.edit, "namur", 1, "", one.path, one.kind, one.value, "anna")
            for one in entries_of(planned)
        ]
    )

    open_workbook().findings(step).hear({"type": "action", "action": "calendar"})

    written = (folder / "exports" / "namur" / file).read_text(encoding="utf-8")
    assert written.count("BEGIN:VEVENT") == 1
