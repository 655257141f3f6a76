"""What a form says of answers that hang together: derived, prefilled, contradicting.

All of it concerns questions of one step, and is the group's: a respondent who gives an own
opinion is told only what that opinion prefilled.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from smartcity_widgets.analysis.contradictions import contradictions
from smartcity_widgets.analysis.derived import lines_of
from smartcity_widgets.editing import is_prefilled

from .shapes import Against, DerivedLine, Link

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from smartcity_widgets.analysis.derived import Line
    from smartcity_widgets.log import Entry
    from smartcity_widgets.method import Question, Source, Step

    from .drawing import Drawing
    from .shapes import Field

__all__ = ["derived_line", "with_following"]

_SHORT = {"level", "choice", "choices", "yes_no", "whole_number", "percent"}
"""Kinds whose answer is told beside the name of the question."""


def with_following(
    drawing: Drawing, step: Step, fields: Iterable[Field], history: Sequence[Entry]
) -> list[Field]:
    """Return the fields of a step with what follows from the others' answers."""
    against = {} if drawing.alone else _against(drawing, step)
    return [
        replace(
            _with_lines(drawing, step, one) if one.question.derived else one,
            prefilled=_prefilled(drawing, step, one.question, history),
            against=against.get(one.path, ()),
        )
        if one.question.derived or one.question.prefilled or one.path in against
        else one
        for one in fields
    ]


# Check lists ------------------------------------------------------------------------------


def _with_lines(drawing: Drawing, step: Step, field: Field) -> Field:
    lines = lines_of(field.question, step, drawing.answers)
    asked = {one.id for one in lines if one.state == "asked"}
    return replace(
        field,
        control=field.control if asked else "derived",
        options=tuple(one for one in field.options if one.value in asked),
        derived=tuple(
            derived_line(drawing, step, field.question, one)
            for one in lines
            if one.id not in asked
        ),
        answered=field.answered or any(one.is_known for one in lines),
    )


def derived_line(
    drawing: Drawing, step: Step, checklist: Question, line: Line
) -> DerivedLine:
    """Return a line of a check list with the answers it follows from."""
    return DerivedLine(
        label=drawing.say(f"choice.{checklist.choice_list}.{line.id}"),
        state=line.state,
        sources=tuple(_link(drawing, step, one) for one in line.sources),
    )


def _link(drawing: Drawing, step: Step, source: Source) -> Link:
    path = f"{step.id}/{source.question}"
    question = step.question(source.question)
    name = _name(drawing, question)
    value = drawing.answers.value(path)
    if question is None or question.kind != "level" or value is None:
        return Link(path, name)
    if isinstance(value, str):
        said = drawing.show(question, value)
        return Link(path, drawing.say("ui.derived.said", question=name, said=said))
    return Link(path, drawing.say("ui.derived.level", question=name, level=value))


def _name(drawing: Drawing, question: Question | None) -> str:
    return drawing.say(f"{question.words_key}.label") if question else ""


# Prefilled --------------------------------------------------------------------------------


def _prefilled(
    drawing: Drawing, step: Step, question: Question, history: Sequence[Entry]
) -> str:
    """Return why an answer stands that nobody gave, while it does."""
    taken = question.prefilled
    latest = drawing.answers.latest.get((drawing.view.respondent, question.path))
    if taken is None or latest is None or latest.value != taken.value:
        return ""
    if not is_prefilled(latest, question, history):
        return ""
    said = drawing.say(
        "ui.prefilled.said",
        answer=drawing.show(question, latest.value),
        question=_name(drawing, step.question(taken.question)),
    )
    why = drawing.say(f"{question.words_key}.prefilled")
    return f"{said} {why} {drawing.say('ui.prefilled.change')}"


# Contradicting ----------------------------------------------------------------------------


def _against(drawing: Drawing, step: Step) -> dict[str, tuple[Against, ...]]:
    """Return what contradicts each criterion's level, as the group agreed on it.

    A median would tell opinions that may not be shown yet.
    """
    given = {one.id: drawing.answers.value(one.path) for one in step.criteria}
    levels = {
        name: Fraction(value) for name, value in given.items() if isinstance(value, int)
    }
    found: dict[str, tuple[Against, ...]] = {}
    for one in contradictions(step, levels, drawing.answers):
        level = drawing.answers.value(one.path)
        against = _said(drawing, step, one.against, level)
        found[one.path] = (*found.get(one.path, ()), against)
    return found


def _said(drawing: Drawing, step: Step, path: str, level: int) -> Against:
    question = step.question(path.split("/")[1])
    name = _name(drawing, question)
    says = drawing.say("ui.against.filled")
    if question is not None and question.kind in _SHORT:
        said = drawing.show(question, drawing.answers.value(path))
        says = drawing.say("ui.against.says", said=said)
    return Against(Link(path, name), level, says)
