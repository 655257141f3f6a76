"""What a workbook plans, for a calendar: measurements, reviews, what is told to whom.

And of the projects: their kick-offs and milestones, and by when money must be asked for; of
the results: the decisions to carry out, the next review, the next cycle.

A measurement in a rhythm is one event with a rule (RFC 5545, RRULE) until its target date;
on a day that a shorter month lacks, its last day stands, as in `analysis.due`.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from smartcity_widgets.analysis.deadlines import SOURCES, deadlines_of
from smartcity_widgets.analysis.decisions import DECISIONS, decisions_of
from smartcity_widgets.analysis.delivery import PROGRESS, delivery_of
from smartcity_widgets.analysis.due import EVERY, REVIEWS, last_change, series_of
from smartcity_widgets.analysis.measuring import INDICATORS, OBJECTIVES, indicators_of
from smartcity_widgets.analysis.milestones import MILESTONES
from smartcity_widgets.analysis.outreach import AUDIENCES, PLAN, outreach_of
from smartcity_widgets.analysis.projects import PROJECTS
from smartcity_widgets.analysis.reviews import NEXT_CYCLE, NEXT_REVIEW
from smartcity_widgets.errors import ExportError, UnknownIdError
from smartcity_widgets.render.drawing import Drawing, View
from smartcity_widgets.values import last_day

from .events import Event, calendar_bytes, stamp_of
from .writing import remove, write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from smartcity_widgets.analysis.due import Series
    from smartcity_widgets.analysis.measuring import Indicator
    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method
    from smartcity_widgets.words import Words

__all__ = ["planned_calendar", "rule_of", "write_calendar"]

PHASES = ("planning", "implementation", "monitoring")
"""The phases in which days are planned."""

_SHORTEST_MONTH = 28
_LONGEST_MONTH = 31
_FEBRUARY = 2


def write_calendar(
    method: Method, answers: Answers, words: Words, *, folder: Path, phase: str | None
) -> Path:
    """Write the calendar of a phase, or of the whole workbook; return its path.

    One of an earlier time that has nothing left to tell is taken away.

    Raises
    ------
    UnknownIdError
        If nothing is planned in such a phase, or there is none.
    ExportError
        If nothing has a date, or the file cannot be written.
    """
    if phase is not None and phase not in PHASES:
        known = ", ".join(PHASES)
        raise UnknownIdError("phase-without-calendar", phase=phase, known=known)
    name = f"{phase or 'workbook'}.{words.language}.ics"
    path = folder / answers.workbook / name
    found = planned_calendar(method, answers, words, phase=phase)
    if found is None:
        remove(path)
        raise ExportError("calendar-empty", workbook=answers.workbook)
    write_whole(path, found)
    return path


def planned_calendar(
    method: Method, answers: Answers, words: Words, *, phase: str | None = None
) -> bytes | None:
    """Return all that has a day as a calendar (RFC 5545); None where nothing has.

    Every event is stamped with the last entry of the log, so that the same answers give the
    same bytes. What an adaptation hides is not told.

    Parameters
    ----------
    phase
        Only what is asked in a step of this phase; by default all.
    """
    drawing = Drawing(method, answers, words, View("calendar", words.language, mode="read"))
    stamp = stamp_of(answers.latest.values())
    sources = {
        INDICATORS: _measurements,
        REVIEWS: _reviews,
        PLAN: _tellings,
        SOURCES: _deadlines,
        PROGRESS: _kickoffs,
        MILESTONES: _milestones,
        DECISIONS: _decisions,
        NEXT_REVIEW: _next_review,
        NEXT_CYCLE: _next_cycle,
    }
    events = [
        event
        for asked, told in sources.items()
        if method.at(asked) is not None
        and phase in {None, method.steps[asked.partition("/")[0]].phase}
        for event in told(drawing, stamp)
    ]
    return calendar_bytes(
        sorted(events, key=lambda one: (one.day, one.id)),
        workbook=answers.workbook,
        product="planning",
    )


def rule_of(series: Series) -> dict[str, object]:
    """Return the parts of the RRULE of a rhythm; empty where it has one day or none.

    Examples
    --------
    A rhythm at the end of months that starts on 28 February goes on on 31 March:
    ``FREQ=MONTHLY;UNTIL=…;INTERVAL=1;BYMONTHDAY=-1``.
    """
    first, months, end = series.first, series.months, series.end
    if first is None or months is None or end is None:
        return {}
    days = list(series.rhythm(end))
    if len(days) == 1:
        return {}
    if months == EVERY["yearly"]:
        rule: dict[str, object] = {"freq": "YEARLY", "until": days[-1]}
        if first.month == _FEBRUARY and series.anchor > _SHORTEST_MONTH:
            rule |= {"bymonth": _FEBRUARY, "bymonthday": -1}
        return rule
    rule = {"freq": "MONTHLY", "until": days[-1], "interval": months}
    if series.anchor == _LONGEST_MONTH:
        rule["bymonthday"] = -1
    elif series.anchor > _SHORTEST_MONTH:
        rule["bymonthday"] = list(range(_SHORTEST_MONTH, series.anchor + 1))
        rule["bysetpos"] = -1
    return rule


# The events -------------------------------------------------------------------------------


def _measurements(drawing: Drawing, stamp: datetime) -> Iterator[Event]:
    for one in indicators_of(drawing.answers):
        series = series_of(one)
        note = _about(drawing, one)
        days: list[tuple[str, date, dict[str, object]]] = []
        if series.start is not None and one.baseline_value is None:
            days.append(("baseline", series.start, {}))
        if series.first is not None:
            days.append(("measurement", series.first, rule_of(series)))
        if series.ends_apart and series.end is not None:
            days.append(("judgement", series.end, {}))
        for kind, day, rhythm in days:
            what = drawing.label_of(INDICATORS, one.row)
            title = _title(drawing, kind, one.owner, what=what)
            yield Event(f"{kind}-{one.row}", stamp, day, title, rhythm, note)


def _about(drawing: Drawing, one: Indicator) -> str:
    rows = drawing.rows(OBJECTIVES)
    return drawing.label_of(OBJECTIVES, one.objective) if one.objective in rows else ""


def _reviews(drawing: Drawing, stamp: datetime) -> Iterator[Event]:
    for day in dict.fromkeys(map(last_day, drawing.answers.value(REVIEWS) or ())):
        yield Event(f"review-{day}", stamp, day, drawing.say("due.review"))


def _tellings(drawing: Drawing, stamp: datetime) -> Iterator[Event]:
    channel = drawing.method.at(f"{PLAN}/row/channel")
    for one in outreach_of(drawing.answers).dated:
        if one.done or one.last is None:
            continue
        what = one.message or drawing.say("due.no_message")
        if one.audience is not None:
            audience = drawing.label_of(AUDIENCES, one.audience)
            what = drawing.say("due.to", audience=audience, message=what)
        title = _title(drawing, "telling", one.owner, what=what)
        note = drawing.show(channel, one.channel) if channel and one.channel else ""
        yield Event(f"telling-{one.row}", stamp, one.last, title, note=note)


def _deadlines(drawing: Drawing, stamp: datetime) -> Iterator[Event]:
    """Yield by when money must be asked for, where nothing is decided yet."""
    source = drawing.method.at(f"{SOURCES}/row/source")
    for one in deadlines_of(drawing.answers):
        what = one.name or (
            drawing.show(source, one.source)
            if source and one.source
            else drawing.say("due.no_source")
        )
        title = _title(drawing, "deadline", None, what=what)
        note = _project(drawing, one.project)
        yield Event(f"deadline-{one.row}", stamp, one.day, title, note=note)


def _kickoffs(drawing: Drawing, stamp: datetime) -> Iterator[Event]:
    """Yield the kick-offs to come, and those that were not held."""
    today = last_change(drawing.answers)
    for course in delivery_of(drawing.method, drawing.answers, today).courses:
        if not course.kickoff_said or course.is_closed:
            continue
        day = last_day(course.kickoff_said)
        if course.has_started and today is not None and day < today:
            continue
        what = _project(drawing, course.project.row)
        title = _title(drawing, "kickoff", course.project.owner, what=what)
        yield Event(f"kickoff-{course.project.row}", stamp, day, title)


def _milestones(drawing: Drawing, stamp: datetime) -> Iterator[Event]:
    """Yield the milestones that are not done, those of closed projects left out."""
    found = delivery_of(drawing.method, drawing.answers, None)
    closed = {one.project.row for one in found.courses if one.is_closed}
    for one in found.milestones:
        if one.due is None or one.done is not None or one.project in closed:
            continue
        what = one.name or drawing.say("due.unnamed")
        title = _title(drawing, "milestone", one.owner, what=what)
        note = _project(drawing, one.project)
        yield Event(f"milestone-{one.row}", stamp, one.due, title, note=note)


def _decisions(drawing: Drawing, stamp: datetime) -> Iterator[Event]:
    """Yield the decisions to carry out, those of cancelled projects left out."""
    verdict = drawing.method.at(f"{DECISIONS}/row/verdict")
    for one in decisions_of(drawing.answers):
        if not one.is_open or one.due is None:
            continue
        said = drawing.show(verdict, one.verdict) if verdict and one.verdict else ""
        table, _, row = (one.target or "").rpartition("/")
        name = drawing.label_of(table, row) if row else ""
        if said and name:
            what = drawing.say("due.decided", verdict=said, name=name)
        else:
            what = said or name or drawing.say("due.no_decision")
        title = _title(drawing, "decision", one.owner, what=what)
        yield Event(f"decision-{one.row}", stamp, one.due, title, note=one.reason)


def _next_review(drawing: Drawing, stamp: datetime) -> Iterator[Event]:
    said = drawing.answers.value(NEXT_REVIEW)
    if said is not None:
        title = drawing.say("due.next_review")
        yield Event("next-review", stamp, last_day(said), title)


def _next_cycle(drawing: Drawing, stamp: datetime) -> Iterator[Event]:
    """Yield the first day of the next cycle: a month or a year begins on its first."""
    said = drawing.answers.value(NEXT_CYCLE)
    if said is not None:
        first = date.fromisoformat(f"{said}-01-01"[:10])
        yield Event("next-cycle", stamp, first, drawing.say("due.next_cycle"))


def _project(drawing: Drawing, row: str | None) -> str:
    """Return what a project is called; empty where there is none."""
    return "" if row is None else drawing.label_of(PROJECTS, row)


def _title(drawing: Drawing, kind: str, owner: str | None, *, what: str) -> str:
    said = drawing.say(f"due.{kind}", what=what)
    who = drawing.name_in("context/persons", owner) if owner else ""
    return drawing.say("due.by", what=said, who=who) if who else said
