"""Strengths, weaknesses, opportunities and threats, the weightiest first."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smartcity_widgets.answers import Answers

__all__ = ["HEAVIEST", "QUADRANTS", "Statement", "Swot", "swot"]

QUADRANTS = ("s", "w", "o", "t")
"""Strengths and weaknesses (inside), opportunities and threats (from outside)."""

HEAVIEST = 5
"""The scale of importance runs from 1 to this."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One line of the board.

    Attributes
    ----------
    row
        Its row of ``diagnosis/swot``.
    importance
        1 to `HEAVIEST`; None where nobody said.
    """

    row: str
    text: str
    dimension: str | None
    importance: int | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Swot:
    """The board.

    Attributes
    ----------
    quadrants
        Every quadrant, also an empty one, to its statements: the weightiest first, those of
        one weight as they were written, those without one last.
    unplaced
        Statements that stand in no quadrant yet.
    """

    quadrants: Mapping[str, tuple[Statement, ...]]
    unplaced: tuple[Statement, ...]

    @property
    def count(self) -> int:
        """How many statements there are, placed or not."""
        return sum(map(len, self.quadrants.values())) + len(self.unplaced)

    @property
    def weighed(self) -> bool:
        """Whether any statement on the board has an importance."""
        return any(one.importance for ones in self.quadrants.values() for one in ones)


def swot(answers: Answers) -> Swot:
    """Return the board of a diagnosis; a row without a statement is none."""
    columns = ("quadrant", "dimension", "statement", "source", "importance")
    placed: dict[str, list[Statement]] = {name: [] for name in QUADRANTS}
    unplaced: list[Statement] = []
    for row in answers.table("diagnosis/swot", columns):
        if "statement" not in row:
            continue
        one = Statement(
            row=row["id"],
            text=row["statement"],
            dimension=row.get("dimension"),
            importance=row.get("importance"),
            source=row.get("source"),
        )
        placed.get(row.get("quadrant", ""), unplaced).append(one)
    return Swot(
        MappingProxyType(
            {
                name: tuple(sorted(ones, key=lambda one: -(one.importance or 0)))
                for name, ones in placed.items()
            }
        ),
        tuple(unplaced),
    )
