"""Numbers as people write them: strictly by the language's own notation, both ways.

Babel parses (``strict=True``) and formats. Before it, only ASCII digits, a sign and the
marks of the notation are let through, because `decimal.Decimal` takes ``1e5``, ``١٢``,
``NaN`` and ``1_000`` too; and a space of any kind becomes the language's own group mark.
"""

from __future__ import annotations

import copy
import re
import unicodedata
from decimal import Decimal, localcontext
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from babel import Locale
from babel.numbers import (
    NumberFormatError,
    format_compact_decimal,
    get_currency_symbol,
    get_decimal_symbol,
    get_group_symbol,
    is_currency,
    parse_decimal,
)

from .problem import Problem
from .texts import quoted

if TYPE_CHECKING:
    from smartcity_widgets.words import Words

__all__ = [
    "DECIMALS",
    "DIGITS",
    "PLAIN",
    "Misread",
    "Number",
    "format_large",
    "format_money",
    "format_number",
    "format_percent",
    "format_size",
    "format_with_unit",
    "in_other_notation",
    "is_too_long",
    "names_currency",
    "places",
    "read_number",
    "without_currency",
]

DIGITS = 15
"""Most digits before the decimal mark; more would not survive a spreadsheet."""

DECIMALS = 20
"""Most digits after the decimal mark: enough for a share that a program computed."""

_PRECISION = 60  # Decimal's usual 28 digits would round what is kept

PLAIN = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
"""Plain notation, in which decimals and money are stored."""

_KILOBYTE, _MEGABYTE = 1000, 1_000_000
_MILLION, _LARGEST = 6, 15  # powers of ten that languages have a word for

_MINUS = "\N{MINUS SIGN}"
_MARKS = ".,"  # the two that are a decimal mark somewhere
_STRANGE = re.compile("[^0-9 .,'\N{RIGHT SINGLE QUOTATION MARK}+-]+")


class Number(NamedTuple):
    """A number, how many decimals it was written with, and what else it could be."""

    value: Decimal
    decimals: int
    readings: tuple[Decimal, ...]


class Misread(NamedTuple):
    """Why a text is no number in a language, and what it could be in another notation."""

    problem: Problem
    readings: tuple[Decimal, ...] = ()


def read_number(text: str, language: str) -> Number | Misread:
    """Read a number in the notation of a language.

    Returns
    -------
    Number or Misread
        The problem ``number-characters`` names what is no part of a number,
        ``number-readings`` two ways to read the text, ``number-notation`` the only one;
        ``number`` says that there is none, ``number-digits`` that there are too many.
    """
    written = re.sub(r"\s", " ", text.strip()).replace(_MINUS, "-")
    strange = " ".join(dict.fromkeys(_STRANGE.findall(written)))
    if strange:
        return _misread("number-characters", text, characters=quoted(strange))
    sign, body = (
        ("-", written[1:]) if written[:1] == "-" else ("", written.removeprefix("+"))
    )
    body = body.strip()
    if not re.search("[0-9]", body) or re.search("[+-]", body):
        return _misread("number", text)
    if len(re.sub("[^0-9]", "", body)) > DIGITS + DECIMALS:
        return _misread("number-digits", text)
    distinct = dict.fromkeys(Decimal(sign + one) for one in _readings(body))
    readings = tuple(one for one in distinct if not is_too_long(one))
    value = _strictly(sign + body, language)
    if not readings or (value is not None and is_too_long(value)):
        return _misread("number-digits", text)
    if value is None:
        return in_other_notation(text, readings, language)
    _, _, fraction = body.partition(get_decimal_symbol(language))
    return Number(value, len(fraction), tuple(dict.fromkeys((value, *readings))))


def _strictly(text: str, language: str) -> Decimal | None:
    """Return the number, where it is written exactly as the language writes it."""
    group, decimal = get_group_symbol(language), get_decimal_symbol(language)
    spaced = text.replace(" ", group)
    if " " in text and group in text:
        return None  # 1 000,5 in English: a comma beside a space is no thousands mark
    if not re.fullmatch(f"-?[0-9{re.escape(group)}]*({re.escape(decimal)}[0-9]+)?", spaced):
        return None
    with localcontext(prec=_PRECISION):
        try:
            return parse_decimal(spaced, locale=language, strict=True)
        except NumberFormatError:
            return None


def _readings(body: str) -> list[str]:
    """Every way to read digits and marks, the likeliest first, in plain notation."""
    marks = sorted((one for one in _MARKS if one in body), key=body.rindex, reverse=True)
    found = []
    for mark in marks:
        whole, _, fraction = body.rpartition(mark)
        fraction = re.sub("[^0-9]", "", fraction)
        whole = re.sub("[^0-9]", "", whole) or "0"
        found.append(f"{whole}.{fraction}" if fraction else whole)
    if len(marks) < len(_MARKS):
        found.append(re.sub("[^0-9]", "", body))
    return found


