"""What a workbook knows before a table is read, and what a plan adds to it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from smartcity_widgets.values import code_of, label_of_indicator
from smartcity_widgets.words import languages

from .known import Baseline, Known

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Indicator, Method
    from smartcity_widgets.words import Words

    from .plan import Figure, Plan

__all__ = ["TABLE", "known_of", "names_in_catalogue", "names_of_place", "rows_of"]

TABLE = "diagnosis/baseline"
"""The table of the baselines."""

_PLACE = ("context/name", "diagnosis/profile_nis_code")
_MOST = 300


def known_of(method: Method, answers: Answers, words: Words) -> Known:
    """Return what a table is understood with.

    Parameters
    ----------
    words
        In which units are said.
    """
    spoken = [answers.words(one) for one in languages()]
    return Known(
        indicators={
            one.id: tuple(dict.fromkeys(names_in_catalogue(one, spoken)))
            for one in method.indicators.values()
        },
        units={
            one.id: words.maybe(f"unit.{one.unit}.other")
            for one in method.indicators.values()
        },
        place=names_of_place(answers),
        baselines=tuple(_baselines(answers)),
    )


def names_of_place(answers: Answers) -> tuple[str, ...]:
    """Return what the municipality is called, and its code."""
    places = (answers.name, *(answers.value(one) for one in _PLACE))
    return tuple(one for one in places if one)


def names_in_catalogue(indicator: Indicator, spoken: Iterable[Words]) -> Iterable[str]:
    """Yield all that an indicator of the catalogue is called."""
    yield indicator.code
    for words in spoken:
        yield words.maybe(f"{indicator.words_key}.name")
        yield label_of_indicator(indicator, words)
        yield code_of(indicator, words)


def _baselines(answers: Answers) -> Iterable[Baseline]:
    for row in answers.rows(TABLE):
        cells = (answers.value(f"{TABLE}/{row}/{one}") for one in _KEY)
        indicator, year, value = cells
        if indicator is not None and year is not None and value is not None:
            yield Baseline(row, indicator, str(year), Decimal(value))


_KEY = ("indicator", "year", "value")


def rows_of(
    plan: Plan, *, replaced: Collection[str], quality: str, columns: Collection[str]
) -> list[dict[str, Any]]:
    """Return what one act writes: the new figures, and those that replace others.

    Parameters
    ----------
    replaced
        The rows whose differing value is replaced.
    quality
        The data quality of all of them; empty where it is not said.
    columns
        The columns that the workbook asks for.
    """
    rows: list[dict[str, Any]] = [
        {"row": one.baseline.row, "cells": _cells(one.figure, quality, columns)}
        for one in plan.differing
        if one.baseline.row in replaced
    ]
    return [*rows, *({"cells": _cells(one, quality, columns)} for one in plan.new)]


def _cells(figure: Figure, quality: str, columns: Collection[str]) -> dict[str, object]:
    source = f"{figure.source} ({figure.flag})" if figure.flag else figure.source
    cells = {
        "indicator": figure.indicator,
        "value": f"{figure.value:f}",
        "unit": figure.unit,
        "year": figure.year,
        "data_quality": quality,
        "source": source[:_MOST],
    }
    return {name: one for name, one in cells.items() if one != "" and name in columns}
