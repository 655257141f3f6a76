"""A scale of values: from where to where, and which round values are named on it.

Exact: steps are 1, 2 or 5 times a power of ten, and every named value is one of them, so
that what is written beside a line is where the line stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from smartcity_widgets.values.amounts import format_large, format_number

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Ladder", "ladder_of"]

MOST = 6
"""Most values that are named."""
_STEPS = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Ladder:
    """A scale whose ends are named values; its `step` is greater than 0."""

    low: Fraction
    top: Fraction
    step: Fraction

    @property
    def rungs(self) -> tuple[Fraction, ...]:
        """The values that are named, lowest first."""
        first, last = round(self.low / self.step), round(self.top / self.step)
        return tuple(number * self.step for number in range(first, last + 1))

    def share(self, value: Decimal | Fraction) -> float:
        """Return where a value stands: 0 at the bottom, 1 at the top."""
        return float((Fraction(value) - self.low) / (self.top - self.low))

    def named(self, language: str) -> tuple[tuple[Fraction, str], ...]:
        """Return each named value as the language writes it, exactly.

        Large values are written with their word (500 billion) where that is exact too.
        """
        places = max(0, -_power(self.step))
        exact = [_decimal(one, places) for one in self.rungs]
        large = [format_large(one, language) for one in exact]
        said = [
            word or format_number(one, language)
            for one, word in zip(exact, large, strict=True)
        ]
        if not all(word for one, word in zip(exact, large, strict=True) if one):
            said = [format_number(one, language) for one in exact]
        return tuple(zip(self.rungs, said, strict=True))


def ladder_of(values: Iterable[Decimal | Fraction]) -> Ladder:
    """Return the scale that holds all values, 0 too where it is near."""
    found = [Fraction(one) for one in values] or [Fraction(0)]
    low, top = min(found), max(found)
    if low == top:
        around = abs(low) / 2 or Fraction(1)
        low, top = low - around, top + around
    elif 0 < low <= top - low:
        low = Fraction(0)
    elif low - top <= top < 0:
        top = Fraction(0)
    power = _power(top - low)
    steps = (
        one * Fraction(10) ** exponent
        for exponent in range(power - 1, power + 2)
        for one in _STEPS
    )
    return next(one for one in (_laid(low, top, step) for step in steps) if _is_few(one))


def _laid(low: Fraction, top: Fraction, step: Fraction) -> Ladder:
    return Ladder(floor(low / step) * step, ceil(top / step) * step, step)


def _is_few(ladder: Ladder) -> bool:
    return (ladder.top - ladder.low) / ladder.step < MOST


def _power(value: Fraction) -> int:
    """Return the power of ten a positive value begins with: 2 for 250."""
    return (Decimal(value.numerator) / Decimal(value.denominator)).adjusted()


def _decimal(value: Fraction, places: int) -> Decimal:
    """Return a multiple of a step as it is written, 0 without decimals."""
    return Decimal(f"{round(value * 10**places)}E-{places}") if value else Decimal(0)
