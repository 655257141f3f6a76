"""Cells of a grid: what an act writes, and which row comes or goes with it."""

from __future__ import annotations

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_editing import METHOD, Log

from smartcity_widgets.editing import undoable
from smartcity_widgets.errors import EditError
from smartcity_widgets.grids import Place, row_id
from smartcity_widgets.log import NewEntry

SCORES, CANDIDATES = METHOD.at("vision/scores"), METHOD.at("vision/candidates")
MATURITY = METHOD.at("diagnosis/maturity")


def cell(table, column, line, head=""):
    """The path of a cell whose row nobody wrote yet."""
    return f"{table.path}/{row_id(table, Place(line, head))}/{column}"


def put(log: Log, path: str, kind: str, value: object) -> None:
    """Write what no form would, as an import does."""
    log.write(
        NewEntry(str(uuid.uuid4()), "test", 1, "", path, kind, value, author="import")
    )


def add(log: Log, table: str, column: str, name: str) -> str:
    return log.do("add-row", table, cells={column: name})[-1].path.rpartition("/")[2]


@pytest.fixture
def log() -> Log:
    """Two needs, two criteria, two respondents."""
    log = Log()
    log.needs = [add(log, "diagnosis/needs", "need", one) for one in ("Mobility", "Heat")]
    log.criteria = [add(log, "vision/criteria", "name", one) for one in ("Impact", "Cost")]
    log.people = [add(log, "workbook/respondents", "name", one) for one in ("Ann", "Ben")]
    return log


def score(log: Log, who: str = "") -> tuple:
    names = ("need", "criterion", "score")
    return tuple(
        tuple(row.get(one) for one in names)
        for row in log.answers.table("vision/scores", names, who)
    )


def test_the_first_cell_brings_its_row_and_what_names_it(log):
    need, criterion = log.needs[0], log.criteria[1]

    log.do("answer", cell(SCORES, "score", need, criterion), "3")

    assert score(log) == ((need, criterion, 3),)


def test_a_line_in_a_group_says_which(log):
    log.do("answer", cell(MATURITY, "level", "collection"), "2")

    row = log.answers.table("diagnosis/maturity", ("domain", "criterion", "level"))[0]
    assert row["domain"] == "monitoring_and_evaluation"
    assert (row["criterion"], row["level"]) == ("collection", 2)


def test_a_second_cell_of_a_line_stands_in_the_same_row(log):
    log.do("answer", cell(CANDIDATES, "impact", log.needs[0]), "3")
    log.do("answer", cell(CANDIDATES, "shortlisted", log.needs[0]), "true")

    assert len(log.answers.rows("vision/candidates")) == 1


def test_an_imported_row_is_the_row_of_its_line(log):
    need, criterion = log.needs[0], log.criteria[0]
    put(log, "vision/scores/x", "row", {"order": "1"})
    put(log, "vision/scores/x/need", "answer", need)
    put(log, "vision/scores/x/criterion", "answer", criterion)

    log.do("answer", cell(SCORES, "score", need, criterion), "4")

    assert log.answers.rows("vision/scores") == ("x",)
    assert log.answers.value("vision/scores/x/score") == 4


def test_respondents_have_rows_of_their_own(log):
    need, criterion = log.needs[0], log.criteria[0]
    ann, ben = log.people

    for who, level in ((ann, "1"), (ben, "4")):
        log.do("answer", cell(SCORES, "score", need, criterion), level, respondent=who)

    assert [score(log, who) for who in (ann, ben, "")] == [
        ((need, criterion, 1),),
        ((need, criterion, 4),),
        (),
    ]


@pytest.mark.parametrize("column", ["shortlisted", "need"])
def test_what_is_the_groups_no_respondent_gives(log, column):
    with pytest.raises(EditError):
        log.do(
            "answer",
            cell(CANDIDATES, column, log.needs[0]),
            "true",
            respondent=log.people[0],
        )


def test_a_cell_of_no_line_is_refused(log):
    with pytest.raises(EditError):
        log.do("answer", "vision/scores/nowhere/score", "1")


@pytest.mark.parametrize("stands", [True, False])
def test_what_names_a_row_is_nobodys_to_change(log, stands):
    path = cell(SCORES, "score", log.needs[0], log.criteria[0])
    if stands:
        log.do("answer", path, "1")

    with pytest.raises(EditError):
        log.do("answer", f"{path.rpartition('/')[0]}/need", log.needs[1])


def test_nobody_adds_a_row_by_hand(log):
    with pytest.raises(EditError):
        log.do("add-row", "vision/scores")


@pytest.mark.parametrize("typed", ["7", "-1", "two", "2.5"])
def test_what_is_no_level_of_the_scale_is_a_draft_in_its_cell(log, typed):
    path = cell(SCORES, "score", log.needs[0], log.criteria[0])

    log.do("answer", path, typed)

    assert log.answers.draft(path).text == typed
    assert log.answers.drafts()


def test_clearing_the_last_cell_takes_the_row_away(log):
    path = cell(CANDIDATES, "impact", log.needs[0])
    other = cell(CANDIDATES, "feasibility", log.needs[0])
    log.do("answer", path, "1")
    log.do("answer", other, "2")

    log.do("clear", path)
    assert len(log.answers.rows("vision/candidates")) == 1
    log.do("answer", other, "")

    assert log.answers.rows("vision/candidates") == ()


