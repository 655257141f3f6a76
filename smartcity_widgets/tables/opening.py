"""Open a file that holds tables: what it is by its content, and whether it may be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartcity_widgets.errors import TableError
from smartcity_widgets.values.texts import quoted

from .delimited import read_text
from .limits import MOST_BYTES

if TYPE_CHECKING:
    from .cells import Document

__all__ = ["open_document"]

_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")  # a file system of Microsoft's in one file
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ARCHIVE = b"PK\x03\x04"
_MEGABYTE = 1_000_000


def open_document(data: bytes, name: str) -> Document:
    """Return what a file holds: a CSV or text file, or a spreadsheet (XLSX).

    Parameters
    ----------
    name
        What its owner calls it; only said back, never believed.

    Raises
    ------
    TableError
        If it is too large, damaged, locked with a password, or of a kind that is not read.
    """
    shown = quoted(name)
    if len(data) > MOST_BYTES:
        raise TableError("table-larger", name=shown, most=MOST_BYTES // _MEGABYTE)
    if not data.strip():
        raise TableError("table-empty", name=shown)
    if data.startswith(_COMPOUND):
        locked = _ENCRYPTED in data
        raise TableError("table-encrypted" if locked else "table-old", name=shown)
    if data.startswith(_ARCHIVE):
        from .spreadsheets import read_spreadsheet

        return read_spreadsheet(data, shown)
    return read_text(data, shown)
