"""Rows of a table: added, removed, brought back, moved.

The place of a row is a fraction, so that two additions never clash and a row moves by one
entry.
"""

from __future__ import annotations

import secrets
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from ..errors import EditError
from ..log import GROUP, Entry
from .act import Act, Decision
from .answering import read_raw
from .keeping import MEETING, MEETINGS, meeting_of_day

if TYPE_CHECKING:
    from ..method import Question

__all__ = ["add_row", "move_row", "next_order", "remove_row", "restore_row"]


def _table_of(act: Act, path: str) -> Question:
    table = act.method.at(path)
    if table is None or table.kind != "table" or act.edit.respondent != GROUP:
        raise EditError("edit-unknown-path", path=act.edit.path)
    return table


def _row(act: Act) -> tuple[str, Entry]:
    """Return the table of the row an edit names, and the row's latest entry."""
    table = act.edit.path.rpartition("/")[0]
    _table_of(act, table)
    row = act.answers.latest.get((GROUP, act.edit.path))
    if row is None:
        raise EditError("edit-unknown-row", path=act.edit.path)
    return table, row


def _orders(act: Act, table: str, respondent: str = GROUP) -> list[tuple[str, Fraction]]:
    return [
        (row, Fraction(act.answers.value(f"{table}/{row}", respondent)["order"]))
        for row in act.answers.rows(table, respondent)
    ]


def _order(fraction: Fraction) -> dict[str, str]:
    return {"order": f"{fraction.numerator}/{fraction.denominator}"}


def next_order(act: Act, table: str) -> dict[str, str]:
    """Return the place at the end of a table, among the rows of who makes the edit."""
    orders = _orders(act, table, act.edit.respondent)
    return _order(orders[-1][1] + 1 if orders else Fraction(1))


def add_row(act: Act) -> Decision:
    """Add a row at the end of a table: empty, or with what its cells say already.

    A cell that cannot be read is kept as a draft, like any answer. What is kept in the
    journal says at which meeting it was kept, where the day tells.

    Raises
    ------
    EditError
        If the table does not exist, has no such column, or its rows are given.
    """
    path = act.edit.path
    table = _table_of(act, path)
    if table.grid is not None:
        raise EditError("edit-unknown-path", path=path)
    row = f"{path}/{secrets.token_hex(5)}"
    entries, problem = [], None
    for name, raw in act.edit.cells.items():
        column = table.column(name)
        if column is None or column.kind == "computed":
            raise EditError("edit-unknown-path", path=f"{row}/{name}")
        kind, value, wrong = read_raw(act, column, raw)
        problem = problem or wrong
        if kind != "erase":
            entries.append(replace(act.write(kind, value, path=f"{row}/{name}"), base=None))
    kept = _kept_at(act, table)
    if kept is not None:
        entries.append(
            replace(act.write("answer", kept, path=f"{row}/{MEETING}"), base=None)
        )
    # The row comes last: what is undone first takes the whole row away.
    entries.append(replace(act.write("row", next_order(act, path)), path=row, base=None))
    return Decision(tuple(entries), problem)


def _kept_at(act: Act, table: Question) -> str | None:
    """Return the meeting at which a row of the journal is kept, unless its cells say it."""
    column = table.column(MEETING)
    if column is None or MEETINGS not in column.targets or MEETING in act.edit.cells:
        return None
    return meeting_of_day(act.answers, act.edit.raw)


def remove_row(act: Act) -> Decision:
    """Remove a row; its cells stay in the log."""
    _row(act)
    return act.one("row", None)


def restore_row(act: Act) -> Decision:
    """Bring a removed row back to the place it had."""
    table, row = _row(act)
    if row.value:
        return Decision(())
    before = act.answers.former.get((GROUP, act.edit.path))
    order = before.value if before is not None and before.value else None
    return act.one("row", order or next_order(act, table))


def move_row(act: Act) -> Decision:
    """Move a row up or down by one."""
    table, _ = _row(act)
    orders = _orders(act, table)
    names = [row for row, _ in orders]
    name = act.edit.path.rpartition("/")[2]
    if name not in names or act.edit.to not in {"up", "down"}:
        raise EditError("edit-unknown-row", path=act.edit.path)
    here = names.index(name)
    there = here - 1 if act.edit.to == "up" else here + 1
    if not 0 <= there < len(orders):
        return Decision(())
    beyond = there - 1 if act.edit.to == "up" else there + 1
    edge = orders[there][1]
    if 0 <= beyond < len(orders):
        target = (edge + orders[beyond][1]) / 2
    else:
        target = edge - 1 if act.edit.to == "up" else edge + 1
    return act.one("row", _order(target))
