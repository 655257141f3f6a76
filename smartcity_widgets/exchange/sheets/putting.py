"""What a file changes and adds, as the rows of one act.

Each value is checked once more with the rows that are added: one that is refused is told
and left out, with the rows and cells that name a row which is not added for it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from smartcity_widgets.values import Problem, check
from smartcity_widgets.values.texts import quoted

from .understanding import Added, added_in

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Question

    from .told import Addition, Change, Comparison, Told

__all__ = ["Put", "put_of"]


@dataclass(frozen=True, slots=True)
class Put:
    """The rows of one act, and what it leaves as it is.

    Attributes
    ----------
    path
        The table where the act stands and is undone: the first one it writes to; empty
        where it writes nothing.
    rows
        As ``put-tables`` takes them (`smartcity_widgets.editing.Edit`).
    """

    path: str
    rows: tuple[Mapping[str, Any], ...]
    changed: int
    added: int
    told: tuple[Told, ...]


def put_of(compared: Comparison, answers: Answers) -> Put:
    """Return what a comparison writes.

    Parameters
    ----------
    answers
        What the workbook says, as it was compared.
    """
    putting = _Putting(answers, list(compared.additions), list(compared.told))
    while putting.leaves_out():
        pass
    changes = [one for one in compared.changes if putting.takes(one)]
    cells: dict[tuple[str, str], dict[str, Any]] = {}
    for one in changes:
        row, _, column = one.path.rpartition("/")
        table, _, name = row.rpartition("/")
        cells.setdefault((table, name), {})[column] = putting.resolved(one.value)
    rows = [
        {"table": table, "row": row, "cells": said} for (table, row), said in cells.items()
    ] + [
        {
            "table": one.table.path,
            "new": one.row,
            "cells": {name: putting.resolved(value) for name, value in one.values.items()},
        }
        for one in putting.additions
    ]
    tables = [one["table"] for one in rows]
    path = next((table for table in compared.tables if table in tables), "")
    return Put(path, tuple(rows), len(changes), len(putting.additions), tuple(putting.told))


class _Putting:
    """The rows that are added, less and less where one of them cannot be."""

    def __init__(
        self, answers: Answers, additions: list[Addition], told: list[Told]
    ) -> None:
        self.answers = answers
        self.additions = additions
        self.told = told
        self._find()

    def _find(self) -> None:
        self._ids: dict[Added, str] = {one.line: one.row for one in self.additions}
        self._rows: dict[str, frozenset[str]] = {}

    def leaves_out(self) -> bool:
        """Leave out the rows with a value that is refused; whether there were any."""
        left: list[Addition] = []
        for one in self.additions:
            columns = {column.id: column for column in one.table.columns}
            found = (
                self._problem(columns[name], value) for name, value in one.values.items()
            )
            problem = next((wrong for wrong in found if wrong is not None), None)
            if problem is None:
                left.append(one)
            else:
                self.told.append(replace(one.told, problem=problem))
        less = len(left) < len(self.additions)
        self.additions = left
        self._find()
        return less

    def takes(self, change: Change) -> bool:
        """Whether a change is written; if not, it is told."""
        problem = self._problem(change.question, change.value)
        if problem is not None:
            self.told.append(replace(change.told, problem=problem))
        return problem is None

    def resolved(self, value: object) -> object:
        """Return a value with the ids of the rows it names that are added."""
        if isinstance(value, list):
            return [self._id(one) for one in value]
        return self._id(value)

    def _id(self, value: object) -> object:
        return self._ids[value] if isinstance(value, Added) else value

    def _problem(self, question: Question, value: object) -> Problem | None:
        missing = next((one for one in added_in(value) if one not in self._ids), None)
        if missing is not None:
            return Problem("sheet-name", {"text": quoted(missing.name)})
        if value is None:
            return None
        return check(question, self.resolved(value), rows=self._known)

    def _known(self, table: str) -> Collection[str]:
        if table not in self._rows:
            added = (one.row for one in self.additions if one.table.path == table)
            self._rows[table] = frozenset((*self.answers.rows(table), *added))
        return self._rows[table]
