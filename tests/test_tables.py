"""Files of figures: what a cell holds, what a column says, what is asked or refused."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from tabular import column_of, refused, spreadsheet, table, values, written

from smartcity_widgets.errors import TableError
from smartcity_widgets.tables import open_document, year_alone, years_in
from smartcity_widgets.tables.limits import MOST_BYTES, MOST_CELLS, MOST_ROWS
from smartcity_widgets.words import languages

ROWS = [("Commune", "Population"), ("Bièvre", "15 156"), ("Cœuilly", "2 004")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
def test_a_text_file_is_read_whatever_its_dialect(encoding, delimiter, end):
    data = written(ROWS, delimiter=delimiter, end=end, encoding=encoding)

    found = table(data, "figures.xls")

    assert values(found.columns[0]) == ["Bièvre", "Cœuilly"]
    assert values(found.columns[1]) == [15156, 2004]
    assert found.rows == (2, 3)


@pytest.mark.parametrize(
    ("cells", "reading", "read"),
    [
        (["1 234,5", "7"], "comma", ["1234.5", "7"]),
        (["1\u202f234,5", "1\u00a0000"], "comma", ["1234.5", "1000"]),
        (["1'234.5", "1’000"], "point", ["1234.5", "1000"]),
        (["1.234.567", "1.000"], "comma", ["1234567", "1000"]),
        (["13,025,967", "3,611"], "point", ["13025967", "3611"]),
        (["0.123", "0.456"], "point", ["0.123", "0.456"]),
        (["0,123", "1,456"], "comma", ["0.123", "1.456"]),
        (["1234,567", "1"], "comma", ["1234.567", "1"]),
        (["15 156", "807"], "number", ["15156", "807"]),
        (["-5", "\u22126", "+7"], "number", ["-5", "-6", "7"]),
        (["38,5 %", "12%"], "comma", ["38.5", "12"]),
        (["£1,063,620", "£29,420"], "point", ["1063620", "29420"]),
        (["12,50 €", "€ 3"], "comma", ["12.50", "3"]),
        ([",5", "1,5"], "comma", ["0.5", "1.5"]),
    ],
)
def test_a_decimal_mark_is_decided_from_all_cells_of_a_column(cells, reading, read):
    column = column_of(*cells)

    assert column.readings == (reading,)
    assert values(column) == [Decimal(one) for one in read]


@pytest.mark.parametrize(
    "cells",
    [
        ["1,234", "5,678"],
        ["1.234", "5"],
        ["£63,620", "£29,420"],
        ["1.5", "2,5"],
        ["1,5", "2,75", "3.5"],
    ],
)
def test_what_can_be_read_in_two_ways_is_asked_and_never_guessed(cells):
    column = column_of(*cells)

    assert column.readings == ("point", "comma")
    assert values(column, "point") != values(column, "comma")
    with pytest.raises(ValueError, match="choose one of"):
        column.values()


@pytest.mark.parametrize("missing", [":", "-", ".", "n/a", "N/A", "NA", "", "–", ".."])
def test_a_missing_value_is_no_zero_and_no_refusal(missing):
    column = column_of("0", missing, "12")

    assert values(column) == [0, None, 12]
    assert refused(column) == []


def test_a_flag_is_kept_beside_its_value():
    column = column_of("1796 b", ": u", "27007 e", "12*", "9 (p)", "5")

    assert values(column) == [1796, None, 27007, 12, 9, 5]
    assert [one.flag for one in column.values()] == ["b", "u", "e", "*", "(p)", ""]


@pytest.mark.parametrize("code", ["01304", "01", "1234567890123456"])
def test_digits_that_name_something_stay_text(code):
    column = column_of("75056", code)

    assert (column.kind, values(column)) == ("text", ["75056", code])


def test_a_cell_that_does_not_fit_is_refused_with_its_row():
    column = column_of("1", "2", "3", "4", "five")

    assert values(column) == [1, 2, 3, 4, None]
    assert refused(column) == [(6, "number")]


def test_a_share_without_its_sign_among_shares_is_refused():
    column = column_of("12 %", "0", "30 %", "40 %", "0.5", "60 %")

    assert values(column) == [12, 0, 30, 40, None, 60]
    assert refused(column) == [(6, "unit")]


def test_a_unit_that_all_cells_have_is_told():
    assert column_of("12 km", "3 km", "n/a").unit == "km"
    assert column_of("12 rue Haute", "3 rue Basse").kind == "text"


@pytest.mark.parametrize(
    ("cells", "readings", "first"),
    [
        (["2026-03-12", "2026/3/13"], ("date",), "2026-03-12"),
        (["31/12/2025", "01/02/2026"], ("day-first",), "2025-12-31"),
        (["12/31/2025", "01/02/2026"], ("month-first",), "2025-12-31"),
        (["03/04/2026", "05/06/2026"], ("day-first", "month-first"), "2026-04-03"),
        (["03.04.2026", "05.06.2026"], ("date",), "2026-04-03"),
        (["2026-03-12 00:00:00", ""], ("date",), "2026-03-12"),
    ],
)
def test_dates_are_read_in_the_order_that_the_column_shows(cells, readings, first):
    column = column_of(*cells)

    assert column.readings == readings
    assert values(column, readings[0])[0] == first


def test_school_years_are_no_months():
    assert column_of("2009-10", "2010-11").kind == "text"


def test_days_that_a_spreadsheet_counts_are_dates_beside_a_date():
    rows = [("Action", "End"), ("A", date(2030, 9, 1)), ("B", 47727), ("C", 46174)]

    column = table(spreadsheet(rows)).columns[1]

    assert column.readings == ("date",)
    assert values(column) == ["2030-09-01", "2030-09-01", "2026-06-01"]


def test_whole_numbers_below_a_date_heading_are_asked_about():
    column = table(spreadsheet([("A", "End date"), ("x", 47727), ("y", 46174)])).columns[1]

    assert column.readings == ("number", "serial")
    assert values(column, "serial") == ["2030-09-01", "2026-06-01"]


def test_a_number_of_a_spreadsheet_is_taken_as_it_is_seen():
    rows = [("Place", "Share", "Cost"), ("A", 0.385, 1200.5), ("B", 0.1, 3)]
    formats = {"B2": "0.0%", "B3": "0%", "C2": "#,##0.00 [$€-1]", "C3": '0 "€"'}

    found = table(spreadsheet(rows, formats=formats))

    assert values(found.columns[1]) == [Decimal("38.5"), 10]
    assert [one.unit for one in found.columns] == ["", "%", "€"]


@pytest.mark.parametrize("shown", ['0 "k€"', "0\\ k€", "#,##0 k€"])
def test_a_number_shown_in_thousands_says_so(shown):
    rows = [("Place", "Cost"), ("A", 50), ("B", 3)]
    column = table(spreadsheet(rows, formats={"B2": shown, "B3": shown})).columns[1]

    assert column.unit == "k€"


def test_a_formula_that_was_never_computed_says_so():
    rows = [("Place", "Value"), ("A", 1), ("B", 2), ("C", 3), ("D", 4), ("E", "=B2+B3")]

    column = table(spreadsheet(rows)).columns[1]

    assert values(column) == [1, 2, 3, 4, None]
    assert refused(column) == [(6, "formula")]


def test_merged_labels_belong_to_all_rows_and_columns_they_cover():
    rows = [
        ("Commune", "Population", None, "Jobs", None),
        (None, 2019, 2020, 2019, 2020),
        ("Valmont", 10, 11, 5, 6),
        (None, 20, 21, 7, 8),
    ]
    merged = ("A1:A2", "B1:C1", "D1:E1", "A3:A4")

    found = table(spreadsheet(rows, merged=merged))

    assert found.headings == (1, 2)
    assert [(one.group, one.name) for one in found.columns] == [
        ("", "Commune"),
        ("Population", "2019"),
        ("Population", "2020"),
        ("Jobs", "2019"),
        ("Jobs", "2020"),
    ]
    assert values(found.columns[0]) == ["Valmont", "Valmont"]


def test_a_title_beside_groups_is_the_group_of_no_column():
    rows = [
        ("Contract", None, "Goals", None),
        ("Axis", "Action", "Aim", "Sign"),
        ("1", "A", "x", "y"),
    ]

    found = table(spreadsheet(rows, merged=("C1:D1",)))

    assert (found.title, [one.group for one in found.columns]) == (
        "Contract",
        ["", "", "Goals", "Goals"],
    )


def test_a_title_a_row_of_help_and_notes_are_set_aside_with_their_rows():
    rows = [
        ("Contract 2025–2030", None, None, None),
        ("Action", "Amount", "Amount", "Start"),
        ("text", "number", "number", "date"),
        ("A", 1000, 25000, date(2025, 12, 1)),
        ("B", None, 3, date(2026, 1, 1)),
        (None, None, None, None),
        ("Source: the city",),
    ]

    found = table(spreadsheet(rows, merged=("A1:D1",)))

    assert (found.title, found.rows) == ("Contract 2025–2030", (4, 5))
    assert [(one.row, one.kind) for one in found.asides] == [
        (1, "above"),
        (3, "help"),
        (7, "note"),
    ]


def test_columns_of_one_name_are_kept_apart():
    rows = [("Funder", "Amount", "Funder", "Amount"), ("A", "1", "B", "2")]

    labels = [one.label for one in table(written(rows)).columns]

    assert labels == ["Funder (A)", "Amount (B)", "Funder (C)", "Amount (D)"]


def test_a_first_heading_that_names_several_keys_is_taken_apart():
    rows = [("unit,geo\\time", "2019 ", "2018 "), ("NR,BE", ": ", "5 b")]

    found = table(written(rows, delimiter="\t"))

    assert [one.name for one in found.columns] == ["unit", "geo", "2019", "2018"]
    assert (values(found.columns[1]), found.across) == (["BE"], "time")


def test_a_table_without_headings_loses_no_row():
    found = table(b"Valmont;2019;12,5\nNamur;2019;13,5\n")

    assert (found.headings, found.rows) == ((), (1, 2))
    assert found.columns[2].label == "(C)"


def test_a_row_with_more_cells_than_headings_is_refused_by_its_number():
    lines = ["Place,Value", *(f"P{one},{one}" for one in range(9)), "Rue, Haute,5"]

    found = table("\n".join(lines).encode())

    assert [(one.row, one.reason) for one in found.refused] == [(11, "cells")]
    assert len(found.rows) == 9


def test_decimal_commas_that_are_not_quoted_are_never_cut_in_two():
    one = table(b"Value\n1,5\n2,25\n3\n").columns[0]
    assert values(one) == [Decimal("1.5"), Decimal("2.25"), 3]

    two = table(b"Place,Value\nA,1,5\nB,2,5\n")
    assert (two.rows, [one.row for one in two.refused]) == ((), [2, 3])


def test_rows_are_numbered_as_a_spreadsheet_shows_them():
    data = b'Place,Value\n\n"Two\nlines",1\n\nB,2\n'

    assert table(data).rows == (3, 5)


def bomb() -> bytes:
    """A small file that is very large once unpacked."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "")
        archive.writestr("xl/workbook.xml", bytes(101_000_000))
    return out.getvalue()


