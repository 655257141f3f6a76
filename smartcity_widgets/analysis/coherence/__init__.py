"""The golden thread: whether what a workbook says holds together, step after step.

From a need to a priority, an objective, a project, an indicator, its measurements and what
is decided upon them: what no rule of `CHECKS` finds broken can be followed. The rules, in
the order of the thread, and what each weighs:

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
objective-without-project                    warning  no project serves it, though there are
                                                      projects
project-without-objective                    warning  it serves none
project-without-owner                        warning  nobody leads it
project-dates-reversed                       error    it ends before it starts
project-dependency-cycle                     error    projects wait for each other: none can
                                                      start
project-before-dependency                    warning  it starts before what it depends on
                                                      ends
project-without-indicator                    warning  neither its sheet nor its objectives
                                                      have one
project-underfunded                          warning  granted and applied for are less than
                                                      it costs
budget-over-committed                        warning  the plan costs more than what step 1
                                                      committed
no-quick-win                                 note     of the projects, none is one
dpia-missing                                 warning  personal data, and no impact
                                                      assessment
milestone-overdue                            warning  its day is over, and it is not done
risk-without-owner                           warning  nobody watches an open risk
measurement-before-baseline                  warning  measured before the baseline, for
                                                      certain
indicator-not-measured                       warning  its first measurement is due and not
                                                      there, or its last is too old
red-indicator-without-decision               warning  at risk or off track, and nothing is
                                                      decided about it, its objective or a
                                                      project that serves that
decision-overdue                             warning  its day is over, and it is not done
decision-without-owner                       warning  it is not done, and nobody sees to it
project-done-without-evaluation              warning  done, and nobody looked what came of
                                                      it: no survey, no measurement since,
                                                      no decision
survey-without-feedback                      warning  people answered, and were not told
                                                      what came of it
============================================ ======== =====================================

An *error* contradicts itself, a *warning* breaks the thread, a *note* is small. Two answers
that contradict each other are a warning: neither is called wrong. A project that was
cancelled asks nothing, one that is done is late no more and asks what came of it.

A rule is not asked where one of the questions it reads is hidden in this workbook: nobody
could fill the gap. A gap of a rule that reads an internal answer is internal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartcity_widgets.analysis.due import last_change

from .checks import CHECKS, Check
from .gap import SEVERITIES, Gap, Severity
from .reading import Reading

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method

__all__ = ["CHECKS", "SEVERITIES", "Check", "Gap", "Severity", "coherence", "gaps_in"]


def coherence(
    method: Method,
    answers: Answers,
    *,
    internal: bool = False,
    on: date | None = None,
) -> tuple[Gap, ...]:
    """Return where the thread breaks: step by step, then rule by rule, then row by row.

    Parameters
    ----------
    internal
        Whether gaps are told that rest on an answer which is not for every eye.
    on
        The day on which it is asked what is late; that of the last entry of the log where
        none is given, so that the same answers are told the same.
    """
    reading = Reading(method, answers, on or last_change(answers))
    return gaps_in(reading, internal=internal)


def gaps_in(reading: Reading, *, internal: bool = False) -> tuple[Gap, ...]:
    """Return the same of a workbook that was begun to be read."""
    gaps = [gap for rule, check in CHECKS.items() for gap in _found(rule, check, reading)]
    places = {name: place for place, name in enumerate(reading.method.steps)}
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
