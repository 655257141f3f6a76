"""Where a level and another answer of the same step contradict each other.

Level 3 says a written mandate, the field says there is none: found by the anchors of the
rubric, each line of `EXPECTATIONS` saying between which levels a criterion lies when a
field says something. A level that another one prefills contradicts it when it differs
(there is no feedback to people whom nobody involved). Neither answer is called wrong: both
are to be looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Step

__all__ = ["EXPECTATIONS", "Contradiction", "Expectation", "contradictions"]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two answers that cannot both hold.

    Attributes
    ----------
    path
        Where the criterion stands.
    against
        Path of the field, or of the criterion, that its level contradicts.
    """

    path: str
    against: str


@dataclass(frozen=True, slots=True)
class Expectation:
    """Between which levels a criterion lies when a field of the workbook `holds`.

    A median may stand half a level outside: only a whole level contradicts.
    """

    criterion: str
    field: str
    holds: Callable[[Any], bool]
    at_least: int = 0
    at_most: int = 4

    def contradicts(self, level: Fraction, value: Any) -> bool:  # noqa: ANN401 - any answer
        """Whether a level contradicts what the field says."""
        beyond = level >= self.at_most + 1 or level <= self.at_least - 1
        return beyond and self.holds(value)


def _is(*choices: object) -> Callable[[Any], bool]:
    return lambda value: value in choices


def _has(*choices: str) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, list) and any(one in value for one in choices)


def _lacks(choice: str) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, list) and bool(value) and choice not in value


def _only(*choices: str) -> Callable[[Any], bool]:
    return lambda value: (
        isinstance(value, list) and bool(value) and set(value) <= set(choices)
    )


def _filled(value: Any) -> bool:  # noqa: ANN401 - any answer
    return value is not None and value != []


def _zero(value: Any) -> bool:  # noqa: ANN401 - any answer
    return value is not None and Fraction(str(value)) == 0


def _below(number: int) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, int) and value < number


EXPECTATIONS = (
    Expectation("W1", "political-will/commitment_form", _only("none"), at_most=0),
    Expectation("W1", "political-will/commitment_form", _only("none", "oral"), at_most=1),
    Expectation(
        "W1", "political-will/commitment_form", _lacks("council_decision"), at_most=2
    ),
    Expectation(
        "W1",
        "political-will/commitment_form",
        _has("policy_statement", "pst", "council_decision"),
        at_least=2,
    ),
    Expectation("W2", "political-will/portfolio_named", _is("no", "planned"), at_most=1),
    Expectation("W2", "political-will/portfolio_named", _is("yes"), at_least=2),
    Expectation("W3", "political-will/commitment_form", _lacks("budget_line"), at_most=2),
    Expectation("W3", "political-will/commitment_form", _has("budget_line"), at_least=2),
    Expectation("L1", "leadership/mandate_written", _is("no", "draft"), at_most=2),
    Expectation("L1", "leadership/mandate_written", _is("yes"), at_least=3),
    Expectation("L1", "leadership/project_lead", _filled, at_least=1),
    Expectation("L2", "leadership/time_share", _zero, at_most=1),
    Expectation("L2", "leadership/decision_rights", _only("none"), at_most=2),
    Expectation("T1", "team/members", _filled, at_least=1),
    Expectation("T2", "team/meeting_frequency", _is("none"), at_most=1),
    Expectation(
        "T2",
        "team/meeting_frequency",
        _is("yearly", "quarterly", "monthly", "fortnightly"),
        at_least=1,
    ),
    Expectation("V1", "pre-vision/own_definition", _filled, at_least=1),
    Expectation("V2", "pre-vision/horizon_years", _below(10), at_most=3),
    Expectation("V4", "pre-vision/linked_plans", _filled, at_least=1),
    Expectation("O1", "openness/stakeholders", _filled, at_least=1),
    Expectation("O3", "openness/digital_divide_measures", _filled, at_least=1),
    Expectation("O5", "openness/partner_municipalities", _filled, at_least=1),
)
"""By the anchors of the rubric."""


def contradictions(
    step: Step, levels: Mapping[str, Fraction], answers: Answers
) -> tuple[Contradiction, ...]:
    """Return what contradicts the levels of a step's criteria; each pair once.

    Parameters
    ----------
    levels
        Criterion to its level, of those that have one.
    """
    found = [
        Contradiction(f"{step.id}/{one.criterion}", one.field)
        for one in EXPECTATIONS
        if one.field.startswith(f"{step.id}/")
        and one.criterion in levels
        and one.contradicts(levels[one.criterion], _field(one.field, step, answers))
    ]
    for one in step.criteria:
        if one.prefilled is None or one.id not in levels:
            continue
        giver, value = one.prefilled.question, one.prefilled.value
        if levels.get(giver) == value != levels[one.id]:
            found.append(Contradiction(one.path, f"{step.id}/{giver}"))
    return tuple(dict.fromkeys(found))


def _field(path: str, step: Step, answers: Answers) -> object:
    question = step.question(path.split("/")[1])
    if question is None:
        return None  # hidden: nobody can see what would contradict
    if question.kind == "table":
        return list(answers.rows(path))
    return answers.value(path)
