"""What to look at again in how the projects run: figures and dates that do not agree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from .courses import FULL
from .delivery import PROGRESS
from .milestones import MILESTONES
from .projects import PROJECTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .courses import Course
    from .delivery import Delivery
    from .milestones import Milestone

__all__ = ["RULES", "Unsure", "Unsured", "unsure_of"]

Unsured = Literal[
    "progress-without-project",
    "progress-twice",
    "milestone-without-project",
    "milestone-undated",
    "milestone-done-ahead",
    "milestone-after-end",
    "done-before-kickoff",
    "complete-but-open",
    "done-below-100",
    "green-but-late",
    "running-untold",
    "started-without-baseline",
    "done-without-handover",
    "spent-over-budget",
    "spent-without-budget",
]

RULES: tuple[Unsured, ...] = Unsured.__args__  # type: ignore[attr-defined]
"""Every rule, in the order in which what it finds is told."""


@dataclass(frozen=True, slots=True)
class Unsure:
    """Something to look at again.

    Attributes
    ----------
    subject
        The row it is about, as ``step/table/row``.
    path
        Where it is put right.
    project
        The row of the project; None where there is none.
    """

    rule: Unsured
    subject: str
    path: str
    project: str | None = None


def unsure_of(delivery: Delivery) -> tuple[Unsure, ...]:
    """Return what to look at again, rule by rule and there project by project."""
    found = [*_rows(delivery), *_milestones(delivery)]
    found += [one for course in delivery.courses for one in _course(course)]
    asked = [one for one in found if delivery.asks_progress or one.rule != "running-untold"]
    return tuple(sorted(asked, key=lambda one: RULES.index(one.rule)))


def _rows(delivery: Delivery) -> Iterator[Unsure]:
    for row in delivery.astray:
        path = f"{PROGRESS}/{row}"
        yield Unsure("progress-without-project", path, f"{path}/project")
    for row in delivery.twice:
        path = f"{PROGRESS}/{row}"
        yield Unsure("progress-twice", path, path)


def _milestones(delivery: Delivery) -> Iterator[Unsure]:
    for one in delivery.loose:
        path = f"{MILESTONES}/{one.row}"
        yield Unsure("milestone-without-project", path, f"{path}/project")
        yield from _milestone(one, delivery.day)
    for course in delivery.courses:
        for one in course.milestones:
            yield from _milestone(one, course.day)
            yield from _milestone_of(one, course)


def _milestone(one: Milestone, day: date | None) -> Iterator[Unsure]:
    path = f"{MILESTONES}/{one.row}"
    if one.done is None and one.due is None:
        yield Unsure("milestone-undated", path, f"{path}/due", one.project)
    if one.done_said and day is not None and _first_day(one.done_said) > day:
        yield Unsure("milestone-done-ahead", path, f"{path}/done", one.project)


def _milestone_of(one: Milestone, course: Course) -> Iterator[Unsure]:
    path, end = f"{MILESTONES}/{one.row}", course.project.end
    if one.due_said and end is not None and _first_day(one.due_said) > end:
        yield Unsure("milestone-after-end", path, f"{path}/due", one.project)
    kickoff = _first_day(course.kickoff_said) if course.kickoff_said else None
    if one.done is not None and kickoff is not None and one.done < kickoff:
        yield Unsure("done-before-kickoff", path, f"{path}/done", one.project)


def _course(course: Course) -> Iterator[Unsure]:
    status = course.project.status
    project = f"{PROJECTS}/{course.project.row}"
    row = f"{PROGRESS}/{course.row}" if course.row else PROGRESS
    cell = row if course.row else ""
    is_done = status == "done"
    found: dict[Unsured, tuple[bool, str]] = {
        "complete-but-open": (
            bool(course.undone)
            and status != "cancelled"
            and (is_done or course.progress == FULL),
            MILESTONES,
        ),
        "done-below-100": (
            is_done and course.progress is not None and course.progress < FULL,
            f"{cell}/progress",
        ),
        "green-but-late": (
            course.rag == "green" and bool(course.late or course.days_over),
            f"{cell}/rag",
        ),
        "running-untold": (status == "running" and course.row is None, row),
        "started-without-baseline": (
            course.has_started and course.baseline_taken is False and not course.is_closed,
            f"{cell}/baseline_taken",
        ),
        "done-without-handover": (
            is_done and bool(course.row) and not course.handover_to,
            f"{cell}/handover_to",
        ),
        "spent-over-budget": (course.overspent > 0, f"{cell}/spent"),
        "spent-without-budget": (
            course.spent is not None and course.budget is None,
            f"{project}/budget_capex",
        ),
    }
    for rule, (holds, path) in found.items():
        if holds:
            yield Unsure(rule, project, path, course.project.row)


def _first_day(said: str) -> date:
    return date.fromisoformat(f"{said}-01-01"[:10])
