"""Read a number as the answer to a question, and say how to write it where it is none."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from smartcity_widgets.words import words

from .amounts import (
    Misread,
    Number,
    format_money,
    format_number,
    in_other_notation,
    names_currency,
    places,
    read_number,
    without_currency,
)
from .changes import read_change
from .dates import FIRST_YEAR, LAST_YEAR
from .limits import CENTS, Reader, bounds_problem
from .problem import Problem
from .texts import quoted

if TYPE_CHECKING:
    from smartcity_widgets.method import Question

__all__ = ["decimal", "money", "whole_number", "year"]

_LIKE_A_GROUP = 3  # 1,250 is a thousand in another notation


def whole_number(reader: Reader, raw: str) -> int | Problem:
    """Read a number without decimals."""
    number = read_number(raw, reader.language)
    if isinstance(number, Misread):
        return _with_example(reader, raw, number)
    if number.decimals:
        misread = _too_many_decimals(reader, raw, number, "whole")
        return _with_example(reader, raw, misread)
    return _bounded(reader, number.value) or int(number.value)


def decimal(reader: Reader, raw: str) -> str | Problem:
    """Read a decimal, or a percentage with or without its sign, in plain notation.

    A change, where one may be typed, is no value: the problem ``change`` tells it.
    """
    if reader.question.changed is not None:
        change = read_change(raw, words(reader.language))
        if change is not None:
            return Problem("change", {"text": quoted(raw), **change.to_details()})
    text = raw.strip().removesuffix("%") if reader.question.kind == "percent" else raw
    number = read_number(text, reader.language)
    if isinstance(number, Misread):
        return _with_example(reader, raw, number)
    return _bounded(reader, number.value) or _plain(number.value)


def money(reader: Reader, raw: str) -> str | Problem:
    """Read an amount, with or without its currency; it has two decimals."""
    amount = without_currency(raw, reader.currency, reader.language)
    number = read_number(amount, reader.language)
    if isinstance(number, Misread):
        if names_currency(amount):
            number = Misread(Problem("currency", {"currency": reader.currency}))
        return _with_example(reader, raw, number)
    if number.decimals > CENTS:
        misread = _too_many_decimals(reader, raw, number, "cents")
        return _with_example(reader, raw, misread)
    return _bounded(reader, number.value) or _plain(number.value.quantize(Decimal("0.01")))


def year(reader: Reader, raw: str) -> int | Problem:
    """Read a year of four digits."""
    low = reader.question.minimum or Decimal(FIRST_YEAR)
    high = reader.question.maximum or Decimal(LAST_YEAR)
    written = raw.strip()
    if re.fullmatch("[0-9]{4}", written) and low <= int(written) <= high:
        return int(written)
    details = {"text": quoted(raw), "first": f"{low:f}", "last": f"{high:f}"}
    return Problem("year", details)


def _bounded(reader: Reader, value: Decimal) -> Problem | None:
    return bounds_problem(reader.question, value, reader.language)


def _plain(value: Decimal) -> str:
    return f"{value:f}" if value else f"{abs(value):f}"  # no -0


def _too_many_decimals(reader: Reader, raw: str, number: Number, rule: str) -> Misread:
    """Three decimals may well be thousands in another notation: name both."""
    if number.decimals == _LIKE_A_GROUP and len(number.readings) > 1:
        return in_other_notation(raw, number.readings, reader.language)
    return Misread(Problem(rule))


def _with_example(reader: Reader, raw: str, misread: Misread) -> Problem:
    """Add how to write it: the likeliest reading that the question takes, or a number."""
    kind, language = reader.question.kind, reader.language
    taken = [one for one in misread.readings if _takes(reader, one)]
    example = taken[0] if taken else _example(reader.question)
    if kind == "money":
        shown = format_money(example, reader.currency, language)
    elif kind == "whole_number":
        shown = format_number(int(example), language)
    else:
        shown = format_number(example, language)
    details = {**misread.problem.details, "text": quoted(raw), "example": shown}
    return Problem(misread.problem.rule, details)


def _takes(reader: Reader, value: Decimal) -> bool:
    kind = reader.question.kind
    if kind == "whole_number" and value != value.to_integral_value():
        return False
    if kind == "money" and places(value) > CENTS:
        return False
    return _bounded(reader, value) is None


def _example(question: Question) -> Decimal:
    low, high = question.minimum, question.maximum
    usual = {"whole_number": "1250", "percent": "12.5", "money": "1250"}
    number = Decimal(usual.get(question.kind, "1250.5"))
    if low is not None and high is not None and not low <= number <= high:
        return (low + high) // 2
    if low is not None and low > number:
        return low
    return high if high is not None and high < number else number
