"""How far apart a room is, without names, and only where it may be shown."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from smartcity_widgets import grids
from smartcity_widgets.analysis.consensus import median, opinions_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from fractions import Fraction

    from smartcity_widgets.analysis.consensus import Opinions
    from smartcity_widgets.method import Question
    from smartcity_widgets.words import Words

    from .drawing import Drawing

__all__ = [
    "ROOM",
    "Spread",
    "median_said",
    "opinions_at",
    "people_who_gave",
    "room_said",
    "spread_of",
]

ROOM = 3
"""No group of fewer is ever shown apart."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How far apart the room is, without names."""

    n: int
    word: Literal["unanimous", "close", "divergent"]
    lowest: int
    highest: int


def opinions_at(drawing: Drawing, question: Question) -> Opinions:
    """Return what the room thinks of a criterion."""
    return opinions_of(drawing.answers.opinions(question.path))


def spread_of(opinions: Opinions) -> Spread | None:
    """Return how far apart a room is; None where fewer than three have a level."""
    if opinions.n < ROOM or opinions.lowest is None or opinions.highest is None:
        return None
    word: Literal["unanimous", "close", "divergent"] = "close"
    if opinions.lowest == opinions.highest:
        word = "unanimous"
    elif opinions.discuss:
        word = "divergent"
    return Spread(opinions.n, word, opinions.lowest, opinions.highest)


def median_said(opinions: Opinions, words: Words) -> str:
    """Return the median as people write it; empty where nobody gave a level."""
    return "" if opinions.median is None else _written(opinions.median, words)


def _written(number: Fraction, words: Words) -> str:
    from babel.numbers import format_decimal

    whole_or_half = number.numerator / number.denominator
    return format_decimal(whole_or_half, locale=words.language)


# Cells of a grid -------------------------------------------------------------------------


def people_who_gave(drawing: Drawing, table: Question, column: str | None = None) -> int:
    """Return how many respondents gave something in a grid, or in one column of it."""
    names = table.grid.individual if table.grid else ()
    wanted = [one for one in names if column in {None, one}]
    answers = drawing.answers
    return sum(
        any(
            answers.value(f"{table.path}/{row}/{name}", person.id) is not None
            for row in answers.rows(table.path, person.id)
            for name in wanted
        )
        for person in answers.respondents
    )


def room_said(drawing: Drawing, table: Question) -> Callable[[grids.Place, str], str]:
    """Return what tells in words what the room thinks at a place; empty for too few.

    Who gives dots gives none to most lines: a sum is of all who gave any in the column.
    """
    given = grids.opinions_of(table, drawing.answers)
    summed = table.grid.summed if table.grid else ()
    people = {one: people_who_gave(drawing, table, one) for one in summed}

    def said(place: grids.Place, column: str) -> str:
        numbers = [one for one in given.get((place, column), ()) if isinstance(one, int)]
        n = people.get(column, len(numbers))
        if n < ROOM:
            return ""
        if column in summed:
            return drawing.count("ui.grid.sum", n, sum=sum(numbers))
        middle = _written(median(Counter(numbers)), drawing.words)
        return drawing.count("ui.grid.median", n, median=middle)

    return said
