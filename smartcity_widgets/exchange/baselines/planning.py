"""Make a plan of a table: ask what is not plain, then read the figures of our place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from smartcity_widgets.tables import PERIODS, period_in, period_of

from .known import folded
from .places import our_place, places_of
from .plan import TOGETHER, Ask, Plan, Proposal
from .reading import figures_of
from .roles import ROLES, proposed_roles
from .series import series_of

if TYPE_CHECKING:
    from smartcity_widgets.tables import Column, Reading, Table

    from .known import Known
    from .places import Place
    from .roles import Role
    from .series import Series

__all__ = ["Choices", "asks_of", "plan_of"]

Choices = Mapping[str, str]
"""What somebody chose: the name of a question, or ``role-3``, to the choice."""


def plan_of(
    table: Table, known: Known, chosen: Choices, *, source: str, latest: int
) -> Plan:
    """Return what becomes of a table.

    Parameters
    ----------
    source
        Where figures come from that name no source themselves: the name of the file.
    latest
        The last year that is offered where no heading names one.
    """
    plan = asks_of(table, known, chosen, latest=latest)
    return plan if plan.open else figures_of(plan, table, known, source=source)


def asks_of(table: Table, known: Known, chosen: Choices, *, latest: int) -> Plan:
    """Return a plan without its figures: what each column is for, and what is asked."""
    return _Planning(table, known, chosen, latest).plan()


_YEARS_OFFERED = 40

_MOST_KINDS = 0.9
"""Share of different texts from which a column only names its rows."""


@dataclass(frozen=True)
class _Planning:
    """A table with what has been chosen of it so far."""

    table: Table
    known: Known
    chosen: Choices
    latest: int

    def plan(self) -> Plan:
        of_series = self._series_asks()
        taken = any(one.kind == "indicator" for one in of_series)
        asks = [
            *([self._place] if self._place else []),
            *self._value_asks(),
            *of_series,
            *self._order_asks(),
            *(self._breakdown_asks() if taken or self._by_row else []),
            Ask("years", "", ("all", "latest"), self._picked_years(), needed=False),
        ]
        columns = tuple(self._proposal(at, asks) for at in range(len(self.table.columns)))
        return Plan(columns, tuple(asks), self.series, self.places)

    # What the columns are for -------------------------------------------------------------

    @cached_property
    def roles(self) -> tuple[Role, ...]:
        chosen: dict[int, Role] = {}
        for name, one in self.chosen.items():
            what, _, at = name.partition("-")
            if name == "value":
                what, at, one = "role", one, "value"  # noqa: PLW2901
            role = next((each for each in ROLES if each == one), None)
            if what == "role" and at.isdigit() and role is not None:
                chosen[int(at)] = role
        return proposed_roles(self.table, self.known, chosen)

    @cached_property
    def series(self) -> tuple[Series, ...]:
        return series_of(self.table, self.known, self.roles)

    @cached_property
    def places(self) -> tuple[Place, ...]:
        at = self._at("place")
        return () if at is None else places_of(self.table, at)

    def _at(self, role: Role) -> int | None:
        return self.roles.index(role) if role in self.roles else None

    def _texts(self, role: Role) -> Sequence[str]:
        at = self._at(role)
        if at is None:
            return [""] * len(self.table.rows)
        return self.table.columns[at].texts

    @property
    def _by_row(self) -> bool:
        """Whether each row names its indicator."""
        return self._at("indicator") is not None

    def _picked_years(self) -> str:
        return self._picked("years", ("all", "latest")) or "all"

    def _picked(self, name: str, options: tuple[str, ...]) -> str | None:
        found = self.chosen.get(name)
        if found is None or found in options:
            return found
        # Where there are too many to choose from, it is typed.
        meant = [one for one in options if folded(one) == folded(found)]
        return meant[0] if len(meant) == 1 else None

    # What is asked ------------------------------------------------------------------------

    @cached_property
    def _place(self) -> Ask | None:
        at = self._at("place")
        if at is None:
            return None
        options = tuple(one.name for one in self.places)
        chosen = self._picked("place", options) or our_place(self.places, self.known)
        return Ask("place", self.table.columns[at].label, options, chosen or None)

    @cached_property
    def _ours(self) -> list[int]:
        """The rows of our place, by their position; all where the place is not known."""
        texts = self._texts("place")
        wanted = self._place and self._place.chosen
        return [at for at, one in enumerate(texts) if wanted is None or one == wanted]

    def _breakdown_asks(self) -> list[Ask]:
        """Ask which of several rows of one year is meant; the total says nothing."""
        rows, asks = self._ours, []
        for at, has_total in self._breakdowns().items():
            column = self.table.columns[at]
            texts = column.texts
            options = tuple(dict.fromkeys(texts[one] for one in rows))
            if self.known.dated and len(options) > 1:
                options = (*options, TOGETHER)
            if len(options) < 2 and self.roles[at] != "breakdown":  # noqa: PLR2004
                continue  # what was chosen before has left nothing to choose
            name = f"breakdown-{at}"
            chosen = self._picked(name, options)
            total = has_total and "" in options
            if chosen is None and (len(options) == 1 or total):
                chosen = "" if "" in options else options[0]
            asks.append(Ask(name, column.label, options, chosen))
            if chosen is not None and chosen != TOGETHER:
                rows = [one for one in rows if texts[one] == chosen]
        return asks

    def _breakdowns(self) -> dict[int, bool]:
        """Return the columns that tell rows of one indicator and year apart.

        Each with whether its empty cells are plainly those of a total.
        """
        found = {at: True for at, role in enumerate(self.roles) if role == "breakdown"}
        keys: dict[tuple[str, str], list[int]] = {}
        indicators, times = self._texts("indicator"), self._times
        for row in self._ours:
            keys.setdefault((indicators[row], times[row]), []).append(row)
        several = [rows for rows in keys.values() if len(rows) > 1]
        if self._place and self._place.open:
            return found  # until the place is known, every row has others beside it
        for at, role in enumerate(self.roles):
            column = self.table.columns[at]
            if role != "ignored" or column.kind != "text" or f"role-{at}" in self.chosen:
                continue
            texts = column.texts
            if any(len({texts[row] for row in rows}) > 1 for rows in several):
                found[at] = True
            elif self._is_mixed([texts[row] for row in self._ours]):
                found[at] = False
        return dict(sorted(found.items()))

    def _is_mixed(self, texts: Sequence[str]) -> bool:
        """Whether values that become one may be of several things: two sensors, say.

        Not where nearly every row is called otherwise.
        """
        kinds = len(set(texts))
        is_summed = self.known.dated and self.chosen.get("period") in PERIODS
        return is_summed and 1 < kinds <= _MOST_KINDS * len(texts)

    @cached_property
    def _times(self) -> Sequence[str]:
        """The time of each row: of dated figures its day, or the period that is chosen."""
        texts, at = self._texts("year"), self._at("year")
        if not self.known.dated or at is None:
            return texts
        column = self.table.columns[at]
        asked = self._order(at)
        readings = [asked.chosen] if asked is not None else list(column.readings)
        days: Sequence[object] = [None] * len(texts)
        reading = next((one for one in column.readings if one == readings[0]), None)
        if column.kind == "date" and reading is not None:
            days = [one.value for one in column.values(reading)]
        found = [
            str(day or period_in(text) or text)
            for day, text in zip(days, texts, strict=True)
        ]
        size = self.chosen.get("period", "")
        return [period_of(one, size) or one if size in PERIODS else one for one in found]

    def _order(self, at: int) -> Ask | None:
        """Ask whether the day or the month comes first, where that leaves two days."""
        column = self.table.columns[at]
        if not self.known.dated or column.kind != "date" or not column.is_ambiguous:
            return None
        name, options = f"reading-{at}", column.readings
        return Ask(name, column.label, options, self._picked(name, options))

    def _order_asks(self) -> list[Ask]:
        at = self._at("year")
        asked = None if at is None else self._order(at)
        return [] if asked is None else [asked]

    def _value_asks(self) -> list[Ask]:
        """Ask which column holds the values, where none is plain."""
        if self.series:
            return []
        numbers = [at for at, one in enumerate(self.table.columns) if one.kind == "number"]
        options = tuple(str(at) for at in numbers if self.roles[at] == "ignored")
        return [Ask("value", "", options)]

    def _series_asks(self) -> list[Ask]:
        asks: list[Ask] = []
        left: list[str] = []
        for one in self.series:
            if self._by_row:
                asks += self._column_asks(one)
            elif self._is_taken(one):
                ask = self._indicator_ask(one)
                asks += [ask, *(self._column_asks(one) if ask.chosen else ())]
            else:
                left.append(str(one.id))
        if left:
            asks.append(Ask("take", "", tuple(left), needed=not asks))
        return asks

    def _is_taken(self, series: Series) -> bool:
        """Whether a series is used: chosen, named like an indicator, or the only one."""
        taken = f"taken-{series.id}" in self.chosen
        if taken or len(self.series) == 1 or self.chosen.get("take") == str(series.id):
            return True
        chosen = self.chosen.get(f"indicator-{series.id}")
        return bool(self._called(series)) if chosen is None else chosen != ""

    def _indicator_ask(self, series: Series) -> Ask:
        name = f"indicator-{series.id}"
        options = tuple(self.known.indicators)
        said = self.known.indicator(self.chosen.get(name, ""))
        chosen = self._picked(name, options) or said or self._called(series) or None
        return Ask(name, series.name, options, chosen)

    def _called(self, series: Series) -> str:
        """Return the indicator that the heading of a series names, without its years."""
        words = folded(series.name).split()
        bare = " ".join(one for one in words if not one[:4].isdigit())
        return self.known.indicator(series.name) or self.known.indicator(bare)

    def _column_asks(self, series: Series) -> list[Ask]:
        asks = []
        for at, times in series.columns:
            column = self.table.columns[at]
            readings = _as_numbers(column)
            if len(readings) > 1:
                name = f"reading-{at}"
                chosen = self._picked(name, readings)
                asks.append(Ask(name, column.label, readings, chosen))
            if len(times) != 1 and self._at("year") is None:
                offered = range(self.latest, self.latest - _YEARS_OFFERED, -1)
                options = tuple(dict.fromkeys(str(one) for one in (*times, *offered)))
                name = f"year-{at}"
                said = period_in(self.chosen.get(name, "")) if self.known.dated else None
                chosen = self._picked(name, options) or said
                asks.append(Ask(name, column.label, options, chosen))
        return asks

    # What was understood ------------------------------------------------------------------

    def _proposal(self, at: int, asks: list[Ask]) -> Proposal:
        column, role = self.table.columns[at], self.roles[at]
        if any(one.name == f"breakdown-{at}" for one in asks):
            role = "breakdown"
        readings: tuple[Reading, ...] = column.readings
        if role == "value":
            readings = _as_numbers(column)
        asked = next((one for one in asks if one.name == f"reading-{at}"), None)
        reading = next((one for one in readings if asked and one == asked.chosen), None)
        if len(readings) == 1:
            reading = readings[0]
        values = column.values(reading) if reading else ()
        return Proposal(at, column, role, reading, values)


def _as_numbers(column: Column) -> tuple[Reading, ...]:
    """Return the ways to read a column of values; none of them counts days."""
    return tuple(one for one in column.numbers if one != "serial")
