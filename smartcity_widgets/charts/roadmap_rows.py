"""Where each project of a roadmap is drawn: its name, its bar, its milestones."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .kinds import REACH, least_radius, title_of
from .lettering import BOLD, lettered, lines_of, width_of

if TYPE_CHECKING:
    from smartcity_widgets.analysis.roadmap import Planned, Roadmap, Standing
    from smartcity_widgets.words import Words

    from .timeline import Scale

__all__ = [
    "BAR",
    "END",
    "GAP",
    "HEAD",
    "LETTER",
    "LINE",
    "SMALL",
    "START",
    "STUB",
    "WIDTH",
    "Row",
    "rows_of",
]

KEY = "chart.roadmap"

WIDTH, START, END = 840, 312, 828
"""Of the picture; from where to where the line of time goes."""
LETTER, SMALL, HEAD_LETTER, LINE = 13.5, 13, 15, 17
HEAD, BAR, MARK, GAP = 26, 15, 14, 9
"""Of a line of a priority, a bar, the milestones under it; between two projects."""
NARROWEST, STUB = 8, 26
_TOLD = frozenset({"done", "on_hold"})
"""The statuses that are written beside the title."""


@dataclass(frozen=True, slots=True)
class Row:
    """A project as drawn.

    Attributes
    ----------
    head
        The lines of the priority that begins here, if one does.
    x, end
        From where to where its bar goes; the same without one.
    open_side
        ``start`` or ``end`` where only the other date is known.
    note, note_at, anchor
        What is told instead of a whole bar, and where.
    """

    number: int
    kind: str
    y: float
    head: tuple[str, ...]
    lines: tuple[str, ...]
    state: str
    height: float
    x: float | None
    end: float | None
    open_side: str
    note: str
    note_at: float
    anchor: str
    marks: tuple[tuple[float, Standing], ...]

    @property
    def top(self) -> float:
        """Where it begins, under the head."""
        return self.y + (HEAD * len(self.head) + 6 if self.head else 0)

    @property
    def bottom(self) -> float:
        """Where the next one may start."""
        return self.top + self.height + GAP

    @property
    def bar_at(self) -> float:
        """Where its bar begins, from the top."""
        return self.top + (self.height - BAR - (MARK if self.marks else 0)) / 2

    @property
    def middle(self) -> float:
        """The middle of its bar."""
        return self.bar_at + BAR / 2


def rows_of(found: Roadmap, scale: Scale, words: Words) -> tuple[Row, ...]:
    """Give every project its place, each priority over those that stand under it."""
    radius = least_radius(one.number for one in found.projects)
    beside = 2 * REACH * radius + 8
    rows: list[Row] = []
    y, before = 0.0, ""
    for one in found.projects:
        head = _priority(one, found, words)
        lines = lines_of(
            title_of(one.project, one.number, words), START - beside - 14, LETTER, most=3
        )
        row = _row(one, found, scale, words, lines=lines, y=y, radius=radius)
        if head != before:
            row = replace(row, head=lines_of(head, WIDTH, HEAD_LETTER * BOLD, most=2))
        rows.append(row)
        y, before = row.bottom, head
    return tuple(rows)


def _row(
    one: Planned,
    found: Roadmap,
    scale: Scale,
    words: Words,
    *,
    lines: tuple[str, ...],
    y: float,
    radius: float,
) -> Row:
    status = one.project.status
    state = words.say(f"choice.project_statuses.{status}") if status in _TOLD else ""
    marks = tuple(
        (scale.at(day), one.standing(each, found.today))
        for each in one.milestones
        if (day := each.done or each.due) is not None
    )
    x, end, side, note = _bar(one, scale, words)
    wide = width_of(note, SMALL)
    to_left = (
        bool(note) and x is not None and (side == "start" or x + STUB + wide + 8 > WIDTH)
    )
    if x is None:
        note_at, anchor = float(START), "start"
    elif to_left and x - STUB - 8 - wide > START:
        note_at, anchor = x - STUB - 6, "end"
    else:
        note_at, anchor = x + STUB + 6, "start"
    text = LINE * (len(lines) + bool(state))
    return Row(
        number=one.number,
        kind=one.project.kind or "unsaid",
        y=round(y, 1),
        head=(),
        lines=lines,
        state=state,
        height=max(text, 2 * REACH * radius, BAR + (MARK if marks else 0)),
        x=x,
        end=end,
        open_side=side,
        note=note,
        note_at=round(note_at, 1),
        anchor=anchor,
        marks=marks,
    )


def _bar(
    one: Planned, scale: Scale, words: Words
) -> tuple[float | None, float | None, str, str]:
    """Return from where to where its bar goes, which end is open, and what is missing."""
    if one.span is not None:
        x, end = (scale.at(day) for day in one.span)
        return x, round(min(max(end, x + NARROWEST), WIDTH - 2), 1), "", ""
    start, last = one.project.start, one.project.end
    if start is None and last is None:
        return None, None, "", words.say(f"{KEY}.no_dates")
    if start is not None and last is not None:
        return None, None, "", words.say(f"{KEY}.reversed")
    side, day = ("end", start) if start is not None else ("start", last)
    at = scale.at(day) if day is not None else None
    return at, at, side, words.say(f"{KEY}.no_{side}")


def _priority(one: Planned, found: Roadmap, words: Words) -> str:
    if one.priority is None:
        return words.say(f"{KEY}.no_priority")
    return lettered(found.priorities[one.priority])
