"""The action plan as a whole: what it costs, each euro once, and how it is balanced.

Cancelled projects are not counted, and that is told. Amounts are in the workbook's currency
and say VAT as the workbook says it; they are exact, and nothing is rounded here.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

from .inclusion import Inclusion, Misfit, inclusion
from .objectives import OBJECTIVES
from .projects import PROJECTS, Project, projects_of
from .spending import COSTS, SORTS, Cost, Sort, Spending, costs_of, spending_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method

__all__ = ["Differing", "Portfolio", "Share", "YearOfCosts", "balance_of", "portfolio_of"]


@dataclass(frozen=True, slots=True)
class YearOfCosts:
    """What all projects cost together in one year; the last one stands for no year."""

    year: int | None
    amounts: Mapping[Sort, Decimal]

    @property
    def total(self) -> Decimal:
        """All sorts of costs of the year."""
        return sum(self.amounts.values(), Decimal(0))


@dataclass(frozen=True, slots=True)
class Differing:
    """A project of which step 10 says another amount than the costs of step 11."""

    row: str
    sort: Sort
    planned: Decimal
    listed: Decimal


@dataclass(frozen=True, slots=True)
class Share:
    """What one dimension, or one kind, has of the plan; `id` is None for none named."""

    id: str | None
    count: int
    capex: Decimal


@dataclass(frozen=True)
class Portfolio:
    """The whole plan.

    Attributes
    ----------
    projects
        Those that are to be done, or are done, in order.
    cancelled
        The others: not counted.
    numbers
        Row to its place in the action plan, from 1, cancelled projects too: what people
        call it by in every picture.
    spending
        Row to what it costs, cancelled projects too.
    sums
        Sort of cost to what is added. Of running costs it is what a year takes once
        everything runs.
    differing
        Where step 10 and step 11 do not say the same; what step 11 lists is counted.
    strays
        Costs of step 11 that name no project, or no sort: in no total.
    orphans
        The projects that serve no objective.
    unserved
        The rows of the objectives that no project serves.
    currency, vat
        In what every amount is; whether VAT is ``included`` or ``excluded``.
    """

    projects: tuple[Project, ...]
    cancelled: tuple[Project, ...]
    numbers: Mapping[str, int]
    spending: Mapping[str, Spending]
    sums: Mapping[Sort, Inclusion]
    years: tuple[YearOfCosts, ...]
    differing: tuple[Differing, ...]
    strays: tuple[Cost, ...]
    orphans: tuple[str, ...]
    unserved: tuple[str, ...]
    currency: str
    vat: str

    @property
    def misfits(self) -> tuple[tuple[Sort, Misfit], ...]:
        """Amounts said to be counted inside another that cannot hold them: added."""
        return tuple((sort, one) for sort in SORTS for one in self.sums[sort].misfits)

    @property
    def without_amount(self) -> tuple[str, ...]:
        """The projects of which no amount of any sort is known: the totals lack them."""
        return tuple(
            one.row
            for one in self.projects
            if all(self.spending[one.row].amount(sort) is None for sort in SORTS)
        )

    def cancelled_amount(self, sort: Sort) -> Decimal:
        """Return what the cancelled projects would have cost."""
        amounts = (self.spending[one.row].amount(sort) for one in self.cancelled)
        return sum((one for one in amounts if one is not None), Decimal(0))


def portfolio_of(method: Method, answers: Answers) -> Portfolio:
    """Return the action plan as a whole; what an adaptation hides is not counted."""
    every = projects_of(answers) if method.asks(PROJECTS) else ()
    costs = costs_of(answers) if method.asks(COSTS) else ()
    projects = tuple(one for one in every if not one.is_cancelled)
    cancelled = tuple(one for one in every if one.is_cancelled)
    until = _last_year(projects, costs)
    spending = {one.row: spending_of(one, costs, until=until) for one in every}
    holders = {one.row: one.included_in for one in projects if one.included_in is not None}
    gone = frozenset(one.row for one in cancelled)
    sums = {
        sort: inclusion(_amounts(projects, spending, sort), holders, gone) for sort in SORTS
    }
    serving = {objective for one in projects for objective in one.objectives}
    objectives = answers.rows(OBJECTIVES) if method.asks(OBJECTIVES) else ()
    return Portfolio(
        projects=projects,
        cancelled=cancelled,
        numbers=MappingProxyType({one.row: n for n, one in enumerate(every, start=1)}),
        spending=MappingProxyType(spending),
        sums=MappingProxyType(sums),
        years=_years(spending, sums),
        differing=tuple(_differing(projects, spending)),
        strays=tuple(one for one in costs if one.project is None or one.sort is None),
        orphans=tuple(one.row for one in projects if not one.objectives),
        unserved=tuple(one for one in objectives if one not in serving),
        currency=answers.currency,
        vat=answers.vat,
    )


def balance_of(portfolio: Portfolio, by: str, choices: Sequence[str]) -> tuple[Share, ...]:
    """Return what each dimension or kind has of the plan, in order; last, none named.

    A choice without a project is there: it may be what the plan lacks. An amount that is
    counted inside another project's is counted where that one stands.

    Parameters
    ----------
    by
        ``dimension`` or ``kind``.
    """
    added = portfolio.sums["capex"].added
    found: dict[str | None, list[Project]] = {one: [] for one in (*choices, None)}
    for one in portfolio.projects:
        found.get(getattr(one, by), found[None]).append(one)
    shares = (
        Share(
            choice,
            len(ones),
            sum((added.get(one.row, Decimal(0)) for one in ones), Decimal(0)),
        )
        for choice, ones in found.items()
    )
    return tuple(one for one in shares if one.id is not None or one.count)


def _last_year(projects: Iterable[Project], costs: Iterable[Cost]) -> int | None:
    """Return the last year in which a project ends or a listed cost falls."""
    rows = {one.row for one in projects}
    years = [one.end.year for one in projects if one.end is not None]
    years += [one.year for one in costs if one.year is not None and one.project in rows]
    return max(years, default=None)


def _amounts(
    projects: Iterable[Project], spending: Mapping[str, Spending], sort: Sort
) -> dict[str, Decimal]:
    amounts = {one.row: spending[one.row].amount(sort) for one in projects}
    return {row: amount for row, amount in amounts.items() if amount is not None}


def _years(
    spending: Mapping[str, Spending], sums: Mapping[Sort, Inclusion]
) -> tuple[YearOfCosts, ...]:
    found: dict[int | None, dict[Sort, Decimal]] = {}
    for sort in SORTS:
        for row in sums[sort].added:
            for year, amount in spending[row].years.get(sort, {}).items():
                of = found.setdefault(year, dict.fromkeys(SORTS, Decimal(0)))
                of[sort] += amount
    return tuple(
        YearOfCosts(year, MappingProxyType(found[year]))
        for year in sorted(found, key=lambda one: (one is None, one or 0))
    )


def _differing(
    projects: Iterable[Project], spending: Mapping[str, Spending]
) -> Iterable[Differing]:
    for project in projects:
        one = spending[project.row]
        for sort in SORTS:
            listed = one.amount(sort)
            if listed is not None and one.differs(sort):
                yield Differing(project.row, sort, one.planned[sort], listed)
