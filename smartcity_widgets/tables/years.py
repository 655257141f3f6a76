"""Years in a heading: ``2019``, ``pmun_2025``, ``Population (2015/16)``."""

from __future__ import annotations

import re

__all__ = ["is_year", "year_alone", "years_in"]

_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_SPAN = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})\s?[-/–]\s?([0-9]{2})(?![0-9])")
_ALONE = re.compile(r"[^\w]?[XY]?((?:19|20)[0-9]{2})[^\w]?")  # (2019), X2019


def years_in(text: str) -> tuple[int, ...]:
    """Return the years that a heading names, once each; both ends of a span.

    Examples
    --------
    >>> years_in("Household recycling rate, 2014/15")
    (2014, 2015)
    """
    found = [int(one) for one in _YEAR.findall(text)]
    for first, last in _SPAN.findall(text):
        century = int(first) // 100 * 100
        end = century + int(last)
        found.append(end if end >= int(first) else end + 100)
    return tuple(sorted(set(found)))


def year_alone(text: str) -> int | None:
    """Return the year where a heading is a year and hardly more: ``2019``, ``(2019)``."""
    found = _ALONE.fullmatch(text.strip())
    return int(found[1]) if found else None


def is_year(text: str) -> bool:
    """Whether a cell holds a year and nothing else."""
    return bool(re.fullmatch(r"(?:19|20)[0-9]{2}", text.strip()))
