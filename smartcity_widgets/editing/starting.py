"""An empty table begins with the rows that the method proposes, in one act.

Nothing is proposed unasked: somebody presses the button. The words are those of the form's
language at that moment, and are then the group's own, to be changed like any other.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from ..errors import EditError
from ..log import GROUP
from ..values import check
from .act import Act, Decision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..log import NewEntry
    from ..method import Question

__all__ = ["start"]

_ID_LENGTH = 10


def start(act: Act) -> Decision:
    """Begin an empty table with its starter rows; one that has rows stays as it is.

    Two people who press the button at once get the same rows, for their ids follow from
    the table.

    Raises
    ------
    EditError
        If the table does not exist, has no starter, or another than the group asks.
    """
    path = act.edit.path
    table = act.method.at(path) if path.count("/") == 1 else None
    if table is None or not table.starter or act.edit.respondent != GROUP:
        raise EditError("edit-unknown-path", path=path)
    if act.answers.rows(path):
        return Decision(())
    places = range(len(table.starter))
    rows = [entry for place in places for entry in _row(act, table, place)]
    # The first row is the edit itself, and comes last: what undoes it undoes them all.
    first = next(one for one in rows if one.kind == "row")
    others = [one for one in rows if one is not first]
    return Decision((*others, replace(first, edit=act.edit.edit)))


def _row(act: Act, table: Question, place: int) -> Iterator[NewEntry]:
    """Yield the cells of one row, then the row."""
    starter, first = table.starter[place], table.columns[0]
    said = act.answers.words(act.edit.language)
    text = said.say(f"{table.words_key}.starter.{starter.id}")
    path = f"{table.path}/{_id_of(table, starter.id)}"
    for name, value in ((first.id, text), *starter.cells):
        column = table.column(name)  # a client's adaptation may have hidden it
        if column is not None and check(column, value) is None:
            yield _unchecked(act.write("answer", value, path=f"{path}/{name}"))
    yield _unchecked(act.write("row", {"order": f"{place + 1}/1"}, path=path))


def _unchecked(entry: NewEntry) -> NewEntry:
    return replace(entry, base=None)


def _id_of(table: Question, starter: str) -> str:
    return sha256(f"{table.path} {starter}".encode()).hexdigest()[:_ID_LENGTH]
