"""Projects that wait for each other in a circle: none of them could ever start.

A plan may hold more circles than anybody could read. Told are as many short ones as it
takes to show every dependency that stands on one: when these are broken, none is left.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .projects import Project

__all__ = ["circles", "circles_among"]

Circle = tuple[str, ...]


def circles(projects: Iterable[Project]) -> tuple[Circle, ...]:
    """Return the circles of dependencies, each once, beginning with its first row.

    Each row depends on the next one, and the last on the first. A project that depends on
    itself is a circle of one.
    """
    return circles_among({one.row: one.depends_on for one in projects})


def circles_among(leads: Mapping[str, Sequence[str]]) -> tuple[Circle, ...]:
    """Return the same for any rows, in order, and the rows each of them leads to.

    Every step that stands on some circle stands on one of those returned.

    Examples
    --------
    >>> circles_among({"a": ["b"], "b": ["a", "c"], "c": []})
    (('a', 'b'),)
    """
    place = {row: number for number, row in enumerate(leads)}
    found: dict[Circle, None] = {}
    shown: set[tuple[str, str]] = set()
    for row, targets in leads.items():
        for target in targets:
            if target not in place or (row, target) in shown:
                continue
            back = _way(target, row, leads)
            if back is None:
                continue
            first = min(range(len(back)), key=lambda one: place[back[one]])
            circle = (*back[first:], *back[:first])
            found[circle] = None
            shown.update(zip(circle, (*circle[1:], circle[0]), strict=True))
    return tuple(sorted(found, key=lambda circle: [place[row] for row in circle]))


def _way(start: str, end: str, leads: Mapping[str, Sequence[str]]) -> Circle | None:
    """Return the shortest way between two rows, both included; None where there is none."""
    came: dict[str, str | None] = {start: None}
    waiting = deque([start])
    while waiting:
        row = waiting.popleft()
        if row == end:
            way = [row]
            while (before := came[way[-1]]) is not None:
                way.append(before)
            return tuple(reversed(way))
        for target in leads.get(row, ()):
            if target in leads and target not in came:
                came[target] = row
                waiting.append(target)
    return None
