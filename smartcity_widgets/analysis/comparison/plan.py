"""The indicators and projects of two cycles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from ..delivery import PROGRESS
from ..due import last_change
from ..measurements import measurements_of
from ..monitoring import standings
from ..projects import projects_of
from ..reaching import Reach

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from smartcity_widgets.answers import Answers

    from ..measuring import Indicator
    from ..monitoring import Standing
    from ..projects import Project

__all__ = ["Moved", "Ran", "moved_indicators", "ran_projects"]

Kept = Literal["kept", "new", "gone"]

DEFINITION = (
    "unit",
    "direction",
    "baseline_value",
    "baseline_date",
    "target_value",
    "target_low",
    "target_high",
    "target_date",
)
"""What makes an indicator another one when it changes."""


@dataclass(frozen=True, slots=True)
class Moved:
    """An indicator in two cycles; None where it was not there.

    Attributes
    ----------
    changed
        What of its definition is not the same; then its values are not held against each
        other.
    """

    row: str
    before: Standing | None
    after: Standing | None
    changed: tuple[str, ...] = ()

    @property
    def kept(self) -> Kept:
        """Whether it is in both, new, or gone."""
        if self.before is None:
            return "new"
        return "gone" if self.after is None else "kept"

    @property
    def is_better(self) -> bool | None:
        """Whether it came nearer to its target; None where nobody can say."""
        before, after = self.before, self.after
        if before is None or after is None or self.changed:
            return None
        reach = Reach.of(after.indicator)
        if reach is None or before.value is None or after.value is None:
            return None
        first, last = reach.missing(before.value), reach.missing(after.value)
        return None if first == last else last < first


@dataclass(frozen=True, slots=True)
class Ran:
    """A project in two cycles; None where it was not there.

    Attributes
    ----------
    progress
        0 to 100 per cent in each; None where nobody said.
    """

    row: str
    before: Project | None
    after: Project | None
    progress: tuple[int | None, int | None] = (None, None)

    @property
    def kept(self) -> Kept:
        """Whether it is in both, new, or gone."""
        if self.before is None:
            return "new"
        return "gone" if self.after is None else "kept"

    @property
    def has_moved(self) -> bool:
        """Whether its status or its progress is not the same."""
        if self.before is None or self.after is None:
            return True
        same = self.before.status == self.after.status
        return not same or self.progress[0] != self.progress[1]


def moved_indicators(before: Answers, after: Answers) -> tuple[Moved, ...]:
    """Return the indicators of both cycles: the later's in order, then those that went."""
    first, last = _standings(before), _standings(after)
    return tuple(
        Moved(row, first.get(row), last.get(row), _changed(first.get(row), last.get(row)))
        for row in _rows(first, last)
    )


def _standings(answers: Answers) -> dict[str, Standing]:
    on = last_change(answers) or max(_days(answers), default=date.min)
    return {one.indicator.row: one for one in standings(answers, on)}


def _days(answers: Answers) -> Iterator[date]:
    """Yield the days on which something was measured."""
    for series in measurements_of(answers).values():
        yield from (one.day for one in series)


def _changed(before: Standing | None, after: Standing | None) -> tuple[str, ...]:
    if before is None or after is None:
        return ()
    return tuple(
        one for one in DEFINITION if _differs(before.indicator, after.indicator, one)
    )


def _differs(before: Indicator, after: Indicator, name: str) -> bool:
    return bool(getattr(before, name) != getattr(after, name))


def ran_projects(before: Answers, after: Answers) -> tuple[Ran, ...]:
    """Return the projects of both cycles: the later's in order, then those that went."""
    first = {one.row: one for one in projects_of(before)}
    last = {one.row: one for one in projects_of(after)}
    shares = _progress(before), _progress(after)
    return tuple(
        Ran(row, first.get(row), last.get(row), (shares[0].get(row), shares[1].get(row)))
        for row in _rows(first, last)
    )


def _progress(answers: Answers) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in answers.table(PROGRESS, ("project", "progress")):
        if {"project", "progress"} <= row.keys():
            found[row["project"]] = row["progress"]
    return found


def _rows(first: Iterable[str], last: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*last, *first]))
