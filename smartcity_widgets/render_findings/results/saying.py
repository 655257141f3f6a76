"""Each indicator in words: its status with its numbers, its last value, its target."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from smartcity_widgets.analysis.measuring import INDICATORS, OBJECTIVES
from smartcity_widgets.render.standing import (
    STATUS_SIGNS,
    aim_said,
    because,
    last_said,
    status_said,
    trend_said,
)
from smartcity_widgets.values.dates import format_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartcity_widgets.analysis.monitoring import Standing
    from smartcity_widgets.render.drawing import Drawing

__all__ = ["KEY", "Group", "Line", "groups"]

KEY = "findings.results"
_INTERPRETATION = "results/interpretation"


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator, one text for each cell of its row; `path` is where it is defined."""

    name: str
    path: str
    status: str
    sign: str
    word: str
    because: str
    last: str
    quality: str
    trend: str
    aim: str
    by_when: str


@dataclass(frozen=True, slots=True)
class Group:
    """An objective with its indicators, and what the results mean for it."""

    title: str
    lines: tuple[Line, ...]
    meaning: tuple[str, ...] = ()
    missing: str = ""


def groups(found: Sequence[Standing], drawing: Drawing) -> tuple[Group, ...]:
    """Return the indicators by objective, then those that serve none."""
    objectives = drawing.rows(OBJECTIVES)
    meanings = _meanings(drawing)
    told = [_group(one, found, meanings, drawing) for one in objectives]
    loose = tuple(_line(one, drawing) for one in found if one.objective not in objectives)
    rest = [Group(drawing.say("findings.evaluation.loose"), loose)] if loose else []
    return (*(one for one in told if one.lines), *rest)


def _group(
    objective: str,
    found: Sequence[Standing],
    meanings: dict[str, list[str]],
    drawing: Drawing,
) -> Group:
    ones = [one for one in found if one.objective == objective]
    meaning = tuple(meanings.get(objective, ()))
    asked = drawing.method.at(_INTERPRETATION) is not None
    waits = asked and not meaning and any(one.last is not None for one in ones)
    return Group(
        drawing.label_of(OBJECTIVES, objective),
        tuple(_line(one, drawing) for one in ones),
        meaning,
        _INTERPRETATION if waits else "",
    )


def _meanings(drawing: Drawing) -> dict[str, list[str]]:
    """Return what people wrote of the results of each objective."""
    said: dict[str, list[str]] = {}
    columns = ("objective", "interpretation")
    for row in drawing.answers.table(_INTERPRETATION, columns):
        if set(columns) <= row.keys():
            said.setdefault(row["objective"], []).append(row["interpretation"])
    return said


def _line(one: Standing, drawing: Drawing) -> Line:
    words, indicator = drawing.words, one.indicator
    due = indicator.target_date
    quality = drawing.method.at("results/measurements/*/data_quality")
    return Line(
        name=drawing.label_of(INDICATORS, indicator.row),
        path=f"{INDICATORS}/{indicator.row}",
        status=one.status,
        sign=STATUS_SIGNS[one.status],
        word=status_said(one.status, words),
        because=because(one, words),
        last=last_said(one, words),
        quality=drawing.show(quality, one.data_quality)
        if quality is not None and one.data_quality
        else "",
        trend=trend_said(one, words),
        aim=aim_said(indicator, words),
        by_when=words.say("thread.by", date=format_day(due, words)) if due else "",
    )
