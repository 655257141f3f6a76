"""Say what becomes of the measurements of some files: added, known, differing, in doubt.

Values of several files are looked at together, so that two files that differ are told, and
all that is added is one act.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from smartcity_widgets.exchange.baselines import Ask, Difference, Figure, RefusedFigure
from smartcity_widgets.tables import PERIODS
from smartcity_widgets.values import is_leap, last_day
from smartcity_widgets.values.amounts import is_too_long

from .outcome import AGGREGATIONS, Leap, Measured, Taken
from .tallying import Tallies

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Sequence

    from smartcity_widgets.exchange.baselines import Baseline, Choices

    from .files import Given
    from .known import Measurable

__all__ = ["measured"]

_MOST_TOLD = 100
"""Figures that cannot be added of which each is told."""

_PERCENT = frozenset(("%", "percent", "pourcent", "pourcentage", "procent"))


def measured(
    given: Sequence[Given],
    known: Measurable,
    chosen: Choices,
    *,
    replaced: Collection[str] | None = None,
) -> Measured:
    """Return what becomes of the measurements of some files.

    Parameters
    ----------
    chosen
        Besides what is chosen of columns: ``period`` and ``by`` (how many values become
        one), ``differing`` (``keep`` or ``replace``), ``leaps`` (``accept`` or ``leave``).
    replaced
        The rows of measurements whose differing value is replaced; None asks for all at
        once.
    """
    # What is asked of columns is asked of one file after the other.
    first = next((one.plan for one in given if one.plan.open), given[0].plan)
    of_columns = [first] if first.open else [one.plan for one in given]
    asks = [ask for one in of_columns for ask in one.asks if ask.kind != "years"]
    asks.append(_period(given, chosen))
    plan = Measured(first.columns, tuple(asks), first.series, first.places)
    return plan if plan.open else _Deciding(plan, known, chosen, replaced).decided(given)


def _period(given: Sequence[Given], chosen: Choices) -> Ask:
    said = chosen.get("period", "")
    is_long = any(one.is_long for one in given)
    name = next((one.name for one in given if one.is_long), "")
    options = PERIODS if is_long else ("", *PERIODS)
    taken = said if said in options else None if is_long else ""
    return Ask("period", name, options, taken, needed=is_long)


def _picked(chosen: Choices, name: str, options: tuple[str, ...]) -> str:
    said = chosen.get(name, "")
    return said if said in options else ""


@dataclass(frozen=True)
class _Deciding:
    plan: Measured
    known: Measurable
    chosen: Choices
    replaced: Collection[str] | None

    def decided(self, given: Sequence[Given]) -> Measured:
        size, by = self._period, _picked(self.chosen, "by", AGGREGATIONS)
        tallies = Tallies(size, by, self.known.aggregations)
        refused = _Refused()
        read, missing = self._taken_in(given, tallies, refused)
        asks = [*self.plan.asks]
        if tallies.several or by:
            waiting = tallies.waiting
            asks.append(Ask("by", "", AGGREGATIONS, by or None, needed=waiting))
        values = self._sound(tallies.taken(), refused)
        new, same, differing = self._compared(values)
        replacing = self._replacing(differing)
        new, differing, leaps = self._in_line(new, differing, replacing)
        found = replace(
            self.plan,
            twice=tallies.twice(),
            leaps=tuple(leaps),
            same=tuple(same),
            refused=tuple(refused.first),
            missing=missing,
            read=read,
            not_read=refused.count,
        )
        if differing and self.replaced is None:
            said = _picked(self.chosen, "differing", ("keep", "replace"))
            asks.append(Ask("differing", "", ("keep", "replace"), said or None))
        if leaps:
            asks.append(Ask("leaps", "", ("accept", "leave"), self._leaps or None))
        found = replace(found, asks=tuple(asks), differing=tuple(differing))
        return found if found.open else replace(found, new=tuple(new))

    @property
    def _period(self) -> str:
        asked = self.plan.ask("period")
        return (asked.chosen or "") if asked else ""

    @property
    def _leaps(self) -> str:
        return _picked(self.chosen, "leaps", ("accept", "leave"))

    # What is read -------------------------------------------------------------------------

    def _taken_in(
        self, given: Sequence[Given], tallies: Tallies, refused: _Refused
    ) -> tuple[int, int]:
        """Take all figures in; return how many were read, and how many have no value."""
        read = missing = 0
        for file in given:
            for one in file.read():
                if one is None:
                    missing += 1
                elif isinstance(one, RefusedFigure):
                    refused.add(replace(one, file=file.name))
                elif reason := self._reason(one, tallies, file.name):
                    text = one.unit if reason == "other-unit" else one.date
                    refused.add(RefusedFigure(one.row, "", reason, text, file.name))
                else:
                    read += 1
        return read, missing

    def _reason(self, one: Figure, tallies: Tallies, file: str) -> str:
        """Take a figure in, or return why it cannot be."""
        ours = self.known.units.get(one.indicator, "")
        if one.unit is not ours and not _same_unit(one.unit, ours):
            return "other-unit"
        return "" if tallies.add(one, file) else "coarse"

    def _sound(self, values: Iterable[Taken], refused: _Refused) -> list[Taken]:
        """Return the values in order, without those of more digits than are kept."""
        order = {one: at for at, one in enumerate(self.known.indicators)}
        sound = []
        for one in values:
            if is_too_long(one.value):
                text = f"{one.value:f}"
                refused.add(RefusedFigure(one.row, "", "digits", text, one.file))
            else:
                sound.append(one)
        return sorted(
            sound, key=lambda it: (order[it.indicator], last_day(it.date), it.date)
        )

    # What the workbook says ---------------------------------------------------------------

    def _compared(
        self, values: list[Taken]
    ) -> tuple[list[Taken], list[Taken], list[Difference]]:
        standing: dict[tuple[str, dt.date], list[Baseline]] = {}
        for one in self.known.baselines:
            standing.setdefault((one.indicator, last_day(one.date)), []).append(one)
        new, same, differing = [], [], []
        for value in values:
            there = standing.get((value.indicator, last_day(value.date)), [])
            if not there:
                new.append(value)
            elif any(one.value == value.value for one in there):
                same.append(value)
            else:
                differing.append(Difference(value, there[-1]))
        return new, same, differing

    def _replacing(self, differing: list[Difference]) -> frozenset[str]:
        if self.replaced is not None:
            return frozenset(self.replaced)
        replacing = self.chosen.get("differing") == "replace"
        return frozenset(one.baseline.row for one in differing if replacing)

    # What is in line ----------------------------------------------------------------------

    def _in_line(
        self, new: list[Taken], differing: list[Difference], replacing: frozenset[str]
    ) -> tuple[list[Taken], list[Difference], list[Leap]]:
        """Return what would be added, and the values that break their series.

        A value that breaks it is left out where that was chosen; the next is held against
        the one before it.
        """
        changed = {
            one.baseline.row: one for one in differing if one.baseline.row in replacing
        }
        leaps: list[Leap] = []
        for indicator in self.known.indicators:
            points: list[Figure | Baseline] = [
                *(one for one in self.known.starts if one.indicator == indicator),
                *(
                    changed[one.row].figure if one.row in changed else one
                    for one in self.known.baselines
                    if one.indicator == indicator
                ),
                *(one for one in new if one.indicator == indicator),
            ]
            leaps += self._leaps_in(sorted(points, key=lambda it: last_day(it.date)))
        if self._leaps != "leave":
            return new, differing, leaps
        left = {id(one.figure) for one in leaps}
        return (
            [one for one in new if id(one) not in left],
            [one for one in differing if id(one.figure) not in left],
            leaps,
        )

    def _leaps_in(self, points: Sequence[Figure | Baseline]) -> list[Leap]:
        leaps: list[Leap] = []
        told: set[int] = set()
        before: Figure | Baseline | None = None
        for one in points:
            is_break = not isinstance(one, Figure) and one.row in self.known.breaks
            if before is None or is_break or not is_leap(before.value, one.value):
                before = one
                continue
            if isinstance(one, Figure):
                leaps.append(Leap(one, before))
                told.add(id(one))
                if self._leaps == "leave":
                    continue
            elif isinstance(before, Figure) and id(before) not in told:
                leaps.append(Leap(before, one))
            before = one
        return leaps


class _Refused:
    """Figures that cannot be added: the first are kept, all are counted."""

    def __init__(self) -> None:
        self.first: list[RefusedFigure] = []
        self.count = 0

    def add(self, one: RefusedFigure) -> None:
        self.count += 1
        if len(self.first) < _MOST_TOLD:
            self.first.append(one)


def _same_unit(one: str, other: str) -> bool:
    """Whether two units are one, as far as they are said: ``%`` and ``pour cent`` are."""
    first, second = ("".join(unit.casefold().split()) for unit in (one, other))
    if not first or not second or first == second:
        return True
    return all(unit.startswith("%") or unit in _PERCENT for unit in (first, second))
