"""Which days are named under a course: those its dates stand for.

A value of 2024 stands at the end of 2024, so there the year is named, and not where 2025
begins. Only where whole days are told are months and years named where they begin.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from babel.dates import format_skeleton

from smartcity_widgets.values import last_day

from .lettering import width_of
from .timeline import APART, STEPS, YEAR, Tick

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from smartcity_widgets.words import Words

    from .timeline import Scale

__all__ = ["Finest", "closing_ticks", "day_alone", "day_ends", "finest_of"]

Finest = Literal["day", "month", "year"]


def finest_of(stored: Iterable[str]) -> Finest:
    """Return what the finest of some stored dates stands for; a day where there is none.

    The last day of December stands for its year, the last of a month for its month.
    """
    days = [last_day(one) for one in stored]
    if not days or any((one + timedelta(1)).day != 1 for one in days):
        return "day"
    return "year" if all(one.month == YEAR for one in days) else "month"


def closing_ticks(
    scale: Scale, words: Words, size: float, finest: Finest
) -> tuple[Tick, ...]:
    """Return where months or years are named, as many as have room.

    Parameters
    ----------
    size
        Of the letters of the names.
    finest
        What the dates name: days (a month is named where it begins), or only months or
        years (each is named where it ends, and none finer than that).
    """
    least = YEAR if finest == "year" else 1
    found: tuple[Tick, ...] = ()
    for step in (one for one in STEPS if one >= least):
        found = tuple(
            _placed(scale, day, _name(day, step, words), size, centred=finest != "day")
            for day in _days(scale, step, opens=finest == "day")
        )
        if all(one.end + APART < other.start for one, other in pairwise(found)):
            break
    found = tuple(_apart(found))
    if finest == "day" and len(found) <= 1:
        return day_ends(scale, (f"{scale.first}", f"{scale.last}"), words, size)
    return found


def day_ends(
    scale: Scale, stored: tuple[str, str], words: Words, size: float
) -> tuple[Tick, ...]:
    """Return the names of the first and last day, as stored; the last where one fits."""
    first, last = (_short(one, words) for one in stored)
    start, end = (round(one, 1) for one in (scale.start, scale.end))
    wide, other = width_of(first, size), width_of(last, size)
    left = Tick(start, start, round(start + wide, 1), first)
    right = Tick(end, round(end - other, 1), end, last)
    return (left, right) if left.end + APART < right.start else (right,)


def day_alone(scale: Scale, stored: str, words: Words, size: float) -> tuple[Tick, ...]:
    """Return the name of the only date there is, under its place."""
    return (_placed(scale, last_day(stored), _short(stored, words), size, centred=True),)


def _apart(found: Iterable[Tick]) -> Iterator[Tick]:
    """Leave out the names that have no room after the one before them."""
    end = -float(APART)
    for one in found:
        if end + APART <= one.start:
            yield one
            end = one.end


def _placed(scale: Scale, day: date, label: str, size: float, *, centred: bool) -> Tick:
    x, wide = scale.at(day), width_of(label, size)
    start = max(0.0, min(x - wide / 2 if centred else x, scale.limit - wide))
    return Tick(x, round(start, 1), round(start + wide, 1), label)


def _days(scale: Scale, step: int, *, opens: bool) -> list[date]:
    """Return the days within the scale that begin, or end, every so many months."""
    first = scale.first.year * YEAR + scale.first.month - 1
    last = scale.last.year * YEAR + scale.last.month - 1
    named = 0 if opens else (YEAR if step >= YEAR else 0) - 1
    found = []
    for month in range(first + (named - first) % step, last + 1, step):
        start = date(month // YEAR, month % YEAR + 1, 1)
        day = start if opens else _next(start) - timedelta(1)
        if scale.first <= day <= scale.last:
            found.append(day)
    return found


def _next(start: date) -> date:
    """Return the first day of the month after another first day."""
    return (start + timedelta(31)).replace(day=1)


def _name(day: date, step: int, words: Words) -> str:
    return str(day.year) if step >= YEAR else _short(f"{day:%Y-%m}", words)


def _short(stored: str, words: Words) -> str:
    """Return a stored date as briefly as the language says it: 12 mars 2026, 2030."""
    year, *rest = stored.split("-")
    if not rest:
        return year
    day = date.fromisoformat((stored + "-01")[:10])
    skeleton = "yMMMd" if len(rest) > 1 else "yMMM"
    return str(format_skeleton(skeleton, day, locale=words.language))
