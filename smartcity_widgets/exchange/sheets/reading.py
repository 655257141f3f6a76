"""Open a file of tables that comes back: its origin, its sheets, rows and columns.

Nothing is compared here. A column is known by its mark in the hidden line, a row by the id
in its first column; sheets, rows and columns may stand anywhere.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from smartcity_widgets.errors import DocumentError
from smartcity_widgets.tables import open_document
from smartcity_widgets.tables.limits import MOST_BYTES

from .base import FORMAT, SHEET, Base, read_base
from .layout import id_mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from smartcity_widgets.tables import Cell, Document, Sheet

__all__ = ["Given", "Line", "Returned", "is_spreadsheet", "read_sheets"]

_ARCHIVE = b"PK\x03\x04"
_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
_BOOK = "xl/workbook.xml"
_MARKED = 50
"""The hidden line is the first one; some may have been put above it."""

_HEADED = 5


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a sheet: its number there, its id (empty for a new one), its cells."""

    number: int
    id: str
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Given:
    """A table as it came back.

    Attributes
    ----------
    title
        The name of its sheet now.
    columns
        Column to its number in the sheet.
    twice
        Columns that stand there more than once; they are not among the others.
    """

    table: str
    title: str
    columns: Mapping[str, int]
    twice: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Returned:
    """A file that came back.

    Attributes
    ----------
    twice
        Tables of which two sheets were found; they are not among the others.
    """

    base: Base
    tables: Mapping[str, Given]
    twice: tuple[str, ...]


def is_spreadsheet(path: Path) -> bool:
    """Whether a file is an Excel workbook (XLSX, or one that cannot be read as one).

    Raises
    ------
    OSError
        If it cannot be read.
    """
    if path.stat().st_size > MOST_BYTES:
        return False
    data = path.read_bytes()
    if data.startswith(_OFFICE):
        return True  # locked with a password, or older: opening it says so
    if not data.startswith(_ARCHIVE):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _BOOK in archive.namelist()
    except Exception:  # noqa: BLE001 - a damaged archive can break anywhere
        return False


def read_sheets(data: bytes, name: str, *, kind: str = FORMAT) -> Returned:
    """Read a file of tables.

    Parameters
    ----------
    name
        What it is called, for a refusal.
    kind
        The format that is wanted.

    Raises
    ------
    TableError
        If it is no spreadsheet, is damaged, or is too large.
    DocumentError
        If this program did not write it, or what it remembers is damaged.
    """
    document = open_document(data, name)
    hidden = next((one for one in document.sheets if one.name == SHEET), None)
    if hidden is None:
        raise DocumentError("sheet-foreign", name=name)
    base = read_base(
        ([str(cell.content) for cell in cells if cell.filled] for _, cells in hidden),
        name,
        kind=kind,
    )
    found = list(_found(document, base))
    names = [one.table for one in found]
    twice = tuple(dict.fromkeys(one for one in names if names.count(one) > 1))
    return Returned(
        base, {one.table: one for one in found if one.table not in twice}, twice
    )


def _found(document: Document, base: Base) -> Iterator[Given]:
    tables = {id_mark(one): one for one in base.titles}
    for sheet in document.sheets:
        for number, cells in sheet:
            table = next((tables[one.text] for one in cells if one.text in tables), None)
            if table is not None:
                yield _given(sheet, number, table, base)
                break
            if number > _MARKED:
                break


def _given(sheet: Sheet, marked: int, table: str, base: Base) -> Given:
    marks = {f"{id_mark(table)}/{one}": one for one in base.headings[table] if one}
    places: dict[str, int] = {}
    twice: list[str] = []
    ids = 0
    for cell in sheet.rows[marked]:
        if cell.text == id_mark(table):
            ids = ids or cell.column
        elif (name := marks.get(cell.text)) is not None:
            if name in places:
                twice.append(name)
            places[name] = cell.column
    columns = {one: place for one, place in places.items() if one not in twice}
    first = _below_headings(sheet, marked, {"": ids} | columns, base.headings[table])
    lines = tuple(
        Line(
            number,
            sheet.cell(number, ids).text,
            {one: sheet.cell(number, place) for one, place in columns.items()},
        )
        for number in sheet.rows
        if number >= first
    )
    return Given(
        table,
        sheet.name,
        columns,
        tuple(dict.fromkeys(twice)),
        tuple(
            one
            for one in lines
            if one.id or any(cell.filled for cell in one.cells.values())
        ),
    )


def _below_headings(
    sheet: Sheet, marked: int, columns: Mapping[str, int], headings: Mapping[str, str]
) -> int:
    """Return the number of the first row below the headings, found by most of them."""
    for number in range(marked + 1, marked + 1 + _HEADED):
        alike = sum(
            sheet.cell(number, place).text == headings[one]
            for one, place in columns.items()
        )
        if alike * 2 > len(columns):
            return number + 1
    return marked + 2
