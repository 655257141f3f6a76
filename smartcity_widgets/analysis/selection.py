"""What the group keeps as priorities, and what it leaves out.

A need has one of three fates: a priority answers to it, it was left out with a reason, or
nobody said yet. Nothing is dropped unseen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .needs import rows_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method

    from .needs import Need

__all__ = [
    "LEFT_OUT",
    "MOST",
    "SELECTED",
    "LeftOut",
    "Priority",
    "Selection",
    "selection_of",
]

SELECTED, LEFT_OUT = "vision/selected", "vision/left_out"
MOST = 7
"""More priorities than this are no priorities."""


@dataclass(frozen=True, slots=True)
class Priority:
    """One that is kept, with the needs it answers to and why it was chosen."""

    id: str
    text: str
    needs: tuple[Need, ...]
    dimension: str | None
    rationale: str
    pst_objective: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A need that is not kept, and why; an empty reason where none was given."""

    id: str
    need: Need
    reason: str


@dataclass(frozen=True, slots=True)
class Selection:
    """The choice of the group.

    Attributes
    ----------
    unsettled
        The needs in no priority and not left out.
    both
        The needs in a priority and left out as well.
    """

    priorities: tuple[Priority, ...]
    left_out: tuple[LeftOut, ...]
    unsettled: tuple[Need, ...]
    both: tuple[Need, ...]

    @property
    def too_many(self) -> bool:
        """Whether there are more than seven: the rule ``too-many-priorities``."""
        return len(self.priorities) > MOST


def selection_of(method: Method, answers: Answers, needs: Sequence[Need]) -> Selection:
    """Return what the group kept of its needs and what it left out."""
    known = {one.id: one for one in needs}
    columns = ("priority", "needs", "dimension", "rationale", "pst_objective")
    kept = tuple(
        Priority(
            id=row["id"],
            text=str(row.get("priority", "")),
            needs=tuple(known[one] for one in row.get("needs", ()) if one in known),
            dimension=row.get("dimension"),
            rationale=str(row.get("rationale", "")),
            pst_objective=str(row.get("pst_objective", "")),
        )
        for row in rows_of(SELECTED, columns, method, answers)
    )
    left = tuple(
        LeftOut(row["id"], known[row["need"]], str(row.get("reason", "")))
        for row in rows_of(LEFT_OUT, ("need", "reason"), method, answers)
        if row.get("need") in known
    )
    inside = {need.id for one in kept for need in one.needs}
    outside = {one.need.id for one in left}
    return Selection(
        priorities=kept,
        left_out=left,
        unsettled=tuple(one for one in needs if one.id not in inside | outside),
        both=tuple(one for one in needs if one.id in inside & outside),
    )
