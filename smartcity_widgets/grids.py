"""Where the rows of a grid stand: which lines there are, and which row is whose line.

The rows of a grid (`smartcity_widgets.method.Grid`) are given by the rows of another table
or by a list of choices. A row comes into being with the first cell that says something. Its
id is made from its place, so that two people who fill the same place at the same time meet
in one row; an imported row has an id of its own and is found by its cells.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any

from .log import GROUP

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .answers import Answers
    from .method import Grid, Method, Question

__all__ = [
    "Place",
    "columns_of",
    "lines_of",
    "names_of",
    "opinions_of",
    "place_of",
    "row_id",
    "row_of",
    "rows_by_place",
]

_ID_LENGTH = 12


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A line of a grid, and in a matrix a column of it."""

    line: str
    column: str = ""


def lines_of(
    table: Question, method: Method, answers: Answers, respondent: str = GROUP
) -> tuple[str, ...]:
    """Return the lines that are asked, in order; then those gone that still say something.

    Parameters
    ----------
    method
        As the workbook has it: it knows the table that says which lines are asked.
    respondent
        Whose rows may still speak of a line that is gone.
    """
    grid = _grid(table)
    lines = _heads(table, grid.rows, answers, respondent)
    if grid.only_at is None:
        return lines
    name, column = grid.only_at
    other = method.at(f"{table.step}/{name}")
    if other is None or other.grid is None:
        return lines
    wanted = {
        place.line
        for place, row in rows_by_place(other, answers).items()
        if answers.value(f"{other.path}/{row}/{column}") is True
    }
    return tuple(one for one in lines if one in wanted)


def columns_of(
    table: Question, answers: Answers, respondent: str = GROUP
) -> tuple[str, ...]:
    """Return the columns of a matrix, in order; of other grids one without a name."""
    grid = _grid(table)
    if grid.columns is None:
        return ("",)
    return _heads(table, grid.columns, answers, respondent)


def rows_by_place(
    table: Question, answers: Answers, respondent: str = GROUP
) -> Mapping[Place, str]:
    """Return the row of every place that has one; of two at one place the first."""
    found: dict[Place, str] = {}
    for row in answers.rows(table.path, respondent):
        place = _named_place(table, answers, row, respondent)
        if place is not None:
            found.setdefault(place, row)
    return found


def row_id(table: Question, place: Place) -> str:
    """Return the id that the row of a place has where nobody gave it another."""
    where = f"{table.path}/{place.line}/{place.column}"
    return f"g{hashlib.sha256(where.encode()).hexdigest()[:_ID_LENGTH]}"


def row_of(table: Question, rows: Mapping[Place, str], place: Place) -> str:
    """Return the row of a place: the one that stands (`rows_by_place`), or its id to be."""
    return rows.get(place) or row_id(table, place)


def place_of(
    table: Question, answers: Answers, row: str, respondent: str = GROUP
) -> Place | None:
    """Return the place of a row, whether it stands already or not.

    None where it is the row of no place that there is or was.
    """
    named = _named_place(table, answers, row, respondent)
    if named is not None:
        return named
    grid = _grid(table)
    lines = _ever(table, grid.rows, answers)
    columns = _ever(table, grid.columns, answers) if grid.columns else ("",)
    every = (Place(line, column) for line, column in product(lines, columns))
    return next((one for one in every if row_id(table, one) == row), None)


def names_of(table: Question, place: Place) -> dict[str, str]:
    """Return what the row of a place says of itself: column to value."""
    grid = _grid(table)
    names = {}
    if grid.groups is not None and place.line in grid.members:
        names[grid.groups] = grid.members[place.line]
    names[grid.rows] = place.line
    if grid.columns is not None:
        names[grid.columns] = place.column
    return names


def opinions_of(
    table: Question, answers: Answers
) -> Mapping[tuple[Place, str], Sequence[Any]]:
    """Return what the respondents gave: (place, column) to their answers there."""
    found: dict[tuple[Place, str], list[Any]] = {}
    for person in answers.respondents:
        for place, row in rows_by_place(table, answers, person.id).items():
            for name in _grid(table).individual:
                value = answers.value(f"{table.path}/{row}/{name}", person.id)
                if value is not None:
                    found.setdefault((place, name), []).append(value)
    return found


def _grid(table: Question) -> Grid:
    if table.grid is None:
        message = f"{table.path} is no grid"
        raise ValueError(message)
    return table.grid


def _named_place(
    table: Question, answers: Answers, row: str, respondent: str
) -> Place | None:
    """Return the place that the cells of a row name."""
    grid, path = _grid(table), f"{table.path}/{row}"
    line = answers.value(f"{path}/{grid.rows}", respondent)
    column = answers.value(f"{path}/{grid.columns}", respondent) if grid.columns else ""
    return None if line is None or column is None else Place(line, column)


def _heads(
    table: Question, name: str, answers: Answers, respondent: str
) -> tuple[str, ...]:
    """Return what a column that names lines can be, and what rows still say it is."""
    known = _known(table, name, answers)
    said = (
        answers.value(f"{table.path}/{row}/{name}", respondent)
        for row in answers.rows(table.path, respondent)
    )
    return tuple(dict.fromkeys((*known, *(one for one in said if one is not None))))


def _known(table: Question, name: str, answers: Answers) -> tuple[str, ...]:
    asked = table.column(name)
    if asked is None:
        return ()
    return answers.rows(asked.targets[0]) if asked.targets else asked.choices


def _ever(table: Question, name: str, answers: Answers) -> tuple[str, ...]:
    """Return every line there is or was: a form may show one that is gone by now."""
    asked = table.column(name)
    gone = answers.removed_rows(asked.targets[0]) if asked and asked.targets else ()
    return (*_known(table, name, answers), *gone)