def test_a_row_that_comes_again_says_nothing_it_said_before(log):
    dots, impact = (cell(CANDIDATES, one, log.needs[0]) for one in ("dots", "impact"))
    log.do("answer", dots, "5")
    put(log, dots.rpartition("/")[0], "row", None)  # an import took the row away

    log.do("answer", impact, "2")

    assert log.answers.value(dots) is None
    assert log.answers.value(impact) == 2


def test_clearing_what_nobody_gave_writes_nothing(log):
    assert log.do("clear", cell(SCORES, "score", log.needs[0], log.criteria[0])) == []


def test_two_who_fill_one_place_at_the_same_time_meet_in_one_row_and_are_asked(log):
    path = cell(SCORES, "score", log.needs[0], log.criteria[0])

    log.do("answer", path, "1", base=0, author="ann")
    log.do("answer", path, "4", base=0, author="ben")

    assert len(score(log)) == 1
    clash = log.answers.conflicts["", path]
    assert (clash.former.value, clash.newer.value) == (1, 4)


def test_an_answer_over_anothers_erasure_is_asked_about(log):
    path = cell(SCORES, "score", log.needs[0], log.criteria[0])
    seen = log.do("answer", path, "1")[-1].number
    log.do("clear", path, base=seen, author="ann")

    log.do("answer", path, "4", base=seen, author="ben")

    assert ("", path) in log.answers.conflicts
    log.do("keep", path, entry=log.answers.conflicts["", path].former.number)
    assert score(log) == ()


def test_an_erasure_over_anothers_answer_leaves_the_row_until_that_is_settled(log):
    path = cell(SCORES, "score", log.needs[0], log.criteria[0])
    seen = log.do("answer", path, "1")[-1].number
    log.do("answer", path, "2", base=seen)

    log.do("clear", path, base=seen)

    assert len(score(log)) == 1
    log.do("keep", path, entry=log.answers.conflicts["", path].former.number)
    assert score(log)[0][2] == 2


def undo(log: Log, who: str = ""):
    entry = undoable(log.entries, "vision", who)
    return log.do("undo", "vision", entry=entry.number, respondent=who)


def test_undo_takes_the_whole_act(log):
    path = cell(SCORES, "score", log.needs[0], log.criteria[0])
    who = log.people[0]
    log.do("answer", path, "1", respondent=who)

    undo(log, who)

    assert score(log, who) == ()
    assert log.answers.value(path, who) is None
    assert undoable(log.entries, "vision", who) is None


def test_undo_brings_back_a_row_that_was_cleared(log):
    path = cell(SCORES, "score", log.needs[0], log.criteria[0])
    log.do("answer", path, "1")
    log.do("clear", path)

    undo(log)

    assert score(log) == ((log.needs[0], log.criteria[0], 1),)


def test_undo_leaves_a_row_in_which_somebody_else_said_more(log):
    dots, impact = (cell(CANDIDATES, one, log.needs[0]) for one in ("dots", "impact"))
    first = log.do("answer", dots, "5")[-1].number
    log.do("answer", impact, "2")

    log.do("undo", "vision", entry=first)

    row = log.answers.table("vision/candidates", ("need", "dots", "impact"))[0]
    assert (row["need"], row.get("dots"), row["impact"]) == (log.needs[0], None, 2)


def test_the_rows_of_a_line_that_goes_stay(log):
    path = cell(SCORES, "score", log.needs[0], log.criteria[0])
    log.do("answer", path, "1")

    log.do("remove-row", f"diagnosis/needs/{log.needs[0]}")
    log.do("answer", path, "2")

    assert score(log)[0][2] == 2


def test_a_line_that_went_meanwhile_can_still_be_answered(log):
    log.do("remove-row", f"diagnosis/needs/{log.needs[0]}")

    log.do("answer", cell(SCORES, "score", log.needs[0], log.criteria[0]), "2")

    assert score(log)[0][2] == 2


def test_the_opinions_of_a_grid_are_revealed_and_no_others(log):
    log.do("reveal", "revealed/vision/scores")

    assert log.answers.revealed("vision", "vision/scores")
    for path in ("diagnosis/maturity", "vision/selected", f"vision/scores/{log.needs[0]}"):
        with pytest.raises(EditError):
            log.do("reveal", f"revealed/{path}")


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["dots", "impact", "feasibility"]),
        st.integers(0, 1),
        st.sampled_from(["", "0", "3", "9", "x"]),
    ),
    max_size=12,
)


@given(ACTS)
def test_a_row_stands_while_and_only_while_a_cell_of_it_says_something(acts):
    log, says = Log(), {}
    needs = [add(log, "diagnosis/needs", "need", one) for one in ("Mobility", "Heat")]

    for column, number, typed in acts:
        log.do("answer", cell(CANDIDATES, column, needs[number]), typed)
        says[column, number] = typed
        standing = {number for (_, number), typed in says.items() if typed}
        rows = log.answers.table("vision/candidates", ("need",))
        assert {row["need"] for row in rows} == {needs[one] for one in standing}
        assert len(rows) == len(standing)


@given(ACTS)
def test_undoing_every_act_leaves_nothing(acts):
    log = Log()
    needs = [add(log, "diagnosis/needs", "need", one) for one in ("Mobility", "Heat")]
    for column, number, typed in acts:
        log.do("answer", cell(CANDIDATES, column, needs[number]), typed)

    while undoable(log.entries, "vision") is not None:
        undo(log)

    assert log.answers.rows("vision/candidates") == ()
