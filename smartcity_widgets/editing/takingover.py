"""Rows of one table taken over from another that they point at, in one act.

Who is on the stakeholder map need not be typed again to be an audience: each stakeholder
that no audience points at becomes one, with its name as it is now and the reference to it.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from hashlib import sha256
from typing import TYPE_CHECKING

from ..errors import EditError
from ..log import GROUP
from ..values import check
from .act import Act, Decision

if TYPE_CHECKING:
    from ..log import NewEntry
    from ..method import Question

__all__ = ["take_over"]

_ID_LENGTH = 10


def take_over(act: Act) -> Decision:
    """Add a row for each row of another table that none points at yet.

    The edit names the column that points there. A row without a name is left out. Two
    people who do it at once get the same rows: the ids follow from what is taken over.

    Raises
    ------
    EditError
        If the table does not exist, or has no such column.
    """
    table, column, source = _places(act)
    home, first = table.path, table.columns[0]
    values = act.answers.value
    taken = {values(f"{home}/{row}/{column.id}") for row in act.answers.rows(home)}
    name_in = source.columns[0].id
    named = {
        row: values(f"{source.path}/{row}/{name_in}")
        for row in act.answers.rows(source.path)
    }
    missing = [
        (row, name)
        for row, name in named.items()
        if row not in taken and name is not None and check(first, name) is None
    ]
    last = _last_place(act, home)
    entries: list[NewEntry] = []
    rows: list[NewEntry] = []
    for place, (row, name) in enumerate(missing, start=1):
        path = f"{home}/{_id_of(home, row)}"
        cells = {first.id: name, column.id: row}
        entries += [
            _unchecked(act.write("answer", value, path=f"{path}/{cell}"))
            for cell, value in cells.items()
        ]
        order = last + place
        written = {"order": f"{order.numerator}/{order.denominator}"}
        rows.append(_unchecked(act.write("row", written, path=path)))
    if not rows:
        return Decision(())
    # One row is the edit itself, and comes last: what undoes it undoes them all.
    *others, act_itself = rows
    return Decision((*entries, *others, replace(act_itself, edit=act.edit.edit)))


def _places(act: Act) -> tuple[Question, Question, Question]:
    """Return the table of an edit, the column that points at another, and that other."""
    path = act.edit.path
    table = act.method.at(path) if path.count("/") == 1 else None
    column = table.column(act.edit.to or "") if table is not None else None
    sound = column is not None and column.kind == "reference" and len(column.targets) == 1
    if table is None or column is None or not sound or act.edit.respondent != GROUP:
        raise EditError("edit-unknown-path", path=path)
    source = act.method.at(column.targets[0])
    if source is None or table.columns[0].kind != "text":
        raise EditError("edit-unknown-path", path=path)
    return table, column, source


def _last_place(act: Act, table: str) -> Fraction:
    rows = act.answers.rows(table)
    if not rows:
        return Fraction(0)
    return Fraction(act.answers.latest[GROUP, f"{table}/{rows[-1]}"].value["order"])


def _unchecked(entry: NewEntry) -> NewEntry:
    return replace(entry, base=None)


def _id_of(table: str, row: str) -> str:
    return sha256(f"{table} {row}".encode()).hexdigest()[:_ID_LENGTH]
