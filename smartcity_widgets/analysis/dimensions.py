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
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from .measuring import INDICATORS, indicators_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Indicator as Catalogued
    from smartcity_widgets.method import Method

    from .measuring import Indicator

__all__ = ["Compared", "Dimension", "State", "dimensions", "reached"]

State = Literal["compared", "no-target", "no-baseline", "not-comparable"]
"""Whether an indicator counts, and if not, what stands in the way."""

_USUAL = {"higher": "higher", "lower": "lower", "parity": "target_value"}
"""Direction of the catalogue to that of the form; ``context`` proposes none."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One indicator of the evaluation beside its target.

    Attributes
    ----------
    row
        Its row of ``evaluation/indicators``.
    catalogue
        Its entry of the catalogue, where it is of one.
    baseline
        None where it is not known.
    target
        The value to reach, or both bounds of a range; empty where there is none.
    reached
        Part of the target that the baseline reaches, from 0 to 1; None where none is told.
    """

    row: str
    name: str | None
    catalogue: str | None
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
    indicators: tuple[Compared, ...]
    figures: int

    @property
    def reached(self) -> Fraction | None:
        """Mean of what its indicators reach; None where none can be compared."""
        parts = [one.reached for one in self.indicators if one.reached is not None]
        return sum(parts, Fraction(0)) / len(parts) if parts else None

    def count(self, state: State) -> int:
        """How many of its indicators are in a state."""
        return sum(one.state == state for one in self.indicators)


def dimensions(method: Method, answers: Answers) -> tuple[Dimension, ...]:
    """Return every dimension, in order.

    An indicator belongs to the dimension of its catalogue entry, else to that of the
    priority its objective serves; one that leads to neither is left out.
    """
    indicators: dict[str, list[Compared]] = {
        name: [] for name in method.choice_lists["dimension"]
    }
    figures = dict.fromkeys(indicators, 0)
    for row in answers.table("diagnosis/baseline", ("indicator", "value")):
        entry = method.indicators.get(row.get("indicator", ""))
        if entry is not None and entry.dimension in figures and "value" in row:
            figures[entry.dimension] += 1
    chosen = {
        row["id"]: row["catalogue"]
        for row in answers.table(INDICATORS, ("catalogue",))
        if "catalogue" in row
    }
    serves = _served(answers)
    for one in indicators_of(answers):
        entry = method.indicators.get(chosen.get(one.row, ""))
        named = entry.dimension if entry else serves.get(one.objective or "")
        if named in indicators:
            indicators[named].append(_compared(one, entry))
    return tuple(
        Dimension(name, tuple(ones), figures[name]) for name, ones in indicators.items()
    )


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


def _compared(one: Indicator, entry: Catalogued | None) -> Compared:
    direction = one.direction or (_USUAL.get(entry.direction) if entry else None)
    if direction == "range":
        ends = [end for end in (one.target_low, one.target_high) if end is not None]
        target = tuple(map(Fraction, ends)) if len(ends) > 1 else ()
    else:
        target = () if one.target_value is None else (Fraction(one.target_value),)
    baseline = None if one.baseline_value is None else Fraction(one.baseline_value)
    return Compared(
        row=one.row,
        name=one.name,
        catalogue=entry.id if entry else None,
        baseline=baseline,
        target=target,
        reached=None if baseline is None else reached(direction, baseline, target),
    )


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
