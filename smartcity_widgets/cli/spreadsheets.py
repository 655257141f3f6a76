"""The tables of a workbook as a spreadsheet: written for others, and their changes read."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from smartcity_widgets.errors import (
    DocumentError,
    EditError,
    UnknownWorkbookError,
    UsageError,
)
from smartcity_widgets.values import typed
from smartcity_widgets.words import speaking

from .app import desk_of, spoken_words
from .terminal import print_line

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from smartcity_widgets.desk import Desk, Outcome
    from smartcity_widgets.exchange.sheets import Addition, Comparison, Told
    from smartcity_widgets.exchange.sheets.reading import Returned
    from smartcity_widgets.exchange.sheets.understanding import Added
    from smartcity_widgets.method import Question

__all__ = ["Done", "apply_sheets", "import_sheets", "refuse_with_sheets", "write_sheets"]


def refuse_with_sheets(**others: object) -> None:
    """Refuse what makes sense for a page only.

    Parameters
    ----------
    others
        What was given besides the format, by the name of its option.

    Raises
    ------
    UsageError
        Naming the option.
    """
    given = next((name for name, value in others.items() if value), None)
    if given is not None:
        raise UsageError("sheets-alone", option=f"--{given}")


def write_sheets(desk: Desk, folder: Path, *, internal: bool) -> None:
    """Write the tables of a workbook to `folder`, and print the path of the file.

    Raises
    ------
    ExportError
        If the file cannot be written.
    """
    from smartcity_widgets.exchange.sheets import file_name, sheets_bytes
    from smartcity_widgets.report.writing import write_whole

    language = speaking.get()
    data = sheets_bytes(
        desk.method, desk.answers, desk.answers.words(language), internal=internal
    )
    path = folder / desk.id / file_name(language)
    write_whole(path, data)
    print_line(path)


def import_sheets(file: Path, language: str | None, *, replacing: bool) -> bool:
    """Write what was changed in a file of tables, and print what was not.

    Returns
    -------
    bool
        Whether it is a spreadsheet at all; if not, nothing was done.

    Raises
    ------
    DocumentError, TableError
        If it is a spreadsheet and none of ours, damaged, locked with a password, or of
        another cycle or currency.
    UnknownWorkbookError
        If the store has not its workbook.
    UsageError
        If the workbook is to be replaced by it.
    """
    from smartcity_widgets.exchange.sheets import is_spreadsheet, read_sheets

    try:
        if not file.is_file() or not is_spreadsheet(file):
            return False
        data = file.read_bytes()
    except OSError as error:
        raise DocumentError("document-unreadable", path=file) from error
    if replacing:
        raise UsageError("sheet-replace")
    returned = read_sheets(data, file.name)
    try:
        desk = desk_of(returned.base.workbook, language=language)
    except UnknownWorkbookError:
        if language is None:
            speaking.set(returned.base.language)
        raise
    done = apply_sheets(desk, returned, file.name)
    spoken = spoken_words()
    if done.changed or done.added or done.told:
        print_line(
            spoken.say(
                "cli.sheets.said",
                workbook=desk.id,
                changes=spoken.count("cli.sheets.changes", done.changed),
                rows=spoken.count("cli.sheets.rows", done.added),
            )
        )
    else:
        print_line(spoken.say("cli.sheets.none", workbook=desk.id))
    if done.told:
        print_line(spoken.count("cli.sheets.told", len(done.told)))
    for one in done.told:
        print_line(f"  {one.sentence(spoken)}")
    return True


@dataclass
class Done:
    """What became of a file: how much was written, and what was left as it is."""

    changed: int = 0
    added: int = 0
    told: list[Told] = field(default_factory=list)


def apply_sheets(desk: Desk, returned: Returned, name: str) -> Done:
    """Write what was changed in a file of tables, by the same acts as in a form.

    Parameters
    ----------
    name
        What the file is called, for a refusal.

    Raises
    ------
    DocumentError
        If it is of another cycle, or its amounts of another currency.
    """
    from smartcity_widgets.exchange.sheets import compare

    base, answers = returned.base, desk.answers
    if base.cycle != answers.cycle:
        raise DocumentError(
            "sheet-cycle",
            name=name,
            workbook=desk.id,
            found=base.cycle,
            open=answers.cycle,
        )
    if base.currency != answers.currency:
        raise DocumentError(
            "sheet-currency",
            name=name,
            workbook=desk.id,
            found=base.currency,
            currency=answers.currency,
        )
    compared = compare(
        returned,
        desk.method,
        answers,
        answers.words(base.language),
        edits={one.edit for one in desk.history()},
    )
    applying = _Applying(desk, base.language)
    applying.write(compared)
    return applying.done


class _Applying:
    """The acts of one file, one after the other: rows first, for others name them."""

    def __init__(self, desk: Desk, language: str) -> None:
        self.desk = desk
        self.language = language
        self.done = Done()
        self._rows: dict[Added, str] = {}

    def write(self, compared: Comparison) -> None:
        """Add the rows, then change the answers; tell what could not be written."""
        self.done.told += compared.told
        for addition in compared.additions:
            self._add(addition)
        for addition in compared.additions:
            self._complete(addition)
        for change in compared.changes:
            if self._answer(change.path, change.question, change.value, change.told):
                self.done.changed += 1

    def _add(self, addition: Addition) -> None:
        from smartcity_widgets.exchange.sheets.understanding import added_in

        table = addition.table
        cells = {
            one.id: typed(one, addition.values[one.id], language=self.language)
            for one in table.columns
            if one.id in addition.values and not added_in(addition.values[one.id])
        }
        message = {"edit": addition.edit, "op": "add-row", "path": table.path}
        outcome = self._apply(message | {"cells": cells}, addition.told)
        if outcome is not None:
            written = {one.number: one.path for one in self.desk.history()}
            self._rows[addition.line] = written[outcome.entry].rpartition("/")[2]
            self.done.added += 1

    def _complete(self, addition: Addition) -> None:
        """Answer what names a row that was not there when its own was added."""
        from smartcity_widgets.exchange.sheets.understanding import added_in

        row = self._rows.get(addition.line)
        for one in addition.table.columns if row is not None else ():
            value = addition.values.get(one.id)
            if added_in(value):
                path = f"{addition.table.path}/{row}/{one.id}"
                self._answer(path, one, value, addition.told)

    def _answer(self, path: str, question: Question, value: object, told: Told) -> bool:
        """Write an answer; whether it was written."""
        message: dict[str, Any] = {
            "edit": str(uuid.uuid4()),
            "op": "clear" if value is None else "answer",
            "path": path,
            "base": self.desk.answers.base(path),
        }
        if value is not None:
            known = self._known(value)
            if known is None:
                return False
            message["raw"] = typed(question, known, language=self.language)
        return self._apply(message, told) is not None

    def _known(self, value: object) -> object:
        """Return a value with the ids of the rows that were added meanwhile.

        None where one of them could not be added: that is told of the row.
        """
        from smartcity_widgets.exchange.sheets.understanding import added_in

        if any(one not in self._rows for one in added_in(value)):
            return None
        rows: Mapping[Any, str] = self._rows
        if isinstance(value, list):
            return [rows.get(one, one) for one in value]
        return rows.get(value, value)

    def _apply(self, message: Mapping[str, Any], told: Told) -> Outcome | None:
        """Apply an edit; None where it was not written as it was meant."""
        try:
            outcome = self.desk.apply({**message, "language": self.language})
        except EditError as error:
            details = {"problem": error.sentence()}
            self.done.told.append(replace(told, rule="refused", details=details))
            return None
        if outcome.problem is not None:
            found = replace(told, rule="refused", problem=outcome.problem)
            self.done.told.append(found)
            return None
        return outcome
