"""An empty table begins with the rows the method proposes, when somebody asks."""

from __future__ import annotations

import shutil
import uuid
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import smartcity_widgets
from smartcity_widgets.desk import Desk, create
from smartcity_widgets.errors import ContentError, EditError
from smartcity_widgets.method import load_method
from smartcity_widgets.store import Store
from smartcity_widgets.values import check
from smartcity_widgets.words import languages, words

if TYPE_CHECKING:
    from collections.abc import Iterator

METHOD = load_method()
CONTENT = Path(smartcity_widgets.__file__).parent / "content"
CRITERIA = "vision/criteria"
COLUMNS = ("name", "weight", "direction")
STARTING = [
    (step, question)
    for step in METHOD.steps.values()
    for question in step.questions
    if question.starter
]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    store = Store(f"sqlite:///{tmp_path}/w.sqlite", folder=tmp_path)
    create(
        store, "namur", method=METHOD, name="Namur", language="fr", terms="be", author="a"
    )
    yield Desk(store, "namur", method=METHOD, author="anna")
    store.close()


def act(op: str = "start", path: str = CRITERIA, **more: Any) -> dict[str, Any]:
    return {"edit": str(uuid.uuid4()), "op": op, "path": path, "language": "fr", **more}


def test_the_five_usual_criteria_stand_in_order_in_the_language_of_the_form(desk):
    desk.apply(act())

    rows = desk.answers.table(CRITERIA, COLUMNS)
    assert [one["weight"] for one in rows] == ["30", "20", "20", "15", "15"]
    assert rows[0]["name"] == "Effet sur le besoin"
    assert {one["direction"] for one in rows} == {"higher"}


def test_a_table_that_has_a_row_stays_as_it_is(desk):
    desk.apply(act("add-row"))
    before = desk.answers

    assert desk.apply(act()).status == "nothing"
    assert desk.answers == before


def test_sent_twice_it_is_stored_once_and_two_people_get_the_same_rows(desk):
    mine = act()
    first, again = desk.apply(mine), desk.apply(mine)
    rows = desk.answers.rows(CRITERIA)
    other = Desk(desk.store, "namur", method=METHOD, author="ben")
    other.apply(act("undo", entry=first.entry))
    other.apply(act())

    assert (first.entry, first.status) == (again.entry, again.status)
    assert other.answers.rows(CRITERIA) == rows
    assert not other.answers.conflicts


def test_one_undo_takes_all_of_it_back(desk):
    desk.apply(act())
    entry = desk.undoable("vision")
    assert entry is not None

    desk.apply(act("undo", entry=entry.number))
    assert desk.answers.rows(CRITERIA) == ()
    assert desk.undoable("vision") is None


def test_undo_of_one_added_row_leaves_the_others(desk):
    desk.apply(act())
    desk.apply(act("add-row"))
    entry = desk.undoable("vision")

    desk.apply(act("undo", entry=entry.number))
    assert len(desk.answers.rows(CRITERIA)) == 5


@pytest.mark.parametrize(
    "more",
    [
        {"path": "vision/selected"},  # has none to begin with
        {"path": "vision/nothing"},
        {"path": "vision/criteria/r1/name"},
        {"respondent": "r1"},
    ],
)
def test_what_cannot_begin_is_refused(desk, more):
    with pytest.raises(EditError):
        desk.apply(act(**more))


@pytest.mark.parametrize(("step", "table"), STARTING, ids=lambda one: one.id)
def test_what_a_table_begins_with_is_an_answer_in_every_language(step, table):  # noqa: ARG001
    for starter in table.starter:
        for name, value in starter.cells:
            assert check(table.column(name), value) is None
        for language in languages():
            text = words(language).say(f"{table.words_key}.starter.{starter.id}")
            assert check(table.columns[0], text) is None


def test_the_usual_weights_sum_to_100():
    table = METHOD.steps["vision"].question("criteria")

    assert sum(Decimal(dict(one.cells)["weight"]) for one in table.starter) == 100


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('id = "support"', 'id = "impact"', "no second starter may be called 'impact'"),
        ('id = "support"', 'id = "button"', "and none 'button'"),
        ('weight = "30"', 'wieght = "30"', "Did you mean 'weight'"),
        ('direction = "higher" }', 'direction = "highest" }', "has no choice 'highest'"),
        (
            'id = "name"\n  kind = "text"',
            'id = "name"\n  kind = "year"',
            "begins with a text",
        ),
    ],
)
def test_a_starter_that_fits_no_column_is_refused(tmp_path, old, new, says):
    content = shutil.copytree(CONTENT, tmp_path / "content")
    path = content / "steps" / "70-vision.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text

    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError, match=says):
        load_method(content)


def test_a_question_that_is_no_table_begins_with_nothing(tmp_path):
    content = shutil.copytree(CONTENT, tmp_path / "content")
    path = content / "steps" / "70-vision.toml"
    text = path.read_text(encoding="utf-8")
    more = 'id = "approval_body"\nstarter = [{ id = "a" }]'

    path.write_text(text.replace('id = "approval_body"', more), encoding="utf-8")
    with pytest.raises(ContentError, match="the kind 'text' has no 'starter'"):
        load_method(content)
