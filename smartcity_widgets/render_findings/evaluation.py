"""What follows from the evaluation: what is measured for each objective, and when.

The form asks; this page reads it back by objective: from where to where, by when and by
whom, what is missing or doubtful, and the calendar of the next two years. They begin on the
day of the last entry, so that the same answers give the same page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from smartcity_widgets.analysis.coherence import CHECKS
from smartcity_widgets.analysis.due import (
    REVIEWS,
    due_between,
    last_change,
    months_after,
)
from smartcity_widgets.analysis.measuring import (
    INDICATORS,
    OBJECTIVES,
    doubts_of,
    measured_objectives,
)
from smartcity_widgets.render.drawing import Drawing, View
from smartcity_widgets.values.amounts import format_number
from smartcity_widgets.values.dates import format_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal

    from smartcity_widgets.analysis.due import Due
    from smartcity_widgets.analysis.measuring import Doubt, Indicator, Measured

    from .told import Told

__all__ = ["draw"]

KEY = "findings.evaluation"
STEP = "evaluation"
WINDOW = 24
"""Months of the calendar that is shown."""
SHOWN = 4
"""Quarters that stand open on a screen; the later ones are folded."""
SIGNS = {"higher": "↑", "lower": "↓", "target_value": "◎", "range": "↕"}


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator in words, one text for each cell of its row."""

    name: str
    path: str
    course: str
    sign: str
    direction: str
    by_when: str
    effect: str
    way: str
    who: str
    often: str
    missing: str
    first_missing: str


@dataclass(frozen=True, slots=True)
class Group:
    """An objective with the lines of its indicators."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Warned:
    """Something to look at again: what it is about, why, and where it is filled in."""

    name: str
    said: str
    step: str
    path: str


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that is due in a quarter, with its days in words."""

    what: str
    who: str
    days: str


@dataclass(frozen=True, slots=True)
class Quarter:
    """What is due in three months."""

    title: str
    rows: tuple[Row, ...]


def draw(told: Told) -> str:
    """Return the page of the evaluation; empty while there is nothing to measure."""
    measured = measured_objectives(told.answers)
    if not measured or told.method.at(INDICATORS) is None:
        return ""
    drawing = Drawing(
        told.method,
        told.answers,
        told.words,
        View(told.uid, told.words.language, mode="read"),
    )
    quarters, span = _calendar(drawing)
    return told.render(
        "findings/evaluation.html.j2",
        lead=_lead(measured, told),
        warnings=_warnings(measured, drawing, told),
        groups=tuple(_group(one, drawing) for one in measured if one.indicators),
        quarters=quarters,
        shown=len(quarters) if told.report else SHOWN,
        span=span,
        key=KEY,
    )


def _lead(measured: Sequence[Measured], told: Told) -> str:
    indicators = [one for group in measured for one in group.indicators]
    if not indicators:
        return told.say(f"{KEY}.none")
    served = sum(bool(one.indicators) for one in measured if one.objective is not None)
    objectives = told.count(f"{KEY}.objectives", served)
    lead = told.count(f"{KEY}.lead", len(indicators), objectives=objectives)
    unsound = sum(bool(one.missing) for one in indicators)
    rest = told.count(f"{KEY}.unsound", unsound) if unsound else told.say(f"{KEY}.sound")
    return f"{lead} {rest}"


# What to look at again --------------------------------------------------------------------


def _warnings(
    measured: Sequence[Measured], drawing: Drawing, told: Told
) -> tuple[Warned, ...]:
    """Return the doubts; a report has those of the golden thread in that part."""
    return tuple(
        _warned(one, drawing)
        for one in doubts_of(measured)
        if not (told.report and one.rule in CHECKS)
    )


def _warned(doubt: Doubt, drawing: Drawing) -> Warned:
    table, _, row = doubt.subject.rpartition("/")
    path = f"{doubt.subject}/{doubt.column}" if doubt.column else INDICATORS
    name = drawing.label_of(table, row)
    return Warned(name, drawing.say(f"{KEY}.doubt.{doubt.rule}"), STEP, path)


# Objectives -------------------------------------------------------------------------------


def _group(measured: Measured, drawing: Drawing) -> Group:
    title = (
        drawing.say(f"{KEY}.loose")
        if measured.objective is None
        else drawing.label_of(OBJECTIVES, measured.objective)
    )
    return Group(title, tuple(_line(one, drawing) for one in measured.indicators))


