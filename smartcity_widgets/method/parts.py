"""The parts of the method as frozen values.

A `Method` is made of phases and steps; a step asks questions; a question of kind ``table``
asks its columns of every row. Nothing here reads a file: `smartcity_widgets.method.loader`
does.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from .catalogue import Indicator
    from .grids import Grid
    from .sources import Changed, Prefilled, Recall, Source, Starter

__all__ = [
    "KINDS",
    "NUMERIC_KINDS",
    "Condition",
    "Kind",
    "Method",
    "Phase",
    "Question",
    "Step",
]

Kind = Literal[
    "text",
    "long_text",
    "whole_number",
    "decimal",
    "percent",
    "money",
    "date",
    "year",
    "yes_no",
    "choice",
    "choices",
    "level",
    "checklist",
    "list",
    "table",
    "reference",
    "references",
    "attachment",
    "place",
    "computed",
]

KINDS: tuple[Kind, ...] = get_args(Kind)

NUMERIC_KINDS: frozenset[Kind] = frozenset(
    {"whole_number", "decimal", "percent", "money", "year"}
)
"""Kinds whose answer is a number typed by hand."""

_OF_QUESTIONS = ("notes", "tallies")  # what stands before a question in such a path
_OF_STEPS = ("revealed", "comments")  # what stands before a step alone, or a phase
_ROW_DEPTH = 3  # step/table/row
_CELL_DEPTH = 4  # step/table/row/column


@dataclass(frozen=True, slots=True)
class Condition:
    """A question is shown when the answer to `question` is (or contains) one of `values`.

    `question` is the id of a question of the same step, or of the same table for a column.
    With `filled` any answer to it will do; with `of_step` a column is shown by the answer
    to a question of its step, in every row.
    """

    question: str
    values: tuple[object, ...] = ()
    filled: bool = False
    of_step: bool = False

    def met(self, answer: object) -> bool:
        """Whether an answer, or one of a list of them, is among the values."""
        if self.filled:
            return answer is not None
        given = answer if isinstance(answer, (list, tuple)) else (answer,)
        # In Python true is 1; as answers they differ.
        wanted = {(type(value), value) for value in self.values}
        return any((type(one), one) in wanted for one in given)


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that is asked; a column of a table is a question too.

    Attributes
    ----------
    path
        Where its answer stands: ``step/question``; for a column ``step/table/*/column``.
    importance
        ``essential`` (asked by default) or ``full`` (behind "More questions").
    choice_list
        Id of the list of choices; words are keyed ``choice.<list>.<choice>``.
    of
        For ``list``: the kind of its scalars. For ``computed``: the id of the formula.
    targets
        For references: the tables it may point at, as ``step/table``; with more than one
        the value is ``step/table/row``; ``catalogue`` is the indicator catalogue.
    indicators
        For a reference to the catalogue: the indicators it may name, by id.
    suggests
        For a text: the tables whose rows' names are offered while it is typed. The value
        stays the text.
    minimum, maximum
        Bounds of the value, both allowed values; of the number of rows for a table.
    pattern
        A regular expression the whole text must match; the word ``form`` of the question
        says it to people.
    unit
        Id of the unit; its word stands under ``unit``.
    derived
        For a check list: the lines that other answers of the step answer, and by which;
        any one of several ticks the line. A line that is not here is asked.
    prefilled
        The answer it takes over from another question of the step.
    fills
        For a reference to the catalogue: which columns beside it the chosen indicator
        fills, and with what the catalogue says of it.
    recalls
        What it fills besides from another table that names the same indicator.
    starter
        For a table: the rows it can begin with, when somebody asks for them.
    changed
        For a decimal in a table: the number from which it may be said as a change.
    grid
        For a table: how its rows are given, where nobody adds them one by one.
    at_hand
        For a column: whether it stands with the essential ones, though nobody misses it.
    """

    id: str
    kind: Kind
    step: str
    table: str | None = None
    importance: Literal["essential", "full"] = "full"
    required: bool = False
    internal: bool = False
    criterion: bool = False
    choice_list: str | None = None
    choices: tuple[str, ...] = ()
    of: str | None = None
    targets: tuple[str, ...] = ()
    indicators: Mapping[str, Indicator] = field(
        default_factory=dict, hash=False, repr=False
    )
    suggests: tuple[str, ...] = ()
    columns: tuple[Question, ...] = ()
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    pattern: str | None = None
    unit: str | None = None
    max_length: int | None = None
    shown_when: Condition | None = None
    derived: Mapping[str, tuple[Source, ...]] = field(default_factory=dict, hash=False)
    prefilled: Prefilled | None = None
    fills: Mapping[str, str] = field(default_factory=dict, hash=False)
    recalls: Recall | None = None
    starter: tuple[Starter, ...] = ()
    changed: Changed | None = None
    grid: Grid | None = None
    at_hand: bool = False

    @property
    def individual(self) -> bool:
        """Whether each respondent may answer it: a level, cells of a grid."""
        given = self.grid is not None and bool(self.grid.individual)
        return given or (self.kind == "level" and not self.table)

    @property
    def path(self) -> str:
        """``step/question``, or ``step/table/*/column``."""
        if self.table:
            return f"{self.step}/{self.table}/*/{self.id}"
        return f"{self.step}/{self.id}"

    @property
    def words_key(self) -> str:
        """Prefix of its words: ``question.<step>.<id>``; ``….<table>.<column>``.

        The questions of every step share ``question.every.<id>``.
        """
        step = "every" if (self.table or self.id).startswith("step_") else self.step
        if self.table:
            return f"question.{step}.{self.table}.{self.id}"
        return f"question.{step}.{self.id}"

    def column(self, name: str) -> Question | None:
        """Return the column called `name`, or None."""
        return next((one for one in self.columns if one.id == name), None)


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the method, the context before it, the journal, or settings of a workbook.

    Attributes
    ----------
    role
        ``step`` for the fifteen, ``context``, ``journal`` (meetings, actions, remarks put
        aside), or ``setting`` (``workbook``, ``settings``).
    number
        1 to 15 for a step, 0 otherwise.
    outline
        True while only its ids are fixed: it is imported and dumped, but has no form yet.
    """

    id: str
    number: int
    phase: str | None
    role: Literal["step", "context", "journal", "setting"]
    outline: bool
    questions: tuple[Question, ...]

    def question(self, name: str) -> Question | None:
        """Return the question called `name`, or None."""
        return next((one for one in self.questions if one.id == name), None)

    def sources(self, checklist: Question, line: str) -> tuple[Source, ...]:
        """Return what a line of a check list follows from; nothing where it is asked.

        A source that this step does not ask, adapted to a client, answers nothing.
        """
        sources = checklist.derived.get(line, ())
        return tuple(one for one in sources if self.question(one.question) is not None)

    @property
    def criteria(self) -> tuple[Question, ...]:
        """The rubric criteria of the step, in order."""
        return tuple(one for one in self.questions if one.criterion)


@dataclass(frozen=True, slots=True)
class Phase:
    """One of the four phases."""

    id: str
    steps: tuple[str, ...]
    capsule: str
    """Address of the video capsule."""


@dataclass(frozen=True)
class Method:
    """All that is asked, in order, with the numbers of the verdict.

    Attributes
    ----------
    introduction
        Address of the video capsule that introduces the whole approach.
    steps
        Every step by id in order: ``workbook``, ``settings``, ``context``, ``journal``,
        then 1 to 15.
    weights
        Prerequisite (step id) to its weight; they sum to 1.
    thresholds
        ``overall_not_yet`` 40, ``prerequisite_not_yet`` 25, ``overall_go`` 65,
        ``prerequisite_go`` 50, ``missing_share`` 20 (percent).
    indicators
        The catalogue, by id in order.
    base
        The method as it is published, where this one was adapted to a client.
    """

    version: str
    phases: Mapping[str, Phase]
    steps: Mapping[str, Step]
    choice_lists: Mapping[str, tuple[str, ...]]
    weights: Mapping[str, Decimal]
    thresholds: Mapping[str, Decimal]
    indicators: Mapping[str, Indicator] = field(default_factory=dict, repr=False)
    introduction: str = ""
    renames: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    base: Method | None = field(default=None, repr=False)

    @property
    def published(self) -> Method:
        """The method as it is published: this one, or the one it was adapted from."""
        return self.base or self

    @property
    def prerequisites(self) -> tuple[str, ...]:
        """The step ids of the prerequisites, in order."""
        return self.phases["prerequisites"].steps

    @property
    def criteria(self) -> tuple[Question, ...]:
        """The 25 criteria, in order."""
        return tuple(
            one for name in self.prerequisites for one in self.steps[name].criteria
        )

    @property
    def commented(self) -> tuple[str, ...]:
        """The ids that may have a comment of the consultant: each phase, then its steps."""
        return tuple(
            one for phase in self.phases.values() for one in (phase.id, *phase.steps)
        )

    def at(self, path: str) -> Question | None:
        """Return the question a path of the log stands for.

        ``step/question``; ``step/table/row/column``; ``step/table/row`` gives the table
        itself. None where the method has no such question.
        """
        parts = path.split("/")
        step = self.steps.get(parts[0])
        question = step.question(parts[1]) if step and len(parts) > 1 else None
        if question is None or len(parts) < _ROW_DEPTH:
            return question
        if question.kind != "table" or len(parts) > _CELL_DEPTH:
            return None
        return question.column(parts[3]) if len(parts) == _CELL_DEPTH else question

    def asks(self, path: str) -> bool:
        """Whether a path of the log belongs to something that is asked.

        To the answer to a question, a row or cell of it, a note or tally; ``revealed`` and
        ``comments`` to their step, or phase.
        """
        parts = path.split("/")
        if parts[0] in _OF_STEPS:
            return len(parts) > 1 and parts[1] in {*self.steps, *self.phases}
        rest = parts[1:] if parts[0] in _OF_QUESTIONS else parts
        step = self.steps.get(rest[0])
        return step is not None and len(rest) > 1 and step.question(rest[1]) is not None
