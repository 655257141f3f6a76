"""Answers to be read: what a report says of a step, decided before it is written down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from markupsafe import Markup

from smartcity_widgets.analysis.derived import lines_of
from smartcity_widgets.analysis.shown import is_shown

from .following import derived_line
from .gridreading import agreed_cell, read_lines
from .opinions import median_said, opinions_at, spread_of
from .templates import environment, isolated

if TYPE_CHECKING:
    from collections.abc import Iterable

    from smartcity_widgets.analysis.derived import LineState
    from smartcity_widgets.method import Question, Step

    from .drawing import Drawing
    from .gridreading import ReadLines
    from .opinions import Spread

__all__ = ["comment_said", "read_page"]

State = Literal["answered", "unanswered", "draft"]

COLUMNS_AT_MOST = 7
"""A table of more columns cannot be read on a page of A4, nor does it all fit there."""


@dataclass(frozen=True, slots=True)
class Check:
    """A line of a check list; `why` where other answers decide it, not a tick."""

    label: str
    state: LineState
    ticked: bool
    why: str


@dataclass(frozen=True, slots=True)
class Line:
    """One answer to be read: its label, what it says, and the notes on it."""

    question: Question
    label: Markup
    state: State
    said: Markup
    notes: tuple[tuple[str, Markup], ...] = ()
    spread: Spread | None = None
    median: str = ""
    checks: tuple[Check, ...] = ()
    discussed: str = ""
    head: tuple[Question, ...] = ()
    rows: tuple[tuple[Markup, ...], ...] = ()
    lines: ReadLines | None = None

    @property
    def as_records(self) -> bool:
        """Whether its rows are read one under the other: a page is not that wide."""
        return len(self.head) > COLUMNS_AT_MOST

    @property
    def records(self) -> list[tuple[Markup, list[tuple[Question, Markup]]]]:
        """Each row as its first answer, and the others that there are with their column."""
        return [
            (row[0], [one for one in zip(self.head[1:], row[1:], strict=True) if one[1]])
            for row in self.rows
        ]


@dataclass(frozen=True, slots=True)
class Part:
    """Answers that stand together under one heading; none for a step that has one kind."""

    id: str
    heading: str
    lines: tuple[Line, ...]

    @property
    def runs(self) -> list[tuple[str, list[Line]]]:
        """The lines in runs: ``dl`` for single answers, or the kind of the others."""
        runs: list[tuple[str, list[Line]]] = []
        for one in self.lines:
            whole = one.state == "answered" or one.question.criterion
            kind = one.question.kind
            shape = kind if whole and kind in {"table", "checklist", "level"} else "dl"
            if runs and runs[-1][0] == shape and shape != "table":
                runs[-1][1].append(one)
            else:
                runs.append((shape, [one]))
        return runs


def read_page(drawing: Drawing, step: Step) -> str:
    """Return the answers of a step to be read."""
    seen = [one for one in step.questions if drawing.view.show_internal or not one.internal]
    asked = [one for one in seen if is_shown(one, drawing.answers)]
    lines = [_line(drawing, one) for one in asked]
    shown = [one for one in lines if one.state != "unanswered" or _essential(one)]
    page: Any = environment().get_template("read.html.j2").module
    html = page.answers(
        drawing,
        step,
        _parts(drawing, step, shown),
        comment=comment_said(drawing, step.id),
        skipped=[
            _label(drawing, one)
            for one in seen
            if one not in asked and one.kind != "computed"
        ],
        unanswered=sum(
            one.question.kind != "computed" for one in lines if one not in shown
        ),
    )
    return str(html).strip()


def comment_said(drawing: Drawing, name: str) -> Markup:
    """Return the consultant's comment on a step or a phase; empty where there is none."""
    text, draft = drawing.answers.comment(name), drawing.answers.draft(f"comments/{name}")
    if draft is not None:
        typed = draft.text if isinstance(draft.text, str) else "\n".join(draft.text)
        said = drawing.say("ui.read.draft")
        return Markup("<em>{}</em> {}").format(said, isolated(typed))
    return isolated(text) if text else Markup()


def _essential(line: Line) -> bool:
    return line.question.importance == "essential"


def _parts(drawing: Drawing, step: Step, lines: list[Line]) -> list[Part]:
    criteria = [one for one in lines if one.question.criterion]
    common = [one for one in lines if one.question.id.startswith("step_")]
    checks = [one for one in lines if one.question.kind == "checklist"]
    rest = [one for one in lines if one not in (*criteria, *common, *checks)]
    facts = [one for one in rest if _essential(one)] if criteria else rest
    more = [one for one in rest if one not in facts]
    parts = (
        ("facts", drawing.say("ui.group.facts") if criteria else "", facts),
        ("criteria", drawing.count("ui.group.criteria", len(criteria)), criteria),
        ("more", drawing.say("ui.read.more"), more),
        ("checklist", drawing.say("ui.read.checklist"), checks),
        ("notes", drawing.say("ui.step_notes"), common),
    )
    return [
        Part(f"{step.id}-{name}", heading, tuple(found))
        for name, heading, found in parts
        if found
    ]


