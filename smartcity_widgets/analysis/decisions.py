"""What was decided because of the results: about what, why, by when, and is it done.

The rows of ``adjustment/decisions`` (method.md P3.3). A decision points at an objective, a
project or an indicator; one whose target was removed points at nothing. What is overdue is
computed from dates and never typed: a date of a month or a year stands for its last day, so
that nothing is late before that is over. What was decided about a project that was
cancelled since asks nothing more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from smartcity_widgets.values import last_day

from .measurements import MEASUREMENTS
from .measuring import INDICATORS, OBJECTIVES
from .projects import PROJECTS, projects_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from smartcity_widgets.answers import Answers

    from .measuring import Indicator
    from .projects import Project

__all__ = [
    "DECISIONS",
    "TARGETS",
    "Decision",
    "Due",
    "about_of",
    "decided_on",
    "decisions_of",
]

DECISIONS = "adjustment/decisions"

TARGETS = (OBJECTIVES, PROJECTS, INDICATORS)
"""What a decision can be about."""

_PERSONS = "context/persons"
_COLUMNS = ("target", "verdict", "reason", "evidence", "owner", "due", "done")

Due = Literal["done", "dropped", "overdue", "due", "undated"]


@dataclass(frozen=True, slots=True)
class Decision:
    """A row of the decisions; what nobody filled in is None, or empty.

    Attributes
    ----------
    target
        What it is about, as ``step/table/row``; None where not said, or removed.
    evidence
        The row of the measurement it rests on; None where there is none any more.
    owner
        The row of the person who sees to it.
    due
        The last day of the date that was given.
    due_said
        That date as it is stored, which may be a month or a year.
    is_dropped
        Whether it is about a project that was cancelled: it asks nothing more.
    """

    row: str
    target: str | None = None
    verdict: str | None = None
    reason: str = ""
    evidence: str | None = None
    owner: str | None = None
    due: dt.date | None = None
    due_said: str = ""
    is_done: bool = False
    is_dropped: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return not (self.is_done or self.is_dropped)

    @property
    def path(self) -> str:
        """The row, as ``step/table/row``."""
        return f"{DECISIONS}/{self.row}"

    def standing(self, on: dt.date) -> Due:
        """Return how it stands on a day: overdue is due before that day, and not done."""
        if not self.is_open:
            return "done" if self.is_done else "dropped"
        if self.due is None:
            return "undated"
        return "overdue" if self.due < on else "due"

    def is_overdue(self, on: dt.date | None) -> bool:
        """Whether it is not done and its day is over on a day; never on None."""
        return on is not None and self.standing(on) == "overdue"

    def days_overdue(self, on: dt.date | None) -> int:
        """Return for how many days it has been overdue on a day; 0 where it is not."""
        if on is None or self.due is None or not self.is_overdue(on):
            return 0
        return (on - self.due).days


def decisions_of(answers: Answers) -> tuple[Decision, ...]:
    """Return the decisions in the order of the table; a row that says nothing is none."""
    known = {f"{table}/{row}" for table in TARGETS for row in answers.rows(table)}
    cancelled = {
        f"{PROJECTS}/{one.row}" for one in projects_of(answers) if one.is_cancelled
    }
    persons, measured = set(answers.rows(_PERSONS)), set(answers.rows(MEASUREMENTS))
    return tuple(
        Decision(
            row=row["id"],
            target=row["target"] if row.get("target") in known else None,
            verdict=row.get("verdict"),
            reason=row.get("reason", ""),
            evidence=row["evidence"] if row.get("evidence") in measured else None,
            owner=row["owner"] if row.get("owner") in persons else None,
            due=last_day(row["due"]) if "due" in row else None,
            due_said=row.get("due", ""),
            is_done=row.get("done") is True,
            is_dropped=row.get("target") in cancelled,
        )
        for row in answers.table(DECISIONS, _COLUMNS)
        if len(row) > 1
    )


def about_of(indicator: Indicator, projects: Iterable[Project]) -> tuple[str, ...]:
    """Return what a decision can be about to answer for an indicator.

    The indicator itself, its objective, and the projects that serve that objective: one of
    them is put right where the indicator is red.
    """
    own = (f"{INDICATORS}/{indicator.row}",)
    if indicator.objective is None:
        return own
    serving = [one.row for one in projects if indicator.objective in one.objectives]
    return (
        *own,
        f"{OBJECTIVES}/{indicator.objective}",
        *(f"{PROJECTS}/{row}" for row in serving),
    )


def decided_on(
    answers: Answers, indicators: Iterable[Indicator]
) -> Mapping[str, tuple[Decision, ...]]:
    """Return the decisions that answer for each indicator, in the order of the table.

    Returns
    -------
    Mapping
        Row of the indicator to its decisions; an empty tuple where nobody decided.
    """
    decisions, projects = decisions_of(answers), projects_of(answers)
    found = {}
    for one in indicators:
        about = frozenset(about_of(one, projects))
        found[one.row] = tuple(each for each in decisions if each.target in about)
    return found
