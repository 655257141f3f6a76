"""A workbook of one version of the method opens in a next: nothing lost, each said."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from documents import small

import smartcity_widgets.method
from smartcity_widgets.analysis.openpoints import open_points
from smartcity_widgets.desk import Desk
from smartcity_widgets.exchange import dump, import_document
from smartcity_widgets.log import GROUP, NewEntry
from smartcity_widgets.method import load_method
from smartcity_widgets.method.renaming import path_in_log_now, value_in_log_now
from smartcity_widgets.report.points import open_steps
from smartcity_widgets.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartcity_widgets.method import Method

CONTENT = Path(smartcity_widgets.method.__file__).parent.parent / "content"
NOW = load_method()
RENAMES = """
["2.0.0".renames]
"results/unexpected_effects" = "results/surprises"
"results/measurements/source" = "results/measurements/origin"
"""


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> Method:
    """A next version: a question and a column renamed, one removed, one new."""
    folder = tmp_path_factory.mktemp("next") / "content"
    shutil.copytree(CONTENT, folder)
    _change(folder / "method.toml", NOW.version, "2.0.0")
    step = folder / "steps" / "130-results.toml"
    _change(step, 'id = "unexpected_effects"', 'id = "surprises"')
    _change(step, 'id = "source"', 'id = "origin"')
    _change(
        step,
        '[[questions]]\nid = "evaluation_report_link"\nkind = "text"\n',
        '[[questions]]\nid = "evaluation_report_budget"\nkind = "money"\n'
        'importance = "essential"\n',
    )
    for one in (folder / "text").glob("*.toml"):
        _change(
            one, "[question.results.unexpected_effects]", "[question.results.surprises]"
        )
        _change(
            one,
            "[question.results.measurements.source]",
            "[question.results.measurements.origin]",
        )
        _change(
            one,
            "[question.results.evaluation_report_link]",
            "[question.results.evaluation_report_budget]",
        )
    renames = RENAMES.replace('["2.0.0".renames]', '[renames."2.0.0"]')
    (folder / "renames.toml").write_text(renames, encoding="utf-8")
    return load_method(folder)


def _change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, (path, old)
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


ANSWERS = {
    "evaluation": {"indicators": [{"id": "i1", "name": "One"}]},
    "results": {
        "measurements": [
            {
                "id": "m1",
                "indicator": "i1",
                "date": "2025",
                "value": "4",
                "source": "Register",
            }
        ],
        "unexpected_effects": ["More visitors"],
        "evaluation_report_link": "https://valmont.example/report",
    },
}
NOTES = {"results": {"unexpected_effects": {"comment": "Nobody had thought of it"}}}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A workbook written under the version of today."""
    one = Store(f"sqlite:///{tmp_path / 'w.sqlite'}", folder=tmp_path)
    import_document(one, small(answers=ANSWERS, notes=NOTES), NOW, author="Anne")
    yield one
    one.close()


def test_what_was_renamed_stands_where_it_is_asked_now(store: Store, later: Method) -> None:
    desk = Desk(store, "namur", method=later, author="Bo")
    answers = desk.answers

    assert answers.value("results/surprises") == ["More visitors"]
    assert answers.value("results/measurements/m1/origin") == "Register"
    assert answers.note("results", "surprises", "comment") == "Nobody had thought of it"
    assert desk.renamed == {
        "results/unexpected_effects": "results/surprises",
        "results/measurements/m1/source": "results/measurements/m1/origin",
        "notes/results/unexpected_effects/comment": "notes/results/surprises/comment",
    }


