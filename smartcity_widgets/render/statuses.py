"""Where an indicator stands and what was decided, each with a sign beside its word."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from smartcity_widgets.values.amounts import format_number
from smartcity_widgets.values.dates import format_day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smartcity_widgets.analysis.measurements import Measurement
    from smartcity_widgets.analysis.measuring import Indicator
    from smartcity_widgets.analysis.monitoring import Status
    from smartcity_widgets.words import Words

__all__ = ["STATUS_SIGNS", "VERDICT_SIGNS", "measured_said", "status_said"]

STATUS_SIGNS: Mapping[Status, str] = MappingProxyType(
    {
        "not_assessable": "–",
        "reached": "★",
        "too_early": "○",
        "no_data": "?",
        "on_track": "✓",
        "at_risk": "▲",
        "off_track": "✕",
    }
)
"""Status to its sign, which differs in shape: colour is never alone."""

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
    return words.say(f"thread.status.{status}")


def measured_said(one: Measurement, indicator: Indicator, words: Words) -> str:
    """Return a measurement in words: its value with the unit, and its date."""
    value = format_number(one.value, words.language)
    if indicator.unit:
        value = words.say("value.with-unit", value=value, unit=indicator.unit)
    return words.say("thread.measured", value=value, date=format_day(one.date, words))
