"""Where a day and a value stand in the picture of a course."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from smartcity_widgets.values import last_day

from .closing import closing_ticks, day_alone, day_ends, finest_of
from .ladder import ladder_of
from .lettering import width_of
from .timeline import Scale

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal
    from fractions import Fraction

    from smartcity_widgets.analysis.measurements import Measurement
    from smartcity_widgets.analysis.measuring import Indicator
    from smartcity_widgets.analysis.monitoring import Standing
    from smartcity_widgets.words import Words

    from .ladder import Ladder
    from .timeline import Tick

__all__ = ["Plot", "band_of", "plot_of"]

LETTER = 13
EDGE = 10
"""Around what is drawn, so that a dot at the end of the scale is whole."""
BESIDE = 8
"""Between the name of a value and the field."""
_LEAST_YEAR, _MOST_YEAR = 1, 9998


@dataclass(frozen=True, slots=True)
class Plot:
    """The field of a picture.

    Attributes
    ----------
    left, right, high
        Where the field starts and ends, and how high it is.
    ladder, scale
        Its values, upwards, and its days, from left to right.
    rules
        The values that are named: where they stand, and how they are written; none where
        what is written has no room.
    days
        The days, months or years that are named.
    """

    left: float
    right: float
    high: float
    ladder: Ladder
    scale: Scale
    rules: tuple[tuple[float, str], ...] = ()
    days: tuple[Tick, ...] = ()

    def x(self, day: date) -> float:
        """Return where a day stands."""
        return self.scale.at(day)

    def y(self, value: Decimal | Fraction) -> float:
        """Return where a value stands; y grows downwards."""
        return _y(self.ladder, value, self.high)


def plot_of(
    standing: Standing,
    series: Sequence[Measurement],
    words: Words,
    *,
    width: float,
    high: float,
    is_small: bool = False,
) -> Plot:
    """Return the field that holds an indicator with all that is drawn of it.

    In small no value is named, and only the first and the last date.
    """
    indicator = standing.indicator
    values = tuple(_values(indicator, series))
    ladder = ladder_of(values)
    is_named = bool(values) and not is_small
    rules = _rules(ladder, words, high=high, room=width / 3) if is_named else ()
    left = max((width_of(said, LETTER) for _, said in rules), default=-BESIDE) + BESIDE
    stored = sorted(_dates(standing, series), key=lambda one: (last_day(one), one))
    first, last = _around(last_day(stored[0]), last_day(stored[-1]))
    scale = Scale(first, last, left + EDGE, width - EDGE, width)
    if last_day(stored[0]) == last_day(stored[-1]):
        days = day_alone(scale, stored[0], words, LETTER)
    elif is_small:
        days = day_ends(scale, (stored[0], stored[-1]), words, LETTER)
    else:
        days = closing_ticks(scale, words, LETTER, finest_of(stored))
    return Plot(left, width, high, ladder, scale, rules, days)


def band_of(indicator: Indicator) -> tuple[Decimal, Decimal] | None:
    """Return from where to where a value is at its target: a range, or a tolerance."""
    low, high = indicator.target_low, indicator.target_high
    aim, tolerance = indicator.target_value, indicator.tolerance
    if indicator.direction == "target_value":
        return (aim - tolerance, aim + tolerance) if aim is not None and tolerance else None
    is_range = indicator.direction == "range" or (
        indicator.direction is None and aim is None
    )
    if not is_range or low is None or high is None or low > high:
        return None
    return low, high


def _y(ladder: Ladder, value: Decimal | Fraction, high: float) -> float:
    return round(EDGE + (high - 2 * EDGE) * (1 - ladder.share(value)), 1)


def _rules(
    ladder: Ladder, words: Words, *, high: float, room: float
) -> tuple[tuple[float, str], ...]:
    """Return where each named value stands; without its name where that has no room."""
    named = ladder.named(words.language)
    fits = all(width_of(said, LETTER) <= room for _, said in named)
    return tuple((_y(ladder, one, high), said if fits else "") for one, said in named)


def _values(indicator: Indicator, series: Sequence[Measurement]) -> Iterator[Decimal]:
    """Return every value that is drawn."""
    yield from (one.value for one in series)
    yield from (one.value for one in indicator.path)
    if indicator.baseline_date is not None and indicator.baseline_value is not None:
        yield indicator.baseline_value
    if indicator.aim is not None:
        yield indicator.aim
    yield from band_of(indicator) or ()


def _dates(standing: Standing, series: Sequence[Measurement]) -> Iterator[str]:
    """Return every date that is drawn, as it is stored; the day asked about without any."""
    indicator = standing.indicator
    found = [one.date for one in series]
    found += [one.date or f"{one.day}" for one in indicator.path]
    ends = (
        (indicator.baseline_date, indicator.baseline_value),
        (indicator.target_date, indicator.aim),
    )
    found += [day for day, value in ends if day is not None and value is not None]
    yield from found or [f"{standing.on}"]


def _around(first: date, last: date) -> tuple[date, date]:
    """Return the days of the field; one day alone stands in the middle of a year."""
    if first != last:
        return first, last
    apart = timedelta(182)
    early = first - apart if first.year > _LEAST_YEAR else first
    late = last + apart if last.year < _MOST_YEAR else last
    return early, late
