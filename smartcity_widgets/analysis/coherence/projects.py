"""The rules of the thread from objectives to projects, and to the money they need.

A project that was cancelled asks nothing. The objectives lack a project from the first
project on: before that the action plan has not begun, and nothing of it is missing.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from smartcity_widgets.analysis.circles import circles
from smartcity_widgets.analysis.costing import SOURCES
from smartcity_widgets.analysis.projects import CLOSED

from .gap import Amount, Finding
from .reading import INDICATORS, OBJECTIVES, PROJECTS, SHEETS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartcity_widgets.analysis.projects import Project

    from .gap import Detail
    from .reading import Reading

__all__ = [
    "budget_over_committed",
    "no_quick_win",
    "objective_without_project",
    "project_before_dependency",
    "project_dates_reversed",
    "project_dependency_cycle",
    "project_underfunded",
    "project_without_indicator",
    "project_without_objective",
    "project_without_owner",
]

COMMITTED = "political-will/budget_committed"
COMMITTED_YEARS = "political-will/budget_years"


def objective_without_project(reading: Reading) -> Iterator[Finding]:
    """Tell an objective that no project serves, once there are projects."""
    if not reading.projects:
        return
    served = {objective for one in reading.live for objective in one.objectives}
    for row in reading.rows(OBJECTIVES):
        if row not in served:
            yield Finding(f"{OBJECTIVES}/{row}", PROJECTS)


def project_without_objective(reading: Reading) -> Iterator[Finding]:
    """Tell a project that serves no objective."""
    for one in reading.live:
        if not one.objectives:
            yield _of(one, "objective")


def project_without_owner(reading: Reading) -> Iterator[Finding]:
    """Tell a project that nobody leads."""
    for one in reading.live:
        if one.owner is None:
            yield _of(one, "owner")


def project_dates_reversed(reading: Reading) -> Iterator[Finding]:
    """Tell a project that ends before it starts."""
    for one in reading.live:
        if one.start is not None and one.end is not None and one.end < one.start:
            path = f"{PROJECTS}/{one.row}"
            details = {"start": one.start, "end": one.end}
            yield Finding(path, f"{path}/end", details)


def project_dependency_cycle(reading: Reading) -> Iterator[Finding]:
    """Tell projects that wait for each other, naming the whole circle."""
    for circle in circles(reading.live):
        path = f"{PROJECTS}/{circle[0]}"
        names = tuple(f"{PROJECTS}/{row}" for row in (*circle, circle[0]))
        variant = "itself" if len(circle) == 1 else ""
        yield Finding(path, f"{path}/depends_on", {"circle": names}, variant)


def project_before_dependency(reading: Reading) -> Iterator[Finding]:
    """Tell a project that starts before one it depends on ends, unless that is done.

    Starting on its last day is soon enough: who hands over may do so in the morning.
    """
    open_ones = {one.row: one for one in reading.live if one.status not in CLOSED}
    for one in reading.live:
        if one.start is None:
            continue
        for row in one.depends_on:
            before = open_ones.get(row)
            if before is None or before is one or before.end is None:
                continue
            if one.start < before.end:
                path = f"{PROJECTS}/{one.row}"
                details: dict[str, Detail] = {
                    "start": one.start,
                    "other": f"{PROJECTS}/{row}",
                    "end": before.end,
                }
                yield Finding(path, f"{path}/start", details)


def project_without_indicator(reading: Reading) -> Iterator[Finding]:
    """Tell a project of which nobody will see what it changes.

    Neither its sheet names an indicator, nor has one of its objectives any.
    """
    measured = reading.referred(INDICATORS, "objective")
    own = {
        project
        for row in reading.rows(SHEETS)
        if reading.led_to(SHEETS, row, "indicators")
        for project in reading.led_to(SHEETS, row, "project")
    }
    where = SHEETS if reading.method.at(f"{SHEETS}/*/indicators") else INDICATORS
    for one in reading.live:
        if one.row not in own and measured.isdisjoint(one.objectives):
            yield Finding(f"{PROJECTS}/{one.row}", where)


def project_underfunded(reading: Reading) -> Iterator[Finding]:
    """Tell an open project that costs more than what is granted and applied for.

    An idea and a refusal are no money. What names no amount adds nothing.
    """
    closed = {one.row for one in reading.projects if one.status in CLOSED}
    for one in reading.fundings.projects:
        found = one.granted + one.applied
        if one.project in closed or one.cost <= found:
            continue
        details = {
            "cost": Amount(one.cost),
            "found": Amount(found),
            "gap": Amount(one.cost - found),
        }
        path = f"{PROJECTS}/{one.project}"
        yield Finding(path, SOURCES, details, "" if found else "none")


def budget_over_committed(reading: Reading) -> Iterator[Finding]:
    """Tell a plan that costs more than what step 1 commits.

    Where step 1 says for which years, compared is what the plan costs in these, and what it
    costs in no year that is known: that may be one of them. Else it is all the plan costs.
    """
    said = reading.answers.value(COMMITTED)
    if said is None:
        return
    asked = reading.method.at(COMMITTED_YEARS) is not None
    told = reading.answers.value(COMMITTED_YEARS) if asked else None
    years = tuple(sorted(set(told or ())))
    committed = Decimal(said)
    cost = sum(
        (
            one.total
            for one in reading.portfolio.years
            if not years or one.year is None or one.year in years
        ),
        Decimal(0),
    )
    if cost > committed:
        details: dict[str, Detail] = {
            "cost": Amount(cost),
            "committed": Amount(committed),
            "gap": Amount(cost - committed),
            "years": years,
        }
        yield Finding(PROJECTS, PROJECTS, details, "years" if years else "")


def no_quick_win(reading: Reading) -> Iterator[Finding]:
    """Tell a plan in which nothing shows soon that something changes."""
    if reading.live and all(one.kind != "quick_win" for one in reading.live):
        yield Finding(PROJECTS, PROJECTS, {"n": len(reading.live)})


def _of(project: Project, column: str) -> Finding:
    path = f"{PROJECTS}/{project.row}"
    return Finding(path, f"{path}/{column}")
