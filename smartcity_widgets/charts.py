"""Charts as figures: an SVG, its alternative text and its data table, never one alone.

Drawn with Jinja, without a plotting library: no script, no style sheet, the same bytes each
time. Every id starts with the chart's own, so that two charts, or one chart twice, can stand
in a page. State is told by shape and word before colour: a score below the floor has a dashed
outline and a sign, an unknown one is an empty track that says so.

To add a chart: a function here that returns a `Chart`, its entry in `CHARTS`, a template in
``templates/charts/``, and its words under ``chart.<name>``.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from textwrap import wrap
from types import MappingProxyType
from typing import TYPE_CHECKING

from .analysis.verdict import TOP
from .values import plain
from .values.amounts import format_number, format_percent

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from jinja2 import Environment

    from .analysis.readiness import Criterion, Prerequisite, Readiness
    from .analysis.verdict import Level
    from .words import Words

__all__ = [
    "CHARTS",
    "Chart",
    "criteria_profile",
    "level_said",
    "readiness_bars",
    "said_number",
    "said_percent",
]

FOLDER = Path(__file__).parent / "templates" / "charts"

BAR_ROW = 54
PROFILE_HEAD, PROFILE_LINE, PROFILE_GAP = 40, 17, 12
PROFILE_LABEL = 29
"""Characters of a label that fit on one line of the profile."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure in its forms; `title` and `alt` are plain text, the others are HTML.

    Attributes
    ----------
    svg
        The picture, with `title` and `alt` inside for a screen reader.
    table
        The same numbers as a ``<table>`` with a caption.
    """

    id: str
    title: str
    svg: str
    alt: str
    table: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of `readiness_bars`: its score as drawn and as read, and what is missing."""

    y: int
    label: str
    score: Fraction | None
    shown: str
    low: bool
    note: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of `criteria_profile`.

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


def readiness_bars(readiness: Readiness, words: Words, *, prefix: str = "") -> Chart:
    """Draw the score of each prerequisite against the floor that planning asks for.

    Parameters
    ----------
    prefix
        Stands before every id, for a page that shows the chart twice.
    """
    say = _under("chart.readiness-bars", words)
    parts = list(readiness.prerequisites.values())
    bars = [_bar(place, one, readiness, words) for place, one in enumerate(parts)]
    floor = readiness.rules.thresholds["prerequisite_go"]
    shown = said_number(floor, words)
    alt = [
        say(
            "alt_unknown" if one.score is None else "alt_bar",
            name=one.label,
            score=one.shown,
        )
        for one in bars
    ]
    name, title = f"{prefix}readiness-bars", say("title")
    picture = {
        "id": name,
        "title": title,
        "alt": " ".join([*alt, say("alt_floor", floor=shown)]),
    }
    svg = _draw(
        "readiness-bars.svg.j2",
        **picture,
        bars=bars,
        height=BAR_ROW * len(bars),
        floor=float(floor),
        floor_label=say("floor", floor=shown),
        unknown=say("unknown"),
    )
    rows = [
        (bar, said_percent(one.weight * 100, words), _known(one, words), _room(one, words))
        for bar, one in zip(bars, parts, strict=True)
    ]
    return Chart(
        name,
        title,
        svg,
        picture["alt"],
        _draw("readiness-bars.table.j2", say=say, rows=rows),
    )


def criteria_profile(readiness: Readiness, words: Words, *, prefix: str = "") -> Chart:
    """Draw the level of every criterion, and how far apart the opinions are.

    Opinions are left out where they were not revealed, or come from fewer than three people.

    Parameters
    ----------
    prefix
        Stands before every id, for a page that shows the chart twice.
    """
    say = _under("chart.criteria-profile", words)
    groups, rows, y = [], [], 0
    for step, part in readiness.prerequisites.items():
        groups.append((y, words.say(f"step.{step}.short")))
        y += PROFILE_HEAD
        for one in part.criteria:
            row = _row(y, one, words)
            rows.append(row)
            y += PROFILE_LINE * len(row.lines) + PROFILE_GAP
    name, title = f"{prefix}criteria-profile", say("title")
    picture = {"id": name, "title": title, "alt": _profile_alt(readiness, words)}
    legend = [say(one) for one in ("agreed", "median", "spread")]
    svg = _draw(
        "criteria-profile.svg.j2",
        **picture,
        groups=groups,
        rows=rows,
        height=y,
        line=PROFILE_LINE,
        levels=range(TOP + 1),
        legend=legend,
    )
    lines = [
        (
            words.say(f"step.{step}.title"),
            [_profile_line(one, words) for one in part.criteria],
        )
        for step, part in readiness.prerequisites.items()
    ]
    return Chart(
        name,
        title,
        svg,
        picture["alt"],
        _draw("criteria-profile.table.j2", say=say, groups=lines),
    )


