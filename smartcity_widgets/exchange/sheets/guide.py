"""The first sheet: what the file is, what may be done with it, how it comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from smartcity_widgets.values.dates import format_day

from .contents import written

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method
    from smartcity_widgets.words import Words

    from .look import Form

__all__ = ["file_name", "write_guide"]


def file_name(language: str) -> str:
    """Return what the file is called."""
    return f"tables.{language}.xlsx"


_LINE = 125
"""Characters in a line over both columns."""


class _Page:
    """A sheet that is written line by line."""

    def __init__(self, sheet: Any) -> None:  # noqa: ANN401 - openpyxl has no types
        self.sheet = sheet
        self.row = 0

    def line(self, *texts: tuple[object, Form]) -> Any:  # noqa: ANN401
        """Write a line of texts and numbers; return its first cell."""
        self.row += 1
        for column, (text, form) in enumerate(texts, 1):
            cell = self.sheet.cell(self.row, column)
            if isinstance(text, str):
                cell.value = "-"
                cell._value, cell.data_type = written(text), "s"  # noqa: SLF001
            else:
                cell.value = text
            form.put(cell, quoted=isinstance(text, str) and text[:1] in {*"=+-@"})
        return self.sheet.cell(self.row, 1)

    def wide(self, text: str, form: Form) -> None:
        """Write a text over both columns, as high as it needs."""
        self.line((text, form))
        self.sheet.merge_cells(f"A{self.row}:B{self.row}")
        self.sheet.row_dimensions[self.row].height = 14 * (1 + len(text) // _LINE)


def write_guide(
    sheet: Any,  # noqa: ANN401
    method: Method,
    answers: Answers,
    words: Words,
    *,
    tables: Iterable[tuple[str, int]],
    drafts: int,
    moment: datetime,
    internal: bool,
) -> None:
    """Write the first sheet.

    Parameters
    ----------
    tables
        The name of each sheet, and how many rows it has.
    drafts
        How many texts that could not be read are not in the file.
    moment
        When the last of the answers was given.
    """
    from openpyxl.worksheet.hyperlink import Hyperlink

    from .look import Form

    title = Form(bold=True, size=15, framed=False)
    heading = Form(bold=True, size=11, framed=False)
    plain, name = Form(framed=False), Form(bold=True, framed=False)
    link = Form(colour="0B5A8A", framed=False)
    page = _Page(sheet)
    sheet.title = words.say("sheets.guide.sheet")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 28, 92
    sheet.sheet_view.showGridLines = False
    page.wide(words.say("sheets.guide.title", name=answers.name), title)
    sheet.row_dimensions[1].height = 26
    day = format_day(f"{moment:%Y-%m-%d}", words)
    facts = {
        "workbook": f"{answers.name} ({answers.workbook})",
        "state": words.say("sheets.guide.entry", entry=answers.entry, day=day),
        "cycle": str(answers.cycle),
        "method": method.version,
        "money": words.say(
            "sheets.guide.amounts",
            currency=answers.currency,
            vat=words.say(f"choice.vat.{answers.vat}"),
        ),
    }
    for key, said in facts.items():
        page.line((words.say(f"sheets.guide.{key}"), name), (said, plain))
    notes = []
    if not internal:
        notes.append(words.say("sheets.guide.no_internal"))
    if drafts:
        notes.append(words.count("sheets.guide.drafts", drafts))
    for key in ("may", "back"):
        page.line()
        page.wide(words.say(f"sheets.guide.{key}_title"), heading)
        for one in words.each(f"sheets.guide.{key}"):
            page.wide(f"• {one}", plain)
        for one in notes if key == "may" else ():
            page.wide(f"• {one}", plain)
    page.wide(f"smartcity import {file_name(words.language)}", name)
    page.line()
    page.wide(words.say("sheets.guide.sheets_title"), heading)
    for one, count in tables:
        cell = page.line((one, link), (words.count("sheets.guide.rows", count), plain))
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{one}'!A2")
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage = 0, True
