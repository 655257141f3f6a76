"""The needs in order, and between which places each lies when one thing changes.

A disc stands at the place, with its number; the line behind it joins the best and the worst
place in any trial. Needs that cannot be told apart stand in one dashed box that says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .figure import Chart, draw, said_number, said_percent
from .lettering import lettered, lines_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartcity_widgets.analysis.ranking import Ranked, Ranking, Span
    from smartcity_widgets.words import Words

__all__ = ["ranking_chart"]

NAME = "ranking"
KEY = f"chart.{NAME}"
LABEL, SIZE, LINE = 196, 14.5, 18
"""Width, size and line height of a need's words."""
HEAD, GAP, FOOT, APART = 30, 12, 22, 6
"""Room over the first need, between two, for the words of a box, and under it."""
KEYS, KEY_LINE = (410, 13), 17
"""Width and size of the legend's words, and their line height."""
PAIR, MANY_TICKS, MOST_TICKS = 2, 8, 16
"""More places than these are numbered by two, by five."""


@dataclass(frozen=True, slots=True)
class Row:
    """One need as drawn."""

    y: int
    middle: float
    lines: tuple[str, ...]
    place: int
    low: int
    high: int
    score: str


@dataclass(frozen=True, slots=True)
class Box:
    """Around needs that cannot be told apart, with what it says at its foot."""

    y: int
    height: int
    said: str


@dataclass(frozen=True, slots=True)
class Key:
    """One line of the legend."""

    sign: str
    y: int
    lines: tuple[str, ...]


def ranking_chart(ranking: Ranking, words: Words, *, prefix: str = "") -> Chart:
    """Draw the order of the needs with its uncertainty.

    Parameters
    ----------
    prefix
        Stands before every id, for a page that shows the chart twice.
    """
    rows: list[Row] = []
    boxes: list[Box] = []
    y = HEAD
    for block in ranking.blocks:
        top = y
        for one in block:
            rows.append(_row(y, one, words))
            y += LINE * len(rows[-1].lines) + GAP
        if len(block) > 1:
            boxes.append(Box(top - 4, y - top + FOOT - 4, _block(block, words)))
            y += FOOT + APART
    name, title, alt = f"{prefix}{NAME}", words.say(f"{KEY}.title"), _said(ranking, words)
    svg = draw(
        f"{NAME}.svg.j2",
        id=name,
        title=title,
        alt=alt,
        rows=rows,
        boxes=boxes,
        height=y,
        line=LINE,
        key_line=KEY_LINE,
        places=len(rows),
        ticks=_ticks(len(rows)),
        heads=[words.say(f"{KEY}.{one}") for one in ("place", "score")],
        legend=_legend(rows, ranking, words),
    )
    return Chart(name, title, svg, alt, _table(ranking, words))


def _row(y: int, one: Ranked, words: Words) -> Row:
    lines = lines_of(lettered(one.need.text), LABEL, SIZE)
    low, high = one.span
    middle = y + LINE * len(lines) / 2
    return Row(y, middle, lines, one.place, low, high, said_number(one.total.value, words))


def _legend(rows: Sequence[Row], ranking: Ranking, words: Words) -> list[Key]:
    """Return what the disc means, then the line behind it where one is drawn."""
    keys = [Key("disc", 0, lines_of(words.say(f"{KEY}.legend_place"), *KEYS))]
    if any(one.low != one.high for one in rows):
        word = "legend_spans" if _told(ranking, "without_one") else "legend_weights"
        y = KEY_LINE * len(keys[0].lines)
        keys.append(Key("line", y, lines_of(words.say(f"{KEY}.{word}"), *KEYS)))
    return keys


def _ticks(places: int) -> list[int]:
    step = 1 if places <= MANY_TICKS else 2 if places <= MOST_TICKS else 5
    return [one for one in range(1, places + 1) if (one - 1) % step == 0]


def _block(block: Sequence[Ranked], words: Words) -> str:
    if len(block) == PAIR:
        return words.say(f"{KEY}.pair")
    return words.say(f"{KEY}.block", n=len(block))


def _said(ranking: Ranking, words: Words) -> str:
    said = [words.say(f"{KEY}.alt")]
    for one in ranking.needs:
        (low, high), name = one.span, lettered(one.need.text)
        key = "alt_need" if low == high else "alt_span"
        said.append(
            words.say(f"{KEY}.{key}", name=name, place=one.place, low=low, high=high)
        )
    for block in ranking.blocks:
        if len(block) > 1:
            names = ", ".join(lettered(one.need.text) for one in block)
            said.append(words.say(f"{KEY}.alt_block", names=names))
    return " ".join(said)


def _table(ranking: Ranking, words: Words) -> str:
    spans = [name for name in ("without_one", "other_weights") if _told(ranking, name)]
    whole = all(one.total.coverage == 1 for one in ranking.needs)
    rows = [
        (
            one.place,
            lettered(one.need.text),
            said_number(one.total.value, words),
            "" if whole else said_percent(one.total.coverage * 100, words),
            [_span(getattr(one, name), words) for name in spans],
        )
        for one in ranking.needs
    ]
    heads = [words.say(f"{KEY}.{name}") for name in spans]
    return draw(f"{NAME}.table.j2", say=words.say, rows=rows, heads=heads, whole=whole)


def _told(ranking: Ranking, name: str) -> bool:
    return any(getattr(one, name) is not None for one in ranking.needs)


def _span(span: Span | None, words: Words) -> str:
    if span is None:
        return words.say("chart.none")
    low, high = span
    if low == high:
        return str(low)
    return words.say(f"{KEY}.from_to", low=low, high=high)
