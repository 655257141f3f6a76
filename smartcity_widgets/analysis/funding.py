"""What each project and the whole plan cost, who pays, and what nobody pays yet.

Amounts are exact, in the workbook's currency, with or without VAT as the workbook says.
Only what is *granted* is money: the coverage is what is granted over what it costs. What is
applied for stands apart, as hope; an idea or a refusal never counts. What names no amount,
no year or no project is told, and never dropped: without an amount it adds nothing and is
counted, without a year it stands under no year, without a project it belongs to the plan
alone. What belongs to a cancelled project is not in the plan, and what is counted inside
another project's is there once (`inclusion`).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING

from .costing import Cost, Source, costs_of, sources_of
from .inclusion import Inclusion, inclusion
from .projects import projects_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from smartcity_widgets.answers import Answers

__all__ = [
    "MEASURES",
    "RUNNING",
    "TYPES",
    "Cost",
    "Funding",
    "Fundings",
    "Source",
    "fundings_of",
]

TYPES = ("capex", "opex", "hr")
"""Investment, running costs, people; in this order."""

RUNNING = ("opex", "hr")
"""What has to be paid again each year."""

MEASURES = ("cost", "granted", "applied")
"""The sums that are shown side by side: the amounts of `Funding` of these names."""

_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Funding:
    """What something costs and who pays.

    Attributes
    ----------
    project
        The row of the project; None for the plan, or for what names no project.
    """

    project: str | None
    costs: tuple[Cost, ...] = ()
    sources: tuple[Source, ...] = ()

    @property
    def cost(self) -> Decimal:
        """All that has an amount."""
        return _sum(self.costs)

    @property
    def granted(self) -> Decimal:
        """What is certain."""
        return self.with_status("granted")

    @property
    def applied(self) -> Decimal:
        """What is asked for, and not decided."""
        return self.with_status("applied")

    @property
    def coverage(self) -> Fraction | None:
        """What is granted over the cost, 1 where all is paid; None without a cost."""
        return self._over(self.granted)

    @property
    def expected(self) -> Fraction | None:
        """The coverage if all that is applied for is granted."""
        return self._over(self.granted + self.applied)

    @property
    def gap(self) -> Decimal:
        """What nobody pays yet; negative where more is granted than it costs."""
        return self.cost - self.granted

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written."""
        return not self.costs and not self.sources

    @property
    def without_amount(self) -> tuple[Cost | Source, ...]:
        """What is written without an amount: the sums are those of the others.

        A source that is an idea, or refused, is in no sum.
        """
        rows: tuple[Cost | Source, ...] = (
            *self.costs,
            *(one for one in self.sources if one.status not in {"idea", "refused"}),
        )
        return tuple(one for one in rows if one.amount is None)

    @property
    def without_status(self) -> tuple[Source, ...]:
        """The sources of which nobody says how far they are: they count for nothing."""
        return tuple(one for one in self.sources if one.status is None)

    def with_status(self, status: str) -> Decimal:
        """Return the sum of the sources of a status."""
        return _sum(one for one in self.sources if one.status == status)

    def of_types(self, *types: str | None) -> Decimal:
        """Return the sum of the costs of some types; None is for those that name none."""
        return _sum(one for one in self.costs if one.type in types)

    @property
    def by_type(self) -> Mapping[str | None, Decimal]:
        """The cost of every type, and None to that of no type where there is any."""
        found: dict[str | None, Decimal] = {one: self.of_types(one) for one in TYPES}
        if any(one.type not in TYPES for one in self.costs):
            found[None] = self.cost - sum(found.values(), _ZERO)
        return MappingProxyType(found)

    @property
    def by_year(self) -> Mapping[int | None, Funding]:
        """The same for every year with something, the first first; None for no year."""
        rows: tuple[Cost | Source, ...] = (*self.costs, *self.sources)
        years: list[int | None] = [*sorted({one.year for one in rows if one.year})]
        if any(one.year is None for one in rows):
            years.append(None)
        return MappingProxyType({year: self.in_year(year) for year in years})

    def in_year(self, year: int | None) -> Funding:
        """Return the same of one year; of what names none for None."""
        return replace(
            self,
            costs=tuple(one for one in self.costs if one.year == year),
            sources=tuple(one for one in self.sources if one.year == year),
        )

    @property
    def last_granted_year(self) -> int | None:
        """The last year for which something is granted; None where no grant has one."""
        years = [one.year for one in self.sources if one.status == "granted" and one.year]
        return max(years, default=None)

    @property
    def unpaid_after(self) -> Decimal:
        """The running costs of the years after the last granted one: nobody pays them.

        Zero where no granted source names a year: nobody can say when it ends.
        """
        last = self.last_granted_year
        if last is None:
            return _ZERO
        later = (one for one in self.costs if one.year is not None and one.year > last)
        return _sum(one for one in later if one.type in RUNNING)

    def _over(self, paid: Decimal) -> Fraction | None:
        return Fraction(paid) / Fraction(self.cost) if self.cost else None


