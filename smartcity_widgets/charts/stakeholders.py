"""Who wants what, and who decides: the stakeholders by interest and influence.

A board of five times five places. Names are written into their place and wrapped there; a
row grows with its fullest place and an empty column gives its room away, so that no two
names can overlap, however many stand on one spot. The stance is a sign and a word before
it is anything else. What is drawn is internal: who may see it is the caller's business.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from smartcity_widgets.analysis.stakeholders import PLACES, STANCES, ZONES

from .figure import Chart, draw
from .lettering import lettered, lines_of
from .tracks import placed_legend

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from smartcity_widgets.analysis.stakeholders import Stakeholder, StakeholderMap
    from smartcity_widgets.words import Words

__all__ = ["stakeholder_board"]

NAME = "stakeholder-map"
KEY = f"chart.{NAME}"

WIDTH, LEFT, TOP = 840, 44, 28
"""Of the picture; where the columns start; where the rows start."""
EMPTY_COLUMN, EMPTY_ROW = 58, 44
"""What a column and a row take where nobody stands."""
LETTER, SMALL, LINE = 13.5, 12.5, 17
SIGN, EDGE, LEAST = 21, 6, 145
"""Room for the sign; around the names; the least width of a name with its sign."""


@dataclass(frozen=True, slots=True)
class Label:
    """A name in its place: its sign, its lines, and the degree of involvement meant."""

    x: float
    y: int
    stance: str
    lines: tuple[str, ...]
    engagement: tuple[str, ...]

    @property
    def height(self) -> int:
        """How much it takes."""
        return LINE * (len(self.lines) + len(self.engagement)) + 8


@dataclass(frozen=True, slots=True)
class Span:
    """A row or a column: where it starts, and how much it takes."""

    place: int
    start: float
    size: float


def stakeholder_board(found: StakeholderMap, words: Words, *, prefix: str = "") -> Chart:
    """Draw the map; those without a place stand in the table only.

    Parameters
    ----------
    prefix
        Stands before every id, for a page that shows the chart twice.
    """
    columns = _columns(found)
    rows, labels = _rows(found, columns, words)
    bottom = int(rows[-1].start + rows[-1].size)
    name, title, alt = f"{prefix}{NAME}", words.say(f"{KEY}.title"), _said(found, words)
    legend = placed_legend(
        {one: words.say(f"choice.stance.{one}") for one in STANCES},
        width=WIDTH - LEFT,
    )
    svg = draw(
        f"{NAME}.svg.j2",
        id=name,
        title=title,
        alt=alt,
        rows=rows,
        columns=columns,
        labels=labels,
        left=LEFT,
        top=TOP,
        width=WIDTH,
        bottom=bottom,
        line=LINE,
        legend=legend,
        beside=SIGN,
        zones={one: words.say(f"{KEY}.zone_{one}") for one in ZONES},
        influence=words.say(f"{KEY}.influence"),
        interest=words.say(f"{KEY}.interest"),
    )
    zones = [
        (
            words.say(f"{KEY}.zone_{zone}"),
            [_line(one, words) for one in found.placed if one.zone == zone],
        )
        for zone in ZONES
    ]
    zones.append(
        (words.say(f"{KEY}.unplaced"), [_line(one, words) for one in found.unplaced])
    )
    table = draw(f"{NAME}.table.j2", say=words.say, zones=[one for one in zones if one[1]])
    return Chart(name, title, svg, alt, table)


def _columns(found: StakeholderMap) -> tuple[Span, ...]:
    """Share the width: an empty column takes little, the others as much as they hold."""
    fullest = {
        place: max(
            [len(ones) for (x, _), ones in found.places.items() if x == place] or [0]
        )
        for place in PLACES
    }
    used = sum(bool(one) for one in fullest.values())
    room = WIDTH - LEFT - EMPTY_COLUMN * (len(PLACES) - used)
    spans, start = [], float(LEFT)
    for place, count in fullest.items():
        size = room / used if count else EMPTY_COLUMN
        size = size if used else (WIDTH - LEFT) / len(PLACES)
        spans.append(Span(place, start, size))
        start += size
    return tuple(spans)


def _rows(
    found: StakeholderMap, columns: Sequence[Span], words: Words
) -> tuple[tuple[Span, ...], tuple[Label, ...]]:
    """Give every row, from the highest influence down, the height its names need."""
    spans: list[Span] = []
    labels: list[Label] = []
    top = TOP
    for influence in reversed(PLACES):
        height = EMPTY_ROW
        for column in columns:
            ones = found.places.get((column.place, influence), ())
            placed, needed = _filled(ones, column, top, words)
            labels += placed
            height = max(height, needed)
        spans.append(Span(influence, top, height))
        top += height
    return tuple(spans), tuple(labels)


def _filled(
    ones: Sequence[Stakeholder], column: Span, top: int, words: Words
) -> tuple[list[Label], int]:
    """Write names into one place, side by side where it is wide, and say its height."""
    across = max(1, int((column.size - EDGE) // LEAST))
    room = (column.size - EDGE) / across
    labels: list[Label] = []
    y = top + EDGE
    for first in range(0, len(ones), across):
        line = [
            _label(one, column.start + EDGE + room * place, y, room, words)
            for place, one in enumerate(ones[first : first + across])
        ]
        labels += line
        y += max(one.height for one in line)
    return labels, y - top + EDGE // 2


def _label(one: Stakeholder, x: float, y: int, room: float, words: Words) -> Label:
    width = room - SIGN - EDGE / 2
    degree = (
        lines_of(words.say(f"choice.involvement.{one.engagement}"), width, SMALL)
        if one.engagement
        else ()
    )
    lines = lines_of(lettered(one.name), width, LETTER, most=5)
    return Label(round(x, 1), y, one.stance, lines, degree)


def _line(one: Stakeholder, words: Words) -> Mapping[str, str]:
    none = words.say("chart.none")
    return {
        "name": lettered(one.name),
        "interest": str(one.interest or none),
        "influence": str(one.influence or none),
        "stance": words.say(f"choice.stance.{one.stance}"),
        "engagement": words.say(f"choice.involvement.{one.engagement}")
        if one.engagement
        else none,
    }


def _said(found: StakeholderMap, words: Words) -> str:
    """Say how many stand in each zone, and who is to be worked with closely."""
    told = [words.count(f"{KEY}.alt", len(found.placed))]
    for zone in ZONES:
        ones = [one for one in found.placed if one.zone == zone]
        if ones:
            names = ", ".join(lettered(one.name) for one in ones)
            label = words.say(f"{KEY}.zone_{zone}")
            told.append(words.say(f"{KEY}.alt_zone", zone=label, names=names))
    if found.unplaced:
        told.append(words.count(f"{KEY}.alt_unplaced", len(found.unplaced)))
    return " ".join(told)
