"""Real files of cities and statistical offices, where this machine has them.

They are read where they stand and none is committed; their own traps, made by code, are in
`test_tables`.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from planread import read as read_plan
from tabular import refused, table, values

from smartcity_widgets.exchange.baselines import Known, plan_of
from smartcity_widgets.exchange.measuring import (
    Measurable,
    given_of,
    measured,
    open_file,
)
from smartcity_widgets.tables import table_of

FOUND = [one / "shared" / "data" for one in Path(__file__).resolve().parents]
FOLDER = next(
    (one for one in FOUND if one.is_dir()),
    Path(os.environ.get("SMARTCITY_SHARED_TABLES", "shared/data")),
)
pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="set SMARTCITY_SHARED_TABLES to read the shared tables"
)


def read(name: str, sheet: int = 0):
    return table((FOLDER / name).read_bytes(), name, sheet)


def row_of(found, column: str, text: str) -> int:
    return values(found.column(column)).index(text)


def value(found, column: str, at: int, reading=None):
    return found.column(column).values(reading)[at]


def test_london_has_38_rows_and_84_columns_and_points_are_missing():
    found = read("london-borough-profiles_original.csv")
    barking = row_of(found, "Area_name", "Barking and Dagenham")
    city = row_of(found, "Area_name", "City of London")

    assert (len(found.rows), len(found.columns)) == (38, 84)
    assert value(found, "Inland_Area_(Hectares)", barking).value == 3611
    income = "Modelled_Household_median_income_estimates_2012/13"
    assert found.column(income).readings == ("point", "comma")
    assert value(found, income, city, "point").value == 63620
    assert value(found, "Male_employment_rate_(2015)", city).value is None
    assert [refused(one, one.readings[0]) for one in found.columns] == [[]] * 84


def test_the_french_register_keeps_its_letters_and_zeros():
    found = read("banatic_epci_cp1252_excerpt.csv")

    assert len(found.rows) == 219
    assert "Cricquebœuf" in values(found.column("nom_membre"))
    assert values(found.column("total_pop_tot"))[0] == 15156
    assert values(found.column("insee"))[0] == "01304"


def test_an_empty_breakdown_is_the_total_in_bristol():
    found = read("bristol/indicator_8-5-2.csv")
    years, group, rate = (values(one) for one in found.columns)
    totals = [at for at, one in enumerate(group) if one is None]

    assert [years[at] for at in totals] == list(range(2010, 2019))
    assert [str(rate[at]) for at in totals][:2] == ["7.7", "7"]


def test_the_newest_year_may_come_first():
    found = read("bristol/indicator_7-2-1.csv")

    assert values(found.column("Year"))[:2] == [2019, 2018]
    assert found.column("Value").values()[31].value == 52648
    assert found.column("Value").values()[32].value is None


def test_eurostat_has_flags_and_two_keys_in_one_column():
    found = read("eurostat/demo_r_gind3_CNMIGRAT_extract.tsv")
    vienna, brussels = (row_of(found, "geo", one) for one in ("AT130", "BE100"))

    assert value(found, "2018", vienna).value == 5564
    assert value(found, "2014", brussels).value == 1796
    assert value(found, "2014", brussels).flag == "b"
    assert set(values(found.column("2019"))) == {None}
    assert found.across == "time"


def test_zero_is_not_missing_in_eurostat():
    found = read("eurostat/hlth_ehis_bm1u_extract.tsv")

    assert values(found.column("TR")) == [0, 0, 0]
    assert value(found, "EU27_2020", 1).value is None
    assert value(found, "CZ", 1).flag == "u"


def test_the_plan_has_29_actions_and_three_amounts():
    found = read("complex_plan_anon.xlsx", 1)
    first = {one.label: one.values()[0].value for one in found.columns}

    assert (len(found.rows), found.headings) == (29, (2,))
    assert first["Budget prévisionnel total € HT"] == 5_000_000
    assert [first[f"Montant € HT ({one})"] for one in "SUW"] == [1000, 25000, 666]
    assert (first["Date de début"], first["Date de fin"]) == ("2025-12-01", "2030-09-01")
    assert (first["Niveau de priorité"], first["Statut"]) == ("Élevé", "À venir")
    assert values(found.column("Date de fin"))[1] == "2030-09-01"
    assert [one.row for one in found.asides] == [1, 3]
    assert found.column("Objectifs").group == "Objectifs et indicateurs"


def test_sub_actions_stay_below_their_action():
    found = read("plan_with_sous_actions_valid.xlsx")
    pairs = zip(*(values(found.columns[at]) for at in (3, 4)), strict=True)

    assert [pair for pair in pairs if pair[1]] == [
        ("Action 1", "Sous-action 1.1"),
        ("Action 1", "Sous-action 1.2"),
        ("Action 3", "Sous-action 3.1"),
    ]


def test_two_actions_of_one_title_are_both_kept():
    found = read("plan_with_duplicate_actions.xlsx")

    assert (found.headings, found.rows) == ((2,), (4, 5))
    assert values(found.columns[3]) == ["Action dupliquée"] * 2
    assert values(found.columns[5]) == ["Description 1", "Description 2"]


def test_a_merged_label_belongs_to_all_rows_it_covers():
    found = read("trajectoire-leviers_SGPE.xlsx")
    how = values(found.column("Suggestion SGPE de calcul de passage"))

    assert len(found.rows) == 37
    assert how[0] == how[1] == how[2]
    assert len(set(how[found.rows.index(23) : found.rows.index(29) + 1])) == 1
    assert values(found.column("Corse"))[0] == 10


# As baselines -----------------------------------------------------------------------------

INDICATOR = "ISO:1:5.1"


def planned(name: str, place: str = "", **chosen: str):
    known = Known({INDICATOR: ("Measured",)}, place=(place,) if place else ())
    named = {one.replace("_", "-"): value for one, value in chosen.items()}
    return plan_of(read(name), known, named, source=name, latest=2026)


def told(plan) -> dict[int, str]:
    return {one.year: f"{one.value:f}" for one in plan.new}


def test_bristol_gives_nine_totals():
    plan = planned("bristol/indicator_8-5-2.csv", indicator_2=INDICATOR)

    assert list(told(plan)) == list(range(2010, 2019))
    assert (told(plan)[2010], told(plan)[2018]) == ("7.7", "3.6")


def test_bristol_is_sorted_by_year():
    plan = planned("bristol/indicator_7-2-1.csv", indicator_2=INDICATOR)

    assert list(told(plan)) == list(range(2014, 2020))
    assert told(plan)[2019] == "194950"


def test_eurostat_gives_a_series_of_our_region():
    plan = planned(
        "eurostat/demo_r_gind3_CNMIGRAT_extract.tsv", "be100", indicator_3=INDICATOR
    )

    assert len(told(plan)) == 19
    assert (told(plan)[2014], told(plan)[2017]) == ("1796", "-2357")
    assert {one.year: one.flag for one in plan.new}[2014] == "b"


def test_london_asks_how_an_income_is_written_and_of_which_year():
    name, income = "london-borough-profiles_original.csv", {"indicator_41": INDICATOR}
    plan = planned(name, "City of London", **income)
    assert [one.name for one in plan.open] == ["reading-41", "year-41"]
    assert [one.name for one in plan.places if one.total] == [
        "Inner London",
        "Outer London",
        "London",
        "England",
        "United Kingdom",
    ]

    plan = planned(name, "City of London", reading_41="point", year_41="2012", **income)

    assert [(one.year, one.value, one.unit) for one in plan.new] == [(2012, 63620, "£")]


def test_the_french_register_gives_the_inhabitants_of_a_member():
    plan = planned("banatic_epci_cp1252_excerpt.csv", "Cricquebœuf", indicator_13=INDICATOR)

    assert list(told(plan)) == [2025]


# Action plans -----------------------------------------------------------------------------


def plan_in(name: str, sheet: int, **chosen: str):
    found = read(name, sheet)
    waiting = read_plan(found)
    picked = {one.name: chosen[one.kind.replace("-", "_")] for one in waiting.open}
    return read_plan(found, picked)


def test_the_health_contract_has_29_actions():
    plan = plan_in("complex_plan_anon.xlsx", 1, budget="capex", word_status="approved")

    assert len(plan.new) == 29
    first, second = plan.new[:2]
    assert first.title == "Action 1. Création d'un comité de suivi d'élus autour du CLS"
    assert first.cells["budget_capex"] == "5000000.00"
    funding = [(one.cells["name"], one.cells.get("amount")) for one in first.others]
    assert funding == [
        ("BPI", None),
        ("John Doe", "1000.00"),
        ("Bernard", "25000.00"),
        ("François", "666.00"),
    ]
    assert (first.cells["start"], first.cells["end"]) == ("2025-12-01", "2030-09-01")
    assert second.cells["end"] == "2030-09-01"  # 47727 in the file
    assert {"Niveau de priorité : Élevé", "Statut : À venir"} <= {
        *first.cells["notes"].splitlines()
    }
    assert [one.kind for one in plan.doubts] == ["vat", "vat"]
    assert {(one.reason, one.kept) for one in plan.left} == {
        ("word", True),
        ("several", True),
    }


def test_two_actions_of_one_title_are_both_there():
    plan = plan_in("plan_with_duplicate_actions.xlsx", 0)

    assert [one.title for one in plan.new] == ["Action dupliquée"] * 2
    assert [one.cells["notes"].splitlines()[1] for one in plan.new] == [
        "Descriptif : Description 1",
        "Descriptif : Description 2",
    ]
    assert [one.rows for one in plan.doubts] == [(4, 5)]


def test_sub_actions_name_their_action():
    plan = plan_in("plan_with_sous_actions_valid.xlsx", 0)

    found = {one.title: one.cells for one in plan.new}
    assert list(found) == [
        "Action normale",
        "Action 1",
        "Action 1 – Sous-action 1.1",
        "Action 1 – Sous-action 1.2",
        "Action 2",
        "Action 3",
        "Action 3 – Sous-action 3.1",
    ]
    cells = found["Action 1 – Sous-action 1.2"]
    assert (cells["status"], cells["end"]) == ("done", "2026-06-30")
    assert plan.left == ()


# As measurements --------------------------------------------------------------------------


def measured_in(name: str, place: str = "", **chosen: str):
    known = Measurable({"i1": ("Measured",)}, place=(place,) if place else ())
    named = {one.replace("_", "-"): value for one, value in chosen.items()}
    path = FOLDER / name
    brought_down = "period" in named
    opened = open_file(lambda: path.open("rb"), name, brought_down=brought_down)
    table = table_of(opened.document.seen[0])
    given = given_of(opened, table, known, named, source=name, latest=2026)
    return measured([given], known, named)


@pytest.mark.parametrize("more", [{}, {"period": "year", "by": "last"}])
def test_the_headline_series_of_bristol_is_measured_the_same_held_or_not(more):
    found = measured_in(
        "bristol/indicator_8-5-2.csv", indicator_2="i1", breakdown_1="", **more
    )

    assert [(one.date, str(one.value)) for one in found.new][:2] == [
        ("2010", "7.7"),
        ("2011", "7"),
    ]
    assert (len(found.new), found.not_read) == (9, 0)


def test_the_years_of_eurostat_are_measured_across():
    name = "eurostat/demo_r_gind3_CNMIGRAT_extract.tsv"

    found = measured_in(name, "AT130", indicator_3="i1", leaps="accept")

    assert ("2018", 5564) in [(one.date, one.value) for one in found.new]


def test_a_heading_of_london_says_the_year():
    column = "Unemployment_rate_(2015)"

    table = read("london-borough-profiles_original.csv")
    at = [one.label for one in table.columns].index(column)
    found = measured_in(
        "london-borough-profiles_original.csv", "Barnet", **{f"indicator_{at}": "i1"}
    )

    assert [(one.date, str(one.value)) for one in found.new] == [("2015", "8.5")]
