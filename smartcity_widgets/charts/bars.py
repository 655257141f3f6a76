"""The score of each prerequisite against the floor that planning asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .figure import Chart, draw, said_known, said_number, said_percent

if TYPE_CHECKING:
    from fractions import Fraction

    from smartcity_widgets.analysis.readiness import Prerequisite, Readiness
    from smartcity_widgets.words import Words

__all__ = ["readiness_bars"]

NAME = "readiness-bars"
KEY = f"chart.{NAME}"
ROW = 54


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its score exact and as read, and how much is known where not all is."""

    y: int
    label: str
    score: Fraction | None
    shown: str
    low: bool
    note: str


def readiness_bars(readiness: Readiness, words: Words, *, prefix: str = "") -> Chart:
    """Draw the score of each prerequisite, 0 to 100.

    Parameters
    ----------
    prefix
        Stands before every id, for a page that shows the chart twice.
    """
    parts = list(readiness.prerequisites.values())
    bars = [_bar(place, one, readiness, words) for place, one in enumerate(parts)]
    floor = readiness.rules.thresholds["prerequisite_go"]
    shown = said_number(floor, words)
    said = [_said(one, words) for one in bars]
    alt = " ".join([*said, words.say(f"{KEY}.alt_floor", floor=shown)])
    name, title = f"{prefix}{NAME}", words.say(f"{KEY}.title")
    svg = draw(
        f"{NAME}.svg.j2",
        id=name,
        title=title,
        alt=alt,
        bars=bars,
        height=ROW * len(bars),
        floor=float(floor),
        floor_label=words.say(f"{KEY}.floor", floor=shown),
        unknown=words.say(f"{KEY}.unknown"),
    )
    rows = [
        (
            bar,
            said_percent(one.weight * 100, words),
            words.say("chart.known_of", known=one.known, applying=one.applying),
            _room(one, words),
        )
        for bar, one in zip(bars, parts, strict=True)
    ]
    return Chart(name, title, svg, alt, draw(f"{NAME}.table.j2", say=words.say, rows=rows))


def _bar(place: int, one: Prerequisite, readiness: Readiness, words: Words) -> Bar:
    floor = readiness.rules.thresholds["prerequisite_go"]
    known = one.score is not None
    return Bar(
        y=place * ROW,
        label=words.say(f"step.{one.step}.short"),
        score=one.score,
        shown=str(readiness.rules.whole(one.score)) if one.score is not None else "",
        low=one.score is not None and one.score < floor,
        note=said_known(one, words) if known and one.known < one.applying else "",
    )


def _said(one: Bar, words: Words) -> str:
    key = "alt_unknown" if one.score is None else "alt_bar"
    return words.say(f"{KEY}.{key}", name=one.label, score=one.shown)


def _room(part: Prerequisite, words: Words) -> str:
    """Say how the opinions on a prerequisite stand: apart, close, or all the same."""
    told = [one.opinions for one in part.criteria if one.shows_opinions]
    if not told:
        return words.say("chart.none")
    apart = sum(one.discuss for one in told)
    if apart:
        return words.count(f"{KEY}.apart", apart)
    unanimous = all(not one.range for one in told)
    return words.say(f"{KEY}.unanimous" if unanimous else f"{KEY}.close")
