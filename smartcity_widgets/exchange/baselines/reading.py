"""Read the figures of a plan without open questions, and compare them with the workbook."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from smartcity_widgets.tables import is_year, period_in, years_in

from .plan import TOGETHER, Difference, Figure, RefusedFigure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from smartcity_widgets.tables import Table, Value

    from .known import Known
    from .plan import Plan, Proposal

__all__ = ["figures_of", "read_figures", "rows_taken", "texts_wanted"]


def figures_of(plan: Plan, table: Table, known: Known, *, source: str) -> Plan:
    """Return a plan with its figures, compared with those of the workbook."""
    read = list(read_figures(plan, table, known, source=source))
    found = [one for one in read if isinstance(one, Figure)]
    refused = [one for one in read if isinstance(one, RefusedFigure)]
    once, twice = _once(found)
    years = plan.ask("years")
    if years is not None and years.chosen == "latest":
        once = _latest(once)
    order = list(known.indicators)
    once.sort(key=lambda one: (order.index(one.indicator), one.date))
    standing = {(one.indicator, one.date): one for one in known.baselines}
    new, same, differing = [], [], []
    for one in once:
        there = standing.get((one.indicator, one.date))
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


def read_figures(
    plan: Plan, table: Table, known: Known, *, source: str
) -> Iterator[Figure | RefusedFigure | None]:
    """Go through the figures of a plan without open questions.

    A figure that cannot be read is refused; None is one whose value is missing.

    Parameters
    ----------
    source
        Where figures come from that name no source themselves.
    """
    yield from _Reader(plan, table, known, source).figures(rows_taken(plan, table))


def rows_taken(plan: Plan, table: Table) -> list[int]:
    """Return the rows of our place and of the breakdown that was chosen, by position."""
    rows: Iterable[int] = range(len(table.rows))
    for at, wanted in texts_wanted(plan).items():
        texts = table.columns[at].texts
        rows = [one for one in rows if texts[one] == wanted]
    return list(rows)


def texts_wanted(plan: Plan) -> dict[int, str]:
    """Return what the cells of some columns say in the rows that are read."""
    asked = plan.ask("place")
    place = next((one.at for one in plan.columns if one.role == "place"), None)
    chosen = {} if asked is None or place is None else {place: asked.chosen or ""}
    for ask in plan.asks:
        if ask.kind == "breakdown" and ask.chosen not in {None, TOGETHER}:
            chosen[int(ask.name.partition("-")[2])] = ask.chosen or ""
    return chosen


def _once(found: list[Figure]) -> tuple[list[Figure], list[RefusedFigure]]:
    """Return each figure once; those with two values are refused, all of them."""
    by_key: dict[tuple[str, str], list[Figure]] = {}
    for one in found:
        by_key.setdefault((one.indicator, one.date), []).append(one)
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
        if one.indicator not in last or last[one.indicator].date < one.date:
            last[one.indicator] = one
    return list(last.values())


def _year_of(said: str, *, dated: bool) -> str | None:
    """Return the year of a cell, that of its date where the column holds dates."""
    years = years_in(said) if dated else (int(said),) if is_year(said) else ()
    return str(years[0]) if len(years) == 1 else None


@dataclass(frozen=True)
class _Reader:
    plan: Plan
    table: Table
    known: Known
    source: str

    def figures(self, rows: Sequence[int]) -> Iterator[Figure | RefusedFigure | None]:
        by_row = self._of("indicator") is not None
        for series in self.plan.series:
            ask = self.plan.ask(f"indicator-{series.id}")
            if ask is None and not by_row:
                continue  # a column that is not used
            for at, times in series.columns:
                column = self.plan.columns[at]
                for row in rows:
                    yield self._figure(column, row, ask.chosen if ask else None, times)

    def _figure(
        self, column: Proposal, row: int, indicator: str | None, times: tuple[str, ...]
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
        date, said = self._time(column.at, row, times)
        if date is None:
            return RefusedFigure(number, label, "year", said)
        unit = self._unit(column, row, value) or self.known.units.get(indicator, "")
        source = self._text("source", row) or self.source
        return Figure(number, indicator, date, value.value, unit, source, value.flag, said)

    def _text(self, role: str, row: int) -> str:
        one = self._of(role)
        return "" if one is None else one.column.cells[row].text

    def _of(self, role: str) -> Proposal | None:
        return self.plan.by_role.get(role)

    def _time(self, at: int, row: int, times: tuple[str, ...]) -> tuple[str | None, str]:
        asked = self.plan.ask(f"year-{at}")
        if asked is not None and asked.chosen:
            return asked.chosen, ""
        one = self._of("year")
        if one is not None and self.known.time_alone(self.table.columns[at].name) is None:
            return self._said(one, row)
        return (times[0], "") if len(times) == 1 else (None, "")

    def _said(self, one: Proposal, row: int) -> tuple[str | None, str]:
        """Return the time that a cell says, and its text."""
        said = one.column.cells[row].text
        if not self.known.dated:
            return _year_of(said, dated=one.column.kind == "date"), said
        read = one.values[row].value if one.is_dates else None
        return read if isinstance(read, str) else period_in(said), said

    def _unit(self, column: Proposal, row: int, value: Value) -> str:
        return self._text("unit", row) or value.cell.unit or column.column.unit
