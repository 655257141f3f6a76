"""The prerequisites of two cycles: a bar for the later, a mark where the earlier stood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .figure import Chart, draw
from .tracks import Bar, drawn_tracks

if TYPE_CHECKING:
    from fractions import Fraction

    from smartcity_widgets.analysis.comparison import Comparison, Shift
    from smartcity_widgets.analysis.verdict import Rules
    from smartcity_widgets.words import Words

__all__ = ["shifts_chart"]

NAME = "shifts"
KEY = f"chart.{NAME}"
QUARTERS = (0, 25, 50, 75, 100)


def shifts_chart(found: Comparison, words: Words, *, prefix: str = "") -> Chart:
    """Draw every prerequisite in both cycles.

    Parameters
    ----------
    prefix
        Stands before every id, for a page that shows the chart twice.
    """
    rules = found.rules
    earlier, later = found.cycles
    name = f"{prefix}{NAME}"
    title = words.say(f"{KEY}.title", before=earlier, after=later)
    bars = [_bar(one, rules, words) for one in found.shifts]
    alt = " ".join(
        words.say(
            f"{KEY}.alt_bar",
            name=words.say(f"step.{one.id}.title"),
            before=_said(one.before, rules, words),
            after=_said(one.after, rules, words),
        )
        for one in found.shifts
    )
    svg = drawn_tracks(
        bars,
        id=name,
        title=title,
        alt=alt,
        ticks=[(one / 100, str(one)) for one in QUARTERS],
        mark=words.say(f"{KEY}.mark", cycle=earlier),
    )
    lines = [
        (
            words.say(f"step.{one.id}.title"),
            _said(one.before, rules, words),
            _said(one.after, rules, words),
            _moved(one.before, one.after, rules, words),
        )
        for one in found.shifts
    ]
    whole = (
        words.say(f"{KEY}.overall"),
        _said(found.before.overall, rules, words),
        _said(found.after.overall, rules, words),
        _moved(found.before.overall, found.after.overall, rules, words),
    )
    table = draw(
        f"{NAME}.table.j2",
        say=words.say,
        title=title,
        heads=[words.say(f"{KEY}.cycle", n=one) for one in found.cycles],
        lines=[*lines, whole],
    )
    return Chart(name, title, svg, alt, table)


def _bar(one: Shift, rules: Rules, words: Words) -> Bar:
    return Bar(
        label=words.say(f"step.{one.id}.short"),
        share=None if one.after is None else float(one.after / 100),
        shown=words.say(
            f"{KEY}.shown",
            before=_said(one.before, rules, words),
            after=_said(one.after, rules, words),
        ),
        mark=None if one.before is None else float(one.before / 100),
    )


def _said(value: Fraction | None, rules: Rules, words: Words) -> str:
    return words.say(f"{KEY}.unknown") if value is None else str(rules.whole(value))


def _moved(
    before: Fraction | None, after: Fraction | None, rules: Rules, words: Words
) -> str:
    """Say by how many of the points that are shown a score moved, with its sign."""
    if before is None or after is None:
        return words.say("chart.none")
    points = rules.whole(after) - rules.whole(before)
    if not points:
        return "="
    return f"+{points}" if points > 0 else f"\N{MINUS SIGN}{-points}"
