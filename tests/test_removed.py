"""What a major version removed is kept where it was, in a log and from a document."""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import replace

import pytest
from documents import METHOD, closed, small

from smartcity_widgets.analysis.openpoints import open_points
from smartcity_widgets.desk import Desk
from smartcity_widgets.errors import ContentError, DocumentError
from smartcity_widgets.exchange import dump, import_document
from smartcity_widgets.method import load_method
from smartcity_widgets.method.loader import CONTENT_FOLDER
from smartcity_widgets.method.renaming import path_in_log_now, path_now
from smartcity_widgets.store import Store

RENAMES = {
    "satisfaction/complaints": "",
    "adjustment/learned/why": "",
    "adjustment/learned": "adjustment/lessons",
    "plan/projects": "action-plan/projects",
    "plan": "action-plan",
    "extra": "",
}


def without(method, step, question, column=""):
    """Return a method in which a question, or a column of it, is not asked."""
    before = method.steps[step]
    questions = []
    for one in before.questions:
        if one.id == question and column:
            kept = tuple(other for other in one.columns if other.id != column)
            questions.append(replace(one, columns=kept))
        elif one.id != question:
            questions.append(one)
    after = replace(before, questions=tuple(questions))
    return replace(method, steps={**method.steps, step: after})


LATER = replace(
    without(without(METHOD, "satisfaction", "complaints"), "adjustment", "lessons", "why"),
    version="2.0.0",
    renames={"2.0.0": RENAMES},
)

BEFORE = {
    "satisfaction": {"complaints": 12, "ideas_received": 40},
    "adjustment": {
        "learned": [{"id": "l1", "what": "Ask early", "why": "Survey"}],
        "next_cycle_carried_over": ["plan/projects/p1"],
    },
    "plan": {"projects": [{"id": "p1", "title": "Buses"}]},
    "extra": {"Q": 3, "rows": [{"id": "a"}]},
}
AFTER = {
    "satisfaction": {"ideas_received": 40},
    "adjustment": {
        "lessons": [{"id": "l1", "what": "Ask early"}],
        "next_cycle_carried_over": ["action-plan/projects/p1"],
    },
    "action-plan": {"projects": [{"id": "p1", "title": "Buses"}]},
}
NOTES = {"satisfaction": {"complaints": {"comment": "by telephone"}}}


@pytest.fixture
def store(tmp_path):
    with closing(Store(f"sqlite:///{tmp_path / 'w.sqlite'}", folder=tmp_path)) as opened:
        yield opened


def desk_on(store, method=LATER, **more):
    return Desk(store, "namur", method=method, author="Ben", **more)


def test_a_document_of_an_older_major_is_imported_and_nothing_of_it_is_lost(store):
    document = small(method="1.0.0", answers=BEFORE, notes=NOTES)

    import_document(store, document, LATER, author="Anne")

    answers = desk_on(store).answers
    said = dump(answers, LATER)
    assert said["answers"] == {name: AFTER[name] for name in said["answers"]}
    assert set(said["answers"]) == set(AFTER)
    assert answers.value("satisfaction/complaints") == 12
    assert answers.note("satisfaction", "complaints", "comment") == "by telephone"
    assert answers.value("adjustment/lessons/l1/why") == "Survey"
    assert answers.value("extra/rows") == [{"id": "a"}]
    gone = [one.path for one in open_points(LATER, answers) if one.rule == "not-asked"]
    assert "satisfaction/complaints" in gone
    assert import_document(store, document, LATER, author="x", replace=True) == []


def test_a_closed_cycle_of_an_older_major_too(store):
    cycles = [closed(method="1.0.0", answers=BEFORE)]
    document = small(method="1.1.0", workbook={"id": "namur", "cycle": 2}, cycles=cycles)

    import_document(store, document, LATER, author="Anne")

    former = desk_on(store).at_cycle(1)
    assert set(dump(former, LATER)["answers"]) == set(AFTER)
    assert former.value("satisfaction/complaints") == 12
    assert former.method_version == "1.0.0"


def test_a_document_of_now_may_not_say_what_was_removed(store):
    document = small(method="2.0.0", answers={"satisfaction": {"complaints": 12}})

    with pytest.raises(DocumentError, match="answers/satisfaction/complaints"):
        import_document(store, document, LATER, author="Anne")


def test_what_was_hidden_and_removed_is_not_hidden_any_more(store):
    import_document(store, small(), METHOD, author="Anne")
    desk_on(store, METHOD).adapt(
        {"hidden": ["satisfaction/complaints", "satisfaction/ideas_received"]}
    )

    assert desk_on(store).answers.overlay == {"hidden": ["satisfaction/ideas_received"]}


@pytest.mark.parametrize(
    "path",
    [
        "extra/Q",
        "extra/rows/a",
        "extra/rows/a/cell",
        "notes/extra/Q/comment",
        "tallies/extra/Q",
        "adjustment/lessons/l1/why",
    ],
)
def test_a_path_of_what_was_removed_stays_as_it_was(path):
    assert path_in_log_now(path, [RENAMES]) == path
    assert path_now("extra/Q", [RENAMES]) == ""
    assert path_in_log_now("adjustment/learned/l1/why", [RENAMES]) == (
        "adjustment/lessons/l1/why"
    )


def test_a_name_that_was_given_up_is_not_asked_again(tmp_path):
    folder = shutil.copytree(CONTENT_FOLDER, tmp_path / "content")
    (folder / "renames.toml").write_text(
        '[renames."1.0.0"]\n"satisfaction/complaints" = ""\n', encoding="utf-8"
    )

    with pytest.raises(ContentError, match=r"satisfaction/complaints.*asked still"):
        load_method(folder)
