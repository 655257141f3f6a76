"""Many opinions on one criterion: where they stand, how far apart, and whether to talk.

Opinions are counts per level. The consensus is that of Tastle and Wierman (2007): 1 when
everybody says the same, 0 when half the room stands at each end of the scale. Medians and
quartiles are exact fractions; only the consensus, which needs a logarithm, is a float.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import log2
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = [
    "LEVELS",
    "Opinions",
    "consensus",
    "counts_of",
    "interquartile_range",
    "median",
    "opinions_of",
    "spread",
]

LEVELS = (0, 1, 2, 3, 4)
"""The levels of the rubric."""

CONSENSUS_ENOUGH = 0.6
"""From five opinions on, a consensus below this is to be discussed."""
SPREAD_TO_DISCUSS = 2
"""So is an interquartile range (from five opinions) or a range (two to four) of this."""
FEW, MANY = 2, 5

_DIGITS = 12
"""Rounded, so that float noise does not carry a consensus of exactly 0.6 below 0.6."""


@dataclass(frozen=True, slots=True)
class Opinions:
    """What the room thinks of one criterion; all but `n` and `counts` empty where n is 0.

    Attributes
    ----------
    counts
        Level to the number of opinions, every level of the scale present.
    n
        How many opinions have a level: "don't know" and "not applicable" are no level.
    discuss
        Whether the opinions are far enough apart to talk about.
    """

    counts: Mapping[int, int]
    n: int
    median: Fraction | None
    range: int | None
    consensus: float | None
    discuss: bool

    @property
    def lowest(self) -> int | None:
        """The lowest level anybody gave."""
        return min((level for level, count in self.counts.items() if count), default=None)

    @property
    def highest(self) -> int | None:
        """The highest level anybody gave."""
        return max((level for level, count in self.counts.items() if count), default=None)


def counts_of(opinions: Iterable[object], scale: Sequence[int] = LEVELS) -> dict[int, int]:
    """Count the opinions per level; what is not a level of the scale is left out."""
    counts = dict.fromkeys(scale, 0)
    for one in opinions:
        if isinstance(one, int) and not isinstance(one, bool) and one in counts:
            counts[one] += 1
    return counts


def opinions_of(opinions: Iterable[object], scale: Sequence[int] = LEVELS) -> Opinions:
    """Describe the opinions of a room.

    To be discussed: with two to four opinions when they are two levels apart or more; with
    five or more when the consensus is below 0.6 or the interquartile range is 2 or more.
    """
    counts = counts_of(opinions, scale)
    n = sum(counts.values())
    if not n:
        return Opinions(counts, 0, None, None, None, discuss=False)
    agreement, distance = consensus(counts, scale), spread(counts)
    if n < MANY:
        discuss = n >= FEW and distance >= SPREAD_TO_DISCUSS
    else:
        discuss = (
            agreement < CONSENSUS_ENOUGH or interquartile_range(counts) >= SPREAD_TO_DISCUSS
        )
    return Opinions(counts, n, median(counts), distance, agreement, discuss)


def consensus(counts: Mapping[int, int], scale: Sequence[int] = LEVELS) -> float:
    """Return the consensus of Tastle and Wierman, from 0 to 1.

    Parameters
    ----------
    counts
        Level to the number of opinions; a level of the scale may be missing.
    scale
        The levels, in any number; their distances count.

    Raises
    ------
    ValueError
        If there is no opinion at all.

    Examples
    --------
    >>> consensus({0: 5, 4: 5})
    0.0
    >>> round(consensus(dict(enumerate((30, 40, 210, 130, 530, 50, 10))), range(7)), 7)
    0.7256876
    """
    n = _total(counts)
    width = max(scale) - min(scale)
    if not width:
        return 1.0
    mean = Fraction(sum(level * count for level, count in counts.items()), n)
    weighed = sum(
        count * log2(1 - abs(level - mean) / width)
        for level, count in counts.items()
        if count
    )
    return round(1 + weighed / n, _DIGITS)


def median(counts: Mapping[int, int]) -> Fraction:
    """Return the median, a half where two levels share the middle."""
    return _quantile(counts, Fraction(1, 2))


def spread(counts: Mapping[int, int]) -> int:
    """Return the range: the highest level given less the lowest."""
    given = [level for level, count in counts.items() if count]
    return max(given) - min(given)


def interquartile_range(counts: Mapping[int, int]) -> Fraction:
    """Return the distance of the inclusive quartiles (those of a whole population)."""
    return _quantile(counts, Fraction(3, 4)) - _quantile(counts, Fraction(1, 4))


def _quantile(counts: Mapping[int, int], share: Fraction) -> Fraction:
    place = share * (_total(counts) - 1)
    below = place.numerator // place.denominator
    low, high = _level_at(counts, below), _level_at(counts, below + (place > below))
    return low + (high - low) * (place - below)


def _level_at(counts: Mapping[int, int], place: int) -> Fraction:
    passed = 0
    for level in sorted(counts):
        passed += counts[level]
        if place < passed:
            return Fraction(level)
    message = f"no opinion at place {place} of {passed}"
    raise ValueError(message)


def _total(counts: Mapping[int, int]) -> int:
    n = sum(counts.values())
    if not n:
        message = "no opinion was given: there is no consensus to speak of"
        raise ValueError(message)
    return n
