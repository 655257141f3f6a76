"""The course of one indicator: what was measured, from where, to where, how it should go.

What was measured is a line with dots; a hollow dot is an estimate. The line is interrupted
where the definition or the source changed. What is expected is dashed, the target is a
diamond, a range or tolerance a band. Each has its own form, none its colour alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from smartcity_widgets.values import last_day
from smartcity_widgets.values.amounts import format_with_unit
from smartcity_widgets.values.dates import format_day

from .course_scale import Plot, plot_of
from .course_table import table_of
from .figure import Chart, draw
from .lettering import lettered, lines_of
from .tracks import placed_legend

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from smartcity_widgets.analysis.measurements import Measurement
    from smartcity_widgets.analysis.measuring import Indicator
    from smartcity_widgets.analysis.monitoring import Standing
    from smartcity_widgets.words import Words

__all__ = ["Course", "course_chart", "small_course"]

NAME = "course"
KEY = f"chart.{NAME}"
WIDTH, HIGH = 640, 230
"""Of a whole picture; how high the field in it is."""
SMALL_WIDTH, SMALL_HIGH = 300, 92
LETTER, SMALL_LETTER = 13, 14
LEGEND_ROW = 24
SURE = frozenset({"measured"})
"""Qualities of a value that are drawn as a full dot; others are estimates."""


@dataclass(frozen=True, slots=True)
class Course:
    """An indicator with what was measured of it, and what people call it."""

    standing: Standing
    series: tuple[Measurement, ...] = ()
    name: str = ""

    @property
    def indicator(self) -> Indicator:
        """The indicator as it is defined."""
        return self.standing.indicator


@dataclass(frozen=True, slots=True)
class Marks:
    """Where everything stands in a picture; a place is x and y.

    Attributes
    ----------
    lines
        The measurements joined, from one break of the series to the next.
    dots
        Each measurement, and whether it is an estimate.
    breaks
        x of each changed definition or source.
    band
        Top and height of the range or tolerance.
    """

    lines: tuple[str, ...]
    dots: tuple[tuple[float, float, bool], ...]
    breaks: tuple[float, ...] = ()
    way: str = ""
    baseline: tuple[float, float] | None = None
    target: tuple[float, float] | None = None
    band: tuple[float, float] | None = None
    effect: float | None = None
    shown: dict[str, bool] = field(default_factory=dict)


def course_chart(course: Course, words: Words, *, prefix: str = "") -> Chart:
    """Draw one indicator with its scale, its legend and every number in the table.

    Parameters
    ----------
    prefix
        Stands before every id, for a page that shows the chart twice.
    """
    plot = plot_of(course.standing, course.series, words, width=WIDTH, high=HIGH)
    marks = _marks(course, plot)
    labels = {one: words.say(f"{KEY}.{one}") for one, is_in in marks.shown.items() if is_in}
    legend = placed_legend(labels, size=LETTER, width=WIDTH)
    return _drawn(
        course,
        words,
        f"{prefix}{NAME}-{course.indicator.row}",
        "course.svg.j2",
        plot=plot,
        marks=marks,
        legend=legend,
        legend_row=LEGEND_ROW,
        letter=LETTER,
        width=WIDTH,
        heading=lines_of(_title(course), WIDTH, 15, most=2),
        nothing="" if marks.dots else words.say(f"{KEY}.nothing"),
    )


def small_course(course: Course, words: Words, *, prefix: str = "") -> Chart:
    """Draw one indicator in small, to stand among many: name, status, line, last value."""
    plot = plot_of(
        course.standing,
        course.series,
        words,
        width=SMALL_WIDTH,
        high=SMALL_HIGH,
        is_small=True,
    )
    standing = course.standing
    last = standing.last
    said = (
        words.say(f"{KEY}.nothing")
        if last is None
        else words.say(
            f"{KEY}.last",
            value=format_with_unit(last.value, course.indicator.unit, words),
            date=format_day(last.date, words),
        )
    )
    return _drawn(
        course,
        words,
        f"{prefix}{NAME}-small-{course.indicator.row}",
        "course-small.svg.j2",
        plot=plot,
        marks=_marks(course, plot),
        letter=SMALL_LETTER,
        width=SMALL_WIDTH,
        heading=lines_of(_title(course), SMALL_WIDTH / 1.18, 15, most=2),
        status=standing.status,
        word=words.say(f"status.{standing.status}"),
        said=lines_of(said, SMALL_WIDTH, SMALL_LETTER, most=2),
    )


def _drawn(
    course: Course, words: Words, name: str, template: str, **parts: object
) -> Chart:
    title = words.say(f"{KEY}.title", name=_title(course))
    alt = _said(course, words)
    svg = draw(template, id=name, title=title, alt=alt, **parts)
    table = table_of(course.standing, course.series, words, title=title)
    return Chart(name, title, svg, alt, table)


def _title(course: Course) -> str:
    return lettered(course.name or course.indicator.name or "")


def _said(course: Course, words: Words) -> str:
    """Return from where to where, what was last measured, and the status."""
    one, indicator = course.standing, course.indicator
    said = []
    if indicator.baseline_value is not None:
        said.append(
            words.say(
                f"{KEY}.alt_from",
                value=format_with_unit(indicator.baseline_value, indicator.unit, words),
            )
        )
    if indicator.aim is not None:
        said.append(
            words.say(
                f"{KEY}.alt_to",
                value=format_with_unit(indicator.aim, indicator.unit, words),
            )
        )
    if one.last is not None:
        said.append(
            words.say(
                f"{KEY}.last",
                value=format_with_unit(one.last.value, indicator.unit, words),
                date=format_day(one.last.date, words),
            )
        )
    said.append(words.say(f"status.{one.status}"))
    listed = words.say("value.between-texts").join(said)
    return words.say(f"{KEY}.alt", name=_title(course), said=listed)


# Where everything stands ------------------------------------------------------------------


def _marks(course: Course, plot: Plot) -> Marks:
    indicator = course.indicator
    dots = tuple(
        (plot.x(one.day), plot.y(one.value), one.data_quality not in {None, *SURE})
        for one in course.series
    )
    breaks = tuple(plot.x(one.day) for one in course.series if one.series_break)
    way = _way(indicator, plot)
    baseline = _at(plot, indicator.baseline_date, indicator.baseline_value)
    target = _at(plot, indicator.target_date, indicator.aim)
    band = _band(indicator, plot)
    effect = (
        plot.x(last_day(indicator.effect_from)) if indicator.effect_from and way else None
    )
    return Marks(
        lines=_lines(course.series, plot),
        dots=dots,
        breaks=breaks,
        way=way,
        baseline=baseline,
        target=target,
        band=band,
        effect=effect,
        shown={
            "measured": any(not hollow for _, _, hollow in dots),
            "estimated": any(hollow for _, _, hollow in dots),
            "baseline": baseline is not None,
            "target": target is not None,
            "way": bool(way),
            "band": band is not None,
            "effect": effect is not None,
            "break": bool(breaks),
        },
    )


def _at(plot: Plot, day: str | None, value: object) -> tuple[float, float] | None:
    if day is None or value is None:
        return None
    return plot.x(last_day(day)), plot.y(value)


def _lines(series: Sequence[Measurement], plot: Plot) -> tuple[str, ...]:
    """Join the measurements; where the series breaks a new line begins."""
    lines: list[list[tuple[float, float]]] = []
    for one in series:
        if one.series_break or not lines:
            lines.append([])
        lines[-1].append((plot.x(one.day), plot.y(one.value)))
    return tuple(_points(line) for line in lines if len(line) > 1)


def _way(indicator: Indicator, plot: Plot) -> str:
    """Return what is expected: from the start by the target path to the target."""
    start = indicator.start
    end = None if indicator.target_date is None else last_day(indicator.target_date)
    days: set[date] = {one.day for one in indicator.path}
    days |= {one for one in (start, end) if one is not None}
    found = [
        (plot.x(day), plot.y(value))
        for day in sorted(days)
        if (value := indicator.expected(day)) is not None
        and (start is None or day >= start)
    ]
    return _points(found) if len(found) > 1 else ""


def _band(indicator: Indicator, plot: Plot) -> tuple[float, float] | None:
    low, high = indicator.target_low, indicator.target_high
    if indicator.direction != "range":
        aim, tolerance = indicator.target_value, indicator.tolerance
        if indicator.direction != "target_value" or aim is None or not tolerance:
            return None
        low, high = aim - tolerance, aim + tolerance
    if low is None or high is None or low > high:
        return None
    top = plot.y(high)
    return top, max(round(plot.y(low) - top, 1), 1)


def _points(line: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in line)
