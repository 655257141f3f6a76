"""Where the objectives stand: each indicator with a sign and a word, in one look.

The first thing a council sees. Every status has a form of its own and its word beside it;
colour only repeats them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from smartcity_widgets.analysis.monitoring import STATUSES

from .figure import Chart, draw
from .lettering import BOLD, lettered, lines_of, width_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from smartcity_widgets.analysis.monitoring import Standing
    from smartcity_widgets.words import Words

__all__ = ["MOST_LINES", "Board", "standings_chart"]

NAME = "standings"
KEY = f"chart.{NAME}"

MOST_LINES = 28
"""Lines in one picture: with more, a sheet of paper cannot hold it."""
HEADING = 2
"""Lines that an objective takes itself."""

WIDTH = 460
TITLE, CELL = 15, 14
LINE, CELL_LINE, SIGN = 20, 18, 26
"""Heights of a line of an objective and of an indicator, and the room of a sign."""


@dataclass(frozen=True, slots=True)
class Board:
    """What the dashboard is drawn from.

    Attributes
    ----------
    standings
        Every indicator, in the order of the table.
    objectives
        Row of each objective to what people call it, in order.
    names
        Row of each indicator to what people call it.
    part, parts
        Which picture of how many it is.
    """

    standings: tuple[Standing, ...]
    objectives: Mapping[str, str]
    names: Mapping[str, str]
    part: int = 1
    parts: int = 1

    def groups(self) -> list[tuple[str, list[Standing]]]:
        """Return the objectives with their indicators, then those that serve none.

        An objective that nothing measures stands there with none.
        """
        return [
            (self.objectives.get(row, ""), ones) for row, ones in self._served().items()
        ]

    def _served(self) -> dict[str, list[Standing]]:
        """Return the indicators by the row of their objective, last those under none."""
        served: dict[str, list[Standing]] = {row: [] for row in self.objectives}
        loose: list[Standing] = []
        for one in self.standings:
            served.get(one.objective or "", loose).append(one)
        return served | ({"": loose} if loose else {})

    def in_parts(self) -> tuple[Board, ...]:
        """Return it in parts that a sheet of paper holds.

        An objective with more indicators than a part has room for goes on in the next.
        """
        parts: list[list[tuple[str, Standing | None]]] = [[]]
        taken = 0
        for row, one in self._lines():
            goes_on = bool(parts[-1]) and parts[-1][-1][0] == row
            if parts[-1] and taken + 1 + HEADING * (not goes_on) > MOST_LINES:
                parts.append([])
                taken, goes_on = 0, False
            parts[-1].append((row, one))
            taken += 1 + HEADING * (not goes_on)
        return tuple(
            Board(
                tuple(one for _, one in some if one is not None),
                {row: self.objectives[row] for row, _ in some if row},
                self.names,
                part,
                len(parts),
            )
            for part, some in enumerate(parts, 1)
        )

    def _lines(self) -> Iterator[tuple[str, Standing | None]]:
        """Yield each indicator with its objective's row; none where nothing measures it."""
        for row, ones in self._served().items():
            yield from ((row, one) for one in ones)
            if not ones:
                yield row, None


@dataclass(frozen=True, slots=True)
class Mark:
    """An indicator with its place: its status, the lines of its name, its word."""

    y: int
    status: str
    lines: tuple[str, ...]
    word: str


@dataclass(frozen=True, slots=True)
class Row:
    """An objective with its place and the indicators under it; `nothing` says so."""

    y: int
    lines: tuple[str, ...]
    marks: tuple[Mark, ...]
    bottom: int
    nothing: str = ""


def standings_chart(board: Board, words: Words, *, prefix: str = "") -> Chart:
    """Draw the dashboard.

    Parameters
    ----------
    prefix
        Stands before every id, for a page that shows the chart twice.
    """
    rows: list[Row] = []
    for title, ones in board.groups():
        rows.append(_row(title, ones, rows[-1].bottom if rows else 0, board, words))
    name = f"{prefix}{NAME}" if board.parts == 1 else f"{prefix}{NAME}-{board.part}"
    title = _title(board, words)
    alt = _said(board, words)
    svg = draw(
        f"{NAME}.svg.j2",
        id=name,
        title=title,
        alt=alt,
        rows=rows,
        height=rows[-1].bottom if rows else 26,
        nothing="" if rows else words.say(f"{KEY}.nothing"),
        width=WIDTH,
        line=LINE,
        cell_line=CELL_LINE,
        sign_room=SIGN,
    )
    table = draw(
        f"{NAME}.table.j2",
        say=words.say,
        title=title,
        groups=[
            (
                lettered(title) if title else words.say(f"{KEY}.loose"),
                [
                    (
                        lettered(board.names[one.indicator.row]),
                        words.say(f"status.{one.status}"),
                    )
                    for one in ones
                ],
            )
            for title, ones in board.groups()
        ],
    )
    return Chart(name, title, svg, alt, table)


def _row(title: str, ones: Sequence[Standing], y: int, board: Board, words: Words) -> Row:
    said = lettered(title) if title else words.say(f"{KEY}.loose")
    lines = lines_of(said, WIDTH / BOLD, TITLE, most=3)
    at = y + LINE * len(lines) + 8
    marks: list[Mark] = []
    for one in ones:
        word = words.say(f"status.{one.status}")
        room = WIDTH - SIGN - width_of(word, CELL, bold=True) - 16
        name = lines_of(lettered(board.names[one.indicator.row]), room, CELL, most=3)
        marks.append(Mark(at, one.status, name, word))
        at += CELL_LINE * len(name) + 8
    if marks:
        return Row(y, lines, tuple(marks), at + 10)
    return Row(y, lines, (), at + CELL_LINE + 18, words.say(f"{KEY}.none"))


def _title(board: Board, words: Words) -> str:
    if board.parts == 1:
        return words.say(f"{KEY}.title")
    return words.say(f"{KEY}.title_part", part=board.part, parts=board.parts)


def _said(board: Board, words: Words) -> str:
    """Return how many stand where, in one sentence."""
    counts = [
        words.count(
            f"{KEY}.count",
            sum(one.status == status for one in board.standings),
            status=words.say(f"status.{status}"),
        )
        for status in STATUSES
        if any(one.status == status for one in board.standings)
    ]
    if not counts:
        return words.say(f"{KEY}.nothing")
    return words.say(f"{KEY}.alt", said=words.say("value.between-texts").join(counts))
