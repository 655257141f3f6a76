"""Bring many values down to one for each indicator and period, exactly, as they pass by.

What is kept does not grow with the number of values, only with that of the periods.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Context, Decimal, Inexact, localcontext
from fractions import Fraction
from typing import TYPE_CHECKING

from smartcity_widgets.tables import moment_in, period_of

from .outcome import Summary, Taken, Twice

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from smartcity_widgets.exchange.baselines import Figure

__all__ = ["Tallies"]

_EXACT = Context(prec=200, traps=[Inexact])
_MORE_PLACES = 2
"""Decimals of a mean beyond those of its values."""

_SHOWN = 8


class Tallies:
    """The values of some files, by indicator and date.

    Parameters
    ----------
    size
        The period to which they are brought down; empty for the dates as they are.
    by
        How; empty where nobody said.
    usual
        How the values of an indicator are brought together, where the workbook says.
    """

    def __init__(self, size: str, by: str, usual: Mapping[str, str]) -> None:
        self._size, self._by, self._usual = size, by, usual
        self._found: dict[tuple[str, str], _Tally] = {}

    def add(self, figure: Figure, file: str) -> bool:
        """Take a value in; return whether its date is as fine as the period."""
        given = isinstance(figure, Taken)  # somebody was asked for this very value
        size = "" if given else self._size
        date = period_of(figure.date, size) if size else figure.date
        if date is None:
            return False
        key = (figure.indicator, date)
        tally = self._found.get(key)
        if tally is None:
            tally = self._found[key] = _Tally(figure, file)
        tally.add(figure)
        return True

    def _how(self, indicator: str) -> str:
        return self._by or self._usual.get(indicator, "")

    @property
    def waiting(self) -> bool:
        """Whether somebody has to say how several values become one."""
        return any(
            not self._how(indicator) and (self._is_summed(one) or one.differ)
            for (indicator, _), one in self._found.items()
        )

    @property
    def several(self) -> bool:
        """Whether any date has several values that differ, or a period is wanted."""
        return bool(self._size) or any(one.differ for one in self._found.values())

    def _is_summed(self, one: _Tally) -> bool:
        return bool(self._size) and not isinstance(one.first, Taken)

    def twice(self) -> tuple[Twice, ...]:
        """Return where one date has values that differ, and nobody said what then."""
        return tuple(
            Twice(indicator, date, one.count, tuple(one.values), tuple(one.rows))
            for (indicator, date), one in sorted(self._found.items())
            if one.differ and not self._how(indicator) and not self._is_summed(one)
        )

    def taken(self) -> Iterator[Taken]:
        """Yield one value for each indicator and date; none while that is to be said."""
        for (indicator, date), one in self._found.items():
            how = self._how(indicator)
            chosen = bool(self._by) and one.count > 1
            if self._is_summed(one) or chosen or one.differ:
                if how:
                    yield one.brought_down(how, date, self._size)
            else:
                yield replace(one.one(one.first.value), date=date)


class _Tally:
    """The values of one indicator at one date."""

    __slots__ = (
        "count",
        "differ",
        "file",
        "first",
        "last",
        "places",
        "rows",
        "total",
        "values",
    )

    def __init__(self, first: Figure, file: str) -> None:
        self.first, self.file = first, file
        self.count, self.total, self.places = 0, Decimal(0), 0
        self.differ = False
        self.values: list[Decimal] = []
        self.rows: list[int] = []
        self.last: tuple[object, Decimal] | None = None

    def add(self, figure: Figure) -> None:
        value = figure.value
        self.count += 1
        self.differ = self.differ or value != self.first.value
        with localcontext(_EXACT):
            self.total += value
        exponent = value.as_tuple().exponent
        if isinstance(exponent, int) and -exponent > self.places:
            self.places = -exponent
        if len(self.values) < _SHOWN:
            self.values.append(value)
            self.rows.append(figure.row)
        when = (figure.date, moment_in(figure.said), figure.row)
        if self.last is None or when > self.last[0]:  # type: ignore[operator]
            self.last = (when, value)

    def one(self, value: Decimal) -> Taken:
        """Return the value as one that would be added."""
        if isinstance(self.first, Taken):
            return replace(self.first, value=value, file=self.file)
        given = {
            name: getattr(self.first, name) for name in self.first.__dataclass_fields__
        }
        return Taken(**given | {"value": value, "file": self.file})

    def brought_down(self, how: str, date: str, size: str) -> Taken:
        """Return what the values come to."""
        value, places = self.total, None
        if how == "count":
            value = Decimal(self.count)
        elif how == "last" and self.last is not None:
            value = self.last[1]
        elif how == "mean":
            value, places = _mean(self.total, self.count, self.places + _MORE_PLACES)
        summary = Summary(how, self.count, date, size, places)
        unit = "" if how == "count" else self.first.unit
        return replace(self.one(value), date=date, summary=summary, unit=unit, flag="")


def _mean(total: Decimal, count: int, places: int) -> tuple[Decimal, int | None]:
    """Return a mean, and to how many decimals it was rounded; None where it is exact."""
    exact = Fraction(total) / count
    scaled = exact * 10**places
    whole = round(scaled)
    with localcontext(_EXACT):
        value = Decimal(whole).scaleb(-places)
        value = value.normalize() if value else Decimal(0)
    return value, None if whole == scaled else places
