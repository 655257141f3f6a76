"""A percentage for people: whole, and never said to be all or nothing when it is not."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, localcontext
from fractions import Fraction

__all__ = ["told_percent"]

_ENDS = (0, 100)
_TENTH = Decimal("0.1")


def told_percent(value: Fraction | int) -> Decimal:
    """Return a percentage rounded to a whole one; near 0 or 100, to a tenth.

    What rounds to 0 or 100 without being it stays on its own side.

    Examples
    --------
    >>> [str(told_percent(Fraction(one))) for one in ("66.6", "99.6", "99.99", "100")]
    ['67', '99.6', '99.9', '100']
    """
    exact = Fraction(value)
    whole = round(exact)
    if exact == whole or whole not in _ENDS:
        return Decimal(whole)
    with localcontext(prec=60) as context:
        context.rounding = ROUND_FLOOR if exact < whole else ROUND_CEILING
        return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(_TENTH)
