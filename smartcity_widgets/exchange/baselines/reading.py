"""Read the figures of a plan without open questions, and compare them with the workbook."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from smartcity_widgets.tables import is_year, year_alone, years_in

from .plan import Difference, Figure, RefusedFigure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from smartcity_widgets.tables import Table, Value

    from .known import Known
    from .plan import Plan, Proposal

__all__ = ["figures_of"]


def figures_of(
    plan: Plan, table: Table, known: Known, rows: Sequence[int], *, source: str
) -> Plan:
    """Return a plan with its figures.

    Parameters
    ----------
    rows
        The rows that count, by their position in the table.
    """
    read = list(_Reader(plan, table, known, source).figures(rows))
    found = [one for one in read if isinstance(one, Figure)]
    refused = [one for one in read if isinstance(one, RefusedFigure)]
    once, twice = _once(found)
    years = plan.ask("years")
    if years is not None and years.chosen == "latest":
        once = _latest(once)
    order = list(known.indicators)
    once.sort(key=lambda one: (order.index(one.indicator), one.year))
    standing = {(one.indicator, one.year): one for one in known.baselines}
    new, same, differing = [], [], []
    for one in once:
        there = standing.get((one.indicator, one.year))
        if there is None:
            new.append(one)
        elif there.value == one.value:
            same.append(one)
        else:
            differing.append(Difference(one, there))
    return replace(
        plan,
        new=tuple(new),
        same=tuple(same),
        differing=tuple(differing),
        refused=(*refused, *twice),
        missing=sum(one is None for one in read),
    )


def _once(found: list[Figure]) -> tuple[list[Figure], list[RefusedFigure]]:
    """Return each figure once; those with two values are refused, all of them."""
    by_key: dict[tuple[str, int], list[Figure]] = {}
    for one in found:
        by_key.setdefault((one.indicator, one.year), []).append(one)
    once, twice = [], []
    for several in by_key.values():
        if len({one.value for one in several}) == 1:
            once.append(several[0])
        else:
            twice += [
                RefusedFigure(one.row, "", "twice", f"{one.value:f}") for one in several
            ]
    return once, twice


def _latest(found: list[Figure]) -> list[Figure]:
    """Return the figure of the last year of each indicator."""
    last: dict[str, Figure] = {}
    for one in found:
        if one.indicator not in last or last[one.indicator].year < one.year:
            last[one.indicator] = one
    return list(last.values())


def _year_of(said: str, *, dated: bool) -> int | None:
    """Return the year of a cell, that of its date where the column holds dates."""
    years = years_in(said) if dated else (int(said),) if is_year(said) else ()
    return years[0] if len(years) == 1 else None


@dataclass(frozen=True)
class _Reader:
    plan: Plan
    table: Table
    known: Known
    source: str

    def figures(self, rows: Sequence[int]) -> Iterator[Figure | RefusedFigure | None]:
        """Go through the figures; None is one whose value is missing."""
        by_row = self._of("indicator") is not None
        for series in self.plan.series:
            ask = self.plan.ask(f"indicator-{series.id}")
            if ask is None and not by_row:
                continue  # a column that is not used
            for at, years in series.columns:
                column = self.plan.columns[at]
                for row in rows:
                    yield self._figure(column, row, ask.chosen if ask else None, years)

    def _figure(
        self, column: Proposal, row: int, indicator: str | None, years: tuple[int, ...]
    ) -> Figure | RefusedFigure | None:
        value = column.values[row]
        number, label = self.table.rows[row], column.column.label
        if value.refused:
            return RefusedFigure(number, label, value.refused, value.cell.text)
        if not isinstance(value.value, Decimal):
            return None
        named = self._text("indicator", row)
        indicator = indicator or self.known.indicator(named)
        if not indicator:
            return RefusedFigure(number, label, "indicator", named)
        year, said = self._year(column.at, row, years)
        if year is None:
            return RefusedFigure(number, label, "year", said)
        unit = self._unit(column, row, value) or self.known.units.get(indicator, "")
        source = self._text("source", row) or self.source
        return Figure(number, indicator, year, value.value, unit, source, value.flag)

    def _text(self, role: str, row: int) -> str:
        one = self._of(role)
        return "" if one is None else one.column.cells[row].text

    def _of(self, role: str) -> Proposal | None:
        return next((one for one in self.plan.columns if one.role == role), None)

    def _year(self, at: int, row: int, years: tuple[int, ...]) -> tuple[int | None, str]:
        asked = self.plan.ask(f"year-{at}")
        if asked is not None and asked.chosen:
            return int(asked.chosen), ""
        if self._of("year") is not None and not self._is_by_year(at):
            said = self._text("year", row)
            return _year_of(said, dated=self._of_kind("year", "date")), said
        return (years[0], "") if len(years) == 1 else (None, "")

    def _of_kind(self, role: str, kind: str) -> bool:
        one = self._of(role)
        return one is not None and one.column.kind == kind

    def _is_by_year(self, at: int) -> bool:
        return year_alone(self.table.columns[at].name) is not None

    def _unit(self, column: Proposal, row: int, value: Value) -> str:
        return self._text("unit", row) or value.cell.unit or column.column.unit
