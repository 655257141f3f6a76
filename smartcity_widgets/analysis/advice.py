"""What to say of a readiness besides its numbers: what carries it, and where to go next.

Advice is ordered, never counted in points: a municipality acts on sentences.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, get_args

from .verdict import KEY_CRITERIA, KEY_LEVEL, TOP

if TYPE_CHECKING:
    from .readiness import Criterion, Readiness

__all__ = ["NextStep", "Reason", "next_steps", "strengths"]

Reason = Literal["zero", "key", "disagreement", "level"]
"""Why a step comes where it comes, the most urgent first."""

STRENGTHS = 3


@dataclass(frozen=True, slots=True)
class NextStep:
    """One criterion to bring to its next level.

    Attributes
    ----------
    start
        The whole level it has reached.
    reason
        A criterion at ``zero``, a ``key`` one below level 2, a ``disagreement`` of the
        room, or simply its ``level``.
    """

    criterion: Criterion
    start: int
    reason: Reason

    @property
    def goal(self) -> int:
        """The level to reach."""
        return self.start + 1


def strengths(readiness: Readiness) -> tuple[Criterion, ...]:
    """Return the three criteria that stand highest, from level 2 on.

    Among equals: what the group agreed first, then one of each prerequisite in turn.
    """
    found = [
        ((-one.level, one.source != "agreed", place, order), one)
        for order, prerequisite in enumerate(readiness.prerequisites.values())
        for place, one in enumerate(prerequisite.criteria)
        if isinstance(one.level, Fraction) and one.level >= KEY_LEVEL
    ]
    return tuple(one for _, one in sorted(found, key=lambda pair: pair[0])[:STRENGTHS])


def next_steps(readiness: Readiness) -> tuple[NextStep, ...]:
    """Return every criterion below the top level, the most urgent first.

    Those at 0; then a decision, means and a lead below level 2; then those the room
    disagrees about, the widest apart first; then by level. Opinions that were not revealed
    yet say nothing.
    """
    found = []
    for order, one in enumerate(readiness.criteria.values()):
        if not isinstance(one.level, Fraction) or one.level >= TOP:
            continue
        reason = _reason(one, one.level)
        agreement = (one.opinions.consensus or 0) if reason == "disagreement" else 0
        place = (get_args(Reason).index(reason), agreement, one.level, order)
        found.append((place, NextStep(one, int(one.level), reason)))
    return tuple(one for _, one in sorted(found, key=lambda pair: pair[0]))


def _reason(criterion: Criterion, level: Fraction) -> Reason:
    if level == 0:
        return "zero"
    if criterion.id in KEY_CRITERIA and level < KEY_LEVEL:
        return "key"
    if criterion.opinions.discuss and criterion.revealed:
        return "disagreement"
    return "level"
