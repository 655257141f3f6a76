"""Many rows in one act: what a table that was imported adds to a table of the workbook.

The values come as they are stored, from a program that read them; each is checked like one
of a document. All of it is one act: one undo takes all of it back (`undoing`).

An act may write to other tables too: the people who lead its projects, the money that
pays for them. It is undone where its own table stands.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ..errors import EditError
from ..log import GROUP
from ..values import check
from .act import Act, Decision
from .rows import next_order

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from ..log import NewEntry
    from ..method import Question

__all__ = ["MOST_OF_FILE", "MOST_ROWS", "put_rows"]

MOST_ROWS = 1_000
"""Rows that one act of a page may write."""

MOST_OF_FILE = 50_000
"""Rows that the tables of one file may write, in one act."""

_ID = re.compile(r"[A-Za-z0-9_-]{1,40}")


def put_rows(act: Act) -> Decision:
    """Change cells of rows that exist, and add rows at the end of their table.

    A row that is added may bring its id (``new``), so that the same file adds it once. It
    may name another table (``table``); rows of the same act may refer to each other.

    Raises
    ------
    EditError
        If a table, a row or a column does not exist, a value breaks a rule of its column,
        an id was used before, there are too many rows, or none is of the act's own table.
    """
    path = act.edit.path
    most = MOST_ROWS if act.edit.op == "put-rows" else MOST_OF_FILE
    if len(act.edit.rows) > most or not all(_is_sound(one) for one in act.edit.rows):
        raise EditError("edit-unreadable", path=path)
    if act.edit.respondent != GROUP:
        raise EditError("edit-unknown-path", path=path)
    _table(act, path)
    homes = [str(one.get("table") or path) for one in act.edit.rows]
    ids = [None if one.get("row") else _id(one) for one in act.edit.rows]
    added = [(table, row) for table, row in zip(homes, ids, strict=True) if row]
    rows = _Rows(act, _by_table(act, added))
    if homes and path not in homes:
        raise EditError("edit-unreadable", path=path)
    own: list[NewEntry] = []
    entries: list[NewEntry] = []
    for one, table, new in zip(act.edit.rows, homes, ids, strict=True):
        into = own if table == path else entries
        if new is None:
            into += _changed(act, table, one, rows)
        else:
            into += _added(act, table, new, one["cells"], rows)
    # The rows of its own table come last: with the last one the others are undone.
    entries += own
    # Without a base: what is written was compared with the answers a moment ago.
    entries = [replace(one, base=None) for one in entries]
    if entries:  # the last one is the act itself
        entries[-1] = replace(entries[-1], edit=act.edit.edit)
    return Decision(tuple(entries))


class _Rows:
    """The rows of each table: those there are, and those the act adds, with their place."""

    def __init__(self, act: Act, added: Mapping[str, list[str]]) -> None:
        self._act = act
        self._known: dict[str, frozenset[str]] = {}
        self._added = {
            table: {row: place for place, row in enumerate(rows)}
            for table, rows in added.items()
        }
        self._first = {one: Fraction(next_order(act, one)["order"]) for one in added}

    def __call__(self, table: str) -> Collection[str]:
        if table not in self._known:
            there = self._act.answers.rows(table)
            self._known[table] = frozenset((*there, *self._added.get(table, ())))
        return self._known[table]

    def order(self, table: str, row: str) -> dict[str, str]:
        """Return the place of a row that is added: after those there are, in order."""
        order = self._first[table] + self._added[table][row]
        return {"order": f"{order.numerator}/{order.denominator}"}


def _is_sound(one: object) -> bool:
    return isinstance(one, Mapping) and isinstance(one.get("cells"), Mapping)


def _table(act: Act, path: str) -> Question:
    table = act.method.at(path) if path.count("/") == 1 else None
    if table is None or table.kind != "table":
        raise EditError("edit-unknown-path", path=path)
    return table


def _id(one: Mapping[str, object]) -> str:
    return str(one["new"]) if one.get("new") else secrets.token_hex(5)


def _by_table(act: Act, named: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Return the ids that are added to each table; each well formed, and never used."""
    found: dict[str, list[str]] = {}
    seen: set[str] = set()
    for table, row in named:
        if table not in found:
            found[table] = []
            _table(act, table)
        path = f"{table}/{row}"
        used = (GROUP, path) in act.answers.latest or path in seen
        if used or not _ID.fullmatch(row):
            raise EditError("edit-unreadable", path=path)
        seen.add(path)
        found[table].append(row)
    return found


def _changed(
    act: Act, table: str, one: Mapping[str, Any], rows: _Rows
) -> Iterator[NewEntry]:
    row = f"{table}/{one['row']}"
    latest = act.answers.latest.get((GROUP, row))
    if latest is None or latest.value is None:
        raise EditError("edit-unknown-row", path=row)
    yield from _cells(act, row, one["cells"], rows, emptying=act.edit.op == "put-tables")
    # Its row stays where it is, and says that these cells go with it when undone.
    yield act.write("row", latest.value, path=row)


def _added(
    act: Act, table: str, row: str, cells: Mapping[str, object], rows: _Rows
) -> list[NewEntry]:
    path = f"{table}/{row}"
    placed = act.write("row", rows.order(table, row), path=path)
    return [*_cells(act, path, cells, rows), placed]


def _cells(
    act: Act,
    row: str,
    cells: Mapping[str, object],
    rows: _Rows,
    *,
    emptying: bool = False,
) -> Iterator[NewEntry]:
    table = _table(act, row.rpartition("/")[0])
    for name, value in cells.items():
        column = table.column(name)
        if column is None or column.kind == "computed":
            raise EditError("edit-unknown-path", path=f"{row}/{name}")
        if value is None and emptying:
            yield act.write("erase", None, path=f"{row}/{name}")
            continue
        if value is None or check(column, value, rows=rows) is not None:
            raise EditError("edit-unreadable", path=f"{row}/{name}")
        yield act.write("answer", value, path=f"{row}/{name}")
