"""What would be added of measurements, what they were brought down from, what is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from smartcity_widgets.exchange.baselines import Figure, Plan

if TYPE_CHECKING:
    from decimal import Decimal

    from smartcity_widgets.exchange.baselines import Baseline

__all__ = ["AGGREGATIONS", "Leap", "Measured", "Summary", "Taken", "Twice"]

AGGREGATIONS = ("mean", "sum", "last", "count")
"""How several values become one."""


@dataclass(frozen=True, slots=True)
class Summary:
    """How several values became one.

    Attributes
    ----------
    size
        Of the period; empty where all of them have one date.
    places
        To how many decimals a mean was rounded; None where it is exact.
    """

    by: str
    count: int
    date: str
    size: str = ""
    places: int | None = None


@dataclass(frozen=True, slots=True)
class Taken(Figure):
    """A value that would be added.

    Attributes
    ----------
    file
        The file it comes from.
    quality, comment, person
        What its sender says of it, and who that is.
    """

    file: str = ""
    summary: Summary | None = None
    quality: str = ""
    comment: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class Twice:
    """Several values of one indicator on one date; `values` are the first of them."""

    indicator: str
    date: str
    count: int
    values: tuple[Decimal, ...]
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Leap:
    """A value out of line with the one beside it: a slip of the mark or of the unit."""

    figure: Figure
    beside: Figure | Baseline


@dataclass(frozen=True)
class Measured(Plan):
    """What becomes of the measurements of some files.

    Attributes
    ----------
    twice
        Where files give several values for one date, as long as nobody said what to do.
    leaps
        The values that break their series by an order of magnitude.
    read
        How many values were read.
    not_read
        How many could not be; the first of them are `refused`.
    """

    twice: tuple[Twice, ...] = ()
    leaps: tuple[Leap, ...] = ()
    read: int = 0
    not_read: int = 0
