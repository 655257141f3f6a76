"""What stands in a cell for an answer, and whether it still stands there.

Numbers and days are typed; what a spreadsheet would round or read otherwise (more than
15 digits, a month, a day before 1 March 1900) is a text. A text is never a formula: the
writer stores it as a string, whatever it begins with.
"""

from __future__ import annotations

import hashlib
import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from smartcity_widgets.values import plain
from smartcity_widgets.values.amounts import format_number

from .layout import is_percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartcity_widgets.method import Question

    from .look import Form
    from .naming import Names

__all__ = ["Content", "content_of", "digest", "is_cut", "put", "text_of", "written"]

Content = str | Decimal | date | None

_DIGITS = 15
"""What a spreadsheet keeps of a number."""

_DAY = len("2026-03-12")
_FIRST = date(1900, 3, 1)  # before it, spreadsheets count a day that never was
_LONGEST = 32_000
"""What a cell holds is at most 32,767 characters."""

_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_MARK = 12
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", " ", "'")


def content_of(question: Question, value: object, names: Names, language: str) -> Content:
    """Return what a cell shows for an answer as it is stored; None for no answer."""
    if value is None:
        return None
    kind = question.kind
    if kind in {"choices", "checklist", "references", "list"}:
        several: Sequence[object] = value if isinstance(value, list) else [value]
        return _clean("\n".join(_entry(question, one, names, language) for one in several))
    if kind in {"choice", "level", "yes_no", "reference"}:
        return _clean(_entry(question, value, names, language))
    if kind in {"whole_number", "decimal", "percent", "money", "year"}:
        return _number(Decimal(str(value)), question, language)
    return _day(str(value)) if kind == "date" else _clean(str(value))


def _entry(question: Question, value: object, names: Names, language: str) -> str:
    if question.kind in {"reference", "references"}:
        return names.said(question, value)
    if question.kind == "list":
        is_number = question.of == "whole_number"
        said = format_number(Decimal(str(value)), language) if is_number else str(value)
        return " ".join(said.splitlines())
    key = str(value).lower() if isinstance(value, bool) else str(value)
    return names.of_choices(question).get(key, key)


def _number(value: Decimal, question: Question, language: str) -> Content:
    if len(value.normalize().as_tuple().digits) > _DIGITS:
        said = format_number(value, language)
        return f"{said} %" if is_percent(question) else said
    return value


def _day(value: str) -> Content:
    day = date.fromisoformat(value) if len(value) == _DAY else None
    return day if day is not None and day >= _FIRST else value


def _clean(text: str) -> str:
    """Return a text that a cell can hold."""
    shown = plain(_lines(text))[0]
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"


def is_cut(content: Content) -> bool:
    """Whether a text was too long for a cell, so that it is there in part."""
    return isinstance(content, str) and len(content) >= _LONGEST


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def written(text: str) -> str:
    """Return a text as the file holds it: ``_x000D_`` would be read as a character."""
    return _ESCAPED.sub("_x005F_", text)


def text_of(content: object) -> str:
    """Return a content as one text, the same whichever program saved the file last."""
    match content:
        case None:
            return ""
        case bool():
            return "true" if content else "false"
        case Decimal():
            return f"{content.normalize():f}" if content else "0"
        case date():
            return content.isoformat()
        case _:
            return _lines(str(content)).replace("x005F_", "").strip()


def digest(content: object) -> str:
    """Return a mark by which a content is known again."""
    data = text_of(content).encode("utf-8", errors="surrogatepass")
    return hashlib.sha256(data).hexdigest()[:_MARK]


def put(cell: Any, content: Content, form: Form | None = None) -> None:  # noqa: ANN401 - openpyxl has no types
    """Write a content; a text is a string, whatever it begins with or looks like."""
    risky = isinstance(content, str) and content.startswith(_RISKY)
    if isinstance(content, str):
        cell.value = "-"  # not read by openpyxl, which would take it for a formula
        cell._value, cell.data_type = written(content), "s"  # noqa: SLF001
    elif content is not None:
        cell.value = content
    if form is not None:
        form.put(cell, quoted=risky)
