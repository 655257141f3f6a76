"""Tables whose rows are given: one line per row of another table, or per choice.

In a step's file, a table says which of its columns names the line::

    grid = { rows = "need", individual = ["dots"], only = "candidates.shortlisted" }
    grid = { rows = "need", columns = "criterion", cell = "score" }
    grid = { rows = "criterion", groups = "domain" }

    [groups.maturity_criteria]
    governance = ["commitment", "leadership"]

The first is filled line by line, by respondents too; the second as a matrix, whose rows are
pairs; in the third the lines stand in groups, and ``[groups.<list of choices>]`` says in
which.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from smartcity_widgets.errors import ContentError

from .tables import Fields, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .parts import Method, Question

__all__ = ["Grid", "check_grids", "read_grid", "with_groups"]

_NOT_IN_A_CELL = {"choices", "checklist", "list", "references", "attachment", "computed"}
_CATALOGUE = "catalogue"  # has too many rows to give each a line


@dataclass(frozen=True, slots=True)
class Grid:
    """How the rows of a table are given.

    Attributes
    ----------
    rows
        The column that names the line: a reference to one table, or a choice.
    columns, cell
        In a matrix: the column that names the column of the matrix, and the one that is
        filled where both meet.
    only
        Table and column of the same step, ``candidates.shortlisted``: only lines that the
        group says yes to there are asked.
    groups
        The column that says in which group a line stands; nobody fills it in.
    members
        Line to its group.
    individual
        The columns that each respondent may fill in too.
    summed
        Those of them that a room adds up, as dots: of the others it has a median.
    """

    rows: str
    columns: str | None = None
    cell: str | None = None
    only: str | None = None
    groups: str | None = None
    members: Mapping[str, str] = field(default_factory=dict, hash=False)
    individual: tuple[str, ...] = ()
    summed: tuple[str, ...] = ()

    @property
    def named(self) -> tuple[str, ...]:
        """The columns that are given with the row: nobody fills them in."""
        return tuple(one for one in (self.groups, self.rows, self.columns) if one)

    @property
    def only_at(self) -> tuple[str, str] | None:
        """The table and the column that say which lines are asked."""
        if self.only is None:
            return None
        table, _, column = self.only.partition(".")
        return table, column


def read_grid(fields: Fields) -> Grid | None:
    """Return how the rows of a table are given, if it says so.

    Raises
    ------
    ContentError
        If what it says is incomplete, or of another type.
    """
    table = fields.get("grid", dict, None)
    if table is None:
        return None
    inner = Fields(f"{fields.where}: grid", table)
    found = Grid(
        rows=inner.get("rows", str),
        columns=inner.get("columns", str, None),
        cell=inner.get("cell", str, None),
        only=inner.get("only", str, None),
        groups=inner.get("groups", str, None),
        individual=inner.texts("individual", []),
        summed=inner.texts("summed", []),
    )
    inner.closed()
    if (found.columns is None) != (found.cell is None):
        rule = "'columns' and 'cell' go together: a matrix has both."
        raise ContentError(inner.where, rule, "Add the other, or take it away.")
    return found


# Groups ----------------------------------------------------------------------------------


def with_groups(
    file: Fields,
    questions: tuple[Question, ...],
    lists: Mapping[str, tuple[str, ...]],
) -> tuple[Question, ...]:
    """Return the questions of a step, the grids among them with the group of each line.

    Raises
    ------
    ContentError
        If a group or a line does not exist, or a line stands in none, or in two.
    """
    written = file.items("groups")
    used: set[str] = set()
    found = []
    for one in questions:
        if one.grid is None or one.grid.groups is None:
            found.append(one)
            continue
        where = f"{file.where}: question '{one.path}': grid"
        lines, groups = (
            _choices(one, name, where) for name in (one.grid.rows, one.grid.groups)
        )
        used.add(lines)
        where = f"{file.where}: groups '{lines}'"
        members = _members(where, written, lines, groups, lists)
        found.append(replace(one, grid=replace(one.grid, members=members)))
    for name in written:
        if name not in used:
            where = f"{file.where}: groups '{name}'"
            rule = "no grid has lines of this list in groups."
            raise ContentError(where, rule, did_you_mean(name, used))
    return tuple(found)


def _choices(table: Question, column: str, where: str) -> str:
    asked = _column(table, column, where)
    if asked.kind != "choice" or asked.choice_list is None:
        rule = f"'{column}' is a {asked.kind}: only choices stand in groups of choices."
        raise ContentError(where, rule, "Name a choice.")
    return asked.choice_list


def _members(
    where: str,
    written: Mapping[str, object],
    lines: str,
    groups: str,
    lists: Mapping[str, tuple[str, ...]],
) -> Mapping[str, str]:
    table = written.get(lines)
    if not isinstance(table, dict):
        raise ContentError(where, "is missing.", f"Write [groups.{lines}].")
    found: dict[str, str] = {}
    for group, names in table.items():
        if group not in lists[groups]:
            rule = f"'{groups}' has no choice '{group}'."
            raise ContentError(where, rule, did_you_mean(group, lists[groups]))
        if not isinstance(names, list):
            raise ContentError(
                where, f"'{group}' must be a list of ids.", "Name its lines."
            )
        for one in names:
            if one not in lists[lines]:
                rule = f"'{lines}' has no choice '{one}'."
                raise ContentError(where, rule, did_you_mean(str(one), lists[lines]))
            if one in found:
                raise ContentError(where, f"'{one}' stands twice.", "Remove one.")
            found[one] = group
    lost = next((one for one in lists[lines] if one not in found), None)
    if lost:
        raise ContentError(where, f"'{lost}' stands in no group.", "Add it to one.")
    return MappingProxyType(found)


# Checks ----------------------------------------------------------------------------------


def check_grids(method: Method, homes: Mapping[str, str]) -> None:
    """Check that the columns a grid names exist, and can be what it says they are.

    Raises
    ------
    ContentError
        If one does not, or cannot.
    """
    for step in method.steps.values():
        for one in step.questions:
            if one.grid is not None:
                where = f"{homes[step.id]}: question '{one.path}': grid"
                _check(one, one.grid, step.questions, where)


def _check(table: Question, grid: Grid, beside: Iterable[Question], where: str) -> None:
    if table.starter:
        raise ContentError(where, "its lines are given.", "Take 'starter' away.")
    if table.internal:
        rule = "a table with a grid is not internal: others read its lines."
        raise ContentError(where, rule, "Make its columns internal.")
    for name in (grid.rows, grid.columns):
        if name is not None:
            _check_line(table, name, where)
    filled = {one.id: one for one in table.columns if one.id not in grid.named}
    _check_cells(grid, filled, where)
    _check_individual(grid, filled, where)
    if grid.only_at is not None:
        _check_only(table, grid, {one.id: one for one in beside}, where)


def _check_cells(grid: Grid, filled: Mapping[str, Question], where: str) -> None:
    if grid.cell is not None and list(filled) != [grid.cell]:
        rule = "a matrix fills one column, and its 'cell' names it."
        raise ContentError(where, rule, "Name that one, and take others away.")
    if not filled:
        raise ContentError(where, "nothing is left to fill in.", "Add a column.")
    for one in filled.values():
        if one.kind in _NOT_IN_A_CELL:
            rule = f"'{one.id}' is a {one.kind}: it does not fit into a cell."
            raise ContentError(where, rule, "Choose another kind.")


def _check_individual(grid: Grid, filled: Mapping[str, Question], where: str) -> None:
    for name in grid.individual:
        if name not in filled:
            rule = f"no column that is filled in is called '{name}' ('individual')."
            raise ContentError(where, rule, did_you_mean(name, filled))
        if filled[name].internal:
            rule = f"'{name}' is internal: no respondent sees it."
            raise ContentError(where, rule, "Take it from 'individual'.")
    for name in grid.summed:
        if name not in grid.individual or filled[name].kind != "whole_number":
            rule = f"'{name}' cannot be added up ('summed')."
            raise ContentError(where, rule, "Name a whole number of 'individual'.")


def _check_line(table: Question, name: str, where: str) -> None:
    asked = _column(table, name, where)
    one_table = len(asked.targets) == 1 and asked.targets[0] != _CATALOGUE
    if not (asked.kind == "choice" or (asked.kind == "reference" and one_table)):
        rule = f"'{name}' names no lines: it is a {asked.kind}."
        raise ContentError(where, rule, "Name a choice, or a reference to one table.")
    if asked.internal:
        rule = f"'{name}' is internal: others read its lines."
        raise ContentError(where, rule, "Take 'internal' away.")


def _check_only(
    table: Question, grid: Grid, beside: Mapping[str, Question], where: str
) -> None:
    name, column = grid.only_at or ("", "")
    others = {one.id: one for one in beside.values() if one.grid and one.id != table.id}
    if name not in others:
        rule = f"no other grid of the step is called '{name}' ('only')."
        raise ContentError(where, rule, did_you_mean(name, others))
    other = others[name]
    asked = _column(other, column, where)
    if asked.kind != "yes_no":
        rule = f"'{grid.only}' is a {asked.kind}, no yes or no."
        raise ContentError(where, rule, "Name a yes/no.")
    mine = _column(table, grid.rows, where)
    theirs = _column(other, other.grid.rows if other.grid else "", where)
    if (mine.targets, mine.choice_list) != (theirs.targets, theirs.choice_list):
        rule = f"'{name}' has other lines."
        raise ContentError(where, rule, "Name a grid of the same lines.")


def _column(table: Question, name: str, where: str) -> Question:
    asked = table.column(name)
    if asked is None:
        rule = f"the table has no column '{name}'."
        raise ContentError(
            where, rule, did_you_mean(name, [one.id for one in table.columns])
        )
    return asked
