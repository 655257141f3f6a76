"""When what the plan brings in money has paid for what it costs: a rule that can be said.

- A benefit in money comes every year, from the year after its project ends (step 10).
- A cost stands in its year; one that names none is paid from the first year on.
- The running costs of the last year that is written go on every year after it.
- The break-even is the first year from which all benefits since the beginning are at least
  all costs, and stay so.

Nothing is discounted. A benefit whose project has no end, or that names no project, has no
year in which it begins: it does not count, and is told.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

from smartcity_widgets.values.dates import LAST_YEAR

from .funding import fundings_of
from .projects import projects_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from smartcity_widgets.answers import Answers

    from .costing import Cost

__all__ = ["BENEFITS", "BreakEven", "break_even_of"]

BENEFITS = "means/benefits"
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class BreakEven:
    """When the plan has paid for itself.

    Attributes
    ----------
    year
        None where it never does, or where no cost or no benefit counts.
    yearly
        What a year brings, once every project has ended.
    uncounted
        The benefits in money that nobody can place in time: rows, in order.
    """

    year: int | None
    yearly: Decimal
    uncounted: tuple[str, ...]


def break_even_of(answers: Answers) -> BreakEven:
    """Return when the benefits in money have paid for the costs of the plan."""
    projects = {one.row: one for one in projects_of(answers)}
    begins: dict[int, Decimal] = defaultdict(Decimal)
    uncounted = []
    for row in answers.table(BENEFITS, ("project", "monetised")):
        project = projects.get(row.get("project", ""))
        if "monetised" not in row or (project and project.is_cancelled):
            continue
        if project is None or project.end is None:
            uncounted.append(row["id"])
        else:
            begins[project.end.year + 1] += Decimal(row["monetised"])
    costs = fundings_of(answers).plan.costs
    return BreakEven(
        year=_year(begins, costs),
        yearly=sum(begins.values(), _ZERO),
        uncounted=tuple(uncounted),
    )


def _year(begins: Mapping[int, Decimal], costs: Iterable[Cost]) -> int | None:
    """Return the first year from which the balance is not negative any more."""
    paid: dict[int | None, Decimal] = defaultdict(Decimal)
    for one in costs:
        paid[one.year] += one.amount or _ZERO
    if not begins or not any(paid.values()):
        return None
    goes_on = _going_on(costs)
    years = [*begins, *(one for one in paid if one is not None)]
    first, last = min(years), max(years)
    balance, yearly, since = -paid[None], _ZERO, None
    for year in range(first, last + 1):
        yearly += begins.get(year, _ZERO)
        balance += yearly - paid.get(year, _ZERO)
        balance -= sum((amount for end, amount in goes_on if end < year), _ZERO)
        since = None if balance < 0 else since or year
    net = yearly - sum((amount for _, amount in goes_on), _ZERO)
    if net < 0 or (net == 0 and since is None):
        return None
    if since is None:
        since = last + ceil(Fraction(-balance) / Fraction(net))
    return since if since <= LAST_YEAR else None


def _going_on(costs: Iterable[Cost]) -> list[tuple[int, Decimal]]:
    """Return, of each project, its last year with running costs and what they are."""
    running: dict[str | None, dict[int, Decimal]] = {}
    for one in costs:
        if one.type == "opex" and one.year is not None and one.amount:
            years = running.setdefault(one.project, defaultdict(Decimal))
            years[one.year] += one.amount
    return [(max(years), years[max(years)]) for years in running.values()]
