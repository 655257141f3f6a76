"""How the sheets look: the form of each kind of cell, its width, what may be typed."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation

from .layout import is_percent

if TYPE_CHECKING:
    from collections.abc import Iterable

    from smartcity_widgets.method import Question
    from smartcity_widgets.words import Words

__all__ = [
    "Form",
    "check_of",
    "form_of",
    "heading_form",
    "height_of",
    "id_form",
    "width_of",
]

_DARK, _PALE, _GREY, _LINE = "1F3A4D", "EEF2F5", "8A949B", "D5DBE0"
_FORMS = {
    "whole_number": "#,##0",
    "decimal": "#,##0.####",
    "money": "#,##0.00",
    "year": "0",
}
_WIDTHS = {
    "long_text": 44,
    "text": 32,
    "reference": 30,
    "references": 34,
    "choices": 26,
    "list": 30,
    "money": 16,
    "choice": 20,
    "level": 20,
}
_USUAL = 13
_LONGEST_PROMPT = 255
_LINE_HEIGHT, _MOST_LINES = 13.5, 12


def _side() -> Any:  # noqa: ANN401 - openpyxl has no types
    return Side(style="thin", color=_LINE)


class Form:
    """The style of some cells: given to one, copied to the others."""

    def __init__(
        self,
        number: str = "General",
        *,
        bold: bool = False,
        size: int = 10,
        colour: str = "",
        fill: str = "",
        centred: bool = False,
        right: bool = False,
        framed: bool = True,
        locked: bool = True,
    ) -> None:
        self.number = number
        self.font = Font(name="Calibri", size=size, bold=bold, color=colour or None)
        self.fill = PatternFill("solid", fgColor=fill) if fill else None
        self.alignment = Alignment(
            vertical="center" if centred else "top",
            horizontal="right" if right else None,
            indent=1 if right else 0,
            wrap_text=not right,
        )
        self.border = Border(bottom=_side(), right=_side()) if framed else None
        self.locked = locked
        self._made: dict[bool, Any] = {}

    def put(self, cell: Any, *, quoted: bool = False) -> None:  # noqa: ANN401
        """Give the style to a cell, a column, or a heading.

        Parameters
        ----------
        quoted
            Whether a spreadsheet program must take the text as a text, whatever its sign.
        """
        if quoted not in self._made:
            cell.number_format = self.number
            cell.font, cell.alignment = self.font, self.alignment
            if self.fill is not None:
                cell.fill = self.fill
            if self.border is not None:
                cell.border = self.border
            if not self.locked:
                cell.protection = Protection(locked=False)
            if quoted:
                cell.quotePrefix = 1
            self._made[quoted] = cell._style  # noqa: SLF001 - a style is costly to make
        cell._style = copy(self._made[quoted])  # noqa: SLF001


def heading_form() -> Form:
    """Return the form of the headings."""
    return Form(bold=True, colour="FFFFFF", fill=_DARK, centred=True)


def id_form() -> Form:
    """Return the form of what is not for people: ids and marks, in grey."""
    return Form("@", colour=_GREY, fill=_PALE, size=8)


def form_of(question: Question, words: Words, *, locked: bool = True) -> Form:
    """Return the form of a column's cells.

    Parameters
    ----------
    locked
        Whether nothing can be typed in them, once the sheet is protected.
    """
    number = _FORMS.get(question.kind)
    if question.kind == "date":
        number = words.say("sheets.day")
    elif is_percent(question):
        number = "0%" if question.kind == "whole_number" else "0.##%"
    # As text, so that 2-3 or 1/2 does not become a day.
    return Form(number or "@", right=bool(number), locked=locked)


def height_of(texts: Iterable[tuple[str, float]], *, least: int = 1) -> float | None:
    """Return how high a row is, in points, where its texts need more than one line.

    Spreadsheet programs leave a row as high as the file says; not all look for themselves.

    Parameters
    ----------
    texts
        Each with the width of its column.
    """
    lines = max(
        (
            sum(1 + int(len(line) // max(width - 1, 1)) for line in text.split("\n"))
            for text, width in texts
        ),
        default=1,
    )
    return _LINE_HEIGHT * min(max(lines, least), _MOST_LINES) if lines > 1 else None


def width_of(question: Question, heading: str) -> int:
    """Return how wide a column is, in characters."""
    longest = max(map(len, heading.split()), default=0) + 3
    return max(_WIDTHS.get(question.kind, _USUAL), min(longest, 24))


def check_of(question: Question, words: Words, names: str) -> Any | None:  # noqa: ANN401
    """Return what a spreadsheet program checks when something is typed in a column.

    Parameters
    ----------
    names
        Where the names stand that a cell may hold; empty where there are none.
    """
    kind = question.kind
    hint = ""
    check: dict[str, Any] = {}
    if names and kind in {"choice", "level", "yes_no", "reference"}:
        strict = kind != "reference"  # a project that is added here may be named too
        check = {
            "type": "list",
            "formula1": names,
            "showErrorMessage": True,
            "errorStyle": "stop" if strict else "warning",
        }
        hint = "" if strict else "sheets.hint.reference"
    elif names:
        hint = "sheets.hint.several"
    elif kind == "date":
        hint = "sheets.hint.date"
    elif kind == "list":
        hint = "sheets.hint.list"
    elif kind in {"whole_number", "money", "decimal", "percent"}:
        check = _bounds(question)
    if not check and not hint:
        return None
    found = DataValidation(allow_blank=True, **check)
    if check:
        found.errorTitle = words.say("sheets.hint.title")
        found.error = words.say("sheets.hint.wrong")[:_LONGEST_PROMPT]
    if hint:
        found.promptTitle = words.say("sheets.hint.title")
        found.prompt = words.say(hint)[:_LONGEST_PROMPT]
        found.showInputMessage = True
    return found


def _bounds(question: Question) -> dict[str, Any]:
    share = 100 if is_percent(question) else 1
    low, high = (
        None if one is None else f"{one / share:f}"
        for one in (question.minimum, question.maximum)
    )
    if low is None and high is None:
        return {}
    whole = question.kind == "whole_number" and share == 1
    return {
        "type": "whole" if whole else "decimal",
        "operator": "between"
        if None not in {low, high}
        else ("lessThanOrEqual" if low is None else "greaterThanOrEqual"),
        "formula1": low if low is not None else high,
        "formula2": high if low is not None else None,
        "showErrorMessage": True,
        "errorStyle": "stop",
    }
