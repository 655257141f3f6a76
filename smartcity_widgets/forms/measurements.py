"""Measurements from a file: looked at in the page, then added in one act or forgotten."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from smartcity_widgets.editing.putting import MOST_ROWS
from smartcity_widgets.exchange.measuring import (
    TABLE,
    entries_of,
    given_of,
    known_of,
    measured,
    open_file,
)
from smartcity_widgets.exchange.requests import is_request, read_request
from smartcity_widgets.render.measurements import LookedMeasurements, measurements_body
from smartcity_widgets.tables import open_document

from .figures import FiguresPanel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smartcity_widgets.exchange.measuring import Given, Measurable, Measured, Opened
    from smartcity_widgets.tables import Document
    from smartcity_widgets.words import Words

__all__ = ["MeasurementsPanel"]


class MeasurementsPanel(FiguresPanel):
    """A page on which the figures of a file become measurements.

    A file that is too long to be held whole is brought down to one value for each period; a
    request that comes back is known by what is hidden in it.
    """

    subject = "measurements"

    _file: Opened | None
    _request: bytes
    _gone_through: tuple[object, Measured] | None

    def _body(self, words: Words, uid: str) -> str:
        return measurements_body(
            self._desk.method,
            self._looked_at_file(),
            words,
            uid=uid,
            refused=self._refused,
            added=self._added,
        )

    def _opened(self, data: bytes, name: str) -> Opened | Document:
        if is_request(data):
            return open_document(data, name)
        return open_file(lambda: BytesIO(data), name, brought_down=False)

    def _hold(self, opened: Any, data: bytes) -> None:  # noqa: ANN401 - what was opened
        if is_request(data):
            self._document, self._request = opened, data
            self._looked_at_file()  # refused now, or not at all
        else:
            self._document, self._file = opened.document, opened

    def _drop(self) -> None:
        super()._drop()
        self._file, self._request = None, b""
        self._gone_through = None

    def _add(self, fields: Mapping[str, str]) -> str | None:
        """Store the measurements, in one act that one undo takes back."""
        self._choose(fields)
        looked = self._looked_at_file()
        if looked is None or not looked.count or looked.count > MOST_ROWS:
            return None
        answers, table = self._desk.answers, self._desk.method.at(TABLE)
        rows = entries_of(
            looked.measured,
            answers.words(answers.language),
            author=self._desk.author,
            quality=looked.quality,
            replaced=looked.replaced,
            columns={one.id for one in table.columns} if table else (),
        )
        self._put(TABLE, rows)
        self._drop()
        self._added = len(rows)
        return self.words.count("measurements.added", len(rows))

    # What is looked at --------------------------------------------------------------------

    def _looked_at_file(self) -> LookedMeasurements | None:
        document = self._document
        if document is None:
            return None
        at = int(self._said.get("sheet") or 0)
        at = at if at in range(len(document.seen)) else 0
        method, answers = self._desk.method, self._desk.answers
        known = known_of(method, answers)
        source = self._said.get("source", document.name)
        given, told = self._given(document, at, known, source)
        asked = method.at(f"{TABLE}/*/data_quality")
        found = self._measured(given, known, source)
        return LookedMeasurements(
            document=document,
            sheet=at,
            table=self._table(document, at),
            plan=found,
            measured=found,
            labels=known.labels,
            told=told,
            chosen=self._chosen,
            qualities=asked.choices if asked else (),
            quality=self._said.get("quality", ""),
            source=source,
            replaced=self._replaced,
            most=MOST_ROWS,
        )

    def _measured(self, given: Given, known: Measurable, source: str) -> Measured:
        """Return what becomes of the file, gone through once for each choice.

        A long file takes seconds, and the page is drawn again after every answer.
        """
        key = (known, dict(self._chosen), source, self._replaced)
        if self._gone_through is None or self._gone_through[0] != key:
            found = measured([given], known, self._chosen, replaced=self._replaced)
            self._gone_through = (key, found)
        return self._gone_through[1]

    def _given(
        self, document: Document, at: int, known: Measurable, source: str
    ) -> tuple[Given, tuple[str, ...]]:
        """Return what was understood of the file, and what is told of its cells."""
        if self._request:
            answered = read_request(
                self._request,
                document.name,
                method=self._desk.method,
                answers=self._desk.answers,
                known=known,
                source=source,
            )
            return answered.given, tuple(one.sentence(self.words) for one in answered.told)
        if self._file is None:
            raise RuntimeError("a document is held with its file")  # noqa: TRY003
        given = given_of(
            self._file,
            self._table(document, at),
            known,
            self._chosen,
            source=source,
            latest=datetime.now(UTC).year,
        )
        return given, ()
