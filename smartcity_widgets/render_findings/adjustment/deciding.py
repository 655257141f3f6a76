"""The decisions in words: those still to be done first, by their day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from smartcity_widgets.analysis.measurements import MEASUREMENTS, measurements_of
from smartcity_widgets.analysis.measuring import INDICATORS, indicators_of
from smartcity_widgets.render.standing import measured_said
from smartcity_widgets.values.dates import format_day

from .saying import KEY, STANDING_SIGNS, kind_of, named, typed, verdict

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from smartcity_widgets.analysis.decisions import Decision, Due
    from smartcity_widgets.analysis.measurements import Measurement
    from smartcity_widgets.analysis.measuring import Indicator
    from smartcity_widgets.render.drawing import Drawing

__all__ = ["Line", "decisions"]


@dataclass(frozen=True, slots=True)
class Line:
    """A decision, one text for each cell of its row.

    Attributes
    ----------
    about, kind
        What it is about, and what that is; empty where it is about nothing that is there.
    evidence, of
        The measurement it rests on, and of which indicator that is.
    """

    path: str
    about: str
    kind: str
    sign: str
    verdict: str
    reason: str
    evidence: str
    of: str
    who: str
    due: str
    standing: Due
    standing_sign: str
    standing_said: str


def decisions(
    taken: Sequence[Decision], day: dt.date | None, drawing: Drawing
) -> tuple[Line, ...]:
    """Return every decision: the open ones by day, then the undated, then the others."""
    indicators = {one.row: one for one in indicators_of(drawing.answers)}
    series = measurements_of(drawing.answers) if _asks_measurements(drawing) else {}
    measured = {
        one.id: (one, indicators[row])
        for row, ones in series.items()
        if row in indicators
        for one in ones
    }
    ordered = sorted(taken, key=lambda one: (not one.is_open, not one.due, str(one.due)))
    return tuple(_line(one, day, measured, drawing) for one in ordered)


def _asks_measurements(drawing: Drawing) -> bool:
    return drawing.method.at(MEASUREMENTS) is not None


def _line(
    one: Decision,
    day: dt.date | None,
    measured: Mapping[str, tuple[Measurement, Indicator]],
    drawing: Drawing,
) -> Line:
    sign, said = verdict(one.verdict, drawing)
    rests_on = measured.get(one.evidence or "")
    standing = _standing(one, day)
    return Line(
        path=one.path,
        about=named(one.target, drawing) if one.target else "",
        kind=kind_of(one.target, drawing) if one.target else "",
        sign=sign,
        verdict=said,
        reason=typed(one.reason),
        evidence=measured_said(*rests_on, drawing.words) if rests_on else "",
        of=drawing.label_of(INDICATORS, rests_on[1].row) if rests_on else "",
        who=drawing.name_in("context/persons", one.owner) if one.owner else "",
        due=format_day(one.due_said, drawing.words) if one.due_said else "",
        standing=standing,
        standing_sign=STANDING_SIGNS[standing],
        standing_said=_standing_said(one, standing, day, drawing),
    )


def _standing(one: Decision, day: dt.date | None) -> Due:
    """Return how a decision stands; where no day is known, nothing is overdue."""
    if day is not None:
        return one.standing(day)
    if one.is_open:
        return "due" if one.due else "undated"
    return "done" if one.is_done else "dropped"


def _standing_said(
    one: Decision, standing: Due, day: dt.date | None, drawing: Drawing
) -> str:
    if standing == "overdue":
        return drawing.count(f"{KEY}.standing_overdue", one.days_overdue(day))
    return drawing.say(f"{KEY}.standing.{standing}")
