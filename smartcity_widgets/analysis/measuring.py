"""What is measured for each objective: from where, to where, by when, and is it sound.

An indicator stands in a row of ``evaluation/indicators``; a target path in
``evaluation/targets``. Values are exact: a value on the way is a `Fraction`, never rounded
here. A date stands for its last day.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from smartcity_widgets.values import last_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from smartcity_widgets.answers import Answers

__all__ = [
    "INDICATORS",
    "MOST_INDICATORS",
    "OBJECTIVES",
    "TARGETS",
    "Doubt",
    "Indicator",
    "Measured",
    "Milestone",
    "doubts_of",
    "indicators_of",
    "measured_objectives",
]

INDICATORS = "evaluation/indicators"
TARGETS = "evaluation/targets"
OBJECTIVES = "vision/objectives"

MOST_INDICATORS = 3
"""More indicators than this for one objective are too many (method.md P1.3)."""

_EFFORTS = frozenset({"input", "process", "output"})
"""Types that tell what was done, not what it changed."""

_COLUMNS = (
    "name",
    "objective",
    "type",
    "unit",
    "direction",
    "owner",
    "frequency",
    "baseline_value",
    "baseline_date",
    "target_value",
    "target_date",
    "target_low",
    "target_high",
    "tolerance",
    "effect_from",
)

Doubted = Literal[
    "target-against-direction",
    "objective-without-indicator",
    "too-many-indicators",
    "only-outputs",
    "path-out-of-time",
    "path-backwards",
]


@dataclass(frozen=True, slots=True)
class Milestone:
    """A row of the target path that has a date and a value; `date` is as it is stored."""

    row: str
    day: date
    value: Decimal
    date: str = ""


@dataclass(frozen=True)
class Indicator:
    """An indicator as it is defined; what nobody filled in is None.

    Attributes
    ----------
    path
        The milestones between baseline and target, earliest first.
    """

    row: str
    name: str | None = None
    objective: str | None = None
    type: str | None = None
    unit: str | None = None
    direction: str | None = None
    owner: str | None = None
    frequency: str | None = None
    baseline_value: Decimal | None = None
    baseline_date: str | None = None
    target_value: Decimal | None = None
    target_date: str | None = None
    target_low: Decimal | None = None
    target_high: Decimal | None = None
    tolerance: Decimal | None = None
    effect_from: str | None = None
    path: tuple[Milestone, ...] = ()

    @cached_property
    def has_target(self) -> bool:
        """Whether it says where to arrive: a value, or both ends of a range."""
        ends = self.target_low is not None and self.target_high is not None
        if self.direction == "range":
            return ends
        return self.target_value is not None or (self.direction is None and ends)

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """The columns still to be filled in before it can be judged, in order."""
        value = "target_low" if self.direction == "range" else "target_value"
        given = {
            "direction": self.direction is not None,
            "baseline_value": self.baseline_value is not None,
            "baseline_date": self.baseline_date is not None,
            value: self.has_target,
            "target_date": self.target_date is not None,
            "owner": self.owner is not None,
            "frequency": self.frequency is not None,
        }
        return tuple(name for name, is_given in given.items() if not is_given)

    @cached_property
    def is_against(self) -> bool:
        """Whether its target lies on the wrong side: of its baseline, or of its other end.

        A target equal to the baseline keeps what there is, and is on neither side.
        """
        if self.direction == "range":
            low, high = self.target_low, self.target_high
            return low is not None and high is not None and low > high
        start, aim = self.baseline_value, self.target_value
        if start is None or aim is None:
            return False
        return {"higher": aim < start, "lower": aim > start}.get(
            self.direction or "", False
        )

    @cached_property
    def aim(self) -> Decimal | None:
        """The value to arrive at; of a range, its end that is nearest to the baseline.

        A baseline inside the range is to stay where it is.
        """
        if self.direction != "range":
            return self.target_value
        low, high, start = self.target_low, self.target_high, self.baseline_value
        if low is None or high is None or start is None or low > high:
            return None
        return min(max(start, low), high)

    @cached_property
    def start(self) -> date | None:
        """The day from which the value is to move.

        The baseline's, or that from which an effect can be expected if that is later.
        """
        if self.baseline_date is None:
            return None
        first = last_day(self.baseline_date)
        return first if self.effect_from is None else max(first, last_day(self.effect_from))

    @cached_property
    def _line(self) -> tuple[tuple[date, Decimal], ...]:
        """Where the expected value turns, from the start to the last target."""
        if self.start is None or self.baseline_value is None:
            return ()
        points = {one.day: one.value for one in self.path if one.day > self.start}
        if self.target_date is not None and self.aim is not None:
            end = last_day(self.target_date)
            points = {day: value for day, value in points.items() if day < end}
            if end > self.start:
                points[end] = self.aim
        if not points:
            return ()
        return ((self.start, self.baseline_value), *sorted(points.items()))

    def expected(self, day: date) -> Fraction | None:
        """Return the value expected on a day, exactly; None where nothing says.

        It stays at the baseline until the start, moves by equal steps a day from there to
        each milestone and to the target, and stays there.
        """
        line = self._line
        if not line:
            return None
        if day <= line[0][0]:
            return Fraction(line[0][1])
        for (before, low), (after, high) in pairwise(line):
            if day <= after:
                part = Fraction((day - before).days, (after - before).days)
                return Fraction(low) + part * (Fraction(high) - Fraction(low))
        return Fraction(line[-1][1])


@dataclass(frozen=True, slots=True)
class Measured:
    """An objective with its indicators; `objective` is None for those that have none."""

    objective: str | None
    indicators: tuple[Indicator, ...]

    @property
    def is_effort_only(self) -> bool:
        """Whether all say what is done, none what it changes; not while a type is open."""
        return bool(self.indicators) and all(
            one.type in _EFFORTS for one in self.indicators
        )


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something to look at again.

    Attributes
    ----------
    subject
        The row it is about, as ``step/table/row``.
    column
        The column to fill in or correct, if it is one.
    """

    rule: Doubted
    subject: str
    column: str | None = None


