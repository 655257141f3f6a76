"""What to look at again in the action plan, each with the place where it is mended."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from smartcity_widgets.analysis.coherence import CHECKS
from smartcity_widgets.analysis.objectives import OBJECTIVES
from smartcity_widgets.analysis.projects import PROJECTS
from smartcity_widgets.analysis.roadmap import snags_of
from smartcity_widgets.analysis.spending import COSTS

from ..naming import naming
from .money import with_vat

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from smartcity_widgets.analysis.portfolio import Portfolio
    from smartcity_widgets.analysis.roadmap import Snag
    from smartcity_widgets.render.drawing import Drawing

    from ..told import Told

__all__ = ["Warned", "warnings"]

KEY = "findings.action-plan"
STEP = "action-plan"

_MENDED = {
    "project-dates-reversed": "end",
    "project-dependency-cycle": "depends_on",
    "project-before-dependency": "start",
    "dependency-cancelled": "depends_on",
}
"""Snag to the column where it is most likely mended."""


@dataclass(frozen=True, slots=True)
class Warned:
    """Something to look at again: the project, why, and where to go.

    Attributes
    ----------
    name
        Empty where it is about several; then `said` leads there.
    """

    name: str
    said: Markup
    step: str
    path: str


def warnings(found: Portfolio, drawing: Drawing, told: Told) -> tuple[Warned, ...]:
    """Return them; a report has those of the golden thread in that part."""
    names = {
        one.row: _name(one.title, found.numbers[one.row], told)
        for one in (*found.projects, *found.cancelled)
    }
    every = (
        *_snags(found, names, told),
        *_misfits(found, names, told),
        *_differing(found, names, told),
        *_strays(found, told),
        *_missing(found, names, drawing, told),
    )
    return tuple(one for rule, one in every if not (told.report and rule in CHECKS))


def _name(title: str, number: int, told: Told) -> str:
    return title if title.strip() else told.say("chart.projects.unnamed", n=number)


def _snags(
    found: Portfolio, names: dict[str, str], told: Told
) -> Iterator[tuple[str, Warned]]:
    projects = sorted(
        (*found.projects, *found.cancelled), key=lambda one: found.numbers[one.row]
    )
    for one in snags_of(projects):
        path = f"{PROJECTS}/{one.row}/{_MENDED[one.rule]}"
        yield one.rule, Warned(names[one.row], _said(one, names, told), STEP, path)


def _said(one: Snag, names: dict[str, str], told: Told) -> Markup:
    key = f"{KEY}.snag.{one.rule}"
    if one.rule == "project-dates-reversed":
        return escape(told.say(key))
    if not one.others:
        return escape(told.say(f"{key}-itself"))
    return naming(told.words, key, [names[row] for row in one.others])


def _misfits(
    found: Portfolio, names: dict[str, str], told: Told
) -> Iterator[tuple[str, Warned]]:
    for sort, one in found.misfits:
        said = naming(
            told.words,
            f"{KEY}.misfit.{one.why}",
            [names[one.holder]],
            amount=told.say(
                f"{KEY}.costs.{sort}", amount=with_vat(one.amount, found, told)
            ),
            room="" if one.room is None else with_vat(one.room, found, told),
        )
        path = f"{PROJECTS}/{one.row}/included_in"
        yield one.why, Warned(names[one.row], said, STEP, path)


def _differing(
    found: Portfolio, names: dict[str, str], told: Told
) -> Iterator[tuple[str, Warned]]:
    for one in found.differing:
        said = told.say(
            f"{KEY}.differs.{one.sort}",
            planned=with_vat(one.planned, found, told),
            listed=with_vat(one.listed, found, told),
        )
        yield (
            "differs",
            Warned(names[one.row], escape(said), COSTS.partition("/")[0], COSTS),
        )


def _strays(found: Portfolio, told: Told) -> Iterator[tuple[str, Warned]]:
    if found.strays:
        amount = sum((one.amount for one in found.strays), Decimal(0))
        said = told.count(
            f"{KEY}.strays", len(found.strays), amount=with_vat(amount, found, told)
        )
        path = f"{COSTS}/{found.strays[0].row}/project"
        yield "strays", Warned("", escape(said), COSTS.partition("/")[0], path)


def _missing(
    found: Portfolio, names: dict[str, str], drawing: Drawing, told: Told
) -> Iterator[tuple[str, Warned]]:
    if found.orphans:
        said = _listed("orphans", [names[row] for row in found.orphans], told)
        path = f"{PROJECTS}/{found.orphans[0]}/objective"
        yield "project-without-objective", Warned("", said, STEP, path)
    if found.unserved and found.projects:
        objectives = [drawing.label_of(OBJECTIVES, row) for row in found.unserved]
        said = _listed("unserved", objectives, told)
        yield "objective-without-project", Warned("", said, STEP, PROJECTS)


def _listed(key: str, names: Sequence[str], told: Told) -> Markup:
    return naming(told.words, f"{KEY}.{key}", names, counting=len(names))
