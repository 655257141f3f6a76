"""Read what stands in a cell as an answer: exactly, or not at all.

Numbers are read by the rules for what is typed, in the language of the file; names by the
names that the file itself gave. A formula counts by its result.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from smartcity_widgets.values import Problem, check, read
from smartcity_widgets.values.amounts import format_number, is_too_long
from smartcity_widgets.values.dates import format_day
from smartcity_widgets.values.limits import CENTS
from smartcity_widgets.values.texts import quoted
from smartcity_widgets.words import words as shipped_words

from .layout import is_percent
from .naming import choice_key, normal

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from smartcity_widgets.method import Question
    from smartcity_widgets.tables import Cell

    from .base import Base

__all__ = ["Added", "Reader", "added_in"]

_FIRST, _LAST = 1800, 2200
_EPOCH = date(1899, 12, 30)
_MOST_LEVEL = 4


@dataclass(frozen=True, slots=True)
class Added:
    """A row that is named before it is in the workbook: by the number of its line."""

    table: str
    line: int
    name: str = field(compare=False)


@dataclass
class Reader:
    """What the cells of one file are read with.

    Attributes
    ----------
    rows
        Gives the ids of the rows of a table now.
    now
        Gives what the rows that a reference may name are called now.
    added
        Table to the names of the rows that the file adds (as `normal` gives them), each
        with its line; a `Problem` where two have one name.
    """

    base: Base
    rows: Callable[[str], Collection[str]]
    now: Callable[[tuple[str, ...]], Mapping[str, str]]
    added: dict[str, dict[str, Added | Problem]] = field(default_factory=dict)
    _named: dict[str, dict[str, object]] = field(default_factory=dict)

    def value(self, question: Question, cell: Cell) -> object:
        """Return the answer in a cell, None where it is empty, or a `Problem`.

        A reference to a row that is only added is an `Added`.
        """
        if cell.fault:
            return Problem(f"sheet-{cell.fault}")
        if not cell.filled:
            return None
        named = {
            "choice": self._chosen,
            "level": self._chosen,
            "yes_no": self._chosen,
            "choices": self._several_chosen,
            "checklist": self._several_chosen,
            "reference": self._references,
            "references": self._references,
        }
        if question.kind in named:
            return named[question.kind](question, cell)
        found = self._typed(question, cell)
        if isinstance(found, Problem):
            return found
        reading = read(
            question,
            found,
            language=self.base.language,
            currency=self.base.currency,
            rows=self.rows,
        )
        return reading.problem or reading.value

    def checked(self, question: Question, value: object) -> Problem | None:
        """Return why a value is no answer; rows that are only added are passed over."""
        several = value if isinstance(value, list) else [value]
        known = [one for one in several if not isinstance(one, Added)]
        if not known:
            return None
        return check(
            question, known if isinstance(value, list) else known[0], rows=self.rows
        )

    # Numbers, days, texts ---------------------------------------------------------------

    def _typed(self, question: Question, cell: Cell) -> str | Problem:
        """Return what a person would have typed for what a cell shows."""
        content = cell.content
        kind = (question.of or "text") if question.kind == "list" else question.kind
        as_text = kind in {"text", "long_text"}
        if isinstance(content, bool):
            return cell.text if as_text else Problem("unreadable")
        if isinstance(content, date):
            return content.isoformat() if as_text else self._day(kind, content)
        if isinstance(content, Decimal):
            return self._number(question, kind, content, cell)
        if as_text:
            return str(content)
        return cell.text.removesuffix("%") if is_percent(question) else cell.text

    def _number(
        self, question: Question, kind: str, number: Decimal, cell: Cell
    ) -> str | Problem:
        if is_too_long(number):
            return Problem("number-digits", {"text": quoted(cell.text)})
        places = len(cell.text.partition(".")[2])
        if kind == "money" and places > CENTS and cell.unit != "%":
            return self._rounded("cents", number, "0.01")
        if kind == "whole_number" and places:
            return self._rounded("whole", number, "1")
        plain_kind = kind in {"text", "long_text", "year", "date"}
        shown = format_number(Decimal(cell.text), self.base.language)
        if not cell.unit or (cell.unit == "%" and is_percent(question)):
            return cell.text if plain_kind else shown
        if kind == "money" and cell.unit != "%":
            return f"{shown} {cell.unit}"
        return Problem("sheet-unit", {"text": shown, "unit": cell.unit})

    def _rounded(self, rule: str, number: Decimal, unit: str) -> Problem:
        """Return that a number has too many decimals; typed, it could mean thousands."""
        language = self.base.language
        near = number.quantize(Decimal(unit))
        return Problem(
            rule,
            {
                "text": format_number(number, language),
                "example": format_number(near, language),
            },
        )

    def _day(self, kind: str, day: date) -> str | Problem:
        shown = format_day(day.isoformat(), shipped_words(self.base.language))
        if kind != "date":
            return Problem("sheet-day", {"day": shown})
        number = (day - _EPOCH).days
        if _FIRST <= number <= _LAST:  # 2027 typed where a day is shown: 19 July 1905
            return Problem("sheet-typed-year", {"day": shown, "year": str(number)})
        return day.isoformat()

    # Names ------------------------------------------------------------------------------

    def _chosen(self, question: Question, cell: Cell) -> object:
        if isinstance(cell.content, bool) and question.kind == "yes_no":
            return cell.content
        return self._choice(question, cell.text)

    def _choice(self, question: Question, text: str) -> object:
        found = self._choices(question).get(normal(text))
        if found is None and question.kind == "level":
            found = text if text.isdecimal() and int(text) <= _MOST_LEVEL else None
        if found is None:
            return Problem("choice", {"text": quoted(text)})
        if question.kind == "yes_no":
            return found == "true"
        is_level = question.kind == "level" and str(found).isdecimal()
        return int(str(found)) if is_level else found

    def _several_chosen(self, question: Question, cell: Cell) -> object:
        known = self._choices(question)
        found = [self._choice(question, one) for one in _pieces(cell.text, known)]
        problem = next((one for one in found if isinstance(one, Problem)), None)
        return problem or [one for one in question.choices if one in found]

    def _choices(self, question: Question) -> dict[str, object]:
        key = f"choice {choice_key(question)}"
        if key not in self._named:
            said = self.base.chosen.get(choice_key(question), {})
            self._named[key] = {normal(name): one for one, name in said.items()}
        return self._named[key]

    def _references(self, question: Question, cell: Cell) -> object:
        known = self._rows(question.targets)
        single = question.kind == "reference"
        pieces = [cell.text] if single else _pieces(cell.text, known)
        found = [
            known.get(normal(one), Problem("sheet-name", {"text": quoted(one)}))
            for one in pieces
        ]
        problem = next((one for one in found if isinstance(one, Problem)), None)
        if problem is not None:
            return problem
        return found[0] if single else list(dict.fromkeys(found))

    def _rows(self, targets: tuple[str, ...]) -> dict[str, object]:
        """Return names to rows: those of the file first, those added, those of now."""
        key = " ".join(targets)
        if key not in self._named:
            found: dict[str, object] = {
                normal(name): row for row, name in self.now(targets).items()
            }
            found |= {
                normal(name): row for row, name in self.base.named.get(key, {}).items()
            }
            for name, one in self.added.get(key, {}).items():
                twice = Problem("sheet-name-twice", {"text": quoted(name)})
                found[name] = twice if name in found else one
            self._named[key] = found
        return self._named[key]


def _pieces(text: str, known: Mapping[str, object]) -> list[str]:
    """Return the names in a cell: one a line; a line that is none, cut at semicolons."""
    found = []
    for line in re.split(r"\r?\n", text):
        whole = [line] if normal(line) in known else line.split(";")
        found += [one.strip() for one in whole if one.strip()]
    return found


def added_in(value: object) -> list[Added]:
    """Return the rows that an answer names and that are only added."""
    several = value if isinstance(value, list) else [value]
    return [one for one in several if isinstance(one, Added)]
