"""The agenda of the workshop, the panel that shows it, and the facilitator's guide."""

from __future__ import annotations

import re

import pytest
from drawing import parse

from smartcity_widgets import folder, workbook
from smartcity_widgets.errors import ContentError, ExportError
from smartcity_widgets.forms import AgendaPanel
from smartcity_widgets.method.agenda import agenda_of, read_agenda, shipped_agenda
from smartcity_widgets.render.agenda import Told, agenda_page, timing
from smartcity_widgets.report.guide import guide_page, guide_text, write_guide
from smartcity_widgets.words import read_words, words
from smartcity_widgets.workbook import Part, begin_export, open_workbook, parts

LANGUAGES = ("en", "fr")
SHIPPED = shipped_agenda()
TWO_HOURS = """
[[segments]]
id = "frame"
minutes = 20

[[segments]]
id = "visit"
title = "Visit of the site"
minutes = 100
"""

every_language = pytest.mark.parametrize("language", LANGUAGES)


def own_agenda(tmp_path, text):
    (tmp_path / "data").mkdir(exist_ok=True)
    (tmp_path / "data" / "agenda.toml").write_text(text, encoding="utf-8")
    return tmp_path


# The agenda -------------------------------------------------------------------------------


def test_the_half_day_is_as_the_issue_says():
    assert [(one.id, one.minutes) for one in SHIPPED.segments] == [
        ("frame", 15),
        ("context", 10),
        ("scoring", 25),
        ("reveal", 10),
        ("break", 15),
        ("discussions", 60),
        ("decisions", 40),
        ("close", 15),
    ]
    assert SHIPPED.minutes == 190


@every_language
def test_every_segment_has_its_words_and_no_word_is_left_over(language):
    said = {key for key in read_words()[language].entries if key.startswith("agenda.")}

    assert said == {
        f"agenda.{one.id}.{what}"
        for one in SHIPPED.segments
        for what in ("title", "purpose")
    }


def test_a_folder_without_one_uses_the_shipped_agenda(tmp_path):
    assert agenda_of(tmp_path) is SHIPPED


def test_an_agenda_of_the_folder_stands_instead(tmp_path):
    agenda = agenda_of(own_agenda(tmp_path, TWO_HOURS))

    assert [one.id for one in agenda.segments] == ["frame", "visit"]
    assert agenda.segments[1].title == "Visit of the site"
    assert agenda.minutes == 120


