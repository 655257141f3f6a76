"""Dates as people write them: a day, a month or a year, in digits or with the month's name.

``2026``, ``2026-03`` and ``2026-03-12`` are read in every language; ``12/03/2026`` where
the language writes the day first. Where readers of one language write it both ways
(English), the two days are named and nothing is chosen.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from babel import Locale
from babel.dates import format_date, format_skeleton

from .problem import Problem
from .texts import quoted

if TYPE_CHECKING:
    from smartcity_widgets.words import Words

__all__ = [
    "DATE",
    "FIRST_YEAR",
    "LAST_YEAR",
    "format_day",
    "last_day",
    "read_date",
    "stored_date_problem",
]

FIRST_YEAR, LAST_YEAR = 1800, 2200

DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
"""The form in which a date is stored."""

_EXAMPLE = "2026-03-12"
_YEAR_FIRST = re.compile(r"([0-9]{4})(?:([-/.])([0-9]{1,2})(?:\2([0-9]{1,2}))?)?")
_YEAR_LAST = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{2,4})")
_MONTH_YEAR = re.compile(r"([0-9]{1,2})[-/.]([0-9]{4})")
_DAY_NAME_YEAR = re.compile(r"(?:([0-9]{1,2})([^\W\d]*) )?([^\W\d]{3,}) ([0-9]{4})")
_NAME_DAY_YEAR = re.compile(r"([^\W\d]{3,}) ([0-9]{1,2})([^\W\d]*) ([0-9]{4})")
_MONTHS = 12


def read_date(text: str, words: Words) -> str | Problem:
    """Read a date in the notation of a language.

    Returns
    -------
    str or Problem
        ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``. The problem ``date-readings`` names two
        days, ``date-impossible`` one that no calendar has, ``date-year`` a year that is
        not of four digits or too far away; ``date`` says how to write one.
    """
    line = " ".join(text.split())
    if found := _YEAR_FIRST.fullmatch(line):
        year, _, month, day = found.groups()
        return _date(text, words, year, month, day)
    if found := _MONTH_YEAR.fullmatch(line):
        return _date(text, words, found[2], found[1], None)
    if found := _YEAR_LAST.fullmatch(line):
        return _numeric(text, words, found[1], found[3], found[4])
    return _named(text, words)


def _numeric(text: str, words: Words, first: str, second: str, year: str) -> str | Problem:
    """12/03/2026: the day first, unless the language leaves it open."""
    as_day_first = _date(text, words, year, second, first)
    if _day_comes_first(words.language):
        return as_day_first
    as_month_first = _date(text, words, year, first, second)
    if isinstance(as_day_first, Problem):
        return as_month_first
    if isinstance(as_month_first, Problem) or as_day_first == as_month_first:
        return as_day_first
    return Problem(
        "date-readings",
        {
            "text": quoted(text),
            "first": format_day(as_day_first, words),
            "second": format_day(as_month_first, words),
            "example": format_day(as_day_first, words),
        },
    )


def _named(text: str, words: Words) -> str | Problem:
    """12 mars 2026, 1er décembre 2030, March 12, 2026, mars 2026."""
    line = " ".join(re.sub("[.,]", " ", _simple(text)).split())
    if found := _DAY_NAME_YEAR.fullmatch(line):
        day, ordinal, name, year = found.groups()
    elif found := _NAME_DAY_YEAR.fullmatch(line):
        name, day, ordinal, year = found.groups()
    else:
        return _unreadable(text, words)
    month = _month(name, words.language)
    if not month or (
        ordinal and ordinal not in _simple(words.maybe("date.ordinals")).split()
    ):
        return _unreadable(text, words)
    return _date(text, words, year, str(month), day)


def _date(
    text: str, words: Words, year: str, month: str | None, day: str | None
) -> str | Problem:
    if len(year) != 4 or not FIRST_YEAR <= int(year) <= LAST_YEAR:  # noqa: PLR2004
        return Problem(
            "date-year",
            {
                "text": quoted(text),
                "first": str(FIRST_YEAR),
                "last": str(LAST_YEAR),
                "example": format_day(_EXAMPLE, words),
            },
        )
    try:
        found = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        details = {"text": quoted(text), "example": format_day(_EXAMPLE, words)}
        return Problem("date-impossible", details)
    if month is None:
        return f"{found:%Y}"
    return f"{found:%Y-%m}" if day is None else f"{found:%Y-%m-%d}"


def _unreadable(text: str, words: Words) -> Problem:
    return Problem(
        "date",
        {
            "text": quoted(text),
            "day": format_day(_EXAMPLE, words),
            "month": format_day(_EXAMPLE[:7], words),
            "year": _EXAMPLE[:4],
        },
    )


def stored_date_problem(value: str) -> str | None:
    """Return the rule that a stored date breaks, or None."""
    if not DATE.fullmatch(value):
        return "stored-date"
    if not FIRST_YEAR <= int(value[:4]) <= LAST_YEAR:
        return "stored-year"
    try:
        date.fromisoformat((value + "-01-01")[:10])
    except ValueError:
        return "stored-date-impossible"
    return None


def last_day(value: str) -> date:
    """Return the day a stored date stands for: the last of its month or year.

    Examples
    --------
    >>> last_day("2028-02")
    datetime.date(2028, 2, 29)
    """
    year, *rest = (int(one) for one in value.split("-"))
    month = rest[0] if rest else _MONTHS
    day = rest[1] if len(rest) > 1 else monthrange(year, month)[1]
    return date(year, month, day)


def format_day(value: str, words: Words) -> str:
    """Return a stored date in words: ``1er décembre 2030``, ``décembre 2030``, ``2030``."""
    year, *rest = value.split("-")
    if not rest:
        return year
    day = date.fromisoformat((value + "-01")[:10])
    if len(rest) == 1:
        if words.has("date.month"):
            return str(format_date(day, words.say("date.month"), locale=words.language))
        return str(format_skeleton("yMMMM", day, locale=words.language))
    form = words.say("date.day") if words.has("date.day") else "long"
    if day.day == 1 and words.has("date.first"):
        form = words.say("date.first")
    return str(format_date(day, form, locale=words.language))


def _simple(text: str) -> str:
    """Letters without accents or capitals: février, FEVRIER and Février are one month."""
    apart = unicodedata.normalize("NFD", text.casefold())
    return "".join(one for one in apart if not unicodedata.combining(one))


@lru_cache
def _months(language: str) -> tuple[str, ...]:
    wide = Locale.parse(language).months["format"]["wide"]
    return tuple(_simple(wide[month]) for month in range(1, _MONTHS + 1))


def _month(name: str, language: str) -> int:
    """Return the month a name, or its start, stands for; 0 where none or several do."""
    found = [
        place for place, one in enumerate(_months(language), 1) if one.startswith(name)
    ]
    return found[0] if len(found) == 1 else 0


@lru_cache
def _day_comes_first(language: str) -> bool:
    pattern = str(Locale.parse(language).date_formats["short"].pattern)
    return pattern.index("d") < pattern.index("M")
