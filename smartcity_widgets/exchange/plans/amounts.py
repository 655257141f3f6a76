"""Amounts as action plans write them: ``1 200 000 €``, ``50 k€``, ``1,2 M€``, ``50-60 k€``.

A range is no amount, nor is what stands after *about* or *at most*: it is left out with the
reason, never made one. What thousands are counted in is said by the cell or its heading;
where both speak they must agree.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from smartcity_widgets.method.plans import plan_names
from smartcity_widgets.tables.numerals import MARKS, Numeral, notations_of, readings_of
from smartcity_widgets.values import folded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from smartcity_widgets.tables import Cell
    from smartcity_widgets.tables.numerals import DecimalMark

__all__ = ["Amount", "amount_in", "marks_of", "names_currency", "unit_of", "vat_of"]

_NUMBER = re.compile(r"[0-9](?:[0-9 .,']*[0-9])?")
_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_QUOTES = re.compile("[\u2018\u2019\u02bc]")
_DASHES = re.compile("[\u2212\u2010-\u2015]")
_OTHERS = ("$", "£", "¥", "chf", "usd", "gbp", "eur", "€")
_UNITS = {"thousand": 1_000, "million": 1_000_000}
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Amount:
    """What was read in a cell: a value of two decimals, or why there is none.

    Attributes
    ----------
    per_year
        Whether the cell says that it is an amount a year.
    """

    value: str = ""
    refused: str = ""
    per_year: bool = False


@dataclass(frozen=True, slots=True)
class _Taken:
    """A cell taken apart: its only number, and what is said around it."""

    numbers: tuple[Decimal | None, Decimal | None] = (None, None)
    unit: int = 0
    plain: bool = False
    refused: str = ""
    per_year: bool = False


def amount_in(cell: Cell, *, unit: int, mark: DecimalMark, currency: str) -> Amount | None:
    """Return the amount of a cell; None where it is empty.

    Parameters
    ----------
    unit
        What the column counts in: 1, 1 000 or 1 000 000.
    mark
        The decimal mark, where that makes a difference.
    currency
        That of the workbook, as a code: an amount in another one is no amount here.
    """
    if not cell.filled:
        return None
    taken = _taken(cell, currency)
    number = taken.numbers[MARKS.index(mark)]
    if taken.refused or number is None:
        return Amount(refused=taken.refused or "amount")
    if taken.plain and unit != 1:  # 500 € below a heading in thousands
        return Amount(refused="unit")
    value = number * (taken.unit or unit)
    if value < 0:
        return Amount(refused="negative")
    cents = value.quantize(_CENT)
    if cents != value:
        return Amount(refused="decimals")
    return Amount(f"{cents:f}", per_year=taken.per_year)


def marks_of(cells: Iterable[Cell], currency: str) -> tuple[DecimalMark, ...]:
    """Return the decimal marks with which a column can be read; two where it is asked."""
    taken = (_taken(one, currency) for one in cells if one.filled)
    return notations_of(one.numbers for one in taken if one.numbers != (None, None))


def unit_of(*headings: str) -> int:
    """Return what a heading says its numbers count: 1, 1 000 or 1 000 000 of the currency.

    Examples
    --------
    >>> unit_of("Budget (k€)"), unit_of("Budget prévisionnel")
    (1000, 1)
    """
    line = f" {_plain(' '.join(headings))} "
    for name, unit in _UNITS.items():
        for one in plan_names().signs[name]:
            sign = _plain(one)
            told = "€" in sign or "eur" in sign or "mill" in sign or "thousand" in sign
            if told and _stands(sign, line):
                return unit
    return 1


def names_currency(heading: str, currency: str) -> bool:
    """Whether a heading names the currency of the workbook."""
    line = f" {_plain(heading)} "
    own = _joined("currency") if currency == "EUR" else {currency.lower()}
    return any(_stands(one, line) for one in own)


def vat_of(*headings: str) -> str:
    """Return ``excluded`` or ``included`` where a heading says so; else an empty text."""
    line = f" {' '.join(' '.join(folded(one)) for one in headings)} "
    signs = plan_names().signs
    for name, said in (("without_vat", "excluded"), ("with_vat", "included")):
        if any(f" {' '.join(folded(one))} " in line for one in signs[name]):
            return said
    return ""


def _taken(cell: Cell, currency: str) -> _Taken:
    if cell.fault:
        return _Taken(refused=cell.fault)
    if isinstance(cell.content, Decimal):
        unit, plain, wrong = _said(_plain(cell.unit), currency)
        # A sheet in thousands is often shown with the currency's sign: no contradiction.
        return _Taken((cell.content, cell.content), 0 if plain else unit, refused=wrong)
    if not isinstance(cell.content, str):
        return _Taken(refused="amount")
    return _in_text(_plain(cell.text), currency)


@lru_cache(maxsize=16_384)
def _in_text(line: str, currency: str) -> _Taken:
    signs = plan_names().signs
    found = _NUMBER.findall(line)
    if not found:
        return _Taken(refused="amount")
    if len(found) > 1:
        return _Taken(refused="range")
    if any(_stands(_plain(one), f" {line} ") for one in signs["about"]):
        return _Taken(refused="about")
    around = f" {line.replace(found[0], ' # ')} "
    per_year = False
    for name in ("without_vat", "with_vat", "per_year"):
        for one in sorted(signs[name], key=len, reverse=True):
            if _stands(_plain(one), around):
                around = _without(_plain(one), around)
                per_year |= name == "per_year"
    before, _, after = (one.strip(" ():.") for one in around.partition("#"))
    negative = before.startswith("-")
    unit, plain, wrong = _said(f"{before.lstrip('- ')} {after}".strip(), currency)
    if wrong:
        return _Taken(refused=wrong)
    numbers = readings_of(Numeral(found[0], negative))
    return _Taken(numbers, unit, plain, per_year=per_year)


def _said(said: str, currency: str) -> tuple[int, bool, str]:
    """Return what a sign around a number counts, whether it says one, and what is wrong."""
    if not said:
        return 0, False, ""
    foreign = currency != "EUR" and ("€" in said or "eur" in said)
    if foreign or any(one in said for one in _OTHERS[:-2]):
        own = currency.lower() in said
        return (1, True, "") if own else (0, False, "currency")
    joined = said.replace(" ", "")
    for name, unit in (("currency", 1), *_UNITS.items()):
        if joined in _joined(name):
            return unit, unit == 1, ""
    if joined == currency.lower():
        return 1, True, ""
    return 0, False, "amount"


@lru_cache
def _joined(name: str) -> frozenset[str]:
    return frozenset(_plain(one).replace(" ", "") for one in plan_names().signs[name])


@lru_cache(maxsize=16_384)
def _plain(text: str) -> str:
    """Return a line in lower case without accents, its spaces, quotes and dashes plain."""
    apart = unicodedata.normalize("NFD", text.lower())
    bare = "".join(one for one in apart if not unicodedata.combining(one))
    return _DASHES.sub("-", _QUOTES.sub("'", _SPACES.sub(" ", bare))).strip()


@lru_cache
def _pattern(sign: str) -> re.Pattern[str]:
    before = r"(?<![a-z])" if sign[0].isalpha() else ""
    after = r"(?![a-z])" if sign[-1].isalpha() else ""
    return re.compile(f"{before}{re.escape(sign)}{after}")


def _stands(sign: str, line: str) -> bool:
    return _pattern(sign).search(line) is not None


def _without(sign: str, line: str) -> str:
    return _pattern(sign).sub(" ", line)
