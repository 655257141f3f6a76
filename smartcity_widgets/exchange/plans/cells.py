"""One cell of a column, as the column is read: an amount, a day, a period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .amounts import amount_in
from .days import day_in, period_in
from .roles import AMOUNTS, DAYS

if TYPE_CHECKING:
    from smartcity_widgets.tables import Cell
    from smartcity_widgets.tables.days import DayOrder

    from .amounts import Amount
    from .days import Edge
    from .known import Known
    from .plan import Proposal

__all__ = ["amount_of", "day_of", "period_of", "stored_of"]


def amount_of(column: Proposal, cell: Cell, known: Known) -> Amount | None:
    """Return the amount of a cell, or why there is none; None where it is empty."""
    return amount_in(
        cell,
        unit=column.unit,
        mark="." if column.reading == "point" else ",",
        currency=known.currency,
    )


def day_of(column: Proposal, cell: Cell, edge: Edge, known: Known) -> tuple[str, str]:
    """Return the date of a cell, or why there is none."""
    return day_in(
        cell,
        edge,
        order=_order(column),
        epoch=column.column.epoch,
        spoken=known.spoken,
    )


def period_of(column: Proposal, cell: Cell, known: Known) -> tuple[str, str] | None:
    """Return both ends of a period; one date is both."""
    both = period_in(cell, order=_order(column), spoken=known.spoken)
    if both is not None:
        return both
    start, _ = day_of(column, cell, "start", known)
    end, _ = day_of(column, cell, "end", known)
    return (start, end) if start and end else None


def stored_of(column: Proposal, cell: Cell, known: Known) -> tuple[str, ...]:
    """Return what a cell would be stored as, of a column of amounts or dates; else none.

    It is shown beside what stands in the file, so that nobody is taken by surprise.
    """
    if column.role in AMOUNTS:
        amount = amount_of(column, cell, known)
        return (amount.value,) if amount is not None and amount.value else ()
    if column.role == "period":
        return period_of(column, cell, known) or ()
    if column.role in DAYS:
        day, _ = day_of(column, cell, "end" if column.role == "end" else "start", known)
        return (day,) if day else ()
    return ()


def _order(column: Proposal) -> DayOrder:
    return "month" if column.reading == "month-first" else "day"
