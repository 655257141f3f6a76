"""How all the projects run on a day: what is late in which, and what was spent (P2.3)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from .courses import Course, late_of
from .milestones import MILESTONES, milestones_of
from .projects import PROJECTS, projects_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method

    from .milestones import Milestone
    from .projects import Project

__all__ = [
    "PROGRESS",
    "Delivery",
    "Late",
    "Spending",
    "delivery_of",
]

PROGRESS = "delivery/progress"

_COLUMNS = (
    "project",
    "kickoff_date",
    "kickoff_participants",
    "baseline_taken",
    "progress",
    "rag",
    "spent",
    "handover_to",
    "handover_date",
)

LateKind = Literal["milestone", "end", "kickoff"]


@dataclass(frozen=True, slots=True)
class Late:
    """Something that should have happened before a day.

    Attributes
    ----------
    kind
        A milestone; the end of a project that is not done; a kick-off that was not held.
    subject
        The row it is about, as ``step/table/row``.
    project, owner
        The row of the project, of the person; None where there is none.
    said
        When it was due, as it is stored.
    days
        For how many days it has been late.
    """

    kind: LateKind
    subject: str
    project: str | None
    owner: str | None
    said: str
    days: int


class Spending(NamedTuple):
    """What was spent of which budget, over several projects: both on the same projects.

    Attributes
    ----------
    left_out
        How many projects with an amount spent are not in it: without a budget, or with one
        that is counted inside another project's.
    """

    spent: Decimal
    budget: Decimal
    projects: int
    left_out: int


@dataclass(frozen=True)
class Delivery:
    """How all projects run on a day.

    Attributes
    ----------
    courses
        Every project, in the order of the workbook.
    loose
        The milestones that belong to no project.
    twice, astray
        Rows of progress that another row of the same project replaces; that name none.
    asks_progress
        Whether the progress of projects is asked; an adaptation may hide it.
    """

    day: date | None
    courses: tuple[Course, ...]
    loose: tuple[Milestone, ...] = ()
    twice: tuple[str, ...] = ()
    astray: tuple[str, ...] = ()
    asks_progress: bool = True

    @cached_property
    def milestones(self) -> tuple[Milestone, ...]:
        """All that are there, project by project."""
        return (*(one for course in self.courses for one in course.milestones), *self.loose)

    @cached_property
    def late(self) -> Mapping[str | None, tuple[Late, ...]]:
        """Project to what is late in it; the project that waits longest first.

        In a project its end stands first, then its kick-off, then its milestones, the
        longest late first. None is for milestones that belong to no project.
        """
        found: dict[str | None, tuple[Late, ...]] = {
            course.project.row: _late_in(course) for course in self.courses
        }
        found[None] = tuple(
            _late_milestone(one, self.day) for one in late_of(self.loose, self.day)
        )
        late = [(project, ones) for project, ones in found.items() if ones]
        late.sort(key=lambda one: -max(each.days for each in one[1]))
        return dict(late)

    @property
    def spending(self) -> Spending:
        """What was spent of which budget, over the projects where both are known."""
        spent = [one for one in self.courses if one.spent is not None]
        base = [
            (one.spent, one.budget)
            for one in spent
            if one.budget is not None and one.project.included_in is None
        ]
        return Spending(
            sum((one for one, _ in base if one is not None), Decimal(0)),
            sum((one for _, one in base), Decimal(0)),
            len(base),
            len(spent) - len(base),
        )


def delivery_of(method: Method, answers: Answers, day: date | None) -> Delivery:
    """Return how the projects run on a day; what an adaptation hides is not read."""
    rows: dict[str, dict[str, object]] = {}
    twice: list[str] = []
    astray: list[str] = []
    projects = projects_of(answers) if method.at(PROJECTS) is not None else ()
    known = {one.row for one in projects}
    for row in _rows(method, answers):
        project = row.get("project")
        if project not in known:
            astray.append(str(row["id"]))
            continue
        if project in rows:
            twice.append(str(rows[str(project)]["id"]))
        rows[str(project)] = row
    milestones: dict[str | None, list[Milestone]] = {}
    if method.at(MILESTONES) is not None:
        for one in milestones_of(answers):
            at = one.project if one.project in known else None
            milestones.setdefault(at, []).append(one)
    return Delivery(
        day=day,
        courses=tuple(
            _course(
                one,
                rows.get(one.row, {}),
                tuple(milestones.get(one.row, ())),
                day,
                answers.value(f"{PROJECTS}/{one.row}/end"),
            )
            for one in projects
        ),
        loose=tuple(milestones.get(None, ())),
        twice=tuple(twice),
        astray=tuple(astray),
        asks_progress=method.at(PROGRESS) is not None,
    )


def _rows(method: Method, answers: Answers) -> tuple[dict[str, object], ...]:
    """Return the rows of progress that say something."""
    if method.at(PROGRESS) is None:
        return ()
    return tuple(row for row in answers.table(PROGRESS, _COLUMNS) if len(row) > 1)


def _course(
    project: Project,
    row: Mapping[str, object],
    milestones: tuple[Milestone, ...],
    day: date | None,
    end: str | None,
) -> Course:
    spent, progress, taken = (
        row.get("spent"),
        row.get("progress"),
        row.get("baseline_taken"),
    )
    return Course(
        project=project,
        day=day,
        row=str(row["id"]) if row else None,
        kickoff_said=str(row.get("kickoff_date", "")),
        kickoff_participants=str(row.get("kickoff_participants", "")),
        baseline_taken=taken if isinstance(taken, bool) else None,
        progress=progress if isinstance(progress, int) else None,
        rag=str(row["rag"]) if "rag" in row else None,
        spent=None if spent is None else Decimal(str(spent)),
        handover_to=str(row.get("handover_to", "")),
        handover_said=str(row.get("handover_date", "")),
        end_said=end or "",
        milestones=milestones,
    )


def _late_in(course: Course) -> tuple[Late, ...]:
    project, found = course.project, []
    row = f"{PROJECTS}/{project.row}"
    if course.days_over:
        found.append(
            Late("end", row, project.row, project.owner, course.end_said, course.days_over)
        )
    if course.days_unstarted:
        found.append(
            Late(
                "kickoff",
                f"{PROGRESS}/{course.row}",
                project.row,
                project.owner,
                course.kickoff_said,
                course.days_unstarted,
            )
        )
    return (*found, *(_late_milestone(one, course.day) for one in course.late))


def _late_milestone(one: Milestone, day: date | None) -> Late:
    days = 0 if day is None else one.days_late(day)
    subject = f"{MILESTONES}/{one.row}"
    return Late("milestone", subject, one.project, one.owner, one.due_said, days)
