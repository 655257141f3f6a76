"""Numbers as tables write them: the figure, its marks, its unit and its flag.

One cell alone does not say what ``1,234`` is. Here a cell is only taken apart; the marks
are given a meaning from all the cells of a column (`notation_of`), and where two meanings
are possible both are returned, for somebody to choose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "MARKS",
    "DecimalMark",
    "Numeral",
    "is_code",
    "missing_in",
    "notations_of",
    "numeral_in",
    "readings_of",
    "value_of",
]

DecimalMark = Literal[".", ","]
MARKS: tuple[DecimalMark, DecimalMark] = (".", ",")

_MISSING = frozenset(
    ": - – — . .. ... … n/a na n.a. n.d. nd #n/a #na nan null none".split()  # noqa: SIM905
)
_FLAGS = "bcdefinprsuz"
"""Of Eurostat: break in series, confidential, estimated, provisional, unreliable, …"""

_FLAG = re.compile(
    rf"(?P<rest>.*\S)(?:\s+(?P<letters>[{_FLAGS}](?:\s?[{_FLAGS}]){{0,3}})"
    r"|\s*(?P<sign>\*{1,3}|†|‡|[¹²³]|\((?:[a-z]|[0-9])\)))"
)
_SPACES = re.compile("[\\s\u00a0\u2007\u2009\u202f]+")
_QUOTES = re.compile("[\u2018\u2019\u02bc]")
_MINUS = re.compile("^[\u2212\u2013]")
_MONEY = "£€$¥"
_BEFORE = re.compile(
    rf"(?P<sign>[-+]?)\s?(?P<unit>[{_MONEY}]|EUR|GBP|USD|CHF)\s?(?P<body>.+)"
)
_BODY = re.compile(r"(?P<sign>[-+]?)\s?(?P<body>[0-9](?:[ .,'0-9]*[0-9])?|[.,][0-9]+)")
_AFTER = re.compile(r"\s?(?P<unit>%|‰|[^\W\d_][\w./²³·-]*(?: [\w./²³·-]+)*|[£€$¥])")
_CODE = re.compile(r"0[0-9]+")

_LONGEST = 80  # characters of a number with its unit; what is longer is a text

MOST_DIGITS = 15
"""More digits than these would not survive a spreadsheet: they name something."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as it is written.

    Attributes
    ----------
    body
        Digits and marks, spaces made plain: ``1 234,5``.
    unit
        What stands before or after it: ``%``, ``£``, ``km``.
    flag
        What a statistical office says of it: ``b``, ``e u``, ``*``.
    """

    body: str
    negative: bool = False
    unit: str = ""
    flag: str = ""


def missing_in(text: str) -> str | None:
    """Return the flag of a cell that says there is no value; None where it has one.

    The flag is empty where there is none: ``:`` gives ``""``, ``: u`` gives ``"u"``.
    """
    if len(text) > _LONGEST or text[:1].isdigit():
        return None
    line = _SPACES.sub(" ", text).strip().lower()
    if not line or line in _MISSING:
        return ""
    flagged = _FLAG.fullmatch(line)
    if flagged and flagged["rest"] in _MISSING:
        return (flagged["letters"] or flagged["sign"]).strip()
    return None


def is_code(text: str) -> bool:
    """Whether digits name something and count nothing: ``01304``, or very many."""
    digits = text.isascii() and text.isdigit()
    return digits and (bool(_CODE.fullmatch(text)) or len(text) > MOST_DIGITS)


def numeral_in(text: str) -> Numeral | None:
    """Return the number that a cell holds, taken apart; None where it holds none."""
    if len(text) > _LONGEST or not any(one.isdigit() for one in text):
        return None
    line = text
    if not text.isascii() or "  " in text:
        line = _QUOTES.sub("'", _SPACES.sub(" ", text).strip())
        line = _MINUS.sub("-", line)
    found = _figure(line)
    if found is not None:
        return found
    flagged = _FLAG.fullmatch(line)
    if flagged is None:
        return None
    found = _figure(flagged["rest"])
    if found is None:
        return None
    flag = flagged["letters"] or flagged["sign"]
    return Numeral(found.body, found.negative, found.unit, flag)


def _figure(line: str) -> Numeral | None:
    before = _BEFORE.fullmatch(line)
    unit = before["unit"] if before else ""
    body = before["sign"] + before["body"] if before else line
    match = _BODY.match(body)
    if match is None:
        return None
    rest = body[match.end() :]
    after = _AFTER.fullmatch(rest) if rest else None
    if rest and (after is None or unit or _is_flag(rest)):
        return None
    if after is not None:
        unit = after["unit"]
    return Numeral(match["body"], match["sign"] == "-", unit)


def _is_flag(rest: str) -> bool:
    """Whether what follows a number after a space is a flag, not a unit: ``1796 b``."""
    return bool(re.fullmatch(rf"\s[{_FLAGS}](?:\s?[{_FLAGS}]){{0,3}}", rest))


def value_of(numeral: Numeral, mark: DecimalMark) -> Decimal | None:
    """Return the number, read with a decimal mark; None where it cannot be so read."""
    whole, found, fraction = numeral.body.partition(mark)
    if found and not (fraction.isdigit() and fraction.isascii()):
        return None
    digits = _ungrouped(whole, "".join(set(MARKS) - {mark}))
    if digits is None or len(digits) > MOST_DIGITS:
        return None
    number = Decimal(f"{digits or '0'}.{fraction or '0'}")
    number = number if fraction else number.to_integral_value()
    return -number if numeral.negative and number else number


def _ungrouped(whole: str, other: str) -> str | None:
    """Return the digits before the decimal mark; None where the groups are none."""
    if whole.isdigit() or not whole:
        return whole
    group = re.escape(next(one for one in whole if not one.isdigit()))
    grouped = re.fullmatch(rf"[1-9][0-9]{{0,2}}(?:{group}[0-9]{{3}})+", whole)
    if group.strip("\\") not in {" ", "'", other} or grouped is None:
        return None
    return re.sub("[^0-9]", "", whole)


def notations_of(
    pairs: Iterable[tuple[Decimal | None, Decimal | None]],
) -> tuple[DecimalMark, ...]:
    """Return the decimal marks with which a column can be read.

    Parameters
    ----------
    pairs
        Each number read with a decimal point, and with a decimal comma.

    Returns
    -------
    tuple
        Both where they give other numbers and either reads all that can be read, or where
        neither does: then somebody has to choose. None where both give the same numbers.
    """
    differing = {pair for pair in pairs if pair[0] != pair[1]}
    if not differing:
        return ()
    full = tuple(
        mark
        for at, mark in enumerate(MARKS)
        if all(pair[at] is not None for pair in differing)
    )
    return full or MARKS


def readings_of(numeral: Numeral) -> tuple[Decimal | None, Decimal | None]:
    """Return a number read with a decimal point, and with a decimal comma."""
    point = value_of(numeral, ".")
    if "." not in numeral.body and "," not in numeral.body:
        return point, point
    return point, value_of(numeral, ",")
