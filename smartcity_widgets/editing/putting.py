"""Many rows in one act: what a table that was imported adds to a table of the workbook.

The values come as they are stored, from a program that read them; each is checked like one
of a document. All of it is one act: one undo takes all of it back (`undoing`).
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from ..errors import EditError
from ..log import GROUP
from ..values import check
from .act import Act, Decision
from .rows import next_order

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..log import NewEntry
    from ..method import Question

__all__ = ["MOST_ROWS", "put_rows"]

MOST_ROWS = 1_000
"""Rows that one act may write."""


def put_rows(act: Act) -> Decision:
    """Change cells of rows that exist, and add rows at the end of a table.

    Raises
    ------
    EditError
        If the table, a row or a column does not exist, a value breaks a rule of its
        column, or there are too many rows.
    """
    path = act.edit.path
    table = act.method.at(path) if path.count("/") == 1 else None
    if table is None or table.kind != "table" or act.edit.respondent != GROUP:
        raise EditError("edit-unknown-path", path=path)
    if len(act.edit.rows) > MOST_ROWS or not all(_is_sound(one) for one in act.edit.rows):
        raise EditError("edit-unreadable", path=path)
    changed = [one for one in act.edit.rows if one.get("row")]
    added = [one for one in act.edit.rows if not one.get("row")]
    entries: list[NewEntry] = []
    for one in changed:
        row = f"{path}/{one['row']}"
        latest = act.answers.latest.get((GROUP, row))
        if latest is None or latest.value is None:
            raise EditError("edit-unknown-row", path=row)
        entries += _cells(act, table, row, one["cells"])
        # Its row stays where it is, and says that these cells go with it when undone.
        entries.append(act.write("row", latest.value, path=row))
    place = Fraction(next_order(act, path)["order"])
    for number, one in enumerate(added):
        row = f"{path}/{secrets.token_hex(5)}"
        entries += _cells(act, table, row, one["cells"])
        order = place + number
        order_text = f"{order.numerator}/{order.denominator}"
        entries.append(act.write("row", {"order": order_text}, path=row))
    # Without a base: what is written was compared with the answers a moment ago.
    entries = [replace(one, base=None) for one in entries]
    if entries:  # the last one is the act itself: with it the others are undone
        entries[-1] = replace(entries[-1], edit=act.edit.edit)
    return Decision(tuple(entries))


def _is_sound(one: object) -> bool:
    return isinstance(one, Mapping) and isinstance(one.get("cells"), Mapping)


def _cells(
    act: Act, table: Question, row: str, cells: Mapping[str, object]
) -> Iterator[NewEntry]:
    for name, value in cells.items():
        column = table.column(name)
        if column is None or column.kind == "computed":
            raise EditError("edit-unknown-path", path=f"{row}/{name}")
        if value is None or check(column, value, rows=act.answers.rows) is not None:
            raise EditError("edit-unreadable", path=f"{row}/{name}")
        yield act.write("answer", value, path=f"{row}/{name}")
