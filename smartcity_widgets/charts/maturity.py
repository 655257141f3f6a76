"""How mature the territory says it is, by domain, and where it wants to go: indicative."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartcity_widgets.analysis.verdict import TOP

from .figure import Chart, draw, said_level, said_number
from .tracks import Bar, drawn_tracks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartcity_widgets.analysis.maturity import Domain, Maturity
    from smartcity_widgets.words import Words

__all__ = ["maturity_bars"]

NAME = "maturity"
KEY = f"chart.{NAME}"


def maturity_bars(found: Sequence[Domain], words: Words, *, prefix: str = "") -> Chart:
    """Draw the level of every domain, 0 to 4, and the target it has set itself.

    Parameters
    ----------
    prefix
        Stands before every id, for a page that shows the chart twice.
    """
    bars = [_bar(one, words) for one in found]
    name, title = f"{prefix}{NAME}", words.say(f"{KEY}.title")
    said = [
        words.say(f"{KEY}.alt_bar", name=one.label, shown=one.shown, note=one.note)
        for one in bars
    ]
    alt = " ".join([words.say(f"{KEY}.alt"), *said])
    svg = drawn_tracks(
        bars,
        id=name,
        title=title,
        alt=alt,
        ticks=[(level / TOP, str(level)) for level in range(TOP + 1)],
        mark=words.say(f"{KEY}.mark"),
    )
    groups = [
        (bar, [_line(one, words) for one in domain.criteria])
        for bar, domain in zip(bars, found, strict=True)
    ]
    return Chart(
        name, title, svg, alt, draw(f"{NAME}.table.j2", say=words.say, groups=groups)
    )


def _bar(one: Domain, words: Words) -> Bar:
    if one.level is None:
        shown = words.say(f"{KEY}.unknown")
    elif one.target is None:
        shown = said_number(one.level, words)
    else:
        level, target = (said_number(end, words) for end in (one.level, one.target))
        shown = words.say(f"{KEY}.level_to_target", level=level, target=target)
    return Bar(
        label=words.say(f"choice.maturity_domains.{one.id}"),
        share=None if one.level is None else float(one.level / TOP),
        shown=shown,
        note=_note(one, words),
        mark=None if one.target is None else float(one.target / TOP),
    )


def _note(one: Domain, words: Words) -> str:
    """Say how much is known, where it is not everything."""
    asked = len(one.criteria)
    if one.known == asked and asked:
        return ""
    return words.say("chart.known", known=one.known, applying=asked) if asked else ""


def _line(one: Maturity, words: Words) -> tuple[str, str, str]:
    name = (
        words.say(f"choice.maturity_criteria.{one.criterion}")
        if one.criterion
        else words.say(f"{KEY}.whole_domain")
    )
    target = (
        words.say("chart.none") if one.target is None else said_level(one.target, words)
    )
    if one.target is not None and one.target_year:
        target = words.say(f"{KEY}.target_by", target=target, year=one.target_year)
    return name, said_level(one.level, words), target
