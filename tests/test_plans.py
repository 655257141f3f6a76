"""Action plans read from tables: what columns are for, what cells say, what is asked."""

from __future__ import annotations

import pytest
from planread import HEADS, ROW, add, read, roles, told
from tabular import spreadsheet, table
from test_editing import METHOD, Log

from smartcity_widgets.exchange.plans import people_of
from smartcity_widgets.exchange.plans.roles import ROLES
from smartcity_widgets.method.plans import FIELDS, plan_names

# Columns ----------------------------------------------------------------------------------


def test_columns_are_understood_by_their_headings_in_french_and_english():
    french = read([HEADS, ROW])
    english = read(
        [("Project", "Owner", "Start date", "Deadline", "Status", "Capex", "x"), ROW]
    )

    expected = ["title", "owner", "start", "end", "status", "capex", "note"]
    assert roles(french) == roles(english) == expected


def test_a_heading_is_read_with_the_one_above_it():
    rows = [
        ("Action", "Financement", None, "Pilote", None),
        (None, "Source", "Montant", "Nom", "Service"),
        ("Capteurs", "Région", "30 000 €", "Anne", "Énergie"),
        ("Vélos", "Commune", "10 €", "Jean", "Voirie"),
    ]
    plan = read(table(spreadsheet(rows, merged=("A1:A2", "B1:C1", "D1:E1"))))

    assert roles(plan)[:3] == ["title", "funder", "funding"]


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (("Titre de l’action", "Actions liées"), ["title", "note"]),
        (("N°", "Intitulé"), ["code", "title"]),
        (("Action", "Titre de la sous-action"), ["title", "subtitle"]),
        (("Action", "Structure pilote"), ["title", "owner"]),
        (("Action", "Structure pilote", "Personne pilote"), ["title", "note", "owner"]),
        (("Action", "Budget prévisionnel total € HT"), ["title", "budget"]),
        (("Action", "Montant"), ["title", "budget"]),
        (("Action", "Financeur", "Montant"), ["title", "funder", "funding"]),
        (
            ("Action", "Financeur 1", "Montant", "Financeur 2", "Montant"),
            ["title", "funder", "funding", "funder", "funding"],
        ),
        (("Action", "Période"), ["title", "period"]),
        (("Action", "Période", "Date de fin"), ["title", "note", "end"]),
        (("Action", "Next steps", "Étapes"), ["title", "steps", "steps"]),
        (("Action", "Commentaires sur le budget de la commune"), ["title", "budget"]),
    ],
)
def test_the_best_heading_of_each_field_is_proposed(headings, expected):
    assert roles(read([headings, tuple("x" for _ in headings)])) == expected


def test_every_field_has_its_headings_and_every_choice_is_one_of_the_method():
    assert set(FIELDS) | {"ignored"} == set(ROLES)
    assert all(plan_names().headings[one] for one in FIELDS)
    for name, choices in plan_names().choices.items():
        assert set(choices) == set(METHOD.choice_lists[name])


def test_a_role_can_be_changed_and_what_is_not_used_is_left_out():
    plan = read([HEADS, ROW], {"role-6": "ignored", "role-1": "note"})

    (one,) = plan.new
    assert "owner" not in one.cells
    assert "Pilote : Anne Petit" in one.cells["notes"]
    assert "Élevée" not in one.cells["notes"]


def test_a_table_without_titles_asks_for_them_first():
    rows = [("Quoi", "Combien"), ("Capteurs", "3")]
    plan = read(rows)
    assert [one.name for one in plan.open] == ["title"]
    assert plan.new == ()

    (one,) = read(rows, {"title": "0"}).new
    assert one.title == "Capteurs"


# Cells ------------------------------------------------------------------------------------


def test_an_action_becomes_a_project_and_the_rest_is_in_its_notes():
    (one,) = read([HEADS, ROW]).new

    owner, name = one.owner
    assert name == "Anne Petit"
    assert one.cells == {
        "title": "Capteurs",
        "owner": owner,
        "start": "2026-04",
        "end": "2027",
        "status": "running",
        "budget_capex": "50000.00",
        "notes": "Priorité : Élevée\nRepris de plan.csv, ligne 2.",
    }


