"""What a workbook plans goes into a calendar: once, or by a rule where it has a rhythm."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from building import answers_of
from dateutil.rrule import rrulestr
from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from smartcity_widgets.analysis.due import EVERY, series_of
from smartcity_widgets.analysis.measuring import Indicator
from smartcity_widgets.cli.planned import refuse_with_calendar
from smartcity_widgets.errors import ExportError, UnknownIdError, UsageError
from smartcity_widgets.method import load_method
from smartcity_widgets.overlay import adapt
from smartcity_widgets.report.planned import (
    PHASES,
    planned_calendar,
    rule_of,
    write_calendar,
)

if TYPE_CHECKING:
    from pathlib import Path

    from smartcity_widgets.answers import Answers

METHOD = load_method()
calm = settings(deadline=None)

INDICATORS = [
    {
        "id": "heat",
        "name": "Heat; used, by homes",
        "objective": "o1",
        "owner": "p1",
        "frequency": "yearly",
        "baseline_value": "38",
        "baseline_date": "2025",
        "target_value": "30.4",
        "target_date": "2030",
    },
    {
        "id": "bikes",
        "name": "Vélos comptés",
        "frequency": "quarterly",
        "baseline_date": "2026-11-30",
        "target_date": "2027-10-15",
    },
]
PLAN = [
    {
        "id": "a",
        "audience": "staff",
        "message": "What we do",
        "date_or_phase": "2026-12-01",
    },
    {"id": "b", "audience": "staff", "date_or_phase": "2027-02"},
    {"id": "c", "message": "Done already", "date_or_phase": "2026-11", "done": True},
    {"id": "d", "message": "Some day", "date_or_phase": "after the council"},
]


PROJECTS = [
    {"id": "lamps", "title": "Lamps; all LED", "owner": "p1", "status": "running"},
    {"id": "bus", "title": "Bus lane", "status": "approved"},
    {"id": "shed", "title": "Shed", "status": "done"},
    {"id": "old", "title": "Old idea", "status": "cancelled"},
]
RUNNING = {
    "progress": [
        {"id": "g1", "project": "lamps", "kickoff_date": "2026-02", "progress": 20},
        {"id": "g2", "project": "bus", "kickoff_date": "2026-03-02", "progress": 0},
        {"id": "g3", "project": "shed", "kickoff_date": "2027-01"},
    ],
    "milestones": [
        {"id": "m1", "project": "lamps", "name": "First street", "due": "2026-02"},
        {"id": "m2", "project": "lamps", "name": "All streets", "due": "2028-02"},
        {
            "id": "m3",
            "project": "lamps",
            "name": "Tender",
            "due": "2026",
            "done": "2026-01",
        },
        {"id": "m4", "project": "bus", "due": "2026-05-01", "owner": "p1"},
        {"id": "m5", "project": "shed", "name": "Roof", "due": "2027"},
        {"id": "m6", "name": "Of no project", "due": "2027-06-30"},
        {"id": "m7", "project": "bus", "name": "Some day"},
    ],
}
DECIDED = {
    "decisions": [
        {
            "id": "d1",
            "target": "action-plan/projects/lamps",
            "verdict": "adjust",
            "reason": "Two streets; no poles",
            "owner": "p1",
            "due": "2026-06",
        },
        {"id": "d2", "verdict": "stop", "due": "2026-05-02", "done": False},
        {"id": "d3", "target": "action-plan/projects/bus", "due": "2025-01-31"},
        {"id": "d4", "due": "2026-04-01"},
        {"id": "d5", "verdict": "pause", "due": "2026-04-02", "done": True},
        {"id": "d6", "verdict": "pause"},
        {"id": "d7", "target": "action-plan/projects/old", "due": "2026-04-03"},
    ],
    "next_review": "2027-03",
    "next_cycle_start": "2028",
}
SOURCES = [
    {
        "id": "s1",
        "project": "bus",
        "name": "Feder call",
        "status": "idea",
        "deadline": "2026-09",
    },
    {
        "id": "s2",
        "project": "bus",
        "name": "Loan",
        "status": "granted",
        "deadline": "2026-09",
    },
    {
        "id": "s3",
        "project": "bus",
        "name": "No",
        "status": "refused",
        "deadline": "2026-09",
    },
    {"id": "s4", "project": "old", "name": "Old", "status": "idea", "deadline": "2026-09"},
    {"id": "s5", "project": "lamps", "status": "applied", "deadline": "2026-10-01"},
    {"id": "s6", "project": "lamps", "name": "No date", "status": "applied"},
    {"id": "s7", "source": "eu", "deadline": "2029"},
]


def running(**changes: Any) -> Answers:
    return answers_of(
        {
            "context": {"persons": [{"id": "p1", "name": "Bert", "role": "energy"}]},
            "action-plan": {"projects": changes.get("projects", PROJECTS)},
            "means": {"sources": changes.get("sources", SOURCES)},
            "delivery": changes.get("delivery", RUNNING),
            "adjustment": changes.get("adjustment", {}),
            "evaluation": {"review_calendar": ["2028-06"]},
        },
        name="valmont",
    )


def planning(**changes: Any) -> Answers:
    evaluation = {"indicators": INDICATORS, "review_calendar": ["2028-06", "2028-06-30"]}
    return answers_of(
        {
            "context": {"persons": [{"id": "p1", "name": "Bert", "role": "energy"}]},
            "vision": {"objectives": [{"id": "o1", "statement": "Warm homes, less heat"}]},
            "evaluation": changes.get("evaluation", evaluation),
            "communication": {
                "audiences": [{"id": "staff", "name": "Our staff"}],
                "plan": changes.get("plan", PLAN),
            },
        },
        name="valmont",
    )


def events(
    answers: Answers, language: str = "en", phase: str | None = None
) -> dict[str, Any]:
    data = planned_calendar(METHOD, answers, answers.words(language), phase=phase)
    return {str(one["uid"]): one for one in Calendar.from_ical(data).walk("VEVENT")}


def test_every_planned_day_is_one_event_with_an_id_that_stays():
    assert list(events(planning())) == [
        "baseline-bikes@valmont.smartcity",
        "telling-a@valmont.smartcity",
        "measurement-heat@valmont.smartcity",
        "measurement-bikes@valmont.smartcity",
        "telling-b@valmont.smartcity",
        "judgement-bikes@valmont.smartcity",
        "review-2028-06-30@valmont.smartcity",
    ]


def test_an_event_says_what_who_and_what_for():
    found = events(planning())
    heat = found["measurement-heat@valmont.smartcity"]

    assert heat["summary"] == "Measure: Heat; used, by homes (Bert)"
    assert heat["description"] == "Warm homes, less heat"
    assert (heat["dtstart"].dt, heat["dtend"].dt) == (date(2026, 12, 31), date(2027, 1, 1))
    assert found["telling-b@valmont.smartcity"]["summary"] == (
        "Tell: Our staff – message still to be written"
    )


def test_a_rhythm_is_one_rule_until_the_target_date():
    heat = events(planning())["measurement-heat@valmont.smartcity"]

    assert heat["rrule"].to_ical() == b"FREQ=YEARLY;UNTIL=20301231"


def test_the_days_of_projects_are_events_until_they_are_over():
    found = events(running())

    assert list(found) == [
        "milestone-m1@valmont.smartcity",
        "kickoff-bus@valmont.smartcity",
        "milestone-m4@valmont.smartcity",
        "deadline-s1@valmont.smartcity",
        "deadline-s5@valmont.smartcity",
        "milestone-m6@valmont.smartcity",
        "milestone-m2@valmont.smartcity",
        "review-2028-06-30@valmont.smartcity",
        "deadline-s7@valmont.smartcity",
    ]
    days = [one["dtstart"].dt for one in found.values()]
    assert days[:2] == [date(2026, 2, 28), date(2026, 3, 2)]
    assert days[-3:] == [date(2028, 2, 29), date(2028, 6, 30), date(2029, 12, 31)]


def test_an_event_of_a_project_says_what_who_and_of_which():
    said = {
        name.partition("@")[0]: (str(one["summary"]), str(one.get("description", "")))
        for name, one in events(running()).items()
    }

    assert said["milestone-m1"] == ("Milestone: First street", "Lamps; all LED")
    assert said["milestone-m4"] == (
        "Milestone: without a name (Bert)",
        "Bus lane",
    )
    assert said["milestone-m6"] == ("Milestone: Of no project", "")
    assert said["kickoff-bus"] == ("Kick-off: Bus lane", "")
    assert said["deadline-s1"] == ("Last day to ask for money: Feder call", "Bus lane")
    assert said["deadline-s5"] == (
        "Last day to ask for money: source of money still to be named",
        "Lamps; all LED",
    )
    assert said["deadline-s7"] == ("Last day to ask for money: European Union", "")
    french = events(running(), "fr")["milestone-m1@valmont.smartcity"]
    assert french["summary"] == "Jalon : First street"


def test_decisions_to_carry_out_the_next_review_and_cycle_are_events() -> None:
    found = {
        name.partition("@")[0]: one
        for name, one in events(running(adjustment=DECIDED), phase="monitoring").items()
    }
    days = {name: one["dtstart"].dt for name, one in found.items()}

    assert days == {
        "decision-d3": date(2025, 1, 31),
        "decision-d4": date(2026, 4, 1),
        "decision-d2": date(2026, 5, 2),
        "decision-d1": date(2026, 6, 30),
        "next-review": date(2027, 3, 31),
        "next-cycle": date(2028, 1, 1),
    }
    said = {name: str(one["summary"]) for name, one in found.items()}
    assert said == {
        "decision-d3": "Decision to carry out: Bus lane",
        "decision-d4": "Decision to carry out: decision without a name",
        "decision-d2": "Decision to carry out: Stop",
        "decision-d1": "Decision to carry out: Adjust: Lamps; all LED (Bert)",
        "next-review": "Review: what do we keep, change, stop?",
        "next-cycle": "The next cycle starts",
    }
    assert str(found["decision-d1"]["description"]) == "Two streets; no poles"


def test_a_kick_off_to_come_stays_though_the_project_runs():
    progress = [{"id": "g", "project": "lamps", "kickoff_date": "2026-03", "progress": 5}]

    assert "kickoff-lamps@valmont.smartcity" in events(
        running(delivery={"progress": progress})
    )


def test_a_phase_has_only_its_own_days():
    whole = set(events(running(adjustment=DECIDED)))
    own = {one: set(events(running(adjustment=DECIDED), phase=one)) for one in PHASES}

    assert own["planning"] == {"review-2028-06-30@valmont.smartcity"}
    assert len(own["monitoring"]) == 6
    assert set.union(*own.values()) == whole
    assert sum(map(len, own.values())) == len(whole)


@pytest.mark.parametrize(
    ("hidden", "kind"),
    [
        ("delivery/milestones", "milestone-"),
        ("delivery/progress", "kickoff-"),
        ("adjustment/decisions", "decision-"),
        ("adjustment/next_review", "next-review"),
        ("adjustment/next_cycle_start", "next-cycle"),
    ],
)
def test_what_an_adaptation_hides_is_in_no_calendar(hidden: str, kind: str) -> None:
    answers, method = running(adjustment=DECIDED), adapt(METHOD, {"hidden": [hidden]})
    data = planned_calendar(method, answers, answers.words("en"))

    shown = {str(one["uid"]) for one in Calendar.from_ical(data).walk("VEVENT")}
    assert shown == {one for one in events(answers) if not one.startswith(kind)}
    assert len(shown) < len(events(answers))


def test_the_calendar_follows_the_standard():
    answers = planning()
    data = planned_calendar(METHOD, answers, answers.words("fr"))
    lines = data.split(b"\r\n")

    assert data == planned_calendar(METHOD, planning(), answers.words("fr"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in lines)
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert {b"VERSION:2.0", b"PRODID:-//smartcity-widgets//planning//EN"} <= {*lines}
    data.decode("utf-8")
    for one in events(answers, "fr").values():
        assert one["dtstamp"].dt == datetime(2026, 3, 12, 14, tzinfo=UTC)
        assert one["dtend"].dt - one["dtstart"].dt == timedelta(1)
        assert {"uid", "dtstamp", "dtstart", "summary"} <= {name.lower() for name in one}


def test_nothing_internal_is_in_the_calendar():
    told = (
        "communication/plan",
        "communication/audiences",
        "action-plan/projects",
        "delivery/milestones",
        "delivery/progress",
        "means/sources",
        "adjustment/decisions",
        "vision/objectives",
    )
    planned = [METHOD.at(one) for one in told]
    shown = [one for table in planned for one in table.columns]

    assert not any(one.internal for one in shown)


@calm
@example(date(2028, 2, 29), "yearly", 3000, 10)
@example(date(2027, 2, 28), "yearly", 3000, 7)
@given(
    st.one_of(
        st.dates(date(2020, 1, 1), date(2032, 12, 31)),
        st.builds(date, st.integers(2020, 2032), st.just(1), st.integers(28, 31)),
        st.builds(date, st.just(2028), st.just(2), st.integers(28, 29)),
    ),
    st.sampled_from(sorted(EVERY)),
    st.integers(0, 5000),
    st.sampled_from([4, 7, 10]),
)
def test_the_rule_of_a_rhythm_gives_exactly_its_days(
    first: date, frequency: str, length: int, precision: int
) -> None:
    end = first + timedelta(length)
    series = series_of(
        Indicator(
            "i",
            frequency=frequency,
            baseline_date=f"{first}"[:precision],
            target_date=f"{end}",
        )
    )
    days = list(series.rhythm(end))
    rule = rule_of(series)

    assert bool(rule) == (len(days) > 1)
    if rule:
        text = ";".join(f"{name}={_part(value)}" for name, value in rule.items())
        start = datetime.combine(days[0], datetime.min.time())
        assert [one.date() for one in rrulestr(text.upper(), dtstart=start)] == days


def _part(value: object) -> str:
    if isinstance(value, date):
        return f"{value:%Y%m%d}"
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


def test_the_file_lies_beside_the_reports_and_goes_when_nothing_is_planned(
    tmp_path: Path,
) -> None:
    answers = planning()
    spoken = answers.words("fr")

    path = write_calendar(METHOD, answers, spoken, folder=tmp_path, phase="planning")
    whole = write_calendar(METHOD, answers, spoken, folder=tmp_path, phase=None)

    assert path == tmp_path / "valmont" / "planning.fr.ics"
    assert whole.name == "workbook.fr.ics"
    nothing = planning(evaluation={}, plan=[])
    with pytest.raises(ExportError, match="nothing has a date for a calendar yet"):
        write_calendar(METHOD, nothing, spoken, folder=tmp_path, phase="planning")
    assert not path.exists()


def test_a_phase_that_plans_nothing_has_no_calendar(tmp_path: Path) -> None:
    answers = planning()

    with pytest.raises(UnknownIdError, match="Known: planning, implementation, monitor"):
        write_calendar(
            METHOD, answers, answers.words("en"), folder=tmp_path, phase="prerequisites"
        )


@pytest.mark.parametrize("option", ["draft", "internal", "blank", "step"])
def test_a_calendar_takes_no_option_of_pages(option: str) -> None:
    refuse_with_calendar(internal=False, step=None)
    with pytest.raises(UsageError, match=f"--format ics: .*--{option}"):
        refuse_with_calendar(**{option: True})
