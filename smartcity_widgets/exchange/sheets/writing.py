"""Write the tables that people go on working with: a sheet for each, and one that explains.

The first line of a sheet is hidden and names its columns; the first column holds the ids of
the rows. Whatever is sorted, moved, hidden or added, a cell is known by both. The same
answers give the same bytes.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from .base import FORMAT, SHEET, Base, Kept, lines_of
from .contents import content_of, digest, is_cut, put
from .guide import write_guide
from .layout import columns_of, id_mark, is_percent, mark_of, tables_of
from .naming import Names, choice_key, distinct
from .steady import moment_of, steady

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method, Question
    from smartcity_widgets.words import Words

    from .contents import Content

__all__ = ["LISTS", "sheets_bytes", "write_base"]

LISTS = "_lists"
_MORE = 1_000
"""Lines below the last one in which the same may be typed."""

_HEADING = 30
"""The height of the headings, in points."""


@dataclass(frozen=True)
class _Table:
    """A table with what its sheet needs."""

    question: Question
    columns: tuple[Question, ...]
    title: str
    headings: dict[str, str]
    rows: dict[str, dict[str, Content]]


def sheets_bytes(
    method: Method, answers: Answers, words: Words, *, internal: bool = False
) -> bytes:
    """Return the file (XLSX) with the tables of a workbook.

    Parameters
    ----------
    internal
        Whether columns marked internal are in it.
    """
    from openpyxl import Workbook

    names = Names(method, answers, words)
    tables = [
        _table(one, columns_of(one, internal=internal), answers, words, names)
        for one in tables_of(method)
    ]
    book = Workbook()
    write_guide(
        book.active,
        method,
        answers,
        words,
        tables=[(one.title, len(one.rows)) for one in tables],
        drafts=_drafts(answers, tables),
        moment=moment_of(answers),
        internal=internal,
    )
    ranges = _Ranges(names)
    for one in tables:
        _write_table(book.create_sheet(one.title), one, words, ranges)
    ranges.write(book.create_sheet(LISTS))
    base = _base(method, answers, words.language, tables, names, internal=internal)
    write_base(book.create_sheet(SHEET), base)
    file = io.BytesIO()
    book.save(file)
    return steady(file.getvalue(), moment_of(answers))


def _table(
    question: Question,
    columns: tuple[Question, ...],
    answers: Answers,
    words: Words,
    names: Names,
) -> _Table:
    said = [("", words.say("sheets.id"))]
    said += [(one.id, _heading(one, answers, words)) for one in columns]
    rows = {
        row: {
            one.id: content_of(
                one, answers.value(f"{question.path}/{row}/{one.id}"), names, words.language
            )
            for one in columns
        }
        for row in answers.rows(question.path)
    }
    title = words.say(f"sheets.name.{question.step}.{question.id}")
    return _Table(question, columns, title, distinct(said), rows)


def _heading(column: Question, answers: Answers, words: Words) -> str:
    label = words.say(f"{column.words_key}.label")
    unit = ""
    if column.kind == "money":
        unit = answers.currency
    elif column.unit and not is_percent(column):
        own = words.maybe(f"{column.words_key}.unit")
        unit = own or words.maybe(f"unit.{column.unit}.other")
    said = words.say("sheets.with_unit", label=label, unit=unit) if unit else label
    return words.say("sheets.required", label=said) if column.required else said


def _drafts(answers: Answers, tables: list[_Table]) -> int:
    """Return how many texts that could not be read stand where these cells are."""
    cells = {
        f"{one.question.path}/{row}/{column.id}"
        for one in tables
        for row in one.rows
        for column in one.columns
    }
    return sum(path in cells for _, path in answers.drafts())


# The sheets -------------------------------------------------------------------------------


class _Ranges:
    """The lists of names to choose from, each in a column of a hidden sheet."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._lists: dict[str, list[str]] = {}

    def of(self, question: Question) -> str:
        """Return where the names stand that a column may hold; empty for none."""
        from openpyxl.utils import get_column_letter

        if question.kind in {"reference", "references"}:
            key = " ".join(question.targets)
            found = self._names.offered(question.targets)
        elif question.kind in {"choice", "choices", "checklist", "level", "yes_no"}:
            key = choice_key(question)
            found = list(self._names.of_choices(question).values())
        else:
            return ""
        self._lists.setdefault(key, found)
        letter = get_column_letter([*self._lists].index(key) + 1)
        return f"'{LISTS}'!${letter}$1:${letter}${len(found)}" if found else ""

    def write(self, sheet: Any) -> None:  # noqa: ANN401 - openpyxl has no types
        """Write the lists."""
        for column, found in enumerate(self._lists.values(), 1):
            for row, name in enumerate(found, 1):
                put(sheet.cell(row, column), name)
        sheet.sheet_state = "hidden"


