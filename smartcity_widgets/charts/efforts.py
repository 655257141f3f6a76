"""What brings much for little: the projects on a board of impact and effort.

Each project is a shape with its number: the shape tells its kind, the area its budget.
Those on one spot stand side by side; a row grows with its fullest place and an empty column
gives its room away, so that no two can overlap however many there are. When a board would
get taller than a page the shapes get smaller, all by the same measure. A few are named
under the board; many have their names in the table.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil, sqrt
from typing import TYPE_CHECKING

from smartcity_widgets.analysis.efforts import PLACES, QUADRANTS

from .figure import Chart, draw
from .kinds import NUMBER, REACH, amount_of, kind_of, kinds_shown, least_radius, title_of
from .lettering import lines_of
from .tracks import placed_legend

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from smartcity_widgets.analysis.efforts import Effort, Efforts
    from smartcity_widgets.words import Words

__all__ = ["effort_board"]

NAME = "efforts"
KEY = f"chart.{NAME}"

WIDTH, LEFT, TOP = 840, 44, 30
"""Of the picture; where the columns start; where the rows start."""
EMPTY_COLUMN, EMPTY_ROW = 58, 46
"""What a column and a row take where no project stands."""
LARGEST = (34, 30, 26, 23, 20, 18, 15, 12)
"""Radius of the dearest project: the first with which the board is no taller than TALL."""
TALL = 620
EDGE = 5
"""Around a shape."""
ROOMY = 4
"""With no more projects than this on one spot all columns are equal."""
NAMED = 30
"""More projects than this are named in the table only."""
LETTER, LINE, BETWEEN = 13.5, 17, 5


@dataclass(frozen=True, slots=True)
class Bubble:
    """A project as drawn."""

    number: int
    kind: str
    x: float
    y: float
    radius: float
    is_sized: bool


@dataclass(frozen=True, slots=True)
class Span:
    """A row or a column: its place from 1 to 5, where it starts, how much it takes."""

    place: int
    start: float
    size: float


@dataclass(frozen=True, slots=True)
class Named:
    """A project with its name, under the board."""

    number: int
    kind: str
    is_sized: bool
    x: float
    y: float
    lines: tuple[str, ...]


def effort_board(found: Efforts, words: Words, *, prefix: str = "") -> Chart:
    """Draw the board; projects without both numbers stand in the table only.

    Parameters
    ----------
    prefix
        Stands before every id, for a page that shows the chart twice.
    """
    columns = _columns(found)
    rows, bubbles = _board(found, columns)
    bottom = rows[-1].start + rows[-1].size
    name, title, alt = f"{prefix}{NAME}", words.say(f"{KEY}.title"), _said(found, words)
    legend = kinds_shown([one.project for one in found.placed], words)
    if any(not one.is_sized for one in bubbles):
        legend["unsized"] = words.say(f"{KEY}.unsized")
    placed = placed_legend(legend, width=WIDTH - LEFT)
    legend_at = bottom + 84
    named_at = legend_at + 26 * (placed[-1][3] + 1)
    note = lines_of(_note(found, words), WIDTH - LEFT, LETTER) if found.placed else ()
    names, end = _named(found, named_at + LINE * len(note) + 14, words)
    least = least_radius(one.number for one in found.placed)
    svg = draw(
        f"{NAME}.svg.j2",
        id=name,
        title=title,
        alt=alt,
        rows=rows,
        columns=columns,
        bubbles=bubbles,
        left=LEFT,
        top=TOP,
        width=WIDTH,
        bottom=bottom,
        height=ceil(end),
        legend=placed,
        legend_at=legend_at,
        note=note,
        note_at=named_at,
        names=names,
        least=least,
        size=NUMBER,
        letter=LETTER,
        line=LINE,
        zones={one: words.say(f"{KEY}.zone.{one}") for one in QUADRANTS},
        impact=words.say(f"{KEY}.impact"),
        effort=words.say(f"{KEY}.effort"),
    )
    return Chart(name, title, svg, alt, _table(found, words))


# The board --------------------------------------------------------------------------------


def _columns(found: Efforts) -> tuple[Span, ...]:
    """Share the width; on a full board an empty column takes little."""
    holds = {
        place: max(len(found.at(place, impact)) for impact in PLACES) for place in PLACES
    }
    used = [place for place, count in holds.items() if count]
    if max(holds.values()) <= ROOMY:
        size = (WIDTH - LEFT) / len(PLACES)
        return tuple(
            Span(place, round(LEFT + size * before, 1), round(size, 1))
            for before, place in enumerate(PLACES)
        )
    room = WIDTH - LEFT - EMPTY_COLUMN * (len(PLACES) - len(used))
    least = min(2 * (REACH * LARGEST[0] + EDGE), room / len(used))
    weights = {place: sqrt(holds[place]) for place in used}
    spare = room - least * len(used)
    spans, start = [], float(LEFT)
    for place in PLACES:
        size = float(EMPTY_COLUMN)
        if place in weights:
            size = least + spare * weights[place] / sum(weights.values())
        spans.append(Span(place, round(start, 1), round(size, 1)))
        start += size
    return tuple(spans)


def _board(
    found: Efforts, columns: Sequence[Span]
) -> tuple[tuple[Span, ...], tuple[Bubble, ...]]:
    """Return the rows, from the greatest impact down, and every project in its place."""
    least = least_radius(one.number for one in found.placed)
    for largest in LARGEST:
        radii = _radii(found.placed, max(largest, least), least)
        rows, bubbles = _filled(found, columns, radii)
        if rows[-1].start + rows[-1].size - TOP <= TALL:
            break
    return rows, bubbles


def _radii(placed: Iterable[Effort], largest: float, least: float) -> Mapping[str, float]:
    """Return each project's radius: its area follows its budget, as far as one can read."""
    amounts = {one.project.row: float(one.amount or 0) for one in placed}
    whole = max(amounts.values(), default=0.0)
    return {
        row: max(least, largest * sqrt(amount / whole)) if whole else least
        for row, amount in amounts.items()
    }


