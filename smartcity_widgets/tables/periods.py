"""Days, months, quarters and years as tables of measurements write them.

A period is kept as the workbook stores a date: ``2025``, ``2025-03`` or ``2025-03-31``; a
quarter is its last month, for a date stands for its last day.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

__all__ = ["PERIODS", "moment_in", "period_in", "period_of"]

PERIODS = ("day", "month", "quarter", "year")
"""To what values can be brought down, the finest first."""

_YEAR = r"(?P<year>(?:19|20)[0-9]{2})"
_FORMS = tuple(
    re.compile(one)
    for one in (
        rf"{_YEAR}(?:-(?P<month>[0-9]{{2}})(?:-(?P<day>[0-9]{{2}})(?:[T ][0-9:.+Z-]+)?)?)?",
        rf"{_YEAR}[-/.]?M(?P<month>[0-9]{{1,2}})",
        rf"{_YEAR}[-/. ]?[QT](?P<quarter>[1-4])",
        rf"[QT](?P<quarter>[1-4])[-/. ]{_YEAR}",
        rf"{_YEAR}[/.](?P<month>[0-9]{{1,2}})",
        rf"(?P<month>[0-9]{{1,2}})[-/.]{_YEAR}",
    )
)
_CLOCK = re.compile(r"(?<![0-9])([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}(?:\.[0-9]+)?))?")
_QUARTER = 3
_MONTHS = 12
_WHOLE = {"year": 4, "month": 7, "day": 10}


@lru_cache(maxsize=8_192)
def period_in(text: str) -> str | None:
    """Return the year, month or day that a text says and nothing else.

    Examples
    --------
    >>> period_in("2025-03"), period_in("2025-Q1"), period_in("03/2025")
    ('2025-03', '2025-03', '2025-03')
    """
    for form in _FORMS:
        found = form.fullmatch(text.strip())
        if found is not None:
            return _stored(found.groupdict())
    return None


def _stored(parts: dict[str, str | None]) -> str | None:
    year, day = parts["year"], parts.get("day")
    month = int(parts.get("month") or 0) or int(parts.get("quarter") or 0) * _QUARTER
    if parts.get("month") and not 1 <= month <= _MONTHS:
        return None
    if day is None:
        return f"{year}-{month:02}" if month else year
    try:
        return date(int(year or 0), month, int(day)).isoformat()
    except ValueError:
        return None


def period_of(when: str, size: str) -> str | None:
    """Return the period of some size in which a day, month or year lies.

    None where it says no period so fine: 2025 lies in no month.

    Examples
    --------
    >>> period_of("2025-02-17", "quarter"), period_of("2025", "month")
    ('2025-03', None)
    """
    if size == "quarter":
        month = period_of(when, "month")
        if month is None:
            return None
        last = (int(month[5:]) + _QUARTER - 1) // _QUARTER * _QUARTER
        return f"{month[:4]}-{last:02}"
    length = _WHOLE[size]
    return when[:length] if len(when) >= length else None


def moment_in(text: str) -> tuple[int, int, float]:
    """Return the time of the day that a text names; midnight where it names none."""
    found = _CLOCK.search(text)
    if found is None:
        return 0, 0, 0.0
    return int(found[1]), int(found[2]), float(found[3] or 0)
