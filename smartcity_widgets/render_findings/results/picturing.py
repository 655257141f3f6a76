"""The pictures of the results: the dashboard, the courses in small, each course in full."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from smartcity_widgets.analysis.measuring import INDICATORS, OBJECTIVES
from smartcity_widgets.charts import (
    Board,
    Course,
    course_chart,
    small_course,
    standings_chart,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from smartcity_widgets.analysis.measurements import Measurement
    from smartcity_widgets.analysis.monitoring import Standing
    from smartcity_widgets.charts import Chart
    from smartcity_widgets.render.drawing import Drawing

    from ..told import Told

__all__ = ["Pictures", "pictures"]


@dataclass(frozen=True, slots=True)
class Pictures:
    """The dashboard, and the course of each indicator that has one: small, then in full.

    A long dashboard is in parts that a sheet of paper holds.
    """

    boards: tuple[Chart, ...]
    small: tuple[Chart, ...]
    full: tuple[Chart, ...]


def pictures(
    found: Sequence[Standing],
    measured: Mapping[str, Sequence[Measurement]],
    told: Told,
    drawing: Drawing,
) -> Pictures:
    """Draw them; an indicator without a value has no course."""
    prefix, words = f"{told.uid}-", told.words
    names = {row: drawing.label_of(INDICATORS, row) for row in drawing.rows(INDICATORS)}
    objectives = {
        row: drawing.label_of(OBJECTIVES, row) for row in drawing.rows(OBJECTIVES)
    }
    courses = [
        Course(one, tuple(measured[one.indicator.row]), names[one.indicator.row])
        for one in found
        if one.indicator.row in measured
    ]
    board = Board(tuple(found), objectives, names)
    return Pictures(
        tuple(standings_chart(one, words, prefix=prefix) for one in board.in_parts()),
        tuple(small_course(one, words, prefix=prefix) for one in courses),
        tuple(course_chart(one, words, prefix=prefix) for one in courses),
    )
