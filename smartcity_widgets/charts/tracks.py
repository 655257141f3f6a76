"""Bars under their labels, one over the other: the form that several charts share.

A label stands over its bar and what is to be known of it under it, so that both fit on a
phone in any language. What is unknown is a hatched track that says so, never an empty one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .figure import draw
from .lettering import lines_of, width_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = [
    "LEGEND_ROW",
    "WIDTH",
    "Bar",
    "Track",
    "drawn_tracks",
    "placed_legend",
    "tracks_of",
]

WIDTH = 420
"""Of a whole bar, in the units of the picture."""
LEGEND_ROW = 26

LABEL, NOTE = 16, 14
"""Size of the letters of a label and of a note."""
LINE, NOTE_LINE, THICK, GAP = 20, 18, 20, 16


@dataclass(frozen=True, slots=True)
class Bar:
    """What one bar says.

    Attributes
    ----------
    share
        Part of the whole width, 0 to 1; None where it is unknown.
    shown
        What stands at its end, in words or as a number.
    note
        What is to be known of it; empty where nothing is.
    mark
        Where a second value stands, 0 to 1; None where there is none.
    """

    label: str
    share: float | None
    shown: str
    note: str = ""
    mark: float | None = None


@dataclass(frozen=True, slots=True)
class Track:
    """A bar with its place: the lines of its label, its own top, the lines under it."""

    bar: Bar
    y: int
    lines: tuple[str, ...]
    top: int
    notes: tuple[str, ...]

    @property
    def bottom(self) -> int:
        """Where the next one may start."""
        return self.top + THICK + NOTE_LINE * len(self.notes) + GAP


def tracks_of(bars: Iterable[Bar]) -> tuple[Track, ...]:
    """Give every bar its place, one under the other."""
    found: list[Track] = []
    y = 0
    for bar in bars:
        room = WIDTH - width_of(bar.shown, LABEL, bold=True) - 20
        lines = lines_of(bar.label, room, LABEL, most=3)
        notes = lines_of(bar.note, WIDTH, NOTE) if bar.note else ()
        track = Track(bar, y, lines, y + LINE * len(lines) + 7, notes)
        found.append(track)
        y = track.bottom
    return tuple(found)


def placed_legend(
    labels: Mapping[str, str], *, size: float = NOTE, width: float = WIDTH
) -> tuple[tuple[str, str, float, int], ...]:
    """Return each entry of a legend with its place: as many in a row as fit.

    Returns
    -------
    tuple
        Id, word, x and the number of its row.
    """
    found: list[tuple[str, str, float, int]] = []
    x, row = 0.0, 0
    for name, label in labels.items():
        wide = 34 + width_of(label, size)
        if x and x + wide > width:
            x, row = 0.0, row + 1
        found.append((name, label, round(x, 1), row))
        x += wide + 18
    return tuple(found)


def drawn_tracks(
    bars: Iterable[Bar],
    *,
    id: str,  # noqa: A002 - what it is called in the picture
    title: str,
    alt: str,
    ticks: Sequence[tuple[float, str]],
    end: str = "",
    mark: str = "",
) -> str:
    """Return bars as a picture.

    Parameters
    ----------
    ticks
        Where the scale is named, 0 to 1, and how.
    end
        What the right end means; empty where the scale says it.
    mark
        What the second value is called; empty where there is none.
    """
    tracks = tracks_of(bars)
    return draw(
        "tracks.svg.j2",
        id=id,
        title=title,
        alt=alt,
        tracks=tracks,
        height=tracks[-1].bottom if tracks else 0,
        ticks=ticks,
        end=end,
        mark=mark,
        width=WIDTH,
        size=LABEL,
        thick=THICK,
        line=LINE,
        note_line=NOTE_LINE,
    )
