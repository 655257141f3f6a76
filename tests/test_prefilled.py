"""O4 follows O2 where nobody gave it a level, and never anywhere else."""

from __future__ import annotations

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_editing import METHOD, Log

from smartcity_widgets.editing import is_prefilled, undoable
from smartcity_widgets.log import GROUP

INVOLVEMENT, FEEDBACK = "openness/O2", "openness/O4"
O4 = METHOD.at(FEEDBACK)
assert O4 is not None


def prefilled(log: Log, respondent: str = GROUP) -> bool:
    latest = log.answers.latest.get((respondent, FEEDBACK))
    return latest is not None and is_prefilled(latest, O4, log.entries)


def undo(log: Log, respondent: str = GROUP) -> None:
    target = undoable(log.entries, "openness", respondent)
    if target is not None:
        log.do("undo", target.path, entry=target.number)


def state(log: Log) -> tuple[object, object]:
    return log.answers.value(INVOLVEMENT), log.answers.value(FEEDBACK)


def test_nobody_involved_means_no_feedback_and_it_is_marked_as_prefilled():
    log = Log()

    log.do("answer", INVOLVEMENT, "0")

    assert state(log) == (0, 0)
    assert prefilled(log)


@pytest.mark.parametrize("level", ["1", "4", "unknown", "na", ""])
def test_no_other_answer_prefills(level):
    log = Log()

    log.do("answer", INVOLVEMENT, level)

    assert log.answers.value(FEEDBACK) is None


@pytest.mark.parametrize(
    ("op", "raw"), [("answer", "2"), ("answer", "unknown"), ("answer", ""), ("clear", None)]
)
def test_it_goes_when_its_reason_goes(op, raw):
    log = Log()
    log.do("answer", INVOLVEMENT, "0")

    log.do(op, INVOLVEMENT, raw)

    assert log.answers.value(FEEDBACK) is None


@pytest.mark.parametrize("given_level", ["0", "3", "unknown"])
def test_what_somebody_gave_stays_before_and_after(given_level):
    before, after = Log(), Log()
    before.do("answer", FEEDBACK, given_level)
    before.do("answer", INVOLVEMENT, "0")
    after.do("answer", INVOLVEMENT, "0")
    after.do("answer", FEEDBACK, given_level)

    for log in (before, after):
        kept = log.answers.value(FEEDBACK)
        assert str(kept) == given_level
        assert not prefilled(log)
        log.do("answer", INVOLVEMENT, "2")
        assert log.answers.value(FEEDBACK) == kept


def test_a_respondents_own_opinion_is_prefilled_for_that_respondent_alone():
    log = Log()
    anna, ben = (log.row("workbook/respondents").rpartition("/")[2] for _ in range(2))

    log.do("answer", INVOLVEMENT, "0", respondent=anna)

    assert log.answers.value(FEEDBACK, anna) == 0
    assert log.answers.value(FEEDBACK, ben) is None
    assert log.answers.value(FEEDBACK) is None


def test_one_undo_takes_both_back_and_offers_nothing_more():
    log = Log()
    log.do("answer", INVOLVEMENT, "0")

    undo(log)

    assert state(log) == (None, None)
    assert undoable(log.entries, "openness") is None


def test_the_log_says_that_the_prefilled_entry_was_undone_too():
    log = Log()
    prefilled_entry, _ = log.do("answer", INVOLVEMENT, "0")

    undo(log)

    assert prefilled_entry.number in {one.undoes for one in log.entries}


def test_undoing_the_change_brings_the_prefilled_level_back():
    log = Log()
    log.do("answer", INVOLVEMENT, "0")
    log.do("answer", INVOLVEMENT, "2")

    undo(log)

    assert state(log) == (0, 0)
    assert prefilled(log)
    undo(log)
    assert state(log) == (None, None)
    assert undoable(log.entries, "openness") is None


def test_undoing_an_own_level_brings_the_prefilled_one_back():
    log = Log()
    log.do("answer", INVOLVEMENT, "0")
    log.do("answer", FEEDBACK, "3")

    undo(log)

    assert state(log) == (0, 0)
    assert prefilled(log)


def test_undo_prefills_nothing_that_was_cleared_before():
    log = Log()
    log.do("answer", INVOLVEMENT, "0")
    log.do("clear", FEEDBACK)
    log.do("answer", INVOLVEMENT, "2")

    undo(log)

    assert state(log) == (0, None)


def test_undo_takes_back_what_a_repeated_answer_prefilled_and_no_more():
    log = Log()
    log.do("answer", INVOLVEMENT, "0")
    log.do("clear", FEEDBACK)
    log.do("answer", INVOLVEMENT, "0")

    undo(log)

    assert state(log) == (0, None)


def test_undoing_an_own_level_brings_nothing_back_once_people_are_involved():
    log = Log()
    log.do("answer", INVOLVEMENT, "0")
    own = log.do("answer", FEEDBACK, "3")[0]
    log.do("answer", INVOLVEMENT, "2")

    log.do("undo", FEEDBACK, entry=own.number)

    assert state(log) == (2, None)


def test_a_quick_answer_over_the_prefilled_one_is_no_clash():
    log = Log()
    log.do("answer", INVOLVEMENT, "0", base=0)

    log.do("answer", FEEDBACK, "2", base=0)

    assert not log.answers.conflicts
    assert state(log) == (0, 2)


def test_a_cleared_level_is_prefilled_again_without_a_clash():
    log = Log()
    log.do("answer", FEEDBACK, "2", base=0)
    log.do("clear", FEEDBACK)

    log.do("answer", INVOLVEMENT, "0", base=0)

    assert not log.answers.conflicts
    assert state(log) == (0, 0)


def test_the_prefilled_entry_has_the_author_of_the_answer_and_its_own_uuid():
    log = Log()

    entries = log.do("answer", INVOLVEMENT, "0", author="ben")

    assert [one.path for one in entries] == [FEEDBACK, INVOLVEMENT]
    assert {one.author for one in entries} == {"ben"}
    assert uuid.UUID(entries[0].edit).version == 5


ACTS = st.one_of(
    st.tuples(st.sampled_from([INVOLVEMENT, FEEDBACK]), st.sampled_from("012")),
    st.tuples(st.sampled_from([INVOLVEMENT, FEEDBACK]), st.just("")),
    st.tuples(st.just("undo"), st.just("latest")),
    st.tuples(st.just("undo"), st.integers(0, 30)),
)


@given(st.lists(ACTS, max_size=14))
def test_prefilled_only_while_nobody_is_involved_and_never_over_a_given_level(acts):
    log = Log()
    for what, detail in acts:
        before, was_prefilled = log.answers.value(FEEDBACK), prefilled(log)
        if what != "undo":
            log.do("answer", what, detail)
        elif detail == "latest":
            undo(log)
        elif log.entries:
            target = log.entries[detail % len(log.entries)]
            log.do("undo", target.path, entry=target.number)

        assert not prefilled(log) or state(log) == (0, 0)
        assert not log.answers.conflicts
        if what == INVOLVEMENT and before is not None and not was_prefilled:
            assert log.answers.value(FEEDBACK) == before


@given(st.lists(ACTS.filter(lambda one: one[0] != "undo"), max_size=8))
def test_undo_walks_back_every_act_to_the_empty_workbook(acts):
    log, seen = Log(), [(None, None)]
    for path, raw in acts:
        log.do("answer", path, raw)
        seen.append(state(log))

    for expected in reversed(seen[:-1]):
        undo(log)
        assert state(log) == expected

    assert undoable(log.entries, "openness") is None
