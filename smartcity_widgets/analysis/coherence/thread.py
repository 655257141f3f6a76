"""The golden thread as a tree: priorities, the needs they take up, what follows from them.

What hangs on nothing is *loose*: a need that no priority takes up, an objective of no
priority, an indicator or a project of no objective. What hangs on several is told once,
with its gaps, and by its name where else it hangs.

To let a later step hang on it, add its table to `LEVELS`, and to `UPWARDS` the level it
hangs on.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from . import coherence
from .reading import INDICATORS, NEEDS, OBJECTIVES, PRIORITIES, PROJECTS, Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method

    from .gap import Gap

__all__ = ["LEVELS", "UPWARDS", "Knot", "Level", "Thread", "thread_of"]

Level = Literal["need", "priority", "objective", "indicator", "project"]

LEVELS: Mapping[Level, str] = MappingProxyType(
    {
        "need": NEEDS,
        "priority": PRIORITIES,
        "objective": OBJECTIVES,
        "indicator": INDICATORS,
        "project": PROJECTS,
    }
)
"""Level of the thread to its table, from where it begins."""

UPWARDS: Mapping[Level, str] = MappingProxyType(
    {"objective": "priority", "indicator": "objective", "project": "objective"}
)
"""Level to the one it hangs on, which is also the name of the column that says so.

A priority hangs on nothing: it names its needs."""


@dataclass(frozen=True, slots=True)
class Knot:
    """One row in the thread, with what hangs on it.

    Attributes
    ----------
    needs
        Of a priority: the paths of the needs it takes up.
    is_again
        Whether it was told before, where it hangs first; its gaps were told there.
    """

    level: Level
    path: str
    gaps: tuple[Gap, ...] = ()
    below: tuple[Knot, ...] = ()
    needs: tuple[str, ...] = ()
    is_again: bool = False

    @property
    def is_measured(self) -> bool:
        """Whether an indicator is, or hangs on, this knot."""
        return self.level == "indicator" or any(one.is_measured for one in self.below)


@dataclass(frozen=True, slots=True)
class Thread:
    """The whole thread of a workbook.

    Attributes
    ----------
    loose
        What hangs on nothing, with what hangs on it, in the order of the levels.
    left_out
        Rows of the needs that were left out for a reason, and that no priority takes up.
    others
        The gaps of what is no knot of the thread.
    counts
        Level to how many rows it has.
    reached
        How many needs lead to an objective that will be measured.
    """

    priorities: tuple[Knot, ...]
    loose: tuple[Knot, ...]
    left_out: tuple[str, ...]
    others: tuple[Gap, ...]
    counts: Mapping[Level, int]
    reached: int

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Every gap, those of the knots first."""
        return (*_gaps_of((*self.priorities, *self.loose)), *self.others)


def thread_of(
    method: Method,
    answers: Answers,
    *,
    internal: bool = False,
    on: date | None = None,
) -> Thread:
    """Return the thread of a workbook; the parameters are those of `coherence`."""
    reading = Reading(method, answers)
    gaps = coherence(method, answers, internal=internal, on=on)
    tree = _Tree(reading, gaps)
    priorities = tree.knots("priority", reading.rows(PRIORITIES))
    taken_up = reading.referred(PRIORITIES, "needs")
    left_out = tuple(
        row
        for row, need in reading.left_out
        if need not in taken_up  # what is taken up after all is not left out
    )
    explained = {need for _, need in reading.left_out}
    lonely = [
        one for one in reading.rows(NEEDS) if one not in taken_up and one not in explained
    ]
    measured = {need for one in priorities if one.is_measured for need in one.needs}
    knotted = {f"{table}/{row}" for table in LEVELS.values() for row in reading.rows(table)}
    return Thread(
        priorities=priorities,
        loose=(
            *tree.knots("need", lonely),
            *(one for level in UPWARDS for one in tree.loose(level)),
        ),
        left_out=left_out,
        others=tuple(one for one in gaps if one.subject not in knotted),
        counts={level: len(reading.rows(table)) for level, table in LEVELS.items()},
        reached=len(measured),
    )


class _Tree:
    """Makes knots: who hangs on whom is looked up once."""

    def __init__(self, reading: Reading, gaps: Iterable[Gap]) -> None:
        self._reading = reading
        self._told: set[str] = set()
        self._gaps: dict[str, list[Gap]] = {}
        for gap in gaps:
            self._gaps.setdefault(gap.subject, []).append(gap)
        self._above = {
            level: {
                row: reading.led_to(LEVELS[level], row, above)
                for row in reading.rows(LEVELS[level])
            }
            for level, above in UPWARDS.items()
        }

    def knots(self, level: Level, rows: Iterable[str]) -> tuple[Knot, ...]:
        """Return rows of one level with what hangs on them."""
        return tuple(self._knot(level, one) for one in rows)

    def loose(self, level: Level) -> tuple[Knot, ...]:
        """Return the rows of a level that hang on nothing."""
        return self.knots(level, (row for row, on in self._above[level].items() if not on))

    def _knot(self, level: Level, row: str) -> Knot:
        path = f"{LEVELS[level]}/{row}"
        if path in self._told:
            return Knot(level=level, path=path, is_again=True)
        self._told.add(path)
        below = [
            one
            for lower, above in UPWARDS.items()
            if above == level
            for one in self.knots(
                lower, (name for name, on in self._above[lower].items() if row in on)
            )
        ]
        needs = (
            self._reading.led_to(PRIORITIES, row, "needs") if level == "priority" else ()
        )
        return Knot(
            level=level,
            path=path,
            gaps=tuple(self._gaps.get(path, ())),
            below=tuple(below),
            needs=tuple(f"{NEEDS}/{one}" for one in needs),
        )


def _gaps_of(knots: Iterable[Knot]) -> Iterable[Gap]:
    for one in knots:
        yield from one.gaps
        yield from _gaps_of(one.below)
