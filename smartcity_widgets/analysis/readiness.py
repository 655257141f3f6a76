"""Where a municipality stands before it plans: scores, verdict, and how sure they are.

The levels in force come from the group's agreed answers, else from the median of the
opinions; `smartcity_widgets.analysis.verdict` makes scores and a verdict of them. The whole
rule is applied again at equal weights, and for every single level moved by one, so that a
reader learns how much hangs on a detail. `Readiness.to_json` is the score document.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

from .consensus import Opinions, opinions_of
from .verdict import (
    TOP,
    Judgement,
    Level,
    Rules,
    Verdict,
    judge,
    reservations,
    rules_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method

__all__ = [
    "Criterion",
    "Prerequisite",
    "Readiness",
    "Sensitivity",
    "readiness",
]

FRAGILE_SHARE = Fraction(1, 10)
"""More than this share of the one-level changes moves the verdict: it is fragile."""
SMALLEST_GROUP = 3
"""No group of fewer people is ever shown apart."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion: the level in force, where it comes from, and the opinions.

    Attributes
    ----------
    revealed
        Whether the opinions may be seen: the group agreed, or asked to see them.
    """

    id: str
    step: str
    level: Level
    source: Literal["agreed", "median"] | None
    opinions: Opinions
    revealed: bool

    @property
    def is_missing(self) -> bool:
        """Whether it counts as missing: don't know, or no answer."""
        return self.level is None or self.level == "unknown"

    @property
    def shows_opinions(self) -> bool:
        """Whether the opinions may be told: revealed, and of no group under three."""
        return self.revealed and self.opinions.n >= SMALLEST_GROUP

    def to_json(self) -> dict[str, Any]:
        """Return the criterion as the score document has it."""
        return {
            "level": _number(self.level),
            "source": self.source,
            "n": self.opinions.n,
            "median": _number(self.opinions.median),
            "range": self.opinions.range,
            "consensus": self.opinions.consensus,
            "discuss": self.opinions.discuss,
        }


@dataclass(frozen=True, slots=True)
class Prerequisite:
    """The score of one prerequisite, 0 to 100, with the weight in force."""

    step: str
    score: Fraction | None
    coverage: Fraction | None
    weight: Fraction
    criteria: tuple[Criterion, ...]

    @property
    def known(self) -> int:
        """How many of its criteria have a level."""
        return sum(1 for one in self.criteria if isinstance(one.level, Fraction))

    @property
    def applying(self) -> int:
        """How many of its criteria apply."""
        return sum(1 for one in self.criteria if one.level != "na")


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """What moving each known criterion alone by one level does to the verdict.

    Attributes
    ----------
    swings
        The criteria of which at least one move changes it, in method order.
    """

    tried: int
    changed: int
    swings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Readiness:
    """Everything the panel, the report and the score document say."""

    overall: Fraction | None
    coverage: Fraction | None
    verdict: Verdict
    reservations: tuple[str, ...]
    prerequisites: Mapping[str, Prerequisite]
    criteria: Mapping[str, Criterion]
    equal_weights: Judgement
    sensitivity: Sensitivity
    rules: Rules

    @property
    def differs_at_equal_weights(self) -> bool:
        """Whether equal weights would give another verdict."""
        return self.equal_weights.verdict != self.verdict

    @property
    def hangs_on_one_level(self) -> bool:
        """Whether too many changes of a single level would give another verdict."""
        return self.sensitivity.changed > FRAGILE_SHARE * self.sensitivity.tried

    @property
    def fragile(self) -> bool:
        """Whether the verdict is to be told with care."""
        return self.differs_at_equal_weights or self.hangs_on_one_level

    @property
    def missing(self) -> tuple[Criterion, ...]:
        """The criteria nobody has an answer to, in method order."""
        return tuple(one for one in self.criteria.values() if one.is_missing)

    @property
    def known(self) -> int:
        """How many criteria have a level."""
        return sum(one.known for one in self.prerequisites.values())

    @property
    def applying(self) -> int:
        """How many criteria apply."""
        return sum(one.applying for one in self.prerequisites.values())

    def to_json(self) -> dict[str, Any]:
        """Return the score document, numbers as plain JSON numbers."""
        return {
            "overall": _float(self.overall),
            "coverage": _float(self.coverage),
            "verdict": self.verdict,
            "reservations": list(self.reservations),
            "prerequisites": {
                step: {
                    "score": _float(one.score),
                    "coverage": _float(one.coverage),
                    "weight": float(one.weight),
                }
                for step, one in self.prerequisites.items()
            },
            "equal_weights": {
                "overall": _float(self.equal_weights.overall),
                "verdict": self.equal_weights.verdict,
            },
            "fragile": self.fragile,
            "sensitivity": {
                "tried": self.sensitivity.tried,
                "changed": self.sensitivity.changed,
            },
            "criteria": {name: one.to_json() for name, one in self.criteria.items()},
        }


def readiness(method: Method, answers: Answers) -> Readiness:
    """Score the prerequisites of a workbook.

    A draft counts as unanswered, and so does a criterion about which every opinion is
    "don't know" or "not applicable".
    """
    rules = rules_of(method, answers)
    criteria = {one.id: _criterion(one.step, one.id, answers) for one in method.criteria}
    levels = {name: one.level for name, one in criteria.items()}
    judgement = judge(levels, rules)
    prerequisites = {
        step: Prerequisite(
            step=step,
            score=judgement.scores[step].value,
            coverage=judgement.scores[step].coverage,
            weight=rules.weights[step],
            criteria=tuple(criteria[one] for one in names),
        )
        for step, names in rules.criteria.items()
    }
    known = sum(one.known for one in prerequisites.values())
    applying = sum(one.applying for one in prerequisites.values())
    return Readiness(
        overall=judgement.overall,
        coverage=Fraction(known, applying) if applying else None,
        verdict=judgement.verdict,
        reservations=reservations(levels, judgement, rules),
        prerequisites=prerequisites,
        criteria=criteria,
        equal_weights=judge(levels, rules.with_equal_weights()),
        sensitivity=_sensitivity(levels, judgement.verdict, rules),
        rules=rules,
    )


def _criterion(step: str, name: str, answers: Answers) -> Criterion:
    path = f"{step}/{name}"
    agreed, opinions = answers.value(path), opinions_of(answers.opinions(path))
    revealed = answers.revealed(step, path)
    if agreed is not None:
        level = agreed if agreed in {"unknown", "na"} else Fraction(agreed)
        return Criterion(name, step, level, "agreed", opinions, revealed)
    source: Literal["median"] | None = None if opinions.median is None else "median"
    return Criterion(name, step, opinions.median, source, opinions, revealed)


def _sensitivity(
    levels: Mapping[str, Level], verdict: Verdict, rules: Rules
) -> Sensitivity:
    tried, swings = 0, []
    for name, level in levels.items():
        if not isinstance(level, Fraction):
            continue
        for moved in (level - 1, level + 1):
            if not 0 <= moved <= TOP:
                continue
            tried += 1
            if judge({**levels, name: moved}, rules).verdict != verdict:
                swings.append(name)
    return Sensitivity(tried, len(swings), tuple(dict.fromkeys(swings)))


def _number(level: Level) -> int | float | str | None:
    """Return a level as JSON: whole where it is whole."""
    if not isinstance(level, Fraction):
        return level
    return int(level) if level.denominator == 1 else float(level)


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)
