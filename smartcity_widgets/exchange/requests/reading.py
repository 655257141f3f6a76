"""Read a request that comes back: each value that was filled in, or why it is refused."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from smartcity_widgets.errors import DocumentError
from smartcity_widgets.exchange.baselines import Plan
from smartcity_widgets.exchange.measuring import INDICATORS, TABLE, Given, Taken
from smartcity_widgets.exchange.sheets.base import REQUEST, SHEET
from smartcity_widgets.exchange.sheets.reading import read_sheets
from smartcity_widgets.exchange.sheets.told import Told
from smartcity_widgets.exchange.sheets.understanding import Reader
from smartcity_widgets.tables import letters
from smartcity_widgets.values import Problem

from .asking import PERSONS
from .writing import GIVEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.exchange.measuring import Measurable
    from smartcity_widgets.exchange.sheets.reading import Given as Sheet
    from smartcity_widgets.exchange.sheets.reading import Line, Returned
    from smartcity_widgets.method import Method, Question

__all__ = ["Answered", "is_request", "read_request"]

_ARCHIVE = b"PK\x03\x04"
_BOOK = "xl/workbook.xml"


@dataclass(frozen=True, slots=True)
class Answered:
    """A request that came back.

    Attributes
    ----------
    given
        Its values, as those of any file.
    told
        The cells that cannot be read, each with where and why.
    """

    given: Given
    told: tuple[Told, ...]


def is_request(data: bytes) -> bool:
    """Whether a file has the sheet that nobody sees: it is a request, or tables of ours."""
    if not data.startswith(_ARCHIVE):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return f'name="{SHEET}"'.encode() in archive.read(_BOOK)
    except Exception:  # noqa: BLE001 - a damaged archive can break anywhere
        return False


def read_request(
    data: bytes,
    name: str,
    *,
    method: Method,
    answers: Answers,
    known: Measurable,
    source: str,
) -> Answered:
    """Read a request that came back.

    Parameters
    ----------
    name
        What the file is called.
    source
        Where values come from that name no source themselves.

    Raises
    ------
    TableError
        If it is damaged, or too large.
    DocumentError
        If it is no request, is of another workbook or cycle, or lost what is hidden in it.
    """
    returned = read_sheets(data, name, kind=REQUEST)
    base = returned.base
    if base.workbook != answers.workbook:
        raise DocumentError(
            "request-workbook", name=name, found=base.workbook, workbook=answers.workbook
        )
    if base.cycle != answers.cycle:
        raise DocumentError(
            "sheet-cycle",
            name=name,
            workbook=answers.workbook,
            found=base.cycle,
            open=answers.cycle,
        )
    sheet = returned.tables.get(TABLE)
    table = method.at(TABLE)
    if (
        sheet is None
        or table is None
        or set(sheet.columns) != set(base.headings[TABLE]) - {""}
    ):
        raise DocumentError("sheet-base-damaged", name=name)
    columns = {one.id: one for one in table.columns if one.id in GIVEN}
    reading = _Reading(returned, sheet, columns, answers, known, source)
    found = list(reading.lines())
    taken = [one for one in found if isinstance(one, Taken)]
    told = tuple(one for one in found if isinstance(one, Told))
    return Answered(Given(name, Plan((), ()), lambda: iter(taken)), told)


@dataclass(frozen=True)
class _Reading:
    returned: Returned
    sheet: Sheet
    columns: Mapping[str, Question]
    answers: Answers
    known: Measurable
    source: str

    def lines(self) -> Iterator[Taken | Told]:
        """Go through the lines that were filled in."""
        base = self.returned.base
        reader = Reader(base, self.answers.rows, lambda _: {})
        owner, name = next(iter(base.named[PERSONS].items()), ("", ""))
        person = self.answers.value(f"{PERSONS}/{owner}/name") or name if owner else ""
        asked = base.named[INDICATORS]
        ids = [one.id for one in self.sheet.lines]
        for line in self.sheet.lines:
            if not line.cells["value"].filled:
                continue
            if line.id not in asked:
                yield self._told(line, "value", Problem("request-unknown"))
            elif line.id not in self.known.indicators:
                yield self._told(
                    line, "value", Problem("request-gone", {"name": asked[line.id]})
                )
            elif ids.count(line.id) > 1:
                yield self._told(line, "value", Problem("request-twice"))
            else:
                yield from self._line(line, reader, str(person))

    def _line(self, line: Line, reader: Reader, person: str) -> Iterator[Taken | Told]:
        values: dict[str, str] = {}
        sound = True
        unit = self.known.units.get(line.id, "")
        for name, column in self.columns.items():
            cell = line.cells.get(name)
            if cell is None:
                continue
            if name == "value" and cell.unit == unit:
                cell = replace(cell, unit="")  # 37 % of an indicator in %
            value = reader.value(column, cell)
            if not isinstance(value, Problem) and value is not None:
                value = reader.checked(column, value) or value
            if isinstance(value, Problem):
                sound = False
                yield self._told(line, name, value)
            elif value is not None:
                values[name] = str(value)
        if sound and "date" not in values:
            sound = False
            yield self._told(line, "date", Problem("request-undated"))
        if sound:
            yield Taken(
                row=line.number,
                indicator=line.id,
                date=values["date"],
                value=Decimal(values["value"]),
                unit=unit,
                source=values.get("source", self.source),
                quality=values.get("data_quality", ""),
                comment=values.get("comment", ""),
                person=person,
            )

    def _told(self, line: Line, column: str, problem: Problem) -> Told:
        sheet = self.sheet
        address = f"{letters(sheet.columns[column])}{line.number}"
        heading = self.returned.base.headings[TABLE][column]
        return Told("unread", sheet.title, line.number, heading, address, problem=problem)
