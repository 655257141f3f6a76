"""What one act writes of measurements, and in words how a value was brought down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from smartcity_widgets.values.dates import format_day
from smartcity_widgets.values.limits import LENGTHS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from smartcity_widgets.words import Words

    from .outcome import Measured, Summary, Taken

__all__ = ["entries_of", "summary_said"]

_QUARTER = 3


def entries_of(
    measured: Measured,
    words: Words,
    *,
    author: str,
    quality: str = "",
    replaced: Collection[str],
    columns: Collection[str],
) -> list[dict[str, Any]]:
    """Return what one act writes: the new values, and those that replace others.

    Parameters
    ----------
    words
        In which it is said how a value was brought down: those of the workbook.
    author
        Who enters values that nobody else sent.
    quality
        The data quality of values of which it is not said.
    replaced
        The rows whose differing value is replaced.
    columns
        The columns that the workbook asks for.
    """

    def cells(one: Taken) -> Mapping[str, object]:
        return _cells(one, words, author=author, quality=quality, columns=columns)

    changed = [
        {"row": one.baseline.row, "cells": cells(one.figure)}  # type: ignore[arg-type]
        for one in measured.differing
        if one.baseline.row in replaced
    ]
    return [*changed, *({"cells": cells(one)} for one in measured.new)]  # type: ignore[arg-type]


def _cells(
    one: Taken, words: Words, *, author: str, quality: str, columns: Collection[str]
) -> Mapping[str, object]:
    source = f"{one.source} ({one.flag})" if one.flag else one.source
    said = summary_said(one.summary, words) if one.summary else one.comment
    cells = {
        "indicator": one.indicator,
        "date": one.date,
        "value": f"{one.value:f}",
        "data_quality": one.quality or quality,
        "source": _cut(source),
        "entered_by": _cut(one.person or author),
        "comment": _cut(said),
    }
    return {name: cell for name, cell in cells.items() if cell and name in columns}


def _cut(text: str) -> str:
    most = LENGTHS["text"]
    return text if len(text) <= most else f"{text[: most - 1]}…"


def summary_said(summary: Summary, words: Words) -> str:
    """Return how several values became one: ``mean of 744 values, January 2025``."""
    date = summary.date
    period = format_day(date, words)
    if summary.size == "quarter":
        number = int(date[5:7]) // _QUARTER
        period = words.say("measure.quarter", n=number, year=date[:4])
    said = words.count(f"measure.summary.{summary.by}", summary.count, period=period)
    if summary.places is None:
        return said
    return words.count("measure.rounded", summary.places, said=said)
