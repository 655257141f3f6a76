"""What a workbook knows before a table is read: its place, indicators and baselines."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from smartcity_widgets.tables import period_in, year_alone, years_in
from smartcity_widgets.values import folded as words_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

__all__ = ["Baseline", "Known", "folded", "named"]


@dataclass(frozen=True, slots=True)
class Baseline:
    """A figure that stands in the workbook; `row` is the id of its row.

    Attributes
    ----------
    date
        As the workbook stores a date: ``2019``, or finer where figures are dated.
    """

    row: str
    indicator: str
    date: str
    value: Decimal


@dataclass(frozen=True)
class Known:
    """What a table is understood with.

    Attributes
    ----------
    indicators
        Id of each indicator to all that it is called: its code, its name in each language.
    units
        Id of an indicator to its unit in words, for figures that say none.
    place
        What the municipality is called, and its codes.
    baselines
        What stands in the workbook.
    dated
        Whether a figure may stand for a month or a day, not only for a year.
    """

    indicators: Mapping[str, tuple[str, ...]]
    units: Mapping[str, str] = field(default_factory=dict)
    place: tuple[str, ...] = ()
    baselines: tuple[Baseline, ...] = ()
    dated: bool = False

    def indicator(self, text: str) -> str:
        """Return the id of the only indicator a text names; empty where there is none."""
        if text in self.indicators:
            return text
        found = self._called.get(folded(text), ())
        return found[0] if len(found) == 1 else ""

    def is_place(self, text: str) -> bool:
        """Whether a text names the municipality."""
        return bool(text) and folded(text) in self._place

    def time_alone(self, heading: str) -> str | None:
        """Return the time that a heading is, and hardly more: ``2019``, or ``2019-03``."""
        year = year_alone(heading)
        if year is not None:
            return str(year)
        return period_in(heading) if self.dated else None

    def times_in(self, heading: str) -> tuple[str, ...]:
        """Return the times that a heading names: one it is alone, or all its years."""
        alone = self.time_alone(heading)
        return (alone,) if alone else tuple(str(one) for one in years_in(heading))

    @cached_property
    def _called(self) -> Mapping[str, tuple[str, ...]]:
        called: dict[str, tuple[str, ...]] = {}
        for name, all_of_them in self.indicators.items():
            for one in {folded(one) for one in (name, *all_of_them)} - {""}:
                called[one] = (*called.get(one, ()), name)
        return MappingProxyType(called)

    @cached_property
    def _place(self) -> frozenset[str]:
        return frozenset(folded(one) for one in self.place) - {""}


@lru_cache(maxsize=65_536)
def folded(text: str) -> str:
    """Return the words of a text without accents, capitals and signs.

    Examples
    --------
    >>> folded("Énergie_(PM 2.5)")
    'energie pm 2.5'
    """
    return " ".join(words_of(text))


def named(text: str, names: frozenset[str]) -> bool:
    """Whether a heading has one of some words in it."""
    return not names.isdisjoint(folded(text).split())
