"""What a plan costs, each euro once, by year, and how it is balanced."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from building import answers_of
from hypothesis import given, settings
from hypothesis import strategies as st

from smartcity_widgets.analysis.portfolio import Portfolio, balance_of, portfolio_of
from smartcity_widgets.analysis.projects import KINDS
from smartcity_widgets.analysis.spending import SORTS
from smartcity_widgets.method import load_method
from smartcity_widgets.method.parts import Method

if TYPE_CHECKING:
    import random

METHOD = load_method()
CASES = tomllib.loads(
    (Path(__file__).parent / "cases" / "inclusion.toml").read_text(encoding="utf-8")
)["cases"]
calm = settings(deadline=None)


def plan(
    *projects: dict[str, Any],
    costs: list[dict[str, Any]] | None = None,
    method: Method = METHOD,
    **steps: Any,
) -> Portfolio:
    tables = {"action-plan": {"projects": list(projects)}, **steps}
    if costs:
        tables["means"] = {"costs": costs}
    return portfolio_of(method, answers_of(tables))


def by_year(found: Portfolio, sort: str = "capex") -> dict[int | None, str]:
    return {
        one.year: f"{one.amounts[sort].normalize():f}"  # type: ignore[index]
        for one in found.years
        if one.amounts[sort]  # type: ignore[index]
    }


# Each euro once ---------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES, ids=lambda one: one["name"])
def test_a_plan_has_the_total_of_its_case(case: dict[str, Any]) -> None:
    found = plan(*case["projects"])
    capex = found.sums["capex"]

    assert capex.total == Decimal(case["total"])
    assert list(capex.inside) == case["inside"]
    assert [f"{one.row} {one.why}" for one in capex.misfits] == case["told"]
    assert sum(one.total for one in found.years) == capex.total


def test_running_costs_have_a_holder_of_their_own() -> None:
    found = plan(
        {"id": "a", "budget_capex": "1000"},
        {
            "id": "b",
            "budget_capex": "400",
            "budget_opex_per_year": "50",
            "included_in": "a",
        },
    )

    assert found.sums["capex"].total == 1000
    assert found.sums["opex"].total == 50
    assert [(sort, one.row, one.why) for sort, one in found.misfits] == [
        ("opex", "b", "outer-without-amount")
    ]


def test_what_is_cancelled_is_not_counted_and_is_told() -> None:
    found = plan(
        {"id": "a", "budget_capex": "1000"},
        {"id": "b", "budget_capex": "4000.50", "status": "cancelled"},
        {"id": "c", "budget_capex": "200", "status": "done"},
    )

    assert found.sums["capex"].total == 1200
    assert [one.row for one in found.cancelled] == ["b"]
    assert found.cancelled_amount("capex") == Decimal("4000.50")
    assert found.cancelled_amount("opex") == 0


money = st.one_of(
    st.none(), st.decimals(min_value=0, max_value=10**13, places=2).map(lambda d: f"{d:f}")
)
names = [f"p{n}" for n in range(7)]
dates = st.sampled_from([None, "2026", "2027-03", "2027-03-12", "2029", "2100"])
rows = st.fixed_dictionaries(
    {
        "budget_capex": money,
        "budget_opex_per_year": money,
        "included_in": st.sampled_from([None, *names]),
        "start": dates,
        "end": dates,
        "status": st.sampled_from([None, "idea", "done", "on_hold", "cancelled"]),
        "dimension": st.sampled_from([None, "economy", "people"]),
        "kind": st.sampled_from([None, *KINDS]),
    }
)
plans = st.lists(rows, min_size=1, max_size=7).map(
    lambda found: [
        {"id": names[place]} | {key: value for key, value in one.items() if value}
        for place, one in enumerate(found)
    ]
)
columns = {"capex": "budget_capex", "opex": "budget_opex_per_year"}


@calm
@given(plans, st.randoms(use_true_random=False))
def test_money_is_never_lost_nor_counted_twice(
    projects: list[dict[str, Any]], chance: random.Random
) -> None:
    found = plan(*projects)
    for sort, column in columns.items():
        amounts = [
            Decimal(one[column])
            for one in projects
            if column in one and one.get("status") != "cancelled"
        ]
        total = found.sums[sort].total  # type: ignore[index]
        assert total <= sum(amounts)
        assert total >= max(amounts, default=Decimal(0))
        assert (total == 0) == (not any(amounts))
    by_years = sum((one.amounts["capex"] for one in found.years), Decimal(0))
    assert by_years == found.sums["capex"].total
    for by, choices in (("kind", KINDS), ("dimension", METHOD.choice_lists["dimension"])):
        shares = balance_of(found, by, choices)
        assert sum((one.capex for one in shares), Decimal(0)) == by_years
        assert sum(one.count for one in shares) == len(found.projects)
    chance.shuffle(projects)
    mixed = plan(*projects)
    for sort in SORTS:
        assert mixed.sums[sort].total == found.sums[sort].total
        assert set(mixed.sums[sort].misfits) == set(found.sums[sort].misfits)
    assert mixed.years == found.years


# By year ----------------------------------------------------------------------------------


def test_an_investment_is_spread_to_the_cent_and_the_rest_is_in_the_last_year() -> None:
    found = plan(
        {"id": "a", "budget_capex": "100.00", "start": "2026-11-30", "end": "2028"}
    )

    assert by_year(found) == {2026: "33.33", 2027: "33.33", 2028: "33.34"}


def test_running_costs_come_every_year_from_the_one_it_ends_in() -> None:
    found = plan(
        {"id": "a", "budget_opex_per_year": "90", "start": "2026-11", "end": "2027-02"},
        {"id": "b", "budget_opex_per_year": "10.50", "end": "2026"},
        {"id": "c", "budget_opex_per_year": "1", "start": "2026"},
        {"id": "d", "start": "2026", "end": "2028"},
        {"id": "e", "end": "2060", "status": "cancelled"},
    )

    assert by_year(found, "opex") == {2026: "10.5", 2027: "100.5", 2028: "100.5", None: "1"}
    assert found.sums["opex"].total == Decimal("101.50")


@pytest.mark.parametrize(
    "dates",
    [{}, {"start": "2027"}, {"end": "2027"}, {"start": "2028", "end": "2027"}],
    ids=["none", "no end", "no start", "reversed"],
)
def test_without_both_dates_in_order_it_is_in_no_year(dates: dict[str, str]) -> None:
    assert by_year(plan({"id": "a", "budget_capex": "100"} | dates)) == {None: "100"}


def test_what_step_11_lists_counts_instead_and_a_difference_is_told() -> None:
    found = plan(
        {
            "id": "a",
            "budget_capex": "1000",
            "budget_opex_per_year": "20",
            "start": "2026",
            "end": "2027",
        },
        {"id": "b", "budget_capex": "300", "start": "2026", "end": "2026"},
        costs=[
            {"project": "a", "type": "capex", "year": 2027, "amount": "700"},
            {"project": "a", "type": "capex", "year": 2027, "amount": "50"},
            {"project": "a", "type": "capex", "amount": "200"},
            {"project": "a", "type": "hr", "year": 2026, "amount": "40"},
            {"project": "a", "type": "opex", "year": 2028, "amount": "20"},
            {"project": "a", "type": "opex", "year": 2029, "amount": "15"},
            {"id": "s1", "type": "capex", "year": 2026, "amount": "9"},
            {"id": "s2", "project": "a", "amount": "8"},
            {"project": "a", "type": "capex", "year": 2026},
        ],
    )

    assert by_year(found) == {2026: "300", 2027: "750", None: "200"}
    assert by_year(found, "hr") == {2026: "40"}
    assert by_year(found, "opex") == {2028: "20", 2029: "15"}
    assert found.sums["capex"].total == 1250
    assert found.sums["opex"].total == 20
    assert [(one.row, one.sort, one.planned, one.listed) for one in found.differing] == [
        ("a", "capex", 1000, 950)
    ]
    assert [one.row for one in found.strays] == ["s1", "s2"]


def test_what_an_adaptation_hides_is_not_counted() -> None:
    projects = [{"id": "a", "budget_capex": "10"}, {"id": "b", "budget_opex_per_year": "5"}]
    costs = [{"project": "a", "type": "capex", "year": 2027, "amount": "700"}]
    only = {**METHOD.steps}
    del only["means"]
    method = Method(
        version=METHOD.version,
        phases=METHOD.phases,
        steps=only,
        choice_lists=METHOD.choice_lists,
        weights=METHOD.weights,
        thresholds=METHOD.thresholds,
    )

    assert plan(*projects, costs=costs, method=method).sums["capex"].total == 10
    assert plan(*projects, costs=costs).sums["capex"].total == 700


# Balance ----------------------------------------------------------------------------------


def test_a_dimension_without_a_project_is_there() -> None:
    found = plan(
        {"id": "a", "budget_capex": "10", "dimension": "mobility"},
        {"id": "b", "budget_capex": "4", "included_in": "a", "dimension": "people"},
        {"id": "c", "budget_capex": "7", "dimension": "people", "status": "cancelled"},
    )
    shares = balance_of(found, "dimension", METHOD.choice_lists["dimension"])

    assert [(one.id, one.count, one.capex) for one in shares if one.count] == [
        ("mobility", 1, 10),
        ("people", 1, 0),
    ]
    assert [one.id for one in shares] == list(METHOD.choice_lists["dimension"])
    assert [one.id for one in balance_of(found, "kind", KINDS)] == [*KINDS, None]


def test_projects_and_objectives_that_miss_each_other_are_told() -> None:
    found = plan(
        {"id": "a", "objective": ["o1"]},
        {"id": "b", "objective": ["gone"]},
        {"id": "c", "objective": ["o2"], "status": "cancelled"},
        {"id": "d", "status": "cancelled"},
        vision={"objectives": [{"id": "o1", "statement": "x"}, {"id": "o2"}]},
    )

    assert found.orphans == ("b",)
    assert found.unserved == ("o2",)
    assert found.without_amount == ("a", "b")


def test_what_another_contains_needs_no_amount_of_its_own() -> None:
    found = plan(
        {"id": "a", "budget_capex": "10"},
        {"id": "b", "included_in": "a"},
        {"id": "c", "included_in": "d"},
        {"id": "d", "included_in": "c"},
        {"id": "e", "included_in": "f"},
        {"id": "f", "status": "cancelled"},
        {"id": "g", "included_in": "d"},
    )

    assert found.held == ("b", "g")
    assert found.without_amount == ("c", "d", "e")
