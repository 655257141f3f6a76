"""Cells exactly as they stand in a file, with the row and letters people see beside them.

Nothing is understood here: a text is a text, be it ``1 234,5`` or ``n/a``. What a column
says is decided later, from all its cells (`smartcity_widgets.tables.columns`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Cell", "Content", "Document", "Fault", "Merged", "Sheet", "letters"]

Content = str | Decimal | bool | date | None
"""What a cell holds; None where it is empty."""

Fault = Literal["", "formula", "error"]
"""Why a cell of a spreadsheet has no content: never computed, or computed to an error."""

_ALPHABET = 26


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell.

    Attributes
    ----------
    row, column
        From 1, as a spreadsheet counts; blank lines are counted too.
    unit
        What the spreadsheet prints beside a number: ``%``, ``€``; the number is the one
        that is seen (38.5 of a cell that shows 38.5 %).
    merged
        Whether the content is that of a merged cell which begins elsewhere.
    """

    row: int
    column: int
    content: Content = None
    unit: str = ""
    merged: bool = False
    fault: Fault = ""

    @property
    def address(self) -> str:
        """Its name in a spreadsheet: ``B12``."""
        return f"{letters(self.column)}{self.row}"

    @property
    def text(self) -> str:
        """The content as one text, without spaces around it; empty where there is none."""
        match self.content:
            case None:
                return ""
            case str():
                return self.content.strip()
            case bool():
                return "true" if self.content else "false"
            case date():
                return self.content.isoformat()
            case _:
                return f"{self.content.normalize():f}" if self.content else "0"

    @property
    def filled(self) -> bool:
        """Whether anything is to be seen in it."""
        return bool(self.text or self.fault)


@dataclass(frozen=True, slots=True)
class Merged:
    """Cells that were made one: rows and columns, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def columns(self) -> int:
        """How many columns it covers."""
        return self.right - self.left + 1

    def covers(self, row: int, column: int) -> bool:
        """Whether a cell belongs to it."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right


@dataclass(frozen=True)
class Sheet:
    """A sheet: its cells, row by row.

    Attributes
    ----------
    rows
        Row number to its cells, for the rows in which something is filled; each from
        column 1 to the last that is filled.
    epoch
        The day from which a spreadsheet counts the days of a date; None in a text file.
    """

    name: str
    rows: dict[int, tuple[Cell, ...]]
    merged: tuple[Merged, ...] = ()
    hidden: bool = False
    epoch: date | None = None

    @cached_property
    def width(self) -> int:
        """The number of its columns."""
        return max(map(len, self.rows.values()), default=0)

    def cell(self, row: int, column: int) -> Cell:
        """Return a cell; an empty one where nothing stands."""
        cells = self.rows.get(row, ())
        return cells[column - 1] if column <= len(cells) else Cell(row, column)

    def __iter__(self) -> Iterator[tuple[int, tuple[Cell, ...]]]:
        """Go through the rows in order."""
        return iter(self.rows.items())


@dataclass(frozen=True)
class Document:
    """A file that could be opened.

    Attributes
    ----------
    encoding
        Of a text file: ``UTF-8``, ``UTF-16`` or ``Windows-1252``; empty for a spreadsheet.
    delimiter
        What separates the cells of a text file.
    """

    name: str
    sheets: tuple[Sheet, ...]
    encoding: str = ""
    delimiter: str = ""

    @property
    def seen(self) -> tuple[Sheet, ...]:
        """The sheets that are not hidden and hold anything."""
        return tuple(one for one in self.sheets if one.rows and not one.hidden)


def letters(column: int) -> str:
    """Return what a spreadsheet calls a column.

    Examples
    --------
    >>> letters(2), letters(27)
    ('B', 'AA')
    """
    found = ""
    while column:
        column, rest = divmod(column - 1, _ALPHABET)
        found = chr(ord("A") + rest) + found
    return found