@dataclass(frozen=True, slots=True)
class Fundings:
    """The money of every project, and of the plan.

    Attributes
    ----------
    projects
        Every project in the order of the workbook, cancelled ones and those without money
        too.
    unplaced
        What names no project, or one that was removed: in the plan all the same.
    plan
        All that counts together, each euro once.
    cancelled
        The projects whose money is not in the plan, because they are cancelled.
    once
        Of each of `MEASURES`: what is added, and what is counted inside another project's.
    """

    projects: tuple[Funding, ...]
    unplaced: Funding
    plan: Funding
    cancelled: tuple[str, ...]
    once: Mapping[str, Inclusion]

    def of(self, project: str) -> Funding:
        """Return the money of a project; empty where nothing is written."""
        found = (one for one in self.projects if one.project == project)
        return next(found, Funding(project))

    @property
    def counted(self) -> tuple[Funding, ...]:
        """The projects that are not cancelled."""
        return tuple(one for one in self.projects if one.project not in self.cancelled)


def fundings_of(answers: Answers) -> Fundings:
    """Return what every project and the plan cost, and who pays."""
    projects = projects_of(answers)
    costs, sources = costs_of(answers), sources_of(answers)
    cancelled = tuple(one.row for one in projects if one.is_cancelled)
    holders = {one.row: one.included_in for one in projects if one.included_in}
    written = _by_project(costs, sources)
    own = {one.row: written.get(one.row, Funding(one.row)) for one in projects}
    once = {
        name: inclusion(
            {
                row: getattr(one, name)
                for row, one in own.items()
                if row not in cancelled and getattr(one, name)
            },
            {row: one for row, one in holders.items() if row not in cancelled},
            cancelled,
        )
        for name in MEASURES
    }
    return Fundings(
        projects=tuple(own.values()),
        unplaced=written.get(None, Funding(None)),
        plan=Funding(
            None,
            tuple(
                one
                for one in costs
                if one.project not in {*cancelled, *once["cost"].inside}
            ),
            tuple(
                one
                for one in sources
                if one.project not in cancelled and not _is_inside(one, once)
            ),
        ),
        cancelled=cancelled,
        once=MappingProxyType(once),
    )


def _is_inside(source: Source, once: Mapping[str, Inclusion]) -> bool:
    found = once.get(source.status or "")
    return found is not None and source.project in found.inside


def _by_project(
    costs: Iterable[Cost], sources: Iterable[Source]
) -> Mapping[str | None, Funding]:
    """Return what names each project, and what names none."""
    of_costs: dict[str | None, list[Cost]] = defaultdict(list)
    of_sources: dict[str | None, list[Source]] = defaultdict(list)
    for cost in costs:
        of_costs[cost.project].append(cost)
    for source in sources:
        of_sources[source.project].append(source)
    return {
        one: Funding(one, tuple(of_costs[one]), tuple(of_sources[one]))
        for one in {*of_costs, *of_sources}
    }


def _sum(rows: Iterable[Cost | Source]) -> Decimal:
    return sum((one.amount for one in rows if one.amount is not None), _ZERO)
