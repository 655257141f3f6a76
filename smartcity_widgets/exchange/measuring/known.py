"""What a workbook knows before measurements are read: its indicators and their values."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from smartcity_widgets.exchange.baselines import Baseline, Known, names_of_place
from smartcity_widgets.exchange.baselines.workbook import names_in_catalogue
from smartcity_widgets.words import languages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method

__all__ = ["INDICATORS", "TABLE", "Measurable", "known_of"]

TABLE = "results/measurements"
"""The table of the measurements."""

INDICATORS = "evaluation/indicators"
"""The table of the indicators."""

_COLUMNS = (
    "name",
    "code",
    "catalogue",
    "unit",
    "aggregation",
    "baseline_value",
    "baseline_date",
)


@dataclass(frozen=True)
class Measurable(Known):
    """What measurements are understood with; `baselines` are those of the workbook.

    Attributes
    ----------
    labels
        Id of an indicator to what it is called.
    aggregations
        Id of an indicator to how its values are brought together, where that is said.
    starts
        The baselines of the indicators themselves, from which their series begin.
    breaks
        The rows of measurements that say that their definition or source changed.
    """

    dated: bool = True
    labels: Mapping[str, str] = field(default_factory=dict)
    aggregations: Mapping[str, str] = field(default_factory=dict)
    starts: tuple[Baseline, ...] = ()
    breaks: frozenset[str] = frozenset()


def known_of(method: Method, answers: Answers) -> Measurable:
    """Return what measurements are understood with."""
    spoken = [answers.words(one) for one in languages()]
    names: dict[str, tuple[str, ...]] = {}
    units, labels, aggregations = {}, {}, {}
    starts = []
    for row in answers.table(INDICATORS, _COLUMNS):
        catalogue = method.indicators.get(row.get("catalogue", ""))
        called = [row.get("name"), row.get("code")]
        called += names_in_catalogue(catalogue, spoken) if catalogue else ()
        named = tuple(dict.fromkeys(one for one in called if one))
        names[row["id"]] = named
        labels[row["id"]] = named[0] if named else row["id"]
        units[row["id"]] = row.get("unit", "")
        if "aggregation" in row:
            aggregations[row["id"]] = row["aggregation"]
        if {"baseline_value", "baseline_date"} <= row.keys():
            value = Decimal(row["baseline_value"])
            starts.append(Baseline("", row["id"], row["baseline_date"], value))
    standing, breaks = _standing(answers)
    return Measurable(
        indicators=names,
        units=units,
        place=names_of_place(answers),
        baselines=standing,
        labels=labels,
        aggregations=aggregations,
        starts=tuple(starts),
        breaks=breaks,
    )


def _standing(answers: Answers) -> tuple[tuple[Baseline, ...], frozenset[str]]:
    rows = list(_measurements(answers))
    return (
        tuple(one for one, _ in rows),
        frozenset(one.row for one, is_break in rows if is_break),
    )


def _measurements(answers: Answers) -> Iterator[tuple[Baseline, bool]]:
    for row in answers.table(TABLE, ("indicator", "date", "value", "series_break")):
        if {"indicator", "date", "value"} <= row.keys():
            value = Decimal(row["value"])
            one = Baseline(row["id"], row["indicator"], row["date"], value)
            yield one, row.get("series_break") is True
