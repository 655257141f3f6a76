"""Action plans read from tables: which rows are one action, and what is written."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from planread import HEADS, ROW, add, doubts, read, store, told
from tabular import spreadsheet, table, written
from test_editing import Log

from smartcity_widgets.editing import undoable
from smartcity_widgets.exchange.plans import PROJECTS
from smartcity_widgets.tables.numerals import missing_in

# Rows -------------------------------------------------------------------------------------


def test_two_actions_of_one_title_are_both_kept_and_told():
    plan = read([("Action", "Descriptif"), ("A", "Un"), ("A", "Deux")])

    assert len({one.row for one in plan.new}) == 2
    assert doubts(plan) == [("twins", (2, 3))]


def test_sub_actions_belong_to_their_action():
    rows = [
        ("Action", "Sous-action", "Capex"),
        ("A", "", "10 €"),
        ("A", "Un", "5 €"),
        ("", "Deux", ""),
    ]
    plan = read(rows)

    assert [one.title for one in plan.new] == ["A", "A – Un", "Deux"]
    kinds = {one.kind: one.rows for one in plan.doubts}
    assert kinds == {"part": (4,), "both": (2, 3)}


def test_a_merged_title_makes_one_action_of_its_rows():
    rows = [
        ("Action", "Financeur", "Montant", "Fin"),
        ("Capteurs", "Région", 100, "2026"),
        (None, "Commune", 50, "2027"),
        ("Vélos", "Région", 10, "2028"),
    ]
    plan = read(table(spreadsheet(rows, merged=("A2:A3",))))

    first, second = plan.new
    assert first.lines == (2, 3)
    assert [one.cells["amount"] for one in first.others] == ["100.00", "50.00"]
    assert first.cells["end"] == "2026"
    assert told(plan) == [(3, "Fin", "twice")]
    assert "Fin : 2027" in first.cells["notes"]
    assert second.title == "Vélos"


def test_two_rows_of_headings_help_and_serial_dates():
    rows = [
        ("Plan 2026", None, "Calendrier", None),
        ("Action", "Statut", "Début", "Fin"),
        ("Texte", "Liste", "Date", "Date"),
        ("Capteurs", "En cours", date(2026, 3, 1), 47727),
        ("Vélos", "Réalisé", date(2026, 4, 1), 46023),
    ]
    plan = read(table(spreadsheet(rows, merged=("C1:D1",))))

    assert [one.title for one in plan.new] == ["Capteurs", "Vélos"]
    assert plan.new[0].cells["start"] == "2026-03-01"
    assert [one.cells["end"] for one in plan.new] == ["2030-09-01", "2026-01-01"]
    assert doubts(plan) == [("backwards", (5,))]


def test_headings_merged_down_and_across_and_rows_that_are_no_actions_are_told():
    rows = [
        ("Action", "Pilote", "Calendrier", None, "Investissement (k€)", "Statut"),
        (None, None, "Début", "Fin", None, None),
        ("Un titre", "Nom", "date", "date", "nombre", "liste"),
        ("Capteurs", "Anne", "2026", "T4 2026", "50", "En cours"),
        ("Mobilité", None, None, None, None, None),
        ("Vélos", "Jean", "2026", "en continu", "50-60", "Réalisé"),
    ]
    merged = ("A1:A2", "B1:B2", "C1:D1", "E1:E2", "F1:F2")
    found = table(spreadsheet(rows, merged=merged))
    (ask,) = read(found).open
    plan = read(found, {ask.name: ""})

    assert found.headings == (1, 2)
    assert doubts(plan) == [("help", (3,)), ("bare", (5,))]
    assert plan.new[1].cells["end"] == "2026-12"
    assert [one.title for one in plan.new] == ["Un titre", "Capteurs", "Mobilité", "Vélos"]


def test_a_heading_without_tax_is_told_where_the_workbook_counts_it():
    plan = read([("Action", "Capex € HT"), ("A", "10")])
    assert [(one.kind, one.text) for one in plan.doubts] == [("vat", "Capex € HT")]
    log = Log()
    log.do("answer", "context/vat", raw="excluded")
    assert read([("Action", "Capex € HT"), ("A", "10")], log=log).doubts == ()


# Writing ----------------------------------------------------------------------------------


def test_what_is_read_can_be_stored_and_the_same_file_adds_nothing():
    log = Log()
    rows = [HEADS, ROW, ("Vélos", "Anne Petit", "2026", "2027", "Réalisé", "1", "")]
    plan = read(rows, log=log)
    store(log, plan)

    assert len(log.answers.rows(PROJECTS)) == 2
    assert len(log.answers.rows("context/persons")) == 1
    again = read(rows, log=log)
    assert again.new == ()
    assert len(again.same) == 2
    moved = read([HEADS, rows[2], ("Neuf", *ROW[1:]), ROW], log=log)
    assert [one.title for one in moved.new] == ["Neuf"]


def test_what_a_later_file_says_otherwise_is_told_and_changes_nothing():
    log = Log()
    store(log, read([HEADS, ROW], log=log))
    assert read([HEADS, ROW], log=log).doubts == ()
    later = read([HEADS, (*ROW[:3], "2028", "Réalisé", *ROW[5:])], log=log)

    (doubt,) = later.doubts
    assert (doubt.kind, doubt.rows, doubt.what) == ("differs", (2,), ("end", "status"))
    assert later.new == ()


def test_nothing_is_asked_of_a_file_that_was_added_before():
    log = Log()
    rows = [("Action", "Statut", "Budget"), ("A", "À venir", "10 €")]
    waiting = read(rows, log=log)
    assert len(waiting.open) == 2
    store(log, read(rows, {one.name: one.options[0] for one in waiting.open}, log=log))

    again = read(rows, log=log)
    assert (again.open, again.new, len(again.same)) == ((), (), 1)


def test_a_project_that_was_undone_can_be_added_again_as_new():
    log = Log()
    plan = read([HEADS, ROW], log=log)
    store(log, plan)
    log.do("undo", PROJECTS, entry=undoable(log.entries, "action-plan").number)
    again = read([HEADS, ROW], log=log)

    assert [one.title for one in again.new] == ["Capteurs"]
    assert again.new[0].row != plan.new[0].row
    store(log, again)
    assert read([HEADS, ROW], log=log).new == ()


def test_a_project_written_by_hand_is_told_not_taken_for_the_same():
    log = Log()
    add(log, PROJECTS, title="CAPTEURS")
    plan = read([HEADS, ROW], log=log)

    assert [(one.kind, one.text) for one in plan.doubts] == [("standing", "Capteurs")]
    assert len(plan.new) == 1


def test_people_of_actions_left_out_are_not_added():
    log = Log()
    plan = read([HEADS, ROW, ("Vélos", "Jean", *ROW[2:])], log=log)
    store(log, plan, left_out=(plan.new[1].row,))

    assert len(log.answers.rows(PROJECTS)) == 1
    assert len(log.answers.rows("context/persons")) == 1


CELL = st.one_of(
    st.sampled_from(["", "-", "50-60 k€", "1,2 M€", "T2 2026", "en cours", "A, B", "=1"]),
    st.text(st.characters(categories=("L", "N", "P", "S")), max_size=12),
)


@given(st.lists(st.tuples(*(CELL for _ in HEADS)), max_size=5))
def test_whatever_stands_in_a_plan_nothing_of_it_is_lost(rows):
    log = Log()
    clean = [tuple(" ".join(each.split()) for each in one) for one in rows]
    clean = [
        tuple(each.replace(";", ",").replace('"', "'") for each in one) for one in clean
    ]
    read_table = table(written([HEADS, ROW, *clean], delimiter=";"))
    plan = read(read_table, log=log)
    picked = {one.name: one.options[0] for one in plan.open}
    plan = read(read_table, picked, log=log)

    assert not plan.open
    left = {one.row for one in plan.left if not one.column}
    lines = [line for one in plan.new for line in one.lines]
    assert sorted(lines) == sorted(set(lines))
    assert set(lines) | left >= {
        row
        for at, row in enumerate(read_table.rows)
        if any(missing_in(one.texts[at]) is None for one in read_table.columns)
    }
    store(log, plan)  # all of it can be stored
    assert len(log.answers.rows(PROJECTS)) == len(plan.new)
