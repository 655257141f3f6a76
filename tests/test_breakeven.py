"""When the plan has paid for itself, and what the two computed answers of step 11 say."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from building import answers_of
from hypothesis import given, settings
from hypothesis import strategies as st

from smartcity_widgets.analysis.breakeven import break_even_of
from smartcity_widgets.analysis.computed import computed
from smartcity_widgets.method import load_method
from smartcity_widgets.render.drawing import Drawing, View
from smartcity_widgets.values.shares import told_percent

METHOD = load_method()
CASES = tomllib.loads(
    (Path(__file__).parent / "cases" / "breakeven.toml").read_text(encoding="utf-8")
)["cases"]


def written(case: dict[str, Any]) -> Any:
    projects = [
        {"id": row, "title": row} | ({"end": case[name]} if name in case else {})
        for row, name in (("p1", "end"), ("p2", "second"))
    ]
    means = {
        name: [{"project": "p1"} | row for row in case[name]]
        for name in ("costs", "benefits", "sources")
        if name in case
    }
    return answers_of({"action-plan": {"projects": projects}, "means": means})


def shown(name: str, answers: Any, language: str = "en") -> str:
    drawing = Drawing(METHOD, answers, answers.words(language), View("u", language))
    question = METHOD.at(f"means/{name}")
    return drawing.show(question, computed(question, answers))


@pytest.mark.parametrize("case", CASES, ids=lambda one: one["name"])
def test_the_plan_has_paid_for_itself_in_the_year_of_its_case(case: dict[str, Any]) -> None:
    assert (break_even_of(written(case)).year or 0) == case["year"]


def test_a_benefit_that_counts_nowhere_is_told() -> None:
    found = break_even_of(
        written({"second": "2030", "benefits": [{"id": "b1", "monetised": "5"}]})
    )

    assert (found.year, found.yearly, found.uncounted) == (None, 0, ("b1",))


def test_a_year_is_a_year_and_nearly_all_is_not_all() -> None:
    answers = written(
        {
            "end": "2027",
            "costs": [{"year": 2027, "amount": "1000"}],
            "benefits": [{"monetised": "1000"}],
            "sources": [{"status": "granted", "amount": "996"}],
        }
    )

    assert shown("break_even_year", answers) == "2028"
    assert shown("coverage", answers) == "99.6%"
    assert shown("coverage", answers, "fr").startswith("99,6")
    assert computed(METHOD.at("means/coverage"), answers) == Fraction(498, 5)


@given(st.fractions(0, 300))
def test_a_percentage_says_all_or_nothing_only_where_it_is(value: Fraction) -> None:
    told = told_percent(value)

    assert abs(Fraction(told) - value) <= Fraction(1, 2)
    for end in (0, 100):
        assert (told == end) == (value == end)
        assert (told < end) == (value < end)


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(2025, 2035), st.integers(0, 10**6), st.booleans()), max_size=6
    ),
    st.lists(st.tuples(st.integers(2025, 2035), st.integers(-9, 10**5)), max_size=4),
)
def test_from_that_year_on_and_not_before_the_balance_stays_even(
    costs: list[tuple[int, int, bool]], benefits: list[tuple[int, int]]
) -> None:
    """Count year by year, slowly, and compare."""
    projects = [
        {"id": f"p{n}", "title": "x", "end": str(end)}
        for n, (end, _) in enumerate(benefits)
    ]
    tables = {
        "costs": [
            {"year": year, "amount": str(amount), "type": "opex" if again else "capex"}
            for year, amount, again in costs
        ],
        "benefits": [
            {"project": f"p{n}", "monetised": str(amount)}
            for n, (_, amount) in enumerate(benefits)
        ],
    }
    answers = answers_of(
        {
            "action-plan": {"projects": projects},
            "means": {name: one for name, one in tables.items() if one},
        }
    )

    found = break_even_of(answers).year

    last = max((year for year, _, again in costs if again), default=None)
    balance, balances = Decimal(0), {}
    for year in range(2025, 2260):
        balance += sum(amount for end, amount in benefits if end < year)
        balance -= sum(amount for when, amount, _ in costs if when == year)
        if last is not None and year > last:
            balance -= sum(
                amount for when, amount, again in costs if again and when == last
            )
        balances[year] = balance
    even = [year for year in balances if all(balances[y] >= 0 for y in range(year, 2260))]
    falls = balances[2259] < balances[2258]
    written = [year for year, *_ in costs] + [end + 1 for end, _ in benefits]
    first = min(written, default=0)
    if benefits and even and not falls and any(amount for _, amount, _ in costs):
        expected = max(even[0], first)
        assert found == (expected if expected <= first + 30 else None)
    else:
        assert found is None
