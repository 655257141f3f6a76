"""Two cycles of a workbook beside each other: what moved, what was decided, its results.

Rows keep their ids from one cycle to the next, so that they are matched by them; one that
was typed again is known by its code or name, where no other has it. Each cycle is looked at
on its own last day. Scores are computed anew for both under the method that runs, as it is
adapted in the later cycle, and under that cycle's settings; what was different is told, and
so is what the earlier cycle was under its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from smartcity_widgets.overlay import adapt

from ..decisions import DECISIONS
from ..due import last_change
from ..measurements import MEASUREMENTS
from ..measuring import INDICATORS
from ..projects import PROJECTS
from ..verdict import rules_of
from .decided import Outcome, outcomes_of
from .people import Newcomers, newcomers_of
from .plan import Moved, Ran, Went, moved_indicators, ran_projects
from .prerequisites import Shift, Stand, shifts_of, stand_of

if TYPE_CHECKING:
    import datetime as dt

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method

    from ..verdict import Rules

__all__ = [
    "Comparison",
    "Different",
    "Moved",
    "Newcomers",
    "Outcome",
    "Ran",
    "Shift",
    "Stand",
    "Went",
    "compare",
]

Different = Literal["method", "running", "weights", "thresholds", "questions"]
"""What was not the same in both cycles, and makes a comparison need care.

``running``: both were closed under one version of the method, and another one runs now.
"""


@dataclass(frozen=True, slots=True)
class Comparison:
    """An earlier and a later cycle beside each other.

    Attributes
    ----------
    days
        The last day of each, on which it is looked at; None where no entry is dated.
    versions
        Of the method, under which each was closed; of an open one the `running`.
    different
        What was different between them; both are computed under the later one's.
    rules
        The weights and thresholds of the later, under which both are computed.
    before, after
        Overall score and verdict of each, under the rules of the later.
    own
        Those of the earlier under its own questions, weights and thresholds, where they
        differ.
    shifts
        Each prerequisite in both.
    criteria
        The criteria whose level is known in both and differs, those that moved most first.
    """

    cycles: tuple[int, int]
    days: tuple[dt.date | None, dt.date | None]
    versions: tuple[str, str]
    running: str
    different: tuple[Different, ...]
    rules: Rules
    before: Stand
    after: Stand
    own: Stand | None
    shifts: tuple[Shift, ...]
    criteria: tuple[Shift, ...]
    indicators: tuple[Moved, ...]
    projects: tuple[Ran, ...]
    outcomes: tuple[Outcome, ...]
    people: Newcomers


def compare(method: Method, before: Answers, after: Answers) -> Comparison:
    """Return two cycles of one workbook beside each other.

    What the later cycle's adaptation hides is not compared.

    Parameters
    ----------
    before, after
        What it says in the earlier and in the later cycle.
    """
    # Each cycle has an adaptation of its own, which may hide, ask or weigh otherwise.
    own, asked = (adapt(method, one.overlay) for one in (before, after))
    different = _different(own, asked, before, after)
    rules = rules_of(asked, after)
    earlier, later = stand_of(asked, before, rules), stand_of(asked, after, rules)
    shifts, criteria = shifts_of(earlier, later, rules)
    judged = {"weights", "thresholds", "questions"} & set(different)
    measured = asked.at(INDICATORS) is not None and asked.at(MEASUREMENTS) is not None
    indicators = moved_indicators(before, after) if measured else ()
    projects = ran_projects(before, after) if asked.at(PROJECTS) is not None else ()
    decided = asked.at(DECISIONS) is not None
    return Comparison(
        cycles=(before.cycle, after.cycle),
        days=(last_change(before), last_change(after)),
        versions=(_version(method, before), _version(method, after)),
        running=method.version,
        different=different,
        rules=rules,
        before=earlier,
        after=later,
        own=stand_of(own, before, rules_of(own, before)) if judged else None,
        shifts=shifts,
        criteria=criteria,
        indicators=indicators,
        projects=projects,
        outcomes=outcomes_of(before, after, indicators, projects) if decided else (),
        people=newcomers_of(before, after),
    )


def _different(
    own: Method, asked: Method, before: Answers, after: Answers
) -> tuple[Different, ...]:
    first, last = rules_of(own, before), rules_of(asked, after)
    then, now, running = (
        _scoring(one)
        for one in (_version(own, before), _version(asked, after), asked.version)
    )
    found: dict[Different, bool] = {
        "method": then != now,
        "running": then == now != running,
        "weights": first.weights != last.weights,
        "thresholds": first.thresholds != last.thresholds,
        "questions": _asked(before) != _asked(after),
    }
    return tuple(name for name, differs in found.items() if differs)


def _version(method: Method, answers: Answers) -> str:
    """Return the version a cycle was closed under; an open one stands on the running."""
    closed = answers.closing
    return closed.method if closed else method.version


def _scoring(version: str) -> tuple[str, ...]:
    """Return what of a version can change a score: its last number corrects words."""
    return tuple(version.split(".")[:2])


def _asked(answers: Answers) -> tuple[object, object]:
    """Return what an adaptation changes of what is asked; its words do not count."""
    hidden = answers.overlay.get("hidden") or ()
    own = answers.overlay.get("questions") or ()
    return tuple(hidden), str(own)
