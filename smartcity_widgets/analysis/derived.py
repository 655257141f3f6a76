"""The lines of a check list: those that are asked, and those that other answers answer.

What a field or a criterion says already is not asked again (the sources of a line stand in
its step's file). A criterion counts with the level the group agreed on; a median is
nobody's answer. What was ticked by hand on such a line, in an older or imported workbook,
stays stored, and is not what is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from .shown import is_shown

if TYPE_CHECKING:
    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Question, Source, Step

__all__ = ["Line", "LineState", "lines_of", "ticked_lines"]

LineState = Literal["asked", "ticked", "open", "waiting"]
"""Asked of people; or, from other answers: it is so, it is not so yet, nobody knows yet."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a check list.

    Attributes
    ----------
    ticked
        Whether it counts as done: ticked by hand where it is asked, else by its sources.
    sources
        The answers that decided; all that could, while none has.
    """

    id: str
    state: LineState
    ticked: bool
    sources: tuple[Source, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether another answer says so, or says that it is not so yet."""
        return self.state in {"ticked", "open"}


def lines_of(question: Question, step: Step, answers: Answers) -> tuple[Line, ...]:
    """Return the lines of a check list of the group, in order; none for another question.

    A line whose sources this workbook does not ask is asked itself.
    """
    if question.kind != "checklist":
        return ()
    stored = answers.value(question.path) or []
    return tuple(
        _line(name, step.sources(question, name), step, answers, by_hand=name in stored)
        for name in question.choices
    )


def ticked_lines(question: Question, step: Step, answers: Answers) -> list[str]:
    """Return the lines of a check list that count as done, in order."""
    return [one.id for one in lines_of(question, step, answers) if one.ticked]


def _line(
    name: str, sources: tuple[Source, ...], step: Step, answers: Answers, *, by_hand: bool
) -> Line:
    said = [
        (one, one.ticks(_given(asked, one, answers)))
        for one in sources
        if (asked := step.question(one.question)) and is_shown(asked, answers)
    ]
    if not said:
        return Line(name, "asked", by_hand)
    for one, ticks in said:
        if ticks:
            return Line(name, "ticked", ticked=True, sources=(one,))
    open_ = tuple(one for one, ticks in said if ticks is False)
    if open_:
        return Line(name, "open", ticked=False, sources=open_)
    return Line(name, "waiting", ticked=False, sources=tuple(one for one, _ in said))


def _given(question: Question, source: Source, answers: Answers) -> list[object]:
    """Return what a source tests: every single answer, none where there is no telling."""
    if source.column is not None:
        rows = answers.table(question.path, (source.column,))
        return [row[source.column] for row in rows if source.column in row]
    if question.kind == "table":
        return list(answers.rows(question.path))
    value = answers.value(question.path)
    if value is None or (question.kind == "level" and isinstance(value, str)):
        return []  # "don't know" and "not applicable" are levels that say neither
    return list(value) if isinstance(value, list) else [value]
