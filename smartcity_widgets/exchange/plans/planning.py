"""Make a plan of a table: what its columns are for, what is asked, then its actions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from smartcity_widgets.tables.numerals import missing_in

from .amounts import amount_in, marks_of, names_currency, unit_of
from .days import orders
from .meanings import asks_of
from .plan import Ask, Plan, Proposal
from .reading import read_actions
from .roles import AMOUNTS, DAYS, ROLES, proposed_roles

if TYPE_CHECKING:
    from smartcity_widgets.tables import Table

    from .known import Known
    from .roles import Role

__all__ = ["Choices", "best_sheet", "plan_of"]

Choices = Mapping[str, str]
"""What somebody chose: the name of a question, or ``role-3``, to the choice."""

_BUDGETS = ("capex", "opex", "note")
_UNITS = ("1", "1000", "1000000")
_WORDED = ("status", "kind", "dimension", "objective", "owner")
_DAY_READINGS = {"day": "day-first", "month": "month-first"}
_MARK_READINGS = {".": "point", ",": "comma"}


def plan_of(table: Table, known: Known, chosen: Choices, *, source: str) -> Plan:
    """Return what becomes of a table.

    Parameters
    ----------
    source
        The name of the file, which the notes of each project name.
    """
    planning = _Planning(table, known, chosen)
    columns = planning.columns()
    if "title" not in known.roles:  # a client hides the projects
        return Plan(columns, ())
    by_role: dict[str, tuple[Proposal, ...]] = {}
    for one in columns:
        by_role[one.role] = (*by_role.get(one.role, ()), one)
    plan = Plan(columns, tuple(planning.asks), by_role=MappingProxyType(by_role))
    found = read_actions(plan, table, known, chosen, source=source)
    if found.same and not found.new:  # all of it was added before: nothing is asked
        plan = replace(plan, asks=())
    if plan.open:
        return plan
    return replace(
        plan, new=found.new, same=found.same, left=found.left, doubts=found.doubts
    )


def best_sheet(tables: Mapping[int, Table], known: Known) -> int:
    """Return the sheet that looks most like a plan: whose headings speak for most roles."""
    scores = {
        at: len({*proposed_roles(one.columns, {}, known.roles)} - {"note", "ignored"})
        for at, one in tables.items()
    }
    return max(scores, key=lambda at: (scores[at], -at), default=0)


@dataclass(frozen=True)
class _Planning:
    table: Table
    known: Known
    chosen: Choices

    @cached_property
    def roles(self) -> tuple[Role, ...]:
        """What each column is for; a budget is what was chosen for it."""
        picked: dict[int, Role] = {}
        for name, one in self.chosen.items():
            what, _, at = name.partition("-")
            if name == "title":
                what, at, one = "role", one, "title"  # noqa: PLW2901
            role = next((each for each in ROLES if each == one), None)
            if what == "role" and at.isdigit() and role is not None:
                picked[int(at)] = role
        return proposed_roles(self.table.columns, picked, self.known.roles)

    def columns(self) -> tuple[Proposal, ...]:
        """Return each column with its role and how it is read."""
        found = []
        for at, (column, role) in enumerate(
            zip(self.table.columns, self.roles, strict=True)
        ):
            budget = self.ask(f"budget-{at}")
            if role == "budget" and budget is not None and budget.chosen:
                role = next(one for one in ROLES if one == budget.chosen)  # noqa: PLW2901
            reading = self.ask(f"reading-{at}")
            unit = self.ask(f"unit-{at}")
            found.append(
                Proposal(
                    at,
                    column,
                    role,
                    self._plain_reading(at) if reading is None else reading.chosen or "",
                    int(unit.chosen or 1) if unit is not None else 1,
                )
            )
        return tuple(found)

    def ask(self, name: str) -> Ask | None:
        """Return the question of this name, if it is asked."""
        return next((one for one in self.asks if one.name == name), None)

    @cached_property
    def asks(self) -> list[Ask]:
        """All that is asked: of the columns first, then of what stands in them."""
        asks: list[Ask] = []
        if "title" not in self.roles and "subtitle" not in self.roles:
            texts = [
                str(at)
                for at, one in enumerate(self.table.columns)
                if one.kind == "text" and self.roles[at] in {"note", "ignored"}
            ]
            asks.append(Ask("title", "", tuple(texts)))
        for at, role in enumerate(self.roles):
            if role in AMOUNTS:
                asks += self._of_amounts(at, role)
            elif role in DAYS:
                asks += self._of_reading(at)
        for worded in _WORDED:
            texts = [
                text
                for one, column in zip(self.roles, self.table.columns, strict=True)
                if one == worded
                for text in column.texts
                if missing_in(text) is None
            ]
            asks += asks_of(worded, texts, self.known, self.chosen)
        return asks

    def _of_amounts(self, at: int, role: Role) -> list[Ask]:
        column = self.table.columns[at]
        if not any(one.filled for one in column.cells):
            return []
        asks = []
        if role == "budget":
            asks.append(
                Ask(
                    f"budget-{at}",
                    column.label,
                    _BUDGETS,
                    self._picked(f"budget-{at}", _BUDGETS),
                )
            )
        asks += self._of_reading(at)
        told = str(unit_of(column.name, column.group, column.help))
        plain = told == "1" and names_currency(column.name, self.known.currency)
        if not plain and any(self._counts(at, one) for one in range(len(column.cells))):
            name = f"unit-{at}"
            picked = self._picked(name, _UNITS) or told
            asks.append(Ask(name, column.label, _UNITS, picked, needed=False))
        return asks

    def _counts(self, at: int, row: int) -> bool:
        """Whether an amount says itself nothing of thousands: the heading decides."""
        cell = self.table.columns[at].cells[row]
        one, thousand = (
            amount_in(cell, unit=unit, mark=",", currency=self.known.currency)
            for unit in (1, 1_000)
        )
        if one is None or thousand is None or not thousand.value:
            return False
        return one.value != thousand.value

    def _readings(self, at: int) -> tuple[str, ...]:
        """Return how a column can be read, where its marks or days make a difference."""
        column, role = self.table.columns[at], self.roles[at]
        if role in AMOUNTS:
            marks = marks_of(column.cells, self.known.currency)
            return tuple(_MARK_READINGS[one] for one in marks)
        if role in DAYS:
            return tuple(
                _DAY_READINGS[one] for one in orders(column.cells, self.known.words)
            )
        return ()

    def _plain_reading(self, at: int) -> str:
        readings = self._readings(at)
        return readings[0] if len(readings) == 1 else ""

    def _of_reading(self, at: int) -> list[Ask]:
        readings = self._readings(at)
        if len(readings) < 2:  # noqa: PLR2004
            return []
        name = f"reading-{at}"
        label = self.table.columns[at].label
        return [Ask(name, label, readings, self._picked(name, readings))]

    def _picked(self, name: str, options: tuple[str, ...]) -> str | None:
        found = self.chosen.get(name)
        return found if found in options else None
