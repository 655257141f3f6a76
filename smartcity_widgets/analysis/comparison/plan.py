"""The indicators and projects of two cycles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from ..delivery import PROGRESS
from ..due import last_change
from ..measurements import measurements_of
from ..measuring import INDICATORS
from ..monitoring import standings
from ..projects import PROJECTS, projects_of
from ..reaching import Reach
from .matching import pairs_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from smartcity_widgets.answers import Answers

    from ..measurements import Measurement
    from ..measuring import Indicator
    from ..monitoring import Standing
    from ..projects import Project

__all__ = ["Moved", "Ran", "Went", "moved_indicators", "ran_projects"]

Kept = Literal["kept", "new", "gone"]
Went = Literal[
    "new",
    "gone",
    "redefined",
    "broken",
    "unknown",
    "unmeasured",
    "same",
    "better",
    "worse",
]

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
"""What makes an indicator another one when it changes.

How soon an effect is expected, and the way to the target, change no distance to it.
"""


@dataclass(frozen=True, slots=True)
class Moved:
    """An indicator in two cycles; None where it was not there.

    Attributes
    ----------
    row
        Its row in the later cycle; where it is gone, in the earlier.
    went
        Where its value went. ``redefined``: it is not defined alike; ``broken``: the
        definition or the source of the figures changed between the two values;
        ``unknown``: a value or the target is missing; ``unmeasured``: the last value is
        still the one of the earlier cycle.
    changed
        What of its definition is not the same; then its values are not held against each
        other.
    former
        Its row in the earlier cycle where that is another one: it was known by its code or
        name. Empty otherwise.
    """

    row: str
    before: Standing | None
    after: Standing | None
    went: Went
    changed: tuple[str, ...] = ()
    former: str = ""

    @property
    def earlier(self) -> str:
        """Its row in the earlier cycle."""
        return self.former or self.row

    @property
    def kept(self) -> Kept:
        """Whether it is in both, new, or gone."""
        if self.before is None:
            return "new"
        return "gone" if self.after is None else "kept"

    @property
    def is_better(self) -> bool | None:
        """Whether it came nearer to its target; None where it did neither, or who knows."""
        return {"better": True, "worse": False}.get(self.went)

    @property
    def is_comparable(self) -> bool:
        """Whether its two values can be held against each other."""
        return self.went in {"unmeasured", "same", "better", "worse"}


@dataclass(frozen=True, slots=True)
class Ran:
    """A project in two cycles; None where it was not there.

    Attributes
    ----------
    row
        Its row in the later cycle; where it is gone, in the earlier.
    progress
        0 to 100 per cent in each; None where nobody said.
    former
        Its row in the earlier cycle where that is another one: it was known by its code or
        name. Empty otherwise.
    """

    row: str
    before: Project | None
    after: Project | None
    progress: tuple[int | None, int | None] = (None, None)
    former: str = ""

    @property
    def earlier(self) -> str:
        """Its row in the earlier cycle."""
        return self.former or self.row

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
    had, has = measurements_of(before), measurements_of(after)
    found = []
    for pair in pairs_of(INDICATORS, ("code", "name"), before, after):
        then, now = first.get(pair.before or ""), last.get(pair.after or "")
        changed = _changed(then, now)
        series = (*had.get(pair.before or "", ()), *has.get(pair.after or "", ()))
        went = "redefined" if changed else _went(then, now, series)
        found.append(Moved(pair.row, then, now, went, changed, pair.former))
    return tuple(found)


def _went(
    then: Standing | None, now: Standing | None, series: Iterable[Measurement]
) -> Went:
    """Return where the value of an indicator went that is defined alike in both cycles."""
    if then is None or now is None:
        return "new" if then is None else "gone"
    first, last = then.last, now.last
    if first is None or last is None:
        return "unknown"
    if (first.day, first.value) == (last.day, last.value):
        return "unmeasured"
    start, end = sorted((first.day, last.day))
    if any(one.series_break and start < one.day <= end for one in series):
        return "broken"
    return _nearer(Reach.of(now.indicator), first, last)


def _nearer(reach: Reach | None, first: Measurement, last: Measurement) -> Went:
    if reach is None:
        return "unknown"
    far, near = reach.missing(first.value), reach.missing(last.value)
    if far == near:
        return "same"
    return "better" if near < far else "worse"


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
    had, has = _progress(before), _progress(after)
    return tuple(
        Ran(
            pair.row,
            first.get(pair.before or ""),
            last.get(pair.after or ""),
            (had.get(pair.before or ""), has.get(pair.after or "")),
            pair.former,
        )
        for pair in pairs_of(PROJECTS, ("code", "title"), before, after)
    )


def _progress(answers: Answers) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in answers.table(PROGRESS, ("project", "progress")):
        if {"project", "progress"} <= row.keys():
            found[row["project"]] = row["progress"]
    return found
