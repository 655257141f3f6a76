"""Where a day and a value stand in the picture of a course."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from math import ceil, floor, log10
from typing import TYPE_CHECKING

from smartcity_widgets.values import last_day
from smartcity_widgets.values.amounts import format_number

from .lettering import width_of
from .timeline import Scale, Tick, scale_of, ticks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from smartcity_widgets.analysis.measurements import Measurement
    from smartcity_widgets.analysis.measuring import Indicator
    from smartcity_widgets.analysis.monitoring import Standing
    from smartcity_widgets.words import Words

__all__ = ["Plot", "plot_of"]

LETTER = 13
EDGE = 10
"""Around what is drawn, so that a dot at the end of the scale is whole."""
LINES = 4
"""About how many values are named."""
_STEPS = (1, 2, 5, 10)
_LEAST_YEAR, _MOST_YEAR = 1, 9998


@dataclass(frozen=True, slots=True)
class Plot:
    """The field of a picture.

    Attributes
    ----------
    left, right, high
        Where the field starts and ends, and how high it is.
    low, top
        The values at its bottom and at its top.
    rules
        The values that are named: where they stand, and how they are written.
    days
        The months or years that are named.
    """

    left: float
    right: float
    high: float
    low: float
    top: float
    scale: Scale
    rules: tuple[tuple[float, str], ...] = ()
    days: tuple[Tick, ...] = ()

    def x(self, day: date) -> float:
        """Return where a day stands."""
        return self.scale.at(day)

    def y(self, value: object) -> float:
        """Return where a value stands; y grows downwards."""
        share = (float(value) - self.low) / (self.top - self.low)  # type: ignore[arg-type]
        return round(EDGE + (self.high - 2 * EDGE) * (1 - share), 1)


def plot_of(
    standing: Standing,
    series: Sequence[Measurement],
    words: Words,
    *,
    width: float,
    high: float,
    is_small: bool = False,
) -> Plot:
    """Return the field that holds an indicator with all that is drawn of it."""
    indicator = standing.indicator
    values = [float(one) for one in _values(indicator, series)]
    low, top = _span(min(values, default=0.0), max(values, default=0.0))
    step = _step(top - low)
    named = _named(low, top, step, words)
    left = 4.0
    if not is_small:
        left += max((width_of(said, LETTER) for _, said in named), default=0) + 8
        left = min(left, width / 3)
    days = sorted(_days(standing, series))
    first, last = _around(days[0], days[-1])
    scale = scale_of(first, last, start=left + EDGE, end=width - EDGE, limit=width)
    plot = Plot(left, width, high, low, top, scale)
    return Plot(
        left,
        width,
        high,
        low,
        top,
        scale,
        rules=tuple((plot.y(value), said) for value, said in named),
        days=ticks(scale, words, LETTER),
    )


def _values(indicator: Indicator, series: Sequence[Measurement]) -> Iterator[Decimal]:
    yield from (one.value for one in series)
    yield from (one.value for one in indicator.path)
    ends = [indicator.baseline_value, indicator.aim]
    if indicator.direction == "range":
        ends += [indicator.target_low, indicator.target_high]
    yield from (one for one in ends if one is not None)
    aim, tolerance = indicator.target_value, indicator.tolerance
    if indicator.direction == "target_value" and aim is not None and tolerance:
        yield aim - tolerance
        yield aim + tolerance


def _days(standing: Standing, series: Sequence[Measurement]) -> Iterator[date]:
    indicator = standing.indicator
    yield from (one.day for one in series)
    yield from (one.day for one in indicator.path)
    stored = (indicator.baseline_date, indicator.target_date)
    found = [last_day(one) for one in stored if one is not None]
    yield from found
    if not found and not series:
        yield standing.on


def _around(first: date, last: date) -> tuple[date, date]:
    """Return the days of the field; one day alone stands in the middle of a year."""
    if first != last:
        return first, last
    apart = timedelta(182)
    early = first - apart if first.year > _LEAST_YEAR else first
    late = last + apart if last.year < _MOST_YEAR else last
    return early, late


def _span(low: float, top: float) -> tuple[float, float]:
    """Return from where to where values are drawn; 0 is in it where it is near."""
    if low == top:
        around = abs(low) / 2 or 1.0
        return low - around, top + around
    apart = top - low
    if 0 < low <= apart:
        low = 0.0
    if -apart <= top < 0:
        top = 0.0
    return low, top


def _step(apart: float) -> float:
    """Return the distance of two values that are named: 1, 2 or 5 times a power of ten."""
    rough = apart / LINES
    power = 10.0 ** floor(log10(rough))
    return next((one * power for one in _STEPS if one * power >= rough), 10 * power)


def _named(
    low: float, top: float, step: float, words: Words
) -> tuple[tuple[float, str], ...]:
    """Return the values that are named, each as the language writes it."""
    places = max(0, -floor(log10(step)))
    exact = Decimal(1).scaleb(-places)
    found = []
    for number in range(ceil(low / step), floor(top / step) + 1):
        value = (
            Decimal(repr(number * step)).quantize(exact)
            if places
            else Decimal(round(number * step))
        )
        found.append((number * step, format_number(value, words.language)))
    return tuple(found)
