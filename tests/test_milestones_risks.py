"""Milestones and risks as values: how they stand on a day, how grave they are."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from building import answers_of
from hypothesis import given
from hypothesis import strategies as st

from smartcity_widgets.analysis.milestones import Milestone, milestones_of
from smartcity_widgets.analysis.risks import (
    SCALE,
    Risk,
    matrix_of,
    risks_of,
    severity_of,
)
from smartcity_widgets.values import last_day

CASES = tomllib.loads(
    (Path(__file__).parent / "cases" / "milestones.toml").read_text(encoding="utf-8")
)["cases"]
DAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))
WRITTEN = st.one_of(
    st.none(),
    DAYS.map(str),
    DAYS.map(lambda day: f"{day:%Y-%m}"),
    DAYS.map(lambda day: f"{day:%Y}"),
)
RATING = st.one_of(st.none(), st.integers(1, 5))
STATUSES = st.sampled_from([None, "open", "occurred", "closed"])


def read(**tables: Any) -> Any:
    return answers_of(
        {
            "context": {"persons": [{"id": "p1", "name": "Ann"}]},
            "action-plan": {"projects": [{"id": "a", "title": "Lamps"}]},
            "delivery": tables,
        }
    )


def one(**cells: Any) -> Milestone:
    return milestones_of(read(milestones=[{"id": "m", "name": "Built"} | cells]))[0]


@pytest.mark.parametrize("case", CASES, ids=lambda one: one["name"])
def test_a_milestone_stands_as_in_its_case(case: dict[str, Any]) -> None:
    found = one(**{name: case[name] for name in ("due", "done") if name in case})

    assert found.standing(case["today"]) == case["standing"]
    assert found.days_late(case["today"]) == case.get("days", 0)


@given(WRITTEN, WRITTEN, DAYS)
def test_late_is_only_what_is_due_before_and_not_done(
    due: str | None, done: str | None, today: date
) -> None:
    said = {name: one for name, one in (("due", due), ("done", done)) if one}
    found = one(**said)
    late = found.standing(today) == "late"

    assert late == (done is None and due is not None and last_day(due) < today)
    assert late == (found.days_late(today) > 0)
    if late:
        assert last_day(due or "") + timedelta(found.days_late(today)) == today
        assert found.standing(today + timedelta(1)) == "late"


def test_a_milestone_is_read_as_it_is_stored() -> None:
    full = {"project": "a", "owner": "p1", "due": "2027-06", "deliverable": True}

    found = milestones_of(
        read(
            milestones=[
                {"id": "m", "name": "Built"} | full,
                {"id": "n", "project": "gone", "owner": "gone"},
                {"id": "empty"},
            ]
        )
    )

    assert found == (
        Milestone(
            "m",
            "a",
            "Built",
            date(2027, 6, 30),
            None,
            "p1",
            deliverable=True,
            due_said="2027-06",
        ),
        Milestone("n", None, "", None, None, None, None),
    )


def test_a_risk_is_read_as_it_is_stored() -> None:
    full: dict[str, Any] = {
        "project": "a",
        "risk": "The grid is too weak",
        "category": "technical",
        "probability": 3,
        "impact": 5,
        "response": "reduce",
        "action": "Ask the network company",
        "owner": "p1",
        "status": "open",
    }

    first, second = risks_of(
        read(risks=[{"id": "r", **full}, {"id": "s", "project": "gone"}, {"id": "empty"}])
    )

    assert first == Risk(row="r", **full)
    assert (first.product, first.severity, first.lacks) == (15, "high", ())
    assert (second.project, second.risk, second.severity) == (None, "", None)
    assert second.lacks == ("rating", "response", "owner")


@pytest.mark.parametrize(
    ("probability", "impact", "severity"),
    [
        (1, 1, "low"),
        (1, 5, "low"),
        (2, 3, "medium"),
        (3, 4, "medium"),
        (3, 5, "high"),
        (5, 5, "high"),
    ],
)
def test_how_grave_a_risk_is(probability: int, impact: int, severity: str) -> None:
    assert severity_of(probability * impact) == severity
    assert severity_of(impact * probability) == severity


def test_a_graver_risk_is_never_called_less_grave() -> None:
    order = ["low", "medium", "high"]
    products = sorted({a * b for a, b in product(SCALE, SCALE)})
    places = [order.index(severity_of(one)) for one in products]

    assert places == sorted(places)
    assert {*places} == {0, 1, 2}


def test_an_action_is_an_answer_to_a_risk_and_a_closed_risk_lacks_nothing() -> None:
    found = risks_of(
        read(
            risks=[
                {"id": "r", "risk": "x", "action": "Ask", "probability": 1, "impact": 1},
                {"id": "s", "risk": "x", "status": "closed"},
                {"id": "t", "risk": "x", "status": "occurred", "response": "accept"},
            ]
        )
    )

    assert [one.lacks for one in found] == [("owner",), (), ("rating", "owner")]


@given(st.lists(st.tuples(RATING, RATING, STATUSES), max_size=12))
def test_every_open_rated_risk_is_in_one_cell_of_the_matrix(
    said: list[tuple[int | None, int | None, str | None]],
) -> None:
    risks = [
        Risk(f"r{n}", None, "x", None, probability, impact, None, None, None, status)
        for n, (probability, impact, status) in enumerate(said)
    ]

    found = matrix_of(risks)

    assert list(found) == list(product(SCALE, SCALE))
    placed = [one for ones in found.values() for one in ones]
    rated = [one for one in risks if one.product is not None and one.status != "closed"]
    assert sorted(one.row for one in placed) == sorted(one.row for one in rated)
    assert all(
        (one.probability, one.impact) == at for at, ones in found.items() for one in ones
    )
