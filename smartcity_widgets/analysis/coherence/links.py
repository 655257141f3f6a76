"""How much of each link of the golden thread is there, from needs to decisions.

A link counts rows: of the needs, those that a priority takes up; of the indicators, those
that were measured. What nobody could fill in this workbook is no link.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from smartcity_widgets.analysis.decisions import DECISIONS
from smartcity_widgets.analysis.measurements import MEASUREMENTS

from .reading import INDICATORS, LEFT_OUT, NEEDS, OBJECTIVES, PRIORITIES, PROJECTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from .reading import Reading

__all__ = ["LINKS", "Link", "LinkName", "links_of"]

LinkName = Literal[
    "need-priority",
    "priority-objective",
    "objective-project",
    "objective-indicator",
    "indicator-measurement",
    "red-decision",
    "decision-done",
]


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the thread: how many of its rows go on, of how many."""

    name: LinkName
    there: int
    total: int

    @property
    def share(self) -> Fraction | None:
        """The share that goes on, exactly; None where there is nothing to go on."""
        return Fraction(self.there, self.total) if self.total else None


@dataclass(frozen=True, slots=True)
class _Counting:
    """How a link is counted, and the tables and columns that it reads."""

    count: Callable[[Reading], tuple[int, int]]
    reads: tuple[str, ...]


def links_of(reading: Reading) -> tuple[Link, ...]:
    """Return each link that this workbook asks for, in the order of the thread."""
    return tuple(
        Link(name, *one.count(reading))
        for name, one in LINKS.items()
        if all(reading.method.at(path) is not None for path in one.reads)
    )


def _among(rows: Iterable[str], found: Iterable[str]) -> tuple[int, int]:
    every = tuple(rows)
    return len({*every} & {*found}), len(every)


def _taken_up(reading: Reading) -> tuple[int, int]:
    """Count the needs in a priority; one left out for a reason has not to be in any."""
    taken = reading.referred(PRIORITIES, "needs")
    asked = reading.method.at(LEFT_OUT) is not None
    out = {need for _, need in reading.left_out} - taken if asked else set()
    return _among((one for one in reading.rows(NEEDS) if one not in out), taken)


def _made_measurable(reading: Reading) -> tuple[int, int]:
    return _among(reading.rows(PRIORITIES), reading.referred(OBJECTIVES, "priority"))


def _served(reading: Reading) -> tuple[int, int]:
    """Count the objectives with a project; one that was cancelled serves none."""
    serving = {objective for one in reading.live for objective in one.objectives}
    return _among(reading.rows(OBJECTIVES), serving)


def _with_indicator(reading: Reading) -> tuple[int, int]:
    return _among(reading.rows(OBJECTIVES), reading.referred(INDICATORS, "objective"))


def _measured(reading: Reading) -> tuple[int, int]:
    """Count the indicators with a measurement; of a day to come there is none yet."""
    day = reading.on
    there = (
        row
        for row, series in reading.measured.items()
        if day is None or any(one.day <= day for one in series)
    )
    return _among(reading.rows(INDICATORS), there)


def _decided(reading: Reading) -> tuple[int, int]:
    red = [one.indicator.row for one in reading.standings if one.is_red]
    return _among(red, (row for row, found in reading.decided.items() if found))


def _done(reading: Reading) -> tuple[int, int]:
    """Count the decisions that are done; one about a cancelled project asks nothing."""
    asked = [one for one in reading.decisions if one.is_open or one.is_done]
    return sum(one.is_done for one in asked), len(asked)


LINKS: Mapping[LinkName, _Counting] = MappingProxyType(
    {
        "need-priority": _Counting(_taken_up, (NEEDS, f"{PRIORITIES}/*/needs")),
        "priority-objective": _Counting(
            _made_measurable, (PRIORITIES, f"{OBJECTIVES}/*/priority")
        ),
        "objective-project": _Counting(_served, (OBJECTIVES, f"{PROJECTS}/*/objective")),
        "objective-indicator": _Counting(
            _with_indicator, (OBJECTIVES, f"{INDICATORS}/*/objective")
        ),
        "indicator-measurement": _Counting(_measured, (INDICATORS, MEASUREMENTS)),
        "red-decision": _Counting(
            _decided, (INDICATORS, MEASUREMENTS, f"{DECISIONS}/*/target")
        ),
        "decision-done": _Counting(_done, (f"{DECISIONS}/*/done",)),
    }
)
"""Link to how it is counted, in the order of the thread."""
