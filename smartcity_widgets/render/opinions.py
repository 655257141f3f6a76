"""How far apart a room is, without names, and only where it may be shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from smartcity_widgets.analysis.consensus import opinions_of

if TYPE_CHECKING:
    from smartcity_widgets.analysis.consensus import Opinions
    from smartcity_widgets.method import Question
    from smartcity_widgets.words import Words

    from .drawing import Drawing

__all__ = ["ROOM", "Spread", "median_said", "opinions_at", "spread_of"]

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
    from babel.numbers import format_decimal

    if opinions.median is None:
        return ""
    number = opinions.median.numerator / opinions.median.denominator  # a whole or a half
    return format_decimal(number, locale=words.language)
