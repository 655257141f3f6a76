"""What a column says, decided from all its cells.

A column is understood once for all its rows: as numbers, dates, yes/no or texts. Where its
cells can be read in two ways that differ (only ``1,234``; ``03/04/2026``) both readings are
named and none is chosen: `Column.readings` has more than one.

A cell that does not fit is never changed to fit: it is refused, with its row and why.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Literal

from .cells import letters
from .days import day_of, is_day, orders_of, serial_day
from .numerals import MARKS, is_code, missing_in, notations_of, numeral_in, readings_of

if TYPE_CHECKING:
    from collections.abc import Sized
    from datetime import date

    from .cells import Cell
    from .numerals import DecimalMark

__all__ = ["Column", "Kind", "Reading", "Value"]

Kind = Literal["empty", "number", "date", "yes_no", "text"]

Reading = Literal[
    "number",
    "point",
    "comma",
    "date",
    "day-first",
    "month-first",
    "serial",
    "yes_no",
    "text",
]
"""How the cells are read. ``number`` and ``date``: the marks leave no doubt."""

_MARKS: dict[str, DecimalMark] = {"number": ".", "point": ".", "comma": ","}
_READINGS: dict[DecimalMark, Reading] = {".": "point", ",": "comma"}
_MOST = Decimal("0.8")
"""Share of the cells that must be of a kind; the others are refused one by one."""

_DATE_NAMED = re.compile(r"\b(?:dates?|début|fin|start|end|from|until)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Value:
    """What was read in a cell.

    Attributes
    ----------
    value
        A number, a date (``YYYY-MM-DD``), true or false, a text; None where there is none.
    flag
        What the publisher says of it: ``b``, ``e``, ``*``.
    refused
        Why it cannot be read: ``number``, ``date``, ``unit``, ``formula``, ``error``; empty
        where it can, or where the value is missing.
    """

    cell: Cell
    value: Decimal | str | bool | None = None
    flag: str = ""
    refused: str = ""

    @property
    def row(self) -> int:
        """The row it stands in."""
        return self.cell.row


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Attributes
    ----------
    place
        Its number in the sheet, from 1.
    name
        Its heading; empty where it has none.
    group
        The heading above the heading, if any.
    label
        What to call it: no two columns of a table share one.
    cells
        One for each row of the table.
    help
        What a row of help below the heading says of it.
    epoch
        The day from which a spreadsheet counts; None in a text file.
    usual_unit
        The unit of a longer column of which it is a part; None where it is whole.
    """

    place: int
    name: str
    cells: tuple[Cell, ...]
    group: str = ""
    label: str = ""
    help: str = ""
    epoch: date | None = None
    usual_unit: str | None = None

    @property
    def letter(self) -> str:
        """What a spreadsheet calls it: ``B``."""
        return letters(self.place)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The text of each cell, as it stands."""
        return tuple(one.text for one in self.cells)

    @cached_property
    def kind(self) -> Kind:
        """What it holds."""
        if not self._said:
            return "empty"
        if all(isinstance(one.cell.content, bool) for one in self._said):
            return "yes_no"
        if _is_most(self._days, self._said):
            return "date"
        return "number" if _is_most(self._figures, self._said) else "text"

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """How its cells can be read: one where that is plain, two where it is asked."""
        match self.kind:
            case "date":
                return self._dates()
            case "number":
                return self.numbers
            case "yes_no":
                return ("yes_no",)
            case _:
                return ("text",)

    @property
    def is_ambiguous(self) -> bool:
        """Whether somebody has to choose how it is read."""
        return len(self.readings) > 1

    @cached_property
    def unit(self) -> str:
        """The unit that stands in its cells, if any."""
        if self.usual_unit is not None:
            return self.usual_unit
        units = Counter(one.unit for one in self._said if one.unit)
        return units.most_common(1)[0][0] if units else ""

    @cached_property
    def numbers(self) -> tuple[Reading, ...]:
        """The ways to read its cells as numbers, whatever it was taken for."""
        marks = notations_of(one.numbers for one in self._said if one.is_number)
        if len(marks) > 1:
            return tuple(_READINGS[one] for one in marks)
        if self._may_be_days:
            return ("number", "serial")
        return (_READINGS[marks[0]],) if marks else ("number",)

    def values(self, reading: Reading | None = None) -> tuple[Value, ...]:
        """Return what was read in each of its cells.

        Parameters
        ----------
        reading
            By default the only one.

        Raises
        ------
        ValueError
            If there are several readings and none is given.
        """
        if reading is None:
            if self.is_ambiguous:
                message = f"{self.label}: choose one of {self.readings}."
                raise ValueError(message)
            reading = self.readings[0]
        if reading not in self._read:
            self._read[reading] = tuple(self._value(one, reading) for one in self._taken)
        return self._read[reading]

    # One cell -----------------------------------------------------------------------------

    def _value(self, one: _Taken, reading: Reading) -> Value:
        if one.cell.fault:
            return Value(one.cell, refused=one.cell.fault)
        if one.missing is not None:
            return Value(one.cell, flag=one.missing)
        if reading in _MARKS:
            return self._number(one, MARKS.index(_MARKS[reading]))
        if reading == "text":
            return Value(one.cell, one.cell.text)
        if reading == "yes_no":
            content = one.cell.content if isinstance(one.cell.content, bool) else None
            return Value(one.cell, content, refused="yes_no" if content is None else "")
        day = day_of(one.cell, "month" if reading == "month-first" else "day")
        day = day or serial_day(one.cell, self.epoch)
        return Value(one.cell, day, refused="" if day else "date")

    def _number(self, one: _Taken, mark: int) -> Value:
        number = one.numbers[mark]
        if number is None or one.is_code:
            return Value(one.cell, refused="number")
        # 0.4 among percentages may be 40 of them or less than half of one.
        if one.unit != self.unit and number and (one.unit or self.unit in {"%", "‰"}):
            return Value(one.cell, refused="unit")
        return Value(one.cell, number, one.flag)

    # All cells ----------------------------------------------------------------------------

    @cached_property
    def _read(self) -> dict[Reading, tuple[Value, ...]]:
        return {}

    @cached_property
    def _taken(self) -> tuple[_Taken, ...]:
        """The cells, each taken apart once."""
        return tuple(_taken_apart(one) for one in self.cells)

    @cached_property
    def _said(self) -> tuple[_Taken, ...]:
        """The cells in which a value stands, or should."""
        return tuple(one for one in self._taken if one.missing is None)

    @cached_property
    def _days(self) -> tuple[_Taken, ...]:
        """The cells that hold dates; numbers too, where a date stands among them."""
        days = tuple(one for one in self._said if is_day(one.cell))
        if not days or self.epoch is None:
            return days
        return tuple(
            one
            for one in self._said
            if is_day(one.cell) or serial_day(one.cell, self.epoch)
        )

    @cached_property
    def _figures(self) -> tuple[_Taken, ...]:
        """The cells that hold numbers; none where they name things or measure many."""
        if any(one.is_code for one in self._said):
            return ()
        figures = tuple(one for one in self._said if one.is_number)
        units = Counter(one.unit for one in figures)
        if len(set(units) - {""}) > 1 and max(units.values()) < _MOST * len(figures):
            return ()
        return figures

    @property
    def _may_be_days(self) -> bool:
        """Whether whole numbers below a heading that says *date* may count days."""
        named = _DATE_NAMED.search(f"{self.name} {self.help}") is not None
        return named and all(serial_day(one.cell, self.epoch) for one in self._said)

    def _dates(self) -> tuple[Reading, ...]:
        cells = [one.cell for one in self._days]
        orders = orders_of(cells)
        if len(orders) > 1:
            return ("day-first", "month-first")
        same = all(day_of(one, "day") == day_of(one, "month") for one in cells)
        if same:
            return ("date",)
        return ("day-first",) if orders == ("day",) else ("month-first",)


@dataclass(frozen=True, slots=True)
class _Taken:
    """A cell taken apart: what it could be, before the column decides.

    Attributes
    ----------
    missing
        The flag of a cell without a value; None where it has one.
    numbers
        Its number with a decimal point, and with a decimal comma.
    """

    cell: Cell
    missing: str | None = None
    numbers: tuple[Decimal | None, Decimal | None] = (None, None)
    unit: str = ""
    flag: str = ""
    is_code: bool = False

    @property
    def is_number(self) -> bool:
        """Whether it is a number with one of the two marks at least."""
        return self.numbers != (None, None)


def _taken_apart(cell: Cell) -> _Taken:
    content = cell.content
    if isinstance(content, Decimal):
        return _Taken(cell, numbers=(content, content), unit=cell.unit)
    if not isinstance(content, str):
        empty = content is None and not cell.fault
        return _Taken(cell, missing="" if empty else None)
    return _Taken(cell, *_parts_of(cell.text))


@lru_cache(maxsize=16_384)
def _parts_of(
    text: str,
) -> tuple[str | None, tuple[Decimal | None, Decimal | None], str, str, bool]:
    """Return what `_Taken` says of a text."""
    missing = missing_in(text)
    numeral = numeral_in(text) if missing is None else None
    if numeral is None:
        return missing, (None, None), "", "", False
    numbers = readings_of(numeral)
    unit = numeral.unit if numbers != (None, None) else ""
    return None, numbers, unit, numeral.flag, is_code(text)


def _is_most(some: Sized, all_of_them: Sized) -> bool:
    return len(some) > 0 and len(some) >= _MOST * len(all_of_them)
