"""The golden thread as a tree: priorities, the needs they take up, what follows from them.

What hangs on nothing is *loose*: a need that no priority takes up, an objective of no
priority, an indicator or a project of no objective, a decision about nothing that is there.
What hangs on several is told once, with its gaps, and by its name where else it hangs. An
indicator carries where it stands; its measurements are counted, not drawn.

To let a later step hang on it, add its table to `LEVELS`, to `UPWARDS` the column that says
on what it hangs, and to `ABOVE` the levels that can be.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from smartcity_widgets.analysis.decisions import DECISIONS
from smartcity_widgets.analysis.due import last_change

from . import gaps_in
from .links import links_of
from .reading import INDICATORS, NEEDS, OBJECTIVES, PRIORITIES, PROJECTS, Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from smartcity_widgets.analysis.monitoring import Standing
    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method

    from .gap import Gap
    from .links import Link

__all__ = ["ABOVE", "LEVELS", "UPWARDS", "Knot", "Level", "Thread", "thread_of"]

Level = Literal["need", "priority", "objective", "indicator", "project", "decision"]

LEVELS: Mapping[Level, str] = MappingProxyType(
    {
        "need": NEEDS,
        "priority": PRIORITIES,
        "objective": OBJECTIVES,
        "indicator": INDICATORS,
        "project": PROJECTS,
        "decision": DECISIONS,
    }
)
"""Level of the thread to its table, from where it begins."""

UPWARDS: Mapping[Level, str] = MappingProxyType(
    {
        "objective": "priority",
        "indicator": "objective",
        "project": "objective",
        "decision": "target",
    }
)
"""Level to the column that says on what it hangs.

A priority hangs on nothing: it names its needs."""

ABOVE: Mapping[Level, tuple[Level, ...]] = MappingProxyType(
    {
        "objective": ("priority",),
        "indicator": ("objective",),
        "project": ("objective",),
        "decision": ("objective", "indicator", "project"),
    }
)
"""Level to those it can hang on."""


@dataclass(frozen=True, slots=True)
class Knot:
    """One row in the thread, with what hangs on it.

    Attributes
    ----------
    needs
        Of a priority: the paths of the needs it takes up.
    is_again
        Whether it was told before, where it hangs first; its gaps were told there.
    standing
        Of an indicator: its last measurement, and where it stands; None where no day is
        known, or the measurements are not asked.
    measured
        Of an indicator: how many measurements it has.
    """

    level: Level
    path: str
    gaps: tuple[Gap, ...] = ()
    below: tuple[Knot, ...] = ()
    needs: tuple[str, ...] = ()
    is_again: bool = False
    standing: Standing | None = None
    measured: int = 0

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
    links
        How much of each link is there, from needs to decisions that are done.
    """

    priorities: tuple[Knot, ...]
    loose: tuple[Knot, ...]
    left_out: tuple[str, ...]
    others: tuple[Gap, ...]
    counts: Mapping[Level, int]
    reached: int
    links: tuple[Link, ...] = ()

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
    reading = Reading(method, answers, on or last_change(answers))
    gaps = gaps_in(reading, internal=internal)
    tree = _Tree(reading, gaps)
    priorities = tree.knots("priority", tree.rows["priority"])
    taken_up = reading.referred(PRIORITIES, "needs")
    left_out = tuple(
        row
        for row, need in reading.left_out
        if need not in taken_up  # what is taken up after all is not left out
    )
    explained = {need for _, need in reading.left_out}
    lonely = [
        one for one in tree.rows["need"] if one not in taken_up and one not in explained
    ]
    measured = {need for one in priorities if one.is_measured for need in one.needs}
    knotted = {
        f"{LEVELS[level]}/{row}" for level, rows in tree.rows.items() for row in rows
    }
    return Thread(
        priorities=priorities,
        loose=(
            *tree.knots("need", lonely),
            *(one for level in UPWARDS for one in tree.loose(level)),
        ),
        left_out=left_out,
        others=tuple(one for one in gaps if one.subject not in knotted),
        counts={level: len(rows) for level, rows in tree.rows.items()},
        reached=len(measured),
        links=links_of(reading),
    )


class _Tree:
    """Makes knots: who hangs on whom is looked up once.

    Attributes
    ----------
    rows
        Level to its rows; none of a table that this workbook does not ask.
    """

    def __init__(self, reading: Reading, gaps: Iterable[Gap]) -> None:
        self._reading = reading
        self._told: set[str] = set()
        self._gaps: dict[str, list[Gap]] = {}
        for gap in gaps:
            self._gaps.setdefault(gap.subject, []).append(gap)
        self.rows = {
            level: reading.rows(table) if reading.method.at(table) else ()
            for level, table in LEVELS.items()
        }
        self._below: dict[str, list[tuple[Level, str]]] = {}
        self._loose: dict[Level, list[str]] = {level: [] for level in UPWARDS}
        for level in UPWARDS:
            for row in self.rows[level]:
                above = self._hangs_on(level, row)
                for path in above:
                    self._below.setdefault(path, []).append((level, row))
                if not above:
                    self._loose[level].append(row)
        self._standings = {one.indicator.row: one for one in reading.judged}

    def _hangs_on(self, level: Level, row: str) -> tuple[str, ...]:
        table, column = LEVELS[level], UPWARDS[level]
        found = self._reading.led_to_paths(table, row, column)
        above = {LEVELS[one] for one in ABOVE[level]}
        return tuple(one for one in found if one.rpartition("/")[0] in above)

    def knots(self, level: Level, rows: Iterable[str]) -> tuple[Knot, ...]:
        """Return rows of one level with what hangs on them."""
        return tuple(self._knot(level, one) for one in rows)

    def loose(self, level: Level) -> tuple[Knot, ...]:
        """Return the rows of a level that hang on nothing."""
        return self.knots(level, self._loose[level])

    def _knot(self, level: Level, row: str) -> Knot:
        path = f"{LEVELS[level]}/{row}"
        if path in self._told:
            return Knot(level=level, path=path, is_again=True)
        self._told.add(path)
        below = tuple(self._knot(lower, name) for lower, name in self._below.get(path, ()))
        is_priority, is_indicator = level == "priority", level == "indicator"
        needs = self._reading.led_to(PRIORITIES, row, "needs") if is_priority else ()
        return Knot(
            level=level,
            path=path,
            gaps=tuple(self._gaps.get(path, ())),
            below=below,
            needs=tuple(f"{NEEDS}/{one}" for one in needs),
            standing=self._standings.get(row) if is_indicator else None,
            measured=len(self._reading.measured.get(row, ())) if is_indicator else 0,
        )


def _gaps_of(knots: Iterable[Knot]) -> Iterable[Gap]:
    for one in knots:
        yield from one.gaps
        yield from _gaps_of(one.below)
