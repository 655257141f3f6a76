"""Text files too long to be held: a few rows that show all there is, then part by part.

A file of a sensor has a million rows. What its columns hold is understood from rows that
are kept on a first reading: those at the top, and each that brings a text or a form of
number that none before it had. The others pass by on a second reading, some at a time.
"""

from __future__ import annotations

import codecs
import io
import re
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from typing import IO, TYPE_CHECKING

from smartcity_widgets.errors import TableError
from smartcity_widgets.values.texts import quoted

from .cells import Cell, Document, Sheet
from .delimited import BOMS, delimiter_of, is_text, records_in
from .limits import MOST_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from .layout import Table

__all__ = ["LongText", "open_long"]

_BLOCK = 1 << 20
_HEAD = 1 << 16
_TOP = 1_000
"""Rows at the top that are kept."""

_FORMS, _TEXTS = 200, 600
"""Forms of number, and texts, of one column of which a row is kept."""

_PART = 5_000
"""Rows that are held at a time."""

_NUMERIC = frozenset("0123456789-+.,")
_DIGITS = str.maketrans("012345678", "999999999")
_DAY = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.][0-9]{4}")
_MONTHS = 12


@dataclass(frozen=True)
class LongText:
    """A text file that is read row by row, as often as is asked.

    Attributes
    ----------
    open
        Opens it for reading, from its start.
    codec
        How Python calls its encoding.
    """

    name: str
    open: Callable[[], IO[bytes]]
    codec: str
    encoding: str
    delimiter: str

    def records(self) -> Iterator[tuple[int, list[str]]]:
        """Yield the cells of each row, with its number.

        Raises
        ------
        TableError
            If a character cannot be read, or a quotation mark is never closed.
        """
        number = 0
        with self._text() as text:
            try:
                for number, fields in records_in(text, self.delimiter, self.name):
                    yield number, fields
            except UnicodeDecodeError:
                raise TableError("table-encoding", name=self.name, row=number + 1) from None

    @contextmanager
    def _text(self) -> Iterator[IO[str]]:
        with (
            self.open() as file,
            io.TextIOWrapper(file, encoding=self.codec, newline="") as text,
        ):
            yield text

    @property
    def sample(self) -> Document:
        """The rows from which its columns are understood, as a document of one sheet."""
        return self._read[0]

    @property
    def length(self) -> int:
        """The number of its last row."""
        return self._read[1]

    @cached_property
    def _read(self) -> tuple[Document, int]:
        """The sample and the length.

        Raises
        ------
        TableError
            If there is nothing in it, or it has too many columns.
        """
        seen: list[_Seen] = []
        rows: dict[int, tuple[Cell, ...]] = {}
        number = 0
        for number, fields in self.records():
            if len(fields) > MOST_COLUMNS:
                raise TableError("table-columns", name=self.name, most=MOST_COLUMNS)
            while len(seen) < len(fields):
                seen.append(_Seen())
            news = [one.is_new(text) for one, text in zip(seen, fields, strict=False)]
            if number <= _TOP or any(news):
                cells = _cells(number, fields)
                if cells:
                    rows[number] = cells
        if not rows:
            raise TableError("table-empty", name=self.name)
        sheet = Sheet("", rows)
        return Document(self.name, (sheet,), self.encoding, self.delimiter), number

    def parts(
        self, table: Table, used: Collection[int], wanted: Mapping[int, str]
    ) -> Iterator[tuple[Table, tuple[int, ...]]]:
        """Yield the rows of its table, part by part, with the rows that are too long.

        Parameters
        ----------
        table
            As it was found in the sample.
        used
            The columns that are read, by their place in the table; others have no cells.
        wanted
            What the cells of some columns say; other rows are passed over.
        """
        width = len(self.sample.sheets[0].rows[table.headings[-1]]) if table.headings else 0
        last = table.headings[-1] if table.headings else 0
        aside = {one.row for one in table.asides}
        places = {table.columns[at].place - 1: text for at, text in wanted.items()}
        rows: list[tuple[int, list[str]]] = []
        long: list[int] = []
        for number, fields in self.records():
            if number <= last or number in aside or not any(fields):
                continue
            while len(fields) > width and width and not fields[-1].strip():
                fields.pop()
            if width and len(fields) > width:
                long.append(number)
                continue
            if all(_text(fields, at) == text for at, text in places.items()):
                rows.append((number, fields))
            if len(rows) == _PART:
                yield _part(table, used, rows), tuple(long)
                rows, long = [], []
        yield _part(table, used, rows), tuple(long)


def _text(fields: list[str], at: int) -> str:
    return fields[at].strip() if at < len(fields) else ""


class _Seen:
    """The forms of number and the texts that a column has had."""

    def __init__(self) -> None:
        self._forms: set[str] = set()
        self._texts: set[str] = set()

    def is_new(self, text: str) -> bool:
        """Whether a cell shows something that none before it did."""
        if text in self._texts:
            return False
        if text[:1] in _NUMERIC:
            known, form, most = self._forms, _form_of(text), _FORMS
        else:
            known, form, most = self._texts, text, _TEXTS
        if form in known or len(known) >= most:
            return False
        known.add(form)
        return True


def _form_of(text: str) -> str:
    """Return how a number or a day is written: its marks, and what tells its parts."""
    form = text.translate(_DIGITS)
    if text[0] == "0" and form[:2] == "99":  # a code
        return f"0{form}"
    day = _DAY.match(text)
    if day is None:
        return form
    return f"{int(day[1]) > _MONTHS}{int(day[2]) > _MONTHS}{form}"


def _cells(number: int, fields: list[str]) -> tuple[Cell, ...]:
    line = [Cell(number, place, one or None) for place, one in enumerate(fields, 1)]
    while line and not line[-1].filled:
        line.pop()
    return tuple(line)


def _part(table: Table, used: Collection[int], rows: list[tuple[int, list[str]]]) -> Table:
    columns = []
    for at, column in enumerate(table.columns):
        cells: tuple[Cell, ...] = ()
        if at in used:
            place = column.place
            cells = tuple(
                Cell(
                    number,
                    place,
                    fields[place - 1] or None if place <= len(fields) else None,
                )
                for number, fields in rows
            )
        columns.append(replace(column, cells=cells, usual_unit=column.unit))
    return replace(table, rows=tuple(number for number, _ in rows), columns=tuple(columns))


def open_long(opened: Callable[[], IO[bytes]], name: str) -> LongText:
    """Return a text file that is not held.

    Parameters
    ----------
    opened
        Opens it for reading, from its start.
    name
        What its owner calls it.

    Raises
    ------
    TableError
        If it is no text file, or there is nothing in it.
    OSError
        If it cannot be read.
    """
    shown = quoted(name)
    with opened() as file:
        head = file.read(_HEAD)
    if not head.strip():
        raise TableError("table-empty", name=shown)
    marked = [one for one in BOMS if head.startswith(one[0])]
    if marked:
        _, codec, encoding = marked[0]
    else:
        is_utf8 = _is_utf8(opened)
        codec, encoding = ("utf-8", "UTF-8") if is_utf8 else ("cp1252", "Windows-1252")
    text = codecs.getincrementaldecoder(codec)("replace").decode(head)
    if not is_text(text):
        raise TableError("table-unknown-kind", name=shown)
    return LongText(shown, opened, codec, encoding, delimiter_of(text))


def _is_utf8(opened: Callable[[], IO[bytes]]) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with opened() as file:
        try:
            while block := file.read(_BLOCK):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True
