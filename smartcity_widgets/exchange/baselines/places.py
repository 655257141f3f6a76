"""The places of a table: which is ours, and which are totals or of another level."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .known import folded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smartcity_widgets.tables import Table

    from .known import Known

__all__ = ["Place", "our_place", "places_of"]

_GSS = re.compile(r"[A-Z][0-9]{8}")
_NUTS = re.compile(r"[A-Z]{2}[A-Z0-9]{0,3}")
_TOTALS = frozenset(("total", "totals", "totaux", "ensemble", "sum", "all"))


@dataclass(frozen=True, slots=True)
class Place:
    """A place that a table has rows for.

    Attributes
    ----------
    total
        Whether it holds others, or is of another level than most: never one of many.
    """

    name: str
    total: bool


def places_of(table: Table, at: int) -> tuple[Place, ...]:
    """Return the places of a column, once each, in order.

    What is a total is told by its name, and by codes that say the level: those of British
    statistics by their first three characters, those of Eurostat by their length.
    """
    levels = _levels(table)
    usual = Counter(levels.values()).most_common(1)[0][0] if levels else ""
    found: dict[str, bool] = {}
    for row, cell in zip(table.rows, table.columns[at].cells, strict=True):
        if cell.text:
            other = bool(usual) and levels.get(row, usual) != usual
            total = other or not _TOTALS.isdisjoint(folded(cell.text).split())
            found[cell.text] = found.get(cell.text, False) or total
    return tuple(Place(name, total) for name, total in found.items())


def our_place(places: tuple[Place, ...], known: Known) -> str:
    """Return the place that is ours, where exactly one is called so; else empty."""
    ours = [one.name for one in places if known.is_place(one.name)]
    return ours[0] if len(ours) == 1 else ""


def _levels(table: Table) -> Mapping[int, str]:
    """Return the level of each row, where a column of codes tells it."""
    for column in table.columns:
        codes = [one.text for one in column.cells]
        filled = [one for one in codes if one]
        if not filled:
            continue
        if all(_GSS.fullmatch(one) for one in filled):
            return dict(zip(table.rows, (one[:3] for one in codes), strict=True))
        nuts = folded(column.name) == "geo" and all(map(_NUTS.fullmatch, filled))
        if nuts and len(filled) > 1:
            return dict(zip(table.rows, (str(len(one)) for one in codes), strict=True))
    return {}
