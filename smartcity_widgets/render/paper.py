"""A step on paper: the questions of its form as a sheet to be filled in by hand.

Empty, or with the group's answers printed where they would be written. A draft is not an
answer; what one person thinks, and who dissents, is on no sheet.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from markupsafe import Markup

from smartcity_widgets.analysis.shown import is_shown
from smartcity_widgets.method import NUMERIC_KINDS

from .catalogue import picks_from_catalogue
from .conditions import is_decided, is_on_paper, only_if
from .fields import field_of
from .form import form_of
from .gridreading import sheet_lines
from .templates import environment, isolated

if TYPE_CHECKING:
    from collections.abc import Iterable

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Question, Step

    from .drawing import Drawing
    from .form import Form
    from .gridreading import SheetLines
    from .shapes import DerivedLine, Field, Option

__all__ = ["COLUMNS_ON_A4", "emptied", "sheet_page"]

Shape = Literal["lines", "box", "ticks", "levels", "names", "table", "cards"]

COLUMNS_ON_A4 = 7
"""A table with more columns has a card per row."""
LINES = {"text": 2, "list": 3, "long_text": 3, "references": 2, "reference": 1, "place": 1}
"""What is written takes this many lines; an essential long text two more."""
ROWS, ESSENTIAL_ROWS, CARDS, SPARE = 3, 6, 2, 2
"""Rows to fill in; after those that are printed at least the spare ones."""
_TICKED = {"choice", "choices", "yes_no", "checklist"}
_NAMED = {"reference", "references", "place"}
_SIDE_BY_SIDE = 30
"""Choices no longer than this stand in two columns."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table on paper, with what may be written in it."""

    question: Question
    label: Markup
    hint: str
    only_if: str

    @property
    def narrow(self) -> bool:
        """Whether little is written in it."""
        return self.question.kind in {*NUMERIC_KINDS, "date", "level"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it stands on a sheet.

    Attributes
    ----------
    said
        The answer that is printed; empty where it is to be written.
    lines
        How many lines there are to write on.
    only_if
        On which other answer it is asked, in words.
    """

    field: Field
    shape: Shape
    said: Markup
    lines: int
    only_if: str
    evidence: Markup
    reason: Markup
    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[Markup, ...], ...] = ()
    empty: int = 0
    grid: SheetLines | None = None

    @property
    def options(self) -> tuple[Option, ...]:
        """What can be ticked; for a level without *don't know* and *not applicable*."""
        options = self.field.options
        return options[:-2] if self.shape == "levels" else options

    @property
    def settled(self) -> tuple[DerivedLine, ...]:
        """The lines of a check list that are not asked: other answers settled them."""
        return _settled(self.field)

    @property
    def aside(self) -> tuple[Option, ...]:
        """The two answers to a level that are none."""
        return self.field.options[-2:] if self.shape == "levels" else ()

    @property
    def side_by_side(self) -> bool:
        """Whether its choices stand in two columns."""
        short = all(len(one.label) <= _SIDE_BY_SIDE for one in self.options)
        return short and len(self.options) > 2  # noqa: PLR2004 - two need no columns


@dataclass(frozen=True, slots=True)
class Part:
    """Questions that stand together under one heading; none for a step of one kind."""

    id: str
    heading: str
    criteria: bool
    asked: tuple[Asked, ...]


def emptied(answers: Answers) -> Answers:
    """Return the same workbook with nothing answered: its name, people and rules stay."""
    kept = {
        key: entry
        for key, entry in answers.latest.items()
        if key[1].partition("/")[0] in {"workbook", "settings"}
    }
    nothing: MappingProxyType[Any, Any] = MappingProxyType({})
    return replace(
        answers, latest=MappingProxyType(kept), former=nothing, conflicts=nothing
    )


def sheet_page(drawing: Drawing, step: Step, *, name: str, day: str = "") -> str:
    """Return one step to be filled in by hand.

    Parameters
    ----------
    name
        Of the municipality.
    day
        Of the last answer, where answers are printed.
    """
    form = form_of(drawing, step)
    page: Any = environment().get_template("sheet.html.j2").module
    parts = tuple(_parts(drawing, form))
    return str(page.sheet(drawing, form, parts, name=name, day=day)).strip()


def _parts(drawing: Drawing, form: Form) -> Iterable[Part]:
    parts = [
        *((one.kind, one.fields) for one in form.groups),
        ("more", form.more),
        ("checklist", form.checklist),
        ("notes", form.step_notes),
    ]
    for number, (kind, fields) in enumerate(parts, start=1):
        asked = tuple(
            _asked(drawing, one)
            for one in fields
            if _stands(drawing, one) and not one.path.startswith("comments/")
        )
        if asked:
            name = drawing.id("s", f"{kind}-{number}")
            heading = _heading(drawing, kind, len(asked))
            yield Part(name, heading, kind == "criteria", asked)


def _heading(drawing: Drawing, kind: str, n: int) -> str:
    if kind == "criteria":
        return drawing.count("ui.group.criteria", n)
    keys = {"facts": "ui.group.facts", "more": "ui.paper.more", "notes": "ui.step_notes"}
    return drawing.say(keys[kind]) if kind in keys else ""


def _stands(drawing: Drawing, field: Field) -> bool:
    """Whether a question is on paper, in this state of the other answers."""
    question = field.question
    if not is_on_paper(drawing, question):
        return False
    if question.kind == "checklist" and not field.options and not _settled(field):
        return False
    return is_shown(question, drawing.answers) or not is_decided(drawing, question)


def _settled(field: Field) -> tuple[DerivedLine, ...]:
    """Return the lines of a check list that other answers have settled."""
    return tuple(one for one in field.derived if one.state in {"ticked", "open"})


def _asked(drawing: Drawing, field: Field) -> Asked:
    question = field.question
    shape = _shape(drawing, question)
    note = drawing.answers.note
    evidence = note(question.step, question.id, "evidence")
    reason = note(question.step, question.id, "reason") if _is_na(drawing, field) else None
    asked = Asked(
        field=field,
        shape=shape,
        said=_said(drawing, field),
        lines=_lines(field),
        only_if="" if is_decided(drawing, question) else only_if(drawing, question),
        evidence=isolated(evidence) if evidence else Markup(),
        reason=isolated(reason) if reason else Markup(),
    )
    return _with_rows(drawing, asked) if question.kind == "table" else asked


def _is_na(drawing: Drawing, field: Field) -> bool:
    return bool(drawing.answers.value(field.path) == "na")


def _shape(drawing: Drawing, question: Question) -> Shape:
    kind = question.kind
    if picks_from_catalogue(question):
        return "lines"
    if kind == "level":
        return "levels"
    if kind == "table":
        few = len(_columns(drawing, question)) <= COLUMNS_ON_A4
        return "table" if few else "cards"
    if kind in _NAMED:
        return "names"
    if kind in _TICKED:
        return "ticks"
    return "box" if kind in NUMERIC_KINDS or kind == "date" else "lines"


def _said(drawing: Drawing, field: Field) -> Markup:
    """Return what is printed in place of what would be written."""
    value = drawing.answers.value(field.path)
    if field.control == "catalogue":
        return isolated(field.typed) if value is not None else Markup()
    if value is None or field.kind in {*_TICKED, *_NAMED, "level", "table"}:
        return Markup()
    if field.kind == "date":
        return isolated(drawing.show(field.question, value))
    return isolated(field.typed)


def _lines(field: Field) -> int:
    question = field.question
    lines = LINES.get(question.kind, 0)
    if field.answered or (question.kind == "list" and question.of != "text"):
        return min(lines, 1)  # to correct what is printed, or for a few numbers
    longer = question.kind == "long_text" and question.importance == "essential"
    return lines + 2 * longer


# Tables -----------------------------------------------------------------------------------


def _columns(drawing: Drawing, table: Question) -> tuple[Question, ...]:
    return tuple(one for one in table.columns if is_on_paper(drawing, one))


def _with_rows(drawing: Drawing, asked: Asked) -> Asked:
    question = asked.field.question
    grid = sheet_lines(drawing, question)
    if grid is not None:
        heads = (replace(_column(drawing, one), label=said) for one, said in grid.heads)
        return replace(asked, shape="table", columns=tuple(heads), grid=grid)
    columns = _columns(drawing, question)
    names = drawing.rows(question.path)
    wanted = ESSENTIAL_ROWS if question.importance == "essential" else ROWS
    if asked.shape == "cards":
        wanted = CARDS
    return replace(
        asked,
        columns=tuple(_column(drawing, one) for one in columns),
        rows=tuple(
            tuple(_cell(drawing, question, row, one) for one in columns) for row in names
        ),
        empty=max(wanted - len(names), SPARE if asked.shape == "table" else 1),
    )


def _column(drawing: Drawing, question: Question) -> Column:
    field = field_of(drawing, question)
    kind = question.kind
    hint = field.unit
    if kind in {"choice", "choices", "yes_no"}:
        hint = drawing.say("value.between").join(one.label for one in field.options)
    elif kind == "level":
        hint = drawing.say("ui.paper.levels")
    elif kind == "date":
        hint = drawing.say("ui.paper.day")
    return Column(
        question=question,
        label=drawing.text(f"{question.words_key}.label"),
        hint=hint,
        only_if="" if _is_settled(drawing, question) else only_if(drawing, question),
    )


def _is_settled(drawing: Drawing, column: Question) -> bool:
    """Whether the answer of the step that a column depends on is given."""
    condition = column.shown_when
    return condition is not None and condition.of_step and is_decided(drawing, column)


def _cell(drawing: Drawing, table: Question, row: str, column: Question) -> Markup:
    value = drawing.answers.value(f"{table.path}/{row}/{column.id}")
    if value is None or not is_shown(column, drawing.answers, row):
        return Markup()
    return isolated(drawing.show_with_unit(column, value))
