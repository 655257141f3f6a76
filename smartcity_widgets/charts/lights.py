"""How ready each project is in each reflection: a sign and a word for every light."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from smartcity_widgets.analysis.reflections import COLOURS, REFLECTIONS

from .figure import Chart, draw
from .lettering import BOLD, lettered, lines_of
from .tracks import LEGEND_ROW, placed_legend

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartcity_widgets.analysis.reflections import Light, Lit
    from smartcity_widgets.words import Words

__all__ = ["MOST_LIT", "lights_chart"]

NAME = "lights"
KEY = f"chart.{NAME}"
MOST_LIT = 12
"""Projects in one picture: with more, a sheet of paper cannot hold it."""

WIDTH = 450
TITLE, CELL = 14.5, 13
LINE, HEAD_LINE, SIGN = 19, 16, 20
"""Heights of a line of a title, of a line of a heading, and the room of a sign."""


@dataclass(frozen=True, slots=True)
class Row:
    """A project with its place: the lines of its title, and what stands under them."""

    y: int
    lines: tuple[str, ...]
    cells: tuple[tuple[float, str, str], ...]

    @property
    def cells_at(self) -> int:
        """Where its lights stand."""
        return self.y + LINE * len(self.lines) + 6

    @property
    def bottom(self) -> int:
        """Where the next one may start."""
        return self.cells_at + 28


def lights_chart(found: Sequence[Lit], words: Words, *, prefix: str = "") -> Chart:
    """Draw the lights of some projects, in their order.

    Parameters
    ----------
    found
        At most `MOST_LIT` make a picture that a sheet of paper holds.
    prefix
        Stands before every id, for a page that shows the chart twice.
    """
    asked = {name for one in found for name in one.lights}
    columns = [one for one in REFLECTIONS if one in asked] or list(REFLECTIONS)
    wide = WIDTH / len(columns)
    heads = [
        (place * wide, lines_of(words.say(f"reflection.name.{one}"), wide - 8, CELL))
        for place, one in enumerate(columns)
    ]
    top = HEAD_LINE * max(len(lines) for _, lines in heads) + 6
    rows: list[Row] = []
    for one in found:
        y = rows[-1].bottom if rows else top + 6
        lines = lines_of(_title(one, words), WIDTH / BOLD, TITLE, most=2)
        rows.append(Row(y, lines, _cells(one, columns, wide, words)))
    name, title = f"{prefix}{NAME}", words.say(f"{KEY}.title")
    alt = " ".join([words.say(f"{KEY}.alt"), *(_said(one, words) for one in found)])
    legend: dict[str, str] = {one: words.say(f"reflection.colour.{one}") for one in COLOURS}
    svg = draw(
        f"{NAME}.svg.j2",
        id=name,
        title=title,
        alt=alt,
        heads=heads,
        top=top,
        rows=rows,
        height=rows[-1].bottom if rows else top + 26,
        nothing="" if found else words.say(f"{KEY}.nothing"),
        legend=placed_legend(legend, size=CELL, width=WIDTH),
        legend_row=LEGEND_ROW,
        width=WIDTH,
        line=LINE,
        head_line=HEAD_LINE,
        sign_room=SIGN,
    )
    table = draw(
        f"{NAME}.table.j2",
        say=words.say,
        heads=[words.say(f"reflection.name.{one}") for one in columns],
        rows=[
            (_title(one, words), [_told(one.lights.get(name), words) for name in columns])
            for one in found
        ],
    )
    return Chart(name, title, svg, alt, table)


def _title(one: Lit, words: Words) -> str:
    if not one.title.strip():
        return words.say("reflection.untitled", n=one.number)
    return lettered(one.title)


def _cells(
    one: Lit, columns: Sequence[str], wide: float, words: Words
) -> tuple[tuple[float, str, str], ...]:
    """Return of every light where it stands, its colour, and its word."""
    return tuple(
        (
            round(place * wide, 1),
            one.lights[name].colour,
            lines_of(
                words.say(f"reflection.colour.{one.lights[name].colour}"),
                wide - SIGN - 6,
                CELL,
                most=1,
            )[0],
        )
        for place, name in enumerate(columns)
        if name in one.lights
    )


def _said(one: Lit, words: Words) -> str:
    lights = words.say("value.between-texts").join(
        words.say(
            f"{KEY}.alt_light",
            name=words.say(f"reflection.name.{name}"),
            light=words.say(f"reflection.colour.{light.colour}"),
        )
        for name, light in one.lights.items()
    )
    return words.say(f"{KEY}.alt_project", name=_title(one, words), lights=lights)


def _told(light: Light | None, words: Words) -> tuple[str, str]:
    """Return the word of a light and why; nothing where it is not asked."""
    if light is None:
        return words.say("chart.none"), ""
    return (
        words.say(f"reflection.colour.{light.colour}"),
        words.say(f"reflection.{light.rule}"),
    )
