"""The boxes of a sheet filled from what the workbook knows."""

from __future__ import annotations

from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING

from smartcity_widgets.analysis.shown import is_shown

from ..milestones import MILESTONES
from ..projects import PROJECTS
from .boxes import One
from .values import Box, Figure, Line, Rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartcity_widgets.method import Question

    from ..projects import Project
    from .book import Book
    from .boxes import Asked, Listed

__all__ = ["box_of", "lines_of"]

_SPENT = "delivery/progress"


def box_of(asked: Asked, project: Project, book: Book) -> Box | None:
    """Return a box; None where everything in it is hidden."""
    lines: list[Line] = []
    tables: list[Rows] = []
    twice: list[str] = []
    for part in asked.parts:
        if isinstance(part, One):
            lines += lines_of(part, project, book, required=asked.required)
            if len(book.rows(part.table, project.row)) > 1:
                twice.append(part.table)
        else:
            tables += _rows(part, project, book, required=asked.required)
    if asked.id == "leader":
        lines = list(_with_owner(lines, project, book))
    if not (lines or tables):
        return None
    return Box(
        id=asked.id,
        required=asked.required,
        lines=tuple(lines),
        tables=tuple(tables),
        figures=tuple(_figures(asked.id, project, book)),
        twice=tuple(one for one in dict.fromkeys(twice) if book.asked(one) is not None),
        light=book.light(project.row, asked.id),
    )


def lines_of(part: One, project: Project, book: Book, *, required: bool) -> Iterator[Line]:
    """Yield a line for each answer, of every row where there are several.

    What is not asked, given the other answers of its row, has no line.
    """
    columns = book.columns(part.table, part.columns)
    rows: tuple[str | None, ...] = book.rows(part.table, project.row) or (None,)
    for number, row in enumerate(rows):
        for one in columns:
            if row is None and one.shown_when is not None:
                continue  # nobody has said yet what it depends on
            if row is not None and not is_shown(one, book.answers, row):
                continue
            line = _line(
                one,
                part.table,
                row,
                book,
                required=required and one.id not in part.optional and number == 0,
            )
            if number == 0 or line.filled or line.draft:
                yield line


def _line(
    column: Question, table: str, row: str | None, book: Book, *, required: bool
) -> Line:
    path = f"{table}/{row}/{column.id}"
    value = book.answers.value(path) if row else None
    return Line(
        column,
        table,
        row,
        filled=value is not None and value != [],
        draft=row is not None and book.answers.draft(path) is not None,
        required=required,
    )


def _with_owner(lines: list[Line], project: Project, book: Book) -> Iterator[Line]:
    """Yield the lines; who owns the project stands in for a leader nobody named."""
    for line in lines:
        stands_in = (
            line.question.id == "leader"
            and not line.filled
            and not line.draft
            and project.owner is not None
        )
        owner = book.columns(PROJECTS, ("owner",)) if stands_in else ()
        if owner:
            yield Line(
                owner[0], PROJECTS, project.row, filled=True, required=True, instead=True
            )
        else:
            yield line


def _rows(part: Listed, project: Project, book: Book, *, required: bool) -> Iterator[Rows]:
    table, columns = book.asked(part.table), book.columns(part.table, part.columns)
    if table is None or not columns:
        return
    standings = book.standings_of(project) if part.by == "measured" else ()
    rows = _rows_by(part, project, book)
    found = (
        part.by == "indicators" and bool(rows) and not book.indicators_named(project.row)
    )
    yield Rows(
        table,
        columns,
        rows,
        # An objective that is not named is missing where it is named: in the first box.
        required=required and not part.optional and part.by != "objectives",
        found=found,
        standings=standings,
    )


def _rows_by(part: Listed, project: Project, book: Book) -> tuple[str, ...]:
    """Return the rows of a table that belong to a project, in the way they do."""
    if part.by == "objectives":
        return book.objectives_of(project)
    if part.by == "indicators":
        return book.indicators_of(project)
    if part.by == "measured":
        measured = (one.last for one in book.standings_of(project))
        return tuple(one.id for one in measured if one is not None)
    if part.by == "decided":
        return book.decisions_about(project.row)
    return book.rows(part.table, project.row)


# What follows from other answers ----------------------------------------------------------


def _figures(box: str, project: Project, book: Book) -> Iterator[Figure]:
    if box == "financing":
        yield from _coverage(project, book)
    elif box == "progress" and book.asked(MILESTONES) is not None:
        yield from _milestones(project, book)
    elif box == "spent":
        yield from _share_spent(project, book)


def _coverage(project: Project, book: Book) -> Iterator[Figure]:
    money = book.funding(project.row)
    if money.coverage is None or book.asked("means/sources") is None:
        return
    numbers = {"cost": money.cost, "granted": money.granted, "gap": money.gap}
    share = {"coverage": money.coverage}
    if book.asked("means/costs") is not None:
        yield Figure("coverage", MappingProxyType({**numbers, **share}))


def _milestones(project: Project, book: Book) -> Iterator[Figure]:
    found = book.milestones(project.row)
    if not found:
        return
    done = sum(one.done is not None for one in found)
    yield Figure("milestones", MappingProxyType({"done": done, "all": len(found)}))
    day = book.day
    late = sum(one.standing(day) == "late" for one in found) if day else 0
    if late:
        yield Figure("late", MappingProxyType({"late": late}))


def _share_spent(project: Project, book: Book) -> Iterator[Figure]:
    """Yield what was spent as a share of what the project costs."""
    if not book.columns(_SPENT, ("spent",)) or book.asked("means/costs") is None:
        return
    said = [
        book.answers.value(f"{_SPENT}/{row}/spent")
        for row in book.rows(_SPENT, project.row)
    ]
    spent = [Fraction(one) for one in said if one is not None]
    cost = book.funding(project.row).cost
    if len(spent) == 1 and cost:
        yield Figure("spent", MappingProxyType({"share": spent[0] / Fraction(cost)}))
