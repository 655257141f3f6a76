"""How large a table may be."""

from __future__ import annotations

from smartcity_widgets.errors import TableError

__all__ = [
    "MOST_BYTES",
    "MOST_CELLS",
    "MOST_COLUMNS",
    "MOST_ROWS",
    "MOST_UNPACKED",
    "check_extent",
]

MOST_BYTES = 20_000_000
"""Bytes of a file as it is received."""

MOST_UNPACKED = 100_000_000
"""Bytes of a spreadsheet once unpacked: a small file can hold a bomb."""

MOST_ROWS = 50_000
MOST_COLUMNS = 2_000
MOST_CELLS = 1_000_000


def check_extent(name: str, *, rows: int, columns: int) -> None:
    """Refuse a table with too many rows or columns.

    Raises
    ------
    TableError
        If it has.
    """
    if rows > MOST_ROWS:
        raise TableError("table-rows", name=name, most=MOST_ROWS)
    if columns > MOST_COLUMNS:
        raise TableError("table-columns", name=name, most=MOST_COLUMNS)