CHARTS: Mapping[str, Callable[..., Chart]] = MappingProxyType(
    {"readiness-bars": readiness_bars, "criteria-profile": criteria_profile}
)
"""Every chart by name; one page with all of them is a test."""


def said_number(value: Fraction, words: Words) -> str:
    """Return a number as the language writes it, with two decimals at most."""
    return format_number(_decimal(value), words.language)


def said_percent(value: Fraction, words: Words) -> str:
    """Return a percentage as the language writes it, with two decimals at most."""
    return format_percent(_decimal(value), words.language)


def _decimal(value: Fraction) -> Decimal:
    rounded = round(Decimal(value.numerator) / Decimal(value.denominator), 2)
    return rounded.quantize(Decimal(1)) if rounded == int(rounded) else rounded.normalize()


def level_said(level: Level, words: Words) -> str:
    """Return a level in words: ``3 · Operational``, ``1.5``, don't know, no answer."""
    if level is None:
        return words.say("chart.unanswered")
    if isinstance(level, str):
        return words.say(f"level.{level}")
    number = said_number(level, words)
    if level.denominator != 1:
        return number
    return words.say(
        "value.level", level=number, name=words.each("level.names")[int(level)]
    )


def _bar(place: int, one: Prerequisite, readiness: Readiness, words: Words) -> Bar:
    floor = readiness.rules.thresholds["prerequisite_go"]
    known = one.score is not None
    return Bar(
        y=place * BAR_ROW,
        label=words.say(f"step.{one.step}.short"),
        score=one.score,
        shown=str(readiness.rules.whole(one.score)) if one.score is not None else "",
        low=one.score is not None and one.score < floor,
        note=_known(one, words) if known and one.known < one.applying else "",
    )


def _row(y: int, one: Criterion, words: Words) -> Row:
    label = words.say(f"question.{one.step}.{one.id}.label")
    known = isinstance(one.level, Fraction)
    return Row(
        y=y,
        lines=tuple(wrap(plain(label)[0], PROFILE_LABEL)),
        level=float(one.level) if isinstance(one.level, Fraction) else None,
        agreed=one.source == "agreed",
        said="" if known else level_said(one.level, words),
        opinions=(one.opinions.lowest, one.opinions.highest)
        if one.shows_opinions
        else None,
    )


def _profile_line(one: Criterion, words: Words) -> tuple[str, str, str, str]:
    say = _under("chart.criteria-profile", words)
    source = say(f"source_{one.source}") if one.source else words.say("chart.none")
    return (
        words.say(f"question.{one.step}.{one.id}.label"),
        level_said(one.level, words),
        source,
        _opinions(one, words),
    )


def _profile_alt(readiness: Readiness, words: Words) -> str:
    say = _under("chart.criteria-profile", words)
    said = [say("alt")]
    for step, part in readiness.prerequisites.items():
        name = words.say(f"step.{step}.short")
        levels = [one.level for one in part.criteria if isinstance(one.level, Fraction)]
        if not levels:
            said.append(say("alt_unknown", name=name))
            continue
        low, high = (said_number(one, words) for one in (min(levels), max(levels)))
        said.append(say("alt_group", name=name, low=low, high=high))
    return " ".join(said)


def _opinions(one: Criterion, words: Words) -> str:
    say = _under("chart.criteria-profile", words)
    if not one.shows_opinions:
        return words.say("chart.none")
    room = one.opinions
    agreement = said_number(Fraction(f"{room.consensus:.2f}"), words)
    told = words.count("chart.criteria-profile.opinions", room.n)
    if room.range:
        told = say("opinions_range", told=told, low=room.lowest, high=room.highest)
    told = say("opinions_agreement", told=told, agreement=agreement)
    return say("opinions_discuss", told=told) if room.discuss else told


def _room(part: Prerequisite, words: Words) -> str:
    """Say how the opinions on a prerequisite stand: apart, close, or all the same."""
    say = _under("chart.readiness-bars", words)
    told = [one.opinions for one in part.criteria if one.shows_opinions]
    if not told:
        return words.say("chart.none")
    apart = sum(one.discuss for one in told)
    if apart:
        return words.count("chart.readiness-bars.apart", apart)
    return say("unanimous" if all(not one.range for one in told) else "close")


def _known(part: Prerequisite, words: Words) -> str:
    return words.say("chart.known", known=part.known, applying=part.applying)


def _under(prefix: str, words: Words) -> Callable[..., str]:
    return lambda key, **details: words.say(f"{prefix}.{key}", **details)


def _draw(template: str, **parts: object) -> str:
    return _environment().get_template(template).render(parts)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
