"""Put the rows of a table in order while moving as few of them as possible."""

from __future__ import annotations

import math
from bisect import bisect_left
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["place_rows"]


def place_rows(
    wanted: Sequence[str], standing: Mapping[str, Fraction]
) -> dict[str, Fraction]:
    """Return the places of the rows that are new or must move, so that all stand as wanted.

    Examples
    --------
    >>> place_rows(["a", "c", "b"], {"a": Fraction(1), "b": Fraction(2)})
    {'c': Fraction(3, 2)}
    """
    kept = _longest_rise([row for row in wanted if row in standing], standing)
    runs = [(stays, list(rows)) for stays, rows in groupby(wanted, key=kept.__contains__)]
    places: dict[str, Fraction] = {}
    for number, (stays, rows) in enumerate(runs):
        if stays:
            continue
        before = standing[runs[number - 1][1][-1]] if number else None
        after = standing[runs[number + 1][1][0]] if number + 1 < len(runs) else None
        places |= zip(rows, _between(before, after, len(rows)), strict=True)
    return places


def _between(before: Fraction | None, after: Fraction | None, count: int) -> list[Fraction]:
    """Return `count` rising places after `before` and before `after`."""
    if after is None:
        start = math.floor(before or 0)
        return [Fraction(start + number) for number in range(1, count + 1)]
    if before is None:
        return [after - number for number in range(count, 0, -1)]
    part = (after - before) / (count + 1)
    return [before + part * number for number in range(1, count + 1)]


def _longest_rise(rows: Sequence[str], standing: Mapping[str, Fraction]) -> set[str]:
    """Return the most rows that stand in the wanted order already."""
    ends: list[Fraction] = []
    tails: list[str] = []
    former: dict[str, str | None] = {}
    for row in rows:
        place = bisect_left(ends, standing[row])
        former[row] = tails[place - 1] if place else None
        ends[place : place + 1] = [standing[row]]
        tails[place : place + 1] = [row]
    kept: set[str] = set()
    last = tails[-1] if tails else None
    while last is not None:
        kept.add(last)
        last = former[last]
    return kept
