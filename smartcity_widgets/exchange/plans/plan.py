"""What would be added from an action plan, what is left out, and what is still asked.

Nothing here writes. A plan is made anew from the table, what the workbook knows and what
has been chosen. Nothing of the file is lost: what has no place of its own, and what cannot
be read, stands in the notes of its project and is told with its row and column.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smartcity_widgets.tables import Column

    from .roles import Role

__all__ = ["Action", "Added", "Ask", "Doubt", "Left", "Plan", "Proposal"]


@dataclass(frozen=True, slots=True)
class Ask:
    """Something to be chosen.

    Attributes
    ----------
    name
        ``title`` (the column of the titles); ``budget-3`` (what an amount is for),
        ``reading-3`` (how numbers or days are written), ``unit-3`` (euro or thousands of
        them) with the place of the column; ``word-status-<digest>`` (what a cell means).
    subject
        What it is asked of, as the file calls it.
    options
        What can be chosen; an empty text leaves it in the notes.
    chosen
        What was chosen or is plain; None while nothing is.
    needed
        Whether nothing can be added before it is answered.
    count
        How many actions it is about.
    """

    name: str
    subject: str
    options: tuple[str, ...]
    chosen: str | None = None
    needed: bool = True
    count: int = 0

    @property
    def kind(self) -> str:
        """What is asked: ``unit`` of ``unit-3``, ``word-status`` of ``word-status-1f``."""
        return self.name.rpartition("-")[0] or self.name

    @property
    def open(self) -> bool:
        """Whether it has to be answered first."""
        return self.needed and self.chosen is None


@dataclass(frozen=True, slots=True)
class Left:
    """A cell that was not read as what its column is for, or a row that is no action.

    Attributes
    ----------
    column
        The label of the column; empty for a whole row.
    reason
        ``title`` (a row without one), ``date``, ``period``, ``amount``, ``range``,
        ``about``, ``currency``, ``unit``, ``negative``, ``decimals``, ``per_year``,
        ``formula``, ``error``, ``word`` (says nothing the workbook knows), ``several``,
        ``long``, ``twice`` (another cell of the action gave a value already), ``room`` (the
        notes are full), ``notes`` (the workbook has none); of a row ``note`` (below the
        table), ``cells`` or ``parts`` (it could not be split).
    kept
        Whether its text stands in the notes of its project.
    """

    row: int
    column: str
    reason: str
    text: str
    kept: bool


@dataclass(frozen=True, slots=True)
class Doubt:
    """What somebody should know before adding.

    Attributes
    ----------
    kind
        ``twins`` (one title, several rows), ``standing`` (a project of the workbook has
        it), ``part`` (a sub-action without its action), ``both`` (an action and its part
        both have a budget), ``backwards`` (it ends before it begins), ``continued`` (rows
        of one action), ``vat`` (the heading counts otherwise than the workbook),
        ``differs`` (it was added before, and the file says something else by now),
        ``help`` (the first row may say how to fill the others in), ``bare`` (a row with a
        title alone may be a heading).
    rows
        The rows it is about; none where it is about a column.
    what
        Of ``differs``: the roles of the cells.
    """

    kind: Literal[
        "twins",
        "standing",
        "part",
        "both",
        "backwards",
        "continued",
        "vat",
        "differs",
        "help",
        "bare",
    ]
    text: str
    rows: tuple[int, ...] = ()
    what: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Added:
    """A row of another table that comes with an action."""

    table: str
    row: str
    cells: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Action:
    """A project that would be added.

    Attributes
    ----------
    row
        The id of its row: the same for the same action of the same sheet.
    lines
        The rows of the sheet it stands in.
    cells
        Of the table of the projects, as they are stored.
    others
        The rows of other tables that come with it: its funding, its milestones.
    owner
        The person to be added who leads it, as id and name; None where there is none.
    """

    row: str
    lines: tuple[int, ...]
    cells: Mapping[str, object]
    others: tuple[Added, ...] = ()
    owner: tuple[str, str] | None = None

    @property
    def title(self) -> str:
        """What it is called."""
        return str(self.cells.get("title", ""))


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a column is for.

    Attributes
    ----------
    at
        Its place among the columns of the table.
    reading
        How its numbers or days are read; empty where that is plain.
    unit
        What one of its numbers counts: 1, 1 000 or 1 000 000 of the currency.
    """

    at: int
    column: Column
    role: Role
    reading: str = ""
    unit: int = 1


@dataclass(frozen=True)
class Plan:
    """What becomes of a table.

    Attributes
    ----------
    new
        The actions to add; empty while a question is open.
    same
        Those that were added before: they add nothing.
    """

    columns: tuple[Proposal, ...]
    asks: tuple[Ask, ...]
    new: tuple[Action, ...] = ()
    same: tuple[Action, ...] = ()
    left: tuple[Left, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    by_role: Mapping[str, tuple[Proposal, ...]] = field(
        default_factory=lambda: MappingProxyType({})
    )

    @property
    def open(self) -> tuple[Ask, ...]:
        """The questions without whose answer nothing can be added."""
        return tuple(one for one in self.asks if one.open)

    def ask(self, name: str) -> Ask | None:
        """Return the question of this name, if it is asked."""
        return next((one for one in self.asks if one.name == name), None)
