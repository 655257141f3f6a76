"""How much the essential path through the prerequisites asks: at most 35 prompts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from building import answers_of

from smartcity_widgets.analysis.shown import is_shown
from smartcity_widgets.method import Method, Question, Step, load_method

METHOD = load_method()
AT_MOST = 35


def prompts(method: Method, *, tables_as_one: bool = False) -> list[str]:
    """Return what is asked of a group: one prompt a question, one a column of a table.

    What follows from other answers is not asked. A prefilled question is: whether it is
    depends on the other answer.
    """
    return [
        prompt
        for name in method.prerequisites
        for question in method.steps[name].questions
        if question.importance == "essential" and is_shown(question, answers_of())
        for prompt in _of(question, method.steps[name], tables_as_one=tables_as_one)
    ]


def _of(question: Question, step: Step, *, tables_as_one: bool) -> list[str]:
    if question.kind == "checklist":
        return [
            f"{question.path}: {line}"
            for line in question.choices
            if not step.sources(question, line)
        ]
    if question.kind != "table" or tables_as_one:
        return [question.path]
    return [one.path for one in question.columns if one.importance == "essential"]


def with_essential(*paths: str) -> Method:
    """Return the method with more questions on the essential path."""
    steps = dict(METHOD.steps)
    for name in METHOD.prerequisites:
        questions = tuple(
            replace(one, importance="essential") if one.path in paths else one
            for one in steps[name].questions
        )
        steps[name] = replace(steps[name], questions=questions)
    return replace(METHOD, steps=steps)


def check(method: Method) -> None:
    asked, as_one = prompts(method), prompts(method, tables_as_one=True)
    told = f"{len(asked)} prompts, {len(as_one)} with each table as one: {asked}"
    assert len(asked) <= AT_MOST, told


def test_the_essential_path_through_the_prerequisites_asks_at_most_35_things() -> None:
    check(METHOD)


def test_the_criteria_and_six_fields_are_all_there_is() -> None:
    fields = set(prompts(METHOD, tables_as_one=True)) - {
        one.path for one in METHOD.criteria
    }

    assert len(METHOD.criteria) == 25
    assert fields == {
        "political-will/mandate_holder",
        "leadership/project_lead",
        "team/members",
        "pre-vision/own_definition",
        "pre-vision/linked_plans",
        "openness/stakeholders",
    }


@pytest.mark.parametrize(
    "more",
    [
        ("political-will/motivation", "leadership/lead_type"),
        ("openness/checklist",),
        ("team/raci", "team/charter", "team/decision_rule"),
    ],
)
def test_the_count_fails_for_questions_beyond_it(more: tuple[str, ...]) -> None:
    with pytest.raises(AssertionError, match="prompts, "):
        check(with_essential(*more))


def test_a_check_list_that_other_answers_settle_asks_nothing() -> None:
    assert prompts(with_essential("leadership/checklist")) == prompts(METHOD)
