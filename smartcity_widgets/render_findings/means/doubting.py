"""What the sums leave out or could not place: told, each with where to put it right."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from smartcity_widgets.analysis.breakeven import BENEFITS, break_even_of
from smartcity_widgets.analysis.costing import COSTS, SOURCES, Cost
from smartcity_widgets.analysis.funding import MEASURES
from smartcity_widgets.analysis.projects import PROJECTS

from .saying import KEY, Saying

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from smartcity_widgets.analysis.costing import Source
    from smartcity_widgets.analysis.funding import Fundings

__all__ = ["Doubt", "doubts"]

_HOPED = {"idea", "refused"}
"""A source that is no more than this is in no sum, whatever it lacks."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something to look at again, and the table or the row it is about."""

    said: Markup | str
    path: str


def doubts(found: Fundings, saying: Saying) -> tuple[Doubt, ...]:
    """Return what to look at again, in the order in which the sums are made."""
    return (*_rows(found, saying), *_projects(found, saying), *_benefits(saying))


def _rows(found: Fundings, saying: Saying) -> Iterator[Doubt]:
    plan = found.plan
    rows: tuple[Cost | Source, ...] = (
        *plan.costs,
        *(one for one in plan.sources if one.status not in _HOPED),
    )
    kinds: tuple[tuple[str, tuple[Cost | Source, ...]], ...] = (
        ("unplaced", (*found.unplaced.costs, *found.unplaced.sources)),
        ("without_amount", plan.without_amount),
        ("without_year", tuple(one for one in rows if one.year is None)),
        ("without_status", plan.without_status),
    )
    for name, these in kinds:
        if these:
            said = saying.told.count(f"{KEY}.{name}", len(these))
            yield Doubt(said, _path(these[0]))


def _path(row: Cost | Source) -> str:
    return f"{COSTS if isinstance(row, Cost) else SOURCES}/{row.row}"


def _projects(found: Fundings, saying: Saying) -> Iterator[Doubt]:
    written = [one for one in found.cancelled if not found.of(one).is_empty]
    if written:
        yield Doubt(saying.names("cancelled", written), PROJECTS)
    for name in MEASURES:
        inside = found.once[name].inside
        if inside:
            amount = saying.amount(sum(inside.values(), Decimal(0)))
            yield Doubt(saying.names(f"inside_{name}", inside, amount=amount), PROJECTS)
    misfits = found.once["cost"].misfits
    if misfits:
        amount = saying.amount(sum((one.amount for one in misfits), Decimal(0)))
        rows = [one.row for one in misfits]
        yield Doubt(saying.names("misfit", rows, amount=amount), PROJECTS)


def _benefits(saying: Saying) -> Iterator[Doubt]:
    if saying.told.method.at(BENEFITS) is None:
        return
    uncounted = break_even_of(saying.told.answers).uncounted
    if uncounted:
        said = saying.told.count(f"{KEY}.uncounted", len(uncounted))
        yield Doubt(said, f"{BENEFITS}/{uncounted[0]}")
