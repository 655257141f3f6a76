"""The numbers of a course as a table: each measurement, with what was expected by then."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from smartcity_widgets.values.amounts import format_number, places
from smartcity_widgets.values.dates import format_day

from .figure import draw

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from smartcity_widgets.analysis.measurements import Measurement
    from smartcity_widgets.analysis.monitoring import Standing
    from smartcity_widgets.words import Words

__all__ = ["table_of"]

_MOST_PLACES = 2


def table_of(
    standing: Standing, series: Sequence[Measurement], words: Words, *, title: str
) -> str:
    """Return baseline, measurements and target, each with its date."""
    indicator = standing.indicator
    finest = max([places(one.value) for one in series] + [_MOST_PLACES])
    rows = [
        (
            format_day(one.date, words),
            format_number(one.value, words.language),
            _expected(indicator.expected(one.day), finest, words),
            words.say(f"choice.data_quality.{one.data_quality}")
            if one.data_quality
            else "",
            one.series_break,
        )
        for one in series
    ]
    ends = {
        name: (format_day(day, words) if day else "", format_number(value, words.language))
        for name, day, value in (
            ("baseline", indicator.baseline_date, indicator.baseline_value),
            ("target", indicator.target_date, indicator.aim),
        )
        if value is not None
    }
    return draw(
        "course.table.j2",
        say=words.say,
        title=title,
        rows=rows,
        ends=ends,
        unit=indicator.unit or "",
    )


def _expected(value: Fraction | None, finest: int, words: Words) -> str:
    """Return the value expected on a day, no finer than what is measured."""
    if value is None:
        return ""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    rounded = round(exact, finest)
    whole = rounded.to_integral_value()
    shown = whole if whole == rounded else rounded.normalize()
    return format_number(Decimal(f"{shown:f}"), words.language)
