"""The course of one indicator: what was measured, from where, to where, how it should go.

What was measured is a line with dots; a hollow dot is an estimate. The line is interrupted
where the definition or the source changed. What is expected is dashed, the target is a
diamond, a range or tolerance a band. Each has its own form, none its colour alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from smartcity_widgets.values.amounts import format_with_unit
from smartcity_widgets.values.dates import format_day

from .course_marks import marks_of
from .course_scale import LETTER, plot_of
from .course_table import aim_of, table_of
from .figure import Chart, draw
from .lettering import BOLD, lettered, lines_of
from .tracks import placed_legend

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from smartcity_widgets.analysis.measurements import Measurement
    from smartcity_widgets.analysis.measuring import Indicator
    from smartcity_widgets.analysis.monitoring import Standing
    from smartcity_widgets.words import Words

__all__ = ["Course", "course_chart", "small_course"]

NAME = "course"
KEY = f"chart.{NAME}"
WIDTH, HIGH = 480, 210
"""Of a whole picture; how high the field in it is."""
SMALL_WIDTH, SMALL_HIGH = 300, 92
TITLE, SMALL_LETTER = 15, 14
LEGEND_ROW = 24


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

    @property
    def last(self) -> Measurement | None:
        """The last measurement on the day asked about; without one, the last of all."""
        return self.standing.last or (self.series[-1] if self.series else None)


def course_chart(course: Course, words: Words, *, prefix: str = "") -> Chart:
    """Draw one indicator with its scale, its legend and every number in the table.

    Parameters
    ----------
    prefix
        Stands before every id, for a page that shows the chart twice.
    """
    plot = plot_of(course.standing, course.series, words, width=WIDTH, high=HIGH)
    marks = marks_of(course.indicator, course.series, plot)
    labels = {one: words.say(f"{KEY}.{one}") for one in marks.shown}
    unit = course.indicator.unit
    return _drawn(
        course,
        words,
        f"{prefix}{NAME}-{course.indicator.row}",
        "course.svg.j2",
        plot=plot,
        marks=marks,
        legend=placed_legend(labels, size=LETTER, width=WIDTH),
        legend_row=LEGEND_ROW,
        letter=LETTER,
        width=WIDTH,
        heading=lines_of(_title(course), WIDTH / BOLD, TITLE, most=3),
        unit=lines_of(lettered(unit), WIDTH, LETTER, most=2) if unit else (),
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
    marks = marks_of(course.indicator, course.series, plot)
    status = course.standing.status
    return _drawn(
        course,
        words,
        f"{prefix}{NAME}-small-{course.indicator.row}",
        "course-small.svg.j2",
        plot=plot,
        marks=marks,
        letter=SMALL_LETTER,
        width=SMALL_WIDTH,
        heading=lines_of(_title(course), SMALL_WIDTH / BOLD, TITLE, most=2),
        status=status,
        word=words.say(f"status.{status}"),
        said=lines_of(_last(course, words), SMALL_WIDTH, SMALL_LETTER, most=2),
        changed=words.say(f"{KEY}.break") if marks.breaks else "",
    )


def _drawn(
    course: Course, words: Words, name: str, template: str, **parts: object
) -> Chart:
    title = words.say(f"{KEY}.title", name=_title(course))
    alt = words.say(
        f"{KEY}.alt",
        name=_title(course),
        said=words.say("value.between-texts").join(_said(course, words)),
    )
    svg = draw(template, id=name, title=title, alt=alt, **parts)
    table = table_of(course.standing, course.series, words, title=title)
    return Chart(name, title, svg, alt, table)


def _title(course: Course) -> str:
    return lettered(course.name or course.indicator.name or "")


def _last(course: Course, words: Words) -> str:
    """Return the last value with its date."""
    last = course.last
    if last is None:
        return words.say(f"{KEY}.nothing")
    value = _valued(last.value, course.indicator, words)
    return words.say(f"{KEY}.last", value=value, date=format_day(last.date, words))


def _valued(value: Decimal, indicator: Indicator, words: Words) -> str:
    unit = lettered(indicator.unit) if indicator.unit else None
    return format_with_unit(value, unit, words)


def _said(course: Course, words: Words) -> Iterator[str]:
    """Say from where, to where, what was last measured, and the status."""
    indicator = course.indicator

    def dated(value: str, day: str | None) -> str:
        if day is None:
            return value
        return words.say("standing.dated", value=value, date=format_day(day, words))

    if indicator.baseline_value is not None:
        value = _valued(indicator.baseline_value, indicator, words)
        said = dated(value, indicator.baseline_date)
        yield words.say(f"{KEY}.alt_from", value=said)
    aim = aim_of(indicator, words)
    if aim:
        yield words.say(f"{KEY}.alt_to", value=dated(aim, indicator.target_date))
    if course.last is not None:
        yield _last(course, words)
    else:
        yield words.say(f"{KEY}.alt_nothing")
    status = words.say(f"status.{course.standing.status}")
    yield words.say(f"{KEY}.alt_status", status=status)
