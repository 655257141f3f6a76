"""What to look at again in how the projects run, each with where it is put right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from smartcity_widgets.analysis.milestones import MILESTONES
from smartcity_widgets.analysis.projects import PROJECTS

from .saying import KEY, milestone_name, money, project

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartcity_widgets.analysis.delivery import Delivery
    from smartcity_widgets.analysis.unsure import Unsure
    from smartcity_widgets.render.drawing import Drawing

__all__ = ["Warned", "warnings"]


@dataclass(frozen=True, slots=True)
class Warned:
    """Something to look at again: what it is about, why, and where it is put right."""

    name: str
    said: str
    step: str
    path: str


def warnings(
    ones: Sequence[Unsure], found: Delivery, drawing: Drawing
) -> tuple[Warned, ...]:
    """Return what does not agree, in the order in which it is told."""
    overspent = {one.project.row: one.overspent for one in found.courses}
    said = []
    for one in ones:
        amount = money(overspent[one.project], drawing) if one.project in overspent else ""
        said.append(
            Warned(
                _name(one, drawing),
                drawing.say(f"{KEY}.unsure.{one.rule}", amount=amount),
                one.path.partition("/")[0],
                one.path,
            )
        )
    return tuple(said)


def _name(one: Unsure, drawing: Drawing) -> str:
    table, _, row = one.subject.rpartition("/")
    if table == PROJECTS:
        return project(row, drawing)
    if table == MILESTONES:
        name = milestone_name(row, drawing)
        if one.project is None:
            return name
        title = project(one.project, drawing)
        return drawing.say(f"{KEY}.milestone_of", name=name, project=title)
    return drawing.label_of(table, row)
