"""The initiatives that run already, by dimension, and how far each of them is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from smartcity_widgets.analysis.initiatives import STAGES

from .figure import Chart, draw
from .lettering import lettered
from .tracks import LEGEND_ROW, WIDTH, Bar, Track, placed_legend, tracks_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartcity_widgets.analysis.initiatives import Initiatives
    from smartcity_widgets.words import Words

__all__ = ["initiative_bars"]

NAME = "initiatives"
KEY = f"chart.{NAME}"
FEWEST = 5
"""A whole bar stands for at least this many, so that one initiative looks like one."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of a bar that one stage takes: where, how wide, how it is drawn."""

    stage: str
    x: float
    width: float


def initiative_bars(
    found: Sequence[Initiatives], words: Words, *, prefix: str = ""
) -> Chart:
    """Draw how many initiatives each dimension has, and at which stage they are.

    Parameters
    ----------
    prefix
        Stands before every id, for a page that shows the chart twice.
    """
    whole = max([FEWEST, *(one.count for one in found)])
    bars = [_bar(one, whole, words) for one in found]
    name, title = f"{prefix}{NAME}", words.say(f"{KEY}.title")
    said = [
        words.say(
            f"{KEY}.alt_bar" if one.note else f"{KEY}.alt_none",
            name=one.label,
            shown=one.shown,
            note=one.note,
        )
        for one in bars
    ]
    alt = " ".join(said)
    unsaid = any(one.stages[None] for one in found)
    stages: tuple[str | None, ...] = (*STAGES, None) if unsaid else STAGES
    legend = placed_legend({stage or "unsaid": _stage(stage, words) for stage in stages})
    tracks = tracks_of(bars)
    svg = draw(
        f"{NAME}.svg.j2",
        id=name,
        title=title,
        alt=alt,
        rows=[
            (track, _pieces(one, whole)) for track, one in zip(tracks, found, strict=True)
        ],
        height=_height(tracks),
        width=WIDTH,
        legend=legend,
        legend_row=LEGEND_ROW,
    )
    groups = [(bar, _lines(one, words)) for bar, one in zip(bars, found, strict=True)]
    return Chart(
        name, title, svg, alt, draw(f"{NAME}.table.j2", say=words.say, groups=groups)
    )


def _height(tracks: tuple[Track, ...]) -> int:
    return tracks[-1].bottom if tracks else 0


def _bar(one: Initiatives, whole: int, words: Words) -> Bar:
    told = [
        words.say(f"{KEY}.stage_count", stage=_stage(stage, words), n=len(names))
        for stage, names in one.stages.items()
        if names
    ]
    return Bar(
        label=_dimension(one.dimension, words),
        share=one.count / whole,
        shown=str(one.count),
        note=words.say(f"{KEY}.between").join(told),
    )


def _dimension(name: str | None, words: Words) -> str:
    return words.say(f"choice.dimension.{name}" if name else f"{KEY}.no_dimension")


def _stage(name: str | None, words: Words) -> str:
    return words.say(f"choice.initiative_stages.{name}" if name else f"{KEY}.no_stage")


def _pieces(one: Initiatives, whole: int) -> tuple[Piece, ...]:
    found: list[Piece] = []
    x = 0.0
    for stage, names in one.stages.items():
        width = len(names) / whole * WIDTH
        if names:
            found.append(Piece(stage or "unsaid", x, width))
        x += width
    return tuple(found)


def _lines(one: Initiatives, words: Words) -> list[tuple[str, str]]:
    return [
        (lettered(name), _stage(stage, words))
        for stage, names in one.stages.items()
        for name in names
    ]