def _write_table(sheet: Any, table: _Table, words: Words, ranges: _Ranges) -> None:  # noqa: ANN401
    from openpyxl.utils import get_column_letter

    from .look import check_of, heading_form, height_of, id_form, width_of

    path, last = table.question.path, len(table.rows) + 2
    ids, heading, mark = id_form(), heading_form(), id_form()
    put(sheet.cell(1, 1), id_mark(path), mark)
    put(sheet.cell(2, 1), table.headings[""], heading)
    sheet.column_dimensions["A"].width = 6
    for place, row in enumerate(table.rows, 3):
        put(sheet.cell(place, 1), row, ids)
    widths: dict[str, float] = {}
    for number, column in enumerate(table.columns, 2):
        letter, said = get_column_letter(number), table.headings[column.id]
        widths[column.id] = width_of(column, said)
        put(sheet.cell(1, number), mark_of(path, column.id), mark)
        put(sheet.cell(2, number), said, heading)
        _write_column(sheet, number, table, column, words)
        sheet.column_dimensions[letter].width = widths[column.id]
        check = check_of(column, words, ranges.of(column))
        if check is not None:
            check.add(f"{letter}3:{letter}{last + _MORE}")
            sheet.add_data_validation(check)
    sheet.row_dimensions[1].hidden = True
    said_above = [(table.headings[one], width - 2) for one, width in widths.items()]
    sheet.row_dimensions[2].height = height_of(said_above, least=2) or _HEADING
    for place, cells in enumerate(table.rows.values(), 3):
        texts = [(cells[one], width) for one, width in widths.items()]
        height = height_of((it, width) for it, width in texts if isinstance(it, str))
        if height is not None:
            sheet.row_dimensions[place].height = height
    right = get_column_letter(len(table.columns) + 1)
    sheet.auto_filter.ref = f"A2:{right}{last}"
    sheet.freeze_panes = _frozen(table)
    sheet.print_title_rows, sheet.oddHeader.left.text = "2:2", "&A"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage = 0, True


def _write_column(
    sheet: Any,  # noqa: ANN401
    number: int,
    table: _Table,
    column: Question,
    words: Words,
) -> None:
    from openpyxl.utils import get_column_letter

    from .look import Form, form_of

    form = form_of(column, words)
    form.put(sheet.column_dimensions[get_column_letter(number)])  # rows below the last
    month = Form("@", right=True) if column.kind == "date" else form
    for place, cells in enumerate(table.rows.values(), 3):
        content = cells[column.id]
        if is_percent(column) and isinstance(content, Decimal):
            content = content.scaleb(-2)
        as_text = isinstance(content, str)
        put(sheet.cell(place, number), content, month if as_text else form)


def _frozen(table: _Table) -> str:
    """Return the cell above and left of which all stays in sight."""
    from openpyxl.utils import get_column_letter

    named = [one.id for one in table.columns if one.required][:1]
    place = [one.id for one in table.columns].index(named[0]) if named else 0
    return f"{get_column_letter(place + 3)}3"


def write_base(sheet: Any, base: Base, *, kind: str = FORMAT) -> None:  # noqa: ANN401
    """Write what a file knows of its origin, on a sheet that nobody sees."""
    for row, parts in enumerate(lines_of(base, kind=kind), 1):
        for column, part in enumerate(parts, 1):
            put(sheet.cell(row, column), part)
    sheet.sheet_state = "veryHidden"


def _base(
    method: Method,
    answers: Answers,
    language: str,
    tables: list[_Table],
    names: Names,
    *,
    internal: bool,
) -> Base:
    return Base(
        workbook=answers.workbook,
        cycle=answers.cycle,
        entry=answers.entry,
        method=method.version,
        language=language,
        currency=answers.currency,
        internal=internal,
        titles={one.question.path: one.title for one in tables},
        headings={one.question.path: one.headings for one in tables},
        named={" ".join(key): dict(found) for key, found in names.rows.items()},
        chosen={key: dict(found) for key, found in names.choices.items()},
        rows={
            one.question.path: {
                row: dict(_kept(one, row, cells, answers))
                for row, cells in one.rows.items()
            }
            for one in tables
        },
    )


def _kept(
    table: _Table, row: str, cells: dict[str, Content], answers: Answers
) -> Iterator[tuple[str, Kept]]:
    for name, content in cells.items():
        value = answers.value(f"{table.question.path}/{row}/{name}")
        yield name, Kept(value, digest(content), is_cut(content))
