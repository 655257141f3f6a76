"""What comes when: a line for each project under its priority, along one line of time.

A bar's pattern and the shape of its number tell the kind. Milestones stand under the bar:
filled where done, a triangle where late. A thin arrow leads from the end of a project to
the start of one that waits for it, dashed where that one starts too early. An arrow that
leaves the picture is not drawn: the table tells every dependency.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from smartcity_widgets.values.dates import format_day

from .figure import Chart, draw
from .kinds import NUMBER, kind_of, kinds_shown, least_radius, title_of
from .lettering import width_of
from .roadmap_arrows import arrows_of
from .roadmap_rows import (
    BAR,
    END,
    HEAD,
    LETTER,
    LINE,
    SMALL,
    START,
    STUB,
    WIDTH,
    rows_of,
)
from .roadmap_table import rows_of_table, when_of
from .timeline import scale_of, ticks
from .tracks import LEGEND_ROW, placed_legend

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from smartcity_widgets.analysis.roadmap import Roadmap
    from smartcity_widgets.words import Words

    from .roadmap_arrows import Arrow
    from .roadmap_rows import Row
    from .timeline import Scale

__all__ = ["MOST", "roadmap_chart"]

NAME = "roadmap"
KEY = f"chart.{NAME}"

MOST = 20
"""More projects than this are no picture for one page."""

AROUND = timedelta(366)
"""A day that is further from all projects is not drawn."""


def roadmap_chart(found: Roadmap, words: Words, *, prefix: str = "") -> Chart:
    """Draw the roadmap, or a part of it.

    Parameters
    ----------
    prefix
        Stands before every id, for a page that shows the chart twice.
    """
    today = _shown_day(found)
    scale = _scale(found, today)
    rows = rows_of(found, scale, words)
    arrows = arrows_of(found, rows)
    part = f"-{found.part}" if found.parts > 1 else ""
    name, title = f"{prefix}{NAME}{part}", _title(found, words)
    legend = placed_legend(_legend(found, rows, arrows, words), size=LETTER, width=WIDTH)
    is_dated = found.first is not None
    top = 28 + (20 if today else 0)
    alt = _said(found, words)
    svg = draw(
        f"{NAME}.svg.j2",
        id=name,
        title=title,
        alt=alt,
        rows=rows,
        arrows=arrows,
        ticks=ticks(scale, words, SMALL) if is_dated else (),
        today=_today(today, scale, words) if today else None,
        top=top,
        bottom=top + (rows[-1].bottom if rows else 0),
        legend=legend,
        legend_row=LEGEND_ROW,
        radius=least_radius(one.number for one in found.projects),
        width=WIDTH,
        start=START,
        bar=BAR,
        letter=LETTER,
        size=NUMBER,
        line=LINE,
        head=HEAD,
        stub=STUB,
    )
    groups = rows_of_table(found, words)
    table = draw(f"{NAME}.table.j2", say=words.say, title=title, groups=groups)
    return Chart(name, title, svg, alt, table)


# Time -------------------------------------------------------------------------------------


def _shown_day(found: Roadmap) -> date | None:
    """Return the day one looks at it, where it is near enough to be drawn."""
    if found.today is None or found.first is None or found.last is None:
        return None
    near = found.first - AROUND <= found.today <= found.last + AROUND
    return found.today if near else None


def _scale(found: Roadmap, today: date | None) -> Scale:
    days = [one for one in (found.first, found.last, today) if one is not None]
    first = min(days, default=date(2000, 1, 1))
    last = max(days, default=date(2000, 12, 31))
    return scale_of(first, last, start=START, end=END, limit=WIDTH)


def _today(today: date, scale: Scale, words: Words) -> tuple[float, float, str]:
    """Return where the line of the day stands, where its name ends, and the name."""
    name = words.say(f"{KEY}.today", date=format_day(today.isoformat(), words))
    x, wide = scale.at(today), width_of(name, SMALL, bold=True)
    return x, min(max(x + wide / 2, wide), WIDTH), name


# Words ------------------------------------------------------------------------------------


def _title(found: Roadmap, words: Words) -> str:
    if found.parts == 1:
        return words.say(f"{KEY}.title")
    return words.say(f"{KEY}.title_part", part=found.part, parts=found.parts)


def _legend(
    found: Roadmap, rows: Sequence[Row], arrows: Sequence[Arrow], words: Words
) -> Mapping[str, str]:
    legend = kinds_shown([one.project for one in found.projects], words)
    shown: dict[str, bool] = {
        standing: any(mark[1] == standing for one in rows for mark in one.marks)
        for standing in ("done", "due", "late")
    }
    shown["dependency"] = any(not one.is_early for one in arrows)
    shown["early"] = any(one.is_early for one in arrows)
    more = {
        one: words.say(f"{KEY}.legend.{one}") for one, is_there in shown.items() if is_there
    }
    return legend | more


def _said(found: Roadmap, words: Words) -> str:
    told = [words.count(f"{KEY}.alt", len(found.projects))]
    told += [
        words.say(
            f"{KEY}.alt_project",
            number=one.number,
            title=title_of(one.project, one.number, words),
            kind=kind_of(one.project.kind, words),
            when=when_of(one, words),
        )
        for one in found.projects
    ]
    return " ".join(told)
