"""From levels to a verdict: the arithmetic and the rules, exact and in their order.

Everything is a fraction, so that 65 is 65 and never 64.99999999999999; numbers are rounded
where people read them, not here. The rules are this project's own proposal, described with
their reasons in the method; weights and thresholds are settings of a workbook.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method

__all__ = [
    "KEY_CRITERIA",
    "KEY_LEVEL",
    "POLITICAL_WILL",
    "TOP",
    "Judgement",
    "Level",
    "Rules",
    "Score",
    "Verdict",
    "judge",
    "reservations",
    "rules_of",
]

Verdict = Literal["insufficient-data", "not-yet", "go-with-reservations", "go"]
Level = Fraction | Literal["unknown", "na"] | None
"""0 to 4 (a half where it is a median), don't know, not applicable, or unanswered."""

POLITICAL_WILL = "political-will"
KEY_CRITERIA = ("W1", "W3", "L1")
"""A decision, means and a lead: without these in writing nobody could defend "ready"."""
KEY_LEVEL = 2
TOP = 4

SHARE = "missing_share"

MISSING_IN_ONE = 2
NOT_APPLICABLE_IN_ONE = 1
NOT_APPLICABLE_IN_ALL = 2
WEAK_PREREQUISITES = 2


@dataclass(frozen=True, slots=True)
class Rules:
    """The weights and thresholds in force, and which criteria make which prerequisite.

    Attributes
    ----------
    weights
        Prerequisite to its weight; they sum to 1.
    thresholds
        Points out of 100; ``missing_share`` is a percentage of the criteria that apply.
    """

    criteria: Mapping[str, tuple[str, ...]]
    weights: Mapping[str, Fraction]
    thresholds: Mapping[str, Fraction]

    def whole(self, value: Fraction) -> int:
        """Return points as people read them: whole, and never across a threshold.

        64.8 of a needed 65 is shown as 64, so that a number does not contradict a verdict.
        """
        rounded = int(value + Fraction(1, 2))
        points = (limit for name, limit in self.thresholds.items() if name != SHARE)
        return int(value) if any(value < one <= rounded for one in points) else rounded

    def with_equal_weights(self) -> Rules:
        """Return the same rules with every prerequisite weighing the same."""
        share = Fraction(1, len(self.criteria))
        return Rules(self.criteria, dict.fromkeys(self.criteria, share), self.thresholds)


