"""Whether a question is asked at all, given the other answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .computed import is_computed_here

if TYPE_CHECKING:
    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Question

__all__ = ["is_shown"]


def is_shown(question: Question, answers: Answers, row: str | None = None) -> bool:
    """Whether a question is asked, given the group's other answers.

    A column is asked within its `row`, by the answers of that row; or in every row, by the
    answer to a question of the step. What nothing works out is not shown.
    """
    if question.kind == "computed" and not is_computed_here(question):
        return False
    condition = question.shown_when
    if condition is None:
        return True
    if question.table and row and not condition.of_step:
        path = f"{question.step}/{question.table}/{row}/{condition.question}"
    else:
        path = f"{question.step}/{condition.question}"
    return condition.met(answers.value(path))
