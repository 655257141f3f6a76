"""The numbers of a course as a table: all that the picture shows, date by date."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING, Literal

from smartcity_widgets.values import last_day
from smartcity_widgets.values.amounts import format_number, places
from smartcity_widgets.values.dates import format_day

from .course_scale import band_of
from .figure import draw
from .lettering import lettered

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from smartcity_widgets.analysis.measurements import Measurement
    from smartcity_widgets.analysis.measuring import Indicator
    from smartcity_widgets.analysis.monitoring import Standing
    from smartcity_widgets.words import Words

__all__ = ["aim_of", "table_of"]

KEY = "chart.course"
_MOST_PLACES = 2
_PRECISION = 60  # Decimal's usual 28 digits do not hold every value with its decimals
What = Literal["baseline", "effect", "step", "measured", "target"]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table: a measurement, or what is expected or known on a day."""

    what: What
    date: str | None
    value: str = ""
    expected: str = ""
    quality: str = ""
    is_break: bool = False

    @property
    def day(self) -> dt.date | None:
        """The day it stands for."""
        return None if self.date is None else last_day(self.date)


def table_of(
    standing: Standing, series: Sequence[Measurement], words: Words, *, title: str
) -> str:
    """Return baseline, measurements, the way to the target and the target, by date."""
    indicator = standing.indicator
    finest = max([places(one.value) for one in series] + [_MOST_PLACES])
    lines = [
        *_measured(indicator, series, finest, words),
        *_defined(indicator, words),
    ]
    dated = sorted(
        (one for one in lines if one.day is not None), key=lambda one: (one.day, one.what)
    )
    loose = {one.what: one for one in lines if one.day is None}
    first = [loose["baseline"]] if "baseline" in loose else []
    last = [loose["target"]] if "target" in loose else []
    return draw(
        "course.table.j2",
        say=words.say,
        title=title,
        rows=[
            (format_day(one.date, words) if one.date else "", one)
            for one in (*first, *dated, *last)
        ],
        unit=lettered(indicator.unit) if indicator.unit else "",
    )


def aim_of(indicator: Indicator, words: Words) -> str:
    """Return the target with its unit: a value, its tolerance too, or a range."""
    said = _aim(indicator, words)
    if not said or not indicator.unit:
        return said
    return words.say("value.with-unit", value=said, unit=lettered(indicator.unit))


def _aim(indicator: Indicator, words: Words) -> str:
    band, value = band_of(indicator), indicator.target_value
    if indicator.direction != "range" and value is not None:
        said = format_number(value, words.language)
        if band is None:
            return said
        tolerance = format_number(indicator.tolerance or Decimal(0), words.language)
        return words.say(f"{KEY}.tolerance", value=said, tolerance=tolerance)
    if band is None:
        return ""
    low, high = (format_number(one, words.language) for one in band)
    return words.say("standing.range", low=low, high=high)


def _measured(
    indicator: Indicator, series: Sequence[Measurement], finest: int, words: Words
) -> Iterator[Line]:
    for one in series:
        yield Line(
            "measured",
            one.date,
            value=format_number(one.value, words.language),
            expected=_expected(indicator.expected(one.day), finest, words),
            quality=words.say(f"choice.data_quality.{one.data_quality}")
            if one.data_quality
            else "",
            is_break=one.series_break,
        )


def _defined(indicator: Indicator, words: Words) -> Iterator[Line]:
    """Return what was set beforehand: where it starts, when, and where it should be."""
    if indicator.baseline_value is not None:
        value = format_number(indicator.baseline_value, words.language)
        yield Line("baseline", indicator.baseline_date, value=value)
    if indicator.effect_from is not None:
        yield Line("effect", indicator.effect_from)
    for one in indicator.path:
        value = format_number(one.value, words.language)
        yield Line("step", one.date or f"{one.day}", expected=value)
    aim = _aim(indicator, words)
    if aim:
        yield Line("target", indicator.target_date, expected=aim)


def _expected(value: Fraction | None, finest: int, words: Words) -> str:
    """Return the value expected on a day, no finer than what is measured."""
    if value is None:
        return ""
    with localcontext(prec=_PRECISION):
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        rounded = round(exact, finest)
        whole = rounded.to_integral_value()
        shown = whole if whole == rounded else rounded.normalize()
    return format_number(Decimal(f"{shown:f}"), words.language)
