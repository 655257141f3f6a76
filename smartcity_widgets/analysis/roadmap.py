"""What comes when: the projects under their priorities, and what waits for what.

Projects stand under the first priority that an objective of theirs serves, in the order in
which the priorities were chosen; then the earliest start comes first. Those that serve none
come last, and so do those without a start among theirs.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from .circles import circles
from .milestones import MILESTONES, milestones_of
from .objectives import objectives_of
from .projects import CLOSED, projects_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method

    from .milestones import Milestone
    from .projects import Project

__all__ = [
    "Planned",
    "Roadmap",
    "Snag",
    "Snagged",
    "Standing",
    "Wait",
    "roadmap_of",
    "snags_of",
]

Snagged = Literal[
    "project-dates-reversed",
    "project-dependency-cycle",
    "project-before-dependency",
    "dependency-cancelled",
]

Standing = Literal["done", "late", "due"]


@dataclass(frozen=True, slots=True)
class Wait:
    """A project that another one waits for.

    Attributes
    ----------
    is_early
        Whether the other one starts before this one ends.
    """

    number: int
    project: Project
    is_early: bool


@dataclass(frozen=True, slots=True)
class Planned:
    """One project on the roadmap.

    Attributes
    ----------
    number
        Its place in the action plan, from 1.
    priority
        The row of the priority it stands under; None where it serves none.
    milestones
        Its milestones that are due or done on some day, earliest first.
    waits_for
        The projects that come first, cancelled ones too.
    """

    number: int
    project: Project
    priority: str | None
    milestones: tuple[Milestone, ...]
    waits_for: tuple[Wait, ...]

    @property
    def span(self) -> tuple[date, date] | None:
        """From when to when it runs; None without both dates in their order."""
        start, end = self.project.start, self.project.end
        if start is None or end is None or end < start:
            return None
        return start, end

    def standing(self, milestone: Milestone, today: date | None) -> Standing:
        """Return how one of its milestones stands; in a closed project none is late."""
        if milestone.done is not None:
            return "done"
        is_late = (
            today is not None
            and self.project.status not in CLOSED
            and milestone.standing(today) == "late"
        )
        return "late" if is_late else "due"


@dataclass(frozen=True, slots=True)
class Snag:
    """Something in the order that cannot be, or may not be meant.

    Attributes
    ----------
    row
        The project it is about.
    others
        The projects it has to do with: what it waits for; of a circle, those that follow.
    """

    rule: Snagged
    row: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Roadmap:
    """The projects in the order in which they are drawn.

    Attributes
    ----------
    priorities
        Row of a priority to what it is called, for those that have a project here.
    today
        The day on which one looks at it; None where nobody knows.
    part, parts
        Which part of a longer roadmap it is, from 1.
    """

    projects: tuple[Planned, ...]
    priorities: Mapping[str, str]
    today: date | None
    first: date | None
    last: date | None
    part: int = 1
    parts: int = 1

    def split(self, most: int) -> tuple[Roadmap, ...]:
        """Return it in parts of about equal length, none longer than `most` projects.

        All of them have the same line of time. Without any project there is no part.
        """
        count = -(-len(self.projects) // most)
        size, longer = divmod(len(self.projects), count) if count else (0, 0)
        found, start = [], 0
        for part in range(count):
            end = start + size + (part < longer)
            shown = self.projects[start:end]
            found.append(replace(self, projects=shown, part=part + 1, parts=count))
            start = end
        return tuple(found)


def roadmap_of(method: Method, answers: Answers, *, today: date | None) -> Roadmap:
    """Return the roadmap; a cancelled project is not on it."""
    every = projects_of(answers)
    numbers = {one.row: number for number, one in enumerate(every, start=1)}
    by_row = {one.row: one for one in every}
    above, names = _above(method, answers)
    milestones = milestones_of(answers) if method.asks(MILESTONES) else ()
    places = {priority: place for place, priority in enumerate(names)}
    found = []
    for one in every:
        if one.is_cancelled:
            continue
        served = {above[objective] for objective in one.objectives if objective in above}
        own = [
            milestone
            for milestone in milestones
            if milestone.project == one.row and _day(milestone) is not None
        ]
        found.append(
            Planned(
                number=numbers[one.row],
                project=one,
                priority=min(served, key=places.__getitem__, default=None),
                milestones=tuple(sorted(own, key=lambda each: _day(each) or date.max)),
                waits_for=tuple(
                    Wait(numbers[row], by_row[row], _is_early(one, by_row[row]))
                    for row in one.depends_on
                ),
            )
        )
    found.sort(
        key=lambda one: (
            len(places) if one.priority is None else places[one.priority],
            one.project.start or date.max,
            one.project.end or date.max,
            one.number,
        )
    )
    days = [day for one in found for day in _days(one)]
    used = {one.priority for one in found}
    return Roadmap(
        projects=tuple(found),
        priorities=MappingProxyType(
            {row: name for row, name in names.items() if row in used}
        ),
        today=today,
        first=min(days, default=None),
        last=max(days, default=None),
    )


def _above(method: Method, answers: Answers) -> tuple[dict[str, str], dict[str, str]]:
    """Return objective to priority, and priority to what it is called, in order."""
    if not method.asks("vision/objectives"):
        return {}, {}
    named = [one for one in objectives_of(method, answers) if one.priority is not None]
    above = {each.id: str(one.priority) for one in named for each in one.objectives}
    return above, {str(one.priority): one.text for one in named}


def _day(milestone: Milestone) -> date | None:
    """Return the day on which a milestone is drawn: done, else due."""
    return milestone.done or milestone.due


def _days(one: Planned) -> Iterator[date]:
    ends = one.span or (one.project.start, one.project.end)
    yield from (day for day in ends if day is not None)
    yield from (day for each in one.milestones if (day := _day(each)) is not None)


def snags_of(projects: Sequence[Project]) -> tuple[Snag, ...]:
    """Return what cannot be in the order of the projects, in the order of the workbook.

    A project starts too early when it starts before the last day of what it waits for,
    unless that is done. What stands on a circle is told once, as the circle.
    """
    live = {one.row: one for one in projects if not one.is_cancelled}
    turning = circles(live.values())
    found = [Snag("project-dependency-cycle", one[0], one[1:]) for one in turning]
    on_circle = {
        step for one in turning for step in zip(one, (*one[1:], one[0]), strict=True)
    }
    for one in live.values():
        if one.start is not None and one.end is not None and one.end < one.start:
            found.append(Snag("project-dates-reversed", one.row))
        others = {
            row: each
            for each in projects
            if (row := each.row) in one.depends_on and (one.row, row) not in on_circle
        }
        gone = tuple(row for row, each in others.items() if each.is_cancelled)
        if gone:
            found.append(Snag("dependency-cancelled", one.row, gone))
        early = tuple(row for row, each in others.items() if _is_early(one, each))
        if early:
            found.append(Snag("project-before-dependency", one.row, early))
    places = {one.row: place for place, one in enumerate(projects)}
    return tuple(sorted(found, key=lambda one: places[one.row]))


def _is_early(one: Project, before: Project) -> bool:
    """Whether a project starts before the last day of one that is still to be done."""
    return (
        one is not before
        and one.start is not None
        and before.end is not None
        and before.status not in CLOSED
        and one.start < before.end
    )
