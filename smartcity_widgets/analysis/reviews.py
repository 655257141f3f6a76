"""When the results were looked at together, what was learnt, and when that is next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from smartcity_widgets.values import last_day

if TYPE_CHECKING:
    import datetime as dt

    from smartcity_widgets.answers import Answers

__all__ = [
    "LESSONS",
    "NEXT_CYCLE",
    "NEXT_REVIEW",
    "REVIEWS",
    "Lesson",
    "Review",
    "lessons_of",
    "reviews_of",
]

REVIEWS = "adjustment/reviews"
LESSONS = "adjustment/lessons"
NEXT_REVIEW = "adjustment/next_review"
NEXT_CYCLE = "adjustment/next_cycle_start"


@dataclass(frozen=True, slots=True)
class Review:
    """A review that was held; `said` is its date as it is stored, `day` its last day."""

    row: str
    day: dt.date | None = None
    said: str = ""
    scope: str | None = None
    participants: str = ""


@dataclass(frozen=True, slots=True)
class Lesson:
    """Something that was learnt; what nobody filled in is empty."""

    row: str
    what: str = ""
    why: str = ""
    for_whom: str = ""


def reviews_of(answers: Answers) -> tuple[Review, ...]:
    """Return the reviews by day, those without one last; an empty row is none."""
    rows = answers.table(REVIEWS, ("date", "scope", "participants"))
    found = [
        Review(
            row=row["id"],
            day=last_day(row["date"]) if "date" in row else None,
            said=row.get("date", ""),
            scope=row.get("scope"),
            participants=row.get("participants", ""),
        )
        for row in rows
        if len(row) > 1
    ]
    dated = sorted((one for one in found if one.day), key=lambda one: str(one.day))
    return (*dated, *(one for one in found if one.day is None))


def lessons_of(answers: Answers) -> tuple[Lesson, ...]:
    """Return the lessons in the order of the table; a row that says nothing is none."""
    return tuple(
        Lesson(row["id"], *(row.get(one, "") for one in ("what", "why", "for_whom")))
        for row in answers.table(LESSONS, ("what", "why", "for_whom"))
        if len(row) > 1
    )
