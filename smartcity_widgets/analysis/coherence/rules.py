"""The rules of the thread, one function each: what a workbook says, to where it breaks.

A rule looks at rows that exist: where there are no needs, no need lacks a priority. A
reference to a row that was removed leads nowhere and counts as none; text that could not be
read counts as unanswered. None says which answer is wrong.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from smartcity_widgets.analysis.openpoints import is_internal

from .reading import INDICATORS, NEEDS, OBJECTIVES, PRIORITIES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .gap import Detail
    from .reading import Reading

__all__ = [
    "MOST_PRIORITIES",
    "WEIGHTS_SUM",
    "Finding",
    "audience_without_message",
    "indicator_without_baseline",
    "indicator_without_owner",
    "indicator_without_target",
    "influential_stakeholder_without_engagement",
    "level_against_field",
    "na_without_reason",
    "need_without_priority",
    "objective_without_indicator",
    "priority_without_objective",
    "target_against_direction",
    "too_many_priorities",
    "weights_not_100",
]

CRITERIA = "vision/criteria"
STAKEHOLDERS = "openness/stakeholders"
AUDIENCES = "communication/audiences"
PLAN = "communication/plan"

MOST_PRIORITIES = 7
"""Where everything is a priority, nothing is."""

WEIGHTS_SUM = Decimal(100)

INFLUENTIAL = 4
"""Of 5: from here on somebody can make or break the approach."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found; `smartcity_widgets.analysis.coherence.Gap` says the rest."""

    subject: str
    where: str
    details: Mapping[str, Detail] = field(default_factory=dict)
    variant: str = ""
    internal: bool = False


# The prerequisites ------------------------------------------------------------------------


def level_against_field(reading: Reading) -> Iterator[Finding]:
    """Tell a level that a field of the same step contradicts."""
    for one in reading.points:
        if one.rule == "level-against-field":
            internal = is_internal(one, reading.method)
            yield Finding(one.path, one.path, {"against": one.against}, internal=internal)


def na_without_reason(reading: Reading) -> Iterator[Finding]:
    """Tell a criterion that does not apply, and nobody said why."""
    for one in reading.points:
        if one.rule == "na-without-reason":
            internal = is_internal(one, reading.method)
            yield Finding(one.path, one.path, internal=internal)


def influential_stakeholder_without_engagement(reading: Reading) -> Iterator[Finding]:
    """Tell who can make or break the approach, and is given no part in it."""
    for row in reading.rows(STAKEHOLDERS):
        influence = reading.number(STAKEHOLDERS, row, "influence")
        if (
            influence is not None
            and influence >= INFLUENTIAL
            and reading.cell(STAKEHOLDERS, row, "engagement") is None
        ):
            path = f"{STAKEHOLDERS}/{row}"
            yield Finding(path, f"{path}/engagement", {"influence": int(influence)})


# The thread -------------------------------------------------------------------------------


def need_without_priority(reading: Reading) -> Iterator[Finding]:
    """Tell a need that no priority takes up, and that was not left out with a reason."""
    taken_up = reading.referred(PRIORITIES, "needs")
    explained = {need for _, need in reading.left_out}
    for row in reading.rows(NEEDS):
        if row not in taken_up and row not in explained:
            yield Finding(f"{NEEDS}/{row}", PRIORITIES)


def priority_without_objective(reading: Reading) -> Iterator[Finding]:
    """Tell a priority that no objective makes measurable."""
    served = reading.referred(OBJECTIVES, "priority")
    for row in reading.rows(PRIORITIES):
        if row not in served:
            yield Finding(f"{PRIORITIES}/{row}", OBJECTIVES)


def too_many_priorities(reading: Reading) -> Iterator[Finding]:
    """Tell more than seven priorities."""
    count = len(reading.rows(PRIORITIES))
    if count > MOST_PRIORITIES:
        yield Finding(PRIORITIES, PRIORITIES, {"n": count, "most": MOST_PRIORITIES})


def weights_not_100(reading: Reading) -> Iterator[Finding]:
    """Tell weights of the criteria that are given and do not sum to 100."""
    weights = [reading.number(CRITERIA, row, "weight") for row in reading.rows(CRITERIA)]
    given = [one for one in weights if one is not None]
    if given and sum(given) != WEIGHTS_SUM:
        yield Finding(CRITERIA, CRITERIA, {"sum": sum(given, Decimal(0))})


def objective_without_indicator(reading: Reading) -> Iterator[Finding]:
    """Tell an objective of which nobody will see whether it is met."""
    measured = reading.referred(INDICATORS, "objective")
    for row in reading.rows(OBJECTIVES):
        if row not in measured:
            yield Finding(f"{OBJECTIVES}/{row}", INDICATORS)


def indicator_without_baseline(reading: Reading) -> Iterator[Finding]:
    """Tell an indicator that has no value to start from."""
    for row in reading.rows(INDICATORS):
        if reading.cell(INDICATORS, row, "baseline_value") is None:
            path = f"{INDICATORS}/{row}"
            yield Finding(path, f"{path}/baseline_value")


def indicator_without_target(reading: Reading) -> Iterator[Finding]:
    """Tell an indicator without a target; of a range, without both of its bounds.

    Values on the way (``evaluation/targets``) lead to a target and are none.
    """
    for row in reading.rows(INDICATORS):
        bounds = ("target_low", "target_high")
        by_range = reading.cell(INDICATORS, row, "direction") == "range"
        lacking = [
            one
            for one in (bounds if by_range else ("target_value",))
            if reading.cell(INDICATORS, row, one) is None
        ]
        if lacking:
            path = f"{INDICATORS}/{row}"
            variant = "range" if by_range else ""
            yield Finding(path, f"{path}/{lacking[0]}", variant=variant)


def target_against_direction(reading: Reading) -> Iterator[Finding]:
    """Tell a target on the wrong side of its baseline, or a range upside down.

    A target that is the baseline keeps what there is: it goes against no direction.
    """
    for row in reading.rows(INDICATORS):
        direction = reading.cell(INDICATORS, row, "direction")
        names = (
            ("target_low", "target_high")
            if direction == "range"
            else ("baseline_value", "target_value")
        )
        start, end = (reading.number(INDICATORS, row, one) for one in names)
        if start is None or end is None or not _against(direction, start, end):
            continue
        path = f"{INDICATORS}/{row}"
        details = {"start": start, "end": end}
        yield Finding(path, f"{path}/{names[1]}", details, variant=direction)


def _against(direction: str | None, start: Decimal, end: Decimal) -> bool:
    if direction == "lower":
        return end > start
    return direction in {"higher", "range"} and end < start


def indicator_without_owner(reading: Reading) -> Iterator[Finding]:
    """Tell an indicator that nobody will measure."""
    for row in reading.rows(INDICATORS):
        if not reading.led_to(INDICATORS, row, "owner"):
            path = f"{INDICATORS}/{row}"
            yield Finding(path, f"{path}/owner")


def audience_without_message(reading: Reading) -> Iterator[Finding]:
    """Tell an audience to whom nothing is said."""
    told = {
        audience
        for row in reading.rows(PLAN)
        if reading.said(PLAN, row, "message")
        for audience in reading.led_to(PLAN, row, "audience")
    }
    for row in reading.rows(AUDIENCES):
        if row not in told:
            yield Finding(f"{AUDIENCES}/{row}", PLAN)
