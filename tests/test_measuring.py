"""What is measured for an objective, what is doubtful about it, and what is due when."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from building import answers_of
from hypothesis import given, settings
from hypothesis import strategies as st

from smartcity_widgets.analysis.due import EVERY, Due, due_between, months_after, series_of
from smartcity_widgets.analysis.measuring import (
    Indicator,
    Milestone,
    doubts_of,
    indicators_of,
    measured_objectives,
)

CASES = tomllib.loads(
    (Path(__file__).parent / "cases" / "measuring.toml").read_text(encoding="utf-8")
)
calm = settings(deadline=None)
days = st.dates(date(2020, 1, 1), date(2040, 12, 31))
values = st.decimals(-1000, 1000, places=2)
frequencies = st.sampled_from(sorted(EVERY))


def workbook(case: dict[str, Any]) -> Any:
    return answers_of(
        {
            "vision": {"objectives": [{"id": "o1", "statement": "Less heat"}]},
            "evaluation": {
                "indicators": case.get("indicators", []),
                "targets": case.get("targets", []),
                "review_calendar": case.get("reviews") or None,
            },
        }
    )


def by_name(case: dict[str, Any]) -> str:
    return case["name"]


@pytest.mark.parametrize("case", CASES["doubts"], ids=by_name)
def test_a_workbook_has_the_doubts_of_its_case(case: dict[str, Any]) -> None:
    found = doubts_of(measured_objectives(workbook(case)))

    assert [[one.rule, one.subject] for one in found] == case["found"]


@pytest.mark.parametrize("case", CASES["expected"], ids=by_name)
def test_a_value_is_expected_on_a_day(case: dict[str, Any]) -> None:
    (one,) = indicators_of(workbook(case))

    for day, value in case["on"].items():
        found = one.expected(date.fromisoformat(day))
        assert found == (None if value == "" else Fraction(value)), day


@pytest.mark.parametrize("case", CASES["due"], ids=by_name)
def test_what_is_due_stands_in_order(case: dict[str, Any]) -> None:
    first, last = (date.fromisoformat(one) for one in case["between"])

    found = due_between(workbook(case), first, last)

    assert [[f"{one.day}", one.kind] for one in found] == case["found"]


def test_what_is_missing_is_named_in_order() -> None:
    assert Indicator("i").missing == (
        "direction",
        "baseline_value",
        "baseline_date",
        "target_value",
        "target_date",
        "owner",
        "frequency",
    )
    half = Indicator("i", direction="range", target_low=Decimal(1))
    assert "target_low" in half.missing


def test_an_indicator_of_a_removed_objective_serves_none() -> None:
    found = measured_objectives(
        workbook({"indicators": [{"id": "i", "objective": "gone"}]})
    )

    assert [one.objective for one in found] == ["o1", None]
    assert [one.row for one in found[1].indicators] == ["i"]


@calm
@given(values, values, days, st.integers(1, 4000), st.integers(-100, 5000))
def test_what_is_expected_lies_between_baseline_and_target(
    start: Decimal, aim: Decimal, first: date, length: int, after: int
) -> None:
    last = first + timedelta(length)
    one = Indicator(
        "i",
        direction="higher",
        baseline_value=start,
        baseline_date=f"{first}",
        target_value=aim,
        target_date=f"{last}",
    )

    found = one.expected(first + timedelta(after))

    assert found is not None
    assert min(start, aim) <= found <= max(start, aim)
    assert one.expected(first) == start
    assert one.expected(last) == aim


@calm
@given(values, values, st.lists(st.tuples(days, values), max_size=4), days)
def test_a_milestone_is_what_is_expected_on_its_day(
    start: Decimal, aim: Decimal, points: list[tuple[date, Decimal]], day: date
) -> None:
    one = Indicator(
        "i",
        baseline_value=start,
        baseline_date="2019",
        target_value=aim,
        target_date="2041",
        path=tuple(Milestone("m", *point) for point in sorted(dict(points).items())),
    )

    for milestone in one.path:
        assert one.expected(milestone.day) == milestone.value
    bounds = [start, aim, *(milestone.value for milestone in one.path)]
    assert min(bounds) <= one.expected(day) <= max(bounds)


@calm
@given(days, frequencies, st.integers(0, 3000), days, st.integers(0, 800))
def test_only_days_of_the_rhythm_and_the_target_date_are_due(
    first: date, frequency: str, length: int, since: date, window: int
) -> None:
    end = first + timedelta(length)
    series = series_of(
        Indicator("i", baseline_date=f"{first}", target_date=f"{end}", frequency=frequency)
    )

    found = series.days(since, since + timedelta(window))

    assert list(found) == sorted(set(found))
    months = EVERY[frequency]
    for day in found:
        assert since <= day <= since + timedelta(window)
        assert first <= day <= end
        apart = (day.year - first.year) * 12 + day.month - first.month
        assert day == end or apart % months == 0
    assert (end in found) == (since <= end <= since + timedelta(window))


def test_the_end_of_a_month_stays_the_end_of_a_month() -> None:
    start = date(2027, 12, 31)

    assert [f"{months_after(start, n, 31)}" for n in (1, 2, 14)] == [
        "2028-01-31",
        "2028-02-29",
        "2029-02-28",
    ]
    assert months_after(date(2199, 12, 1), 13, 1) is None


def test_something_due_names_who_does_it() -> None:
    case = {
        "indicators": [
            {"id": "i", "owner": "p1", "baseline_date": "2025", "target_date": "2026"}
        ]
    }

    (one,) = due_between(workbook(case), date(2026, 1, 1), date(2027, 1, 1))

    assert one == Due(date(2026, 12, 31), "judgement", "evaluation/indicators/i", "p1")
