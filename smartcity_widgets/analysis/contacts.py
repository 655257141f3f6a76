"""E-mail addresses and telephone numbers in what people are quoted with.

Words of people are kept without names (method.md P3.2). What looks like a way to reach
somebody is pointed at, and never taken away: it may be the number of the town hall.
A year, an amount, a percentage, a date or a postal code is none.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method

__all__ = ["VERBATIMS", "Contact", "Way", "contacts_of", "ways_in"]

VERBATIMS = "satisfaction/verbatims"

Way = Literal["e-mail", "telephone"]

_GAP = r"[ \t./\-\N{EN DASH}\N{NON-BREAKING HYPHEN}]{0,3}"
"""What may stand between two digits of a number."""

_EMAIL = re.compile(
    r"[^\s@<>()\[\],;:\"«»]{1,64}@[^\s@<>()\[\],;:\"«»]{1,190}\.[^\W\d_]{2,24}"
)
# 0470 12 34 56 · 081/22.33.44 · (0)81/22 33 44 · 01 23 45 67 89: 9 or 10 digits.
_NATIONAL = re.compile(
    rf"(?<![\d+])(?<!\d[./\-])(?:\(0\)[ ]?[1-9]|0[1-9])(?:{_GAP}\d){{7,8}}(?!{_GAP}\d)"
)
# +32 81 22 33 44 · +32 (0)470/12.34.56 · 0032 470 12 34 56
_INTERNATIONAL = re.compile(
    rf"(?:\+|(?<!\d)(?<!\d[ ./\-])00){_GAP}[1-9](?:{_GAP}(?:\(0\){_GAP})?\d){{7,14}}"
    rf"(?!{_GAP}\d)"
)
_DATE = re.compile(
    r"(?<!\d)(?<!\d[./\-])(?:0?[1-9]|[12]\d|3[01])([./\-])(?:0?[1-9]|1[0-2])\1\d{4}(?!\d)"
)
_AMOUNT_GOES_ON = re.compile(
    r"\s?(?:%|‰|€|\$|£|k€|M€|EUR\b|euros?\b|USD\b|dollars?\b|million|milliard|billion)",
    re.IGNORECASE,
)
_MONEY_BEFORE = re.compile(r"(?:€|\$|£|EUR|USD)\s?$", re.IGNORECASE)
_GROUPED = re.compile(r"\d{1,3}(?:[ .]\d{3})+")
_FIGURE_BEFORE = re.compile(r"(?<!\d)\d{1,3}[ .,]$")

_NEAR = 8
"""How many characters before a number are looked at."""

_LENGTHS = {"32": (8, 9), "33": (9, 9), "31": (9, 9), "352": (6, 9), "44": (9, 10)}
"""Country to the least and the most digits of a number after its code."""
_ANY_LENGTH = (8, 15)
"""Of a whole international number, with the code of its country."""


@dataclass(frozen=True, slots=True)
class Contact:
    """A line that seems to tell how to reach somebody; it does not repeat it.

    Attributes
    ----------
    line
        Which one, from 1.
    """

    line: int
    ways: tuple[Way, ...]
    path: str = VERBATIMS


def contacts_of(method: Method, answers: Answers) -> tuple[Contact, ...]:
    """Return the lines of what people said that seem to tell how to reach somebody."""
    if method.at(VERBATIMS) is None:
        return ()
    said = enumerate(answers.value(VERBATIMS) or (), start=1)
    found = (Contact(number, ways_in(text)) for number, text in said)
    return tuple(one for one in found if one.ways)


def ways_in(text: str) -> tuple[Way, ...]:
    """Return which ways to reach somebody a text seems to hold.

    Examples
    --------
    >>> ways_in("Appelez-moi au 0470/12.34.56 ou écrivez à jo@exemple.be")
    ('e-mail', 'telephone')
    >>> ways_in("En 2025, 45 % des 1.250.000 euros sont allés à 5000 Namur")
    ()
    """
    shown = unicodedata.normalize("NFKC", text)
    shown = "".join(" " if one.isspace() else one for one in shown)
    found: list[Way] = ["e-mail"] if _EMAIL.search(shown) else []
    if any(_telephones(_EMAIL.sub(" ; ", shown))):
        found.append("telephone")
    return tuple(found)


def _telephones(text: str) -> Iterator[bool]:
    """Yield for each number that could be a telephone's whether it is one."""
    dateless = _DATE.sub(" ; ", text)
    for one in _INTERNATIONAL.finditer(dateless):
        yield _has_length(one[0]) and not _is_amount(one, dateless)
    for one in _NATIONAL.finditer(dateless):
        yield not _is_amount(one, dateless)


def _has_length(number: str) -> bool:
    digits = re.sub(r"\D", "", number.replace("(0)", ""))
    digits = digits.removeprefix("00") if not number.startswith("+") else digits
    for code, (least, most) in _LENGTHS.items():
        if digits.startswith(code):
            return least <= len(digits) - len(code) <= most
    return _ANY_LENGTH[0] <= len(digits) <= _ANY_LENGTH[1]


def _is_amount(found: re.Match[str], text: str) -> bool:
    before = text[max(found.start() - _NEAR, 0) : found.start()]
    if _AMOUNT_GOES_ON.match(text, found.end()) or _MONEY_BEFORE.search(before):
        return True
    goes_on = _FIGURE_BEFORE.search(before)
    return goes_on is not None and _GROUPED.fullmatch(found[0]) is not None
