"""Answers, notes and settings: what is typed or ticked becomes an entry or a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import EditError
from ..log import GROUP
from ..values import read
from .act import Act, Decision

if TYPE_CHECKING:
    from ..method import Question
    from ..values import Problem

__all__ = [
    "MAX_TEXT",
    "answer",
    "clear",
    "equal_weights",
    "former",
    "keep",
    "read_raw",
    "reveal",
]

MAX_TEXT = 100_000
"""Characters of one answer; the browser keeps what is longer and says so."""


def answer(act: Act) -> Decision:
    """Read what was typed or ticked: an answer, an erasure, or a draft."""
    question = act.question()
    kind, value, problem = read_raw(act, question, act.edit.raw)
    return act.one(kind, value, problem)


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


def keep(act: Act) -> Decision:
    """Keep one of two answers that clash."""
    clash = act.answers.conflicts.get((act.edit.respondent, act.edit.path))
    if clash is None:
        return Decision(())
    kept = clash.former if act.edit.entry == clash.former.number else clash.newer
    return act.one(kept.kind, kept.value)


def reveal(act: Act) -> Decision:
    """Show the room's opinions on a step."""
    step = act.edit.path.removeprefix("revealed/")
    if step not in act.method.steps:
        raise EditError("edit-unknown-path", path=act.edit.path)
    entry = act.write("reveal", value=True, path=f"revealed/{step}", respondent=GROUP)
    return Decision((entry,))


def equal_weights(act: Act) -> Decision:
    """Give every prerequisite the same weight, in one click."""
    share = str(100 // len(act.method.prerequisites))
    return Decision(
        tuple(
            act.write("answer", share, path=f"settings/weight_{step}", respondent=GROUP)
            for step in act.method.prerequisites
        )
    )