def test_what_cannot_be_read_is_told_with_its_place_and_kept_in_the_notes():
    rows = [HEADS, ("Vélos", "A, B", "dès 2026", "en continu", "Bof", "50-60", "")]
    plan = read(rows, {read([HEADS, rows[1]]).open[0].name: ""})

    assert told(plan) == [
        (2, "Statut", "word"),
        (2, "Pilote", "several"),
        (2, "Début", "date"),
        (2, "Fin", "date"),
        (2, "Investissement (k€)", "range"),
    ]
    assert all(one.kept for one in plan.left)
    (one,) = plan.new
    assert set(one.cells) == {"title", "notes"}
    for text in ("A, B", "dès 2026", "en continu", "Bof", "50-60"):
        assert text in one.cells["notes"]


def test_a_row_without_a_title_is_left_out_whole_and_told():
    plan = read([HEADS, ROW, ("", "Jean", "", "", "", "", "Basse")])

    assert len(plan.new) == 1
    assert [(one.row, one.reason, one.kept) for one in plan.left] == [(3, "title", False)]
    assert plan.left[0].text == "Jean · Basse"


def test_a_budget_is_asked_what_it_is_for():
    rows = [("Action", "Budget"), ("Capteurs", "1 000 €")]
    assert [one.name for one in read(rows).open] == ["budget-1"]

    cells = [
        read(rows, {"budget-1": one}).new[0].cells for one in ("capex", "opex", "note")
    ]
    assert cells[0]["budget_capex"] == "1000.00"
    assert cells[1]["budget_opex_per_year"] == "1000.00"
    assert "Budget : 1 000 €" in cells[2]["notes"]


def test_what_numbers_count_is_proposed_by_the_heading_and_can_be_changed():
    plan = read([HEADS, ROW])
    assert plan.ask("unit-5").chosen == "1000"
    assert not plan.open

    (one,) = read([HEADS, ROW], {"unit-5": "1"}).new
    assert one.cells["budget_capex"] == "50.00"


def test_marks_that_can_be_read_in_two_ways_are_asked():
    rows = [("Action", "Capex"), ("Capteurs", "1,234"), ("Vélos", "2,345")]
    assert [one.name for one in read(rows).open] == ["reading-1"]
    plan = read(rows, {"reading-1": "point"})
    assert [one.cells["budget_capex"] for one in plan.new] == ["1234.00", "2345.00"]


def test_days_are_read_as_the_language_writes_them_or_asked():
    rows = [("Action", "Start"), ("Capteurs", "03/04/2026")]
    assert read(rows).new[0].cells["start"] == "2026-04-03"
    assert [one.name for one in read(rows, language="en").open] == ["reading-1"]
    picked = read(rows, {"reading-1": "month-first"}, language="en")
    assert picked.new[0].cells["start"] == "2026-03-04"


def test_a_status_nobody_knows_is_asked_once_and_what_was_said_is_kept():
    rows = [("Action", "Statut"), ("A", "À venir"), ("B", "à venir"), ("C", "En cours")]
    (ask,) = read(rows).open
    assert (ask.subject, ask.count) == ("À venir", 2)

    plan = read(rows, {ask.name: "approved"})
    assert [one.cells["status"] for one in plan.new] == ["approved", "approved", "running"]
    assert "Statut : À venir" in plan.new[0].cells["notes"]
    assert "Statut" not in plan.new[2].cells["notes"]


def test_people_partners_and_objectives_of_the_workbook_are_found_by_name():
    log = Log()
    person = add(log, "context/persons", name="Anne Petit")
    partner = add(log, "openness/stakeholders", name="Université")
    goal = add(log, "vision/objectives", statement="Moins de voitures")
    rows = [
        ("Action", "Pilote", "Partenaires", "Objectif"),
        ("A", "anne PETIT", "Université, Région", "Moins de voitures"),
    ]

    plan = read(rows, log=log)

    (one,) = plan.new
    assert one.owner is None
    assert one.cells["owner"] == person
    assert one.cells["partners"] == [partner]
    assert one.cells["objective"] == [goal]
    assert told(plan) == [(2, "Partenaires", "word")]
    assert "Partenaires : Université, Région" in one.cells["notes"]


