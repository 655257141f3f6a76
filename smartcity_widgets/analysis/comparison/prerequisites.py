"""The prerequisites of two cycles under one set of rules."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from ..readiness import readiness
from ..verdict import judge

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method

    from ..verdict import Level, Rules, Verdict

__all__ = ["Shift", "Stand", "shifts_of", "stand_of"]


@dataclass(frozen=True, slots=True)
class Stand:
    """Where the prerequisites of one cycle stand.

    Attributes
    ----------
    overall
        0 to 100; None where nothing is known.
    scores
        Prerequisite to its score, 0 to 100, or None.
    levels
        Criterion to the level in force.
    """

    verdict: Verdict
    overall: Fraction | None
    scores: Mapping[str, Fraction | None]
    levels: Mapping[str, Level]

    @property
    def is_known(self) -> bool:
        """Whether any criterion has a level."""
        return self.overall is not None


@dataclass(frozen=True, slots=True)
class Shift:
    """A prerequisite or criterion in both cycles; None where it is not known."""

    id: str
    before: Fraction | None
    after: Fraction | None

    @property
    def difference(self) -> Fraction | None:
        """How much it moved; None where one of them is not known."""
        if self.before is None or self.after is None:
            return None
        return self.after - self.before


def stand_of(method: Method, answers: Answers, rules: Rules) -> Stand:
    """Return where the prerequisites stand under some rules."""
    criteria = readiness(method, answers).criteria
    levels = {name: one.level for name, one in criteria.items()}
    judgement = judge(levels, rules)
    scores = {step: one.value for step, one in judgement.scores.items()}
    return Stand(judgement.verdict, judgement.overall, scores, levels)


def shifts_of(
    before: Stand, after: Stand, rules: Rules
) -> tuple[tuple[Shift, ...], tuple[Shift, ...]]:
    """Return each prerequisite in both, and the criteria that moved, most first."""
    shifts = tuple(
        Shift(step, before.scores.get(step), after.scores.get(step))
        for step in rules.criteria
    )
    criteria = [
        Shift(one, _known(before.levels.get(one)), _known(after.levels.get(one)))
        for names in rules.criteria.values()
        for one in names
    ]
    moved = [one for one in criteria if one.difference]
    moved.sort(key=_distance, reverse=True)
    return shifts, tuple(moved)


def _distance(one: Shift) -> Fraction:
    return abs(one.difference or Fraction(0))


def _known(level: Level) -> Fraction | None:
    return level if isinstance(level, Fraction) else None
