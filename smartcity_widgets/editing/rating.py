"""Cells of a grid: the row comes with its first cell, and goes with its last.

Nobody adds the rows of a grid (`smartcity_widgets.grids`). An edit names a cell by the row
it has or will have, so it is kept, typed and sent like any other; the act that first says
something in a row writes the row with it, and the one that takes the last answer away takes
the row too. The cell is written last: *undo* offers it, and takes its row along.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..errors import EditError
from ..grids import names_of, place_of, rows_by_place
from .rows import next_order

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..log import NewEntry
    from ..method import Question
    from .act import Act, Decision

__all__ = ["at_line", "with_line"]

_SAYS = {"answer", "draft"}


def at_line(act: Act) -> Act:
    """Return an act on a cell of a grid at the row that stands for its line.

    Raises
    ------
    EditError
        If the row is that of no line, or the cell is given with the row.
    """
    table = act.grid
    if table is None or table.grid is None:
        return act
    path, who = act.edit.path, act.edit.respondent
    where, _, column = path.rpartition("/")
    if column in table.grid.named:
        raise EditError("edit-unknown-path", path=path)
    if act.answers.value(where, who):
        return act
    place = place_of(table, act.answers, where.rpartition("/")[2], who)
    if place is None:
        raise EditError("edit-unknown-row", path=path)
    row = rows_by_place(table, act.answers, who).get(place)
    if row is None:
        return act
    return replace(act, edit=replace(act.edit, path=f"{table.path}/{row}/{column}"))


def with_line(decision: Decision, act: Act) -> Decision:
    """Return a decision with the row that comes with a cell of a grid, or goes with it."""
    table = act.grid
    if table is None:
        return decision
    entries: list[NewEntry] = []
    for new in decision.entries:
        stands = bool(act.answers.value(new.path.rpartition("/")[0], new.respondent))
        if new.kind in _SAYS:
            entries += [] if stands else _coming(new, table, act)
        elif not stands:
            continue  # there was nothing to take away
        elif not _clashes(new, act) and not _others(new.path, table, act):
            entries.append(_beside(act, "row", None, new.path.rpartition("/")[0]))
        entries.append(new)
    return replace(decision, entries=tuple(entries))


def _coming(new: NewEntry, table: Question, act: Act) -> Iterator[NewEntry]:
    """Write a row before its first cell; what a removed one said does not come back."""
    row = new.path.rpartition("/")[0]
    place = place_of(table, act.answers, row.rpartition("/")[2], new.respondent)
    if place is None:
        raise EditError("edit-unknown-row", path=new.path)
    for stale in _others(new.path, table, act):
        yield _beside(act, "erase", None, stale)
    for name, value in names_of(table, place).items():
        yield _beside(act, "answer", value, f"{row}/{name}")
    yield _beside(act, "row", next_order(act, table.path), row)


def _others(path: str, table: Question, act: Act) -> tuple[str, ...]:
    """Return the cells of a row that say something, besides one and those that name it."""
    row, _, this = path.rpartition("/")
    named = table.grid.named if table.grid else ()
    cells = (f"{row}/{one.id}" for one in table.columns if one.id not in {this, *named})
    latest = (act.answers.latest.get((act.edit.respondent, cell)) for cell in cells)
    return tuple(one.path for one in latest if one is not None and one.kind in _SAYS)


def _clashes(new: NewEntry, act: Act) -> bool:
    latest = act.answers.latest.get((new.respondent, new.path))
    return latest is not None and new.base is not None and new.base < latest.number


def _beside(act: Act, kind: str, value: object, path: str) -> NewEntry:
    return replace(act.write(kind, value, path=path), base=None)