def _line(one: Indicator, drawing: Drawing) -> Line:
    say, path = drawing.say, f"{INDICATORS}/{one.row}"
    start = _valued(one.baseline_value, one, drawing)
    if one.baseline_date is not None:
        day = format_day(one.baseline_date, drawing.words)
        start = say(f"{KEY}.dated", value=start, date=day)
    missing = [say(f"{KEY}.lacks.{name}") for name in one.missing]
    points = [
        say(
            f"{KEY}.at",
            value=_valued(point.value, one, drawing),
            date=format_day(point.date, drawing.words),
        )
        for point in one.path
    ]
    between = say("value.between")
    return Line(
        name=drawing.label_of(INDICATORS, one.row),
        path=path,
        course=say(f"{KEY}.from_to", start=start, aim=_aim(one, drawing)),
        sign=SIGNS.get(one.direction or "", ""),
        direction=say(f"{KEY}.direction.{one.direction}") if one.direction else "",
        by_when=format_day(one.target_date, drawing.words) if one.target_date else "",
        effect=say(f"{KEY}.effect", date=format_day(one.effect_from, drawing.words))
        if one.effect_from
        else "",
        way=say(f"{KEY}.way", points=between.join(points)) if points else "",
        who=_person(one.owner, drawing),
        often=_often(one, drawing),
        missing=say(f"{KEY}.missing", names=between.join(missing)) if missing else "",
        first_missing=f"{path}/{one.missing[0]}" if missing else "",
    )


def _valued(value: Decimal | None, one: Indicator, drawing: Drawing) -> str:
    if value is None:
        return drawing.say(f"{KEY}.unknown")
    shown = format_number(value, drawing.words.language)
    if not one.unit:
        return shown
    return drawing.say("value.with-unit", value=shown, unit=one.unit)


def _aim(one: Indicator, drawing: Drawing) -> str:
    if one.direction != "range":
        return _valued(one.target_value, one, drawing)
    low, high = (
        drawing.say(f"{KEY}.unknown")
        if value is None
        else format_number(value, drawing.words.language)
        for value in (one.target_low, one.target_high)
    )
    span = drawing.say(f"{KEY}.range", low=low, high=high)
    return drawing.say("value.with-unit", value=span, unit=one.unit) if one.unit else span


def _often(one: Indicator, drawing: Drawing) -> str:
    column = drawing.method.at(f"{INDICATORS}/row/frequency")
    return drawing.show(column, one.frequency) if column and one.frequency else ""


def _person(row: str | None, drawing: Drawing) -> str:
    return drawing.name_in("context/persons", row) if row else ""


# The calendar -----------------------------------------------------------------------------


def _calendar(drawing: Drawing) -> tuple[tuple[Quarter, ...], str]:
    """Return what is due in two years by quarter, and from when to when that is."""
    first = last_change(drawing.answers)
    last = months_after(first, WINDOW, first.day) if first is not None else None
    if first is None or last is None:
        return (), ""
    quarters: dict[tuple[int, int], dict[tuple[str, str], list[Due]]] = {}
    for one in due_between(drawing.answers, first, last):
        place = (one.day.year, (one.day.month + 2) // 3)
        if one.kind == "review" and drawing.method.at(REVIEWS) is None:
            continue
        beside = (one.kind, one.row)
        quarters.setdefault(place, {}).setdefault(beside, []).append(one)
    span = drawing.say(
        f"{KEY}.calendar_from", first=_day(first, drawing), last=_day(last, drawing)
    )
    return (
        tuple(
            Quarter(
                drawing.say(f"{KEY}.quarter.{quarter}", year=year),
                tuple(_row(ones, drawing) for ones in rows.values()),
            )
            for (year, quarter), rows in quarters.items()
        ),
        span,
    )


def _row(ones: Sequence[Due], drawing: Drawing) -> Row:
    first = ones[0]
    what = drawing.label_of(*_split(first.row)) if first.row else ""
    return Row(
        what=drawing.say(f"due.{first.kind}", what=what)
        if first.row
        else drawing.say("due.review"),
        who=_person(first.owner, drawing),
        days=drawing.say("value.between").join(_day(one.day, drawing) for one in ones),
    )


def _split(path: str) -> tuple[str, str]:
    table, _, row = path.rpartition("/")
    return table, row


def _day(day: date, drawing: Drawing) -> str:
    return format_day(f"{day}", drawing.words)
