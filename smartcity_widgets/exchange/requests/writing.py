"""Write a request: what is known of each indicator, and cells to fill in.

The sheet is protected without a password: only what is asked can be typed. The same answers
give the same bytes.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from smartcity_widgets.exchange.measuring import INDICATORS, TABLE
from smartcity_widgets.exchange.sheets.base import REQUEST, SHEET, Base
from smartcity_widgets.exchange.sheets.contents import put
from smartcity_widgets.exchange.sheets.layout import id_mark, mark_of
from smartcity_widgets.exchange.sheets.naming import Names
from smartcity_widgets.exchange.sheets.steady import moment_of, steady
from smartcity_widgets.exchange.sheets.writing import LISTS, write_base
from smartcity_widgets.values import plain
from smartcity_widgets.values.amounts import format_number
from smartcity_widgets.values.dates import format_day

from .asking import PERSONS

if TYPE_CHECKING:
    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method, Question
    from smartcity_widgets.words import Words

    from .asking import Asked, Line

__all__ = ["GIVEN", "request_bytes"]

GIVEN = ("value", "date", "data_quality", "source", "comment")
"""The columns that are filled in."""

_SHOWN = {"name": 34, "definition": 40, "unit": 14, "last": 22, "target": 22}
"""The columns that are read, each with its width."""

_TITLE, _HELP, _HEADINGS, _FIRST = 2, 3, 4, 5
"""The lines of the sheet; the first one holds the marks."""


def request_bytes(method: Method, answers: Answers, words: Words, asked: Asked) -> bytes:
    """Return the file (XLSX) of a request."""
    from openpyxl import Workbook

    table = method.at(TABLE)
    columns = tuple(one for one in table.columns if one.id in GIVEN) if table else ()
    order = sorted(columns, key=lambda one: GIVEN.index(one.id))
    names = Names(method, answers, words)
    book = Workbook()
    sheet = book.active
    sheet.title = words.say("requests.sheet")
    headings = {"": words.say("sheets.id")} | {
        one.id: words.say(f"{one.words_key}.label") for one in order
    }
    _Page(sheet, words, names, tuple(order), headings).write(asked, answers)
    lists = book.create_sheet(LISTS)
    for row, name in enumerate(_qualities(order, names), 1):
        put(lists.cell(row, 1), name)
    lists.sheet_state = "hidden"
    base = Base(
        workbook=answers.workbook,
        cycle=answers.cycle,
        entry=answers.entry,
        method=method.version,
        language=words.language,
        currency=answers.currency,
        internal=False,
        titles={TABLE: sheet.title},
        headings={TABLE: headings},
        named={
            INDICATORS: {one.row: one.name for one in asked.lines},
            PERSONS: {asked.owner: asked.name} if asked.owner else {},
        },
        chosen={key: dict(found) for key, found in names.choices.items()},
        rows={TABLE: {}},
    )
    write_base(book.create_sheet(SHEET), base, kind=REQUEST)
    file = io.BytesIO()
    book.save(file)
    return steady(file.getvalue(), moment_of(answers))


def _qualities(columns: list[Question], names: Names) -> list[str]:
    asked = next((one for one in columns if one.id == "data_quality"), None)
    return [] if asked is None else list(names.of_choices(asked).values())


@dataclass(frozen=True)
class _Page:
    """The sheet of a request, line by line."""

    sheet: Any
    words: Words
    names: Names
    columns: tuple[Question, ...]
    headings: dict[str, str]

    def write(self, asked: Asked, answers: Answers) -> None:
        from smartcity_widgets.exchange.sheets.look import Form, heading_form, id_form

        sheet, words = self.sheet, self.words
        who = asked.name or words.say("requests.nobody")
        title = Form(bold=True, size=15, framed=False)
        put(
            sheet.cell(_TITLE, 2),
            words.say("requests.title", who=_line(who), name=_line(answers.name)),
            title,
        )
        help_form = Form(framed=False)
        put(sheet.cell(_HELP, 2), words.say("requests.help"), help_form)
        last = len(_SHOWN) + len(self.columns) + 1
        for row in (_TITLE, _HELP):
            sheet.merge_cells(start_row=row, end_row=row, start_column=2, end_column=last)
        sheet.row_dimensions[_TITLE].height = 26
        sheet.row_dimensions[_HELP].height = 44
        heading, mark = heading_form(), id_form()
        put(sheet.cell(1, 1), id_mark(TABLE), mark)
        put(sheet.cell(_HEADINGS, 1), self.headings[""], heading)
        for number, name in enumerate(_SHOWN, 2):
            put(sheet.cell(_HEADINGS, number), words.say(f"requests.head.{name}"), heading)
        for number, column in enumerate(self.columns, len(_SHOWN) + 2):
            put(sheet.cell(1, number), mark_of(TABLE, column.id), mark)
            put(sheet.cell(_HEADINGS, number), self.headings[column.id], heading)
        sheet.row_dimensions[_HEADINGS].height = 30
        for number, line in enumerate(asked.lines, _FIRST):
            self._indicator(number, line)
        self._cells_to_fill(len(asked.lines))
        self._look()

    def _indicator(self, number: int, line: Line) -> None:
        from smartcity_widgets.exchange.sheets.look import Form, height_of, id_form

        put(self.sheet.cell(number, 1), line.row, id_form())
        said = {
            "name": _line(line.name),
            "definition": _line(line.definition),
            "unit": _line(line.unit),
            "last": self._dated(line.last.value, date=line.last.date) if line.last else "",
            "target": self._dated(*line.target, date=line.target_date),
        }
        form = Form(fill="EEF2F5")
        for column, text in enumerate(said.values(), 2):
            put(self.sheet.cell(number, column), text or None, form)
        height = height_of(
            (text, width)
            for text, width in zip(said.values(), _SHOWN.values(), strict=True)
        )
        if height is not None:
            self.sheet.row_dimensions[number].height = height

    def _dated(self, *values: Any, date: str) -> str:  # noqa: ANN401 - decimals
        """Return a value, or both ends of a range, with its date in words."""
        said = " – ".join(format_number(one, self.words.language) for one in values)
        day = format_day(date, self.words) if date else ""
        if said and day:
            return self.words.say("requests.dated", value=said, date=day)
        return said or day

    def _cells_to_fill(self, lines: int) -> None:
        from openpyxl.utils import get_column_letter

        from smartcity_widgets.exchange.sheets.look import Form, check_of, form_of, width_of

        last = _FIRST + lines - 1
        for number, column in enumerate(self.columns, len(_SHOWN) + 2):
            letter = get_column_letter(number)
            width = width_of(column, self.headings[column.id])
            self.sheet.column_dimensions[letter].width = width
            form = form_of(column, self.words, locked=False)
            if column.kind == "date":  # of no form: where a day is shown 2025 becomes one
                form = Form(right=True, locked=False)
            for row in range(_FIRST, last + 1):
                form.put(self.sheet.cell(row, number))
            choices = len(self.names.of_choices(column)) if column.kind == "choice" else 0
            named = f"'{LISTS}'!$A$1:$A${choices}" if choices else ""
            check = check_of(column, self.words, named)
            if check is not None and last >= _FIRST:
                check.add(f"{letter}{_FIRST}:{letter}{last}")
                self.sheet.add_data_validation(check)

    def _look(self) -> None:
        from openpyxl.utils import get_column_letter

        sheet = self.sheet
        for number, width in enumerate(_SHOWN.values(), 2):
            sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.column_dimensions["A"].hidden = True
        sheet.row_dimensions[1].hidden = True
        sheet.freeze_panes = f"C{_FIRST}"
        sheet.print_title_rows = f"{_HEADINGS}:{_HEADINGS}"
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
        sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage = 0, True
        sheet.protection.sheet = True
        sheet.protection.formatColumns = sheet.protection.formatRows = False


def _line(text: str) -> str:
    return " ".join(plain(text)[0].split())
