"""What is drawn of an indicator's course, and where it stands in the field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from smartcity_widgets.values import last_day

from .course_scale import band_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from smartcity_widgets.analysis.measurements import Measurement
    from smartcity_widgets.analysis.measuring import Indicator

    from .course_scale import Plot

__all__ = ["Dot", "Marks", "marks_of"]

SURE = frozenset({None, "measured"})
"""Qualities of a value that are drawn as a full dot; others are estimates."""

_NEAR, _CROWDED = 11, 5
"""Room of a dot below which all dots are small, or only those are drawn that say more."""
_LARGE, _SMALL = 4.0, 2.4
_BEFORE = 8
"""How far before its value a break stands, at most."""

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Dot:
    """A measurement; `is_hollow` where it is an estimate."""

    x: float
    y: float
    is_hollow: bool


@dataclass(frozen=True, slots=True)
class Marks:
    """Where everything stands in a picture; a place is x and y.

    Attributes
    ----------
    lines
        The measurements joined, from one break of the series to the next.
    dots
        The measurements. Where there are too many to be told apart, the line stands for
        them: estimates are drawn, and those at the end of a line.
    radius
        How large a dot is.
    breaks
        x of each changed definition or source.
    way
        What is expected, from the start by the target path to the target.
    level
        y of a target that has no date.
    band
        Top and height of the range or tolerance.
    """

    lines: tuple[str, ...]
    dots: tuple[Dot, ...]
    radius: float = _LARGE
    breaks: tuple[float, ...] = ()
    way: str = ""
    baseline: Place | None = None
    target: Place | None = None
    level: float | None = None
    band: Place | None = None
    effect: float | None = None

    @property
    def shown(self) -> tuple[str, ...]:
        """What a legend has to explain, by its word."""
        there = {
            "measured": any(not one.is_hollow for one in self.dots),
            "estimated": any(one.is_hollow for one in self.dots),
            "baseline": self.baseline is not None,
            "target": self.target is not None,
            "level": self.level is not None,
            "way": bool(self.way),
            "band": self.band is not None,
            "effect": self.effect is not None,
            "break": bool(self.breaks),
        }
        return tuple(name for name, is_there in there.items() if is_there)


def marks_of(indicator: Indicator, series: Sequence[Measurement], plot: Plot) -> Marks:
    """Return where everything stands.

    Parameters
    ----------
    series
        The measurements by day.
    """
    lines = _lines(series, plot)
    room = (plot.scale.end - plot.scale.start) / max(len(series), 1)
    aim, due = indicator.aim, indicator.target_date
    way = _way(indicator, plot)
    return Marks(
        lines=tuple(_points([(x, y) for x, y, _ in line]) for line in lines if line[1:]),
        dots=tuple(Dot(*one) for line in lines for one in _dots(line, room)),
        radius=_LARGE if room >= _NEAR else _SMALL,
        breaks=tuple(_breaks(series, plot)),
        way=way,
        baseline=_at(plot, indicator.baseline_date, indicator.baseline_value),
        target=_at(plot, due, aim),
        level=plot.y(aim) if aim is not None and due is None else None,
        band=_band(indicator, plot),
        effect=_effect(indicator, plot) if way else None,
    )


def _at(plot: Plot, day: str | None, value: Decimal | None) -> Place | None:
    if day is None or value is None:
        return None
    return plot.x(last_day(day)), plot.y(value)


def _lines(
    series: Sequence[Measurement], plot: Plot
) -> list[list[tuple[float, float, bool]]]:
    """Join the measurements; where the series breaks a new line begins."""
    lines: list[list[tuple[float, float, bool]]] = []
    for one in series:
        if one.series_break or not lines:
            lines.append([])
        is_hollow = one.data_quality not in SURE
        lines[-1].append((plot.x(one.day), plot.y(one.value), is_hollow))
    return lines


def _dots(
    line: Sequence[tuple[float, float, bool]], room: float
) -> Iterator[tuple[float, float, bool]]:
    ends = {0, len(line) - 1}
    for place, one in enumerate(line):
        if room >= _CROWDED or one[2] or place in ends:
            yield one


def _breaks(series: Sequence[Measurement], plot: Plot) -> Iterator[float]:
    """Return where each break stands: before its value, after the one before."""
    before: float | None = None
    for one in series:
        x = plot.x(one.day)
        if one.series_break:
            room = _BEFORE if before is None else min(_BEFORE, (x - before) / 2)
            yield round(x - room, 1)
        before = x


def _way(indicator: Indicator, plot: Plot) -> str:
    """Return what is expected: from the start by the target path to the target."""
    start, due = indicator.start, indicator.target_date
    days: set[dt.date] = {one.day for one in indicator.path}
    if start is not None:
        days.add(start)
    if due is not None and indicator.aim is not None:
        days.add(last_day(due))
    found = [
        (plot.x(day), plot.y(value))
        for day in sorted(days)
        if (value := indicator.expected(day)) is not None
        and (start is None or day >= start)
    ]
    return _points(found) if len(found) > 1 else ""


def _effect(indicator: Indicator, plot: Plot) -> float | None:
    """Return where an effect can be expected, if that is within the field."""
    if indicator.effect_from is None:
        return None
    day = last_day(indicator.effect_from)
    return plot.x(day) if plot.scale.first <= day <= plot.scale.last else None


def _band(indicator: Indicator, plot: Plot) -> Place | None:
    ends = band_of(indicator)
    if ends is None:
        return None
    top = plot.y(ends[1])
    return top, max(round(plot.y(ends[0]) - top, 1), 1)


def _points(line: Sequence[Place]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in line)
