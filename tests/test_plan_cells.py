"""What single cells of action plans say: amounts and days."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcity_widgets.exchange.plans.amounts import amount_in, unit_of, vat_of
from smartcity_widgets.exchange.plans.days import day_in, period_in
from smartcity_widgets.exchange.plans.roles import stemmed
from smartcity_widgets.tables import Cell
from smartcity_widgets.words import words

CASES = tomllib.loads(
    (Path(__file__).parent / "cases" / "plans.toml").read_text(encoding="utf-8")
)
SPOKEN = (words("fr"), words("en"))
EPOCH = date(1899, 12, 30)


def amount(content, unit=1, mark=",", currency="EUR", shown=""):
    return amount_in(Cell(4, 3, content, shown), unit=unit, mark=mark, currency=currency)


def day(content, edge, epoch=None):
    return day_in(Cell(4, 3, content), edge, order="day", epoch=epoch, spoken=SPOKEN)


@pytest.mark.parametrize("case", CASES["amounts"], ids=lambda one: one["cell"])
def test_an_amount_is_read_exactly_or_not_at_all(case):
    mark = "." if case.get("reading") == "point" else ","
    found = amount(case["cell"], case.get("unit", 1), mark)

    assert found.value == case.get("value", "")
    assert found.refused == case.get("refused", "")
    assert found.per_year == case.get("per_year", False)


@pytest.mark.parametrize("case", CASES["days"], ids=lambda one: one["cell"])
def test_a_day_a_month_or_a_quarter_is_read_and_a_period_is_two(case):
    found = [day(case["cell"], edge) for edge in ("start", "end")]
    both = period_in(Cell(4, 3, case["cell"]), order="day", spoken=SPOKEN)

    refused = case.get("refused", "")
    ends = (case.get("start", ""), case.get("end", ""))
    assert [wrong for _, wrong in found] == [refused, refused]
    if refused == "period":
        assert both == ends
    else:
        assert tuple(one for one, _ in found) == ends
        assert both is None


def test_numbers_below_a_heading_of_dates_are_years_or_days_of_a_spreadsheet():
    assert day(Decimal(47727), "end", EPOCH) == ("2030-09-01", "")
    assert day(Decimal(2026), "end", EPOCH) == ("2026", "")
    assert day(Decimal(47727), "end") == ("", "date")
    assert day(Decimal("0.5"), "end", EPOCH) == ("", "date")
    assert day(content=True, edge="end", epoch=EPOCH) == ("", "date")


def test_a_number_shown_in_thousands_is_thousands():
    assert amount(Decimal(50), shown="k€").value == "50000.00"
    assert amount(Decimal(500), unit=1000, shown="€").refused == ""
    assert amount(Decimal(500), unit=1000, shown="€").value == "500000.00"
    assert amount(Decimal(500), shown="£").refused == "currency"
    assert amount(content=True).refused == "amount"
    assert amount(None) is None


def test_another_currency_than_the_workbook_is_no_amount():
    assert amount("500 €", currency="CHF").refused == "currency"
    assert amount("500 CHF", currency="CHF").value == "500.00"
    assert amount("500 CHF").refused == "currency"


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("Budget (k€)", 1000),
        ("Coût en milliers d’euros", 1000),
        ("Budget [M€]", 1_000_000),
        ("Cost (million euro)", 1_000_000),
        ("Budget prévisionnel total € HT", 1),
        ("Budget", 1),
    ],
)
def test_a_heading_says_what_its_numbers_count(heading, unit):
    assert unit_of(heading) == unit


def test_a_heading_says_how_tax_is_counted():
    assert vat_of("Montant € HT") == "excluded"
    assert vat_of("Montant TVAC") == "included"
    assert vat_of("Montant de la HTA") == ""


@given(st.decimals(min_value=0, max_value=10**12, places=2))
def test_every_amount_in_cents_comes_back_as_it_was(value):
    grouped = f"{value:,.2f}".replace(",", "\u202f").replace(".", ",")

    assert amount(f"{grouped} €").value == f"{value:.2f}"
    assert amount(value).value == f"{value:.2f}"


@given(st.text(max_size=40))
def test_whatever_stands_in_a_cell_is_read_or_refused(text):
    found = amount(text)
    assert found is None or bool(found.value) != bool(found.refused)
    for edge in ("start", "end"):
        value, wrong = day(text, edge)
        assert bool(value) != bool(wrong)


def test_a_word_is_known_without_accents_capitals_and_plural():
    assert stemmed("Étapes CLÉS") == stemmed("etape cle")
    assert stemmed("Jan Jans") == ("jan", "jan")
    assert stemmed("bus") == ("bus",)
