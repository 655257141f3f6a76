"""How content says that the rows of a table are given, and what it may not say."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from smartcity_widgets.analysis.shown import is_shown
from smartcity_widgets.answers import Answers
from smartcity_widgets.errors import ContentError
from smartcity_widgets.log import Entry
from smartcity_widgets.method import load_method
from smartcity_widgets.overlay import read_overlay

CONTENT = Path(__file__).parent / "fixtures" / "method"
STEP = """
id = "diagnosis"
number = 3
role = "step"
outline = true

[choices]
domains = ["people", "means"]
lines = ["will", "team", "budget"]

[groups.lines]
people = ["will", "team"]
means = ["budget"]

[[questions]]
id = "round"
kind = "choice"
choices = "domains"

[[questions]]
id = "needs"
kind = "table"
columns = [{ id = "need", kind = "text" }]

[[questions]]
id = "first"
kind = "table"
grid = { rows = "need", individual = ["dots"] }

  [[questions.columns]]
  id = "need"
  kind = "reference"
  targets = ["diagnosis/needs"]

  [[questions.columns]]
  id = "dots"
  kind = "whole_number"
  shown_when = { question = "round", values = ["people"], of = "step" }

  [[questions.columns]]
  id = "kept"
  kind = "yes_no"

  [[questions.columns]]
  id = "why"
  kind = "text"
  internal = true

[[questions]]
id = "scores"
kind = "table"
grid = { rows = "need", columns = "line", cell = "score", only = "first.kept" }

  [[questions.columns]]
  id = "need"
  kind = "reference"
  targets = ["diagnosis/needs"]

  [[questions.columns]]
  id = "line"
  kind = "choice"
  choices = "lines"

  [[questions.columns]]
  id = "score"
  kind = "whole_number"

[[questions]]
id = "grouped"
kind = "table"
grid = { rows = "line", groups = "domain" }

  [[questions.columns]]
  id = "domain"
  kind = "choice"
  choices = "domains"

  [[questions.columns]]
  id = "line"
  kind = "choice"
  choices = "lines"

  [[questions.columns]]
  id = "level"
  kind = "level"
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder with three grids."""
    folder = shutil.copytree(CONTENT, tmp_path / "content")
    (folder / "steps" / "60-diagnosis.toml").write_text(STEP, encoding="utf-8")
    return folder


def test_a_grid_says_which_columns_come_with_a_row(content):
    step = load_method(content).steps["diagnosis"]

    grids = {one.id: one.grid.named for one in step.questions if one.grid}
    assert grids == {
        "first": ("need",),
        "scores": ("need", "line"),
        "grouped": ("domain", "line"),
    }
    assert [one.id for one in step.questions if one.individual] == ["first"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            'rows = "need", ind',
            'rows = "nede", ind',
            "no column 'nede'. Did you mean 'need'?",
        ),
        (
            'rows = "need", ind',
            'rows = "dots", ind',
            "'dots' names no lines: it is a whole",
        ),
        ('rows = "need", ind', 'rwos = "need", ind', "'rows' is missing"),
        ('["dots"]', '["dot"]', "no column that is filled in is called 'dot'"),
        ('["dots"]', '["need"]', "no column that is filled in is called 'need'"),
        ('["dots"]', '["why"]', "'why' is internal: no respondent sees it"),
        ('cell = "score", ', "", "'columns' and 'cell' go together"),
        ('cell = "score"', 'cell = "need"', "a matrix fills one column"),
        ('"first.kept"', '"frist.kept"', "no other grid of the step is called 'frist'"),
        ('"first.kept"', '"first.dots"', "'first.dots' is a whole_number, no yes or no"),
        ('"first.kept"', '"grouped.level"', "'grouped.level' is a level, no yes or no"),
        ('groups = "domain"', 'groups = "level"', "'level' is a level: only choices stand"),
        ('"will", "team"]\nmeans', '"will"]\nmeans', "'team' stands in no group"),
        ('means = ["budget"]', 'means = ["budget", "will"]', "'will' stands twice"),
        ('means = ["budget"]', 'means = ["bugdet"]', "Did you mean 'budget'?"),
        ('means = ["budget"]', 'maens = ["budget"]', "Did you mean 'means'?"),
        ("[groups.lines]", "[groups.linse]", "groups 'lines': is missing"),
        (', groups = "domain" }', " }", "no grid has lines of this list in groups"),
        (
            'id = "level"\n  kind = "level"',
            'id = "l"\n  kind = "list"\n  of = "text"',
            "cell",
        ),
        ('of = "step"', 'of = "table"', "no of is called 'table'"),
        ('"round", values', '"rond", values', "Did you mean 'round'?"),
        (
            'id = "first"\nkind = "table"\n',
            'id = "first"\nkind = "table"\ninternal = true\n',
            "a table with a grid is not internal",
        ),
    ],
)
def test_a_grid_that_cannot_be_is_refused(content, old, new, says):
    path = content / "steps" / "60-diagnosis.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(ContentError) as refused:
        load_method(content)
    assert says in str(refused.value)
    assert "60-diagnosis.toml" in str(refused.value)


def test_a_question_that_is_no_table_has_no_grid(content):
    path = content / "steps" / "60-diagnosis.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace('id = "round"\n', 'id = "round"\ngrid = { rows = "need" }\n'),
        encoding="utf-8",
    )

    with pytest.raises(ContentError, match="the kind 'choice' has no 'grid'"):
        load_method(content)


@pytest.mark.parametrize(
    ("answer", "shown"), [("people", True), ("means", False), (None, False)]
)
def test_a_column_can_be_shown_by_an_answer_of_the_step(content, answer, shown):
    dots = load_method(content).at("diagnosis/first").column("dots")
    entry = Entry("e", "w", 1, "", "diagnosis/round", "answer", answer, "a", number=1)

    assert is_shown(dots, Answers("w").with_entries([entry]), "any") is shown


@pytest.mark.parametrize(
    ("hidden", "says"),
    [
        ("vision/candidates", "'vision/scores' has its lines"),
        ("vision/first_round", r"'vision/candidates/\*/dots' is shown by its answer"),
    ],
)
def test_what_a_grid_stands_on_cannot_be_hidden_alone(hidden, says):
    with pytest.raises(ContentError, match=says):
        read_overlay({"hidden": [hidden]}, load_method(), where="overlay.toml")
