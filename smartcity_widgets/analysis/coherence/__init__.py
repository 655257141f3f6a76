"""The golden thread: whether what a workbook says holds together, step after step.

From a need to a priority, an objective, an indicator: what no rule of `CHECKS` finds broken
can be followed. The rules, in the order of the thread, and how much each weighs:

============================================ ======== =====================================
rule                                         severity what it tells
============================================ ======== =====================================
level-against-field                          warning  a level that a field contradicts
na-without-reason                            note     "not applicable", and nobody said why
influential-stakeholder-without-engagement   note     influence 4 or 5, and no part in it
need-without-priority                        warning  in no priority, nor left out for a
                                                      reason
too-many-priorities                          warning  more than seven
weights-not-100                              warning  weights that are given and do not sum
                                                      to 100
priority-without-objective                   warning  nothing makes it measurable
objective-without-indicator                  warning  nobody will see whether it is met
indicator-without-baseline                   warning  no value to start from
indicator-without-target                     warning  no value to reach; a range needs both
                                                      bounds, a target path alone is none
target-against-direction                     error    the target is on the wrong side of
                                                      the baseline, or a range upside down
indicator-without-owner                      warning  nobody will measure it
audience-without-message                     note     nothing is said to it
============================================ ======== =====================================

An *error* contradicts itself, a *warning* breaks the thread, a *note* is small. Two answers
that contradict each other are a warning: neither is called wrong.

A rule is not asked where one of the questions it reads is hidden in this workbook: nobody
could fill the gap. A gap of a rule that reads an internal answer is internal.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from . import rules
from .gap import SEVERITIES, Gap, Severity
from .reading import Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method

__all__ = ["CHECKS", "SEVERITIES", "Check", "Gap", "Severity", "coherence"]


@dataclass(frozen=True, slots=True)
class Check:
    """A rule of the thread.

    Attributes
    ----------
    reads
        The questions and columns it reads, as the method's paths: it is asked where all of
        them are asked, and its gaps are internal where one of them is.
    """

    find: Callable[[Reading], Iterator[rules.Finding]]
    severity: Severity
    reads: tuple[str, ...] = ()

    def is_asked(self, method: Method) -> bool:
        """Whether this workbook asks all that the rule reads."""
        return all(method.at(path) is not None for path in self.reads)

    def is_internal(self, method: Method) -> bool:
        """Whether the rule reads an answer that is not for every eye."""
        places = [one for path in self.reads for one in (path, path.partition("/*")[0])]
        asked = [method.at(path) for path in places]
        return any(one is not None and one.internal for one in asked)


def _of(table: str, *columns: str) -> tuple[str, ...]:
    return tuple(f"{table}/*/{one}" for one in columns)


CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        "level-against-field": Check(rules.level_against_field, "warning"),
        "na-without-reason": Check(rules.na_without_reason, "note"),
        "influential-stakeholder-without-engagement": Check(
            rules.influential_stakeholder_without_engagement,
            "note",
            _of("openness/stakeholders", "influence", "engagement"),
        ),
        "need-without-priority": Check(
            rules.need_without_priority,
            "warning",
            (
                *_of("diagnosis/needs", "need"),
                *_of("vision/selected", "needs"),
                *_of("vision/left_out", "need", "reason"),
            ),
        ),
        "too-many-priorities": Check(
            rules.too_many_priorities, "warning", ("vision/selected",)
        ),
        "weights-not-100": Check(
            rules.weights_not_100, "warning", _of("vision/criteria", "weight")
        ),
        "priority-without-objective": Check(
            rules.priority_without_objective,
            "warning",
            ("vision/selected", *_of("vision/objectives", "priority")),
        ),
        "objective-without-indicator": Check(
            rules.objective_without_indicator,
            "warning",
            ("vision/objectives", *_of("evaluation/indicators", "objective")),
        ),
        "indicator-without-baseline": Check(
            rules.indicator_without_baseline,
            "warning",
            _of("evaluation/indicators", "baseline_value"),
        ),
        "indicator-without-target": Check(
            rules.indicator_without_target,
            "warning",
            _of(
                "evaluation/indicators",
                "direction",
                "target_value",
                "target_low",
                "target_high",
            ),
        ),
        "target-against-direction": Check(
            rules.target_against_direction,
            "error",
            _of(
                "evaluation/indicators",
                "direction",
                "baseline_value",
                "target_value",
                "target_low",
                "target_high",
            ),
        ),
        "indicator-without-owner": Check(
            rules.indicator_without_owner, "warning", _of("evaluation/indicators", "owner")
        ),
        "audience-without-message": Check(
            rules.audience_without_message,
            "note",
            ("communication/audiences", *_of("communication/plan", "audience", "message")),
        ),
    }
)
"""Rule id to the rule, in the order of the thread. To add one: a function in `rules`, a
line here, its words under ``check.<rule>``, a case in ``tests/cases/coherence.toml``."""


def coherence(
    method: Method, answers: Answers, *, internal: bool = False
) -> tuple[Gap, ...]:
    """Return where the thread breaks: step by step, then rule by rule, then row by row.

    Parameters
    ----------
    internal
        Whether gaps are told that rest on an answer which is not for every eye.
    """
    reading = Reading(method, answers)
    gaps = [gap for rule, check in CHECKS.items() for gap in _found(rule, check, reading)]
    places = {name: place for place, name in enumerate(method.steps)}
    return tuple(
        sorted(
            (one for one in gaps if internal or not one.internal),
            key=lambda one: places[one.step],
        )
    )


def _found(rule: str, check: Check, reading: Reading) -> Iterator[Gap]:
    if not check.is_asked(reading.method):
        return
    internal = check.is_internal(reading.method)
    for one in check.find(reading):
        yield Gap(
            rule=rule,
            severity=check.severity,
            subject=one.subject,
            where=one.where,
            details=one.details,
            variant=one.variant,
            internal=internal or one.internal,
        )
