"""What a project costs in which year, to the cent.

Where step 11 lists costs of a project, those count, each in its own year. Else what step 10
says of it is spread: the investment in equal parts over the calendar years from its start
to its end, what does not divide in the last of them; the running costs in full in each year
from the one it ends in, as it is in service then, to the last one that is looked at. Where
the dates for that are missing, or reversed, a cost is in no year.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from smartcity_widgets.answers import Answers

    from .projects import Project

__all__ = ["COSTS", "SORTS", "Cost", "Sort", "Spending", "costs_of", "spending_of"]

COSTS = "means/costs"

Sort = Literal["capex", "opex", "hr"]
SORTS: tuple[Sort, ...] = get_args(Sort)
"""Investment, running costs and staff, as step 11 tells them apart."""

Year = int | None
"""None stands for no year said."""

_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Cost:
    """A row of the costs that has an amount; `project` is None where it names none."""

    row: str
    project: str | None
    sort: str | None
    year: int | None
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Spending:
    """What a project costs by year.

    Attributes
    ----------
    years
        Sort of cost to year to amount; a sort without any amount is not in it.
    listed
        The sorts that come from the rows of step 11, not from what step 10 says.
    planned
        Sort to what step 10 says of it: in all, of running costs in a year.
    """

    row: str
    years: Mapping[Sort, Mapping[Year, Decimal]]
    listed: frozenset[Sort]
    planned: Mapping[Sort, Decimal]

    def amount(self, sort: Sort) -> Decimal | None:
        """Return what it costs: in all, of running costs in its dearest year.

        None where nobody said.
        """
        if sort not in self.listed:
            return self.planned.get(sort)
        amounts = self.years[sort].values()
        return max(amounts) if sort == "opex" else sum(amounts, Decimal(0))

    def differs(self, sort: Sort) -> bool:
        """Whether step 10 says another amount than the rows of step 11."""
        return (
            sort in self.listed
            and sort in self.planned
            and self.amount(sort) != self.planned[sort]
        )


def costs_of(answers: Answers) -> tuple[Cost, ...]:
    """Return the costs that have an amount, in order."""
    known = frozenset(answers.rows("action-plan/projects"))
    return tuple(
        Cost(
            row=row["id"],
            project=row["project"] if row.get("project") in known else None,
            sort=row.get("type"),
            year=row.get("year"),
            amount=Decimal(row["amount"]),
        )
        for row in answers.table(COSTS, ("project", "type", "year", "amount"))
        if "amount" in row
    )


def spending_of(
    project: Project, costs: Iterable[Cost] = (), *, until: int | None = None
) -> Spending:
    """Return what a project costs by year.

    Parameters
    ----------
    costs
        The costs of every project.
    until
        The last year that is looked at; by default the one the project ends in.
    """
    own = [one for one in costs if one.project == project.row]
    years: dict[Sort, Mapping[Year, Decimal]] = {}
    for sort in SORTS:
        found: dict[Year, Decimal] = {}
        for one in own:
            if one.sort == sort:
                found[one.year] = found.get(one.year, Decimal(0)) + one.amount
        if found:
            years[sort] = MappingProxyType(found)
    listed = frozenset(years)
    planned: dict[Sort, Decimal] = {}
    if project.capex is not None:
        planned["capex"] = project.capex
    if project.opex is not None:
        planned["opex"] = project.opex
    building, running = _building(project), _running(project, until)
    for sort, amount in planned.items():
        if sort not in listed:
            parts = _parts(amount, building) if sort == "capex" else _each(amount, running)
            years[sort] = MappingProxyType(parts)
    return Spending(project.row, MappingProxyType(years), listed, MappingProxyType(planned))


def _building(project: Project) -> Sequence[int]:
    """Return the calendar years it is made in; none without both dates in their order."""
    if project.start is None or project.end is None or project.end < project.start:
        return ()
    return range(project.start.year, project.end.year + 1)


def _running(project: Project, until: int | None) -> Sequence[int]:
    """Return the calendar years it is in service, as far as one looks."""
    if project.end is None or (project.start is not None and project.end < project.start):
        return ()
    return range(project.end.year, max(until or 0, project.end.year) + 1)


def _parts(amount: Decimal, years: Sequence[int]) -> dict[Year, Decimal]:
    """Spread an amount in equal parts to the cent; the last has what does not divide."""
    if not years:
        return {None: amount}
    part = int(amount / _CENT) // len(years) * _CENT
    parts: dict[Year, Decimal] = dict.fromkeys(years, part)
    parts[years[-1]] = amount - part * (len(years) - 1)
    return parts


def _each(amount: Decimal, years: Sequence[int]) -> dict[Year, Decimal]:
    return dict.fromkeys(years, amount) if years else {None: amount}