def test_what_was_removed_is_told_and_stays_in_the_history(
    store: Store, later: Method
) -> None:
    desk = Desk(store, "namur", method=later, author="Bo")
    points = open_points(later, desk.answers)
    gone = [one.path for one in points if one.rule == "not-asked"]
    label = "question.results.evaluation_report_budget.label"
    spoken = replace(desk.words, entries={**desk.words.entries, label: "Budget"})
    (told,) = open_steps(later, desk.answers, spoken, steps=("results",))
    said = dict(told.points)
    sentence = "An answer to a question that the method does not ask any more; it stays"

    assert gone == ["results/evaluation_report_link"]
    assert [one for one in said if one.startswith(sentence)]
    assert any(
        "https://valmont.example/report" in it for ones in said.values() for it in ones
    )
    history = {one.path for one in desk.history()}
    assert "results/evaluation_report_link" in history


def test_what_is_new_is_an_open_point(store: Store, later: Method) -> None:
    desk = Desk(store, "namur", method=later, author="Bo")
    missing = [
        one.path for one in open_points(later, desk.answers) if one.rule == "missing"
    ]

    assert "results/evaluation_report_budget" in missing


def test_it_is_edited_on_and_the_log_keeps_what_was_written(
    store: Store, later: Method
) -> None:
    before = store.entries("namur")
    desk = Desk(store, "namur", method=later, author="Bo")
    path = "results/measurements/m1/origin"
    edit = {"edit": "e1", "op": "answer", "path": path, "raw": "Other", "language": "en"}
    desk.apply(edit | {"base": desk.answers.base(path)})

    assert desk.answers.value(path) == "Other"
    assert not desk.answers.conflicts
    assert store.entries("namur")[: len(before)] == before
    document = dump(desk.answers, later)
    assert document["method"] == "2.0.0"
    assert document["answers"]["results"]["surprises"] == ["More visitors"]
    assert Desk(store, "namur", method=later, author="Bo").answers.value(path) == "Other"


def test_nothing_is_called_otherwise_where_nothing_was_renamed(store: Store) -> None:
    assert Desk(store, "namur", method=NOW, author="Bo").renamed == {}
    assert not [
        one
        for one in open_points(NOW, Desk(store, "namur", method=NOW, author="B").answers)
        if one.rule == "not-asked"
    ]


PAIRS = [{"will": "political-will", "team/people": "team/members"}]


@pytest.mark.parametrize(
    ("path", "now"),
    [
        ("will/W1", "political-will/W1"),
        ("team/people/p1", "team/members/p1"),
        ("team/people/p1/name", "team/members/p1/name"),
        ("notes/will/W1/comment", "notes/political-will/W1/comment"),
        ("tallies/will/W1/2", "tallies/political-will/W1/2"),
        ("comments/will", "comments/political-will"),
        ("revealed/will", "revealed/political-will"),
        ("workbook", "workbook"),
        ("workbook/name", "workbook/name"),
        ("settings/weight_team", "settings/weight_team"),
    ],
)
def test_every_path_of_a_log_follows(path: str, now: str) -> None:
    assert path_in_log_now(path, PAIRS) == now
    assert re.sub("political-will|members", "", now).count("/") == path.count("/")


def test_a_row_that_is_named_in_an_answer_follows_too() -> None:
    assert value_in_log_now("team/people/p1", PAIRS) == "team/members/p1"
    assert value_in_log_now(["team/people/p1", "a/b/c"], PAIRS) == [
        "team/members/p1",
        "a/b/c",
    ]
    assert value_in_log_now({"order": "1"}, PAIRS) == {"order": "1"}


def test_own_questions_of_an_adaptation_that_was_taken_away_are_told_by_nobody(
    store: Store,
) -> None:
    last = store.entries("namur")[-1]
    own = {"edit": "own", "path": "team/x-own", "kind": "answer", "value": "Kept"}
    store.append(
        [NewEntry(workbook="namur", cycle=last.cycle, respondent=GROUP, author="x", **own)]
    )
    desk = Desk(store, "namur", method=NOW, author="Bo")

    assert desk.answers.value("team/x-own") == "Kept"
    assert "not-asked" not in {one.rule for one in open_points(NOW, desk.answers)}