def _filled(
    found: Efforts, columns: Sequence[Span], radii: Mapping[str, float]
) -> tuple[tuple[Span, ...], tuple[Bubble, ...]]:
    rows: list[Span] = []
    bubbles: list[Bubble] = []
    top = float(TOP)
    for impact in reversed(PLACES):
        cells = [
            _packed(found.at(column.place, impact), column, top, radii)
            for column in columns
        ]
        height = max([EMPTY_ROW, *(needed for _, needed in cells)])
        for ones, needed in cells:
            lower = (height - needed) / 2
            bubbles += [replace(one, y=round(one.y + lower, 1)) for one in ones]
        rows.append(Span(impact, round(top, 1), round(height, 1)))
        top += height
    return tuple(rows), tuple(bubbles)


def _packed(
    ones: Sequence[Effort], column: Span, top: float, radii: Mapping[str, float]
) -> tuple[list[Bubble], float]:
    """Set those on one spot side by side, line under line, and say how high they stand."""
    shelves: list[list[Effort]] = []
    used = 0.0
    for one in ones:
        wide = _wide(one, radii)
        if not shelves or used + wide > column.size - EDGE:
            shelves.append([])
            used = 0.0
        shelves[-1].append(one)
        used += wide
    bubbles: list[Bubble] = []
    y = top + EDGE
    for shelf in shelves:
        high = max(_wide(one, radii) for one in shelf)
        x = column.start + (column.size - sum(_wide(one, radii) for one in shelf)) / 2
        for one in shelf:
            wide = _wide(one, radii)
            bubbles.append(
                Bubble(
                    number=one.number,
                    kind=one.project.kind or "unsaid",
                    x=round(x + wide / 2, 1),
                    y=round(y + high / 2, 1),
                    radius=round(radii[one.project.row], 1),
                    is_sized=one.amount is not None,
                )
            )
            x += wide
        y += high
    return bubbles, y - top + EDGE


def _wide(one: Effort, radii: Mapping[str, float]) -> float:
    reach = REACH if one.project.kind == "pilot" else 1.1
    return 2 * (radii[one.project.row] * reach + EDGE / 2)


# Names and words --------------------------------------------------------------------------


def _named(found: Efforts, top: float, words: Words) -> tuple[tuple[Named, ...], float]:
    """Name the projects in two columns under the board; say where they end."""
    if len(found.placed) > NAMED:
        return (), top
    least = least_radius(one.number for one in found.placed)
    wide = (WIDTH - LEFT) / 2
    beside = 2 * REACH * least + 8
    half = ceil(len(found.placed) / 2)
    names: list[Named] = []
    end = top
    for place, ones in enumerate((found.placed[:half], found.placed[half:])):
        y, x = top, LEFT + wide * place
        for one in ones:
            title = title_of(one.project, one.number, words)
            lines = lines_of(title, wide - beside - 12, LETTER, most=3)
            high = max(2 * REACH * least, LINE * len(lines)) + BETWEEN
            kind = one.project.kind or "unsaid"
            at = round(y + (high - BETWEEN) / 2, 1)
            names.append(
                Named(one.number, kind, one.amount is not None, round(x, 1), at, lines)
            )
            y += high
        end = max(end, y)
    return tuple(names), end


def _note(found: Efforts, words: Words) -> str:
    said = words.say(f"{KEY}.area")
    if len(found.placed) > NAMED:
        return f"{said} {words.say(f'{KEY}.names_in_table')}"
    return said


def _said(found: Efforts, words: Words) -> str:
    told = [words.count(f"{KEY}.alt", len(found.placed))]
    for zone in QUADRANTS:
        ones = found.within(zone)
        if ones:
            names = words.say("value.between").join(
                title_of(one.project, one.number, words) for one in ones
            )
            label = words.say(f"{KEY}.zone.{zone}")
            told.append(words.say(f"{KEY}.alt_zone", zone=label, names=names))
    if found.unplaced:
        told.append(words.count(f"{KEY}.alt_unplaced", len(found.unplaced)))
    return " ".join(told)


def _table(found: Efforts, words: Words) -> str:
    groups = [
        (words.say(f"{KEY}.zone.{zone}"), [_line(one, found, words) for one in ones])
        for zone in QUADRANTS
        if (ones := found.within(zone))
    ]
    if found.unplaced:
        lines = [_line(one, found, words) for one in found.unplaced]
        groups.append((words.say(f"{KEY}.unplaced"), lines))
    vat = words.say(f"chart.projects.vat.{found.vat}")
    return draw(
        f"{NAME}.table.j2",
        say=words.say,
        groups=groups,
        amount=words.say(f"{KEY}.amount", vat=vat),
    )


def _line(one: Effort, found: Efforts, words: Words) -> tuple[str, ...]:
    none = words.say("chart.none")
    return (
        str(one.number),
        title_of(one.project, one.number, words),
        str(one.project.impact or none),
        str(one.project.effort or none),
        kind_of(one.project.kind, words),
        amount_of(one.amount, found.currency, words),
    )
