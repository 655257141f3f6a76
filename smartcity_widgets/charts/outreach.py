"""Who is told when: a line for each audience, those inside first, along one line of time.

What is told is a numbered mark: round on its day, or as long as the month or year that was
given. A mark that is filled is done; an empty one is planned. Marks that would touch stand
under each other. The number leads to the table, where the words have room.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from smartcity_widgets.values.dates import format_day

from .figure import Chart, draw
from .lettering import lettered, lines_of, width_of
from .timeline import scale_of, ticks
from .tracks import LEGEND_ROW, WIDTH, placed_legend

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from smartcity_widgets.analysis.outreach import Audience, Outreach, Telling
    from smartcity_widgets.words import Words

    from .timeline import Scale

__all__ = ["outreach_calendar"]

NAME = "outreach"
KEY = f"chart.{NAME}"

LABEL, SMALL = 16, 14
HEAD, LINE, LANE, GAP = 34, 20, 30, 10
EDGE, ROUND = 14, 12
"""Room beside the first and last day; half the width of a round mark."""
LONG_DAY = len("2026-03-12")


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that is told, as drawn: from `x` to `end`, in a lane from 0."""

    number: int
    x: float
    end: float
    lane: int
    done: bool
    period: bool


@dataclass(frozen=True, slots=True)
class Line:
    """An audience as drawn; `head` stands over it where a group begins."""

    y: int
    head: str
    lines: tuple[str, ...]
    marks: tuple[Mark, ...]

    @property
    def names_at(self) -> int:
        """Where the lines of its name begin."""
        return self.y + (HEAD if self.head else 0)

    @property
    def marks_at(self) -> int:
        """Where its first lane begins."""
        return self.names_at + LINE * len(self.lines) + 4

    @property
    def bottom(self) -> int:
        """Where the next one may start."""
        lanes = max((one.lane for one in self.marks), default=0) + 1
        return self.marks_at + LANE * lanes + GAP


def outreach_calendar(found: Outreach, words: Words, *, prefix: str = "") -> Chart:
    """Draw who is told when.

    Parameters
    ----------
    prefix
        Stands before every id, for a page that shows the chart twice.
    """
    scale = _scale(found)
    lines = _lines(found, scale, words)
    name, title = f"{prefix}{NAME}", words.say(f"{KEY}.title")
    alt = " ".join([words.say(f"{KEY}.alt"), *_said(found, words)])
    marks = [one for line in lines for one in line.marks]
    legend = {"planned": words.say(f"{KEY}.planned"), "done": words.say(f"{KEY}.done")}
    if any(one.period for one in marks):
        legend["period"] = words.say(f"{KEY}.period")
    svg = draw(
        f"{NAME}.svg.j2",
        id=name,
        title=title,
        alt=alt,
        lines=lines,
        ticks=ticks(scale, words, SMALL) if marks else (),
        height=lines[-1].bottom if lines else 0,
        nothing=words.say(f"{KEY}.nothing"),
        legend=placed_legend(legend) if marks else (),
        legend_row=LEGEND_ROW,
        width=WIDTH,
        lane=LANE,
        line=LINE,
        round=ROUND,
    )
    table = draw(f"{NAME}.table.j2", say=words.say, rows=_rows(found, words))
    return Chart(name, title, svg, alt, table)


# Time -------------------------------------------------------------------------------------


def _scale(found: Outreach) -> Scale:
    firsts = [one.first for one in found.dated if one.first is not None]
    lasts = [one.last for one in found.dated if one.last is not None]
    first = min(firsts, default=date(2000, 1, 1))
    last = max(lasts, default=date(2000, 12, 31))
    return scale_of(first, last, start=EDGE, end=WIDTH - EDGE, limit=WIDTH)


# Audiences --------------------------------------------------------------------------------


def _lines(found: Outreach, scale: Scale, words: Words) -> tuple[Line, ...]:
    lines: list[Line] = []
    y, group = 0, ""
    for audience, tellings in _told(found):
        head = _group(audience, words)
        line = Line(
            y=y,
            head=head if head != group else "",
            lines=lines_of(_name(audience, words), WIDTH, LABEL, most=3),
            marks=_marks(tellings, found, scale),
        )
        lines.append(line)
        y, group = line.bottom, head
    return tuple(lines)


def _told(found: Outreach) -> Iterator[tuple[Audience | None, list[Telling]]]:
    """Yield each audience with what it is told on a day; last, what has no audience."""
    for one in found.audiences:
        yield one, [told for told in found.dated if told.audience == one.row]
    others = [told for told in found.dated if told.audience is None]
    if others:
        yield None, others


def _group(audience: Audience | None, words: Words) -> str:
    inside = audience.internal if audience is not None else None
    return words.say(
        f"{KEY}.{ {True: 'inside', False: 'outside', None: 'unsaid'}[inside] }"
    )


def _name(audience: Audience | None, words: Words) -> str:
    if audience is None:
        return words.say("findings.communication.somebody")
    return lettered(audience.name or words.say("findings.communication.somebody"))


def _marks(tellings: Sequence[Telling], found: Outreach, scale: Scale) -> tuple[Mark, ...]:
    """Give each mark its place: in the first lane where it touches no other."""
    marks: list[Mark] = []
    ends: list[float] = []
    for one in tellings:
        if one.first is None or one.last is None:
            continue
        number = found.dated.index(one) + 1
        x, end = _reach(number, scale.at(one.first), scale.at(one.last))
        lane = next((n for n, taken in enumerate(ends) if taken < x - 4), len(ends))
        ends[lane : lane + 1] = [end]
        period = one.day is not None and len(one.day) < LONG_DAY
        marks.append(Mark(number, x, end, lane, one.done, period))
    return tuple(marks)


def _reach(number: int, first: float, last: float) -> tuple[float, float]:
    """Return from where to where a mark is drawn: never narrower than its number."""
    half = max(ROUND, width_of(str(number), SMALL, bold=True) / 2 + 4)
    middle = min(max((first + last) / 2, half), WIDTH - half)
    return min(first, middle - half), max(last, middle + half)


# Words ------------------------------------------------------------------------------------


def _said(found: Outreach, words: Words) -> Iterator[str]:
    for audience, tellings in _told(found):
        days = [format_day(one.day, words) for one in tellings if one.day is not None]
        name = _name(audience, words)
        if days:
            listed = words.say("value.between").join(days)
            yield words.say(f"{KEY}.alt_audience", name=name, days=listed)
        else:
            yield words.say(f"{KEY}.alt_nothing", name=name)


def _rows(found: Outreach, words: Words) -> list[tuple[str, ...]]:
    names = {one.row: _name(one, words) for one in found.audiences}
    none = words.say("chart.none")
    rows: list[tuple[str, ...]] = []
    for place, one in enumerate(found.tellings, start=1):
        when = format_day(one.day, words) if one.day else lettered(one.when or none)
        channel = (
            words.say(f"choice.communication_channels.{one.channel}")
            if one.channel
            else none
        )
        rows.append(
            (
                str(place) if one.day else none,
                when,
                names.get(one.audience or "", _name(None, words)),
                lettered(one.message or none),
                channel,
                words.say(f"{KEY}.{'done' if one.done else 'planned'}"),
            )
        )
    return rows
