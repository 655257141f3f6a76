"""What would be added from a table, what is refused, and what is still to be asked.

Nothing here writes. A plan is made anew from the table, what the workbook knows and what
has been chosen; it has figures only once no question is open. What can be understood in
several ways is a question, never a guess; what stands in the workbook already is told
apart, so that the same file adds nothing twice.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from smartcity_widgets.tables import Column, Reading, Value

    from .known import Baseline
    from .places import Place
    from .roles import Role
    from .series import Series

__all__ = [
    "TOGETHER",
    "Ask",
    "Difference",
    "Figure",
    "Plan",
    "Proposal",
    "RefusedFigure",
]

TOGETHER = "*"
"""The choice to take all rows that a breakdown tells apart."""

_DATES = frozenset(("date", "day-first", "month-first", "serial"))


@dataclass(frozen=True, slots=True)
class Ask:
    """Something to be chosen.

    Attributes
    ----------
    name
        ``place``, ``years``, ``take`` (another column to use), ``value`` (the column that
        holds the values); ``indicator-3``, ``reading-3``, ``year-3``, ``breakdown-3`` with
        the place of the column.
    subject
        What it is asked of, as the table calls it.
    options
        What can be chosen; an empty text is a choice where `may_be_empty` says so.
    chosen
        What was chosen or is plain; None while the question is open.
    needed
        Whether nothing can be added before it is answered.
    """

    name: str
    subject: str
    options: tuple[str, ...]
    chosen: str | None = None
    needed: bool = True

    @property
    def kind(self) -> str:
        """What is asked: ``reading`` of ``reading-3``."""
        return self.name.partition("-")[0]

    @property
    def open(self) -> bool:
        """Whether it has to be answered first."""
        return self.needed and self.chosen is None


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of an indicator at a time, with the row it was read in.

    Attributes
    ----------
    date
        As the workbook stores a date: ``2019``, or finer where figures are dated.
    said
        How its row writes that time; empty where the heading or a choice says it.
    """

    row: int
    indicator: str
    date: str
    value: Decimal
    unit: str = ""
    source: str = ""
    flag: str = ""
    said: str = ""

    @property
    def year(self) -> int:
        """The year it is of."""
        return int(self.date[:4])


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure of which the workbook has another value."""

    figure: Figure
    baseline: Baseline


@dataclass(frozen=True, slots=True)
class RefusedFigure:
    """A figure that cannot be added.

    Attributes
    ----------
    reason
        That of a cell, or ``indicator``, ``year``, ``twice``, ``cells``; of measurements
        also ``coarse``, ``other-unit``, ``digits``.
    text
        What stands there.
    file
        Its file, where several are read.
    """

    row: int
    column: str
    reason: str
    text: str = ""
    file: str = ""


@dataclass(frozen=True)
class Proposal:
    """What was understood of one column.

    Attributes
    ----------
    at
        Its place among the columns of the table.
    reading
        How it is read; None while that is open.
    values
        What was read in each cell; empty while that is open.
    """

    at: int
    column: Column
    role: Role
    reading: Reading | None
    values: tuple[Value, ...] = ()

    @property
    def is_dates(self) -> bool:
        """Whether its cells are read as days."""
        return self.reading in _DATES

    @property
    def refused(self) -> tuple[Value, ...]:
        """The cells that cannot be read."""
        return tuple(one for one in self.values if one.refused)

    @property
    def read(self) -> tuple[Value, ...]:
        """The cells in which a value stands."""
        return tuple(one for one in self.values if one.value is not None)

    @property
    def missing(self) -> int:
        """How many cells have no value and do not pretend to."""
        return len(self.values) - len(self.refused) - len(self.read)

    @property
    def flags(self) -> tuple[str, ...]:
        """What the publisher says of some values, once each."""
        return tuple(dict.fromkeys(one.flag for one in self.values if one.flag))


@dataclass(frozen=True)
class Plan:
    """What becomes of a table.

    Attributes
    ----------
    new
        The figures to add; empty while a question is open.
    same
        Those that stand in the workbook with the same value: they add nothing.
    differing
        Those that stand there with another value: somebody chooses.
    """

    columns: tuple[Proposal, ...]
    asks: tuple[Ask, ...]
    series: tuple[Series, ...] = ()
    places: tuple[Place, ...] = ()
    new: tuple[Figure, ...] = ()
    same: tuple[Figure, ...] = ()
    differing: tuple[Difference, ...] = ()
    refused: tuple[RefusedFigure, ...] = ()
    missing: int = field(default=0)

    @cached_property
    def by_role(self) -> Mapping[str, Proposal]:
        """The first column of each role."""
        return {one.role: one for one in reversed(self.columns)}

    @property
    def open(self) -> tuple[Ask, ...]:
        """The questions without whose answer nothing can be added."""
        return tuple(one for one in self.asks if one.open)

    def ask(self, name: str) -> Ask | None:
        """Return the question of this name, if it is asked."""
        return next((one for one in self.asks if one.name == name), None)
