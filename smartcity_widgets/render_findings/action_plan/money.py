"""What the plan costs, in tables: by dimension, by kind, and by year."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from smartcity_widgets.analysis.portfolio import balance_of
from smartcity_widgets.analysis.projects import KINDS
from smartcity_widgets.analysis.spending import SORTS
from smartcity_widgets.values.amounts import format_money

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartcity_widgets.analysis.portfolio import Portfolio, YearOfCosts

    from ..told import Told

__all__ = ["Balance", "Years", "balances", "money", "with_vat", "years"]

KEY = "findings.action-plan"


@dataclass(frozen=True, slots=True)
class Balance:
    """The plan by dimension, or by kind: label, how many projects, what they cost."""

    title: str
    head: str
    amount: str
    lines: tuple[tuple[str, str, str], ...]
    total: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Years:
    """The plan by year: the sorts of costs there are, a line for each year, the rule."""

    heads: tuple[str, ...]
    caption: str
    lines: tuple[tuple[str, tuple[str, ...]], ...]
    total: tuple[str, ...]
    notes: tuple[str, ...]


def money(amount: Decimal, found: Portfolio, told: Told) -> str:
    """Return an amount in the workbook's currency."""
    return format_money(amount, found.currency, told.words.language)


def with_vat(amount: Decimal, found: Portfolio, told: Told) -> str:
    """Return an amount, and whether VAT is in it."""
    vat = told.say(f"chart.projects.vat.{found.vat}")
    return told.say(f"{KEY}.with_vat", amount=money(amount, found, told), vat=vat)


def balances(found: Portfolio, told: Told) -> tuple[Balance, ...]:
    """Return how the plan is balanced, by dimension and by kind."""
    dimensions = told.method.choice_lists["dimension"]
    return (
        _balance(found, "dimension", dimensions, told),
        _balance(found, "kind", KINDS, told),
    )


def _balance(found: Portfolio, by: str, choices: Sequence[str], told: Told) -> Balance:
    named = {"dimension": "dimension", "kind": "project_kinds"}[by]
    shares = balance_of(found, by, choices)
    vat = told.say(f"chart.projects.vat.{found.vat}")
    return Balance(
        title=told.say(f"{KEY}.balance.{by}"),
        head=told.say(f"{KEY}.by.{by}"),
        amount=told.say(f"{KEY}.capex_vat", vat=vat),
        lines=tuple(
            (
                told.say(f"choice.{named}.{one.id}" if one.id else f"{KEY}.no_{by}"),
                str(one.count) if one.count else told.say(f"{KEY}.no_project"),
                money(one.capex, found, told) if one.capex else told.say("chart.none"),
            )
            for one in shares
        ),
        total=(
            told.say(f"{KEY}.total"),
            str(len(found.projects)),
            money(found.sums["capex"].total, found, told),
        ),
    )


def years(found: Portfolio, told: Told) -> Years | None:
    """Return what the plan costs by year; None while no amount is known."""
    if not found.years:
        return None
    sorts = [sort for sort in SORTS if any(one.amounts[sort] for one in found.years)] or [
        "capex"
    ]
    vat = told.say(f"chart.projects.vat.{found.vat}")
    notes = [told.say(f"{KEY}.rule.listed"), told.say(f"{KEY}.rule.spread")]
    if "opex" in sorts:
        notes.append(told.say(f"{KEY}.rule.running"))
    if any(one.year is None for one in found.years):
        notes.append(told.say(f"{KEY}.rule.no_year"))

    def cells(one: YearOfCosts) -> tuple[str, ...]:
        amounts = [one.amounts[sort] for sort in sorts]
        return (
            *(_cell(each, found, told) for each in amounts),
            _cell(sum(amounts, Decimal(0)), found, told),
        )

    sums = [sum((one.amounts[sort] for one in found.years), Decimal(0)) for sort in sorts]
    return Years(
        heads=(
            *(told.say(f"{KEY}.sort.{sort}") for sort in sorts),
            told.say(f"{KEY}.total"),
        ),
        caption=told.say(f"{KEY}.years_caption", vat=vat),
        lines=tuple(
            (str(one.year) if one.year else told.say(f"{KEY}.no_year"), cells(one))
            for one in found.years
        ),
        total=tuple(_cell(one, found, told) for one in (*sums, sum(sums, Decimal(0)))),
        notes=tuple(notes),
    )


def _cell(amount: Decimal, found: Portfolio, told: Told) -> str:
    return money(amount, found, told) if amount else told.say("chart.none")
