"""Who took part: the share of some groups among the participants, and what is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartcity_widgets.analysis.participation import GROUPS
from smartcity_widgets.values.amounts import format_percent
from smartcity_widgets.values.shares import told_percent

from .figure import Chart, draw
from .tracks import Bar, drawn_tracks

if TYPE_CHECKING:
    from smartcity_widgets.analysis.participation import Participation, Share
    from smartcity_widgets.words import Words

__all__ = ["participation_bars"]

NAME = "participation"
KEY = f"chart.{NAME}"
QUARTERS = (0, 25, 50, 75, 100)


def participation_bars(found: Participation, words: Words, *, prefix: str = "") -> Chart:
    """Draw the share of each group among the participants of the events that tell it.

    Parameters
    ----------
    prefix
        Stands before every id, for a page that shows the chart twice.
    """
    shares = {one.group: one for one in found.shares}
    bars = [_bar(group, shares.get(group), words) for group in GROUPS]
    name, title = f"{prefix}{NAME}", words.say(f"{KEY}.title")
    said = [
        words.say(f"{KEY}.alt_bar", name=one.label, shown=one.shown, note=one.note)
        if one.note
        else words.say(f"{KEY}.alt_none", name=one.label)
        for one in bars
    ]
    alt = " ".join(said)
    svg = drawn_tracks(
        bars,
        id=name,
        title=title,
        alt=alt,
        ticks=[(one / 100, words.say(f"{KEY}.tick", n=one)) for one in QUARTERS],
    )
    table = draw(f"{NAME}.table.j2", say=words.say, title=title, bars=bars)
    return Chart(name, title, svg, alt, table)


def _bar(group: str, known: Share | None, words: Words) -> Bar:
    label = words.say(f"{KEY}.group.{group}")
    if known is None:
        return Bar(label, share=None, shown=words.say(f"{KEY}.unknown"))
    people = words.count(f"{KEY}.people", known.participants)
    return Bar(
        label,
        # Figures may contradict each other: a bar has an end, its number does not.
        share=min(float(known.share), 1.0),
        shown=format_percent(told_percent(known.share * 100), words.language),
        note=words.count(f"{KEY}.note", known.events, people=people),
    )
