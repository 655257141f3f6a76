"""What a form draws attention to: answers to look at again, and what can be undone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from smartcity_widgets.editing import undoable

from .hands import count_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from smartcity_widgets.log import Entry
    from smartcity_widgets.method import Question, Step

    from .drawing import Drawing
    from .shapes import Against, Field

__all__ = ["Notice", "Trouble", "Undo", "name_of", "notices_of", "troubles_of", "undo_of"]


@dataclass(frozen=True, slots=True)
class Trouble:
    """A line of the problem list: a draft, or two answers that clash."""

    path: str
    label: str
    message: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A level, and the answer that contradicts it."""

    path: str
    label: str
    against: Against


@dataclass(frozen=True, slots=True)
class Undo:
    """What the undo button undoes; `confirm` asks first when it is another author's."""

    entry: int
    what: str
    title: str
    confirm: str


def troubles_of(drawing: Drawing, fields: Iterable[Field]) -> tuple[Trouble, ...]:
    """Return what is to be looked at again, in the order of the form."""
    found = []
    for one in _all_fields(drawing, fields):
        if one.draft:
            found.append(Trouble(one.path, name_of(drawing, one.path), one.message))
        if one.clash:
            said = drawing.say("ui.clash")
            found.append(Trouble(one.path, name_of(drawing, one.path), said))
    return tuple(found)


def notices_of(drawing: Drawing, fields: Iterable[Field]) -> tuple[Notice, ...]:
    """Return the answers that contradict each other, in the order of the form."""
    return tuple(
        Notice(
            path=field.path,
            label=drawing.say("ui.derived.level", question=field.label, level=one.level),
            against=one,
        )
        for field in fields
        for one in field.against
    )


def _all_fields(drawing: Drawing, fields: Iterable[Field]) -> Iterable[Field]:
    """Every field that can be seen: those of rows and notes too."""
    for one in fields:
        if not one.shown or not _given(drawing, one):
            continue
        yield one
        for row in one.rows:
            yield from _all_fields(drawing, (*row.fields, *row.more))
        yield from one.notes
        yield from one.counts
        if one.reason is not None:
            yield one.reason


def _given(drawing: Drawing, field: Field) -> bool:
    """Whether who is looking gives it: the cells of a row with the table they stand in."""
    return bool(field.question.table) or drawing.gives(field.question)


def undo_of(drawing: Drawing, step: Step, history: Sequence[Entry]) -> Undo | None:
    """Return what can be undone in a step; None where nothing can."""
    respondent = drawing.view.respondent
    entry = undoable(history, step.id, respondent, asks=drawing.method.asks)
    if entry is None:
        return None
    what = name_of(drawing, entry.path)
    details = {"what": what, "author": entry.author, "time": drawing.clock(entry.time)}
    other = bool(drawing.view.author) and entry.author != drawing.view.author
    return Undo(
        entry=entry.number,
        what=what,
        title=drawing.say("ui.undo_title", **details),
        confirm=drawing.say("ui.undo_confirm", **details) if other else "",
    )


def name_of(drawing: Drawing, path: str) -> str:
    """Return what people call a place of the log: its question, its row, its note."""
    first, *rest = path.split("/")
    if first == "notes":
        step, question, note = rest
        asked = drawing.method.at(f"{step}/{question}")
        return f"{_label(drawing, asked)} · {drawing.say(f'ui.note.{note}.label')}"
    if first == "comments":
        kind = "phase" if rest[0] in drawing.method.phases else "step"
        title = drawing.words.maybe(f"{kind}.{rest[0]}.title") or rest[0]
        return f"{title} · {drawing.say('ui.comment.name')}"
    if first == "tallies":
        step, criterion, *level = rest
        asked = drawing.method.at(f"{step}/{criterion}")
        of = count_label(drawing, level[0]) if level else drawing.say("ui.hands.name")
        return f"{_label(drawing, asked)} · {of}"
    if first == "revealed":
        return _label(drawing, drawing.method.at("/".join(rest))) or drawing.say(
            "ui.reveal"
        )
    asked = drawing.method.at(path)
    if asked is None or len(rest) < 2:  # noqa: PLR2004 - step/question
        return _label(drawing, asked)
    table = f"{first}/{rest[0]}"
    if rest[1] in drawing.rows(table):
        row = drawing.label_of(table, rest[1])
    else:
        row = drawing.removed_label(table, rest[1])
    names = [_label(drawing, drawing.method.at(table)), row]
    if asked.table:
        names.append(_label(drawing, asked))
    return " · ".join(names)


def _label(drawing: Drawing, question: Question | None) -> str:
    return drawing.say(f"{question.words_key}.label") if question else ""
