"""Files with measurements: opened whole or, where they are too long, row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import IO, TYPE_CHECKING

from smartcity_widgets.errors import TableError
from smartcity_widgets.exchange.baselines import (
    Figure,
    Plan,
    RefusedFigure,
    asks_of,
    read_figures,
    texts_wanted,
)
from smartcity_widgets.tables import LongText, open_document, open_long
from smartcity_widgets.tables.limits import MOST_BYTES, MOST_ROWS

if TYPE_CHECKING:
    from smartcity_widgets.exchange.baselines import Choices, Proposal
    from smartcity_widgets.tables import Document, Table

    from .known import Measurable

__all__ = ["Given", "Opened", "given_of", "open_file"]

_ARCHIVE = b"PK\x03\x04"
_OFFICE = (_ARCHIVE, bytes.fromhex("d0cf11e0a1b11ae1"))
_READ = frozenset(("value", "year"))
"""What a column is for whose cells are more than texts."""

_LONG = frozenset(("table-rows", "table-cells"))

Read = Callable[[], Iterator[Figure | RefusedFigure | None]]
"""Goes through the figures of a file; None is one whose value is missing."""


@dataclass(frozen=True)
class Opened:
    """A file that could be opened.

    Attributes
    ----------
    document
        What is in it; of a long file the rows from which its columns are understood.
    long
        The file itself, where it is too long to be held.
    """

    document: Document
    long: LongText | None = None


@dataclass(frozen=True)
class Given:
    """A file with what was understood of it.

    Attributes
    ----------
    plan
        What its columns are for, and what is asked of them.
    read
        Goes through its figures, as often as is asked; only once nothing is asked any more.
    is_long
        Whether it is too long for its values to be added as they are.
    """

    name: str
    plan: Plan
    read: Read
    is_long: bool = False


def open_file(opened: Callable[[], IO[bytes]], name: str, *, brought_down: bool) -> Opened:
    """Open a file with measurements.

    Parameters
    ----------
    opened
        Opens it for reading, from its start.
    name
        What its owner calls it.
    brought_down
        Whether its values are brought down to periods: then a text is not held at all.

    Raises
    ------
    TableError
        If it is damaged, too large a spreadsheet, or of a kind that is not read.
    OSError
        If it cannot be read.
    """
    with opened() as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) <= MOST_BYTES:
        is_text = not data.startswith(_OFFICE) and b"\\" not in data.partition(b"\n")[0]
        try:
            document = None if brought_down and is_text else open_document(data, name)
        except TableError as error:
            if error.rule not in _LONG or data.startswith(_ARCHIVE):
                raise
        else:
            if document is not None:
                return Opened(document)
    elif data.startswith(_ARCHIVE):
        return Opened(open_document(data, name))  # refused, and said why
    del data
    long = open_long(opened, name)
    return Opened(long.sample, long)


def given_of(
    opened: Opened,
    table: Table,
    known: Measurable,
    chosen: Choices,
    *,
    source: str,
    latest: int,
) -> Given:
    """Return what was understood of a table.

    Parameters
    ----------
    source
        Where figures come from that name no source themselves.
    latest
        The last year that is offered where no heading names one.

    Raises
    ------
    TableError
        If a long file has several keys in its first column.
    """
    name, long = opened.document.name, opened.long
    if long is not None and table.across:
        raise TableError("table-rows", name=name, most=MOST_ROWS)
    plan = asks_of(table, known, chosen, latest=latest)

    def read() -> Iterator[Figure | RefusedFigure | None]:
        if long is None:
            yield from read_figures(plan, table, known, source=source)
            return
        used = _used(plan)
        for part, too_long in long.parts(table, used, texts_wanted(plan)):
            for row in too_long:
                yield RefusedFigure(row, "", "cells")
            yield from read_figures(_of_part(plan, part, used), part, known, source=source)

    return Given(name, plan, read, long is not None and long.length > MOST_ROWS)


def _used(plan: Plan) -> frozenset[int]:
    """Return the columns that are read."""
    asked = {int(at) for one in plan.asks if (at := one.name.partition("-")[2]).isdigit()}
    return frozenset(asked | {one.at for one in plan.columns if one.role != "ignored"})


def _of_part(plan: Plan, part: Table, used: frozenset[int]) -> Plan:
    """Return the plan of a whole table for some of its rows."""

    def of_part(one: Proposal) -> Proposal:
        column = part.columns[one.at]
        read = one.reading is not None and one.at in used and one.role in _READ
        return replace(
            one, column=column, values=column.values(one.reading) if read else ()
        )

    return replace(plan, columns=tuple(map(of_part, plan.columns)))
