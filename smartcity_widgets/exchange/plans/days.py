"""Days, months, quarters and periods as action plans write them.

A date may be a year, a month or a day; a quarter begins with its first month and ends with
its last. What says no date (*continuous*, *from 2026 on*) is left out with the reason.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from smartcity_widgets.method.plans import plan_names
from smartcity_widgets.tables.days import day_of, orders_of, serial_day
from smartcity_widgets.values import folded
from smartcity_widgets.values.dates import FIRST_YEAR, LAST_YEAR, read_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from smartcity_widgets.tables import Cell
    from smartcity_widgets.tables.days import DayOrder
    from smartcity_widgets.words import Words

__all__ = ["Edge", "day_in", "orders", "period_in"]

Edge = Literal["start", "end"]

_BETWEEN = re.compile(
    r"\s+(?:-|–|—|à|au|to|until|→|>)\s+|\s*(?:–|—|→)\s*|(?<=[0-9]{4})-(?=[0-9]{4})"
)
_BEFORE = re.compile(r"^(?:du|de|from|entre)\s+", re.IGNORECASE)
_YEARS = range(1990, 2101)
"""Whole numbers that are years below a heading of dates, and no days of a spreadsheet."""

_AMBIGUOUS = "03/04/2026"


def orders(cells: Iterable[Cell], words: Words) -> tuple[DayOrder, ...]:
    """Return the orders of day and month in which a column can be read.

    Where both can be and the language of the workbook writes the day first, so does its
    form: one. Two where somebody has to choose.
    """
    found = orders_of([one for one in cells if isinstance(one.content, str)])
    day_first = isinstance(read_date(_AMBIGUOUS, words), str)
    return ("day",) if len(found) > 1 and day_first else found


def day_in(
    cell: Cell,
    edge: Edge,
    *,
    order: DayOrder,
    epoch: date | None,
    spoken: Sequence[Words],
) -> tuple[str, str]:
    """Return the date of a cell as it is stored, or why there is none.

    Parameters
    ----------
    edge
        Which end of a quarter is meant.
    epoch
        The day from which the spreadsheet counts; None in a text file.
    spoken
        The languages in which months may be named.
    """
    if cell.fault:
        return "", cell.fault
    found = _number(cell, epoch) if isinstance(cell.content, Decimal) else ""
    found = found or day_of(cell, order) or ""
    if not found and isinstance(cell.content, str):
        found = _in_text(cell.text, edge, spoken)
    if found and not FIRST_YEAR <= int(found[:4]) <= LAST_YEAR:
        found = ""
    if found:
        return found, ""
    both = period_in(cell, order=order, spoken=spoken)
    return "", "period" if both is not None else "date"


def period_in(
    cell: Cell,
    *,
    order: DayOrder,
    spoken: Sequence[Words],
) -> tuple[str, str] | None:
    """Return when a period begins and ends; None where a cell holds none of two ends."""
    if not isinstance(cell.content, str):
        return None
    parts = _BETWEEN.split(_BEFORE.sub("", cell.text))
    if len(parts) != 2:  # noqa: PLR2004
        return None
    ends = []
    edges: tuple[Edge, Edge] = ("start", "end")
    for part, edge in zip(parts, edges, strict=True):
        one = type(cell)(cell.row, cell.column, part.strip())
        found = day_of(one, order) or _in_text(one.text, edge, spoken)
        if not found:
            return None
        ends.append(found)
    return ends[0], ends[1]


def _number(cell: Cell, epoch: date | None) -> str:
    number = cell.content
    if isinstance(number, Decimal) and not number % 1 and int(number) in _YEARS:
        return f"{int(number)}"
    return serial_day(cell, epoch) or ""


def _in_text(text: str, edge: Edge, spoken: Sequence[Words]) -> str:
    found = _part_of_year(text, edge)
    if found:
        return found
    for words in spoken:
        day = read_date(text, words)
        if isinstance(day, str):
            return day
    return ""


def _part_of_year(text: str, edge: Edge) -> str:
    """Return the month at which a quarter or half of a year begins or ends.

    Examples
    --------
    >>> _part_of_year("T2 2026", "start"), _part_of_year("2e trimestre 2026", "end")
    ('2026-04', '2026-06')
    """
    words = " ".join(folded(text))
    for name, months in (("quarter", 3), ("half", 6)):
        for pattern in _patterns(name, 12 // months):
            if match := re.fullmatch(pattern, words):
                part = int(match["n"])
                month = months * part if edge == "end" else months * (part - 1) + 1
                return f"{match['year']}-{month:02}"
    return ""


@lru_cache
def _patterns(name: str, most: int) -> tuple[str, ...]:
    called = "|".join(sorted(plan_names().signs[name], key=len, reverse=True))
    part = rf"(?P<n>[1-{most}])"
    year = r"(?P<year>(?:19|20)[0-9]{2})"
    ordinal = r"(?:er|ere|e|eme|nd|st|rd|th)?"
    return (
        rf"(?:{called}) ?{part} {year}",
        rf"{year} (?:{called}) ?{part}",
        rf"{part} ?{ordinal} ?(?:{called}) (?:de |of )?{year}",
    )
