"""What waits for what, as thin arrows between the bars of a roadmap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .roadmap_rows import GAP, WIDTH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartcity_widgets.analysis.roadmap import Roadmap

    from .roadmap_rows import Row

__all__ = ["Arrow", "arrows_of"]


@dataclass(frozen=True, slots=True)
class Arrow:
    """From a project to one that waits for it: a path, where its head points to."""

    path: str
    x: float
    y: float
    is_early: bool


def arrows_of(found: Roadmap, rows: Sequence[Row]) -> tuple[Arrow, ...]:
    """Return the arrows between projects that are both here and have a date."""
    by_number = {one.number: one for one in rows}
    arrows = []
    for planned in found.projects:
        row = by_number[planned.number]
        for wait in planned.waits_for:
            before = by_number.get(wait.number)
            if before is None or before is row or before.end is None or row.x is None:
                continue
            arrows.append(
                Arrow(_path(before, row), row.x, round(row.middle, 1), wait.is_early)
            )
    return tuple(arrows)


def _path(before: Row, row: Row) -> str:
    """Return the way of an arrow: along the first row, down or up, along the other."""
    x, end, y, to = before.end or 0.0, row.x or 0.0, before.middle, row.middle
    if end >= x + 14:
        return f"M{x:.1f} {y:.1f}H{end - 9:.1f}V{to:.1f}H{end - 2:.1f}"
    turn = before.bottom - GAP / 2 if to > y else before.top - GAP / 2
    out = min(x + 6, WIDTH - 1)
    return f"M{x:.1f} {y:.1f}H{out:.1f}V{turn:.1f}H{end - 9:.1f}V{to:.1f}H{end - 2:.1f}"
