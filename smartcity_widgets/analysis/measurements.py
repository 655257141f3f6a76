"""What was measured: the rows of ``results/measurements``, series by series.

A row counts once it names an indicator, a date and a value. Values are exact. A date stands
for its last day. Two rows of one indicator on one day are never averaged: both are kept and
told, and what is computed takes the least favourable of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from smartcity_widgets.values import LEAP, is_leap, last_day

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from smartcity_widgets.answers import Answers

__all__ = [
    "LEAP",
    "MEASUREMENTS",
    "Leap",
    "Measurement",
    "duplicates_of",
    "is_leap",
    "leaps_of",
    "measurements_of",
]

MEASUREMENTS = "results/measurements"

_COLUMNS = (
    "indicator",
    "date",
    "value",
    "data_quality",
    "source",
    "entered_by",
    "series_break",
    "comment",
)


@dataclass(frozen=True, slots=True)
class Measurement:
    """One value of an indicator.

    Attributes
    ----------
    id
        Id of the row.
    indicator
        Id of the row of ``evaluation/indicators``.
    date
        As it is stored: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.
    day
        The day it stands for.
    series_break
        Whether the definition or the source changed with this value, so that it cannot be
        held against those before it.
    """

    id: str
    indicator: str
    date: str
    day: dt.date
    value: Decimal
    data_quality: str | None = None
    source: str | None = None
    entered_by: str | None = None
    series_break: bool = False
    comment: str | None = None

    @property
    def path(self) -> str:
        """The row, as ``step/table/row``."""
        return f"{MEASUREMENTS}/{self.id}"


@dataclass(frozen=True, slots=True)
class Leap:
    """A value out of line with the one before it: a slip of the mark or of the unit."""

    before: Measurement
    after: Measurement


def measurements_of(answers: Answers) -> dict[str, tuple[Measurement, ...]]:
    """Return the measurements of each indicator by day, on one day in the table's order.

    Returns
    -------
    dict
        Id of the indicator's row to its measurements; no key where nothing was measured.
    """
    found: dict[str, list[Measurement]] = {}
    for row in answers.table(MEASUREMENTS, _COLUMNS):
        if {"indicator", "date", "value"} <= row.keys():
            found.setdefault(row["indicator"], []).append(
                Measurement(
                    id=row["id"],
                    indicator=row["indicator"],
                    date=row["date"],
                    day=last_day(row["date"]),
                    value=Decimal(str(row["value"])),
                    data_quality=row.get("data_quality"),
                    source=row.get("source"),
                    entered_by=row.get("entered_by"),
                    series_break=row.get("series_break") is True,
                    comment=row.get("comment"),
                )
            )
    return {
        indicator: tuple(sorted(series, key=lambda one: one.day))
        for indicator, series in found.items()
    }


def duplicates_of(series: Iterable[Measurement]) -> tuple[tuple[Measurement, ...], ...]:
    """Return the measurements of one indicator that share their day, day by day."""
    days: dict[dt.date, list[Measurement]] = {}
    for one in series:
        days.setdefault(one.day, []).append(one)
    return tuple(tuple(same) for _, same in sorted(days.items()) if len(same) > 1)


def leaps_of(series: Sequence[Measurement]) -> tuple[Leap, ...]:
    """Return where one indicator's series, given by day, breaks by an order of magnitude.

    A value that says that the definition or the source changed has given its reason.
    """
    return tuple(
        Leap(before, after)
        for before, after in pairwise(series)
        if not after.series_break and is_leap(before.value, after.value)
    )
