"""What follows from other answers and is no number, in words: one line for each thing said.

The four computed answers of monitoring: how far indicators have come, where they go, where
they stand; and how sure the share of a survey is.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from smartcity_widgets.analysis.measuring import INDICATORS
from smartcity_widgets.analysis.monitoring import STATUSES
from smartcity_widgets.analysis.surveys import Margin
from smartcity_widgets.values.amounts import format_number, format_percent
from smartcity_widgets.values.shares import told_percent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from smartcity_widgets.analysis.monitoring import Standing
    from smartcity_widgets.analysis.surveys import NoMargin
    from smartcity_widgets.words import Words

    from .drawing import Drawing

__all__ = [
    "margin_said",
    "points_said",
    "progress_said",
    "status_said",
    "told_computed",
    "trend_said",
    "way_said",
]

KEY = "computed"
_TENTH = Decimal("0.1")
_WAYS = {None: "", True: "_towards", False: "_away"}
"""Whether a trend goes towards the target, in the name of its word."""


def told_computed(drawing: Drawing, formula: str, value: Any) -> str:  # noqa: ANN401
    """Return what a formula of `smartcity_widgets.analysis.computed.TOLD` gave, in words.

    Lines are separated by a line feed.
    """
    if formula == "margin_of_error":
        return margin_said(value, drawing.words)
    if formula == "progress_to_target":
        return "\n".join(_progress(one, drawing) for one in value)
    if formula == "trend":
        return "\n".join(_grouped(value, _trend_key, drawing))
    ordered = sorted(value, key=lambda one: STATUSES.index(one.status))
    return "\n".join(_grouped(ordered, _status_key, drawing))


def margin_said(margin: Margin | NoMargin, words: Words) -> str:
    """Return a margin of error in words, or why there is none."""
    if not isinstance(margin, Margin):
        return words.say(f"{KEY}.margin.none", why=words.say(f"{KEY}.margin.{margin}"))
    if margin.squared == 0:
        return words.say(f"{KEY}.margin.whole")
    said = words.say(f"{KEY}.margin.points", points=points_said(margin.points, words))
    notes = [
        words.say(f"{KEY}.margin.{name}")
        for name, holds in (("assumed", margin.assumed), ("rough", margin.rough))
        if holds
    ]
    if not notes:
        return said
    why = words.say("value.between").join(notes)
    return words.say(f"{KEY}.margin.noted", said=said, why=why)


def points_said(points: Decimal, words: Words) -> str:
    """Return percentage points with one decimal; what is not 0 is never told as 0."""
    rounded = points.quantize(_TENTH, ROUND_HALF_UP)
    if rounded == 0 and points:
        rounded = _TENTH.copy_sign(points)
    return format_number(rounded, words.language)


def progress_said(share: Fraction, words: Words) -> str:
    """Return a share of a way in whole per cent, all of it only where it is."""
    return format_percent(told_percent(share * 100), words.language)


def status_said(standing: Standing, words: Words) -> str:
    """Return where an indicator stands, and why where the status alone does not say it."""
    status = words.say(f"status.{standing.status}")
    if standing.reason is None:
        return status
    why = words.say(f"{KEY}.reason.{standing.reason}")
    return words.say(f"{KEY}.why", said=status, why=why)


def trend_said(standing: Standing, words: Words) -> str:
    """Return where the last value went, and whether that is towards the target."""
    return words.say(_trend_key(standing))


def way_said(standing: Standing, words: Words) -> str:
    """Return how far an indicator has come, and how far it should have."""
    share = progress_said(standing.progress or Fraction(0), words)
    if standing.expected is None:
        return words.say(f"{KEY}.way", share=share)
    expected = progress_said(standing.expected, words)
    return words.say(f"{KEY}.way_of", share=share, expected=expected)


def _progress(one: Standing, drawing: Drawing) -> str:
    name = drawing.label_of(INDICATORS, one.indicator.row)
    way = way_said(one, drawing.words)
    return drawing.say(f"{KEY}.progress", name=name, way=way)


def _grouped(
    ones: Iterable[Standing], key: Callable[[Standing], str], drawing: Drawing
) -> list[str]:
    """Return the names of what is alike together, each group in a line."""
    groups: dict[str, list[str]] = {}
    for one in ones:
        name = drawing.label_of(INDICATORS, one.indicator.row)
        groups.setdefault(key(one), []).append(name)
    between = drawing.say("value.between-texts")
    return [
        drawing.say(
            f"{KEY}.grouped",
            said=_group_said(group, drawing.words),
            names=between.join(names),
        )
        for group, names in groups.items()
    ]


def _trend_key(one: Standing) -> str:
    return f"{KEY}.trend.{one.trend}{_WAYS[one.is_better]}"


def _status_key(one: Standing) -> str:
    return f"status.{one.status}" + (f" {KEY}.reason.{one.reason}" if one.reason else "")


def _group_said(group: str, words: Words) -> str:
    said, *why = (words.say(part) for part in group.split())
    return words.say(f"{KEY}.why", said=said, why=why[0]) if why else said
