"""On which other answer a question depends, as paper can say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smartcity_widgets.method import Question

    from .drawing import Drawing

__all__ = ["is_decided", "only_if"]


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
    step = drawing.method.steps[question.step]
    table = step.question(question.table) if question.table else None
    asked = table.column(condition.question) if table else step.question(condition.question)
    if asked is None or (asked.internal and not drawing.view.show_internal):
        return ""
    either = drawing.say("ui.paper.or")
    return drawing.say(
        "ui.paper.only_if",
        question=drawing.say(f"{asked.words_key}.label"),
        values=either.join(drawing.show(asked, one) for one in condition.values),
    )
