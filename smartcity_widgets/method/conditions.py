"""By what other answers a question is shown: read, and checked against those answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartcity_widgets.errors import ContentError

from .parts import Condition
from .tables import Fields, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .parts import Method, Question

_OF = ("step", "")

__all__ = ["check_conditions", "check_values", "read_condition"]


def read_condition(fields: Fields) -> Condition | None:
    """Return by what a question is shown, if its table says so.

    Raises
    ------
    ContentError
        If it names no answer.
    """
    table = fields.get("shown_when", dict, None)
    if table is None:
        return None
    condition = Fields(f"{fields.where}: shown_when", table)
    found = Condition(
        condition.get("question", str),
        tuple(condition.get("values", list, [])),
        condition.get("filled", bool, False),
        condition.word("of", _OF, "") == "step",
    )
    condition.closed()
    if found.filled and found.values:
        rule = "'filled' and 'values' exclude each other."
        raise ContentError(condition.where, rule, "Take one away.")
    if not found.filled and not found.values:
        raise ContentError(condition.where, "'values' is empty.", "Name at least one.")
    return found


def check_conditions(method: Method, homes: Mapping[str, str]) -> None:
    """Check that what a question is shown by stands beside it and has those answers.

    Raises
    ------
    ContentError
        If not.
    """
    for step in method.steps.values():
        for question in step.questions:
            for one, beside in [
                (question, step.questions),
                *((column, question.columns) for column in question.columns),
            ]:
                if one.shown_when is not None:
                    where = f"{homes[step.id]}: question '{one.path}': shown_when"
                    around = step.questions if one.shown_when.of_step else beside
                    known = {other.id: other for other in around if other.id != one.id}
                    asked = known.get(one.shown_when.question)
                    if asked is None:
                        rule = (
                            f"no question beside it is called '{one.shown_when.question}'."
                        )
                        near = did_you_mean(one.shown_when.question, known)
                        raise ContentError(where, rule, near)
                    if one.shown_when.filled:
                        _check_fillable(where, asked)
                    else:
                        check_values(where, asked, one.shown_when.values)


def _check_fillable(where: str, asked: Question) -> None:
    if asked.kind in {"table", "computed"}:
        rule = f"'{asked.id}' is a {asked.kind}: nobody fills it in."
        raise ContentError(where, rule, "Name a question with an answer of its own.")


def check_values(where: str, asked: Question, values: tuple[object, ...]) -> None:
    """Check that a question can have each of some answers.

    Raises
    ------
    ContentError
        If it cannot, or its answers cannot be listed.
    """
    possible = _possible(asked)
    if possible is None:
        rule = f"'{asked.id}' is a {asked.kind}: its answers cannot be listed."
        raise ContentError(where, rule, "Name a choice, a level or a yes/no.")
    for value in values:
        if not any(type(value) is type(other) and value == other for other in possible):
            rule = f"{value!r} is no answer to '{asked.id}'."
            raise ContentError(where, rule, did_you_mean(str(value), map(str, possible)))


def _possible(question: Question) -> tuple[object, ...] | None:
    """Every answer a question can have; None where there is no end to them."""
    if question.kind == "level":
        return (0, 1, 2, 3, 4, "unknown", "na")
    if question.kind == "yes_no":
        return (True, False)
    return question.choices or None
