"""What a workbook says, folded from its log."""

from __future__ import annotations

import time
from dataclasses import replace

from building import answers_of, entries_of
from writing import new_entry

from smartcity_widgets.answers import Answers
from smartcity_widgets.log import Entry

PERSONS = "context/persons"


def said(*new):
    """Return the answers after new entries of ``namur``, numbered from 1."""
    entries = [
        Entry(
            **{name: getattr(one, name) for name in one.__dataclass_fields__}, number=number
        )
        for number, one in enumerate(new, start=1)
    ]
    return Answers("namur").with_entries(entries)


def row(name, order, **members):
    value = {"order": order} if order else None
    return new_entry(value, path=f"{PERSONS}/{name}", kind="row", **members)


def test_an_untouched_question_is_unanswered():
    answers = Answers("namur")

    assert answers.value("political-will/W1") is None
    assert answers.rows(PERSONS) == ()
    assert answers.respondents == ()
    assert answers.base("political-will/W1") == 0


def test_the_latest_entry_is_the_answer():
    assert said(new_entry(1), new_entry(3)).value("political-will/W1") == 3


def test_an_erased_answer_is_none():
    answers = said(new_entry(3), new_entry(None, kind="erase"))

    assert answers.value("political-will/W1") is None


def test_a_respondent_s_answer_is_not_the_group_s():
    answers = said(new_entry(3, respondent="r1"))

    assert answers.value("political-will/W1") is None
    assert answers.value("political-will/W1", "r1") == 3


def test_entries_of_others_and_those_seen_already_change_nothing():
    answers = said(new_entry(3))
    (entry,) = answers.latest.values()

    again = answers.with_entries(
        [
            replace(entry, value=0),
            replace(entry, number=2, workbook="liege", value=1),
            replace(entry, number=3, cycle=2, value=2),
        ]
    )

    assert again.value("political-will/W1") == 3
    assert again.entry == 1


def test_earlier_answers_stay_as_they_were():
    before = said(row("p1", "1"))

    after = before.with_entries(
        [replace(before.latest["", f"{PERSONS}/p1"], number=2, value=None)]
    )

    assert before.rows(PERSONS) == ("p1",)
    assert after.rows(PERSONS) == ()
    assert after.removed_rows(PERSONS) == ("p1",)


def test_rows_stand_by_their_fractions_and_then_by_their_ids():
    answers = said(row("c", "1"), row("a", "3/2"), row("b", "1"), row("d", "10"))

    assert answers.rows(PERSONS) == ("b", "c", "a", "d")


def test_a_removed_row_comes_back_with_its_cells():
    name = new_entry("Anne", path=f"{PERSONS}/p1/name")
    gone = said(row("p1", "1"), name, row("p1", None))
    back = said(row("p1", "1"), name, row("p1", None), row("p1", "1"))

    assert gone.table(PERSONS, ["name"]) == ()
    assert back.table(PERSONS, ["name"]) == ({"id": "p1", "name": "Anne"},)


def test_the_latest_removal_stands_first():
    answers = said(row("a", "1"), row("b", "2"), row("a", None), row("b", None))

    assert answers.removed_rows(PERSONS) == ("b", "a")


def test_an_empty_row_is_a_row():
    assert said(row("p1", "1")).table(PERSONS, ["name"]) == ({"id": "p1"},)


def test_a_respondent_s_rows_are_their_own():
    answers = said(row("a", "1"), row("b", "1", respondent="r1"))

    assert answers.rows(PERSONS) == ("a",)
    assert answers.rows(PERSONS, "r1") == ("b",)


def draft(text="1,5", **members):
    value = {"text": text, "language": "en", "rule": "number", "details": {"text": text}}
    return new_entry(value, kind="draft", **members)


def test_a_draft_is_no_answer_and_keeps_the_former_one():
    answers = said(new_entry(3), draft(), draft("x"))

    assert answers.value("political-will/W1") is None
    assert answers.draft("political-will/W1").text == "x"
    assert answers.former["", "political-will/W1"].value == 3


def test_a_draft_in_a_removed_row_is_not_listed():
    cell = f"{PERSONS}/p1/name"
    standing = said(row("p1", "1"), draft(path=cell))
    gone = said(row("p1", "1"), draft(path=cell), row("p1", None))

    assert set(standing.drafts()) == {("", cell)}
    assert gone.drafts() == {}


def test_two_answers_on_one_base_clash_and_the_newer_stands():
    answers = said(new_entry(1), new_entry(2, base=1), new_entry(3, base=1))

    clash = answers.conflicts["", "political-will/W1"]

    assert answers.value("political-will/W1") == 3
    assert (clash.former.value, clash.newer.value) == (2, 3)


def test_the_same_answer_twice_is_no_clash():
    answers = said(new_entry(1), new_entry(2, base=1), new_entry(2, base=1))

    assert answers.conflicts == {}


def test_an_answer_made_on_the_latest_ends_a_clash():
    answers = said(new_entry(1), new_entry(2, base=0), new_entry(3, base=2))

    assert answers.conflicts == {}


def test_opinions_are_those_of_respondents_and_then_of_tallies():
    answers = answers_of(
        individual={"r1": {"team": {"T1": 2}}, "r2": {"team": {"T1": "na"}}, "r3": {}},
        tallies={"team": {"T1": {"0": 1, "3": 2, "unknown": 1}}},
    )

    assert answers.opinions("team/T1") == (2, "na", 0, 3, 3, "unknown")


def test_the_opinions_of_somebody_removed_do_not_count():
    entries = entries_of(individual={"r1": {"team": {"T1": 2}}})
    removal = replace(entries[0], number=99, value=None)

    answers = Answers("test").with_entries([*entries, removal])

    assert removal.kind == "row"
    assert answers.opinions("team/T1") == ()


def test_reading_every_row_of_many_tables_is_quick():
    tables = [f"step/table{n}" for n in range(100)]
    answers = said(
        *(
            new_entry({"order": str(n)}, path=f"{table}/r{n}", kind="row")
            for table in tables
            for n in range(50)
        )
    )

    start = time.perf_counter()
    for table in tables * 10:
        assert len(answers.rows(table)) == 50

    assert time.perf_counter() - start < 1
