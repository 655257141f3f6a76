"""The tables of a workbook as a spreadsheet: written for others, and their changes read."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from smartcity_widgets.errors import DocumentError, UnknownWorkbookError, UsageError
from smartcity_widgets.words import speaking

from .app import desk_of, spoken_words
from .terminal import print_line

if TYPE_CHECKING:
    from pathlib import Path

    from smartcity_widgets.desk import Desk
    from smartcity_widgets.exchange.sheets import Put
    from smartcity_widgets.exchange.sheets.reading import Returned

__all__ = ["apply_sheets", "import_sheets", "refuse_with_sheets", "write_sheets"]


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
    if done.rows:
        step = spoken.say(f"step.{done.path.partition('/')[0]}.title")
        print_line(spoken.say("cli.sheets.undo", step=step))
    return True


def apply_sheets(desk: Desk, returned: Returned, name: str) -> Put:
    """Write what was changed in a file of tables: one act, whole or not at all.

    It is compared with what the workbook says at the moment of writing. The next *undo*
    where its first table stands takes all of it back.

    Parameters
    ----------
    name
        What the file is called, for a refusal.

    Returns
    -------
    Put
        What was written, and what was left as it is.

    Raises
    ------
    DocumentError
        If it is of another cycle, or its amounts of another currency.
    StoreError
        If it could not be written; nothing was.
    """
    seen = desk.answers.entry
    found = _put(desk, returned, name)
    first = found.path

    def made() -> dict[str, Any]:
        nonlocal found
        if desk.answers.entry != seen:  # somebody wrote while the file was compared
            found = _put(desk, returned, name)
        return {
            "edit": str(uuid.uuid4()),
            "op": "put-tables",
            "path": found.path or first,
            "rows": list(found.rows),
            "language": returned.base.language,
        }

    if found.rows:
        desk.apply_made(made)
    return found


def _put(desk: Desk, returned: Returned, name: str) -> Put:
    """Return what a file writes where the workbook says what it says now."""
    from smartcity_widgets.exchange.sheets import compare, put_of

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
    spoken = answers.words(base.language)
    return put_of(compare(returned, desk.method, answers, spoken), answers)
