"""The limits of a question, the same for what is typed and for what a document holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from smartcity_widgets.errors import nearest
from smartcity_widgets.method import CATALOGUE

from .amounts import format_number
from .problem import Problem
from .texts import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from smartcity_widgets.method import Question

    Rows = Callable[[str], Collection[str]] | None

__all__ = [
    "ATTACHMENT",
    "CENTS",
    "LENGTHS",
    "LONGEST_PLACE",
    "PLACE",
    "Reader",
    "bounds_problem",
    "is_place",
    "reference_problem",
    "text_problem",
]

LENGTHS = {"text": 300, "long_text": 3000}
"""Most characters of a kind where its question names no other length."""

CENTS = 2
"""Decimals of an amount."""

ATTACHMENT = re.compile(r"[0-9a-f]{64}\.(?:jpg|png|pdf)")
"""An attached file: the SHA-256 of its content, and what it is."""

PLACE = re.compile(r"[a-z][a-z0-9-]*(?:/[A-Za-z0-9_-]{1,60}){0,2}")
"""A place of the method: ``step``, ``step/question`` or ``step/table/row``."""

LONGEST_PLACE = 200

_ROW = re.compile(r"[A-Za-z0-9_-]{1,40}")


@dataclass(frozen=True, slots=True)
class Reader:
    """What an answer is read against: the question, the notation, the rows there are."""

    question: Question
    language: str
    currency: str
    rows: Rows


def bounds_problem(
    question: Question, value: Decimal, language: str | None
) -> Problem | None:
    """Return the bound a number breaks; never a number put back between them.

    Numbers are written in the notation of `language`, without one in plain notation.
    """
    low, high = question.minimum, question.maximum
    if (low is None or value >= low) and (high is None or value <= high):
        return None
    named = {"text": value, "minimum": low, "maximum": high}
    details = {
        name: _number(one, language) for name, one in named.items() if one is not None
    }
    if low is not None and high is not None:
        return Problem("between", details)
    return Problem("minimum" if high is None else "maximum", details)


def text_problem(
    question: Question, text: str, kind: str, language: str | None
) -> Problem | None:
    """Return why a text is too long, or not of the form that is asked.

    The problem names the question, whose words say the form: never the pattern.
    """
    most = question.max_length or LENGTHS[kind]
    if len(text) > most:
        named = {"length": len(text), "maximum": most}
        return Problem(
            "length", {name: _number(one, language) for name, one in named.items()}
        )
    if question.pattern is not None and not re.fullmatch(question.pattern, text):
        return Problem("pattern", {"text": quoted(text), "question": question.words_key})
    return None


def _number(value: Decimal | int, language: str | None) -> str:
    return format_number(value, language) if language else f"{Decimal(value):f}"


def is_place(text: str) -> bool:
    """Whether a text has the form of a place; that the method has it is not asked.

    A row that was removed since, or a question of another version, is still a place.
    """
    return len(text) <= LONGEST_PLACE and PLACE.fullmatch(text) is not None


def reference_problem(question: Question, value: str, rows: Rows) -> Problem | None:
    """Return why a reference points at nothing.

    Where one table is meant the value is a row of it; where several are, it is
    ``step/table/row``; of the catalogue it is ``standard:edition:code``, the id of an
    indicator that stands there.
    """
    missing = Problem("reference", {"text": quoted(value)})
    tables = [one for one in question.targets if one != CATALOGUE]
    if CATALOGUE in question.targets and value in question.indicators:
        return None
    if not tables:
        return _no_indicator(question, value)
    table, row = (tables[0], value)
    if len(question.targets) > 1:
        table, _, row = value.rpartition("/")
    if table not in tables or not _ROW.fullmatch(row):
        return missing
    return missing if rows is not None and row not in rows(table) else None


def _no_indicator(question: Question, value: str) -> Problem:
    near = nearest(value, question.indicators)
    if near:
        return Problem("indicator-near", {"text": quoted(value), "nearest": near})
    return Problem("indicator", {"text": quoted(value)})
