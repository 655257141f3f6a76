"""What brings much for little: the projects by impact and effort, from 1 to 5 each.

From `STRONG` on an impact is great, and an effort heavy; that parts the board in four. Both
numbers are people's own: nothing here says which project is right.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from decimal import Decimal

    from .portfolio import Portfolio
    from .projects import Project

__all__ = ["PLACES", "QUADRANTS", "STRONG", "Effort", "Efforts", "Quadrant", "efforts_of"]

PLACES = (1, 2, 3, 4, 5)
STRONG = 4
"""From this on, of 5, an impact is great and an effort heavy."""

Quadrant = Literal["first", "major", "beside", "doubtful"]
QUADRANTS: tuple[Quadrant, ...] = get_args(Quadrant)
"""Great for little; great and heavy; little for little; little and heavy."""


@dataclass(frozen=True, slots=True)
class Effort:
    """One project on the board.

    Attributes
    ----------
    number
        Its place in the action plan, from 1: what people call it by.
    amount
        Its own investment, wherever it is counted; None where it is not known.
    """

    number: int
    project: Project
    amount: Decimal | None

    @property
    def quadrant(self) -> Quadrant | None:
        """Which part of the board it is in; None without both numbers."""
        impact, effort = self.project.impact, self.project.effort
        if impact is None or effort is None:
            return None
        if effort >= STRONG:
            return "major" if impact >= STRONG else "doubtful"
        return "first" if impact >= STRONG else "beside"


@dataclass(frozen=True, slots=True)
class Efforts:
    """The projects that have a place on the board, and those that have none."""

    placed: tuple[Effort, ...]
    unplaced: tuple[Effort, ...]
    currency: str
    vat: str

    def at(self, effort: int, impact: int) -> tuple[Effort, ...]:
        """Return those on one spot, in order."""
        return tuple(
            one
            for one in self.placed
            if (one.project.effort, one.project.impact) == (effort, impact)
        )

    def within(self, quadrant: Quadrant) -> tuple[Effort, ...]:
        """Return those of one part of the board, in order."""
        return tuple(one for one in self.placed if one.quadrant == quadrant)


def efforts_of(portfolio: Portfolio) -> Efforts:
    """Return where each project stands; cancelled ones stand nowhere."""
    every = [
        Effort(portfolio.numbers[one.row], one, portfolio.spending[one.row].amount("capex"))
        for one in portfolio.projects
    ]
    return Efforts(
        placed=tuple(one for one in every if one.quadrant is not None),
        unplaced=tuple(one for one in every if one.quadrant is None),
        currency=portfolio.currency,
        vat=portfolio.vat,
    )
