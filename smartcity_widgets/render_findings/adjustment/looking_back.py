"""The reviews that were held and the lessons that were learnt, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from smartcity_widgets.analysis.reviews import REVIEWS, lessons_of, reviews_of
from smartcity_widgets.values.dates import format_day

from .saying import KEY, chosen, typed

if TYPE_CHECKING:
    from smartcity_widgets.render.drawing import Drawing

__all__ = ["Learnt", "Looked", "lessons", "reviews"]


@dataclass(frozen=True, slots=True)
class Looked:
    """A review: when, on what, by whom."""

    date: str
    scope: str
    who: str
    path: str


@dataclass(frozen=True, slots=True)
class Learnt:
    """A lesson: what, how one knows, for whom."""

    what: str
    why: str
    for_whom: str


def reviews(drawing: Drawing) -> tuple[Looked, ...]:
    """Return the reviews, the earliest first."""
    return tuple(
        Looked(
            date=format_day(one.said, drawing.words) if one.said else "",
            scope=chosen(f"{REVIEWS}/row/scope", one.scope, drawing),
            who=typed(one.participants),
            path=f"{REVIEWS}/{one.row}/date",
        )
        for one in reviews_of(drawing.answers)
    )


def lessons(drawing: Drawing) -> tuple[Learnt, ...]:
    """Return the lessons in the order of their table."""
    return tuple(
        Learnt(
            what=typed(one.what) or drawing.say(f"{KEY}.no_lesson"),
            why=typed(one.why),
            for_whom=typed(one.for_whom),
        )
        for one in lessons_of(drawing.answers)
    )
