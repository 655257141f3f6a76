"""Spreadsheets (XLSX): the content of each cell, what merged cells cover, formulas.

A number is taken as it is seen: 0.385 in a cell that shows 38.5 % is 38.5 with the unit
``%``. Of a formula the value is taken that the spreadsheet program had computed; where it
had not, the cell says so.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from smartcity_widgets.errors import TableError

from .cells import Cell, Document, Merged, Sheet
from .limits import MOST_CELLS, MOST_UNPACKED, check_extent

if TYPE_CHECKING:
    from .cells import Content, Fault

__all__ = ["read_spreadsheet"]

_BOOK, _TYPES = "xl/workbook.xml", "[Content_Types].xml"
_MOST_PARTS = 2_000
_MAC = date(1904, 1, 1)
_MONEY = re.compile(r"\[\$([^\]-]+)|([kKM]?[€£$¥])")
_LITERAL = re.compile(r'"[^"]*"|\\.|_.')


def read_spreadsheet(data: bytes, name: str) -> Document:
    """Return the sheets of a spreadsheet.

    Raises
    ------
    TableError
        If it is none, is damaged, or is too large.
    """
    formulas = _check_archive(data, name)
    book = _opened(data, name, values=True)
    written = _opened(data, name, values=False) if formulas else None
    sheets = []
    for one in book.worksheets:
        beside = written[one.title] if written else None
        sheets.append(_sheet(one, beside, name))
    document = Document(name, tuple(sheets))
    if not document.seen:
        raise TableError("table-empty", name=name)
    return document


def _check_archive(data: bytes, name: str) -> bool:
    """Refuse what is no spreadsheet or a bomb; return whether it holds formulas."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            rule = _wrong_with(archive.infolist())
            formulas = not rule and _has_formulas(archive)
    except Exception:  # noqa: BLE001 - a damaged archive can break anywhere
        raise TableError("table-damaged", name=name) from None
    if rule:
        raise TableError(rule, name=name, most=MOST_UNPACKED // 1_000_000)
    return formulas


def _wrong_with(parts: list[zipfile.ZipInfo]) -> str:
    """Return the rule that an archive breaks before anything in it is unpacked."""
    if not {_BOOK, _TYPES} <= {one.filename for one in parts}:
        return "table-unknown-kind"
    unpacked = sum(one.file_size for one in parts)
    too_much = unpacked > MOST_UNPACKED or len(parts) > _MOST_PARTS
    return "table-unpacked" if too_much else ""


def _has_formulas(archive: zipfile.ZipFile) -> bool:
    found = False
    for one in archive.namelist():
        if one.endswith((".xml", ".rels")):
            text = archive.read(one)
            if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
                message = "no spreadsheet program declares entities"
                raise ValueError(message)
            in_sheet = one.startswith("xl/worksheets/")
            found |= in_sheet and (b"<f>" in text or b"<f " in text)
    return found


def _opened(data: bytes, name: str, *, values: bool) -> Any:  # noqa: ANN401 - openpyxl has no types
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            # What openpyxl does not keep (images, rules for entry) is nothing we read.
            warnings.simplefilter("ignore")
            return load_workbook(io.BytesIO(data), data_only=values, keep_links=False)
    except Exception:  # noqa: BLE001 - a damaged part can break openpyxl anywhere
        raise TableError("table-damaged", name=name) from None


def _sheet(one: Any, written: Any, name: str) -> Sheet:  # noqa: ANN401
    from openpyxl.utils.datetime import CALENDAR_WINDOWS_1900

    epoch = date(1899, 12, 30) if one.parent.epoch == CALENDAR_WINDOWS_1900 else _MAC
    grid: dict[int, dict[int, Cell]] = {}
    # Only the cells that the file has: asked for rows, openpyxl makes those between too.
    for cell in one._cells.values():  # noqa: SLF001
        if cell.value is None and written is None:
            continue
        found = _cell(cell, written)
        if found.filled:
            check_extent(name, rows=cell.row, columns=cell.column)
            grid.setdefault(cell.row, {})[cell.column] = found
    merged = tuple(
        Merged(each.min_row, each.min_col, each.max_row, each.max_col)
        for each in one.merged_cells.ranges
    )
    _spread(grid, merged, name)
    rows = {
        row: tuple(
            cells.get(column) or Cell(row, column) for column in range(1, max(cells) + 1)
        )
        for row, cells in sorted(grid.items())
    }
    return Sheet(
        one.title,
        rows,
        tuple(sorted(merged, key=lambda it: (it.top, it.left))),
        hidden=one.sheet_state != "visible",
        epoch=epoch,
    )


def _spread(
    grid: dict[int, dict[int, Cell]], merged: tuple[Merged, ...], name: str
) -> None:
    """Give what stands in a merged cell to all the rows and columns it covers."""
    area = sum((it.bottom - it.top + 1) * it.columns for it in merged)
    if area > MOST_CELLS:
        raise TableError("table-cells", name=name, most=MOST_CELLS)
    for it in merged:
        first = grid.get(it.top, {}).get(it.left)
        if first is None:
            continue
        for row in range(it.top, it.bottom + 1):
            for column in range(it.left, it.right + 1):
                if (row, column) != (it.top, it.left):
                    grid.setdefault(row, {})[column] = Cell(
                        row, column, first.content, first.unit, merged=True
                    )


def _cell(cell: Any, written: Any) -> Cell:  # noqa: ANN401
    unit = ""
    fault: Fault = ""
    content: Content = None
    value = cell.value
    if cell.data_type == "e":
        fault = "error"
    elif isinstance(value, bool):
        content = value
    elif isinstance(value, (int, float)):
        content, unit = _number(value, str(cell.number_format or ""))
    elif isinstance(value, datetime):
        content = value.date()
    elif isinstance(value, date):
        content = value
    elif isinstance(value, time):
        content = value.isoformat()
    elif value is not None:
        content = str(value)
    elif written is not None:
        formula = written._cells.get((cell.row, cell.column))  # noqa: SLF001
        fault = "formula" if formula is not None and formula.data_type == "f" else ""
    return Cell(cell.row, cell.column, content, unit, fault=fault)


def _number(value: float, written: str) -> tuple[Decimal, str]:
    """Return a number as it is seen, and the unit its format prints."""
    # A spreadsheet computes in binary with 15 digits; more of them are noise.
    number = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}")
    first = written.partition(";")[0]
    if "%" in _LITERAL.sub("", first):
        return number.scaleb(2), "%"
    money = _MONEY.search(first)
    return number, (money[1] or money[2]) if money else ""
