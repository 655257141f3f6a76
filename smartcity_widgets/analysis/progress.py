"""What is asked now, and how much of it is answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from smartcity_widgets.log import GROUP, HANDS

from .derived import lines_of
from .shown import is_shown

if TYPE_CHECKING:
    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method, Question, Step

__all__ = ["Progress", "is_answered", "is_shown", "progress_of_phase", "progress_of_step"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of the essential questions have an answer."""

    answered: int
    total: int

    @property
    def percent(self) -> int:
        """The share answered, 100 only when nothing is left."""
        return 100 * self.answered // self.total if self.total else 0

    @property
    def done(self) -> bool:
        """Whether nothing essential is left to answer."""
        return self.total > 0 and self.answered == self.total

    def __add__(self, other: Progress) -> Progress:
        """Return both together."""
        return Progress(self.answered + other.answered, self.total + other.total)


def is_answered(
    question: Question, step: Step, answers: Answers, respondent: str = GROUP
) -> bool:
    """Whether a question of a step has an answer.

    A table has one when it has a row, of a respondent's too where they fill it in; a check
    list when other answers say so of a line.
    """
    if question.grid is not None and respondent == GROUP and question.individual:
        people = (GROUP, *(one.id for one in answers.respondents))
        return any(answers.rows(question.path, one) for one in people)
    if question.kind == "table":
        return bool(answers.rows(question.path, respondent))
    if answers.answered(question.path, respondent):
        return True
    return any(one.is_known for one in lines_of(question, step, answers))


def progress_of_step(step: Step, answers: Answers, respondent: str = GROUP) -> Progress:
    """Return how many essential questions are answered, of those a respondent gives.

    A show of hands gives levels.
    """
    asked = [
        one
        for one in step.questions
        if one.importance == "essential"
        and is_shown(one, answers)
        and (respondent == GROUP or one.individual)
        and (respondent != HANDS or one.kind == "level")
    ]
    return Progress(
        sum(is_answered(one, step, answers, respondent) for one in asked), len(asked)
    )


def progress_of_phase(
    method: Method, phase: str, answers: Answers, respondent: str = GROUP
) -> Progress:
    """Return how many essential questions of a phase are answered."""
    total = Progress(0, 0)
    for name in method.phases[phase].steps:
        if not method.steps[name].outline:
            total += progress_of_step(method.steps[name], answers, respondent)
    return total
