"""What is still open in a workbook: what to correct, to answer, to agree and to reconcile.

Only essential questions count as missing. What contradicts a level is the matter of
`smartcity_widgets.analysis.contradictions`.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, get_args

from smartcity_widgets.overlay import adapt

from .contacts import VERBATIMS, contacts_of
from .contradictions import contradictions
from .progress import is_answered
from .readiness import readiness
from .shown import is_shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method, Question, Step

    from .readiness import Readiness

__all__ = ["OpenPoint", "Rule", "is_internal", "open_points"]

Rule = Literal[
    "draft",
    "conflict",
    "missing",
    "unknown",
    "not-agreed",
    "na-without-reason",
    "level-against-field",
    "contact",
    "not-asked",
]
"""What is open: text that could not be read; two answers of which one stands; an essential
question without an answer; "don't know"; a median where the group agreed on nothing; "not
applicable" without its reason; a level that contradicts a field; words of people that seem
to tell how to reach somebody; an answer to a question that an earlier version asked."""


_ANSWER, _CELL = 2, 4
"""Parts of ``step/question`` and of ``step/table/row/column``."""


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """One thing that is still open.

    Attributes
    ----------
    path
        Where it stands, as in the log.
    against
        Path of the field (or criterion) that a level contradicts.
    line
        Which line of a list it is about, from 1; 0 where it is about the whole answer.
    """

    rule: Rule
    step: str
    path: str
    against: str = ""
    line: int = 0


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
    drafts = tuple(answers.drafts())  # once: each time reads the whole workbook
    points = [
        point
        for step in method.steps.values()
        if not step.outline
        for point in (
            *_to_settle(step, drafts, answers),
            *_missing(step, answers),
            *_criteria(step, found, answers),
            *_contradictions(step, found, answers),
            *_contacts(step, method, answers),
        )
    ]
    points += _not_asked(method, answers)
    told = [one for one in points if internal or not is_internal(one, method)]
    places = {name: place for place, name in enumerate(method.steps)}
    rules = {name: place for place, name in enumerate(get_args(Rule))}
    return tuple(sorted(told, key=lambda one: (places[one.step], rules[one.rule])))


def _not_asked(method: Method, answers: Answers) -> Iterator[OpenPoint]:
    """Tell answers to what no version of the method asks any more, question by question.

    What an adaptation hides is asked; own questions of one that was taken away are told
    by nobody.
    """
    whole = adapt(method.published, answers.overlay, hide=False)
    told: set[str] = set()
    for (who, path), one in answers.latest.items():
        parts = path.split("/")
        step = whole.steps.get(parts[0])
        if who or step is None or step.outline or len(parts) not in {_ANSWER, _CELL}:
            continue
        question = "/".join((*parts[:2], *parts[3:]))
        gone = one.kind == "answer" and one.value is not None and whole.at(path) is None
        if gone and "/x-" not in question and question not in told:
            told.add(question)
            yield OpenPoint("not-asked", step.id, path)


def _to_settle(
    step: Step, drafts: Iterable[tuple[str, str]], answers: Answers
) -> Iterator[OpenPoint]:
    asked = {one.id for one in step.questions}

    def here(path: str) -> bool:
        parts = path.removeprefix("tallies/").split("/")
        return parts[0] == step.id and parts[1] in asked

    for who, path in drafts:
        if not who and here(path):
            yield OpenPoint("draft", step.id, path)
    for who, path in answers.conflicts:
        if not who and here(path):
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
        if question.importance == "essential" and not _is_settled(question, step, answers):
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


def _is_settled(question: Question, step: Step, answers: Answers) -> bool:
    return (
        question.kind == "computed"
        or is_answered(question, step, answers)
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
    levels = {name: level for name, level in own.items() if isinstance(level, Fraction)}
    for one in contradictions(step, levels, answers):
        yield OpenPoint("level-against-field", step.id, one.path, one.against)


def _contacts(step: Step, method: Method, answers: Answers) -> Iterator[OpenPoint]:
    if VERBATIMS.startswith(f"{step.id}/"):
        for one in contacts_of(method, answers):
            yield OpenPoint("contact", step.id, VERBATIMS, line=one.line)


def is_internal(point: OpenPoint, method: Method) -> bool:
    """Whether a point is about an answer that is not for every eye."""
    paths = [one for one in (point.path, point.against) if one]
    for path in paths:
        question, table = method.at(path), method.at("/".join(path.split("/")[:2]))
        if (question and question.internal) or (table and table.internal):
            return True
    return False
