"""What is on paper, and on which other answer it depends, as paper can say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smartcity_widgets.method import Question

    from .drawing import Drawing

__all__ = ["is_decided", "is_on_paper", "only_if"]

_OFF_PAPER = {"computed", "attachment"}
"""Kinds whose answer nobody writes by hand."""


def is_on_paper(drawing: Drawing, question: Question) -> bool:
    """Whether a question can be on a sheet: for those eyes, and written by hand.

    What is asked only of an answer that is not written by hand is not on paper either.
    """
    if question.kind in _OFF_PAPER:
        return False
    if question.internal and not drawing.view.show_internal:
        return False
    asked = _asked_before(drawing, question)
    return asked is None or asked.kind not in _OFF_PAPER


def is_decided(drawing: Drawing, question: Question) -> bool:
    """Whether the answer that a question of a step depends on is given."""
    condition = question.shown_when
    if condition is None:
        return False
    return drawing.answers.value(f"{question.step}/{condition.question}") is not None


def only_if(drawing: Drawing, question: Question) -> str:
    """Say on which answer a question is asked; nothing where that one is on no paper."""
    condition = question.shown_when
    if condition is None:
        return ""
    asked = _asked_before(drawing, question)
    if asked is None or not is_on_paper(drawing, asked):
        return ""
    name = drawing.say(f"{asked.words_key}.label")
    if condition.filled:
        return drawing.say("ui.paper.only_if_filled", question=name)
    either = drawing.say("ui.paper.or")
    return drawing.say(
        "ui.paper.only_if",
        question=name,
        values=either.join(drawing.show(asked, one) for one in condition.values),
    )


def _asked_before(drawing: Drawing, question: Question) -> Question | None:
    """Return the question beside it that a question depends on."""
    condition = question.shown_when
    if condition is None:
        return None
    step = drawing.method.steps[question.step]
    table = step.question(question.table) if question.table else None
    if table is None or condition.of_step:
        return step.question(condition.question)
    return table.column(condition.question)
