"""The record of decisions of a meeting: a page, a text, a calendar; nothing not for all."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import icalendar
import pytest
from building import answers_of
from documents import METHOD, after
from drawing import Node, parse

from smartcity_widgets.answers import Answers
from smartcity_widgets.errors import UnknownIdError, UsageError
from smartcity_widgets.exchange import entries_of
from smartcity_widgets.report.record import (
    calendar_of,
    draw_record,
    letter_of,
    meeting_meant,
    record_of,
)
from smartcity_widgets.words import words

VALMONT = Path(__file__).parents[1] / "data" / "examples" / "valmont.json"
DAY = "2026-03-12"
PERSONS = [
    {"id": "p1", "name": "Anne <b>", "role": "Mayor", "email": "anne@planted.example"},
    {"id": "p2", "name": "Bert", "role": "Clerk"},
]
MEETINGS = [
    {"id": "m2", "date": "2026-05-21", "place": "Library"},
    {"id": "m3", "date": "2026-09"},
    {
        "id": "m1",
        "date": DAY,
        "place": "Town hall",
        "present": ["p1", "p2"],
        "excused": ["p2"],
        "facilitator": "p1",
        "agenda": "planted agenda",
    },
]
ACTIONS = [
    {
        "id": "a1",
        "what": "Write, soon;\nreally",
        "who": "p2",
        "by_when": "2026-02",
        "meeting": "m1",
    },
    {
        "id": "a2",
        "what": "Done already",
        "by_when": "2026-04-01",
        "done": True,
        "meeting": "m1",
    },
    {"id": "a3", "what": "Without a date", "done": False, "meeting": "m1"},
    {"id": "a4", "what": "Of another meeting", "by_when": "2026-04-01", "meeting": "m2"},
    {"id": "a5", "what": "Of no meeting", "by_when": "2026-04-01"},
    {"id": "a6", "what": "Within the year", "by_when": "2026", "meeting": "m1"},
]
PARKING = [
    {"id": "k1", "text": "The lights", "step": "openness/stakeholders/s1", "meeting": "m1"},
    {"id": "k2", "text": "The trains", "outcome": "Passed on", "meeting": "m1"},
    {"id": "k3", "text": "Elsewhere", "meeting": "m2"},
    {
        "id": "k4",
        "text": "Resistance",
        "step": "leadership/resistances/x1",
        "meeting": "m1",
    },
]


def decided(what: str, day: str) -> dict:
    return {"id": "d", "what": what, "who": "p1", "date": day}


def said(**journal: object) -> Answers:
    """Return a workbook that holds words nobody else may see, each with 'planted'."""
    stakeholder = {"id": "s1", "name": "Shops", "stance": "against", "interest": 1}
    resistance = {"id": "x1", "who": "planted service", "why": "planted reason"}
    return answers_of(
        {
            "context": {"persons": PERSONS, "name": "Namur"},
            "political-will": {
                "W1": 3,
                "step_decisions": [decided("Vote each year", DAY)],
            },
            "team": {
                "T1": 2,
                "T3": "unknown",
                "step_decisions": [decided("Decided later", "2026-04-01")],
                "step_notes": "planted notes",
            },
            "leadership": {"resistances": [resistance]},
            "openness": {"stakeholders": [stakeholder]},
            "journal": {"meetings": MEETINGS, "actions": ACTIONS, "parking": PARKING}
            | journal,
        },
        individual={f"r{n}": {"team": {"T2": n % 2 * 4}} for n in range(2)},
        notes={
            "political-will": {"W1": {"discussed": DAY, "dissent": "planted dissent"}},
            "team": {
                "T1": {"discussed": "2026-03-13"},
                "T2": {"discussed": DAY, "comment": "planted comment"},
                "T3": {"discussed": DAY},
            },
        },
    )


def page(answers: Answers, language: str = "en", row: str = "m1") -> Node:
    spoken = words(language)
    return parse(draw_record(record_of(METHOD, answers, spoken, row), spoken))


def letter(answers: Answers, language: str = "en", row: str = "m1") -> str:
    spoken = words(language)
    return letter_of(record_of(METHOD, answers, spoken, row), spoken)


def events(answers: Answers, row: str = "m1") -> dict[str, icalendar.Event]:
    spoken = words("en")
    data = calendar_of(record_of(METHOD, answers, spoken, row), answers, spoken)
    read = icalendar.Calendar.from_ical(data)
    return {str(one["uid"]): one for one in read.walk("VEVENT")}


# Which meeting ----------------------------------------------------------------------------

TODAY = [
    (date(2026, 3, 11), "m2"),
    (date(2026, 3, 12), "m1"),
    (date(2026, 5, 20), "m1"),
    (date(2026, 5, 21), "m2"),
    (date(2026, 9, 29), "m2"),
    (date(2026, 9, 30), "m3"),
]


@pytest.mark.parametrize(("today", "row"), TODAY)
def test_it_is_of_the_latest_meeting_that_is_not_in_the_future_else_the_first(today, row):
    assert meeting_meant(said(), None, today) == row


@pytest.mark.parametrize(("wanted", "row"), [("m2", "m2"), (DAY, "m1"), ("2026-09", "m3")])
def test_a_meeting_is_asked_for_by_its_row_or_its_date(wanted, row):
    assert meeting_meant(said(), wanted, date(2026, 1, 1)) == row


def test_without_such_a_meeting_it_says_what_there_is_or_what_to_do():
    with pytest.raises(
        UnknownIdError, match=r"2026-03-13.*2026-05-21, 2026-09, 2026-03-12"
    ):
        meeting_meant(said(), "2026-03-13", date(2026, 1, 1))
    with pytest.raises(UnknownIdError, match=r"no meeting\. Add one"):
        meeting_meant(Answers("x"), None, date(2026, 1, 1))


# What it says -----------------------------------------------------------------------------


def test_it_says_where_and_when_who_was_there_and_when_the_next_one_is():
    found = page(said())

    assert found.one("h1").text == "Record of decisions"
    assert found.one("p", class_="kicker").text == "Namur"
    assert found.one("p", class_="meta").text == "Meeting of 12 March 2026, Town hall"
    people = {one.one("dt").text: one.one("dd").text for one in found.all("div")}
    assert people == {
        "Present": "Anne <b>, Bert",
        "Excused": "Bert",
        "Facilitator": "Anne <b>",
    }
    assert found.one("p", class_="next").text == "Next meeting: 21 May 2026, Library"


@pytest.mark.parametrize(
    ("row", "said_of_it"), [("m2", "September 2026"), ("m3", "to be fixed")]
)
def test_the_next_meeting_is_the_next_by_date_or_to_be_fixed(row, said_of_it):
    assert page(said(), row=row).one("p", class_="next").text.endswith(said_of_it)


def test_its_decisions_are_those_of_the_day_whoever_the_step():
    lines = page(said()).one("ul", class_="decisions").all("li")

    assert [one.text for one in lines] == ["Vote each year ( Anne <b> ) Political will"]


def test_what_was_discussed_that_day_has_the_agreed_level_in_words_or_says_there_is_none():
    lines = page(said()).one("ul", class_="discussed").all("li")

    level = words("en").each("level.names")[3]
    assert [one.one("strong").text for one in lines] == [
        f"3 · {level}",
        "not yet agreed",
        words("en").say("level.unknown"),
    ]


def test_its_actions_and_remarks_are_those_of_the_meeting():
    found = page(said())

    rows = [
        [cell.text for cell in row.all("td")] for row in found.one("table").all("tr")[1:]
    ]
    assert [row[1:] for row in rows] == [
        ["Bert", "February 2026", "☐ to do"],
        ["", "1 April 2026", "☑ done"],
        ["", "", "☐ to do"],
        ["", "2026", "☐ to do"],
    ]
    remarks = [one.text for one in found.all("ul")[-1].all("li")]
    assert remarks[1] == "The trains → Passed on"
    assert "Shops" in remarks[0]
    assert "Elsewhere" not in found.text


def test_the_text_says_the_same_as_the_page_in_lines_nobody_wraps():
    found, text = page(said()), letter(said())

    cells = [cell.text for cell in found.one("table").all("td")]
    people = [one.text for one in found.all("dd")]
    for one in (*people, *cells, "Vote each year", "Passed on", "21 May 2026, Library"):
        assert one.removeprefix("☑ ").removeprefix("☐ ") in text, one
    assert "- Write, soon; really — Bert, by February 2026 (to do)" in text.splitlines()
    assert text.splitlines()[:3] == [
        "Record of decisions",
        "Namur",
        "Meeting of 12 March 2026, Town hall",
    ]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_nothing_in_it_is_not_for_every_eye(language):
    answers = said()
    spoken = words(language)
    record = record_of(METHOD, answers, spoken, "m1")
    calendar = calendar_of(record, answers, spoken)

    for text in (draw_record(record, spoken), letter(answers, language), calendar.decode()):
        assert "planted" not in text
        assert "against" not in text
        assert words(language).say("choice.stance.against") not in text


def test_no_score_and_no_verdict_stand_in_it():
    text = letter_of(record_of(METHOD, valmont(), words("fr"), "12mars"), words("fr"))

    for verdict in ("go", "go-with-reservations", "not-yet", "insufficient-data"):
        assert words("fr").say(f"verdict.{verdict}.title") not in text


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_meeting_of_which_little_is_known_has_a_record_too(language):
    answers = answers_of({"journal": {"meetings": [{"id": "m"}]}})

    text = letter(answers, language, "m")
    assert words(language).say("record.no_date") in text
    assert text.count(words(language).say("record.none")) == 2
    assert words(language).say("record.next_open") in text
    assert page(answers, language, "m").all("li") == []


def test_the_page_opens_anywhere_and_runs_nothing():
    found = page(said(), "fr")

    policy = found.one("meta", http_equiv="Content-Security-Policy").attrs["content"]
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")
    assert {one.tag for one in found} & {"script", "link", "iframe", "form", "img"} == set()
    assert found.one("html").attrs["lang"] == "fr"


def test_made_twice_it_is_the_same_bytes():
    spoken = words("fr")
    once, twice = (
        (
            draw_record(record, spoken),
            letter_of(record, spoken),
            calendar_of(record, said(), spoken),
        )
        for record in (record_of(METHOD, said(), spoken, "m1") for _ in range(2))
    )

    assert once == twice


# The calendar -----------------------------------------------------------------------------


def test_each_open_action_with_a_date_is_an_event_of_one_day():
    found = events(said())

    assert list(found) == ["a1@test.smartcity", "a6@test.smartcity"]
    first, last = found.values()
    assert first["summary"] == "Write, soon; really — Bert"
    assert (first["dtstart"].dt, first["dtend"].dt) == (date(2026, 2, 28), date(2026, 3, 1))
    assert last["summary"] == "Within the year"
    assert last["dtstart"].dt == date(2026, 12, 31)


def test_an_event_is_stamped_with_the_last_change_of_its_action():
    answers = said()
    before = events(answers)["a1@test.smartcity"]["dtstamp"].dt

    later = datetime(2027, 1, 2, 3, 4, 5, 678, tzinfo=UTC)
    changed = [
        type(one)(**{name: getattr(one, name) for name in one.__dataclass_fields__})
        for one in answers.latest.values()
        if one.path == "journal/actions/a1/who"
    ]
    object.__setattr__(changed[0], "number", 9999)
    object.__setattr__(changed[0], "time", later)
    after_it = events(answers.with_entries(changed))

    assert before == datetime(2026, 3, 12, 14, tzinfo=UTC)
    assert after_it["a1@test.smartcity"]["dtstamp"].dt == later.replace(microsecond=0)
    assert after_it["a6@test.smartcity"]["dtstamp"].dt == before


def test_long_lines_are_folded_and_read_back_whole():
    what = "Une très longue action, « écrite » ; " * 6
    actions = [{"id": "a", "what": what, "by_when": "2026-06", "meeting": "m1"}]
    answers = said(actions=actions)
    spoken = words("fr")

    data = calendar_of(record_of(METHOD, answers, spoken, "m1"), answers, spoken)

    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    (event,) = events(answers).values()
    assert event["summary"] == " ".join(what.split())


def test_without_an_open_action_that_has_a_date_there_is_no_calendar():
    actions = [one for one in ACTIONS if one["id"] in {"a2", "a3"}]
    answers = said(actions=actions)
    record = record_of(METHOD, answers, words("en"), "m1")

    assert calendar_of(record, answers, words("en")) is None


# The files --------------------------------------------------------------------------------


def valmont() -> Answers:
    document = json.loads(VALMONT.read_text(encoding="utf-8"))
    return after(entries_of(document, METHOD, author="test"), Answers("valmont", 2))


def test_valmont_shows_a_record_with_ten_actions():
    record = record_of(METHOD, valmont(), words("fr"), "12mars")

    assert len(record.actions) == 10
    assert sum(one.done for one in record.actions) == 2
    assert (len(record.decisions), len(record.parking)) == (4, 4)
    assert record.next is not None


def test_the_files_lie_together_and_a_calendar_that_has_nothing_left_goes(tmp_path, capsys):
    from smartcity_widgets.cli.recording import write_record

    class Desk:
        id = "test"
        method = METHOD
        answers = said()

    write_record(Desk, tmp_path, "m1")
    first = {one.name for one in (tmp_path / "test").iterdir()}
    Desk.answers = said(actions=[])
    write_record(Desk, tmp_path, "m1")

    assert first == {f"record-{DAY}.en.{kind}" for kind in ("html", "txt", "ics")}
    assert {one.suffix for one in (tmp_path / "test").iterdir()} == {".html", ".txt"}
    assert "no .ics file" in capsys.readouterr().err


@pytest.mark.parametrize("option", ["phase", "internal", "draft", "blank"])
def test_a_record_is_a_page_of_its_own(option):
    from smartcity_widgets.cli.recording import check_alone

    check_alone(record=True, meeting="m1", phase=None, blank=False)
    with pytest.raises(UsageError, match=f"--record: .*--{option}"):
        check_alone(record=True, meeting=None, **{option: True})
    with pytest.raises(UsageError, match="Add --record"):
        check_alone(record=False, meeting="m1")
