"""Which figures of a table become baselines: read, asked, refused, compared."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tabular import spreadsheet, table, written

from smartcity_widgets.exchange.baselines import Baseline, Known, plan_of

JOBLESS, WASTE = "ISO:1:5.1", "ISO:1:16.1"
NAMES = {JOBLESS: ("Unemployment rate", "Taux de chômage"), WASTE: ("Waste", "Déchets")}
KNOWN = Known(NAMES, units={JOBLESS: "%"}, place=("Valmont", "01304"))


def plan(rows, chosen=None, known=KNOWN, data=None):
    """Plan a table of rows; `chosen` is what somebody chose."""
    found = table(data or written(rows, delimiter=";"))
    return plan_of(found, known, chosen or {}, source="jobs.csv", latest=2026)


def new(found) -> list[tuple[str, int, str]]:
    return [(one.indicator, one.year, f"{one.value:f}") for one in found.new]


def asked(found) -> list[str]:
    return [one.name for one in found.open]


def test_a_long_table_names_indicator_year_unit_and_source_by_row():
    rows = [
        ("Indicateur", "Année", "Valeur", "Unité", "Source"),
        ("Taux de chomage", "2019", "7,7", "% des actifs", "Iweps"),
        ("DÉCHETS", "2020", "310,5", "kg", ""),
        ("Bonheur", "2020", "9,1", "", ""),
    ]

    found = plan(rows)

    assert new(found) == [(JOBLESS, 2019, "7.7"), (WASTE, 2020, "310.5")]
    assert [(one.unit, one.source) for one in found.new] == [
        ("% des actifs", "Iweps"),
        ("kg", "jobs.csv"),
    ]
    assert [(one.row, one.reason) for one in found.refused] == [(4, "indicator")]


@pytest.mark.parametrize("heads", [("2020", "2019"), ("2019", "2020")])
def test_years_may_be_columns_in_any_order(heads):
    rows = [("Commune", *heads), ("Namur", "1", "2"), ("Valmont", "3", "4")]
    values = dict(zip(heads, ("3", "4"), strict=True))

    found = plan(rows, {"indicator-1": JOBLESS})

    years = [(JOBLESS, 2019, values["2019"]), (JOBLESS, 2020, values["2020"])]
    assert new(found) == years
    assert [one.unit for one in found.new] == ["%", "%"]


def test_two_groups_of_years_are_two_series():
    rows = [
        ("Commune", "Unemployment rate", None, "Jobs", None),
        (None, 2019, 2020, 2019, 2020),
        ("Valmont", 7.5, 8, 500, 600),
    ]
    data = spreadsheet(rows, merged=("A1:A2", "B1:C1", "D1:E1"))

    found = plan((), data=data)

    assert new(found) == [(JOBLESS, 2019, "7.5"), (JOBLESS, 2020, "8")]
    assert [one.name for one in found.series] == ["Unemployment rate", "Jobs"]


def test_a_row_is_ours_by_code_too_and_asked_for_where_none_or_several_are():
    rows = [("insee", "Waste 2020"), ("01304", "5"), ("01199", "6")]
    assert new(plan(rows)) == [(WASTE, 2020, "5")]

    elsewhere = Known(NAMES, place=("Ailleurs",))
    rows = [("Commune", "Waste 2020"), ("Valmont", "5"), ("Namur", "6")]
    assert asked(plan(rows, known=elsewhere)) == ["place"]
    assert new(plan(rows, {"place": "Namur"}, elsewhere)) == [(WASTE, 2020, "6")]

    twice = [("Commune", "Waste 2020"), ("Valmont", "5"), ("VALMONT", "6")]
    assert asked(plan(twice)) == ["place"]


def test_an_empty_breakdown_is_the_total_and_others_are_offered():
    rows = [("Year", "Group", "Waste"), ("2019", "", "5"), ("2019", "Women", "3")]

    found = plan(rows)

    assert new(found) == [(WASTE, 2019, "5")]
    assert found.ask("breakdown-1").options == ("", "Women")
    assert new(plan(rows, {"breakdown-1": "Women"})) == [(WASTE, 2019, "3")]


def test_a_breakdown_without_a_total_is_asked():
    rows = [("Year", "Group", "Waste"), ("2019", "Men", "5"), ("2019", "Women", "3")]

    assert asked(plan(rows)) == ["breakdown-1"]


def test_a_remark_beside_some_rows_is_no_breakdown():
    rows = [("Year", "Remark", "Waste"), ("2019", "revised", "5"), ("2020", "", "3")]

    assert new(plan(rows)) == [(WASTE, 2019, "5"), (WASTE, 2020, "3")]


def test_a_year_that_no_heading_or_two_years_name_is_asked():
    rows = [("Commune", "Waste"), ("Valmont", "5")]
    assert asked(plan(rows)) == ["year-1"]

    rows = [("Commune", "Waste 2014/15"), ("Valmont", "5")]
    found = plan(rows, {"indicator-1": WASTE})
    assert found.ask("year-1").options[:2] == ("2014", "2015")


def test_two_values_of_one_year_are_both_refused():
    rows = [("Year", "Waste"), ("2019", "5"), ("2019", "6"), ("2020", "7"), ("2020", "7")]

    found = plan(rows)

    assert new(found) == [(WASTE, 2020, "7")]
    assert [(one.row, one.reason) for one in found.refused] == [(2, "twice"), (3, "twice")]


def test_a_date_says_the_year():
    rows = [("Date", "Waste"), ("31/12/2019", "5"), ("31/12/2020", "6")]

    assert new(plan(rows)) == [(WASTE, 2019, "5"), (WASTE, 2020, "6")]


def test_only_the_latest_year_may_be_taken():
    rows = [("Year", "Waste"), ("2020", "6"), ("2019", "5"), ("2021", ":")]

    assert new(plan(rows, {"years": "latest"})) == [(WASTE, 2020, "6")]


def test_what_the_workbook_has_is_told_apart():
    known = Known(
        NAMES,
        baselines=(
            Baseline("r1", WASTE, "2019", Decimal("5.0")),
            Baseline("r2", WASTE, "2020", Decimal(9)),
        ),
    )
    rows = [("Year", "Waste"), ("2019", "5"), ("2020", "6"), ("2021", "7")]

    found = plan(rows, known=known)

    assert [one.year for one in found.same] == [2019]
    assert [(one.figure.year, one.baseline.row) for one in found.differing] == [
        (2020, "r2")
    ]
    assert new(found) == [(WASTE, 2021, "7")]


def test_a_flag_and_a_missing_value_are_counted():
    rows = [("Year", "Waste"), ("2019", "5 b"), ("2020", ": u")]

    found = plan(rows)

    assert ([one.flag for one in found.new], found.missing) == (["b"], 1)


def test_codes_of_another_level_are_totals():
    rows = [("Code", "Area", "Waste 2020")]
    rows += [(f"E0900000{one}", f"P{one}", "5") for one in range(3)]
    rows += [("E92000001", "England", "5")]

    places = plan(rows).places

    assert [one.name for one in places if one.total] == ["England"]


def test_a_name_that_two_indicators_share_is_asked():
    known = Known({"a": ("Waste",), "b": ("Waste",)})

    assert asked(plan([("Year", "Waste"), ("2019", "5")], known=known)) == ["indicator-1"]


def test_a_table_without_numbers_adds_nothing():
    found = plan([("Town", "Mayor"), ("Valmont", "Anne")])

    assert asked(found) == ["value"]


CHOICES = st.dictionaries(
    st.sampled_from(
        [
            f"{one}-{at}"
            for one in ("role", "indicator", "reading", "year")
            for at in range(4)
        ]
        + ["place", "value", "take", "years", "breakdown-1", "role-x", ""]
    ),
    st.sampled_from(
        [
            "value",
            "ignored",
            "year",
            "place",
            "breakdown",
            JOBLESS,
            "point",
            "2019",
            "3",
            "",
        ]
    ),
)


@given(CHOICES)
def test_whatever_is_chosen_figures_wait_for_every_question(chosen):
    rows = [
        ("Year", "Group", "Waste", "More 2019"),
        ("2019", "", "1,234", "x"),
        ("2020", "Men", "5,678", "4"),
        ("2019", "Men", "5", "4"),
    ]

    found = plan(rows, chosen)

    assert not (found.open and (found.new or found.differing))
    decided = found.ask("reading-2")
    if decided is not None and decided.chosen is None:
        assert found.new == ()
