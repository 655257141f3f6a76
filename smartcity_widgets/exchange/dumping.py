"""Write what a workbook says as a document, canonically.

The same answers give the same bytes: members in the order of the method, no nulls, nothing
empty. A reference whose row was removed points at nothing and is left out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from smartcity_widgets.answers import NOTES
from smartcity_widgets.log import GROUP
from smartcity_widgets.overlay import adapt
from smartcity_widgets.values import check

from .closed import closing_of
from .shape import (
    COMMENTS,
    CYCLE_MEMBERS,
    DISCUSSIONS,
    FORMAT,
    LEVELS,
    RESPONDENTS,
    VAT,
    answered_steps,
    journal_tables,
    share_of,
    thresholds,
    weights,
    workbook_questions,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.log import Closed
    from smartcity_widgets.method import Method, Question

__all__ = ["dump"]

Table = dict[str, Any]

_SHARED = ("workbook", "overlay")
"""What a closed cycle says only where the open one says something else."""


def dump(
    answers: Answers, method: Method, former: Iterable[Answers] = ()
) -> dict[str, Any]:
    """Return the document of a workbook: everything it says, internal answers included.

    Drafts are not part of it: they are not answers yet. Answers to questions that the
    workbook's overlay hides are: hiding loses nothing. Those to own questions of an overlay
    that was taken away are not, for nothing says any more what they answer.

    Parameters
    ----------
    answers
        The open cycle, or the one that stands for it.
    former
        The cycles before it, oldest first; those that are closed become ``cycles``.
    """
    members = _members(answers, method)
    cycles = [
        _former(one, one.closing, method, members)
        for one in former
        if one.closing is not None and one.cycle < answers.cycle
    ]
    return {
        "format": FORMAT,
        "method": method.version,
        "workbook": {
            "id": answers.workbook,
            **members.pop("workbook"),
            "cycle": answers.cycle,
        },
        **_filled({**members, "cycles": cycles}),
    }


def _former(answers: Answers, closed: Closed, method: Method, open_: Table) -> Table:
    """Return a closed cycle; what it has in common with the open one is said once."""
    members = _members(answers, method)
    own = {name: members[name] for name in _SHARED if members[name] != open_[name]}
    rest = {name: one for name, one in members.items() if name not in _SHARED}
    closing = closing_of(closed)
    written = {
        "cycle": answers.cycle,
        "closed_at": closing["at"],
        "closed_by": closing["by"],
        "method": closing["method"],
        **own,
        **_filled(rest),
    }
    return {name: written[name] for name in CYCLE_MEMBERS if name in written}


def _members(answers: Answers, method: Method) -> Table:
    """Return the members of one cycle, those that are empty too."""
    method = adapt(method, answers.overlay, hide=False)
    group = _Voice(answers, method, GROUP)
    individual = {}
    for one in answers.respondents:
        voice = _Voice(answers, method, one.id)
        individual[one.id] = _filled({**voice.answers(), "notes": voice.notes()})
    return {
        "workbook": _workbook(answers, method),
        "settings": _settings(answers, method),
        "respondents": _respondents(answers, method),
        "answers": group.answers(),
        "notes": group.notes(),
        "individual": _filled(individual),
        "tallies": _tallies(answers, method),
        "journal": group.journal(),
        "overlay": dict(answers.overlay),
    }


def _filled(members: Mapping[str, Any]) -> Table:
    """Return the members that hold something."""
    return {
        name: value
        for name, value in members.items()
        if value is not None and value not in ("", [], {})
    }


def _workbook(answers: Answers, method: Method) -> Table:
    values = {
        name: answers.value(f"workbook/{name}") for name in workbook_questions(method)
    }
    return _filled(values)


def _settings(answers: Answers, method: Method) -> Table:
    def numbers(questions: Mapping[str, Question], places: int) -> Table:
        said = {name: answers.value(one.path) for name, one in questions.items()}
        return {name: share_of(one, places) for name, one in said.items() if one}

    shares = numbers(weights(method), 2)
    if len(shares) == len(weights(method)) and not any(shares.values()):
        shares = {}  # then the method's own hold, and an import asks for one above 0
    return _filled(
        {
            "weights": shares,
            "thresholds": numbers(thresholds(method), 0),
            "vat": answers.value(VAT),
            "discussions": answers.value(DISCUSSIONS),
        }
    )


def _respondents(answers: Answers, method: Method) -> list[Table]:
    table = method.at(RESPONDENTS)
    return list(
        answers.table(RESPONDENTS, [one.id for one in table.columns] if table else [])
    )


def _tallies(answers: Answers, method: Method) -> Table:
    def counts(question: Question) -> Table:
        tally = answers.tally(question.path)
        return {level: tally[level] for level in LEVELS if tally.get(level)}

    return _filled(
        {
            step.id: _filled({one.id: counts(one) for one in step.questions})
            for step in answered_steps(method).values()
        }
    )


@dataclass(frozen=True, slots=True)
class _Voice:
    """Who speaks: the group, or one respondent."""

    said: Answers
    method: Method
    respondent: str

    def answers(self) -> Table:
        return _filled(
            {
                step.id: _filled({one.id: self._answer(one) for one in step.questions})
                for step in answered_steps(self.method).values()
            }
        )

    def notes(self) -> Table:
        return _filled(
            {
                step.id: _filled(
                    {one.id: self._notes(step.id, one.id) for one in step.questions}
                )
                for step in answered_steps(self.method).values()
            }
        )

    def journal(self) -> Table:
        tables = journal_tables(self.method)
        comments = {one: self.said.comment(one) for one in self.method.commented}
        return _filled(
            {name: self._answer(one) for name, one in tables.items()}
            | {COMMENTS: _filled(comments)}
        )

    def _notes(self, step: str, question: str) -> Table:
        return _filled(
            {name: self.said.note(step, question, name, self.respondent) for name in NOTES}
        )

    def _answer(self, question: Question) -> Any:  # noqa: ANN401 - any JSON
        if question.kind == "computed":
            return None
        if question.kind == "table":
            return [self._row(question, row) for row in self._rows(question.path)]
        return self._value(question, question.path)

    def _row(self, table: Question, row: str) -> Table:
        cells = {
            one.id: self._value(one, f"{table.path}/{row}/{one.id}")
            for one in table.columns
            if one.kind != "computed"
        }
        return {"id": row, **_filled(cells)}

    def _rows(self, table: str) -> tuple[str, ...]:
        return self.said.rows(table, self.respondent)

    def _known(self, table: str) -> Collection[str]:
        return {*self.said.rows(table), *self._rows(table)}

    def _value(self, question: Question, path: str) -> Any:  # noqa: ANN401 - any JSON
        value = self.said.value(path, self.respondent)
        if question.kind in {"choices", "checklist"} and isinstance(value, list):
            return sorted(value, key=[*question.choices, *value].index)
        if question.kind == "reference" and value is not None:
            return value if self._points(question, value) else None
        if question.kind == "references" and isinstance(value, list):
            one = replace(question, kind="reference")
            return [row for row in value if self._points(one, row)]
        return value

    def _points(self, question: Question, value: object) -> bool:
        """Whether a reference points at a row that exists."""
        return check(question, value, rows=self._known) is None
