"""Two cycles of a workbook beside each other: what moved, what was decided, its results.

Rows keep their ids from one cycle to the next, so that they are matched by them. Each cycle
is looked at on its own last day. Scores are computed anew for both under the method that
runs and under the settings of the later cycle; what was different is told, and so is what
the earlier cycle was under its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ..verdict import rules_of
from .decided import Outcome, outcomes_of
from .people import Newcomers, newcomers_of
from .plan import Moved, Ran, moved_indicators, ran_projects
from .prerequisites import Shift, Stand, shifts_of, stand_of

if TYPE_CHECKING:
    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method

__all__ = [
    "Comparison",
    "Different",
    "Moved",
    "Newcomers",
    "Outcome",
    "Ran",
    "Shift",
    "Stand",
    "compare",
]

Different = Literal["method", "weights", "thresholds", "questions"]
"""What was not the same in both cycles, and makes a comparison need care."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """An earlier and a later cycle beside each other.

    Attributes
    ----------
    different
        What was different between them; both are computed under the later one's.
    before, after
        Overall score and verdict of each, under the rules of the later.
    own
        Those of the earlier under its own weights and thresholds, where they differ.
    shifts
        Each prerequisite in both.
    criteria
        The criteria whose level is known in both and differs, those that moved most first.
    """

    cycles: tuple[int, int]
    versions: tuple[str | None, str | None]
    different: tuple[Different, ...]
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

    Parameters
    ----------
    before, after
        What it says in the earlier and in the later cycle.
    """
    different = _different(method, before, after)
    rules = rules_of(method, after)
    earlier, later = stand_of(method, before, rules), stand_of(method, after, rules)
    shifts, criteria = shifts_of(earlier, later, rules)
    judged = {"weights", "thresholds"} & set(different)
    indicators = moved_indicators(before, after)
    projects = ran_projects(before, after)
    return Comparison(
        cycles=(before.cycle, after.cycle),
        versions=(before.method_version, after.method_version),
        different=different,
        before=earlier,
        after=later,
        own=stand_of(method, before, rules_of(method, before)) if judged else None,
        shifts=shifts,
        criteria=criteria,
        indicators=indicators,
        projects=projects,
        outcomes=outcomes_of(before, after, indicators, projects),
        people=newcomers_of(before, after),
    )


def _different(method: Method, before: Answers, after: Answers) -> tuple[Different, ...]:
    own, other = rules_of(method, before), rules_of(method, after)
    versions = (before.method_version, after.method_version)
    found: dict[Different, bool] = {
        "method": None not in versions and versions[0] != versions[1],
        "weights": own.weights != other.weights,
        "thresholds": own.thresholds != other.thresholds,
        "questions": _asked(before) != _asked(after),
    }
    return tuple(name for name, differs in found.items() if differs)


def _asked(answers: Answers) -> tuple[object, object]:
    """Return what an adaptation changes of what is asked; its words do not count."""
    hidden = answers.overlay.get("hidden") or ()
    own = answers.overlay.get("questions") or ()
    return tuple(hidden), str(own)
