"""What follows from other answers is read from the content, or refused with a name."""

from __future__ import annotations

import shutil
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from test_method import CONTENT, LEAD, WILL, broken

from smartcity_widgets.method import Method, Prefilled, Source, load_method

if TYPE_CHECKING:
    from pathlib import Path

WRITTEN = '{ question = "W1", at_least = 2 }'
PREFILLED = 'prefilled = { question = "W1", value = 0 }'


@pytest.fixture(scope="module")
def method() -> Method:
    return load_method(CONTENT)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return shutil.copytree(CONTENT, tmp_path / "content")


def test_a_line_knows_its_sources_and_a_line_without_any_is_asked(method: Method) -> None:
    checklist = method.at("political-will/checklist")

    assert checklist is not None
    assert checklist.derived == {
        "written_decision": (Source("W1", at_least=Decimal(2)),),
        "means_attached": (
            Source("budget_committed", filled=True),
            Source("W2", at_least=Decimal(3)),
        ),
    }


def test_a_question_knows_what_it_takes_over(method: Method) -> None:
    question = method.at("political-will/W2")

    assert question is not None
    assert question.prefilled == Prefilled("W1", 0)


def test_a_source_that_a_step_no_longer_asks_leaves_the_line_asked(method: Method) -> None:
    from dataclasses import replace

    step = method.steps["political-will"]
    checklist = step.question("checklist")
    without = replace(step, questions=tuple(q for q in step.questions if q.id != "W1"))

    assert checklist is not None
    assert without.sources(checklist, "written_decision") == ()
    assert len(without.sources(checklist, "means_attached")) == 2


BROKEN = [
    # lists and lines
    ("[derived.checklist]", "[derived.cheklist]", "Did you mean 'checklist'?"),
    ("[derived.checklist]", "[derived.motivation]", "is a long_text: it has no lines."),
    ("written_decision = {", "writen_decision = {", "Did you mean 'written_decision'?"),
    (f"written_decision = {WRITTEN}", "written_decision = 3", "must be a table"),
    (f"written_decision = {WRITTEN}", "written_decision = []", "must be a table"),
    # questions and columns
    ('"W1", at_least', '"W9", at_least', "no question of the step is called 'W9'."),
    ('"W1", at_least', '"checklist", at_least', "is a checklist: no line follows from it."),
    ('"W1", at_least = 2', '"W1", column = "x", filled = true', "has no column 'x'."),
    ('"budget_committed", filled', '"decision_date", filled', "is not always asked."),
    (
        'id = "budget_committed"',
        'id = "budget_committed"\ninternal = true',
        "'budget_committed' is internal, and a line would tell it to every eye.",
    ),
    # tests
    ('"W1", at_least = 2', '"W1"', "a source has one test, not 0."),
    ('"W1", at_least = 2', '"W1", at_least = 2, filled = true', "one test, not 2."),
    ('"W1", at_least = 2', '"W1", atleast = 2', "Did you mean 'at_least'?"),
    ("at_least = 2", "at_least = 5", "5 is no level that can be reached."),
    ("at_least = 2", "at_least = 0", "0 is no level that can be reached."),
    (
        "at_least = 2",
        "distinct = 2",
        "'distinct' counts the different answers of a column.",
    ),
    ("at_least = 2", "values = []", "'values' is empty."),
    ("at_least = 2", 'values = ["two"]', "'two' is no answer to 'W1'."),
    ("filled = true", "filled = false", "'filled' can only be true."),
    ("filled = true", "at_least = 5", "is a money: it is no number."),
    ("filled = true", 'values = ["5"]', "is a money: its answers cannot be listed."),
    # prefilled
    (PREFILLED, PREFILLED.replace("W1", "W9"), "no question of the step is called 'W9'."),
    (PREFILLED, PREFILLED.replace("W1", "W2"), "no question of the step is called 'W2'."),
    (PREFILLED, PREFILLED.replace("0", "7"), "7 is no answer to 'W1'."),
    (PREFILLED, PREFILLED.replace("W1", "motivation"), "it has no one answer."),
    (PREFILLED, 'prefilled = { question = "W1" }', "'value' is missing."),
    (PREFILLED, PREFILLED.replace("value", "vaule"), "'value' is missing."),
]


@pytest.mark.parametrize(("old", "new", "said"), BROKEN)
def test_what_cannot_follow_is_refused_with_the_file_and_the_rule(
    content: Path, old: str, new: str, said: str
) -> None:
    sentence = broken(content, WILL, old, new)

    assert sentence.startswith(WILL.removeprefix("steps/"))
    assert said in sentence


def test_a_chain_of_prefilled_questions_is_refused(content: Path) -> None:
    old = 'id = "W1"\nkind = "level"'
    new = f"{old}\n{PREFILLED.replace('W1', 'W2')}"

    assert "is prefilled itself." in broken(content, WILL, old, new)


def test_a_column_takes_over_nothing(content: Path) -> None:
    old = 'id = "secured"\n  kind = "yes_no"'
    new = f'{old}\n  prefilled = {{ question = "what", value = true }}'

    assert "a column takes over nothing." in broken(content, LEAD, old, new)


def test_what_is_prefilled_says_why_in_every_language(content: Path) -> None:
    said = broken(content, "text/en.toml", "prefilled = ", "prefiled = ")

    assert "'question.political-will.W2.prefilled': this word is missing." in said
