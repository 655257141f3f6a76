"""Dates as tables write them: ISO, day or month first, or as a spreadsheet counts days."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .cells import Cell

__all__ = ["ORDERS", "DayOrder", "day_of", "is_day", "orders_of", "serial_day"]

DayOrder = Literal["day", "month"]
ORDERS: tuple[DayOrder, DayOrder] = ("day", "month")

_ISO = re.compile(
    r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})"
    r"(?:[T ][0-9:.]+(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_NUMERIC = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})(?: [0-9:.]+)?")
_SERIALS = range(10_000, 110_000)  # 1927 to 2201


def is_day(cell: Cell) -> bool:
    """Whether a cell holds a date, in whichever order it is written."""
    return any(day_of(cell, order) is not None for order in ORDERS)


def day_of(cell: Cell, order: DayOrder) -> str | None:
    """Return the date of a cell as ``YYYY-MM-DD``; None where it has none.

    ``2011-12`` is no date here: it may be a school year.
    """
    if isinstance(cell.content, date):
        return cell.content.isoformat()
    if not isinstance(cell.content, str):
        return None
    text = cell.text
    if found := _ISO.fullmatch(text):
        return _day(found[1], found[2], found[3])
    if found := _NUMERIC.fullmatch(text):
        first, dot, second, year = found.groups()
        if order == "month" and dot != ".":  # where points separate, the day is first
            first, second = second, first
        return _day(year, second, first)
    return None


def _day(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def orders_of(cells: Iterable[Cell]) -> tuple[DayOrder, ...]:
    """Return the orders in which all the dates of a column can be read.

    One where both give the same days; two where somebody has to choose.
    """
    pairs = [tuple(day_of(one, order) for order in ORDERS) for one in cells]
    if all(first == second for first, second in pairs):
        return ("day",)
    readable = [one for one in pairs if one != (None, None)]
    full = tuple(
        order
        for place, order in enumerate(ORDERS)
        if all(one[place] is not None for one in readable)
    )
    return full or ORDERS


def serial_day(cell: Cell, epoch: date | None) -> str | None:
    """Return the date for which a number stands in a spreadsheet, if it may be one.

    Examples
    --------
    >>> from smartcity_widgets.tables import Cell
    >>> serial_day(Cell(5, 28, Decimal(47727)), date(1899, 12, 30))
    '2030-09-01'
    """
    number = cell.content
    if epoch is None or not isinstance(number, Decimal) or number % 1:
        return None
    if int(number) not in _SERIALS:
        return None
    return (epoch + timedelta(days=int(number))).isoformat()
