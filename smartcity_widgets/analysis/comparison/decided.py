"""What was decided in a cycle, and what became of it in a later one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..decisions import decisions_of
from ..due import last_change
from ..measuring import INDICATORS, OBJECTIVES
from ..projects import PROJECTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartcity_widgets.answers import Answers

    from ..decisions import Decision, Due
    from .plan import Moved, Ran

__all__ = ["Outcome", "outcomes_of"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A decision of the earlier cycle, with what it was about in both.

    Attributes
    ----------
    standing
        Whether it was done, due or overdue when the earlier cycle ended.
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
    def is_better(self) -> bool | None:
        """Whether an indicator came nearer to its target and none went away from it."""
        found = {one.is_better for one in self.indicators} - {None}
        return found.pop() if len(found) == 1 else None


def outcomes_of(
    before: Answers, after: Answers, indicators: Sequence[Moved], projects: Sequence[Ran]
) -> tuple[Outcome, ...]:
    """Return the decisions of the earlier cycle in the order of the table."""
    on = last_change(before)
    return tuple(
        _outcome(
            one,
            None if on is None else one.standing(on),
            after,
            indicators,
            projects,
        )
        for one in decisions_of(before)
    )


def _outcome(
    decision: Decision,
    standing: Due | None,
    after: Answers,
    indicators: Sequence[Moved],
    projects: Sequence[Ran],
) -> Outcome:
    table, _, row = (decision.target or "").rpartition("/")
    about: tuple[Moved, ...] = ()
    if table == INDICATORS:
        about = tuple(one for one in indicators if one.row == row)
    elif table == OBJECTIVES:
        about = tuple(one for one in indicators if _serves(one, row))
    project = next((one for one in projects if table == PROJECTS and one.row == row), None)
    left = bool(table) and row not in after.rows(table)
    return Outcome(decision, standing, about, project, left)


def _serves(one: Moved, objective: str) -> bool:
    standing = one.after or one.before
    return standing is not None and standing.objective == objective
