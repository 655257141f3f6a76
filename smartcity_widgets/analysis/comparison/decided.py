"""What was decided in a cycle, and what became of it in a later one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..decisions import decisions_of
from ..due import last_change
from ..measuring import INDICATORS, OBJECTIVES
from ..projects import PROJECTS
from .matching import pairs_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from smartcity_widgets.answers import Answers

    from ..decisions import Decision, Due
    from .matching import Pair
    from .plan import Moved, Ran

__all__ = ["Outcome", "outcomes_of"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A decision of the earlier cycle, with what it was about in both.

    Attributes
    ----------
    standing
        Whether it was done, due or overdue when the earlier cycle ended; where the later
        one has the same decision, what that says.
    indicators
        What can be read of it: the indicator it was about, or those of the objective.
    project
        The project it was about.
    is_left
        Whether what it was about did not go on into the later cycle.
    """

    decision: Decision
    standing: Due | None
    indicators: tuple[Moved, ...] = ()
    project: Ran | None = None
    is_left: bool = False

    @property
    def is_done(self) -> bool:
        """Whether it was carried out."""
        return self.decision.is_done or self.standing == "done"

    @property
    def is_better(self) -> bool | None:
        """Whether an indicator came nearer to its target and none went away from it."""
        found = {one.is_better for one in self.indicators} - {None}
        return found.pop() if len(found) == 1 else None


def outcomes_of(
    before: Answers, after: Answers, indicators: Sequence[Moved], projects: Sequence[Ran]
) -> tuple[Outcome, ...]:
    """Return the decisions of the earlier cycle in the order of the table."""
    again = {one.row: one for one in decisions_of(after)}
    pairs = {
        f"{table}/{one.before}": one
        for table, names in _NAMED.items()
        for one in pairs_of(table, names, before, after)
    }
    return tuple(
        Outcome(
            decision=one,
            standing=_standing(again[one.row], after)
            if one.row in again
            else _standing(one, before),
            indicators=_about(one, indicators, pairs),
            project=next((each for each in projects if one.target == _path(each)), None),
            is_left=one.target is not None and pairs[one.target].after is None,
        )
        for one in decisions_of(before)
    )


_NAMED = {
    OBJECTIVES: ("code", "statement"),
    PROJECTS: ("code", "title"),
    INDICATORS: ("code", "name"),
}
"""What a decision can be about, with the columns by which people know it."""


def _standing(decision: Decision, answers: Answers) -> Due | None:
    on = last_change(answers)
    return None if on is None else decision.standing(on)


def _path(project: Ran) -> str:
    return f"{PROJECTS}/{project.earlier}"


def _about(
    decision: Decision, indicators: Sequence[Moved], pairs: Mapping[str, Pair]
) -> tuple[Moved, ...]:
    """Return the indicator it was about, or those of the objective, then or now."""
    table, _, row = (decision.target or "").rpartition("/")
    if table == INDICATORS:
        return tuple(one for one in indicators if one.before and one.earlier == row)
    if table != OBJECTIVES:
        return ()
    now = pairs[f"{table}/{row}"].after
    return tuple(
        one
        for one in indicators
        if (one.before and one.before.objective == row)
        or (one.after and now and one.after.objective == now)
    )