def _label(drawing: Drawing, question: Question) -> Markup:
    return drawing.text(f"{question.words_key}.label")


def _line(drawing: Drawing, question: Question) -> Line:
    label = _label(drawing, question)
    if question.grid is not None:
        lines = read_lines(drawing, question)
        state: State = "answered" if lines else "unanswered"
        return Line(question, label, state, Markup(), lines=lines)
    if question.kind == "table":
        return _table(drawing, question, label)
    draft = drawing.answers.draft(question.path)
    checks = _checks(drawing, question)
    if checks and draft is None:
        return Line(question, label, "answered", Markup(), checks=checks)
    value = drawing.answer(question)
    notes = tuple(_notes(drawing, question))
    spread, median = _opinions(drawing, question)
    if draft is not None:
        text = draft.text if isinstance(draft.text, str) else "\n".join(draft.text)
        return Line(question, label, "draft", isolated(text), notes, spread, median)
    discussed = drawing.discussed(question.step, question.id)
    if value is None:
        return Line(
            question,
            label,
            "unanswered",
            Markup(),
            notes,
            spread,
            median,
            discussed=discussed,
        )
    return Line(
        question,
        label,
        "answered",
        _said(drawing, question, value),
        notes,
        spread,
        discussed=discussed,
    )


def _said(drawing: Drawing, question: Question, value: Any) -> Markup:  # noqa: ANN401 - any answer
    shown = drawing.show_with_unit(question, value)
    if question.kind == "level" and isinstance(value, int):
        anchors = drawing.each(f"{question.words_key}.anchors")
        anchor = anchors[value] if anchors else ""
        dash = " — " if anchor else ""
        return Markup("<strong>{}</strong>{}{}").format(shown, dash, anchor)
    if question.kind == "level":
        reason = drawing.answers.note(question.step, question.id, "reason")
        na = value == "na"
        why = isolated(reason) if reason else drawing.say("ui.read.no_reason") if na else ""
        return Markup("<em>{}</em>{}{}").format(shown, " — " if why else "", why)
    texts = {"text", "long_text", "list", "reference", "references", "computed"}
    return isolated(shown) if question.kind in texts else Markup("{}").format(shown)


def _checks(drawing: Drawing, question: Question) -> tuple[Check, ...]:
    """Return the lines of a check list; none while nobody ticked and nothing follows."""
    step = drawing.method.steps[question.step]
    lines = lines_of(question, step, drawing.answers)
    by_hand = drawing.answers.value(question.path) is not None
    if not by_hand and not any(one.is_known for one in lines):
        return ()
    found = []
    for one in lines:
        derived = derived_line(drawing, step, question, one)
        sources = drawing.say("value.between").join(link.label for link in derived.sources)
        why = f"{drawing.say(f'ui.derived.{one.state}')} {sources}" if sources else ""
        found.append(Check(derived.label, one.state, one.ticked, why))
    return tuple(found)


def _notes(drawing: Drawing, question: Question) -> Iterable[tuple[str, Markup]]:
    names = ["comment", "evidence", "confidence"]
    if drawing.view.show_internal:
        names.append("dissent")
    for name in names:
        text = drawing.answers.note(question.step, question.id, name)
        if text:
            said = text
            if name == "confidence":
                said = drawing.say(f"choice.confidence.{text}")
            yield drawing.say(f"ui.note.{name}.label"), isolated(said)


def _opinions(drawing: Drawing, question: Question) -> tuple[Spread | None, str]:
    """How far apart the room is, and its median where nothing is agreed; once revealed."""
    revealed = drawing.answers.revealed(question.step, question.path)
    if question.kind != "level" or not revealed:
        return None, ""
    opinions = opinions_at(drawing, question)
    spread = spread_of(opinions)
    return spread, median_said(opinions, drawing.words) if spread else ""


def _table(drawing: Drawing, question: Question, label: Markup) -> Line:
    names = drawing.rows(question.path)
    columns = [
        one
        for one in question.columns
        if (drawing.view.show_internal or not one.internal)
        and any(agreed_cell(drawing, one, question.path, row) for row in names)
    ]
    nothing = Markup("<em>{}</em>").format(drawing.say("ui.row.empty"))
    found = [
        [agreed_cell(drawing, one, question.path, row) for one in columns] for row in names
    ]
    rows = tuple(tuple(row) if any(row) else (nothing, *row[1:]) for row in found)
    if not names or not columns:
        return Line(question, label, "unanswered", Markup())
    return Line(question, label, "answered", Markup(), head=tuple(columns), rows=rows)
