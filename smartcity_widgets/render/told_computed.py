"""What follows from other answers and is no number, in words: one line for each thing said.

The four computed answers of monitoring: how far indicators have come, where they go, where
they stand; and how sure the share of a survey is.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from smartcity_widgets.analysis.measuring import INDICATORS
from smartcity_widgets.analysis.monitoring import STATUSES
from smartcity_widgets.analysis.surveys import Margin
from smartcity_widgets.values.amounts import format_number

from .standing import share_said, status_said, trend_said

if TYPE_CHECKING:
    from collections.abc import Iterable

    from smartcity_widgets.analysis.monitoring import Standing
    from smartcity_widgets.analysis.surveys import NoMargin
    from smartcity_widgets.words import Words

    from .drawing import Drawing

__all__ = ["margin_said", "points_said", "told_computed"]

KEY = "computed"
_TENTH = Decimal("0.1")


def told_computed(drawing: Drawing, formula: str, value: Any) -> str:  # noqa: ANN401
    """Return what a formula of `smartcity_widgets.analysis.computed.TOLD` gave, in words.

    Lines are separated by a line feed.
    """
    words = drawing.words
    if formula == "margin_of_error":
        return margin_said(value, words)
    if formula == "progress_to_target":
        return "\n".join(_progress(one, drawing) for one in value)
    if formula == "trend":
        return _grouped(((trend_said(one, words), one) for one in value), drawing)
    ordered = sorted(value, key=lambda one: STATUSES.index(one.status))
    return _grouped(((status_said(one.status, words), one) for one in ordered), drawing)


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
    why = words.say("value.between-texts").join(notes)
    return words.say(f"{KEY}.margin.noted", said=said, why=why)


def points_said(points: Decimal, words: Words) -> str:
    """Return percentage points with one decimal; what is not 0 is never told as 0."""
    rounded = points.quantize(_TENTH, ROUND_HALF_UP)
    if rounded == 0 and points:
        rounded = _TENTH.copy_sign(points)
    return format_number(rounded, words.language)


def _progress(one: Standing, drawing: Drawing) -> str:
    name = drawing.label_of(INDICATORS, one.indicator.row)
    shares = {
        key: share_said(share, drawing.words)
        for key, share in (("share", one.progress), ("expected", one.expected))
        if share is not None
    }
    key = "progress_of" if "expected" in shares else "progress"
    return drawing.say(f"{KEY}.{key}", name=name, **shares)


def _grouped(ones: Iterable[tuple[str, Standing]], drawing: Drawing) -> str:
    """Return the names of what is alike together, each group in a line."""
    groups: dict[str, list[str]] = {}
    for said, one in ones:
        name = drawing.label_of(INDICATORS, one.indicator.row)
        groups.setdefault(said, []).append(name)
    between = drawing.say("value.between-texts")
    lines = (
        drawing.say(f"{KEY}.grouped", said=said, names=between.join(names))
        for said, names in groups.items()
    )
    return "\n".join(lines)
