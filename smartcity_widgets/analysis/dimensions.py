"""How far each dimension is from its targets, and what figures there are to say so.

OURS, and indicative: the value of a dimension is the mean, over its indicators, of the part
of the target that the baseline already reaches. It is a share of what the territory itself
wants to reach, never a mark: a modest target makes a dimension look good. Exact fractions,
from 0 to 1:

``higher``
    baseline ÷ target.
``lower``
    target ÷ baseline.
``target_value``
    1 less the distance to the target, as a part of the target.
``range``
    1 inside; outside, 1 less the distance to the nearer bound, as a part of that bound.

More than the whole counts as 1 and less than nothing as 0. Where no part can be told (no
direction, a target of zero that is to be exceeded, a target below zero not reached), the
indicator counts as not comparable, and not as 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method

__all__ = ["Catalogued", "Dimension", "Measured", "State", "dimensions", "reached"]

State = Literal["compared", "no-target", "no-baseline", "not-comparable"]
"""Whether an indicator counts, and if not, what stands in the way."""


class Catalogued(Protocol):
    """What is read of an indicator of the catalogue."""

    @property
    def direction(self) -> str:
        """``higher``, ``lower``, ``parity`` or ``context``."""

    @property
    def dimension(self) -> str:
        """Id of its dimension."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One indicator of ``evaluation/indicators``.

    Attributes
    ----------
    row
        Its row.
    name
        What it is called; the id of its catalogue entry where nobody named it.
    baseline
        None where it is not known.
    target
        The value to reach, or both bounds of a range; empty where there is none.
    reached
        Part of the target that the baseline reaches, from 0 to 1; None where none is told.
    """

    row: str
    name: str
    direction: str | None
    baseline: Fraction | None
    target: tuple[Fraction, ...]
    reached: Fraction | None

    @property
    def state(self) -> State:
        """Whether it counts, and if not, what stands in the way."""
        if self.baseline is None:
            return "no-baseline"
        if not self.target:
            return "no-target"
        return "not-comparable" if self.reached is None else "compared"


@dataclass(frozen=True, slots=True)
class Dimension:
    """One dimension.

    Attributes
    ----------
    figures
        How many figures of the baseline table of step 6 it has.
    """

    id: str
    indicators: tuple[Measured, ...]
    figures: int

    @property
    def reached(self) -> Fraction | None:
        """Mean of what its indicators reach; None where none can be compared."""
        parts = [one.reached for one in self.indicators if one.reached is not None]
        return sum(parts, Fraction(0)) / len(parts) if parts else None

    def count(self, state: State) -> int:
        """How many of its indicators are in a state."""
        return sum(one.state == state for one in self.indicators)


def dimensions(
    method: Method, answers: Answers, catalogue: Mapping[str, Catalogued]
) -> tuple[Dimension, ...]:
    """Return every dimension, in order.

    An indicator belongs to the dimension of its catalogue entry, else to that of the
    priority its objective serves; one that leads to neither is left out.
    """
    indicators: dict[str, list[Measured]] = {
        name: [] for name in method.choice_lists["dimension"]
    }
    figures = dict.fromkeys(indicators, 0)
    for row in answers.table("diagnosis/baseline", ("indicator", "value")):
        entry = catalogue.get(row.get("indicator", ""))
        if entry is not None and entry.dimension in figures and "value" in row:
            figures[entry.dimension] += 1
    columns = ("name", "catalogue", "objective", "direction", "baseline_value", *_TARGETS)
    serves = _served(answers)
    for row in answers.table("evaluation/indicators", columns):
        entry = catalogue.get(row.get("catalogue", ""))
        named = entry.dimension if entry else serves.get(row.get("objective", ""))
        if named in indicators:
            indicators[named].append(_measured(row, entry))
    return tuple(
        Dimension(name, tuple(ones), figures[name]) for name, ones in indicators.items()
    )


_TARGETS = ("target_value", "target_low", "target_high")


def _served(answers: Answers) -> dict[str, str]:
    """Objective to the dimension of its priority."""
    priorities = {
        row["id"]: row.get("dimension")
        for row in answers.table("vision/selected", ("dimension",))
    }
    return {
        row["id"]: dimension
        for row in answers.table("vision/objectives", ("priority",))
        if (dimension := priorities.get(row.get("priority")))
    }


def _measured(row: Mapping[str, Any], entry: Catalogued | None) -> Measured:
    direction = row.get("direction") or _usual(entry)
    ends = ("target_low", "target_high") if direction == "range" else ("target_value",)
    target = tuple(_exact(row[one]) for one in ends if one in row)
    if len(target) < len(ends):
        target = ()
    baseline = _exact(row["baseline_value"]) if "baseline_value" in row else None
    told = reached(direction, baseline, target) if baseline is not None else None
    name = row.get("name") or row.get("catalogue") or row["id"]
    return Measured(row["id"], name, direction, baseline, target, told)


def _usual(entry: Catalogued | None) -> str | None:
    """Return the direction that the catalogue gives, in the words of the form."""
    usual = {"higher": "higher", "lower": "lower", "parity": "target_value"}
    return usual.get(entry.direction) if entry else None


def _exact(number: str) -> Fraction:
    return Fraction(Decimal(number))


def reached(
    direction: str | None, baseline: Fraction, target: Iterable[Fraction]
) -> Fraction | None:
    """Return the part of a target that a baseline reaches, from 0 to 1, or None.

    Parameters
    ----------
    target
        One value; for ``range`` its two bounds; empty where there is none.
    """
    bounds = sorted(target)
    if not bounds or direction is None:
        return None
    low, high = bounds[0], bounds[-1]
    if direction in {"target_value", "range"}:
        if low <= baseline <= high:
            return Fraction(1)
        near = low if baseline < low else high
        return _within(1 - abs(baseline - near) / abs(near)) if near else None
    met = baseline >= high if direction == "higher" else baseline <= low
    if met:
        return Fraction(1)
    if high < 0 or (direction == "higher" and not high):
        return None
    return _within(baseline / high if direction == "higher" else low / baseline)


def _within(part: Fraction) -> Fraction:
    return min(max(part, Fraction(0)), Fraction(1))
