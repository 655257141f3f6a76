"""Projects in pictures: what they are called, and their kind as a shape."""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING

from smartcity_widgets.analysis.projects import KINDS
from smartcity_widgets.values.amounts import format_money

from .lettering import lettered, width_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from smartcity_widgets.analysis.projects import Project
    from smartcity_widgets.words import Words

__all__ = [
    "NUMBER",
    "REACH",
    "amount_of",
    "kind_of",
    "kinds_shown",
    "least_radius",
    "title_of",
]

NUMBER = 13
"""Size of the letters of a number in its shape."""

REACH = 1.253
"""Half the widest shape, the lozenge, of a circle of radius 1 and the same area."""


def title_of(project: Project, number: int, words: Words) -> str:
    """Return what a project is called; its number where it has no title."""
    if not project.title.strip():
        return words.say("chart.projects.unnamed", n=number)
    return lettered(project.title)


def kind_of(kind: str | None, words: Words) -> str:
    """Return the kind of a project in words."""
    return words.say(f"choice.project_kinds.{kind}" if kind else "chart.projects.no_kind")


def kinds_shown(projects: Iterable[Project], words: Words) -> dict[str, str]:
    """Return the kinds for a legend, those not said last and only where there are some."""
    found = {one: kind_of(one, words) for one in KINDS}
    if any(one.kind is None for one in projects):
        found["unsaid"] = kind_of(None, words)
    return found


def least_radius(numbers: Iterable[int]) -> float:
    """Return the least radius of a shape that holds the widest of these numbers."""
    widths = [width_of(str(one), NUMBER, bold=True) for one in numbers]
    return max(12.0, hypot(max(widths, default=0) / 2, NUMBER * 0.4) + 2.5)


def amount_of(amount: Decimal | None, currency: str, words: Words) -> str:
    """Return an amount of money, or that there is none."""
    if amount is None:
        return words.say("chart.none")
    return format_money(amount, currency, words.language)
