"""How one project runs on a day: what is late, what comes next, what was spent (P2.3).

What is late is computed from dates and never typed: a date of a month or a year stands for
its last day, and what is due today is not late. A project that is done or cancelled is not
late. Nothing here knows what day it is today: whoever asks says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from smartcity_widgets.values import last_day

from .projects import CLOSED

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from .milestones import Milestone
    from .projects import Project

__all__ = ["FULL", "Course", "late_of"]

FULL = 100
"""The progress, in per cent, at which nothing is left to do."""

_BEGUN = frozenset({"running", "on_hold", "done", "cancelled"})
"""Statuses that a project has only after it was started."""


@dataclass(frozen=True)
class Course:
    """How one project runs on a day; what nobody filled in is None, or empty.

    Attributes
    ----------
    row
        Its row in the table of progress, the last of several; None where it has none.
    day
        The day; None where it is not known, and then nothing is late.
    progress
        0 to 100, in per cent.
    spent
        In the workbook's currency, VAT as the workbook says; exact, like the budget.
    kickoff_said, end_said, handover_said
        The dates as they are stored.
    """

    project: Project
    day: date | None = None
    row: str | None = None
    kickoff_said: str = ""
    kickoff_participants: str = ""
    baseline_taken: bool | None = None
    progress: int | None = None
    rag: str | None = None
    spent: Decimal | None = None
    handover_to: str = ""
    handover_said: str = ""
    end_said: str = ""
    milestones: tuple[Milestone, ...] = ()

    @property
    def is_closed(self) -> bool:
        """Whether nothing is left to do: it is done, or cancelled."""
        return self.project.status in CLOSED

    @property
    def has_started(self) -> bool:
        """Whether it began: its status says so, or something of it is done."""
        return self.project.status in _BEGUN or bool(self.progress)

    @property
    def is_told(self) -> bool:
        """Whether there is something to tell of how it runs."""
        return self.row is not None or bool(self.milestones) or self.has_started

    @property
    def undone(self) -> tuple[Milestone, ...]:
        """Its milestones that are not done, in the order of the table."""
        return tuple(one for one in self.milestones if one.done is None)

    @cached_property
    def late(self) -> tuple[Milestone, ...]:
        """Its late milestones, the longest late first; none where it is closed."""
        return () if self.is_closed else late_of(self.milestones, self.day)

    @property
    def next(self) -> Milestone | None:
        """The milestone that is due next, today included; None where it is closed."""
        coming = [
            (one.due, one)
            for one in self.undone
            if one.due is not None and (self.day is None or one.due >= self.day)
        ]
        if self.is_closed or not coming:
            return None
        return min(coming, key=lambda one: one[0])[1]

    @property
    def days_over(self) -> int:
        """For how many days it has been past its end without being closed."""
        return 0 if self.is_closed else _days_between(self.project.end, self.day)

    @property
    def days_unstarted(self) -> int:
        """For how many days its kick-off has been past without it having started."""
        held = last_day(self.kickoff_said) if self.kickoff_said else None
        return 0 if self.has_started else _days_between(held, self.day)

    @property
    def budget(self) -> Decimal | None:
        """What it may cost: the investment that the action plan gives it."""
        return self.project.capex

    @property
    def share(self) -> Fraction | None:
        """What was spent per euro of the budget, exactly; None without either."""
        if self.spent is None or not self.budget:
            return None
        return Fraction(self.spent) / Fraction(self.budget)

    @property
    def overspent(self) -> Decimal:
        """What was spent beyond the budget; 0 where there is none to go beyond."""
        if self.spent is None or self.budget is None:
            return Decimal(0)
        return max(self.spent - self.budget, Decimal(0))


def late_of(milestones: Iterable[Milestone], day: date | None) -> tuple[Milestone, ...]:
    """Return those of some milestones that are late on a day, the longest late first."""
    if day is None:
        return ()
    late = [one for one in milestones if one.standing(day) == "late"]
    return tuple(sorted(late, key=lambda one: -one.days_late(day)))


def _days_between(past: date | None, day: date | None) -> int:
    if past is None or day is None:
        return 0
    return max((day - past).days, 0)
