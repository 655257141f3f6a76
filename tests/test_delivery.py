"""How the projects run on a day: what is late, what was spent, what does not agree."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, get_args

import pytest
from building import answers_of
from hypothesis import given
from hypothesis import strategies as st

from smartcity_widgets.analysis.delivery import Delivery, delivery_of
from smartcity_widgets.analysis.unsure import RULES, Unsured, unsure_of
from smartcity_widgets.method import load_method
from smartcity_widgets.overlay import adapt

METHOD = load_method()
CASES = tomllib.loads(
    (Path(__file__).parent / "cases" / "delivery.toml").read_text(encoding="utf-8")
)["cases"]
TODAY = date(2026, 3, 12)
STATUSES = ("idea", "approved", "running", "on_hold", "done", "cancelled")
DATES = st.sampled_from(
    [
        "2025",
        "2026",
        "2026-02",
        "2026-03",
        "2026-03-11",
        "2026-03-12",
        "2026-03-13",
        "2028-02",
    ]
)
MONEY = st.decimals(0, 10**9, places=2).map(str)


def workbook(projects: Any, progress: Any = (), milestones: Any = ()) -> Any:
    return answers_of(
        {
            "context": {"persons": [{"id": "p1", "name": "Ann"}]},
            "action-plan": {"projects": list(projects)},
            "delivery": {"progress": list(progress), "milestones": list(milestones)},
        }
    )


def run(*tables: Any, today: date | None = TODAY) -> Delivery:
    return delivery_of(METHOD, workbook(*tables), today)


@pytest.mark.parametrize("case", CASES, ids=lambda one: one["name"])
def test_a_project_runs_as_in_its_case(case: dict[str, Any]) -> None:
    progress = (
        [{"id": "g", "project": "a"} | case["progress"]] if "progress" in case else []
    )
    milestones = [
        {"id": f"m{n}", "project": "a", "name": f"M{n}"} | one
        for n, one in enumerate(case.get("milestones", ()), start=1)
    ]
    found = run([{"id": "a"} | case["project"]], progress, milestones, today=case["today"])

    late = [[one.kind, one.days] for ones in found.late.values() for one in ones]
    assert late == case.get("late", [])
    assert [one.rule for one in unsure_of(found)] == case.get("unsure", [])
    coming = found.courses[0].next
    assert (coming.row if coming else None) == case.get("next")


def test_every_rule_has_a_case_or_a_test_below() -> None:
    shown = {rule for case in CASES for rule in case.get("unsure", ())}

    assert get_args(Unsured) == RULES
    assert {*RULES} - shown == {
        "progress-without-project",
        "progress-twice",
        "milestone-without-project",
    }


def test_the_project_that_waits_longest_comes_first_and_no_project_is_one_too() -> None:
    found = run(
        [
            {"id": "a", "title": "A"},
            {"id": "b", "title": "B", "end": "2025", "owner": "p1"},
        ],
        [],
        [
            {"id": "m1", "project": "a", "name": "x", "due": "2026-03-01"},
            {"id": "m2", "project": "gone", "name": "y", "due": "2026-01", "owner": "p1"},
        ],
    )

    assert list(found.late) == ["b", None, "a"]
    assert found.late["b"][0].said == "2025"
    assert [one.owner for ones in found.late.values() for one in ones] == ["p1", "p1", None]
    assert [(one.rule, one.path) for one in unsure_of(found)] == [
        ("milestone-without-project", "delivery/milestones/m2/project")
    ]


def test_of_two_rows_for_a_project_the_later_counts_and_both_are_told() -> None:
    found = run(
        [{"id": "a", "title": "A"}],
        [
            {"id": "g1", "project": "a", "progress": 10},
            {"id": "g2", "project": "a", "progress": 20},
            {"id": "g3", "project": "gone", "progress": 30},
            {"id": "g4", "progress": 40},
            {"id": "empty"},
        ],
    )

    assert found.courses[0].progress == 20
    assert [(one.rule, one.subject) for one in unsure_of(found)] == [
        ("progress-without-project", "delivery/progress/g3"),
        ("progress-without-project", "delivery/progress/g4"),
        ("progress-twice", "delivery/progress/g1"),
    ]


def test_without_a_day_nothing_is_late_and_what_comes_next_is_the_earliest() -> None:
    found = run(
        [{"id": "a", "end": "2020"}],
        [{"id": "g", "project": "a", "kickoff_date": "2020"}],
        [
            {"id": "m1", "project": "a", "due": "2021"},
            {"id": "m2", "project": "a", "due": "2020"},
        ],
        today=None,
    )

    coming = found.courses[0].next
    assert not found.late
    assert coming is not None
    assert coming.row == "m2"


def test_spending_is_exact_and_each_euro_is_in_it_once() -> None:
    found = run(
        [
            {"id": "a", "budget_capex": "0.30"},
            {"id": "b", "budget_capex": "999999999999999.99"},
            {"id": "c", "budget_capex": "0.10", "included_in": "a"},
            {"id": "d"},
            {"id": "e", "budget_capex": "5.00"},
        ],
        [
            {"id": f"g{one}", "project": one, "spent": spent}
            for one, spent in (("a", "0.10"), ("b", "0.20"), ("c", "0.10"), ("d", "7.00"))
        ],
    )

    assert found.spending == (Decimal("0.30"), Decimal("1000000000000000.29"), 2, 2)
    assert found.courses[0].share == Fraction(1, 3)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(STATUSES) | st.none(),
            DATES | st.none(),
            st.none() | st.integers(0, 100),
            st.none() | MONEY,
            st.none() | MONEY,
            st.lists(st.tuples(DATES | st.none(), DATES | st.none()), max_size=3),
        ),
        max_size=5,
    ),
    st.dates(date(2024, 1, 1), date(2030, 1, 1)),
)
def test_whatever_is_said_late_is_in_the_past_and_nothing_is_lost(
    said: list[Any], today: date
) -> None:
    projects, progress, milestones = [], [], []
    for n, (status, end, percent, budget, spent, dates) in enumerate(said):
        cells = {"status": status, "end": end, "budget_capex": budget}
        projects.append({"id": f"a{n}"} | {k: v for k, v in cells.items() if v is not None})
        row = {"progress": percent, "spent": spent}
        progress.append(
            {"id": f"g{n}", "project": f"a{n}"}
            | {k: v for k, v in row.items() if v is not None}
        )
        milestones += [
            {"id": f"m{n}-{at}", "project": f"a{n}"}
            | {k: v for k, v in (("due", due), ("done", done)) if v is not None}
            for at, (due, done) in enumerate(dates)
        ]
    found = run(projects, progress, milestones, today=today)

    assert [one.project.row for one in found.courses] == [one["id"] for one in projects]
    assert len(found.milestones) == len(milestones)
    closed = {one.project.row for one in found.courses if one.is_closed}
    assert closed == {
        f"a{n}" for n, one in enumerate(said) if one[0] in {"done", "cancelled"}
    }
    assert closed.isdisjoint(found.late)
    assert all(one.days > 0 for ones in found.late.values() for one in ones)
    total = sum((Fraction(one[4]) for one in said if one[4] and one[3]), Fraction(0))
    assert Fraction(found.spending.spent) == total
    for course in found.courses:
        assert (course.overspent > 0) == (
            course.share is not None and course.share > 1
        ) or (course.budget == 0)


def test_what_an_adaptation_hides_is_not_read() -> None:
    hidden = {"delivery": ["milestones", "progress"]}
    answers = workbook(
        [{"id": "a", "status": "running"}],
        [{"id": "g", "project": "a", "progress": 10}],
        [{"id": "m", "project": "a", "due": "2020"}],
    )
    paths = [f"{step}/{one}" for step, ones in hidden.items() for one in ones]
    method = adapt(METHOD, {"hidden": paths})

    found = delivery_of(method, answers, TODAY)

    assert (found.milestones, found.courses[0].row, dict(found.late)) == ((), None, {})
    assert unsure_of(found) == ()
