"""What follows from the measurements: where each indicator stands, and how sure that is.

A council reads the first sentence and the dashboard in a minute; what follows is the proof:
each indicator with its numbers, objective by objective, and its course. The day is that of
the last entry, so that the same answers give the same page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartcity_widgets.analysis.due import last_change
from smartcity_widgets.analysis.measurements import MEASUREMENTS, measurements_of
from smartcity_widgets.analysis.measuring import INDICATORS
from smartcity_widgets.analysis.monitoring import STATUSES, standings
from smartcity_widgets.render.drawing import Drawing, View
from smartcity_widgets.values.dates import format_day

from .doubting import doubts
from .picturing import pictures
from .saying import KEY, groups

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from smartcity_widgets.analysis.monitoring import Standing, Status

    from ..told import Told

__all__ = ["draw"]

SHOWN_DOUBTS = 8
"""Doubts that stand open on a screen; the others are folded."""
_TOLD: tuple[Status, ...] = (
    "reached",
    "on_track",
    "at_risk",
    "off_track",
    "too_early",
    "no_data",
    "not_assessable",
)
"""The order in which a council wants to hear them."""


def draw(told: Told) -> str:
    """Return the page of the results; empty while there is no indicator to measure."""
    method, answers = told.method, told.answers
    on = last_change(answers)
    asked = method.at(INDICATORS) is not None and method.at(MEASUREMENTS) is not None
    found = standings(answers, on) if asked and on is not None else ()
    if not found or on is None:
        return ""
    view = View(told.uid, told.words.language, mode="read", show_internal=told.internal)
    drawing = Drawing(method, answers, told.words, view)
    measured = measurements_of(answers)
    said = doubts(found, measured, drawing)
    return told.render(
        "findings/results.html.j2",
        lead=_lead(found, on, drawing),
        pictures=pictures(found, measured, told, drawing),
        doubts=said,
        shown=len(said) if told.report else SHOWN_DOUBTS,
        groups=groups(found, drawing),
        key=KEY,
    )


def _lead(found: Sequence[Standing], on: date, drawing: Drawing) -> str:
    """Return how many indicators stand where, in one sentence."""
    counts = {status: sum(one.status == status for one in found) for status in STATUSES}
    day = format_day(f"{on}", drawing.words)
    if all(one.last is None for one in found):
        return drawing.count(f"{KEY}.unmeasured", len(found), date=day)
    parts = [
        drawing.count(f"{KEY}.count.{status}", counts[status])
        for status in _TOLD
        if counts[status]
    ]
    told = drawing.say("value.between").join(parts)
    return drawing.count(f"{KEY}.lead", len(found), date=day, told=told)
