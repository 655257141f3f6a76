"""Where an indicator stands, in words with its numbers: the same on every page.

The status is the rule's word; the sentence beside it says why, so that nobody has to
believe it: how far, how far it should be by then, or what is missing.
"""

from __future__ import annotations

from decimal import Decimal, localcontext
from types import MappingProxyType
from typing import TYPE_CHECKING

from smartcity_widgets.analysis.monitoring import FRESH, INTERVALS
from smartcity_widgets.values.amounts import format_number, format_percent, format_with_unit
from smartcity_widgets.values.dates import format_day

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from smartcity_widgets.analysis.measurements import Measurement
    from smartcity_widgets.analysis.measuring import Indicator
    from smartcity_widgets.analysis.monitoring import Standing, Status
    from smartcity_widgets.words import Words

__all__ = [
    "STATUS_SIGNS",
    "VERDICT_SIGNS",
    "aim_said",
    "because",
    "last_said",
    "measured_said",
    "share_said",
    "status_said",
    "trend_said",
    "value_said",
]

KEY = "standing"
_PLACES = Decimal("0.01")
_PRECISION = 60  # a tiny distance makes the share of a large value longer than 28 digits

STATUS_SIGNS: Mapping[Status, str] = MappingProxyType(
    {
        "not_assessable": "–",
        "reached": "✓",
        "too_early": "◷",
        "no_data": "?",
        "on_track": "●",
        "at_risk": "▲",
        "off_track": "✕",
    }
)
"""Status to its sign in a text: each of its own form, its word beside it."""

VERDICT_SIGNS: Mapping[str, str] = MappingProxyType(
    {
        "continue": "→",
        "adjust": "↻",
        "scale_up": "↑",
        "replicate": "⇉",
        "pause": "‖",
        "stop": "■",
    }
)
"""Verdict of a decision to its sign."""


def status_said(status: Status, words: Words) -> str:
    """Return the word of a status."""
    return words.say(f"status.{status}")


def value_said(value: Decimal, indicator: Indicator, words: Words) -> str:
    """Return a value as the language writes it, with the indicator's unit."""
    return format_with_unit(value, indicator.unit, words)


def aim_said(indicator: Indicator, words: Words) -> str:
    """Return the value to reach, or the range to stay in; empty where there is none."""
    low, high = indicator.target_low, indicator.target_high
    if indicator.target_value is not None and indicator.direction != "range":
        return value_said(indicator.target_value, indicator, words)
    if low is None or high is None:
        return ""
    ends = {
        name: format_number(value, words.language)
        for name, value in (("low", low), ("high", high))
    }
    span = words.say(f"{KEY}.range", **ends)
    if not indicator.unit:
        return span
    return words.say("value.with-unit", value=span, unit=indicator.unit)


def last_said(one: Standing, words: Words) -> str:
    """Return the last value with its date; empty while nothing was measured."""
    return "" if one.last is None else measured_said(one.last, one.indicator, words)


def measured_said(one: Measurement, indicator: Indicator, words: Words) -> str:
    """Return a measurement in words: its value with the unit, and its date."""
    value = value_said(one.value, indicator, words)
    return words.say(f"{KEY}.dated", value=value, date=format_day(one.date, words))


def trend_said(one: Standing, words: Words) -> str:
    """Return where the last value went since the one before; empty where nobody can say.

    Across a changed definition or source it says just that.
    """
    if one.last is not None and one.last.series_break:
        return words.say(f"{KEY}.trend.break")
    if one.trend is None:
        return ""
    said = words.say(f"{KEY}.trend.{one.trend}")
    if one.is_better is None:
        return said
    judged = words.say(f"{KEY}.trend.{'better' if one.is_better else 'worse'}")
    return words.say(f"{KEY}.trend.judged", trend=said, judged=judged)


def share_said(share: Fraction, words: Words) -> str:
    """Return a share as a percentage, with two decimals at most."""
    percent = share * 100
    with localcontext(prec=_PRECISION):
        exact = Decimal(percent.numerator) / Decimal(percent.denominator)
        rounded = exact.quantize(_PLACES)
        whole = rounded.to_integral_value()
        shown = whole if whole == rounded else rounded.normalize()
    return format_percent(shown, words.language)


def because(one: Standing, words: Words) -> str:
    """Return one sentence that says why an indicator has its status."""
    match one.status:
        case "not_assessable":
            return words.say(f"{KEY}.not_assessable.{one.reason}")
        case "no_data":
            return _without_data(one, words)
        case "too_early":
            day = one.indicator.effect_from or ""
            return words.say(f"{KEY}.too_early", date=format_day(day, words))
        case "reached":
            return words.say(f"{KEY}.reached", aim=aim_said(one.indicator, words))
    if one.progress is None or one.expected is None:
        return words.say(f"{KEY}.left", aim=aim_said(one.indicator, words))
    key = "backwards" if one.progress < 0 else "way"
    return words.say(
        f"{KEY}.{key}",
        progress=share_said(abs(one.progress), words),
        expected=share_said(one.expected, words),
        date=format_day(one.date or "", words),
    )


def _without_data(one: Standing, words: Words) -> str:
    if one.last is None:
        return words.say(f"{KEY}.no_data.none")
    often = one.indicator.frequency or ""
    days = int(FRESH * INTERVALS[often])
    return words.count(
        f"{KEY}.no_data.stale",
        (one.on - one.last.day).days,
        most=days,
        date=format_day(one.last.date, words),
    )
