"""Requests for figures: what stands in them, what comes back, what is refused."""

from __future__ import annotations

import io
import json
from datetime import date

import pytest
from measured import DOCUMENT
from openpyxl import load_workbook
from test_cli import smartcity

from smartcity_widgets.desk import Desk
from smartcity_widgets.errors import DocumentError
from smartcity_widgets.exchange import dumps, import_document
from smartcity_widgets.exchange.measuring import known_of, measured
from smartcity_widgets.exchange.requests import (
    asked_of,
    file_name,
    is_request,
    read_request,
    request_bytes,
)
from smartcity_widgets.exchange.sheets import read_sheets
from smartcity_widgets.method import load_method
from smartcity_widgets.store import Store

__all__ = ["smartcity"]

METHOD = load_method()
FIRST = 5


@pytest.fixture
def desk(tmp_path):
    store = Store(f"sqlite:///{tmp_path / 'w.sqlite'}", folder=tmp_path)
    import_document(store, json.loads(dumps(dict(DOCUMENT))), METHOD, author="Anne")
    yield Desk(store, "valmont", method=METHOD, author="Anne")
    store.close()


def requests(desk, language="en"):
    spoken = desk.answers.words(language)
    found = asked_of(METHOD, desk.answers, spoken)
    return {one.file: request_bytes(METHOD, desk.answers, spoken, one) for one in found}


def filled(data, change):
    """Return a request after somebody changed its sheet and saved it."""
    book = load_workbook(io.BytesIO(data))
    change(book.worksheets[0])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def cells(**values):
    def change(sheet):
        for address, value in values.items():
            sheet[address] = value

    return change


def back(desk, data):
    """Return what comes of a request."""
    known = known_of(METHOD, desk.answers)
    return read_request(
        data,
        "ann.xlsx",
        method=METHOD,
        answers=desk.answers,
        known=known,
        source="ann.xlsx",
    )


def values(desk, data):
    known = known_of(METHOD, desk.answers)
    found = measured([back(desk, data).given], known, {})
    return [(one.indicator, one.date, f"{one.value:f}") for one in found.new]


def test_each_owner_has_a_request_and_what_nobody_owns_has_one(desk):
    spoken = desk.answers.words("en")
    found = asked_of(METHOD, desk.answers, spoken)

    assert [(file_name(one, "en"), [it.name for it in one.lines]) for one in found] == [
        ("ann.en.xlsx", ["Heat lost"]),
        ("bo.en.xlsx", ["Roofs insulated"]),
        ("without-owner.en.xlsx", ["Trees"]),
    ]


def test_two_owners_of_one_name_have_two_files(desk):
    path = "context/persons/p2/name"
    edit = {"type": "edit", "edit": "e1", "op": "answer", "path": path, "raw": "ANN"}
    desk.apply(edit | {"language": "en"})

    assert list(requests(desk)) == ["ann", "ann-2", "without-owner"]


def test_a_request_shows_what_is_known_and_leaves_cells_to_fill(desk):
    sheet = load_workbook(io.BytesIO(requests(desk)["ann"])).worksheets[0]

    assert sheet["B2"].value == "Figures asked of Ann – Valmont"
    shown = [sheet.cell(FIRST, column).value for column in range(1, 12)]
    assert shown[:6] == [
        "i1",
        "Heat lost",
        "heat lost / heat bought",
        "%",
        "37.5 (2024)",
        "30 (2030)",
    ]
    assert shown[6:] == [None] * 5
    assert sheet.protection.sheet
    locked = [sheet.cell(FIRST, column).protection.locked for column in range(1, 12)]
    assert locked == [True] * 6 + [False] * 5
    assert sheet.column_dimensions["A"].hidden
    assert sheet.row_dimensions[1].hidden
    checks = sheet.data_validations.dataValidation
    assert [str(one.sqref) for one in checks if one.type == "list"] == ["I5"]


def test_the_same_answers_give_the_same_bytes(desk):
    assert requests(desk) == requests(desk)


def test_a_request_that_is_not_filled_in_adds_nothing(desk):
    assert all(values(desk, one) == [] for one in requests(desk).values())
    noted = filled(requests(desk)["ann"], cells(H5=date(2025, 1, 1), K5="no idea"))
    assert (values(desk, noted), back(desk, noted).told) == ([], ())


@pytest.mark.parametrize(
    ("value", "when", "stored"),
    [
        (36.5, date(2025, 6, 30), ("2025-06-30", "36.5")),
        ("36,5", "2025", ("2025", "36.5")),
        (36, "2025-06", ("2025-06", "36")),
        (0, 2025, ("2025", "0")),
    ],
)
def test_what_is_filled_in_is_read_as_it_is_meant(desk, value, when, stored):
    data = filled(requests(desk, "fr")["ann"], cells(G5=value, H5=when))

    assert values(desk, data) == [("i1", *stored)]


