"""Answers, notes and settings: what is typed or ticked becomes an entry or a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import EditError
from ..log import GROUP
from ..values import check, read
from .act import Act, Decision

if TYPE_CHECKING:
    from ..method import Question
    from ..values import Problem

__all__ = [
    "MAX_TEXT",
    "answer",
    "clear",
    "discuss",
    "equal_weights",
    "former",
    "keep",
    "read_raw",
    "reveal",
    "take",
]

MAX_TEXT = 100_000
"""Characters of one answer; the browser keeps what is longer and says so."""

_DAY = len("2026-03-12")


def answer(act: Act) -> Decision:
    """Read what was typed or ticked: an answer, an erasure, or a draft."""
    question = act.question()
    kind, value, problem = read_raw(act, question, _with_kept(act, question))
    return act.one(kind, value, problem)


def _with_kept(act: Act, question: Question) -> object:
    """Return what was ticked, with the stored ticks of lines that a form does not ask.

    Such a line follows from other answers; a tick it was given before, by hand or in an
    imported document, is nobody's to drop unseen.
    """
    raw, step = act.edit.raw, act.method.steps.get(question.step)
    if not question.derived or step is None or not isinstance(raw, list):
        return raw
    stored = act.answers.value(act.edit.path, act.edit.respondent) or []
    return [*raw, *(one for one in stored if step.sources(question, one))]


def read_raw(
    act: Act, question: Question, raw: object
) -> tuple[str, object, Problem | None]:
    """Return the kind and value of the entry that what was typed becomes.

    Raises
    ------
    EditError
        If it is longer than any answer may be.
    """
    if isinstance(raw, str) and len(raw) > MAX_TEXT:
        raise EditError("edit-too-long", path=act.edit.path, most=MAX_TEXT, length=len(raw))
    reading = read(
        question,
        raw,
        language=act.edit.language,
        currency=act.answers.currency,
        rows=act.answers.rows,
    )
    if reading.problem is not None:
        draft = {
            "text": raw,
            "language": act.edit.language,
            "rule": reading.problem.rule,
            "details": dict(reading.problem.details),
        }
        return "draft", draft, reading.problem
    if reading.value is None:
        return "erase", None, None
    noted = act.edit.path.startswith(("notes/", "comments/"))
    return "note" if noted else "answer", reading.value, None


def clear(act: Act) -> Decision:
    """Erase an answer, so that the question is unanswered."""
    act.question()
    return act.one("erase", None)


def former(act: Act) -> Decision:
    """Bring back the answer that stood before a draft."""
    act.question()
    before = act.answers.former.get((act.edit.respondent, act.edit.path))
    if before is None:
        return act.one("erase", None)
    return act.one(before.kind, before.value)


def take(act: Act) -> Decision:
    """Answer with a value that the form offered for a draft, in plain notation.

    Raises
    ------
    EditError
        If the question does not take it.
    """
    question, value = act.question(), act.edit.to
    if value is None or check(question, value, rows=act.answers.rows) is not None:
        raise EditError("edit-unreadable", path=act.edit.path)
    return act.one("answer", value)


def keep(act: Act) -> Decision:
    """Keep one of two answers that clash."""
    clash = act.answers.conflicts.get((act.edit.respondent, act.edit.path))
    if clash is None:
        return Decision(())
    kept = clash.former if act.edit.entry == clash.former.number else clash.newer
    return act.one(kept.kind, kept.value)


def reveal(act: Act) -> Decision:
    """Show the room's opinions: on a step, on one criterion, on all the prerequisites."""
    head, _, place = act.edit.path.partition("/")
    places = (place,) if place else act.method.prerequisites
    if head != "revealed" or not all(_can_be_revealed(act, one) for one in places):
        raise EditError("edit-unknown-path", path=act.edit.path)
    return Decision(
        tuple(
            act.write("reveal", value=True, path=f"revealed/{one}", respondent=GROUP)
            for one in places
            if place or not act.answers.value(f"revealed/{one}")
        )
    )


def _can_be_revealed(act: Act, place: str) -> bool:
    question = act.method.at(place)
    given = question is not None and question.path == place and question.individual
    return given or place in act.method.steps


def discuss(act: Act) -> Decision:
    """Mark a criterion as discussed on a day of the group's, or not discussed any more.

    Raises
    ------
    EditError
        If it is no criterion, or what is sent is no day.
    """
    question, criterion = act.question(), act.edit.path.split("/")[1:3]
    asked = act.method.at("/".join(criterion))
    is_criterion = asked is not None and asked.kind == "level"
    if question.id != "discussed" or not is_criterion or act.edit.respondent != GROUP:
        raise EditError("edit-unknown-path", path=act.edit.path)
    if not act.edit.raw:
        return act.one("erase", None)
    day = act.edit.raw
    if not isinstance(day, str) or len(day) != _DAY or check(question, day) is not None:
        raise EditError("edit-unreadable", path=act.edit.path)
    return act.one("note", day)


def equal_weights(act: Act) -> Decision:
    """Give every prerequisite the same weight, in one click."""
    share = str(100 // len(act.method.prerequisites))
    return Decision(
        tuple(
            act.write("answer", share, path=f"settings/weight_{step}", respondent=GROUP)
            for step in act.method.prerequisites
        )
    )