def in_other_notation(text: str, readings: tuple[Decimal, ...], language: str) -> Misread:
    """Name the readings of a text: two where there are two, else the only one."""
    names = ("first", "second")
    rule = "number-notation" if len(readings) == 1 else "number-readings"
    named = {
        name: format_number(one, language)
        for name, one in zip(names, readings, strict=False)
    }
    return Misread(Problem(rule, {"text": quoted(text), **named}), readings)


def _misread(rule: str, text: str, **details: str) -> Misread:
    return Misread(Problem(rule, {"text": quoted(text), **details}))


def is_too_long(value: Decimal) -> bool:
    """Whether a number has more digits than are kept."""
    whole, _, fraction = f"{value.copy_abs():f}".partition(".")
    return len(whole) > DIGITS or len(fraction) > DECIMALS


def without_currency(text: str, currency: str, language: str) -> str:
    """Return an amount without the sign or code of its currency, before or after it."""
    amount = text.strip()
    symbol = get_currency_symbol(currency, locale=language)
    bare = re.sub(r"[A-Za-z\s]", "", symbol)  # $ of CA$
    for one in dict.fromkeys((symbol, currency, bare)):
        if not one:
            continue
        if amount.endswith(one):
            return amount.removesuffix(one).rstrip()
        sign = amount[:1] if amount[:1] in {"-", "+", _MINUS} else ""
        if amount[len(sign) :].lstrip().startswith(one):
            return sign + amount[len(sign) :].lstrip().removeprefix(one).lstrip()
    return amount


def names_currency(text: str) -> bool:
    """Whether a text names a currency, by its sign or its code."""
    signs = any(unicodedata.category(one) == "Sc" for one in text)
    return signs or any(is_currency(one) for one in re.findall(r"[A-Z]{3}", text))


def format_number(value: Decimal | int, language: str) -> str:
    """Return a number as the language writes it, with every digit it has."""
    return _format(Decimal(value), "decimal", language)


def format_large(value: Decimal, language: str) -> str:
    """Return a million or more with its word: ``1,5 million``, ``500 milliards``.

    Empty where that would be no shorter, or not exact.
    """
    power = value.adjusted() if value else 0
    if not _MILLION <= power < _LARGEST:
        return ""
    with localcontext(prec=_PRECISION):
        part = value.scaleb(-(power - power % 3))
        if part != round(part, 3):
            return ""
    return str(
        format_compact_decimal(
            value, format_type="long", locale=language, fraction_digits=3
        )
    )


def format_percent(value: Decimal, language: str) -> str:
    """Return 80 as ``80 %``."""
    with localcontext(prec=_PRECISION):
        share = value.scaleb(-2)
    return _format(share, "percent", language, decimals=places(value))


def format_money(value: Decimal, currency: str, language: str) -> str:
    """Return an amount with its currency and two decimals."""
    return _format(value, "currency", language, decimals=2, currency=currency)


def format_with_unit(value: Decimal, unit: str | None, words: Words) -> str:
    """Return a number as the language writes it, with its unit if there is one."""
    shown = format_number(value, words.language)
    return words.say("value.with-unit", value=shown, unit=unit) if unit else shown


def format_size(size: int, words: Words) -> str:
    """Return a number of bytes as people say it: 340 kB, 2.4 MB."""
    if size < _MEGABYTE:
        whole = Decimal(max(1, round(size / _KILOBYTE)))
        return words.say("value.size.kilobytes", n=format_number(whole, words.language))
    number = round(Decimal(size) / _MEGABYTE, 1).normalize()
    return words.say("value.size.megabytes", n=format_number(number, words.language))


def _format(
    value: Decimal,
    style: str,
    language: str,
    decimals: int | None = None,
    currency: str = "",
) -> str:
    pattern = copy.copy(_pattern(style, language))
    exact = places(value) if decimals is None else decimals
    pattern.frac_prec = (exact, exact)
    with localcontext(prec=_PRECISION):
        return str(
            pattern.apply(value, language, currency=currency or None, currency_digits=False)
        )


def places(value: Decimal) -> int:
    """Return how many decimals a number is written with."""
    return len(f"{value:f}".partition(".")[2])


@lru_cache
def _pattern(style: str, language: str):  # type: ignore[no-untyped-def] # noqa: ANN202
    locale = Locale.parse(language)
    if style == "percent":
        return locale.percent_formats[None]
    if style == "currency":
        return locale.currency_formats["standard"]
    return locale.decimal_formats[None]
