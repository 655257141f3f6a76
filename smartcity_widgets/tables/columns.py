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
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from .cells import letters
from .days import day_of, is_day, orders_of, serial_day
from .numerals import MARKS, is_code, missing_in, notations_of, numeral_in, value_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from .cells import Cell
    from .numerals import DecimalMark, Numeral

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
    """

    place: int
    name: str
    cells: tuple[Cell, ...]
    group: str = ""
    label: str = ""
    help: str = ""
    epoch: date | None = None

    @property
    def letter(self) -> str:
        """What a spreadsheet calls it: ``B``."""
        return letters(self.place)

    @cached_property
    def kind(self) -> Kind:
        """What it holds."""
        if not self._said:
            return "empty"
        if all(isinstance(one.content, bool) for one in self._said):
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
                return self.numbers()
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
        units = Counter(one for one in self._units if one)
        return units.most_common(1)[0][0] if units else ""

    def numbers(self) -> tuple[Reading, ...]:
        """Return the ways to read its cells as numbers, whatever it was taken for."""
        numerals = [found for one in self._texts if (found := numeral_in(one.text))]
        marks = notations_of(numerals)
        if len(marks) > 1:
            return tuple(_READINGS[one] for one in marks)
        if self._may_be_days:
            return ("number", "serial")
        immaterial = notations_of(numerals) == (".",) and all(
            value_of(one, ",") == value_of(one, ".") for one in numerals
        )
        return ("number",) if immaterial else (_READINGS[marks[0]],)

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
        return tuple(self._value(one, reading) for one in self.cells)

    # One cell -----------------------------------------------------------------------------

    def _value(self, cell: Cell, reading: Reading) -> Value:
        if cell.fault:
            return Value(cell, refused=cell.fault)
        missing = _missing(cell) if cell.text else ""
        if missing is not None:
            return Value(cell, flag=missing)
        if reading in _MARKS:
            return self._number(cell, _MARKS[reading])
        if reading == "text":
            return Value(cell, cell.text)
        if reading == "yes_no":
            content = cell.content if isinstance(cell.content, bool) else None
            return Value(cell, content, refused="yes_no" if content is None else "")
        day = day_of(cell, "month" if reading == "month-first" else "day")
        day = day or serial_day(cell, self.epoch)
        return Value(cell, day, refused="" if day else "date")

    def _number(self, cell: Cell, mark: DecimalMark) -> Value:
        if isinstance(cell.content, bool):
            return Value(cell, refused="number")
        if isinstance(cell.content, Decimal):
            number, unit, flag = cell.content, cell.unit, ""
        else:
            numeral = numeral_in(cell.text)
            found = value_of(numeral, mark) if numeral else None
            if numeral is None or found is None or is_code(cell.text):
                return Value(cell, refused="number")
            number, unit, flag = found, numeral.unit, numeral.flag
        # 0.4 among percentages may be 40 of them or less than half of one.
        if unit != self.unit and number and (unit or self.unit in {"%", "‰"}):
            return Value(cell, refused="unit")
        return Value(cell, number, flag)

    # All cells ----------------------------------------------------------------------------

    @cached_property
    def _said(self) -> tuple[Cell, ...]:
        """The cells in which a value stands, or should."""
        return tuple(
            one for one in self.cells if one.fault or (one.text and _missing(one) is None)
        )

    @cached_property
    def _texts(self) -> tuple[Cell, ...]:
        return tuple(one for one in self._said if isinstance(one.content, str))

    @cached_property
    def _days(self) -> tuple[Cell, ...]:
        """The cells that hold dates; numbers too, where a date stands among them."""
        days = tuple(one for one in self._said if is_day(one))
        if not days or self.epoch is None:
            return days
        return tuple(
            one for one in self._said if is_day(one) or serial_day(one, self.epoch)
        )

    @cached_property
    def _figures(self) -> tuple[Cell, ...]:
        """The cells that hold numbers; none where they name things or measure many."""
        if any(is_code(one.text) for one in self._texts):
            return ()
        if len({one for one in self._units if one}) > 1:
            units = Counter(self._units)
            if units.most_common(1)[0][1] < _MOST * sum(units.values()):
                return ()
        return tuple(one for one in self._said if _figure(one) is not None)

    @cached_property
    def _units(self) -> tuple[str, ...]:
        return tuple(
            figure.unit if not isinstance(figure, Decimal) else one.unit
            for one in self._said
            if (figure := _figure(one)) is not None
        )

    @property
    def _may_be_days(self) -> bool:
        """Whether whole numbers below a heading that says *date* may count days."""
        named = _DATE_NAMED.search(f"{self.name} {self.help}") is not None
        return named and all(serial_day(one, self.epoch) for one in self._said)

    def _dates(self) -> tuple[Reading, ...]:
        orders = orders_of(self._days)
        if len(orders) > 1:
            return ("day-first", "month-first")
        same = all(day_of(one, "day") == day_of(one, "month") for one in self._days)
        if same:
            return ("date",)
        return ("day-first",) if orders == ("day",) else ("month-first",)


def _is_most(some: Iterable[Cell], all_of_them: tuple[Cell, ...]) -> bool:
    found = len(tuple(some))
    return found > 0 and found >= _MOST * len(all_of_them)


def _missing(cell: Cell) -> str | None:
    return missing_in(cell.text) if isinstance(cell.content, str) else None


def _figure(cell: Cell) -> Numeral | Decimal | None:
    """Return the number of a cell, whichever its decimal mark; None where it has none."""
    if isinstance(cell.content, Decimal):
        return cell.content
    if not isinstance(cell.content, str):
        return None
    numeral = numeral_in(cell.text)
    if numeral is None or all(value_of(numeral, mark) is None for mark in MARKS):
        return None
    return numeral
