"""What is still open in a workbook: what to correct, to answer, to agree and to reconcile.

Only essential questions count as missing. A contradiction is a level that a field of the
same step contradicts (level 3 says a written mandate, the field says there is none), found
by the anchors of the rubric: each line of `EXPECTATIONS` says between which levels a
criterion lies when a field says something.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal, get_args

from .progress import is_answered, is_shown
from .readiness import readiness

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method, Question, Step

    from .readiness import Readiness
    from .verdict import Level

__all__ = ["EXPECTATIONS", "Expectation", "OpenPoint", "Rule", "open_points"]

Rule = Literal[
    "draft",
    "conflict",
    "missing",
    "unknown",
    "not-agreed",
    "na-without-reason",
    "level-against-field",
]
"""What is open: text that could not be read; two answers of which one stands; an essential
question without an answer; "don't know"; a median where the group agreed on nothing; "not
applicable" without its reason; a level that contradicts a field."""


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """One thing that is still open.

    Attributes
    ----------
    path
        Where it stands, as in the log.
    against
        Path of the field (or criterion) that a level contradicts.
    """

    rule: Rule
    step: str
    path: str
    against: str = ""


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
"""By the anchors of the rubric. Nobody gets an answer who was not involved: O4 is 0 when O2
is 0, which `open_points` tests between the two criteria."""


def open_points(
    method: Method, answers: Answers, *, internal: bool = False
) -> tuple[OpenPoint, ...]:
    """Return what is open for the group, step by step in the order of the method.

    Parameters
    ----------
    internal
        Whether internal questions are told too.
    """
    found = readiness(method, answers)
    points = [
        point
        for step in method.steps.values()
        if not step.outline
        for point in (
            *_to_settle(step, answers),
            *_missing(step, answers),
            *_criteria(step, found, answers),
            *_contradictions(step, found, answers),
        )
    ]
    told = [one for one in points if internal or not _is_internal(one, method)]
    places = {name: place for place, name in enumerate(method.steps)}
    rules = {name: place for place, name in enumerate(get_args(Rule))}
    return tuple(sorted(told, key=lambda one: (places[one.step], rules[one.rule])))


def _to_settle(step: Step, answers: Answers) -> Iterator[OpenPoint]:
    for who, path in answers.drafts():
        if not who and path.startswith(f"{step.id}/"):
            yield OpenPoint("draft", step.id, path)
    for who, path in answers.conflicts:
        if not who and path.startswith(f"{step.id}/"):
            yield OpenPoint("conflict", step.id, path)


def _missing(step: Step, answers: Answers) -> Iterator[OpenPoint]:
    """Tell the essential questions nobody answered, in rows that exist too."""
    if step.role in {"setting", "journal"}:
        return
    for question in step.questions:
        if question.criterion or not is_shown(question, answers):
            continue
        if question.kind == "table":
            yield from _missing_cells(question, answers)
        if question.importance == "essential" and not _is_settled(question, answers):
            yield OpenPoint("missing", step.id, question.path)


def _missing_cells(table: Question, answers: Answers) -> Iterator[OpenPoint]:
    for row in answers.rows(table.path):
        for column in table.columns:
            path = f"{table.path}/{row}/{column.id}"
            asked = column.required or (
                table.importance == column.importance == "essential"
            )
            if (
                asked
                and is_shown(column, answers, row)
                and answers.value(path) is None
                and answers.draft(path) is None
            ):
                yield OpenPoint("missing", table.step, path)


def _is_settled(question: Question, answers: Answers) -> bool:
    return (
        question.kind == "computed"
        or is_answered(question, answers)
        or answers.draft(question.path) is not None
    )


def _criteria(step: Step, found: Readiness, answers: Answers) -> Iterator[OpenPoint]:
    for question in step.criteria:
        one = found.criteria.get(question.id)
        if one is None or answers.draft(question.path) is not None:
            continue
        if one.level is None:
            yield OpenPoint("missing", step.id, question.path)
        elif one.level == "unknown":
            yield OpenPoint("unknown", step.id, question.path)
        elif one.source == "median":
            yield OpenPoint("not-agreed", step.id, question.path)
        elif one.level == "na" and not answers.note(step.id, question.id, "reason"):
            yield OpenPoint("na-without-reason", step.id, question.path)


def _contradictions(step: Step, found: Readiness, answers: Answers) -> Iterator[OpenPoint]:
    own = {one.id: found.criteria[one.id].level for one in step.criteria}
    against = [
        (one.criterion, one.field)
        for one in EXPECTATIONS
        if isinstance(level := own.get(one.criterion), Fraction)
        and one.contradicts(level, _field(one.field, step, answers))
    ]
    if _feedback_to_nobody(own.get("O2"), own.get("O4")):
        against.append(("O4", f"{step.id}/O2"))
    for criterion, field in dict.fromkeys(against):
        yield OpenPoint("level-against-field", step.id, f"{step.id}/{criterion}", field)


def _feedback_to_nobody(involvement: Level, feedback: Level) -> bool:
    return involvement == 0 and isinstance(feedback, Fraction) and feedback > 0


def _field(path: str, step: Step, answers: Answers) -> object:
    question = step.question(path.split("/")[1])
    if question is not None and question.kind == "table":
        return list(answers.rows(path))
    return answers.value(path)


def _is_internal(point: OpenPoint, method: Method) -> bool:
    paths = [one for one in (point.path, point.against) if one]
    for path in paths:
        question, table = method.at(path), method.at("/".join(path.split("/")[:2]))
        if (question and question.internal) or (table and table.internal):
            return True
    return False
