"""Money: what is granted over what it costs, exact, and nothing dropped on the way."""

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

from smartcity_widgets.analysis.funding import fundings_of
from smartcity_widgets.analysis.refusals import refusals_of

CASES = tomllib.loads(
    (Path(__file__).parent / "cases" / "funding.toml").read_text(encoding="utf-8")
)["cases"]
calm = settings(deadline=None)


def plan(
    costs: list[dict[str, Any]] | None = None,
    sources: list[dict[str, Any]] | None = None,
    projects: list[dict[str, Any]] | None = None,
    **tables: Any,
) -> Any:
    """Return answers in which a row that names no project is of ``p1``."""
    means = {"costs": costs, "sources": sources} | tables
    return answers_of(
        {
            "action-plan": {"projects": projects or [{"id": "p1", "title": "One"}]},
            "means": {
                name: [{"project": "p1"} | one for one in rows]
                for name, rows in means.items()
                if rows
            },
        }
    )


@pytest.mark.parametrize("case", CASES, ids=lambda one: one["name"])
def test_the_plan_has_the_sums_of_its_case(case: dict[str, Any]) -> None:
    answers = plan(case.get("costs"), case.get("sources"), case.get("projects"))
    found = fundings_of(answers).plan

    said = case["plan"]
    for name in ("cost", "granted", "applied", "gap"):
        assert getattr(found, name) == Decimal(said[name]), name
    expected = None if said["coverage"] == "none" else Fraction(said["coverage"])
    assert found.coverage == expected


def test_years_and_types_stand_in_order_and_what_names_none_comes_last() -> None:
    found = fundings_of(
        plan(
            [
                {"amount": "5", "year": 2029, "type": "opex"},
                {"amount": "7", "type": "hr"},
                {"amount": "3", "year": 2027, "type": "capex"},
                {"amount": "2", "year": 2027},
            ],
            [{"amount": "4", "year": 2028, "status": "granted"}],
        )
    ).of("p1")

    assert list(found.by_year) == [2027, 2028, 2029, None]
    assert [one.cost for one in found.by_year.values()] == [5, 0, 5, 7]
    assert found.by_year[2028].coverage is None
    assert found.by_type == {"capex": 3, "opex": 5, "hr": 7, None: 2}


def test_what_has_no_amount_or_status_is_told_and_an_idea_needs_none() -> None:
    found = fundings_of(
        plan(
            [{"id": "c1"}, {"id": "c2", "amount": "1"}],
            [
                {"id": "s1", "status": "granted"},
                {"id": "s2", "status": "idea"},
                {"id": "s3", "amount": "3"},
            ],
        )
    ).of("p1")

    assert [one.row for one in found.without_amount] == ["c1", "s1"]
    assert [one.row for one in found.without_status] == ["s3"]


def test_running_costs_after_the_last_granted_year_are_paid_by_nobody() -> None:
    costs = [
        {"amount": "100", "year": 2027, "type": "opex"},
        {"amount": "10", "year": 2028, "type": "opex"},
        {"amount": "1", "year": 2029, "type": "hr"},
        {"amount": "1000", "year": 2029, "type": "capex"},
    ]
    granted = {"amount": "50", "status": "granted"}

    assert fundings_of(plan(costs, [granted | {"year": 2027}])).of("p1").unpaid_after == 11
    assert fundings_of(plan(costs, [granted])).of("p1").unpaid_after == 0
    asked = [granted | {"year": 2027}, {"amount": "9", "year": 2029, "status": "applied"}]
    assert fundings_of(plan(costs, asked)).of("p1").last_granted_year == 2027


def test_what_is_counted_inside_another_project_is_in_the_plan_once() -> None:
    projects = [{"id": "p1"}, {"id": "p2", "included_in": "p1"}]
    found = fundings_of(
        plan(
            [{"amount": "100"}, {"project": "p2", "amount": "30"}],
            [
                {"amount": "20", "status": "granted"},
                {"project": "p2", "amount": "30", "status": "granted"},
                {"amount": "40", "status": "applied"},
                {"project": "p2", "amount": "40", "status": "applied"},
            ],
            projects,
        )
    )

    assert (found.plan.cost, found.plan.granted, found.plan.applied) == (100, 50, 40)
    assert [one.cost for one in found.projects] == [100, 30]
    assert dict(found.once["cost"].inside) == {"p2": 30}
    assert [one.row for one in found.once["granted"].misfits] == ["p2"]  # 30 in 20: added


