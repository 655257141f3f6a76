"""The action plan in one sentence: how many projects, what they cost, what is not in it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from smartcity_widgets.analysis.spending import SORTS

from .money import with_vat

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartcity_widgets.analysis.portfolio import Portfolio
    from smartcity_widgets.analysis.spending import Sort

    from ..told import Told

__all__ = ["lead"]

KEY = "findings.action-plan"


def lead(found: Portfolio, told: Told) -> str:
    """Return what there is to know of the plan first."""
    return " ".join(_sentences(found, told))


def _sentences(found: Portfolio, told: Told) -> Iterator[str]:
    count = len(found.projects)
    costs = [
        told.say(
            f"{KEY}.costs.{sort}", amount=with_vat(found.sums[sort].total, found, told)
        )
        for sort in SORTS
        if found.sums[sort].added
    ]
    if costs:
        between = told.say(f"{KEY}.between")
        yield told.count(f"{KEY}.lead", count, costs=between.join(costs))
    elif count:
        yield told.count(f"{KEY}.lead_uncosted", count)
    inside = {row for sort in SORTS for row in found.sums[sort].inside}
    if inside:
        amounts = _amounts({sort: _inside(found, sort) for sort in SORTS}, found, told)
        yield told.count(f"{KEY}.inside", len(inside), amounts=amounts)
    if costs and found.without_amount:
        yield told.count(f"{KEY}.without_amount", len(found.without_amount))
    if found.cancelled:
        amounts = _amounts(
            {sort: found.cancelled_amount(sort) for sort in SORTS}, found, told
        )
        key = f"{KEY}.cancelled" if amounts else f"{KEY}.cancelled_uncosted"
        yield told.count(key, len(found.cancelled), amounts=amounts)


def _inside(found: Portfolio, sort: Sort) -> Decimal:
    return sum(found.sums[sort].inside.values(), Decimal(0))


def _amounts(sums: dict[Sort, Decimal], found: Portfolio, told: Told) -> str:
    """Return the amounts that are something, each with its sort and VAT."""
    said = [
        told.say(f"{KEY}.costs.{sort}", amount=with_vat(amount, found, told))
        for sort, amount in sums.items()
        if amount
    ]
    return told.say(f"{KEY}.between").join(said)
