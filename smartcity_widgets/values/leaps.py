"""A value out of line with the one before it: a slip of the mark or of the unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

__all__ = ["LEAP", "is_leap"]

LEAP = 10
"""From this many times the value before it, or one such part, a value is asked about."""


def is_leap(before: Decimal, after: Decimal) -> bool:
    """Whether a value is ten times the one before it, or a tenth of it, or further away.

    Nothing is said of a zero: it has no order of magnitude.
    """
    low, high = sorted((abs(before), abs(after)))
    return low > 0 and high >= LEAP * low
