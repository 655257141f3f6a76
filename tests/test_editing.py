"""What an act in a form writes to the log."""

from __future__ import annotations

import uuid
from dataclasses import asdict, fields
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcity_widgets.answers import Answers
from smartcity_widgets.editing import MAX_TEXT, Edit, decide, undoable
from smartcity_widgets.errors import EditError
from smartcity_widgets.log import Entry, NewEntry
from smartcity_widgets.method import load_method

METHOD = load_method()
TABLE = "context/persons"


class Log:
    """A log in memory: what `decide` says is written, and the answers follow."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.answers = Answers("test")

    def do(self, op: str, path: str, raw: object = None, **more: object) -> list[Entry]:
        author = str(more.pop("author", "anna"))
        message = {"edit": str(uuid.uuid4()), "op": op, "path": path, "raw": raw, **more}
        decision = decide(
            Edit.of(message),
            method=METHOD,
            answers=self.answers,
            author=author,
            history=lambda: self.entries,
        )
        return [self.write(one) for one in decision.entries]

    def write(self, new: NewEntry) -> Entry:
        names = {one.name for one in fields(NewEntry)}
        values = {name: value for name, value in asdict(new).items() if name in names}
        number = len(self.entries) + 1
        entry = Entry(**values, number=number, time=datetime(2026, 3, 12, tzinfo=UTC))
        self.entries.append(entry)
        self.answers = self.answers.with_entries([entry])
        return entry

    def row(self, table: str = TABLE) -> str:
        return self.do("add-row", table)[0].path

    def order(self, table: str = TABLE) -> list[str]:
        return [f"{table}/{row}" for row in self.answers.rows(table)]


def test_what_is_chosen_becomes_the_answer():
    log = Log()

    log.do("answer", "political-will/W1", "3")

    assert log.answers.value("political-will/W1") == 3


def test_what_cannot_be_read_becomes_a_draft_and_covers_the_answer():
    log = Log()
    log.do("answer", "political-will/budget_committed", "1 250", language="fr")

    log.do("answer", "political-will/budget_committed", "1.250.00", language="fr")

    draft = log.answers.draft("political-will/budget_committed")
    assert draft is not None
    assert (draft.text, draft.language) == ("1.250.00", "fr")
    assert log.answers.value("political-will/budget_committed") is None


def test_the_answer_before_a_draft_comes_back_in_one_act():
    log = Log()
    path = "political-will/budget_committed"
    log.do("answer", path, "1250", language="fr")
    log.do("answer", path, "abc", language="fr")
    log.do("answer", path, "abcd", language="fr")

    log.do("former", path)

    assert log.answers.value(path) == "1250.00"
    assert log.answers.draft(path) is None


def test_an_emptied_field_is_unanswered():
    log = Log()
    log.do("answer", "context/name", "Namur")

    log.do("answer", "context/name", "")

    assert log.answers.value("context/name") is None
    assert log.entries[-1].kind == "erase"


def test_a_second_answer_on_an_old_base_is_kept_and_asked_about():
    log = Log()
    first = log.do("answer", "political-will/W1", "1")[0]
    log.do("answer", "political-will/W1", "2", base=first.number, author="anna")

    log.do("answer", "political-will/W1", "3", base=first.number, author="ben")

    clash = log.answers.conflicts["", "political-will/W1"]
    assert (clash.former.value, clash.newer.value) == (2, 3)
    assert log.answers.value("political-will/W1") == 3


@pytest.mark.parametrize(("kept", "value"), [("former", 2), ("newer", 3)])
def test_keeping_one_of_two_answers_settles_the_clash(kept, value):
    log = Log()
    log.do("answer", "political-will/W1", "2", base=0)
    log.do("answer", "political-will/W1", "3", base=0)
    clash = log.answers.conflicts["", "political-will/W1"]

    log.do("keep", "political-will/W1", entry=getattr(clash, kept).number)

    assert log.answers.value("political-will/W1") == value
    assert not log.answers.conflicts


def test_the_same_answer_twice_on_one_base_is_no_clash():
    log = Log()
    log.do("answer", "political-will/W1", "2", base=0)

    log.do("answer", "political-will/W1", "2", base=0)

    assert not log.answers.conflicts


def test_ones_own_quick_second_answer_is_no_clash():
    log = Log()
    first = log.do("answer", "political-will/W1", "2", base=0)[0]

    log.do("answer", "political-will/W1", "3", base=0, after=first.edit)

    assert not log.answers.conflicts


def test_rows_keep_their_order_when_moved():
    log = Log()
    one, two, three = (log.row() for _ in range(3))

    log.do("move-row", three, to="up")
    log.do("move-row", one, to="down")

    assert log.order() == [three, one, two]


def test_a_row_at_the_edge_stays_where_it_is():
    log = Log()
    one = log.row()

    assert log.do("move-row", one, to="up") == []
    assert log.do("move-row", one, to="down") == []


@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["up", "down"])), max_size=30))
def test_moving_rows_never_loses_or_doubles_one(moves):
    log = Log()
    rows = [log.row() for _ in range(4)]
    expected = list(rows)

    for place, to in moves:
        log.do("move-row", rows[place], to=to)
        here = expected.index(rows[place])
        there = here + (1 if to == "down" else -1)
        if 0 <= there < len(expected):
            expected[here], expected[there] = expected[there], expected[here]

    assert log.order() == expected


def test_a_removed_row_comes_back_in_its_place_with_its_cells():
    log = Log()
    rows = [log.row() for _ in range(3)]
    log.do("answer", f"{rows[1]}/name", "Anne Dupont")
    log.do("remove-row", rows[1])

    log.do("restore-row", rows[1])

    assert log.order() == rows
    assert log.answers.value(f"{rows[1]}/name") == "Anne Dupont"


def test_undo_brings_back_what_stood_before():
    log = Log()
    log.do("answer", "political-will/W1", "2")
    log.do("answer", "political-will/W1", "3")
    target = undoable(log.entries, "political-will")

    log.do("undo", "political-will/W1", entry=target.number)

    assert log.answers.value("political-will/W1") == 2


def test_undo_again_goes_further_back():
    log = Log()
    log.do("answer", "political-will/W1", "2")
    log.do("answer", "political-will/W1", "3")
    for _ in range(2):
        target = undoable(log.entries, "political-will")
        log.do("undo", target.path, entry=target.number)

    assert log.answers.value("political-will/W1") is None
    assert undoable(log.entries, "political-will") is None


def test_undo_of_an_added_row_removes_it():
    log = Log()
    log.row()
    target = undoable(log.entries, "context")

    log.do("undo", target.path, entry=target.number)

    assert log.answers.rows(TABLE) == ()


def test_undo_of_one_entry_twice_changes_nothing_more():
    log = Log()
    entry = log.do("answer", "political-will/W1", "2")[0]
    log.do("undo", entry.path, entry=entry.number)

    assert log.do("undo", entry.path, entry=entry.number) == []


def test_undo_stays_within_the_step_and_the_one_who_answers():
    log = Log()
    person = log.row("workbook/respondents").rpartition("/")[2]
    log.do("answer", "leadership/L1", "2")
    log.do("answer", "political-will/W1", "1", respondent=person)

    assert undoable(log.entries, "political-will") is None
    assert undoable(log.entries, "political-will", person).path == "political-will/W1"


def test_an_opinion_never_touches_the_agreed_level():
    log = Log()
    person = log.row("workbook/respondents").rpartition("/")[2]
    log.do("answer", "political-will/W1", "4")

    log.do("answer", "political-will/W1", "1", respondent=person)

    assert log.answers.value("political-will/W1") == 4
    assert log.answers.value("political-will/W1", person) == 1


def test_a_note_stands_beside_its_question():
    log = Log()

    log.do("note", "notes/political-will/W1/reason", "No council here")

    assert log.answers.note("political-will", "W1", "reason") == "No council here"


def test_equal_weights_are_one_click_stored_once():
    log = Log()

    entries = log.do("equal-weights", "settings/weights")

    assert [one.value for one in entries] == ["20"] * 5
    assert len({one.edit for one in entries}) == 5


def test_a_row_can_be_added_with_what_it_says_already():
    log = Log()

    log.do("add-row", "context/persons", None, cells={"name": "Anne", "email": "nobody"})

    (row,) = log.order("context/persons")
    assert log.answers.value(f"{row}/name") == "Anne"
    assert log.answers.draft(f"{row}/email").text == "nobody"


def test_undo_takes_away_the_whole_row_that_was_added_with_its_cells():
    log = Log()
    log.do("add-row", "context/persons", None, cells={"name": "Anne"})

    log.do("undo", "context", entry=undoable(log.entries, "context").number)

    assert log.order("context/persons") == []
    assert undoable(log.entries, "context") is None  # no cell of a row that is gone


REFUSED = [
    ("answer", "political-will/W9", {}),
    ("answer", "nowhere/W1", {}),
    ("answer", "political-will", {}),
    ("answer", "political-will/W1/x/y/z", {}),
    ("answer", "context/persons", {}),
    ("answer", "context/persons/p1/name", {}),
    ("answer", "team/services_covered", {}),
    ("answer", "notes/political-will/W1/gossip", {}),
    ("answer", "notes/political-will/W9/reason", {}),
    ("answer", "political-will/W1", {"respondent": "nobody"}),
    ("add-row", "context/name", {}),
    ("add-row", "context/persons", {"cells": {"shoe_size": "43"}}),
    ("remove-row", "context/persons/p1", {}),
    ("reveal", "revealed/nowhere", {}),
    ("undo", "political-will/W1", {"entry": 99}),
    ("frobnicate", "political-will/W1", {}),
]


@pytest.mark.parametrize(("op", "path", "more"), REFUSED)
def test_an_edit_that_names_nothing_is_refused_and_writes_nothing(op, path, more):
    log = Log()

    with pytest.raises(EditError) as refusal:
        log.do(op, path, "1", **more)

    assert str(refusal.value)
    assert refusal.value.sentence("fr") != refusal.value.sentence("en")
    assert log.entries == []


def test_a_respondent_answers_only_the_rubric():
    log = Log()
    person = log.row("workbook/respondents").rpartition("/")[2]

    with pytest.raises(EditError, match="the group"):
        log.do("answer", "context/name", "Namur", respondent=person)


def test_a_text_longer_than_the_browser_sends_is_refused():
    log = Log()

    with pytest.raises(EditError, match="100000"):
        log.do("answer", "context/purpose", "x" * (MAX_TEXT + 1))


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"edit": "", "op": "answer", "path": "context/name"},
        {"edit": "e", "op": 3, "path": "context/name"},
        {"edit": "e", "op": "answer", "path": None},
        {"edit": "e", "op": "answer", "path": "context/name", "base": "3"},
    ],
)
def test_a_message_that_is_no_edit_is_refused(message):
    with pytest.raises(EditError):
        Edit.of(message)


@given(st.text(max_size=200))
def test_any_text_in_a_text_field_is_an_answer_a_draft_or_empty(text):
    log = Log()

    log.do("answer", "context/name", text)

    kinds = {one.kind for one in log.entries}
    assert kinds <= {"answer", "draft", "erase"}
    draft = log.answers.draft("context/name")
    assert draft is None or draft.text == text
