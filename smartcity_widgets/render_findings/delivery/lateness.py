"""What is late, project by project, in words: the one that waits longest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .saying import KEY, date_said, milestone_name, person, project

if TYPE_CHECKING:
    from smartcity_widgets.analysis.delivery import Delivery, Late
    from smartcity_widgets.render.drawing import Drawing

__all__ = ["Group", "Lateness", "Line", "late_groups"]


@dataclass(frozen=True, slots=True)
class Line:
    """Something late, one text for each cell; `path` is where it is put right."""

    what: str
    due: str
    days: str
    who: str
    path: str


@dataclass(frozen=True, slots=True)
class Group:
    """A project with what is late in it; `again` where the first lines stand above."""

    title: str
    lines: tuple[Line, ...]
    again: bool = False


@dataclass(frozen=True, slots=True)
class Lateness:
    """What stands open, what is folded, and how many lines that are."""

    open: tuple[Group, ...]
    folded: tuple[Group, ...]
    count: int


def late_groups(found: Delivery, drawing: Drawing, *, shown: int | None) -> Lateness:
    """Return what is late; beyond `shown` lines it is folded, None folds nothing."""
    opened, folded, left = [], [], shown
    for row, ones in found.late.items():
        title, lines = project(row, drawing), tuple(_line(one, drawing) for one in ones)
        first = lines if left is None else lines[:left]
        rest = lines[len(first) :]
        if first:
            opened.append(Group(title, first))
        if rest:
            folded.append(Group(title, rest, again=bool(first)))
        if left is not None:
            left -= len(first)
    count = sum(len(group.lines) for group in folded)
    return Lateness(tuple(opened), tuple(folded), count)


def _line(one: Late, drawing: Drawing) -> Line:
    path = {
        "milestone": f"{one.subject}/done",
        "end": f"{one.subject}/status",
        "kickoff": f"{one.subject}/kickoff_date",
    }[one.kind]
    return Line(
        what=_what(one, drawing),
        due=date_said(one.said, drawing),
        days=drawing.count(f"{KEY}.days", one.days),
        who=person(one.owner, drawing),
        path=path,
    )


def _what(one: Late, drawing: Drawing) -> str:
    if one.kind != "milestone":
        return drawing.say(f"{KEY}.late_{one.kind}")
    row = one.subject.rpartition("/")[2]
    return milestone_name(row, drawing)
