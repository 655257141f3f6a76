"""How much of its targets each dimension reaches today, and what is not known of it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from .figure import Chart, draw, said_number, said_percent
from .lettering import lettered
from .tracks import Bar, drawn_tracks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartcity_widgets.analysis.dimensions import Compared, Dimension
    from smartcity_widgets.words import Words

__all__ = ["dimension_bars"]

NAME = "dimensions"
KEY = f"chart.{NAME}"
QUARTERS = (0, 25, 50, 75, 100)


def dimension_bars(found: Sequence[Dimension], words: Words, *, prefix: str = "") -> Chart:
    """Draw every dimension against its targets.

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
        ticks=[(one / 100, said_percent(Fraction(one), words)) for one in QUARTERS],
        end=words.say(f"{KEY}.target_reached"),
    )
    groups = [
        (bar, [_line(one, words) for one in part.indicators])
        for bar, part in zip(bars, found, strict=True)
    ]
    return Chart(
        name, title, svg, alt, draw(f"{NAME}.table.j2", say=words.say, groups=groups)
    )


def _bar(one: Dimension, words: Words) -> Bar:
    share = one.reached
    return Bar(
        label=words.say(f"choice.dimension.{one.id}"),
        share=float(share) if share is not None else None,
        shown=words.say(f"{KEY}.unknown") if share is None else _said(share, words),
        note=_note(one, words),
    )


def _note(one: Dimension, words: Words) -> str:
    """Say what stands behind a bar: its figures, and the indicators that tell nothing."""
    told = [
        words.count(f"{KEY}.figures", one.figures)
        if one.figures
        else words.say(f"{KEY}.no_figure")
    ]
    if one.count("compared"):
        told.append(words.count(f"{KEY}.compared", one.count("compared")))
    elif not one.indicators:
        told.append(words.say(f"{KEY}.no_indicator"))
    told += [
        words.count(f"{KEY}.{state}", one.count(state))
        for state in ("no-target", "no-baseline", "not-comparable")
        if one.count(state)
    ]
    return words.say(f"{KEY}.between").join(told)


def _line(one: Compared, words: Words) -> tuple[str, str, str, str]:
    none = words.say("chart.none")
    target = words.say(f"{KEY}.to").join(said_number(end, words) for end in one.target)
    told = one.reached
    return (
        lettered(one.name or words.maybe(f"indicator.{one.catalogue}.name") or one.row),
        none if one.baseline is None else said_number(one.baseline, words),
        target or none,
        words.say(f"{KEY}.state_{one.state}") if told is None else _said(told, words),
    )


def _said(share: Fraction, words: Words) -> str:
    """Say a part as a whole percentage: 100 only where all of it is reached."""
    rounded = round(share * 100)
    return said_percent(Fraction(rounded if share == 1 else min(rounded, 99)), words)