def indicators_of(answers: Answers) -> tuple[Indicator, ...]:
    """Return every indicator of the group, in the order of the table."""
    paths = _paths(answers)
    return tuple(
        Indicator(
            row=row["id"],
            path=paths.get(row["id"], ()),
            **{name: _value(name, row.get(name)) for name in _COLUMNS},  # type: ignore[arg-type]
        )
        for row in answers.table(INDICATORS, _COLUMNS)
    )


def _value(name: str, value: object) -> object:
    numbers = {"baseline_value", "target_value", "target_low", "target_high", "tolerance"}
    return Decimal(str(value)) if name in numbers and value is not None else value


def _paths(answers: Answers) -> dict[str, tuple[Milestone, ...]]:
    """Return the milestones of each indicator; of two on one day the later row counts."""
    found: dict[str, dict[date, Milestone]] = {}
    for row in answers.table(TARGETS, ("indicator", "date", "value")):
        if {"indicator", "date", "value"} <= row.keys():
            day, value = last_day(row["date"]), Decimal(row["value"])
            one = Milestone(row["id"], day, value, row["date"])
            found.setdefault(row["indicator"], {})[one.day] = one
    return {
        name: tuple(points[day] for day in sorted(points)) for name, points in found.items()
    }


def measured_objectives(answers: Answers) -> tuple[Measured, ...]:
    """Return every objective with its indicators, then those that serve no objective."""
    indicators = indicators_of(answers)
    objectives = answers.rows(OBJECTIVES)
    loose = tuple(one for one in indicators if one.objective not in objectives)
    found = [
        Measured(name, tuple(one for one in indicators if one.objective == name))
        for name in objectives
    ]
    return (*found, *([Measured(None, loose)] if loose else []))


def doubts_of(measured: Iterable[Measured]) -> tuple[Doubt, ...]:
    """Return what to look at again, objective by objective."""
    return tuple(doubt for one in measured for doubt in _doubts(one))


def _doubts(measured: Measured) -> Iterator[Doubt]:
    subject = f"{OBJECTIVES}/{measured.objective}"
    if measured.objective is not None:
        if not measured.indicators:
            yield Doubt("objective-without-indicator", subject)
        if len(measured.indicators) > MOST_INDICATORS:
            yield Doubt("too-many-indicators", subject)
        if measured.is_effort_only:
            yield Doubt("only-outputs", subject)
    for one in measured.indicators:
        if one.is_against:
            column = "target_high" if one.direction == "range" else "target_value"
            yield Doubt("target-against-direction", f"{INDICATORS}/{one.row}", column)
        yield from _doubts_on_path(one)


def _doubts_on_path(one: Indicator) -> Iterator[Doubt]:
    start = None if one.baseline_date is None else last_day(one.baseline_date)
    end = None if one.target_date is None else last_day(one.target_date)
    for milestone in one.path:
        early = start is not None and milestone.day <= start
        late = end is not None and milestone.day >= end
        if early or late:
            yield Doubt("path-out-of-time", f"{TARGETS}/{milestone.row}", "date")
    yield from (
        Doubt("path-backwards", f"{TARGETS}/{row}", "value") for row in _backwards(one)
    )


def _backwards(one: Indicator) -> Iterator[str]:
    """Name the milestones that go back, where the direction knows no way back."""
    sign = {"higher": 1, "lower": -1}.get(one.direction or "")
    if sign is None or one.is_against:
        return
    before = one.baseline_value
    for milestone in one.path:
        back = before is not None and (milestone.value - before) * sign < 0
        beyond = (
            one.target_value is not None and (one.target_value - milestone.value) * sign < 0
        )
        if back or beyond:
            yield milestone.row
        before = milestone.value if before is None or not back else before