def test_a_refusal_is_told_one_at_a_time() -> None:
    found = refusals_of(
        fundings_of(
            plan(
                [{"amount": "100"}, {"project": "p2", "amount": "10"}],
                [
                    {"id": "s1", "amount": "50", "status": "granted"},
                    {"id": "s2", "amount": "30", "status": "applied"},
                    {"id": "s3", "amount": "20", "status": "applied"},
                    {"id": "s4", "status": "applied"},
                    {"id": "s5", "amount": "9", "status": "idea"},
                    {"id": "s6", "amount": "5", "status": "applied", "project": "p3"},
                    {"id": "s7", "amount": "5", "status": "applied", "project": "gone"},
                    {"id": "s8", "amount": "5", "status": "applied", "project": "p2"},
                ],
                [{"id": "p1"}, {"id": "p2"}, {"id": "p3", "status": "cancelled"}],
            )
        )
    )

    told = {one.source.row: (one.expected, one.without, one.falls) for one in found}
    assert told == {
        "s2": (1, Fraction(7, 10), True),
        "s3": (1, Fraction(4, 5), True),
        "s4": (1, None, False),
        "s8": (Fraction(1, 2), 0, False),
        "s7": (None, None, False),
    }


# Whatever is written ----------------------------------------------------------------------

amounts = st.decimals(0, 10**9, places=2).map(lambda one: f"{one:f}") | st.none()
places = st.sampled_from(["p1", "p2", "p3", "gone", None])
years = st.sampled_from([2026, 2027, 2030, None])


def rows(**cells: st.SearchStrategy[Any]) -> st.SearchStrategy[list[dict[str, Any]]]:
    row = st.fixed_dictionaries(
        {"project": places, "year": years, "amount": amounts} | cells
    )
    return st.lists(row, max_size=8)


def filled(table: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{name: one for name, one in row.items() if one is not None} for row in table]


costs = rows(type=st.sampled_from(["capex", "opex", "hr", None]))
sources = rows(status=st.sampled_from(["idea", "applied", "granted", "refused", None]))


@calm
@given(costs, sources)
def test_no_cent_is_lost_between_projects_years_and_types(
    costs: list[dict[str, Any]], sources: list[dict[str, Any]]
) -> None:
    projects = [{"id": "p1"}, {"id": "p2", "status": "cancelled"}, {"id": "p3"}]
    tables = {"costs": filled(costs), "sources": filled(sources)}
    found = fundings_of(
        answers_of(
            {
                "action-plan": {"projects": projects},
                "means": {name: one for name, one in tables.items() if one},
            }
        )
    )

    parts = [*found.counted, found.unplaced]
    typed = sum(Decimal(one["amount"] or 0) for one in costs if one["project"] != "p2")
    assert found.plan.cost == typed == sum(one.cost for one in parts)
    for one in (found.plan, *parts):
        assert one.cost == sum(each.cost for each in one.by_year.values())
        assert one.cost == sum(one.by_type.values())
        assert one.granted == sum(each.granted for each in one.by_year.values())
        assert one.gap + one.granted == one.cost
        assert (one.coverage is None) == (one.cost == 0)
        if one.coverage is not None:
            assert one.coverage * Fraction(one.cost) == Fraction(one.granted)
            assert (one.coverage >= 1) == (one.gap <= 0)


@calm
@given(
    st.lists(
        st.tuples(
            st.integers(0, 100), st.integers(0, 100), st.sampled_from([None, *range(5)])
        ),
        min_size=1,
        max_size=5,
    ),
    st.randoms(use_true_random=False),
)
def test_inclusion_drops_no_money_and_the_order_of_rows_changes_nothing(
    given_: list[tuple[int, int, int | None]], random: Any
) -> None:
    projects = [
        {"id": f"p{n}"} | ({} if holder is None else {"included_in": f"p{holder}"})
        for n, (_, _, holder) in enumerate(given_)
    ]
    costs = [
        {"project": f"p{n}", "amount": str(cost)} for n, (cost, *_) in enumerate(given_)
    ]
    sources = [
        {"project": f"p{n}", "amount": str(paid), "status": "granted"}
        for n, (_, paid, _) in enumerate(given_)
    ]

    found = fundings_of(plan(costs, sources, projects)).plan
    for rows in (costs, sources, projects):
        random.shuffle(rows)
    again = fundings_of(plan(costs, sources, projects)).plan

    assert (found.cost, found.granted) == (again.cost, again.granted)
    for sum_, amounts in (
        (found.cost, [cost for cost, *_ in given_]),
        (found.granted, [paid for _, paid, _ in given_]),
    ):
        assert max(amounts) <= sum_ <= sum(amounts)
