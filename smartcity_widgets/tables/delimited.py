"""Text files of cells: how they are encoded, and what separates the cells.

The standard library splits the text: it counts the rows as a spreadsheet does, quoted line
breaks and blank lines included, so that a row can be named. What the ending of the file's
name says is not believed.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from smartcity_widgets.errors import TableError

from .cells import Cell, Document, Sheet
from .limits import MOST_CELLS, check_extent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["BOMS", "delimiter_of", "is_text", "read_text", "records_in"]

BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig", "UTF-8"),
    (b"\xff\xfe", "utf-16", "UTF-16"),
    (b"\xfe\xff", "utf-16", "UTF-16"),
)
"""The marks at the start of a file that say how it is encoded, and what that is called."""

_DELIMITERS = (";", "\t", ",", "|")  # of two that fit equally well, the former
_SAMPLE = 300
_PARTS = 2  # of a number: before and after its decimal mark
_MARKUP = re.compile(r"\s*<(?:\?xml|!doctype|html)", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")


def read_text(data: bytes, name: str) -> Document:
    """Return the one sheet of a text file.

    Raises
    ------
    TableError
        If it is no text, a quotation mark is never closed, or it is too large.
    """
    text, encoding = _decoded(data, name)
    delimiter = delimiter_of(text)
    rows: dict[int, tuple[Cell, ...]] = {}
    cells = 0
    for number, fields in records_in(io.StringIO(text, newline=""), delimiter, name):
        check_extent(name, rows=number, columns=len(fields))
        line = [Cell(number, place, one or None) for place, one in enumerate(fields, 1)]
        while line and not line[-1].filled:
            line.pop()
        cells += len(line)
        if cells > MOST_CELLS:
            raise TableError("table-cells", name=name, most=MOST_CELLS)
        if line:
            rows[number] = tuple(line)
    if not rows:
        raise TableError("table-empty", name=name)
    return Document(name, (Sheet("", rows),), encoding, delimiter)


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    for mark, codec, called in BOMS:
        if data.startswith(mark):
            return _text_in(data, codec, name), called
    try:
        text, called = data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        text, called = _text_in(data, "cp1252", name), "Windows-1252"
    if not is_text(text):
        raise TableError("table-unknown-kind", name=name)
    return text, called


def is_text(text: str) -> bool:
    """Whether a text could be a table, and is no program, picture or page."""
    return not (_CONTROL.search(text) or _MARKUP.match(text))


def _text_in(data: bytes, codec: str, name: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        row = len(re.findall(rb"\r\n|\r|\n", data[: error.start])) + 1
        raise TableError("table-encoding", name=name, row=row) from None


def delimiter_of(text: str) -> str:
    """Return what cuts the rows into the most cells, equally many in each."""
    found, best = "", 0.0
    for one in _DELIMITERS:
        sample = csv.reader(io.StringIO(text, newline=""), delimiter=one)
        try:
            lines = [line for line in islice(sample, _SAMPLE) if line]
        except csv.Error:
            continue
        if one == "," and _are_decimals(lines):
            continue
        widths = [len(line) for line in lines]
        width, rows = max(Counter(widths).items(), key=lambda it: (it[1], it[0]))
        fit = rows / len(widths) * (width - 1) ** 0.5 if widths else 0
        if fit > best:
            found, best = one, fit
    return found


def _are_decimals(lines: list[list[str]]) -> bool:
    """Whether the commas are decimal marks of one column: one heading, then ``1,5``."""
    head, *rest = lines
    return len(head) == 1 and all(
        len(line) <= _PARTS and all(part.strip(" -").isdigit() for part in line)
        for line in rest
    )


def records_in(
    lines: Iterable[str], delimiter: str, name: str
) -> Iterator[tuple[int, list[str]]]:
    """Yield the cells of each row of a text, with its number, blank lines counted.

    Raises
    ------
    TableError
        If a quotation mark is never closed.
    """
    # Where nothing separates cells a character that cannot stand in the text does.
    reader = csv.reader(lines, delimiter=delimiter or "\x1f", strict=True)
    number = 0
    while True:
        number += 1
        try:
            yield number, next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise TableError("table-quote", name=name, row=number) from None