def with_entities() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<!DOCTYPE a [<!ENTITY b 'c'>]>")
        archive.writestr("xl/workbook.xml", "")
    return out.getvalue()


def archive_of(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, "x")
    return out.getvalue()


COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"", "table-empty"),
        (b" \n\n", "table-empty"),
        (b";;\n;;\n", "table-empty"),
        (bytes(MOST_BYTES + 1), "table-larger"),
        (COMPOUND + bytes(600), "table-old"),
        (COMPOUND + "EncryptedPackage".encode("utf-16-le"), "table-encrypted"),
        (b"%PDF-1.7\n\x00\x01", "table-unknown-kind"),
        (b"<html><table><tr><td>1</td></tr></table>", "table-unknown-kind"),
        (archive_of("content.xml"), "table-unknown-kind"),
        (b"PK\x03\x04broken", "table-damaged"),
        (with_entities(), "table-damaged"),
        (bomb(), "table-unpacked"),
        (b"a,b\n" * (MOST_ROWS + 1), "table-rows"),
        (b",".join([b"a"] * 2001), "table-columns"),
        ((b"1," * 1000 + b"\n") * (MOST_CELLS // 1000 + 1), "table-cells"),
        (b"a,b\n\x81,1\n", "table-encoding"),
        (b'a,b\n"x,1\n', "table-quote"),
        (b'a,b\n"x" y,1\n', "table-quote"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_what_cannot_be_read_is_refused_in_a_sentence(data, rule):
    with pytest.raises(TableError) as caught:
        open_document(data, "figures.xlsx")

    assert caught.value.rule == rule
    for language in languages():
        assert "figures.xlsx" in caught.value.sentence(language)


def test_a_refusal_names_the_row():
    with pytest.raises(TableError, match="row 3"):
        open_document(b'a,b\n1,2\n"x,1\n', "figures.csv")


@pytest.mark.parametrize(
    ("heading", "year"),
    [("2019 ", 2019), ("(2019)", 2019), ("X2019", 2019), ("A 2019", None), ("20190", None)],
)
def test_a_heading_that_is_a_year_is_told_from_one_that_names_a_year(heading, year):
    assert year_alone(heading) == year


@pytest.mark.parametrize(
    ("heading", "years"),
    [
        ("pmun_2025", (2025,)),
        ("Recycling rate, 2014/15", (2014, 2015)),
        ("Life expectancy (2012-14)", (2012, 2014)),
        ("Turnout at 2014 local elections", (2014,)),
        ("Aged 0-15", ()),
        ("Code 20190", ()),
    ],
)
def test_the_years_of_a_heading_are_found(heading, years):
    assert years_in(heading) == years
