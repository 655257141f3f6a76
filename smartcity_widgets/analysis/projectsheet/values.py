"""What a project sheet is made of: stages, boxes, lines, and the gates between stages."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal
    from fractions import Fraction

    from smartcity_widgets.method import Question

    from ..monitoring import Standing
    from ..projects import Project
    from ..reflections import Light

__all__ = [
    "STAGES",
    "Box",
    "Condition",
    "Figure",
    "Gate",
    "Line",
    "ProjectSheet",
    "Rows",
    "Stage",
    "StageId",
]

StageId = Literal["prerequisites", "planning", "execution", "evaluation"]

STAGES: tuple[StageId, ...] = ("prerequisites", "planning", "execution", "evaluation")
"""The four stages, in order; a project may go through them more than once."""


@dataclass(frozen=True, slots=True)
class Line:
    """One answer of a sheet: a cell of a table of the workbook.

    Attributes
    ----------
    question
        The column.
    row
        The row it stands in; None while the project has none in that table.
    filled
        Whether there is an answer that can be read.
    draft
        Whether there is a text that cannot be read as an answer.
    instead
        Whether it is shown because the sheet's own answer is missing: the owner of the
        project, where no leader is named.
    """

    question: Question
    table: str
    row: str | None
    filled: bool = False
    draft: bool = False
    required: bool = False
    instead: bool = False

    @property
    def path(self) -> str:
        """Where it is filled in: the cell, or the table while there is no row."""
        return f"{self.table}/{self.row}/{self.question.id}" if self.row else self.table

    @property
    def is_missing(self) -> bool:
        """Whether the sheet needs it and nobody has filled it in."""
        return self.required and not self.filled


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a table that belong to a project, in the order of the table.

    Attributes
    ----------
    found
        Whether they were found through the project's objectives, not named on the sheet.
    standings
        Of measurements: where the indicators of the project stand, those that were never
        measured too.
    """

    table: Question
    columns: tuple[Question, ...]
    rows: tuple[str, ...]
    required: bool = False
    found: bool = False
    standings: tuple[Standing, ...] = ()

    @property
    def path(self) -> str:
        """Where they are filled in."""
        return self.table.path

    @property
    def is_missing(self) -> bool:
        """Whether the sheet needs one and there is none."""
        return self.required and not self.rows


@dataclass(frozen=True, slots=True)
class Figure:
    """Something that follows from other answers, said in a sentence with its numbers."""

    id: str
    numbers: Mapping[str, int | Decimal | Fraction]


@dataclass(frozen=True, slots=True)
class Box:
    """One box of a stage.

    Attributes
    ----------
    required
        Whether the method asks for it (method.md 4, R); else it is optional.
    twice
        The tables in which one row per project is asked and several stand.
    light
        The light of the reflection it is about, if it is about one.
    """

    id: str
    required: bool
    lines: tuple[Line, ...] = ()
    tables: tuple[Rows, ...] = ()
    figures: tuple[Figure, ...] = ()
    twice: tuple[str, ...] = ()
    light: Light | None = None

    @property
    def missing(self) -> tuple[Line | Rows, ...]:
        """What the sheet needs and nobody has filled in."""
        asked: tuple[Line | Rows, ...] = (*self.lines, *self.tables)
        return tuple(one for one in asked if one.is_missing)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written in it."""
        return not any(one.filled or one.draft for one in self.lines) and not any(
            one.rows for one in self.tables
        )


@dataclass(frozen=True, slots=True)
class Condition:
    """What opens a gate: whether it is met, and where it is filled in."""

    id: str
    met: bool
    path: str


@dataclass(frozen=True, slots=True)
class Gate:
    """What should be there before the next stage; it warns, and never blocks.

    Attributes
    ----------
    before
        The stage it leads out of.
    passed
        Whether the project, by its status, is beyond it already.
    """

    before: StageId
    conditions: tuple[Condition, ...]
    passed: bool = False

    @property
    def missing(self) -> tuple[Condition, ...]:
        """The conditions that are not met."""
        return tuple(one for one in self.conditions if not one.met)

    @property
    def is_open(self) -> bool:
        """Whether every condition is met."""
        return not self.missing

    @property
    def warns(self) -> bool:
        """Whether the project went on although something is missing."""
        return self.passed and not self.is_open


@dataclass(frozen=True, slots=True)
class Stage:
    """One of the four stages.

    Attributes
    ----------
    reached
        Whether the project, by its status, is in it or beyond: what is missing is missed
        now, and not to come.
    gate
        What leads out of it; None for the last, or where nothing of it is asked.
    """

    id: StageId
    boxes: tuple[Box, ...]
    reached: bool
    gate: Gate | None = None


@dataclass(frozen=True, slots=True)
class ProjectSheet:
    """The sheet of one project.

    Attributes
    ----------
    identity
        The lines of the head: pitch, kind, status, version, ….
    last_update
        The day (UTC) on which something of the project was last changed, if it is dated.
    """

    project: Project
    identity: tuple[Line, ...]
    stages: tuple[Stage, ...]
    last_update: date | None = None

    @property
    def gates(self) -> tuple[Gate, ...]:
        """The gates between the stages, in order."""
        return tuple(one.gate for one in self.stages if one.gate is not None)

    @property
    def boxes(self) -> Mapping[str, Box]:
        """Every box by its id."""
        return MappingProxyType(
            {box.id: box for stage in self.stages for box in stage.boxes}
        )