SEGMENT = "[[segments]]\n"
REFUSED = {
    "no toml": ("[[segments", ["agenda.toml", "is not TOML"]),
    "nothing in it": ("", ["agenda.toml", "no segment"]),
    "no list": ("segments = 3", ["agenda.toml", "'segments' must be a list"]),
    "no tables": ("segments = [3]", ["agenda.toml", "list of tables"]),
    "unknown key at the top": (
        f"{SEGMENT}id = 'frame'\nminutes = 5\n[other]",
        ["agenda.toml", "no key is called 'other'"],
    ),
    "no id": (f"{SEGMENT}minutes = 5", ["agenda.toml", "'id' is missing"]),
    "an id that cannot be one": (
        f"{SEGMENT}id = 'a b'\nminutes = 5",
        ["agenda.toml", "'a b' cannot be an id"],
    ),
    "no minutes": (f"{SEGMENT}id = 'frame'", ["segment 'frame'", "'minutes' is missing"]),
    "minutes as a text": (
        f"{SEGMENT}id = 'frame'\nminutes = '5'",
        ["segment 'frame'", "whole number"],
    ),
    "half a minute": (
        f"{SEGMENT}id = 'frame'\nminutes = 0.5",
        ["segment 'frame'", "whole number"],
    ),
    "no time": (f"{SEGMENT}id = 'frame'\nminutes = 0", ["segment 'frame'", "1 to 600"]),
    "less than no time": (
        f"{SEGMENT}id = 'frame'\nminutes = -5",
        ["segment 'frame'", "1 to 600"],
    ),
    "more than a day": (
        f"{SEGMENT}id = 'frame'\nminutes = 601",
        ["segment 'frame'", "1 to 600"],
    ),
    "an own segment without a title": (
        f"{SEGMENT}id = 'discusions'\nminutes = 5",
        ["segment 'discusions'", "no title", "Did you mean 'discussions'?"],
    ),
    "a title of spaces": (
        f"{SEGMENT}id = 'visit'\ntitle = '  '\nminutes = 5",
        ["segment 'visit'", "no title"],
    ),
    "a title that fits on no line": (
        f"{SEGMENT}id = 'visit'\ntitle = '{'x' * 61}'\nminutes = 5",
        ["segment 'visit'", "61 characters", "at most 60"],
    ),
    "an unknown key": (
        f"{SEGMENT}id = 'frame'\nminutes = 5\nminute = 5",
        ["segment 'frame'", "no key is called 'minute'", "Did you mean 'minutes'?"],
    ),
    "an id twice": (
        f"{SEGMENT}id = 'frame'\nminutes = 5\n{SEGMENT}id = 'frame'\nminutes = 5",
        ["segment 'frame'", "stands twice"],
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_broken_agenda_is_refused_with_file_id_and_rule(tmp_path, case):
    text, said = REFUSED[case]

    with pytest.raises(ContentError) as refusal:
        agenda_of(own_agenda(tmp_path, text))

    assert [one for one in ["agenda.toml", *said] if one not in str(refusal.value)] == []


def test_an_agenda_in_another_encoding_is_refused(tmp_path):
    (tmp_path / "agenda.toml").write_bytes(TWO_HOURS.encode("utf-16"))

    with pytest.raises(ContentError, match="is not UTF-8"):
        read_agenda(tmp_path / "agenda.toml")


# The page ---------------------------------------------------------------------------------


@every_language
def test_the_page_names_each_segment_with_its_minutes_and_what_happens(language):
    page = parse(agenda_page(Told(SHIPPED), words(language)))

    lines = [one for one in page.all("li") if "data-segment" in one.attrs]
    assert [one.attrs["data-segment"] for one in lines] == [
        one.id for one in SHIPPED.segments
    ]
    for line, segment in zip(lines, SHIPPED.segments, strict=True):
        spoken = words(language)
        assert spoken.say(f"agenda.{segment.id}.title") in line.text
        purpose = spoken.say(f"agenda.{segment.id}.purpose")
        assert " ".join(purpose.split()) in line.text
        assert f"{segment.minutes} min" in line.text


def test_before_the_start_no_segment_is_the_current_one():
    page = parse(agenda_page(Told(SHIPPED), words("en")))

    assert not [one for one in page if "aria-current" in one.attrs]
    shown = [one for one in page.all(data_action="timer") if "hidden" not in one.attrs]
    assert [one.attrs["data-to"] for one in shown] == ["start"]


def test_the_timer_is_silent_and_hidden_until_it_is_started():
    timer = parse(agenda_page(Told(SHIPPED), words("fr"))).one(role="timer")

    assert timer.attrs["aria-live"] == "off"
    assert "hidden" in timer.attrs
    assert timer.attrs["data-left"] == "{title} · encore {n}\u00a0min"


def test_a_timer_is_given_titles_in_the_language_of_the_page():
    assert '["frame", "Cadrage", 15]' in timing(SHIPPED, words("fr")).segments


def test_what_a_consultant_typed_in_her_agenda_is_escaped(tmp_path):
    text = TWO_HOURS.replace("Visit of the site", "<b>R&D</b> {{7*7}}")
    page = agenda_page(Told(agenda_of(own_agenda(tmp_path, text)), own=True), words("en"))

    assert "<b>R&D</b>" not in page
    assert "<b>R&D</b> {{7*7}}" in parse(page).text
    assert words("en").say("ui.agenda.own") in parse(page).text


# In a notebook ----------------------------------------------------------------------------


@pytest.fixture
def opened(tmp_path, monkeypatch):
    from smartcity_widgets.desk import create
    from smartcity_widgets.method import load_method
    from smartcity_widgets.store import Store, store_url

    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path / "notebooks")
    for name in ("SMARTCITY_STORE", "SMARTCITY_WORKBOOK", "QUERY_STRING"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(workbook, "_open", {})
    monkeypatch.setattr(parts, "_export", None)
    store = Store(store_url(tmp_path), folder=tmp_path)
    given = {"name": "Namur", "language": "fr", "terms": "be", "author": "anna"}
    create(store, "namur", method=load_method(), **given)
    return open_workbook()


def html(panel):
    return panel.get_state("page")["page"]["html"]


@pytest.mark.usefixtures("opened")
def test_in_an_export_there_is_no_agenda():
    state = {"workbook": "namur", "language": "fr", "entry": 4, "nonce": "n"}
    begin_export(state)

    assert open_workbook().agenda() == Part()


def test_a_broken_agenda_is_told_in_the_panel_and_read_again(opened, tmp_path):
    own_agenda(tmp_path, TWO_HOURS.replace("100", "0"))
    panel = opened.agenda()
    page = parse(html(panel))
    assert "segment 'visit': 'minutes' is 0." in page.one(role="alert").text
    assert not [one for one in page if "data-segment" in one.attrs]

    own_agenda(tmp_path, TWO_HOURS)
    panel.receive({"type": "action", "action": "again", "fields": {}})

    lines = [one for one in parse(html(panel)) if "data-segment" in one.attrs]
    assert [one.attrs["data-segment"] for one in lines] == ["frame", "visit"]


def test_an_edit_elsewhere_does_not_redraw_the_agenda(opened, monkeypatch):
    panel = opened.agenda()
    html(panel)
    sent = []
    monkeypatch.setattr(panel, "send", sent.append)
    monkeypatch.setattr(panel, "send_state", lambda _name: sent.append({"type": "whole"}))
    edit = {"type": "edit", "edit": "a" * 32, "op": "answer", "language": "fr"}
    opened._desk.apply({**edit, "path": "political-will/W1", "raw": "3"})

    panel.receive({"type": "draw", "version": 0})

    assert [one["type"] for one in sent] == ["stale"]


def test_the_guide_is_written_where_it_can_be_opened(opened, tmp_path):
    panel = opened.agenda()
    assert isinstance(panel, AgendaPanel)

    panel.receive({"type": "action", "action": "guide", "fields": {}})

    link = parse(html(panel)).one("a", data_action="file")
    assert link.attrs["data-path"] == "exports/facilitator.fr.html"
    written = tmp_path / "exports" / "facilitator.fr.html"
    assert "Guide de l’animateur" in written.read_text(encoding="utf-8")


# The guide --------------------------------------------------------------------------------


def shipped_guide(language):
    return (folder.shipped("guide") / f"facilitator.{language}.md").read_text(
        encoding="utf-8"
    )


def rows(text):
    """Return the cells of each row of the minutes."""
    lines = [one for one in text.splitlines() if re.match(r"\| \d+:\d\d ", one)]
    return [[cell.strip() for cell in one.strip("|").split("|")] for one in lines]


@every_language
def test_the_minutes_of_the_guide_are_those_of_the_agenda(language):
    began, expected = 0, []
    for one in SHIPPED.segments:
        title = words(language).say(f"agenda.{one.id}.title")
        expected.append([f"{began // 60}:{began % 60:02d}", str(one.minutes), title])
        began += one.minutes

    assert [one[:3] for one in rows(shipped_guide(language))] == expected
    assert f"{began // 60}\u00a0h\u00a0{began % 60}" in shipped_guide(language)


@every_language
def test_the_variant_of_two_hours_takes_two_hours(language):
    variant = shipped_guide(language).partition(
        {"en": "Two hours", "fr": "Deux heures"}[language]
    )[2]
    minutes = re.findall(r" (\d+)(?=[,.; ]|$)", variant.splitlines()[0])

    assert sum(map(int, minutes)) == 120


def named_commands():
    """Every command the guides name, without what stands for a name of the reader's."""
    spans = [
        one
        for language in LANGUAGES
        for one in re.findall(r"`smartcity ([^`]+)`", shipped_guide(language))
    ]
    return sorted(
        {
            " ".join(one for one in span.split() if one == one.lower() or one[0] == "-")
            for span in spans
        }
    )


@pytest.mark.parametrize("command", named_commands())
def test_every_command_the_guide_names_exists(command):
    name, *rest = command.split()
    wanted = {name, *(one for one in rest if one.startswith("-"))}

    assert wanted <= offered(name)


def offered(name):
    """Return the command of that name, if there is one, and its options."""
    from typer.main import get_command

    from smartcity_widgets.cli import adapting, attaching, folders, guiding, workbooks
    from smartcity_widgets.cli.app import app

    # importing them adds their commands
    assert all((adapting, attaching, folders, guiding, workbooks))
    command = get_command(app).commands.get(name)
    options = (
        [one for parameter in command.params for one in parameter.opts] if command else []
    )
    return {name, *options} if command else set()


@every_language
def test_the_guide_as_a_page_has_one_heading_and_boxes_to_tick(language):
    page = parse(guide_page(shipped_guide(language), language))

    assert [one.text for one in page.all("h1")] == [page.one("title").text]
    assert len(page.all("li", _class="tick")) == shipped_guide(language).count("- [ ]")
    assert (
        "default-src 'none'"
        in page.one("meta", http_equiv="Content-Security-Policy").attrs["content"]
    )
    assert not page.all("script")


def test_html_in_an_adapted_guide_is_shown_and_not_obeyed(tmp_path):
    (tmp_path / "guide").mkdir()
    hostile = "# Mine\n\n<script>1</script>\n\n[x](javascript:1) <img src=x>"
    (tmp_path / "guide" / "facilitator.en.md").write_text(hostile, encoding="utf-8")

    page = parse(guide_page(guide_text(tmp_path, "en"), "en"))

    assert not [*page.all("script"), *page.all("img")]
    assert "<script>1</script>" in page.text
    assert [one.attrs["href"] for one in page.all("a")] == ["#harmful-link"]


def test_a_language_without_a_guide_is_given_the_english_one(tmp_path):
    assert guide_text(tmp_path, "nl") == shipped_guide("en")


def test_a_guide_that_cannot_be_read_is_said(tmp_path):
    (tmp_path / "guide").mkdir()
    (tmp_path / "guide" / "facilitator.en.md").write_bytes(b"\xff\xfe")

    with pytest.raises(ExportError, match="the guide cannot be read"):
        guide_text(tmp_path, "en")


def test_a_guide_that_cannot_be_written_leaves_the_former(tmp_path):
    target = tmp_path / "guide.html"
    target.mkdir()

    with pytest.raises(ExportError, match="could not be written"):
        write_guide(tmp_path, "en", target)

    assert [one.name for one in tmp_path.iterdir()] == ["guide.html"]


def test_a_new_folder_holds_the_guide_in_every_language(tmp_path):
    made = folder.make_folder(tmp_path / "new")

    found = sorted(one.name for one in (made.folder / "guide").iterdir())
    assert found == [f"facilitator.{one}.md" for one in LANGUAGES]