@dataclass(frozen=True, slots=True)
class Score:
    """The score of a prerequisite and what stands behind it.

    Attributes
    ----------
    value
        0 to 100 over the known levels, None where none is known.
    at_least
        The same when every missing criterion counts as 0.
    """

    value: Fraction | None
    at_least: Fraction | None
    known: int
    missing: int
    not_applicable: int

    @property
    def coverage(self) -> Fraction | None:
        """Known levels over the criteria that apply; None where none applies."""
        applying = self.known + self.missing
        return Fraction(self.known, applying) if applying else None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the rules say of a set of levels."""

    verdict: Verdict
    overall: Fraction | None
    scores: Mapping[str, Score]


def rules_of(method: Method, answers: Answers) -> Rules:
    """Return the rules in force: the settings of the workbook, else the method's numbers.

    Weights are brought to a sum of 1; where all are set to 0 the method's own hold.
    """
    weights = {
        step: _setting(answers, f"weight_{step}", method.weights[step] * 100)
        for step in method.prerequisites
    }
    if not sum(weights.values()):
        weights = {step: Fraction(method.weights[step]) for step in method.prerequisites}
    total = sum(weights.values())
    return Rules(
        criteria={
            step: tuple(one.id for one in method.steps[step].criteria)
            for step in method.prerequisites
        },
        weights={step: weight / total for step, weight in weights.items()},
        thresholds={
            name: _setting(answers, f"threshold_{name}", number)
            for name, number in method.thresholds.items()
        },
    )


def _setting(answers: Answers, name: str, otherwise: object) -> Fraction:
    value = answers.value(f"settings/{name}")
    return Fraction(str(otherwise if value is None else value))


def judge(levels: Mapping[str, Level], rules: Rules) -> Judgement:
    """Score the prerequisites and give the verdict; criteria not named are unanswered."""
    scores = {
        step: _score([levels.get(one) for one in criteria])
        for step, criteria in rules.criteria.items()
    }
    overall = _overall({step: one.value for step, one in scores.items()}, rules)
    if overall is None or _too_little_is_known(scores, rules):
        return Judgement("insufficient-data", overall, scores)
    if _foundations_are_weak(overall, scores, rules):
        return Judgement("not-yet", overall, scores)
    sound = _scores_are_enough(overall, scores, rules) and not _weak_points(levels, rules)
    if sound and _scores_would_be_enough_at_worst(scores, rules):
        return Judgement("go", overall, scores)
    return Judgement("go-with-reservations", overall, scores)


def reservations(
    levels: Mapping[str, Level], judgement: Judgement, rules: Rules
) -> tuple[str, ...]:
    """Return what to strengthen: prerequisites and criteria by id, in method order.

    Where the verdict has reservations but no prerequisite or criterion stands out, these
    are the missing criteria if the known scores alone would be enough, else the
    prerequisites below the overall threshold.
    """
    floor = rules.thresholds["prerequisite_go"]
    found = _below(floor, judgement.scores) | _weak_points(levels, rules)
    if not found and judgement.verdict == "go-with-reservations":
        overall = judgement.overall
        if overall is not None and _scores_are_enough(overall, judgement.scores, rules):
            found = {one for one in _all_criteria(rules) if _is_missing(levels.get(one))}
        else:
            found = _below(rules.thresholds["overall_go"], judgement.scores)
    return tuple(
        one
        for step, criteria in rules.criteria.items()
        for one in (step, *criteria)
        if one in found
    )


def _score(levels: list[Level]) -> Score:
    known = [level for level in levels if isinstance(level, Fraction)]
    missing = sum(1 for level in levels if _is_missing(level))
    total = sum(known, Fraction(0)) * 100 / TOP
    return Score(
        value=total / len(known) if known else None,
        at_least=total / (len(known) + missing) if known or missing else None,
        known=len(known),
        missing=missing,
        not_applicable=len(levels) - len(known) - missing,
    )


def _is_missing(level: Level) -> bool:
    return level is None or level == "unknown"


def _overall(values: Mapping[str, Fraction | None], rules: Rules) -> Fraction | None:
    scored = {step: value for step, value in values.items() if value is not None}
    total = sum(rules.weights[step] for step in scored)
    if not total:
        return None
    return (
        sum((rules.weights[step] * value for step, value in scored.items()), Fraction(0))
        / total
    )


def _too_little_is_known(scores: Mapping[str, Score], rules: Rules) -> bool:
    missing = sum(one.missing for one in scores.values())
    applying = missing + sum(one.known for one in scores.values())
    not_applicable = sum(one.not_applicable for one in scores.values())
    return (
        missing * 100 > rules.thresholds[SHARE] * applying
        or not_applicable > NOT_APPLICABLE_IN_ALL
        or any(
            one.missing > MISSING_IN_ONE
            or one.not_applicable > NOT_APPLICABLE_IN_ONE
            or not one.known
            for one in scores.values()
        )
    )


def _foundations_are_weak(
    overall: Fraction, scores: Mapping[str, Score], rules: Rules
) -> bool:
    weak = _below(rules.thresholds["prerequisite_not_yet"], scores)
    return (
        overall < rules.thresholds["overall_not_yet"]
        or POLITICAL_WILL in weak
        or len(weak) >= WEAK_PREREQUISITES
    )


def _scores_are_enough(
    overall: Fraction, scores: Mapping[str, Score], rules: Rules
) -> bool:
    return overall >= rules.thresholds["overall_go"] and not _below(
        rules.thresholds["prerequisite_go"], scores
    )


def _scores_would_be_enough_at_worst(scores: Mapping[str, Score], rules: Rules) -> bool:
    worst = {
        step: Score(one.at_least, one.at_least, one.known, one.missing, one.not_applicable)
        for step, one in scores.items()
    }
    overall = _overall({step: one.value for step, one in worst.items()}, rules)
    return overall is not None and _scores_are_enough(overall, worst, rules)


def _below(threshold: Fraction, scores: Mapping[str, Score]) -> set[str]:
    return {
        step
        for step, one in scores.items()
        if one.value is not None and one.value < threshold
    }


def _weak_points(levels: Mapping[str, Level], rules: Rules) -> set[str]:
    return {one for one in _all_criteria(rules) if _is_weak(one, levels.get(one))}


def _is_weak(criterion: str, level: Level) -> bool:
    if not isinstance(level, Fraction):
        return criterion in KEY_CRITERIA
    return level == 0 or (criterion in KEY_CRITERIA and level < KEY_LEVEL)


def _all_criteria(rules: Rules) -> list[str]:
    return [one for criteria in rules.criteria.values() for one in criteria]
