"""The rules of the thread up to planning, one function each: what breaks it where.

A rule looks at rows that exist: where there are no needs, no need lacks a priority. A
reference to a row that was removed leads nowhere and counts as none; text that could not be
read counts as unanswered. None says which answer is wrong.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from smartcity_widgets.analysis.openpoints import is_internal
from smartcity_widgets.analysis.selection import MOST
from smartcity_widgets.analysis.stakeholders import STRONG
from smartcity_widgets.analysis.weighing import CRITERIA, weights_of

from .gap import Finding
from .reading import INDICATORS, NEEDS, OBJECTIVES, PRIORITIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .reading import Reading

__all__ = [
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

STAKEHOLDERS = "openness/stakeholders"
AUDIENCES = "communication/audiences"
PLAN = "communication/plan"


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
        influence = reading.cell(STAKEHOLDERS, row, "influence")
        if (
            influence is not None
            and influence >= STRONG
            and reading.cell(STAKEHOLDERS, row, "engagement") is None
        ):
            path = f"{STAKEHOLDERS}/{row}"
            yield Finding(path, f"{path}/engagement", {"influence": influence})


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
    if count > MOST:
        yield Finding(PRIORITIES, PRIORITIES, {"n": count, "most": MOST})


def weights_not_100(reading: Reading) -> Iterator[Finding]:
    """Tell weights of the criteria that are given and do not sum to 100."""
    weights = weights_of(reading.method, reading.answers)
    is_weighed = any(one.weight is not None for one in weights.criteria)
    if is_weighed and weights.are_off:
        total = Decimal(weights.total.numerator) / weights.total.denominator
        yield Finding(CRITERIA, CRITERIA, {"sum": total})


def objective_without_indicator(reading: Reading) -> Iterator[Finding]:
    """Tell an objective of which nobody will see whether it is met."""
    measured = reading.referred(INDICATORS, "objective")
    for row in reading.rows(OBJECTIVES):
        if row not in measured:
            yield Finding(f"{OBJECTIVES}/{row}", INDICATORS)


def indicator_without_baseline(reading: Reading) -> Iterator[Finding]:
    """Tell an indicator that has no value to start from."""
    for one in reading.indicators:
        if one.baseline_value is None:
            path = f"{INDICATORS}/{one.row}"
            yield Finding(path, f"{path}/baseline_value")


def indicator_without_target(reading: Reading) -> Iterator[Finding]:
    """Tell an indicator without a target; of a range, without both of its bounds.

    Values on the way (``evaluation/targets``) lead to a target and are none.
    """
    for one in reading.indicators:
        if one.has_target:
            continue
        path = f"{INDICATORS}/{one.row}"
        if one.direction == "range":
            lacking = "target_high" if one.target_low is not None else "target_low"
            yield Finding(path, f"{path}/{lacking}", variant="range")
        else:  # the direction says which of them is asked
            lacking = "target_value" if one.direction else "direction"
            yield Finding(path, f"{path}/{lacking}")


def target_against_direction(reading: Reading) -> Iterator[Finding]:
    """Tell a target on the wrong side of its baseline, or a range upside down.

    A target that is the baseline keeps what there is: it goes against no direction.
    """
    for one in reading.indicators:
        if not one.is_against or one.direction is None:
            continue
        path = f"{INDICATORS}/{one.row}"
        is_range = one.direction == "range"
        start, end = (
            (one.target_low, one.target_high)
            if is_range
            else (one.baseline_value, one.target_value)
        )
        yield Finding(
            path,
            f"{path}/{'target_high' if is_range else 'target_value'}",
            {"start": start or Decimal(0), "end": end or Decimal(0)},
            variant=one.direction,
        )


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
