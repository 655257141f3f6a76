"""The project sheet: one per project, in four stages, filled from what the workbook knows.

Nothing is asked twice: what another step knows is read there; what only the sheet knows
stands in the tables ``action-plan/sheets`` and ``action-plan/sheet_…``. The boxes and the
gates between the stages are our own (method.md section 4).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..projects import PROJECTS, projects_of
from .book import Book
from .boxes import BOXES, IDENTITY, SHEETS
from .filling import box_of, lines_of
from .finding import files_of, projects_named
from .gates import gate_after, place_of
from .values import (
    STAGES,
    Box,
    Condition,
    Figure,
    Gate,
    Line,
    ProjectSheet,
    Rows,
    Stage,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method

    from ..projects import Project

__all__ = [
    "SHEETS",
    "STAGES",
    "Box",
    "Condition",
    "Figure",
    "Gate",
    "Line",
    "ProjectSheet",
    "Rows",
    "Stage",
    "files_of",
    "projects_named",
    "sheets_of",
]


def sheets_of(
    method: Method,
    answers: Answers,
    day: date | None,
    *,
    internal: bool = False,
    only: Collection[str] | None = None,
) -> tuple[ProjectSheet, ...]:
    """Return the sheet of every project, in the order of the workbook.

    Parameters
    ----------
    day
        The day on which something is late or not; None where nobody knows it.
    internal
        Whether what is marked internal may be told.
    only
        The rows of the projects that are wanted; None means all.
    """
    book = Book(method, answers, day, internal)
    if book.asked(PROJECTS) is None:
        return ()
    return tuple(
        _sheet(one, book) for one in projects_of(answers) if only is None or one.row in only
    )


def _sheet(project: Project, book: Book) -> ProjectSheet:
    identity = [
        line for part in IDENTITY for line in lines_of(part, project, book, required=True)
    ]
    stages = []
    for number, name in enumerate(STAGES):
        boxes = (box_of(one, project, book) for one in BOXES[name])
        stages.append(
            Stage(
                name,
                tuple(one for one in boxes if one is not None),
                reached=number <= place_of(project),
                gate=gate_after(name, project, book),
            )
        )
    return ProjectSheet(
        project,
        tuple(_of_one_dimension(identity)),
        tuple(stages),
        book.last_update(project.row),
    )


def _of_one_dimension(lines: list[Line]) -> Iterator[Line]:
    """Yield the lines with the dimensions once: the sheet's own, else the project's."""
    several = any(one.question.id == "dimensions" and one.filled for one in lines)
    single = any(one.question.id == "dimension" for one in lines)
    for one in lines:
        name = one.question.id
        if (name == "dimension" and several) or (
            name == "dimensions" and single and not several
        ):
            continue
        yield one