def test_a_percentage_is_that_of_an_indicator_in_percent(desk):
    def change(sheet):
        sheet["G5"], sheet["H5"] = 0.365, 2025
        sheet["G5"].number_format = "0.0%"

    assert values(desk, filled(requests(desk)["ann"], change)) == [("i1", "2025", "36.5")]


@pytest.mark.parametrize(
    ("changed", "place", "said"),
    [
        ({"G5": "much", "H5": 2025}, "“Value” (G5)", "much"),
        ({"G5": 3}, "“Date” (H5)", "needs its date"),
        ({"G5": 3, "H5": "soon"}, "“Date” (H5)", "soon"),
        ({"G5": 3, "H5": 2025, "I5": "good"}, "“How was it found?” (I5)", "good"),
        ({"G5": '=1/"a"', "H5": 2025}, "“Value” (G5)", "formula"),
        ({"A5": "i9", "G5": 3, "H5": 2025}, "“Value” (G5)", "number of this line"),
        ({"A5": None, "G5": 3, "H5": 2025}, "“Value” (G5)", "number of this line"),
        ({"A6": "i1", "G5": 3, "H5": 2025}, "“Value” (G5)", "Two lines"),
    ],
)
def test_a_bad_cell_is_refused_with_sheet_cell_and_rule(desk, changed, place, said):
    data = filled(requests(desk)["ann"], cells(**changed))

    (told,) = back(desk, data).told

    sentence = told.sentence(desk.words)
    assert sentence.startswith(f"Figures, row 5, {place}: ")
    assert said in sentence
    assert values(desk, data) == []


def test_an_indicator_that_is_gone_is_said(desk):
    data = filled(requests(desk)["ann"], cells(G5=3, H5=2025))
    row = "evaluation/indicators/i1"
    edit = {"type": "edit", "edit": "e1", "op": "remove-row", "path": row, "language": "en"}
    desk.apply(edit)

    (told,) = back(desk, data).told

    assert "“Heat lost” is not in the workbook any more" in told.sentence(desk.words)


def test_a_text_that_looks_like_a_formula_is_a_text(desk):
    path = "evaluation/indicators/i1/name"
    edit = {"type": "edit", "edit": "e1", "op": "answer", "path": path, "raw": "=1+1"}
    desk.apply(edit | {"language": "en"})

    cell = load_workbook(io.BytesIO(requests(desk)["ann"])).worksheets[0]["B5"]

    assert (cell.data_type, cell.value) == ("s", "=1+1")


def test_a_request_is_told_from_tables_and_other_workbooks(desk):
    data = requests(desk)["ann"]
    assert is_request(data)
    assert not is_request(b"Date;Value")
    with pytest.raises(DocumentError, match="smartcity measure"):
        read_sheets(data, "ann.xlsx")

    def spoil(sheet):
        sheet.parent["_smartcity"]["B1"] = "{}"

    with pytest.raises(DocumentError, match="damaged"):
        back(desk, filled(data, spoil))


def test_requests_go_out_and_come_back_by_command(smartcity, tmp_path):
    assert smartcity("import", "-", given=dumps(dict(DOCUMENT))).returncode == 0
    out = smartcity("export", "valmont", "--requests")
    paths = out.stdout.splitlines()
    assert [one.rpartition("/")[2] for one in paths] == [
        "ann.en.xlsx",
        "bo.en.xlsx",
        "without-owner.en.xlsx",
    ]
    changes = [
        cells(G5=36, H5=2025, I5="Measured", J5="audit"),
        cells(G5="x", H5=2025),
        cells(G5=4, H5="2025-06"),
    ]
    for path, change in zip(paths, changes, strict=True):
        file = tmp_path / path
        file.write_bytes(filled(file.read_bytes(), change))

    done = smartcity("measure", "valmont", *paths, "--json")

    told = json.loads(done.stdout)
    first = told["rows"][0]
    assert (first["name"], first["entered_by"]) == ("Heat lost", "Ann")
    assert told["rows"][0]["data_quality"] == "measured"
    assert told["rows"][0]["source"] == "audit"
    assert [one["date"] for one in told["rows"]] == ["2025", "2025-06"]
    assert "bo.en.xlsx: Figures, row 5" in told["told"][0]
    history = json.loads(smartcity("history", "valmont", "--json").stdout)
    entered = [one["value"] for one in history if one["path"].endswith("/entered_by")]
    assert entered[0] == "Ann"
    assert smartcity("measure", "valmont", *paths).stdout.count("already") == 1


def test_requests_go_with_no_other_option(smartcity):
    smartcity("import", "-", given=dumps(dict(DOCUMENT)))

    done = smartcity("export", "valmont", "--requests", "--draft")

    assert (done.returncode, "--draft" in done.stderr) == (2, True)


def test_a_workbook_without_indicators_has_no_requests(smartcity):
    smartcity("new", "empty", "--name", "Empty")

    assert smartcity("export", "empty", "--requests").returncode == 1
