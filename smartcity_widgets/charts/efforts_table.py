"""The board of impact and effort as a table: each part of it with its projects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartcity_widgets.analysis.efforts import QUADRANTS

from .figure import draw
from .kinds import amount_of, kind_of, title_of

if TYPE_CHECKING:
    from smartcity_widgets.analysis.efforts import Effort, Efforts
    from smartcity_widgets.words import Words

__all__ = ["table_of"]

NAME = "efforts"
KEY = f"chart.{NAME}"


def table_of(found: Efforts, words: Words) -> str:
    """Return the table; those without a place stand last, and what is missing is told."""
    groups = [
        (words.say(f"{KEY}.zone.{zone}"), [_line(one, found, words) for one in ones])
        for zone in QUADRANTS
        if (ones := found.within(zone))
    ]
    if found.unplaced:
        lines = [_line(one, found, words) for one in found.unplaced]
        groups.append((words.say(f"{KEY}.unplaced"), lines))
    vat = words.say(f"chart.projects.vat.{found.vat}")
    return draw(
        f"{NAME}.table.j2",
        say=words.say,
        groups=groups,
        amount=words.say(f"{KEY}.amount", vat=vat),
    )


def _line(one: Effort, found: Efforts, words: Words) -> tuple[str, ...]:
    none = words.say("chart.none")
    return (
        str(one.number),
        title_of(one.project, one.number, words),
        str(one.project.impact or none),
        str(one.project.effort or none),
        kind_of(one.project.kind, words),
        amount_of(one.amount, found.currency, words),
    )
