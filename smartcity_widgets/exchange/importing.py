"""Write a document to the log: whole or not at all, and only what differs."""

from __future__ import annotations

import uuid
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from smartcity_widgets.answers import OVERLAY, Answers
from smartcity_widgets.errors import DocumentError
from smartcity_widgets.log import GROUP, WORKBOOK, Entry, NewEntry, called_now
from smartcity_widgets.overlay import adapt

from .closed import closing_of
from .placing import place_rows
from .reading import Said, read
from .refusal import shown
from .shape import RESPONDENTS, WORKBOOK_ID

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from smartcity_widgets.method import Method
    from smartcity_widgets.store import Store

__all__ = ["check_workbook_id", "entries_of", "import_document"]

_SAID_BY_DOCUMENTS = {"answer", "note", "tally"}
_CELL_DEPTH = 4

Written = tuple[str, str, str, Any]
"""Respondent, path, kind and value of an entry to come."""


def check_workbook_id(workbook: str, store: Store) -> None:
    """Refuse an id that is not well-formed, or that a workbook of the store has.

    Raises
    ------
    DocumentError
        With what an id looks like, or that it is taken.
    """
    if not WORKBOOK_ID.fullmatch(workbook):
        raise DocumentError("workbook-id", found=shown(workbook))
    if workbook in store.workbooks():
        raise DocumentError("workbook-taken", workbook=workbook)


def import_document(
    store: Store,
    document: object,
    method: Method,
    *,
    author: str,
    replace: bool = False,
) -> list[Entry]:
    """Write a document to the store in one transaction; return the entries it became.

    Parameters
    ----------
    replace
        Whether a workbook that has its id may be changed into what the document says; then
        only the differences become entries, and what the document does not say is erased.

    Raises
    ------
    DocumentError
        If the document breaks a rule, or its id is taken; the store is as before.
    StoreError
        If it could not be written; the store is as before.
    """
    said = read(document, method)
    with store.writing() as log:
        history = called_now(log.entries(said.workbook), method)
        if history and not replace:
            raise DocumentError("document-known", workbook=said.workbook)
        cycle = max((one.cycle for one in history), default=said.cycle)
        if cycle != said.cycle:
            raise DocumentError(
                "document-cycle", workbook=said.workbook, found=said.cycle, open=cycle
            )
        standing = {
            one: Answers(said.workbook, one).with_entries(history)
            for one in {cycle, *(entry.cycle for entry in history)}
        }
        if history:
            _check_closed(said, standing, method)
        return log.append(_entries(said, standing[cycle], method, author))


def entries_of(
    document: object, method: Method, *, author: str, answers: Answers | None = None
) -> list[NewEntry]:
    """Return the entries that turn `answers`, by default nothing, into a document.

    Raises
    ------
    DocumentError
        If the document breaks a rule: where, which rule, the nearest name.
    """
    said = read(document, method)
    return _entries(said, answers or Answers(said.workbook, said.cycle), method, author)


def _check_closed(said: Said, standing: Mapping[int, Answers], method: Method) -> None:
    """Refuse a document that has other closed cycles than the store."""
    theirs = {one.cycle: one for one in said.former}
    ours = {number: one for number, one in standing.items() if number != said.cycle}
    for number in sorted({*theirs, *ours}):
        place = "cycles"
        if number in theirs and number in ours:
            place = _difference(theirs[number], ours[number], method)
        if place:
            raise DocumentError(
                "document-closed", workbook=said.workbook, cycle=number, place=place
            )


def _difference(said: Said, answers: Answers, method: Method) -> str:
    """Return the first place where a closed cycle of a document differs, if any."""
    closed = answers.closing
    if closed is None or closing_of(closed) != said.closing:
        return "closed_at"
    written = _written(said, answers, method)
    return written[0][1] if written else ""


def _entries(said: Said, answers: Answers, method: Method, author: str) -> list[NewEntry]:
    lines: list[tuple[int, Written]] = []
    if not answers.entry:
        for one in said.former:
            former = Answers(said.workbook, one.cycle)
            lines += [(one.cycle, line) for line in _written(one, former, method)]
            lines.append((one.cycle, (GROUP, WORKBOOK, "close", dict(one.closing or {}))))
    lines += [(said.cycle, line) for line in _written(said, answers, method)]
    return [
        NewEntry(
            edit=str(uuid.uuid4()),
            workbook=said.workbook,
            cycle=cycle,
            respondent=respondent,
            path=path,
            kind=kind,
            value=value,
            author=author,
        )
        for cycle, (respondent, path, kind, value) in lines
    ]


def _written(said: Said, answers: Answers, method: Method) -> list[Written]:
    """Return what turns the answers of a cycle into what a document says of it."""
    asked = adapt(method, answers.overlay, hide=False)
    written = [
        *_rows(said, answers, asked),
        *_values(said, answers),
        *_erasures(said, answers, asked),
    ]
    if answers.overlay != said.overlay:
        written.insert(0, (GROUP, OVERLAY, "overlay", said.overlay or None))
    if not answers.entry:
        version = said.closing["method"] if said.closing else method.version
        written.insert(0, (GROUP, WORKBOOK, "new", {"method": version}))
    return written


def _rows(said: Said, answers: Answers, asked: Method) -> Iterator[Written]:
    people = {GROUP, *said.rows.get((GROUP, RESPONDENTS), ())}
    tables = dict.fromkeys(said.rows) | dict.fromkeys(
        (respondent, path.rpartition("/")[0])
        for (respondent, path), one in answers.latest.items()
        if one.kind == "row" and respondent in people and asked.asks(path)
    )
    for respondent, table in tables:
        wanted = said.rows.get((respondent, table), ())
        standing = {
            row: Fraction(answers.value(f"{table}/{row}", respondent)["order"])
            for row in answers.rows(table, respondent)
        }
        for row in standing:
            if row not in wanted:
                yield respondent, f"{table}/{row}", "row", None
        for row, order in place_rows(wanted, standing).items():
            yield respondent, f"{table}/{row}", "row", {"order": str(order)}


def _values(said: Said, answers: Answers) -> Iterator[Written]:
    for (respondent, path), line in said.values.items():
        if answers.value(path, respondent) != line.value:
            yield respondent, path, line.kind, line.value


def _erasures(said: Said, answers: Answers, asked: Method) -> Iterator[Written]:
    """Yield what the workbook says and the document does not.

    What nobody sees any more stays: cells of a removed row, words of a former respondent,
    answers to own questions of a former overlay.

    Parameters
    ----------
    asked
        The method as the workbook's own overlay has it now.
    """
    people = {GROUP, *said.rows.get((GROUP, RESPONDENTS), ())}
    for (respondent, path), one in answers.latest.items():
        if one.kind not in _SAID_BY_DOCUMENTS or one.value is None or not asked.asks(path):
            continue
        parts = path.split("/")
        table = "/".join(parts[:2])
        rows = said.rows.get((respondent, table), ())
        gone = one.kind == "answer" and len(parts) == _CELL_DEPTH and parts[2] not in rows
        if respondent in people and (respondent, path) not in said.values and not gone:
            yield respondent, path, "erase", None
