"""How far an indicator's target is: what is missing to it, and how much was to be expected.

Exact: values are `Fraction`, days whole days.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from smartcity_widgets.values import last_day

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from .measuring import Indicator

__all__ = ["Obstacle", "Reach", "obstacle"]

Obstacle = Literal[
    "baseline_value",
    "baseline_date",
    "target_value",
    "target_low",
    "target_date",
    "direction",
    "order",
    "against",
    "equal",
]
"""Why an indicator cannot be assessed.

A column that is missing; ``order``: the target date is not after the baseline date;
``against``: the target lies on the wrong side; ``equal``: target and baseline are the same
where the direction needs a difference.
"""

Side = Literal["higher", "lower", "target_value", "range"]


def obstacle(indicator: Indicator) -> Obstacle | None:
    """Return why an indicator cannot be assessed; None where it can."""
    baseline, end = indicator.baseline_date, indicator.target_date
    missing: dict[Obstacle, bool] = {
        "baseline_value": indicator.baseline_value is None,
        "baseline_date": baseline is None,
        "target_low" if indicator.direction == "range" else "target_value": (
            not indicator.has_target
        ),
        "target_date": end is None,
    }
    found = next((name for name, is_missing in missing.items() if is_missing), None)
    if found is None and baseline and end and last_day(end) <= last_day(baseline):
        found = "order"
    return found or _contradiction(indicator)


def _contradiction(indicator: Indicator) -> Obstacle | None:
    side = _side(indicator)
    if indicator.is_against or (side == "range" and _upside_down(indicator)):
        return "against"
    if side in {"higher", "lower"} and indicator.target_value == indicator.baseline_value:
        return "equal"
    return "direction" if side is None else None


def _upside_down(indicator: Indicator) -> bool:
    low, high = indicator.target_low, indicator.target_high
    return low is not None and high is not None and low > high


def _side(indicator: Indicator) -> Side | None:
    """Return the direction; where none was chosen, the side on which the target lies."""
    if indicator.direction is not None:
        return indicator.direction  # type: ignore[return-value]
    start, aim = indicator.baseline_value, indicator.target_value
    if aim is None:
        both = indicator.target_low is not None and indicator.target_high is not None
        return "range" if both else None
    if start is None or start == aim:
        return None
    return "higher" if aim > start else "lower"


@dataclass(frozen=True, slots=True)
class Reach:
    """An indicator's way from its baseline to its target."""

    indicator: Indicator
    side: Side
    low: Fraction
    high: Fraction

    @classmethod
    def of(cls, indicator: Indicator) -> Reach | None:
        """Return the way; None where nothing says where to arrive, or from which side."""
        side = _side(indicator)
        if side is None:
            return None
        ends = (
            (indicator.target_low, indicator.target_high)
            if side == "range"
            else (indicator.target_value, indicator.target_value)
        )
        if ends[0] is None or ends[1] is None:
            return None
        return cls(indicator, side, Fraction(ends[0]), Fraction(ends[1]))

    @property
    def effect(self) -> date | None:
        """The day from which an effect can be expected, if one is named."""
        named = self.indicator.effect_from
        return None if named is None else last_day(named)

    def missing(self, value: Decimal | Fraction) -> Fraction:
        """Return how far a value is from the target, in the indicator's unit.

        It is negative beyond a target that asks for more or less; 0 within a range. The
        tolerance plays no part.
        """
        exact = Fraction(value)
        if self.side == "higher":
            return self.low - exact
        if self.side == "lower":
            return exact - self.high
        return max(self.low - exact, exact - self.high, Fraction(0))

    def is_there(self, value: Decimal) -> bool:
        """Whether a value is at or beyond the target, in the range or within tolerance."""
        tolerance = self.indicator.tolerance if self.side == "target_value" else None
        return self.missing(value) <= Fraction(tolerance or 0)

    def progress(self, value: Decimal) -> Fraction | None:
        """Return the share of the initial distance that is closed.

        For more and for less that is (value - baseline) / (target - baseline). None where
        there was no distance: what is to stay where it is has no way to go.
        """
        start = self.indicator.baseline_value
        first = Fraction(0) if start is None else self.missing(start)
        return None if first == 0 else 1 - self.missing(value) / first

    def expected(self, day: date) -> Fraction:
        """Return the share expected on a day, from 0 to 1.

        The share of the days from the later of baseline date and ``effect_from`` to the
        target date; where a target path is given, its value on that day, brought to the
        same scale. At and after the target date everything is expected.
        """
        indicator = self.indicator
        end, start = last_day(indicator.target_date or ""), indicator.start
        if day >= end:
            return Fraction(1)
        if start is None or day <= start:
            return Fraction(0)
        if indicator.path:
            first, value = Fraction(indicator.baseline_value or 0), indicator.expected(day)
            aim = min(max(first, self.low), self.high)
            if value is not None and aim != first:
                return min(max((value - first) / (aim - first), Fraction(0)), Fraction(1))
        return Fraction((day - start).days, (end - start).days)
