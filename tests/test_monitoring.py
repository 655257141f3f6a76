"""Where an indicator stands on a day: the cases of the rule, and what must always hold."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from building import answers_of
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from smartcity_widgets.analysis.measurements import (
    Measurement,
    duplicates_of,
    is_leap,
    leaps_of,
    measurements_of,
)
from smartcity_widgets.analysis.measuring import Indicator, Milestone
from smartcity_widgets.analysis.monitoring import STATUSES, standing_of, standings

if TYPE_CHECKING:
    from fractions import Fraction

CASES = tomllib.loads(
    (Path(__file__).parent / "cases" / "status.toml").read_text(encoding="utf-8")
)["case"]
USUAL = {
    "id": "i",
    "direction": "higher",
    "baseline_value": "0",
    "baseline_date": "2020-12-31",
    "target_value": "100",
    "target_date": "2030-12-31",
    "frequency": "yearly",
}
BETTER = {"reached": 3, "on_track": 2, "at_risk": 1, "off_track": 0}
calm = settings(deadline=None)
numbers = st.decimals(-1000, 1000, places=2)
days = st.dates(date(2019, 1, 1), date(2034, 12, 31))


def answers(case: dict[str, Any]) -> Any:
    """Return a workbook of one indicator, its path and its measurements."""
    row = {k: v for k, v in (USUAL | case.get("indicator", {})).items() if v != ""}
    path = [
        {"id": f"t{place}", "indicator": "i", "date": day, "value": value}
        for place, (day, value) in enumerate(case.get("path", []))
    ]
    measured = [
        {"id": f"m{place}", "indicator": "i", "date": day, "value": value}
        | ({"series_break": True} if changed else {})
        for place, (day, value, *changed) in enumerate(case.get("measured", []))
    ]
    return answers_of(
        {
            "evaluation": {"indicators": [row], "targets": path},
            "results": {"measurements": measured},
        }
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_an_indicator_stands_where_its_case_says(case: dict[str, Any]) -> None:
    (found,) = standings(answers(case), date.fromisoformat(case["on"]))

    assert (found.status, found.reason) == (
        case["status"],
        case.get("reason", found.reason),
    )
    for name in case.keys() & {"progress", "expected"}:
        assert round(float(getattr(found, name)), 3) == case[name]
    if "trend" in case:
        assert (found.trend or "") == case["trend"]
    assert (found.reason is None) == (
        found.status in {"reached", "too_early", "on_track", "at_risk"}
        or (found.status == "off_track" and case.get("reason") is None)
    )


def test_every_status_and_every_reason_has_a_case() -> None:
    assert {one["status"] for one in CASES} == set(STATUSES)
    assert {one["reason"] for one in CASES if "reason" in one} == {
        "baseline_value",
        "baseline_date",
        "target_value",
        "target_low",
        "target_date",
        "direction",
        "order",
        "against",
        "equal",
        "none",
        "stale",
        "left",
    }


def of(day: date, value: Decimal, name: str = "m") -> Measurement:
    return Measurement(name, "i", day.isoformat(), day, value)


@st.composite
def indicators(draw: st.DrawFn) -> Indicator:
    """Indicators of every direction, with and without a path, assessable or not."""
    direction = draw(st.sampled_from(["higher", "lower", "target_value", "range", None]))
    ends = sorted([draw(numbers), draw(numbers)])
    start, end = sorted([draw(days), draw(days)])
    path = draw(st.dictionaries(days, numbers, max_size=3))
    return Indicator(
        row="i",
        direction=direction,
        baseline_value=draw(numbers),
        baseline_date=start.isoformat(),
        target_value=draw(numbers),
        target_date=end.isoformat(),
        target_low=ends[0],
        target_high=ends[1],
        tolerance=draw(st.none() | st.decimals(0, 50, places=1)),
        effect_from=draw(st.none() | days.map(date.isoformat)),
        frequency=draw(st.sampled_from([None, "once", "monthly", "yearly"])),
        path=tuple(Milestone(f"t{day}", day, path[day]) for day in sorted(path)),
    )


@calm
@given(indicators(), days, days, numbers, st.fractions(0, 1))
def test_no_status_worsens_when_the_value_moves_towards_the_target(
    indicator: Indicator, day: date, on: date, value: Decimal, share: Fraction
) -> None:
    aim = indicator.target_value
    if indicator.direction == "range":
        low, high = indicator.target_low, indicator.target_high
        assert low is not None
        assert high is not None
        aim = min(max(value, low), high)
    assert aim is not None
    parts = Decimal(share.numerator) / Decimal(share.denominator)
    nearer = (value + parts * (aim - value)).quantize(Decimal("0.0001"))

    before = standing_of(indicator, [of(day, value)], on).status
    after = standing_of(indicator, [of(day, nearer)], on).status

    if before in BETTER and after in BETTER:
        assert BETTER[after] >= BETTER[before]
    else:
        assert after in {before, "reached"}


def scaled(indicator: Indicator, times: Decimal) -> Indicator:
    """Return the same indicator counted in another unit."""

    def turned(value: Decimal | None) -> Decimal | None:
        return None if value is None else value * times

    return Indicator(
        row="i",
        direction=indicator.direction,
        baseline_value=turned(indicator.baseline_value),
        baseline_date=indicator.baseline_date,
        target_value=turned(indicator.target_value),
        target_date=indicator.target_date,
        target_low=turned(indicator.target_low),
        target_high=turned(indicator.target_high),
        tolerance=turned(indicator.tolerance),
        effect_from=indicator.effect_from,
        frequency=indicator.frequency,
        path=tuple(
            Milestone(one.row, one.day, one.value * times) for one in indicator.path
        ),
    )


@calm
@given(indicators(), days, st.lists(st.tuples(days, numbers), max_size=4), st.data())
def test_a_status_is_the_same_in_another_unit(
    indicator: Indicator,
    on: date,
    measured: list[tuple[date, Decimal]],
    data: st.DataObject,
) -> None:
    times = data.draw(st.sampled_from([Decimal("0.001"), Decimal(3), Decimal(1000)]))
    there = scaled(indicator, times)

    one = standing_of(indicator, [of(*each) for each in measured], on)
    other = standing_of(there, [of(day, value * times) for day, value in measured], on)

    assert (one.status, one.reason, one.progress, one.expected, one.trend) == (
        other.status,
        other.reason,
        other.progress,
        other.expected,
        other.trend,
    )


@calm
@given(indicators(), days, st.lists(st.tuples(days, numbers), max_size=5), st.randoms())
def test_a_status_never_depends_on_the_order_of_measurements(
    indicator: Indicator, on: date, measured: list[tuple[date, Decimal]], order: Any
) -> None:
    series = [of(day, value, f"m{place}") for place, (day, value) in enumerate(measured)]
    shuffled = list(series)
    order.shuffle(shuffled)

    assert standing_of(indicator, shuffled, on) == standing_of(indicator, series, on)


@calm
@given(indicators(), days, st.lists(st.tuples(days, numbers), max_size=4))
def test_what_is_expected_is_a_share(
    indicator: Indicator, on: date, measured: list[tuple[date, Decimal]]
) -> None:
    found = standing_of(indicator, [of(*each) for each in measured], on)

    assume(found.expected is not None)
    assert found.expected is not None
    assert 0 <= found.expected <= 1


def test_better_is_said_by_the_direction() -> None:
    case = {"measured": [["2024-12-31", "70"], ["2025-12-31", "60"]]}
    less = case | {"indicator": {"direction": "lower", "baseline_value": "200"}}

    more, fewer = (standings(answers(one), date(2026, 1, 1))[0] for one in (case, less))

    assert (more.trend, more.is_better) == ("down", False)
    assert (fewer.trend, fewer.is_better) == ("down", True)


def test_what_shares_a_day_is_told_and_nothing_is_averaged() -> None:
    workbook = answers(
        {
            "measured": [
                ["2025", "60"],
                ["2024", "1"],
                ["2025-12-31", "30"],
                ["2025-11", "4"],
            ]
        }
    )
    series = measurements_of(workbook)["i"]
    (found,) = standings(workbook, date(2026, 1, 1))

    assert [[str(one.value) for one in same] for same in duplicates_of(series)] == [
        ["60", "30"]
    ]
    assert (found.value, [one.value for one in found.others]) == (
        Decimal(30),
        [Decimal(60)],
    )
    assert found.previous is not None
    assert found.previous.value == Decimal(4)


@pytest.mark.parametrize(
    ("before", "after", "leaps"),
    [
        ("12", "120", True),
        ("12", "119.9", False),
        ("120", "12", True),
        ("-12", "120", True),
        ("0", "1000", False),
        ("0.5", "0", False),
    ],
)
def test_a_value_ten_times_the_one_before_is_asked_about(
    before: str, after: str, *, leaps: bool
) -> None:
    assert is_leap(Decimal(before), Decimal(after)) == leaps


def test_a_changed_definition_gives_the_reason_of_a_leap() -> None:
    told = {"measured": [["2024", "12"], ["2025", "1200"], ["2026", "12", "changed"]]}

    found = leaps_of(measurements_of(answers(told))["i"])

    assert [str(one.after.value) for one in found] == ["1200"]


def test_a_row_counts_once_it_says_what_when_and_how_much() -> None:
    rows = [
        {"id": "a", "indicator": "i", "date": "2025"},
        {"id": "b", "indicator": "i", "value": "3"},
        {"id": "c", "date": "2025", "value": "3"},
    ]

    assert measurements_of(answers_of({"results": {"measurements": rows}})) == {}
