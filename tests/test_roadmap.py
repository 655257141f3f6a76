"""What comes when: the order of the projects, what waits for what, and what cannot be."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from building import answers_of
from hypothesis import given, settings
from hypothesis import strategies as st

from smartcity_widgets.analysis.efforts import PLACES, QUADRANTS, Effort, efforts_of
from smartcity_widgets.analysis.portfolio import portfolio_of
from smartcity_widgets.analysis.projects import Project, projects_of
from smartcity_widgets.analysis.roadmap import Roadmap, roadmap_of, snags_of
from smartcity_widgets.method import load_method

METHOD = load_method()
TODAY = date(2026, 11, 26)
calm = settings(deadline=None)


def road(*projects: dict[str, Any], **steps: Any) -> Roadmap:
    answers = answers_of({"action-plan": {"projects": list(projects)}, **steps})
    return roadmap_of(METHOD, answers, today=TODAY)


VISION = {
    "selected": [
        {"id": "q1", "priority": "Bouger"},
        {"id": "q2", "priority": "Habiter"},
        {"id": "q3", "priority": "Sans projet"},
    ],
    "objectives": [
        {"id": "o2", "priority": "q2"},
        {"id": "o1", "priority": "q1"},
        {"id": "o3"},
    ],
}


def test_projects_stand_under_their_first_priority_then_by_start() -> None:
    found = road(
        {"id": "a", "objective": ["o3"], "start": "2020"},
        {"id": "b", "objective": ["o2"], "start": "2026"},
        {"id": "c", "objective": ["o2", "o1"], "start": "2028", "end": "2028"},
        {"id": "d", "objective": ["o1"], "start": "2027"},
        {"id": "e", "objective": ["o1"]},
        {"id": "f", "objective": ["o1"], "status": "cancelled"},
        vision=VISION,
    )

    assert [one.project.row for one in found.projects] == ["d", "c", "e", "b", "a"]
    assert [one.number for one in found.projects] == [4, 3, 5, 2, 1]
    assert [one.priority for one in found.projects] == ["q1", "q1", "q1", "q2", None]
    assert found.priorities == {"q1": "Bouger", "q2": "Habiter"}
    assert (found.first, found.last) == (date(2020, 1, 1), date(2028, 12, 31))


def test_milestones_hang_on_their_project_and_stretch_the_line_of_time() -> None:
    found = road(
        {"id": "a", "start": "2027", "end": "2027"},
        {"id": "b"},
        delivery={
            "milestones": [
                {"id": "m1", "project": "a", "name": "Pose", "due": "2028-03"},
                {"id": "m2", "project": "a", "due": "2027-02", "done": "2026-12-24"},
                {"id": "m3", "project": "a", "name": "Un jour"},
                {"id": "m4", "project": "gone", "due": "2050"},
            ]
        },
    )

    assert [one.row for one in found.projects[0].milestones] == ["m2", "m1"]
    assert (found.first, found.last) == (date(2026, 12, 24), date(2028, 3, 31))


@given(st.integers(0, 90), st.integers(1, 30))
def test_a_long_roadmap_is_split_into_parts_of_about_equal_length(
    n: int, most: int
) -> None:
    whole = road(*({"id": f"p{place}"} for place in range(n)))
    parts = whole.split(most)
    lengths = [len(one.projects) for one in parts]

    assert sum((one.projects for one in parts), ()) == whole.projects
    assert max(lengths, default=1) <= most
    assert max(lengths, default=0) - min(lengths, default=0) <= 1
    assert [(one.part, one.parts) for one in parts] == [
        (place, len(parts)) for place in range(1, len(parts) + 1)
    ]


# What cannot be ---------------------------------------------------------------------------

A = {"id": "a", "start": "2026-03", "end": "2026-09"}
SNAGS = {
    "after it": ([A, {"id": "b", "start": "2026-10", "depends_on": ["a"]}], []),
    "on its last day": (
        [A, {"id": "b", "start": "2026-09-30", "depends_on": ["a"]}],
        [],
    ),
    "a day before": (
        [A, {"id": "b", "start": "2026-09-29", "depends_on": ["a"]}],
        ["project-before-dependency b a"],
    ),
    "in the month in which it ends": (
        [A, {"id": "b", "start": "2026-09", "depends_on": ["a"]}],
        [],
    ),
    "in the year in which it ends": (
        [A, {"id": "b", "start": "2026", "depends_on": ["a"]}],
        [],
    ),
    "in the month before": (
        [A, {"id": "b", "start": "2026-08", "depends_on": ["a"]}],
        ["project-before-dependency b a"],
    ),
    "before one that is done": (
        [A | {"status": "done"}, {"id": "b", "start": "2026-09-01", "depends_on": ["a"]}],
        [],
    ),
    "waits for a cancelled one": (
        [A | {"status": "cancelled"}, {"id": "b", "start": "2026", "depends_on": ["a"]}],
        ["dependency-cancelled b a"],
    ),
    "a cancelled one waits for nobody": (
        [A, {"id": "b", "start": "2025", "depends_on": ["a"], "status": "cancelled"}],
        [],
    ),
    "no dates": ([{"id": "a"}, {"id": "b", "depends_on": ["a"]}], []),
    "reversed": (
        [{"id": "a", "start": "2028", "end": "2027"}],
        ["project-dates-reversed a"],
    ),
    "one day long": ([{"id": "a", "start": "2028-01-01", "end": "2028-01-01"}], []),
    "a circle is told once, and not as too early": (
        [
            {"id": "b", "start": "2026", "end": "2026", "depends_on": ["a"]},
            {"id": "a", "start": "2026", "end": "2026", "depends_on": ["b"]},
        ],
        ["project-dependency-cycle b a"],
    ),
    "a circle through a cancelled one is none": (
        [
            {"id": "a", "depends_on": ["b"]},
            {"id": "b", "depends_on": ["a"], "status": "cancelled"},
        ],
        ["dependency-cancelled a b"],
    ),
    "several at once": (
        [
            {"id": "c", "start": "2025", "depends_on": ["a", "b"]},
            A,
            {"id": "b", "end": "2027"},
        ],
        ["project-before-dependency c a b"],
    ),
}


@pytest.mark.parametrize("name", SNAGS)
def test_what_cannot_be_is_told(name: str) -> None:
    rows, expected = SNAGS[name]
    projects = projects_of(answers_of({"action-plan": {"projects": rows}}))

    found = snags_of(projects)

    assert [" ".join((one.rule, one.row, *one.others)) for one in found] == expected


# Impact and effort ------------------------------------------------------------------------


def test_a_project_without_both_numbers_has_no_place_and_is_told() -> None:
    rows = [
        {"id": "a", "impact": 5, "effort": 1, "budget_capex": "100"},
        {"id": "x", "impact": 5, "effort": 5, "status": "cancelled"},
        {"id": "b", "impact": 3},
        {"id": "c", "effort": 3},
        {"id": "d", "impact": 5, "effort": 1},
    ]
    answers = answers_of({"action-plan": {"projects": rows}})
    found = efforts_of(portfolio_of(METHOD, answers))

    assert [(one.number, one.amount) for one in found.placed] == [(1, 100), (5, None)]
    assert [one.project.row for one in found.unplaced] == ["b", "c"]
    assert found.at(1, 5) == found.placed
    assert found.within("first") == found.placed


@calm
@given(st.sampled_from(PLACES), st.sampled_from(PLACES))
def test_more_effort_or_less_impact_never_makes_it_better(impact: int, effort: int) -> None:
    def quadrant(impact: int, effort: int) -> str | None:
        return Effort(1, Project("a", impact=impact, effort=effort), None).quadrant

    assert quadrant(impact, effort) in QUADRANTS
    if quadrant(impact, effort) == "first":
        assert all(quadrant(more, effort) == "first" for more in range(impact, 6))
        assert all(quadrant(impact, less) == "first" for less in range(1, effort + 1))
    if quadrant(impact, effort) == "doubtful":
        assert all(quadrant(less, effort) == "doubtful" for less in range(1, impact + 1))
