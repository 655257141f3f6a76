"""Where each indicator stands on a day: reached, on track, or not, and by which numbers.

Source: method.md P3.1; the rule and its margins are ours. Tested in this order, on exact
values: `not_assessable`, `reached`, `too_early`, `no_data`, `on_track`, `at_risk`,
`off_track`. A first dashboard that is red by construction helps nobody: before
``effect_from`` an indicator is too early, and what was never defined is not assessable.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from .measurements import measurements_of
from .measuring import indicators_of
from .reaching import Reach, obstacle

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from decimal import Decimal

    from smartcity_widgets.answers import Answers

    from .measurements import Measurement
    from .measuring import Indicator
    from .reaching import Obstacle

__all__ = [
    "AT_RISK",
    "FRESH",
    "INTERVALS",
    "ON_TRACK",
    "RED",
    "STATUSES",
    "Standing",
    "Status",
    "standing_of",
    "standings",
]

Status = Literal[
    "not_assessable", "reached", "too_early", "no_data", "on_track", "at_risk", "off_track"
]
STATUSES: tuple[Status, ...] = (
    "not_assessable",
    "reached",
    "too_early",
    "no_data",
    "on_track",
    "at_risk",
    "off_track",
)
"""In the order in which they are tested."""

RED: frozenset[Status] = frozenset({"at_risk", "off_track"})
"""Those that ask for a decision."""

ON_TRACK = Fraction(10, 100)
"""How far progress may stay behind what is expected and still be on track."""

AT_RISK = Fraction(30, 100)
"""How far it may stay behind and be at risk, not off track."""

INTERVALS = {"monthly": 31, "quarterly": 92, "half_year": 184, "yearly": 366}
"""Longest number of days between two measurements, by frequency; others are never stale."""

FRESH = Fraction(3, 2)
"""How many intervals a measurement may be old."""

Trend = Literal["up", "down", "stable"]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one indicator stands on a day.

    Attributes
    ----------
    indicator
        The indicator as it is defined.
    on
        The day asked about.
    last
        The last measurement on or before that day; of two on one day the least favourable.
    previous
        The one of the day before that on which something was measured.
    others
        The other measurements of the last one's day, which were left aside.
    status
        What follows.
    reason
        Why, where the status alone does not say it: what is missing or contradicts
        (`Obstacle`) when it is not assessable; ``none`` or ``stale`` when there is no data;
        ``left`` when it had arrived and went away.
    progress
        The share of the way from baseline to target, unrounded; below 0 when it went the
        other way, above 1 beyond the target. None where it cannot be told.
    expected
        The share expected on the day of the last measurement, from 0 to 1.
    """

    indicator: Indicator
    on: dt.date
    status: Status
    reason: Obstacle | Literal["none", "stale", "left"] | None = None
    last: Measurement | None = None
    previous: Measurement | None = None
    others: tuple[Measurement, ...] = ()
    progress: Fraction | None = None
    expected: Fraction | None = None

    @property
    def objective(self) -> str | None:
        """The row of the objective it serves."""
        return self.indicator.objective

    @property
    def value(self) -> Decimal | None:
        """The last value."""
        return None if self.last is None else self.last.value

    @property
    def date(self) -> str | None:
        """The last measurement's date, as it is stored."""
        return None if self.last is None else self.last.date

    @property
    def data_quality(self) -> str | None:
        """How the last value was found."""
        return None if self.last is None else self.last.data_quality

    @property
    def is_red(self) -> bool:
        """Whether it asks for a decision."""
        return self.status in RED

    @property
    def trend(self) -> Trend | None:
        """The last value against the previous; None without two, or across a break."""
        last, previous = self.last, self.previous
        if last is None or previous is None or last.series_break:
            return None
        if last.value == previous.value:
            return "stable"
        return "up" if last.value > previous.value else "down"

    @property
    def is_better(self) -> bool | None:
        """Whether the trend goes towards the target; None where neither can be said."""
        last, previous = self.last, self.previous
        if self.trend in {None, "stable"} or last is None or previous is None:
            return None
        reach = Reach.of(self.indicator)
        if reach is None:
            return None
        before, now = reach.missing(previous.value), reach.missing(last.value)
        return None if before == now else now < before


def standings(answers: Answers, on: dt.date) -> tuple[Standing, ...]:
    """Return where every indicator stands on a day, in the order of the table."""
    measured = measurements_of(answers)
    return tuple(
        standing_of(one, measured.get(one.row, ()), on) for one in indicators_of(answers)
    )


def standing_of(
    indicator: Indicator, series: Iterable[Measurement], on: dt.date
) -> Standing:
    """Return where an indicator stands on a day.

    Parameters
    ----------
    series
        Its measurements, in any order; those after the day are not looked at.

    Notes
    -----
    Source: method.md P3.1, rule of our own.
    """
    reach = Reach.of(indicator)
    days = _days(series, reach, on)
    last, *others = days[0] if days else (None,)
    found = {
        "indicator": indicator,
        "on": on,
        "last": last,
        "previous": days[1][0] if len(days) > 1 else None,
        "others": tuple(one for one in others if one is not None),
    }
    refused = obstacle(indicator)
    if refused is not None or reach is None:
        return Standing(**found, status="not_assessable", reason=refused)  # type: ignore[arg-type]
    if last is not None:
        found["progress"] = reach.progress(last.value)
        found["expected"] = reach.expected(last.day)
    status, reason = _judged(reach, indicator, last, on)
    return Standing(**found, status=status, reason=reason)  # type: ignore[arg-type]


def _judged(
    reach: Reach, indicator: Indicator, last: Measurement | None, on: dt.date
) -> tuple[Status, Literal["none", "stale", "left"] | None]:
    fresh = last is not None and not _is_stale(indicator, last, on)
    if last is not None and fresh and reach.is_there(last.value):
        return "reached", None
    if reach.effect is not None and on < reach.effect:
        return "too_early", None
    if last is None or not fresh:
        return "no_data", "none" if last is None else "stale"
    return _held_against(reach, last)


def _held_against(reach: Reach, last: Measurement) -> tuple[Status, Literal["left"] | None]:
    progress = reach.progress(last.value)
    if progress is None:
        return "off_track", "left"
    gap = reach.expected(last.day) - progress
    if gap <= ON_TRACK:
        return "on_track", None
    return ("at_risk" if gap <= AT_RISK else "off_track"), None


def _is_stale(indicator: Indicator, last: Measurement, on: dt.date) -> bool:
    interval = INTERVALS.get(indicator.frequency or "")
    return interval is not None and (on - last.day).days > FRESH * interval


def _days(
    series: Iterable[Measurement], reach: Reach | None, on: dt.date
) -> list[list[Measurement]]:
    """Return what was measured up to a day, latest day first, least favourable first."""
    days: dict[dt.date, list[Measurement]] = {}
    for one in series:
        if one.day <= on:
            days.setdefault(one.day, []).append(one)

    def worst(one: Measurement) -> tuple[Fraction, Decimal, str]:
        far = Fraction(0) if reach is None else -reach.missing(one.value)
        return far, one.value, one.id

    return [sorted(same, key=worst) for _, same in sorted(days.items(), reverse=True)]
