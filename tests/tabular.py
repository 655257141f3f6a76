"""Tables as bytes, with the traps that cities' files have."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from smartcity_widgets.tables import Column, Table, open_document, table_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HEADINGS = ("Place", "Value")


def written(
    rows: Sequence[Sequence[str]],
    *,
    delimiter: str = ",",
    end: str = "\n",
    encoding: str = "utf-8",
) -> bytes:
    """Return rows as a text file."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(rows)
    return out.getvalue().encode(encoding)


def spreadsheet(
    rows: Sequence[Sequence[Any]],
    *,
    merged: Sequence[str] = (),
    formats: Mapping[str, str] | None = None,
    sheet: str = "Data",
) -> bytes:
    """Return rows as a spreadsheet; `formats` says how a cell's number is shown."""
    from openpyxl import Workbook

    book = Workbook()
    page = book.active
    page.title = sheet
    for row in rows:
        page.append(list(row))
    for one in merged:
        page.merge_cells(one)
    for address, shown in (formats or {}).items():
        page[address].number_format = shown
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def table(data: bytes, name: str = "figures.csv", sheet: int = 0) -> Table:
    """Return the table in a sheet of a file."""
    return table_of(open_document(data, name).seen[sheet])


def column_of(*cells: str) -> Column:
    """Return the column that a text file with these cells has."""
    rows = [HEADINGS, *((f"Place {place}", one) for place, one in enumerate(cells))]
    return table(written(rows, delimiter="\t")).columns[1]


def values(column: Column, reading: Any = None) -> list[Any]:
    """Return what was read in each cell; what is missing or refused is None."""
    return [one.value for one in column.values(reading)]


def refused(column: Column, reading: Any = None) -> list[tuple[int, str]]:
    """Return the row and reason of each cell that was refused."""
    return [(one.row, one.refused) for one in column.values(reading) if one.refused]
