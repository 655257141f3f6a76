"""From one cycle to the next: what goes on, what is cut, and that a closed one stays."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import uuid
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from documents import METHOD, after, cycles_after, documents, small
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartcity_widgets.answers import Answers
from smartcity_widgets.attaching import attach
from smartcity_widgets.cycles import CARRIED_OVER, carriable, carry_over, read_choice
from smartcity_widgets.cycles.closing import close_cycle
from smartcity_widgets.desk import Desk
from smartcity_widgets.errors import ClosedCycleError, DocumentError, UsageError
from smartcity_widgets.exchange import dump, dumps, entries_of, import_document
from smartcity_widgets.log import GROUP
from smartcity_widgets.store import Store
from smartcity_widgets.store.transaction import Transaction
from smartcity_widgets.values import check

TESTS = Path(__file__).parent

FIRST, STRIDE = 12, 9
"""Moments at which a closing is killed: the first ones, then one in so many, the last."""

generous = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

PLAN = small(
    workbook={"id": "namur", "name": "Namur", "language": "en", "cycle": 1},
    settings={"weights": {"team": 0.35}},
    respondents=[{"id": "r1", "name": "R1", "group": "elected"}],
    answers={
        "context": {"population": 8420, "persons": [{"id": "a", "name": "Anne"}]},
        "team": {"T1": 3},
        "openness": {"stakeholders": [{"id": "s1", "name": "S"}, {"id": "s2"}]},
        "diagnosis": {"needs": [{"id": "n1", "need": "Quiet"}, {"id": "n2"}]},
        "vision": {
            "selected": [{"id": "v1", "priority": "Streets", "needs": ["n1", "n2"]}],
            "objectives": [
                {"id": "o1", "statement": "Fewer cars", "priority": "v1"},
                {"id": "o2", "statement": "More trees"},
            ],
        },
        "evaluation": {
            "indicators": [
                {"id": "i1", "name": "Cars", "objective": "o1", "owner": "a"},
                {"id": "i2", "name": "Trees", "objective": "o2"},
            ],
            "targets": [
                {"id": "t1", "indicator": "i1", "date": "2027"},
                {"id": "t2", "indicator": "i2", "date": "2027"},
            ],
        },
        "action-plan": {
            "projects": [
                {
                    "id": "p1",
                    "title": "Buses",
                    "owner": "a",
                    "objective": ["o1", "o2"],
                    "depends_on": ["p2"],
                    "partners": ["s2"],
                },
                {"id": "p2", "title": "Paths"},
            ]
        },
        "means": {
            "costs": [
                {"id": "c1", "project": "p1", "amount": "1200.00"},
                {"id": "c2", "project": "p2", "amount": "10.00"},
            ]
        },
        "results": {
            "measurements": [
                {"id": "m1", "indicator": "i1", "date": "2026", "value": "366"},
                {"id": "m2", "indicator": "i2", "date": "2026", "value": "9"},
            ]
        },
        "adjustment": {
            "next_cycle_carried_over": [
                "vision/objectives/o1",
                "evaluation/indicators/i1",
                "action-plan/projects/p1",
            ]
        },
    },
    notes={
        "team": {"T1": {"comment": "well"}},
        "vision": {"objectives": {"comment": "agreed in June"}},
        "diagnosis": {"needs": {"comment": "from the survey"}},
    },
    individual={"r1": {"team": {"T1": 2}}},
    tallies={"team": {"T1": {"4": 3}}},
    journal={"comments": {"team": "…"}},
)


def store_in(folder: Path) -> Store:
    return Store(f"sqlite:///{folder / 'w.sqlite'}", folder=folder)


def desk_on(store: Store, author: str = "Anne", **more: object) -> Desk:
    return Desk(store, store.workbooks()[0], method=METHOD, author=author, **more)


@pytest.fixture
def store(tmp_path):
    with closing(store_in(tmp_path)) as opened:
        import_document(opened, PLAN, METHOD, author="Anne")
        yield opened


def edit(path: str, raw: object, **more: object) -> dict[str, object]:
    given = {"edit": str(uuid.uuid4()), "op": "answer", "path": path, "raw": raw}
    return given | {"language": "en"} | more


# What goes on ----------------------------------------------------------------------------


def test_the_next_cycle_begins_with_what_was_chosen_and_what_belongs_to_it(store):
    closing_ = desk_on(store).close()

    next_ = dump(desk_on(store).answers, METHOD)
    answers = PLAN["answers"]
    assert next_ == {
        "format": PLAN["format"],
        "method": METHOD.version,
        "workbook": PLAN["workbook"] | {"cycle": 2},
        "settings": PLAN["settings"],
        "respondents": PLAN["respondents"],
        "answers": {
            "context": answers["context"],
            "openness": {"stakeholders": [{"id": "s2"}]},
            "vision": {"objectives": [{"id": "o1", "statement": "Fewer cars"}]},
            "evaluation": {
                "indicators": answers["evaluation"]["indicators"][:1],
                "targets": answers["evaluation"]["targets"][:1],
            },
            "action-plan": {
                "projects": [
                    {
                        "id": "p1",
                        "title": "Buses",
                        "owner": "a",
                        "objective": ["o1"],
                        "partners": ["s2"],
                    }
                ]
            },
            "means": {"costs": answers["means"]["costs"][:1]},
            "results": {"measurements": answers["results"]["measurements"][:1]},
        },
        "notes": {"vision": {"objectives": {"comment": "agreed in June"}}},
    }
    assert (closing_.closed, closing_.opened) == (1, 2)
    assert list(closing_.carried) == answers["adjustment"]["next_cycle_carried_over"]
    assert set(closing_.along) == {
        "evaluation/targets/t1",
        "results/measurements/m1",
        "means/costs/c1",
        "openness/stakeholders/s2",
    }
    assert {(one.path, one.row) for one in closing_.cut} == {
        ("vision/objectives/o1/priority", "vision/selected/v1"),
        ("action-plan/projects/p1/objective", "vision/objectives/o2"),
        ("action-plan/projects/p1/depends_on", "action-plan/projects/p2"),
    }


def test_what_a_file_chooses_stands_in_the_closed_cycle_as_its_answer(store):
    desk = desk_on(store)

    desk.close(["diagnosis/needs/n1"])

    assert desk.answers.value(CARRIED_OVER) == ["diagnosis/needs/n1"]
    assert desk_on(store).answers.rows("diagnosis/needs") == ("n1",)
    assert desk_on(store).answers.rows("vision/objectives") == ()


def test_where_nothing_is_chosen_the_context_goes_on(store):
    desk = desk_on(store)
    desk.close([])

    said = dump(desk_on(store).answers, METHOD)

    assert list(said["answers"]) == ["context"]
    assert desk.answers.value(CARRIED_OVER) is None


def test_a_draft_goes_on_with_the_answer_it_covers(store):
    desk = desk_on(store)
    path = "means/costs/c1/amount"
    desk.apply(edit(path, "twelve hundred"))
    desk.apply(edit("context/population", "many"))

    desk.close()

    answers = desk_on(store).answers
    assert answers.draft(path).text == "twelve hundred"
    assert answers.former[GROUP, path].value == "1200.00"
    assert answers.draft("context/population").text == "many"


def test_a_removed_row_and_a_removed_person_do_not_go_on(store):
    desk = desk_on(store)
    desk.apply(edit("context/persons/a", None, op="remove-row"))
    desk.apply(edit("action-plan/projects/p1", None, op="remove-row"))

    closing_ = desk.close()

    answers = desk_on(store).answers
    assert answers.rows("context/persons") == ()
    assert answers.rows("action-plan/projects") == ()
    assert "action-plan/projects/p1" not in closing_.carried


def test_the_overlay_goes_on_and_own_questions_with_it(store):
    desk = desk_on(store)
    overlay = {"hidden": ["team/raci"]}
    desk.adapt(overlay)

    desk.close()

    assert desk_on(store).answers.overlay == overlay


def test_what_came_over_is_nobody_s_act_to_undo(store):
    desk_on(store).close()

    desk = desk_on(store)
    assert all(desk.undoable(step) is None for step in METHOD.steps)


@given(documents(), st.data())
@generous
def test_no_reference_dangles_and_no_cell_changes_but_those_cut(document, data):
    document["workbook"]["cycle"] = 1
    answers = after(entries_of(document, METHOD, author="test"))
    rows = [one.path for one in carriable(METHOD, answers)]
    chosen = data.draw(st.lists(st.sampled_from(rows), unique=True)) if rows else []

    closing_, entries = close_cycle(METHOD, answers, chosen, author="test")

    next_ = after(entries, Answers("namur", 2))
    assert set(closing_.carried) == set(chosen)
    assert {one.path for one in carriable(METHOD, next_)} == set(chosen)
    cut = {one.path for one in closing_.cut}
    for (who, path), one in next_.latest.items():
        assert who == GROUP
        question = METHOD.at(path)
        if one.kind == "answer":
            assert check(question, one.value, rows=next_.rows) is None
            assert path in cut or one.value == answers.value(path)
    said = dump(next_, METHOD)
    assert dump(
        after(entries_of(said, METHOD, author="x"), Answers("namur", 2)), METHOD
    ) == (said)


@given(documents())
@generous
def test_all_that_can_be_chosen_is_carried_without_a_cut(document):
    answers = after(entries_of(document, METHOD, author="test"))

    carry = carry_over(METHOD, answers, [one.path for one in carriable(METHOD, answers)])

    assert carry.cut == ()


# The file that chooses -------------------------------------------------------------------


def test_a_file_chooses_one_row_a_line(store):
    text = """\ufeff# what goes on
    vision/objectives/o1   # fewer cars

    action-plan/projects/p1
    vision/objectives/o1
    """

    chosen = read_choice(text, desk_on(store).carriable())

    assert chosen == ("vision/objectives/o1", "action-plan/projects/p1")


@pytest.mark.parametrize(
    ("line", "nearest"),
    [
        ("vision/objectives/o3", "vision/objectives/o1"),
        ("action-plan/project/p1", "action-plan/projects/p1"),
        ("means/costs/c1", "diagnosis/needs/n1"),
        ("{}", "diagnosis/needs/n1"),
    ],
)
def test_an_unknown_row_is_refused_with_its_line_and_the_nearest(store, line, nearest):
    with pytest.raises(UsageError) as refused:
        read_choice(f"\n{line}", desk_on(store).carriable())

    assert refused.value.sentence("en").startswith(f"Line 2: '{line}': no such row")
    assert refused.value.details["nearest"]
    assert refused.value.sentence("fr")
    if nearest.partition("/")[0] == line.partition("/")[0]:
        assert refused.value.details["nearest"].startswith(nearest.rpartition("/")[0])


def test_nothing_is_closed_where_a_row_does_not_exist(store):
    before = store.last()

    with pytest.raises(UsageError, match="no such row"):
        desk_on(store).close(["vision/objectives/o9"])

    assert store.last() == before
    assert store.open_cycle("namur") == 1


# A closed cycle is read ------------------------------------------------------------------


def writes(desk: Desk, store: Store) -> dict[str, object]:
    """Return every way to write to a workbook, by name."""
    picture = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
    rows = [{"cells": {"need": "Light"}}]
    return {
        "answer": lambda: desk.apply(edit("team/T1", "2")),
        "made": lambda: desk.apply_made(lambda: edit("team/T1", "2")),
        "note": lambda: desk.apply(edit("notes/team/T1/comment", "x", op="note")),
        "add": lambda: desk.apply(edit("diagnosis/needs", None, op="add-row")),
        "put": lambda: desk.apply(edit("diagnosis/needs", None, op="put-rows", rows=rows)),
        "tables": lambda: desk.apply(
            edit("diagnosis/needs", None, op="put-tables", rows=rows)
        ),
        "remove": lambda: desk.apply(edit("diagnosis/needs/n1", None, op="remove-row")),
        "reveal": lambda: desk.apply(edit("revealed/team", None, op="reveal")),
        "overlay": lambda: desk.adapt({"hidden": ["team/raci"]}),
        "attach": lambda: attach(desk, "team", picture, "minutes.pdf"),
        "close": desk.close,
        "store": lambda: store.append(
            close_cycle(METHOD, after([], Answers("namur")), author="x")[1][:1]
        ),
    }


WAYS = (
    "answer",
    "made",
    "note",
    "add",
    "put",
    "tables",
    "remove",
    "reveal",
    "overlay",
    "attach",
    "close",
    "store",
)


@pytest.mark.parametrize("how", WAYS)
def test_nothing_writes_to_a_closed_cycle(store, how):
    open_elsewhere = desk_on(store, "Ben")
    desk_on(store).close()
    before = store.last()

    with pytest.raises(ClosedCycleError) as refused:
        writes(open_elsewhere, store)[how]()

    said = refused.value.sentence("en")
    assert said.startswith("Workbook 'namur': cycle 1 was closed by Anne on ")
    assert refused.value.sentence("fr").startswith("Classeur «")
    assert store.last() == before
    open_elsewhere.refresh()
    assert open_elsewhere.answers.closing.author == "Anne"


def test_an_edit_that_was_stored_before_is_acknowledged_after(store):
    desk, one = desk_on(store), edit("team/T1", "2")
    first = desk.apply(one)
    desk_on(store).close()

    assert desk.apply(one).entry == first.entry


def test_an_earlier_cycle_is_read(store):
    desk = desk_on(store)
    before = dump(desk.answers, METHOD)
    desk.close()

    next_ = desk_on(store)
    former = next_.at_cycle(1)

    assert dump(former, METHOD) == before
    assert former.closing.author == "Anne"
    assert former.method_version == METHOD.version
    assert next_.at_cycle(2) is next_.answers
    assert {n: bool(one) for n, one in next_.cycles().items()} == {1: True, 2: False}
    assert desk_on(store, cycle=1).answers.closing == former.closing


# The document ----------------------------------------------------------------------------


def test_a_document_of_two_cycles_goes_through_a_store_unchanged(store, tmp_path):
    desk_on(store).close()
    desk = desk_on(store)
    desk.apply(edit("workbook/name", "Namur II"))
    document = dump(desk.answers, METHOD, desk.before())
    assert [one["closed_by"] for one in document["cycles"]] == ["Anne"]
    assert document["cycles"][0]["workbook"]["name"] == "Namur"
    (tmp_path / "other").mkdir()
    with closing(store_in(tmp_path / "other")) as other:
        import_document(other, document, METHOD, author="Ben")
        copy = desk_on(other, "Ben")

        assert dumps(dump(copy.answers, METHOD, copy.before())) == dumps(document)
        assert copy.at_cycle(1).closing == desk.at_cycle(1).closing
        with pytest.raises(ClosedCycleError):
            desk_on(other, cycle=1).apply(edit("team/T1", "1"))


def test_replacing_changes_the_open_cycle_and_no_closed_one(store):
    desk_on(store).close()
    desk = desk_on(store)
    document = dump(desk.answers, METHOD, desk.before())
    assert import_document(store, document, METHOD, author="Ben", replace=True) == []
    document["answers"]["team"] = {"T1": 1}

    written = import_document(store, document, METHOD, author="Ben", replace=True)

    assert [(one.cycle, one.path, one.value) for one in written] == [(2, "team/T1", 1)]


def changed_answer(document):
    document["cycles"][0]["answers"]["team"]["T1"] = 4


def changed_name(document):
    document["cycles"][0]["closed_by"] = "Ben"


def without(document):
    del document["cycles"]


@pytest.mark.parametrize("change", [changed_answer, changed_name, without])
def test_a_document_of_other_closed_cycles_is_refused(store, change):
    desk_on(store).close()
    desk = desk_on(store)
    document = json.loads(dumps(dump(desk.answers, METHOD, desk.before())))
    change(document)
    before = store.last()

    with pytest.raises(DocumentError) as refused:
        import_document(store, document, METHOD, author="Ben", replace=True)

    assert "its cycle 1 is closed, and the document says something else" in (
        refused.value.sentence("en")
    )
    assert refused.value.sentence("fr")
    assert store.last() == before


def test_a_cycle_is_read_under_its_own_overlay(store):
    desk = desk_on(store)
    desk.adapt({"hidden": ["team/raci"]})
    desk.close()
    desk = desk_on(store)
    desk.adapt(None)
    document = dump(desk.answers, METHOD, desk.before())

    assert document["cycles"][0]["overlay"] == {"hidden": ["team/raci"]}
    *former, open_ = cycles_after(entries_of(document, METHOD, author="x"))
    assert dump(open_, METHOD, former) == document


# Open or closed, never half --------------------------------------------------------------


@pytest.mark.parametrize("kept", [0, 1, 2, 3, 40])
@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_a_closing_that_fails_between_two_entries_never_was(
    store, monkeypatch, kept, error
):
    before = store.entries("namur")
    write = Transaction._write

    def fail(self, new):
        write(self, new[:kept])
        raise error

    monkeypatch.setattr(Transaction, "_write", fail)
    with pytest.raises(error):
        desk_on(store).close()
    monkeypatch.undo()

    assert store.entries("namur") == before
    assert desk_on(store).close().opened == 2


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no fork and no kill -9")
def test_a_closing_killed_at_any_moment_leaves_the_cycle_open_or_closed(tmp_path):
    with closing(store_in(tmp_path)) as one:
        import_document(one, PLAN, METHOD, author="x")
        before = one.entries("namur")
        carried = tuple(replace(row, chosen=False) for row in desk_on(one).carriable())
    states = {}

    with subprocess.Popen(
        [sys.executable, str(TESTS / "ending.py"), "kill", str(tmp_path / "w.sqlite")],
        cwd=TESTS,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as killer:
        assert killer.stdin
        assert killer.stdout

        def is_killed(at: int) -> bool:
            copy = tmp_path / f"copy-{at}"
            copy.mkdir()
            shutil.copy(tmp_path / "w.sqlite", copy)
            asked = {"file": str(copy / "w.sqlite"), "at": at}
            killer.stdin.write(json.dumps(asked) + "\n")
            killer.stdin.flush()
            told = json.loads(killer.stdout.readline())
            with closing(store_in(copy)) as left:
                states[at] = left.open_cycle("namur")
                desk = desk_on(left)
                if states[at] == 1:
                    assert left.entries("namur") == before
                    assert desk.answers.closing is None
                else:
                    assert desk.at_cycle(1).closing is not None
                    assert desk.carriable() == carried
            return told

        at = 0
        while is_killed(at):
            at += 1 if at < FIRST else STRIDE
        for one in range(at - STRIDE + 1, at):  # the last moments, each
            is_killed(one)

    in_order = [states[at] for at in sorted(states)]
    assert in_order == sorted(in_order)
    assert in_order.count(1) > FIRST
    assert 2 in in_order


def test_of_two_that_close_at_once_one_is_told(tmp_path):
    with closing(store_in(tmp_path)) as one:
        import_document(one, PLAN, METHOD, author="x")
    both = [
        subprocess.Popen(
            [sys.executable, str(TESTS / "ending.py"), "race", one.address.file, name],
            cwd=TESTS,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in ("Anne", "Ben")
    ]
    for process in both:
        assert process.stdout.readline() == "ready\n"
    for process in both:
        process.stdin.write("\n")
        process.stdin.flush()
    told = [json.loads(process.communicate()[0]) for process in both]

    assert sorted(next(iter(one)) for one in told) == ["opened", "refused"]
    refused = next(one["refused"] for one in told if "refused" in one)
    assert "cycle 1 was closed by" in refused
    with closing(store_in(tmp_path)) as left:
        assert list(left.cycles("namur")) == [1, 2]
        assert [one.path for one in left.entries("namur", cycle=2)].count("workbook") == 1
