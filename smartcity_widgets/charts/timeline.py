"""A line of time in a picture: where a day stands, and which months or years are named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from babel.dates import format_skeleton

from .lettering import width_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartcity_widgets.words import Words

__all__ = ["Scale", "Tick", "scale_of", "ticks"]

STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600)
"""Months between two names on the line of time; the first of them that has room."""
YEAR = 12


@dataclass(frozen=True, slots=True)
class Tick:
    """Where a month or year begins, and from where to where its name stands."""

    x: float
    start: float
    end: float
    label: str


@dataclass(frozen=True, slots=True)
class Scale:
    """The line of time, from the first day of a month to the last of another.

    Attributes
    ----------
    start, end
        Where the first and the last day stand.
    limit
        Where the picture ends: no name goes beyond.
    """

    first: date
    last: date
    start: float
    end: float
    limit: float

    def at(self, day: date) -> float:
        """Return where a day stands."""
        whole = max((self.last - self.first).days, 1)
        return round(
            self.start + (self.end - self.start) * (day - self.first).days / whole, 1
        )


def scale_of(first: date, last: date, *, start: float, end: float, limit: float) -> Scale:
    """Return the line of time that holds the months of two days."""
    after = _month(last.year * YEAR + last.month)
    return Scale(first.replace(day=1), after - timedelta(1), start, end, limit)


def ticks(scale: Scale, words: Words, size: float) -> tuple[Tick, ...]:
    """Return where months or years begin and are named, as many as have room.

    Parameters
    ----------
    size
        Of the letters of the names.
    """
    for step in STEPS:
        found = tuple(
            _placed(x, label, scale.limit, size) for x, label in _named(scale, step, words)
        )
        if all(one.end + 10 < other.start for one, other in pairwise(found)):
            break
    return found


def _placed(x: float, label: str, limit: float, size: float) -> Tick:
    """Place the name of a month or year at its beginning; at the edge it ends there."""
    wide = width_of(label, size)
    start = min(x, limit - wide)
    return Tick(x, round(start, 1), round(start + wide, 1), label)


def _named(scale: Scale, step: int, words: Words) -> Iterator[tuple[float, str]]:
    first = scale.first.year * YEAR + scale.first.month - 1
    last = scale.last.year * YEAR + scale.last.month - 1
    months = [one for one in range(first, last + 1) if one % step == 0] or [first]
    for one in months:
        day = _month(one)
        if step < YEAR:
            name = str(format_skeleton("yMMM", day, locale=words.language))
        else:
            name = str(day.year)
        yield scale.at(day), name


def _month(number: int) -> date:
    return date(number // YEAR, number % YEAR + 1, 1)
