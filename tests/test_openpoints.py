"""What is still open, on the shipped method."""

from __future__ import annotations

from typing import Any

import pytest
from building import PREREQUISITES, answers_of, levels

from smartcity_widgets.analysis.contradictions import EXPECTATIONS
from smartcity_widgets.analysis.openpoints import OpenPoint, open_points
from smartcity_widgets.method import load_method

METHOD = load_method()
EVERYTHING = levels({step: [3] * 5 for step in PREREQUISITES})


def of(rule: str, agreed: dict[str, dict[str, Any]], **members: Any) -> list[OpenPoint]:
    found = open_points(METHOD, answers_of(agreed, **members))
    return [one for one in found if one.rule == rule]


def contradictions(*agreed: tuple[str, str, object]) -> set[tuple[str, str]]:
    table: dict[str, dict[str, Any]] = {}
    for step, question, value in agreed:
        table.setdefault(step, {})[question] = value
    return {(one.path, one.against) for one in of("level-against-field", table)}


def test_an_empty_workbook_misses_every_essential_question_and_nothing_else() -> None:
    found = open_points(METHOD, answers_of())
    essential = {
        question.path
        for step in METHOD.steps.values()
        if step.role in {"context", "step"} and not step.outline
        for question in step.questions
        if question.importance == "essential"
    }

    assert {one.rule for one in found} == {"missing"}
    assert {one.path for one in found} == essential


def test_points_come_in_the_order_of_the_method() -> None:
    found = [one.step for one in open_points(METHOD, answers_of())]

    assert found == sorted(found, key=list(METHOD.steps).index)


def test_a_row_misses_its_essential_columns() -> None:
    found = of("missing", {"openness": {"stakeholders": [{"id": "s1", "name": "UNamur"}]}})

    assert "openness/stakeholders/s1/type" in {one.path for one in found}
    assert "openness/stakeholders/s1/name" not in {one.path for one in found}
    assert "openness/stakeholders" not in {one.path for one in found}


def test_a_draft_is_a_draft_and_not_missing_too() -> None:
    found = open_points(METHOD, answers_of(drafts={"context/population": "environ 8 000"}))
    rules = [one.rule for one in found if one.path == "context/population"]

    assert rules == ["draft"]
    assert found[0].rule == "draft"


def test_dont_know_is_open_and_not_missing() -> None:
    found = of("unknown", levels({"team": [3, "unknown", 3, 3, 3]}))

    assert [one.path for one in found] == ["team/T2"]


def test_a_median_is_to_be_agreed() -> None:
    found = of("not-agreed", {}, tallies={"team": {"T2": {"2": 4}}})

    assert [one.path for one in found] == ["team/T2"]


def test_not_applicable_needs_a_reason() -> None:
    table = levels({"team": ["na", 3, 3, 3, 3]})
    reason = {"team": {"T1": {"reason": "Service partagé avec la commune voisine."}}}

    assert [one.path for one in of("na-without-reason", table)] == ["team/T1"]
    assert of("na-without-reason", table, notes=reason) == []


def test_what_is_internal_is_told_only_when_asked_for() -> None:
    answers = answers_of(drafts={"openness/stakeholders/s1/stance": "?"})
    with_row = answers_of(
        {"openness": {"stakeholders": [{"id": "s1", "name": "A", "type": "public"}]}},
        drafts={"openness/stakeholders/s1/interest": "beaucoup"},
    )
    path = "openness/stakeholders/s1/interest"

    assert path not in {one.path for one in open_points(METHOD, answers)}
    assert path not in {one.path for one in open_points(METHOD, with_row)}
    assert path in {one.path for one in open_points(METHOD, with_row, internal=True)}


@pytest.mark.parametrize("value", ["no", "draft"])
def test_a_written_mandate_that_the_field_denies_is_a_contradiction(value: str) -> None:
    found = contradictions(
        ("leadership", "L1", 3), ("leadership", "mandate_written", value)
    )

    assert found == {("leadership/L1", "leadership/mandate_written")}


def test_a_written_mandate_that_the_level_ignores_is_a_contradiction() -> None:
    found = contradictions(
        ("leadership", "L1", 2), ("leadership", "mandate_written", "yes")
    )

    assert found == {("leadership/L1", "leadership/mandate_written")}


@pytest.mark.parametrize(
    ("level", "form", "open_"),
    [
        (1, ["none"], True),
        (0, ["none"], False),
        (2, ["oral"], True),
        (3, ["pst"], True),
        (2, ["pst"], False),
        (1, ["council_decision"], True),
        (4, ["council_decision", "budget_line"], False),
    ],
)
def test_the_form_of_the_commitment_bounds_its_level(
    level: int, form: list[str], *, open_: bool
) -> None:
    found = contradictions(
        ("political-will", "W1", level), ("political-will", "commitment_form", form)
    )

    assert bool(found) == open_


def test_feedback_to_people_who_were_never_involved_is_a_contradiction() -> None:
    assert contradictions(("openness", "O2", 0), ("openness", "O4", 2)) == {
        ("openness/O4", "openness/O2")
    }
    assert contradictions(("openness", "O2", 0), ("openness", "O4", 0)) == set()


def test_a_field_without_an_answer_contradicts_nothing() -> None:
    assert of("level-against-field", EVERYTHING) == []


def test_half_a_level_is_no_contradiction() -> None:
    field = {"leadership": {"mandate_written": "no"}}
    found = of(
        "level-against-field", field, tallies={"leadership": {"L1": {"2": 1, "3": 1}}}
    )

    assert found == []


def test_every_expectation_names_a_criterion_and_a_field_of_the_same_step() -> None:
    for one in EXPECTATIONS:
        step = METHOD.steps[one.field.split("/")[0]]

        assert METHOD.at(one.field) is not None, one
        assert step.question(one.criterion) is not None, one