def test_an_objective_can_be_chosen_for_what_the_file_calls_otherwise():
    log = Log()
    goal = add(log, "vision/objectives", statement="Moins de voitures")
    rows = [("Action", "Objectif"), ("A", "Axe 1"), ("B", "Axe 1")]
    (ask,) = read(rows, log=log).asks
    assert not ask.needed

    plan = read(rows, {ask.name: goal}, log=log)
    assert [one.cells["objective"] for one in plan.new] == [[goal], [goal]]


def test_one_of_several_names_can_be_chosen():
    rows = [("Action", "Pilote"), ("A", "Anne Petit, Jean Roy")]
    (ask,) = read(rows).asks
    plan = read(rows, {ask.name: "+Jean Roy"})

    assert list(people_of(plan.new).values()) == ["Jean Roy"]
    assert "Pilote : Anne Petit, Jean Roy" in plan.new[0].cells["notes"]


def test_funders_of_the_same_name_keep_the_amount_beside_them():
    rows = [
        ("Action", "Financeur 1", "Montant", "Financeur 2", "Montant", "Étapes"),
        ("A", "Région", "1 000", "Banque", "", "- Étude\n- Marché"),
        ("B", "", "500", "", "-", ""),
    ]
    plan = read(rows)

    first, second = plan.new
    found = [(one.table, dict(one.cells)) for one in first.others]
    assert found == [
        (
            "means/sources",
            {
                "project": first.row,
                "name": "Région",
                "source": "regional",
                "amount": "1000.00",
            },
        ),
        ("means/sources", {"project": first.row, "name": "Banque"}),
        ("delivery/milestones", {"project": first.row, "name": "Étude"}),
        ("delivery/milestones", {"project": first.row, "name": "Marché"}),
    ]
    assert [dict(one.cells) for one in second.others] == [
        {"project": second.row, "amount": "500.00"}
    ]


def test_what_a_client_hides_is_asked_of_no_file_and_stays_in_the_notes():
    rows = [("Action", "Financeur", "Montant", "Étapes"), ("A", "Région", "10 €", "Étude")]
    hidden = ("means/sources", "delivery/milestones")
    waiting = read(rows, hidden=hidden)
    plan = read(rows, {one.name: "note" for one in waiting.open}, hidden=hidden)

    (one,) = plan.new
    assert one.others == ()
    for text in ("Financeur : Région", "Montant : 10 €", "Étapes : Étude"):
        assert text in one.cells["notes"].splitlines()
    nothing = read(rows, hidden=("action-plan/projects",))
    assert (nothing.new, nothing.open) == ((), ())


def test_an_amount_with_no_funder_beside_it_has_no_name():
    rows = [("Action", "Financeur", "Montant", "x"), ("A", "Région", "10", "20")]
    (one,) = read(rows, {"role-3": "funding"}).new

    names = [(it.cells.get("name"), it.cells["amount"]) for it in one.others]
    assert names == [("Région", "10.00"), (None, "20.00")]


def test_notes_name_columns_of_one_name_by_the_heading_above_them():
    rows = [
        ("Action", "Budget prévu", None, "Réalisé", None),
        ("Titre", "2025", "2026", "2025", "2026"),
        ("Capteurs", "a", "b", "c", "d"),
        ("Vélos", "a", "b", "c", "d"),
    ]
    plan = read(table(spreadsheet(rows, merged=("B1:C1", "D1:E1"))))

    assert plan.new[0].cells["notes"].splitlines()[:4] == [
        "Budget prévu · 2025 : a",
        "Budget prévu · 2026 : b",
        "Réalisé · 2025 : c",
        "Réalisé · 2026 : d",
    ]


def test_a_title_too_long_is_shortened_and_stands_whole_in_the_notes():
    title = "Très " * 80
    (one,) = read([("Action", "x"), (title, "y")]).new

    assert len(one.title) == 300
    assert title.strip() in one.cells["notes"]


def test_notes_have_room_for_whole_cells_only_and_the_others_are_told():
    rows = [("Action", "Descriptif", "Remarque"), ("A", "x" * 5_000, "y" * 2_000)]
    plan = read(rows)

    assert [(one.reason, one.kept) for one in plan.left] == [("room", False)]
    assert len(plan.new[0].cells["notes"]) <= 6_000
