"""Projects as they are planned, and the circles of those that wait for each other."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from building import answers_of
from hypothesis import given
from hypothesis import strategies as st

from smartcity_widgets.analysis.circles import circles, circles_among
from smartcity_widgets.analysis.projects import Project, projects_of


def plan(*rows: dict[str, Any], **steps: Any) -> tuple[Project, ...]:
    return projects_of(answers_of({"action-plan": {"projects": list(rows)}, **steps}))


def test_a_project_is_what_its_row_says() -> None:
    (found,) = plan(
        {
            "id": "p1",
            "title": "Un parc à vélos",
            "objective": ["o1", "gone", "o1"],
            "dimension": "mobility",
            "kind": "pilot",
            "owner": "e1",
            "start": "2027",
            "end": "2028-02",
            "budget_capex": "1250000.00",
            "budget_opex_per_year": "0",
            "partners": ["s1", "gone"],
            "effort": 2,
            "status": "approved",
        },
        vision={"objectives": [{"id": "o1", "statement": "Moins de voitures"}]},
        context={"persons": [{"id": "e1", "name": "Ada"}]},
        openness={"stakeholders": [{"id": "s1", "name": "TEC"}]},
    )

    assert found == Project(
        row="p1",
        title="Un parc à vélos",
        objectives=("o1",),
        dimension="mobility",
        kind="pilot",
        owner="e1",
        start=date(2027, 1, 1),
        end=date(2028, 2, 29),
        capex=Decimal(1250000),
        opex=Decimal(0),
        effort=2,
        partners=("s1",),
        status="approved",
        start_said="2027",
        end_said="2028-02",
    )


def test_a_row_without_a_title_is_kept_and_what_leads_nowhere_counts_as_none() -> None:
    found = plan(
        {"id": "p2", "owner": "gone", "included_in": "gone", "depends_on": ["gone", "p1"]},
        {"id": "p1", "title": "A", "included_in": "p1"},
    )

    assert [(one.row, one.title) for one in found] == [("p2", ""), ("p1", "A")]
    assert (found[0].owner, found[0].included_in, found[0].depends_on) == (
        None,
        None,
        ("p1",),
    )
    assert found[1].included_in == "p1"


CIRCLES = {
    "none": ({"a": "b", "b": "c", "c": ""}, []),
    "itself": ({"a": "a"}, ["a"]),
    "begins with its first row": ({"b": "c", "c": "a", "a": "b"}, ["bca"]),
    "a tail is no part of it": ({"t": "a", "a": "b", "b": "a"}, ["ab"]),
    "two that share a row": ({"a": "bc", "b": "a", "c": "a"}, ["ab", "ac"]),
    "two apart": ({"a": "b", "b": "a", "c": "d", "d": "c"}, ["ab", "cd"]),
    "a short and a long one": ({"a": "bc", "b": "c", "c": "a"}, ["abc", "ac"]),
    "two joined into a third": (
        {"a": "b", "b": "ac", "c": "d", "d": "ca"},
        ["ab", "abcd", "cd"],
    ),
    "leads nowhere": ({"a": "x"}, []),
}


@pytest.mark.parametrize("name", CIRCLES)
def test_circles_are_told_once(name: str) -> None:
    leads, expected = CIRCLES[name]
    projects = [Project(row, depends_on=tuple(on)) for row, on in leads.items()]

    assert ["".join(one) for one in circles(projects)] == expected


graphs = st.dictionaries(
    st.sampled_from("abcdefg"), st.lists(st.sampled_from("abcdefg"), unique=True)
)


@given(graphs)
def test_every_dependency_on_a_circle_is_in_one_that_is_told(
    leads: dict[str, list[str]],
) -> None:
    def reached(start: str) -> set[str]:
        seen, waiting = set(), [start]
        while waiting:
            row = waiting.pop()
            if row in leads and row not in seen:
                seen.add(row)
                waiting += leads[row]
        return seen

    found = circles_among(leads)
    steps = [step for one in found for step in pairwise((*one, one[0]))]

    assert len(set(found)) == len(found)
    assert all(target in leads[row] for row, target in steps)
    assert all(len(set(one)) == len(one) for one in found)
    order = list(leads)
    assert all(one[0] == min(one, key=order.index) for one in found)
    assert set(steps) == {
        (row, target)
        for row, targets in leads.items()
        for target in targets
        if row in reached(target)
    }


def test_many_projects_that_all_depend_on_each_other_take_no_time() -> None:
    rows = [f"p{n}" for n in range(60)]

    assert len(circles_among(dict.fromkeys(rows, rows))) == 60 + 60 * 59 // 2
