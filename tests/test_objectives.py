"""The objectives under their priorities, and the letters of SMART they lack."""

from __future__ import annotations

from typing import Any

import pytest
from building import answers_of

from smartcity_widgets.analysis.objectives import LETTERS, Objective, objectives_of
from smartcity_widgets.method import load_method

METHOD = load_method()
SMART = {f"smart_{one}": True for one in LETTERS}
PRIORITY = {"id": "p1", "priority": "Streets"}


def objective(indicators: list[dict[str, Any]] | None = None, **cells: Any) -> Objective:
    rows = [{"id": "o1", "priority": "p1", "statement": "Fewer cars", **cells}]
    evaluation = {"indicators": indicators} if indicators else {}
    vision = {"selected": [PRIORITY], "objectives": rows}
    tree = objectives_of(METHOD, answers_of({"vision": vision, "evaluation": evaluation}))
    return tree[0].objectives[0]


FOLLOWED = [{"id": "i1", "objective": "o1", "target_value": "30"}]


def test_an_objective_that_is_said_to_be_smart_and_is_lacks_nothing() -> None:
    one = objective(FOLLOWED, deadline="2030", **SMART)

    assert (one.missing, one.indicators) == ((), 1)


def test_a_letter_nobody_said_is_missing_with_the_place_to_say_it() -> None:
    one = objective(FOLLOWED, deadline="2030", smart_specific=True, smart_relevant=False)

    assert [(letter.id, letter.state, letter.path) for letter in one.missing] == [
        ("achievable", None, "vision/objectives/o1/smart_achievable"),
        ("relevant", "no", "vision/objectives/o1/smart_relevant"),
    ]


@pytest.mark.parametrize(
    ("indicators", "lack"),
    [
        (None, "no-indicator"),
        ([{"id": "i1", "objective": "o1"}], "no-target"),
        ([{"id": "i1", "objective": "o2", "target_value": "3"}], "no-indicator"),
        ([{"id": "i1", "objective": "o1", "target_low": "3"}], None),
        ([{"id": "i1", "objective": "o1", "target_value": "0"}], None),
    ],
)
def test_measurable_is_believed_once_an_indicator_has_a_target(
    indicators: list[dict[str, Any]] | None, lack: str | None
) -> None:
    one = objective(indicators, deadline="2030", **SMART)

    assert [(letter.id, letter.state, letter.lack) for letter in one.missing] == (
        [("measurable", "yes", lack)] if lack else []
    )


def test_bound_in_time_is_believed_once_there_is_a_deadline() -> None:
    (lacking,) = objective(FOLLOWED, **SMART).missing

    assert (lacking.id, lacking.lack) == ("time_bound", "no-deadline")
    assert lacking.path == "vision/objectives/o1/deadline"


def test_what_nobody_said_is_not_taken_for_a_yes() -> None:
    letters = {one.id: (one.state, one.lack) for one in objective().letters}

    assert letters["measurable"] == (None, "no-indicator")
    assert letters["time_bound"] == (None, "no-deadline")


def test_what_the_workbook_knows_is_not_asked_again_but_a_no_stands() -> None:
    said = {**SMART, "smart_measurable": None, "smart_time_bound": None}
    asked = {name: one for name, one in said.items() if one is not None}

    assert not objective(FOLLOWED, deadline="2030-06", **asked).missing
    no = {**SMART, "smart_time_bound": False}
    assert [one.id for one in objective(FOLLOWED, deadline="2030", **no).missing] == [
        "time_bound"
    ]


def test_objectives_stand_under_their_priority_and_those_without_one_last() -> None:
    vision = {
        "selected": [PRIORITY, {"id": "p2", "priority": "Data"}],
        "objectives": [
            {"id": "o1", "statement": "Alone"},
            {"id": "o2", "priority": "p1"},
            {"id": "o3", "priority": "gone"},
        ],
    }
    tree = objectives_of(METHOD, answers_of({"vision": vision}))

    assert [(one.priority, [o.id for o in one.objectives]) for one in tree] == [
        ("p1", ["o2"]),
        ("p2", []),
        (None, ["o1", "o3"]),
    ]
