"""The level of every criterion from 0 to 4, and how far apart the opinions are."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from textwrap import wrap
from typing import TYPE_CHECKING

from smartcity_widgets.analysis.verdict import TOP

from .figure import Chart, draw, said_level, said_number

if TYPE_CHECKING:
    from smartcity_widgets.analysis.readiness import Criterion, Readiness
    from smartcity_widgets.words import Words

__all__ = ["criteria_profile"]

NAME = "criteria-profile"
KEY = f"chart.{NAME}"
HEAD, LINE, GAP = 40, 17, 12
LABEL = 29
"""Characters of a label that fit on one line."""


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion as drawn.

    Attributes
    ----------
    level
        Where the mark stands, None where there is none; `said` stands there instead.
    opinions
        The lowest and highest opinion, None where they may not be told.
    """

    y: int
    lines: tuple[str, ...]
    level: float | None
    agreed: bool
    said: str
    opinions: tuple[int | None, int | None] | None


def criteria_profile(readiness: Readiness, words: Words, *, prefix: str = "") -> Chart:
    """Draw the level of every criterion, by prerequisite.

    Opinions are left out where they were not revealed, or come from fewer than three.

    Parameters
    ----------
    prefix
        Stands before every id, for a page that shows the chart twice.
    """
    groups, rows, y = [], [], 0
    for step, part in readiness.prerequisites.items():
        groups.append((y, words.say(f"step.{step}.short")))
        y += HEAD
        for one in part.criteria:
            row = _row(y, one, words)
            rows.append(row)
            y += LINE * len(row.lines) + GAP
    name, title, alt = f"{prefix}{NAME}", words.say(f"{KEY}.title"), _said(readiness, words)
    svg = draw(
        f"{NAME}.svg.j2",
        id=name,
        title=title,
        alt=alt,
        groups=groups,
        rows=rows,
        height=y,
        line=LINE,
        levels=range(TOP + 1),
        legend=[words.say(f"{KEY}.{one}") for one in ("agreed", "median", "spread")],
    )
    lines = [
        (words.say(f"step.{step}.title"), [_line(one, words) for one in part.criteria])
        for step, part in readiness.prerequisites.items()
    ]
    table = draw(f"{NAME}.table.j2", say=words.say, groups=lines)
    return Chart(name, title, svg, alt, table)


def _row(y: int, one: Criterion, words: Words) -> Row:
    room, level = one.opinions, one.level
    known = isinstance(level, Fraction)
    return Row(
        y=y,
        lines=tuple(wrap(words.say(f"question.{one.step}.{one.id}.label"), LABEL)),
        level=float(level) if isinstance(level, Fraction) else None,
        agreed=one.source == "agreed",
        said="" if known else said_level(level, words),
        opinions=(room.lowest, room.highest) if one.shows_opinions else None,
    )


def _line(one: Criterion, words: Words) -> tuple[str, str, str, str]:
    return (
        words.say(f"question.{one.step}.{one.id}.label"),
        said_level(one.level, words),
        words.say(f"{KEY}.source_{one.source}" if one.source else "chart.none"),
        _opinions(one, words),
    )


def _said(readiness: Readiness, words: Words) -> str:
    said = [words.say(f"{KEY}.alt")]
    for step, part in readiness.prerequisites.items():
        name = words.say(f"step.{step}.short")
        levels = [one.level for one in part.criteria if isinstance(one.level, Fraction)]
        if not levels:
            said.append(words.say(f"{KEY}.alt_unknown", name=name))
            continue
        low, high = (said_number(one, words) for one in (min(levels), max(levels)))
        said.append(words.say(f"{KEY}.alt_group", name=name, low=low, high=high))
    return " ".join(said)


def _opinions(one: Criterion, words: Words) -> str:
    room = one.opinions
    if not one.shows_opinions or room.consensus is None:
        return words.say("chart.none")
    told = words.count(f"{KEY}.opinions", room.n)
    if room.range:
        told = words.say(
            f"{KEY}.opinions_range", told=told, low=room.lowest, high=room.highest
        )
    agreement = said_number(Fraction(str(round(room.consensus, 2))), words)
    told = words.say(f"{KEY}.opinions_agreement", told=told, agreement=agreement)
    return words.say(f"{KEY}.opinions_discuss", told=told) if room.discuss else told
