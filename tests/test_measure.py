"""Which values of files become measurements: read, brought down, asked, refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from measured import KNOWN, looked, new
from tabular import spreadsheet, written

from smartcity_widgets.exchange.baselines import Baseline
from smartcity_widgets.exchange.measuring import summary_said
from smartcity_widgets.tables import PERIODS, period_in, period_of
from smartcity_widgets.words import words

HEAD = ("Date", "Heat lost")


def asked(found) -> list[str]:
    return [one.name for one in found.open]


def reasons(found) -> list[tuple[int, str]]:
    return [(one.row, one.reason) for one in found.refused]


@pytest.mark.parametrize(
    ("said", "date"),
    [
        ("2025", "2025"),
        ("2025-03", "2025-03"),
        ("2025-03-31", "2025-03-31"),
        ("2025M03", "2025-03"),
        ("2025-Q2", "2025-06"),
        ("T4 2025", "2025-12"),
        ("03/2025", "2025-03"),
        ("2025-03-31T10:30:00+01:00", "2025-03-31"),
        ("2012-13", None),
        ("2025-02-30", None),
        ("2025 total", None),
        ("31", None),
    ],
)
def test_a_period_is_read_as_it_is_stored(said, date):
    assert period_in(said) == date


@pytest.mark.parametrize(
    ("date", "size", "period"),
    [
        ("2025-05-17", "day", "2025-05-17"),
        ("2025-05-17", "month", "2025-05"),
        ("2025-05-17", "quarter", "2025-06"),
        ("2025-05", "quarter", "2025-06"),
        ("2025-05-17", "year", "2025"),
        ("2025-05", "day", None),
        ("2025", "quarter", None),
    ],
)
def test_a_day_lies_in_a_period_that_is_no_finer(date, size, period):
    assert period_of(date, size) == period


def test_a_wide_table_has_its_indicators_above_and_its_dates_beside():
    rows = [("Date", "Heat lost", "Roofs insulated"), ("2024-12-31", "37,5", "12")]
    rows += [("2025-12-31", "36", "20")]

    assert new(looked(rows)) == [
        ("i1", "2024-12-31", "37.5"),
        ("i1", "2025-12-31", "36"),
        ("i2", "2024-12-31", "12"),
        ("i2", "2025-12-31", "20"),
    ]


def test_months_may_stand_above_the_values():
    rows = [("Indicator", "2025-01", "2025-02"), ("H-1", "38", "37"), ("Trees", "4", "5")]

    found = looked(rows)

    assert new(found) == [("i1", "2025-01", "38"), ("i1", "2025-02", "37")]
    assert reasons(found) == [(3, "indicator"), (3, "indicator")]


def test_a_long_table_names_the_indicator_of_each_row():
    rows = [("Indicator", "Date", "Value", "Unit", "Source")]
    rows += [("H-1", "2025-Q1", "37", "%", "audit"), ("i2", "2025-Q2", "14", "", "")]
    rows += [("Roofs insulated", "soon", "3", "", ""), ("H-1", "2025", "3", "kWh", "")]
    rows += [("H-1", "2026", ":", "", "")]

    found = looked(rows)

    assert new(found) == [("i1", "2025-03", "37"), ("i2", "2025-06", "14")]
    assert [one.source for one in found.new] == ["audit", "f0.csv"]
    assert (reasons(found), found.missing) == ([(4, "year"), (5, "other-unit")], 1)


def test_a_day_and_a_month_that_could_change_places_are_asked():
    rows = [HEAD, ("03/04/2025", "37"), ("05/06/2025", "36")]
    assert asked(looked(rows)) == ["reading-0"]

    found = looked(rows, chosen={"reading-0": "day-first"})

    assert [date for _, date, _ in new(found)] == ["2025-04-03", "2025-06-05"]


def test_a_heading_without_a_date_is_asked_for_one_of_any_kind():
    rows = [("Town", "Heat lost"), ("Valmont", "37")]
    assert asked(looked(rows)) == ["year-1"]

    assert new(looked(rows, chosen={"year-1": "2025-06"})) == [("i1", "2025-06", "37")]


def test_an_indicator_may_be_chosen_by_its_id_its_code_or_its_name():
    rows = [("Date", "Loss"), ("2025-01", "37")]
    assert asked(looked(rows)) == ["indicator-1"]

    for said in ("i1", "H-1", "heat lost"):
        assert new(looked(rows, chosen={"indicator-1": said})) == [("i1", "2025-01", "37")]


def test_a_headline_series_is_told_apart_from_breakdowns():
    rows = [("Date", "Group", "Heat lost"), ("2025", "", "37"), ("2025", "Schools", "40")]
    assert new(looked(rows)) == [("i1", "2025", "37")]

    rows[1] = ("2025", "Halls", "37")
    assert asked(looked(rows)) == ["breakdown-1"]
    assert new(looked(rows, chosen={"breakdown-1": "Halls"})) == [("i1", "2025", "37")]
    both = {"breakdown-1": "*", "by": "sum"}
    assert new(looked(rows, chosen=both)) == [("i1", "2025", "77")]


def test_two_values_of_one_date_are_shown_and_never_averaged_unasked():
    rows = [HEAD, ("2025-01-01", "37"), ("2025-01-01", "38"), ("2025-01-02", "5.5")]
    rows += [("2025-01-02", "5.5")]

    found = looked(rows)

    assert (asked(found), found.new) == (["by"], ())
    assert [(one.date, one.values, one.rows) for one in found.twice] == [
        ("2025-01-01", (37, 38), (2, 3))
    ]
    chosen = {"by": "mean", "leaps": "accept"}
    assert new(looked(rows, chosen=chosen)) == [
        ("i1", "2025-01-01", "37.5"),
        ("i1", "2025-01-02", "5.5"),
    ]


def test_the_same_value_twice_is_one_and_the_workbook_may_say_how_others_are_one():
    rows = [HEAD, ("2025", "37"), ("2025", "37.0")]
    assert new(looked(rows)) == [("i1", "2025", "37")]

    known = replace(KNOWN, aggregations={"i1": "last"})
    rows[2] = ("2025", "38")
    assert new(looked(rows, known=known)) == [("i1", "2025", "38")]


@pytest.mark.parametrize(
    ("by", "value", "said"),
    [
        ("mean", "2.333", "mean of 3 values, Q1 2025, rounded to 3 decimals"),
        ("sum", "7.0", "sum of 3 values, Q1 2025"),
        ("last", "4", "last of 3 values, Q1 2025"),
        ("count", "3", "count: 3 values, Q1 2025"),
    ],
)
def test_values_are_brought_down_to_a_period_in_a_way_that_is_recorded(by, value, said):
    rows = [
        HEAD,
        ("2025-03-31T09:00", "4"),
        ("2025-03-31T08:59", "1.5"),
        ("2025-01-02", "1.5"),
    ]

    (one,) = looked(rows, chosen={"period": "quarter", "by": by}).new

    assert (one.date, f"{one.value:f}") == ("2025-03", value)
    assert summary_said(one.summary, words("en")) == said


def test_a_year_lies_in_no_month():
    rows = [HEAD, ("2025", "4"), ("2025-01-02", "5")]

    found = looked(rows, chosen={"period": "month", "by": "mean"})

    assert new(found) == [("i1", "2025-01", "5")]
    assert reasons(found) == [(2, "coarse")]


def test_what_the_workbook_has_is_told_apart_by_the_day_it_stands_for():
    standing = (
        Baseline("m1", "i1", "2024-12-31", Decimal("37.0")),
        Baseline("m2", "i1", "2025", Decimal(36)),
    )
    known = replace(KNOWN, baselines=standing)
    rows = [HEAD, ("2024", "37"), ("2025", "35"), ("2026", "34")]

    found = looked(rows, known=known)
    assert asked(found) == ["differing"]
    assert [(one.baseline.row, one.figure.value) for one in found.differing] == [("m2", 35)]

    found = looked(rows, known=known, chosen={"differing": "keep"})
    assert (new(found), len(found.same)) == ([("i1", "2026", "34")], 1)


LEAP = [HEAD, ("2024", "37"), ("2025", "370"), ("2026", "36")]


def test_a_value_that_breaks_its_series_is_asked_about():
    found = looked(LEAP)

    assert asked(found) == ["leaps"]
    assert [(one.figure.date, one.beside.date) for one in found.leaps] == [
        ("2025", "2024"),
        ("2026", "2025"),
    ]
    assert len(looked(LEAP, chosen={"leaps": "accept"}).new) == 3
    left = looked(LEAP, chosen={"leaps": "leave"})
    assert [one.date for one in left.new] == ["2024", "2026"]


def test_a_value_is_held_against_what_the_workbook_has_and_its_baseline():
    start = replace(KNOWN, starts=(Baseline("", "i1", "2020", Decimal("0.38")),))
    assert asked(looked([HEAD, ("2025", "38")], known=start)) == ["leaps"]

    after = replace(KNOWN, baselines=(Baseline("m1", "i1", "2026", Decimal(380)),))
    assert asked(looked([HEAD, ("2025", "38")], known=after)) == ["leaps"]
    broken = replace(after, breaks=frozenset(("m1",)))
    assert asked(looked([HEAD, ("2025", "38")], known=broken)) == []


def test_two_files_that_differ_are_told():
    one, other = [HEAD, ("2025", "37")], [HEAD, ("2025", "38"), ("2026", "36")]

    assert asked(looked(one, other)) == ["by"]
    assert new(looked(one, one)) == [("i1", "2025", "37")]


def test_a_spreadsheet_is_read_too():
    data = spreadsheet([HEAD, (date(2025, 1, 31), 0.375)], formats={"B2": "0.0%"})

    assert new(looked(data)) == [("i1", "2025-01-31", "37.5")]


def sensor(rows, **details) -> bytes:
    return written([("Time", "Sensor", "Value"), *rows], **details)


ROWS = st.lists(
    st.tuples(
        st.dates(min_value=date(2024, 11, 1), max_value=date(2025, 2, 28)),
        st.sampled_from("AB"),
        st.decimals(-999, 999, places=2),
    ),
    min_size=1,
    max_size=40,
)


@given(ROWS, st.sampled_from(PERIODS), st.sampled_from(["mean", "sum", "count"]))
def test_what_is_brought_down_is_exact_whatever_the_order(rows, size, by):
    texts = [(f"{day}", sensor, f"{value}") for day, sensor, value in rows]
    chosen = {"period": size, "by": by, "indicator-2": "i2", "leaps": "accept"}
    chosen |= {"breakdown-1": "*"}
    by_period: dict[str, list[Decimal]] = {}
    for day, _, value in rows:
        by_period.setdefault(period_of(f"{day}", size) or "", []).append(value)
    expected = {
        "mean": lambda ones: (
            round(Fraction(sum(ones)) / len(ones) * 10**4) / Fraction(10**4)
        ),
        "sum": lambda ones: Fraction(sum(ones)),
        "count": lambda ones: Fraction(len(ones)),
    }[by]

    found = looked(sensor(texts), chosen=chosen)

    assert {one.date: Fraction(one.value) for one in found.new} == {
        period: expected(ones) for period, ones in by_period.items()
    }
    assert new(looked(sensor(texts[::-1]), chosen=chosen)) == new(found)


def test_a_text_that_is_not_held_reads_as_one_that_is(monkeypatch):
    rows = [(f"2025-01-{1 + n % 28:02}T{n % 24:02}:00", "A", f"{n},5") for n in range(60)]
    rows += [("2025-02-01", "B", "1.234,5"), ("2025-02-02", "B", "broken")]
    data = sensor(rows, delimiter=";", encoding="cp1252")
    chosen = {"period": "month", "by": "sum", "indicator-2": "i2", "breakdown-1": "A"}
    held = looked(spreadsheet([("Time", "Sensor", "Value"), *rows]), chosen=chosen)
    monkeypatch.setattr("smartcity_widgets.tables.long._PART", 7)
    monkeypatch.setattr("smartcity_widgets.tables.long._TOP", 3)

    found = looked(data, chosen=chosen)

    assert new(found) == new(held) == [("i2", "2025-01", "1800.0")]
    both = looked(data, chosen=chosen | {"breakdown-1": "*"})
    assert new(both)[1] == ("i2", "2025-02", "1234.5")
    assert reasons(both) == [(63, "number")]


def test_a_mark_far_below_is_seen_before_anything_is_read(monkeypatch):
    monkeypatch.setattr("smartcity_widgets.tables.long._TOP", 2)
    rows = [("2025-01-01", "A", f"{n}") for n in range(50)]
    chosen = {"period": "year", "by": "last", "indicator-2": "i2"}

    asking = looked(sensor([*rows, ("2025-01-02", "A", "1,234")]), chosen=chosen)
    plain = looked(sensor([*rows, ("2025-01-02", "A", "1,5")]), chosen=chosen)

    assert asked(asking) == ["reading-2"]
    assert new(plain) == [("i2", "2025", "1.5")]


def test_a_long_file_waits_for_its_period(monkeypatch):
    for module in ("tables.limits", "exchange.measuring.files"):
        monkeypatch.setattr(f"smartcity_widgets.{module}.MOST_ROWS", 20)
    rows = [(f"2025-01-{1 + n % 28:02}", "A", f"{10 + n}") for n in range(56)]
    chosen = {"indicator-2": "i2"}

    assert asked(looked(sensor(rows), chosen=chosen)) == ["period"]
    chosen |= {"period": "year"}
    assert asked(looked(sensor(rows), chosen=chosen)) == ["by"]


def test_two_sensors_are_never_mixed_unasked():
    rows = [(f"2025-0{1 + n // 3}-01", "AB"[n // 3], f"{n}") for n in range(6)]
    chosen = {"indicator-2": "i2", "period": "month", "by": "sum"}
    assert asked(looked(sensor(rows), chosen=chosen)) == ["breakdown-1"]

    chosen |= {"breakdown-1": "B"}
    assert new(looked(sensor(rows), chosen=chosen)) == [("i2", "2025-02", "12")]


def test_rows_that_are_too_long_and_cells_of_no_number_are_counted():
    rows = [("2025-01-01", "A", f"{n}") for n in range(10)]
    rows += [("2025-01-02", "A", "5", "9")] + [("2025-01-02", "A", "x")] * 2

    found = looked(
        sensor(rows), chosen={"period": "year", "by": "sum", "indicator-2": "i2"}
    )

    assert reasons(found) == [(12, "cells"), (13, "number"), (14, "number")]
    assert (found.read, found.not_read) == (10, 3)


def test_of_very_many_refused_values_the_first_are_told_and_all_are_counted():
    rows = [("2025-01-01", "A", f"{n}") for n in range(1000)]
    rows += [("2025-01-02", "A", "x")] * 150
    chosen = {"period": "year", "by": "sum", "indicator-2": "i2"}

    found = looked(sensor(rows), chosen=chosen)

    assert (len(found.refused), found.not_read) == (100, 150)
