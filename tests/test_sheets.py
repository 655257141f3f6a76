"""A file of tables as it is written, and as it comes back after people worked in it."""

from __future__ import annotations

import datetime as dt
import zipfile
from io import BytesIO

import pytest
from building import answers_of
from openpyxl import load_workbook
from tabled import METHOD, WORKBOOK, back, cell, changes_of, edited, file_of, line_of

from smartcity_widgets.errors import DocumentError, TableError
from smartcity_widgets.exchange.sheets import compare, read_sheets
from smartcity_widgets.exchange.sheets.base import _sum, read_base
from smartcity_widgets.exchange.sheets.layout import TABLES, columns_of, tables_of
from smartcity_widgets.overlay import adapt, read_overlay
from smartcity_widgets.words import words

ANSWERS = answers_of(WORKBOOK)
FILE = file_of(ANSWERS)
EMPTY = (), (), ()


def told(found):
    return [(one.rule, one.sheet, one.row) for one in found.told]


def typed(sheet, row, column, value, form=None):
    """Somebody types a value into a cell."""

    def change(book):
        place = cell(book, sheet, row, column)
        place.value = value
        if form:
            place.number_format = form

    return edited(FILE, change)


# Written ----------------------------------------------------------------------------------


def test_a_sheet_explains_and_each_table_has_its_own():
    book = load_workbook(BytesIO(FILE))

    assert book.sheetnames[:4] == ["À lire", "Projets", "Compétences", "Accords"]
    assert len(book.sheetnames) == len(TABLES) + 3
    assert book["_lists"].sheet_state == "hidden"
    assert book["_smartcity"].sheet_state == "veryHidden"
    said = [one.value for row in book["À lire"] for one in row if one.value]
    assert "EUR, TVA comprise" in said
    assert METHOD.version in said
    assert "smartcity import tables.fr.xlsx" in said


def test_numbers_and_days_are_typed_and_what_a_spreadsheet_would_misread_is_text():
    book = load_workbook(BytesIO(FILE))

    def at(row, column, sheet="Projets"):
        return cell(book, sheet, row, column)

    assert at("p1", "end").value == dt.datetime(2027, 12, 31)  # noqa: DTZ001
    assert at("p1", "budget_capex").value == 1250000.5
    assert at("p1", "effort").value == 2
    assert (at("p1", "start").value, at("p1", "start").data_type) == ("2026-03", "s")
    assert (at("p2", "start").value, at("p2", "start").data_type) == ("2026", "s")
    assert at("g1", "progress", "Avancement").value == 0.45
    assert at("g1", "progress", "Avancement").number_format == "0%"
    assert at("c1", "amount", "Coûts").number_format == "#,##0.00"
    assert at("m1", "deliverable", "Jalons").value == "Non"
    assert at("c1", "project", "Coûts").value == "Vélos partagés"
    assert at("p2", "owner").value == "Bob Martin"
    assert cell(book, "Technologies", "t1", "category").value.count("\n") == 1


def test_people_of_one_name_are_told_apart():
    answers = answers_of(
        {
            "context": WORKBOOK["context"],
            "action-plan": {
                "projects": [
                    {"id": "a", "title": "A", "owner": "bob2"},
                    {"id": "b", "title": "B", "owner": "gone"},
                ]
            },
        }
    )
    book = load_workbook(BytesIO(file_of(answers)))

    assert cell(book, "Projets", "a", "owner").value == "Bob Martin (2)"
    assert "retiré" in cell(book, "Projets", "b", "owner").value
    offered = [str(one.value) for row in book["_lists"] for one in row]
    assert "Bob Martin (2)" in offered
    assert not any("retiré" in one for one in offered)


@pytest.mark.parametrize(
    "text", ["=1+1", "+32", "-5 %", "@home", "\tx", "#N/A", "=cmd|' /C'!A"]
)
def test_a_text_is_never_a_formula(text):
    answers = answers_of({"action-plan": {"projects": [{"id": "p", "title": text}]}})
    data = file_of(answers)
    found = cell(load_workbook(BytesIO(data)), "Projets", "p", "title")

    assert (found.data_type, found.value) == ("s", text)
    assert found.quotePrefix or text == "#N/A"
    with zipfile.ZipFile(BytesIO(data)) as archive:
        sheets = [one for one in archive.namelist() if "worksheets/sheet" in one]
        assert not any(b"<f>" in archive.read(one) for one in sheets)
    assert back(data, answers).changes == ()


def test_the_same_answers_give_the_same_bytes():
    assert file_of(ANSWERS) == FILE
    assert file_of(ANSWERS, "en") != FILE


def test_choices_are_offered_in_lists_that_stand_in_the_file():
    book = load_workbook(BytesIO(FILE))
    checks = {
        str(one.sqref).rstrip("0123456789"): one
        for one in book["Projets"].data_validations.dataValidation
    }
    lists = [one for one in checks.values() if one.type == "list"]

    assert lists
    assert all(one.formula1.startswith("'_lists'!$") for one in lists)
    assert book["Projets"].freeze_panes == "C3"
    assert book["Projets"].auto_filter.ref.startswith("A2:")
    assert book["Projets"].row_dimensions[1].hidden


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_table_has_a_sheet_of_its_own_name(language):
    spoken = words(language)
    titles = [spoken.say(f"sheets.name.{one.replace('/', '.')}") for one in TABLES]

    assert [one.path for one in tables_of(METHOD)] == list(TABLES)
    assert len(set(titles)) == len(titles)
    assert all(len(one) <= 31 and not set(one) & set("[]:*?/\\") for one in titles)


def test_a_draft_is_counted_and_not_written():
    answers = answers_of(WORKBOOK, drafts={"action-plan/projects/p2/budget_capex": "12 k"})
    book = load_workbook(BytesIO(file_of(answers)))

    assert cell(book, "Projets", "p2", "budget_capex").value is None
    said = [str(one.value) for row in book["À lire"] for one in row]
    assert any("1 texte qui n’a pas pu se lire" in one for one in said)


def test_what_an_adaptation_hides_is_not_written():
    hidden = {"hidden": ["means/training", "delivery/issues"]}
    overlay = read_overlay(hidden, METHOD, where="client.toml")
    method = adapt(METHOD, overlay)

    assert "means/training" not in [one.path for one in tables_of(method)]


def test_what_is_internal_is_written_only_when_asked():
    people = METHOD.at("context/persons")

    assert "email" not in [one.id for one in columns_of(people, internal=False)]
    assert "email" in [one.id for one in columns_of(people, internal=True)]


# Back again -------------------------------------------------------------------------------


def test_nothing_comes_of_a_file_that_nobody_changed():
    found = back(FILE, ANSWERS)
    saved = back(edited(FILE, lambda book: None), ANSWERS)  # noqa: ARG005

    assert (found.changes, found.additions, found.told) == EMPTY
    assert (saved.changes, saved.additions, saved.told) == EMPTY


CHANGES = {
    "a text": ("Projets", "p1", "title", "Vélos", "Vélos"),
    "a text that looks like a formula": ("Projets", "p1", "code", "'-1", "'-1"),
    "an amount": ("Projets", "p1", "budget_capex", 99.5, "99.50"),
    "an amount typed as text": ("Projets", "p1", "budget_capex", "1 250,5 €", "1250.50"),
    "an amount taken away": ("Projets", "p1", "budget_capex", None, None),
    "a day": ("Projets", "p1", "end", dt.date(2028, 1, 31), "2028-01-31"),
    "a month": ("Projets", "p1", "end", "2028-01", "2028-01"),
    "a year": ("Projets", "p1", "start", 2029, "2029"),
    "a day in words": ("Projets", "p1", "end", "31 janvier 2028", "2028-01-31"),
    "a choice": ("Projets", "p1", "kind", "réussite rapide", "quick_win"),
    "a person": ("Projets", "p1", "owner", "Bob  martin (2)", "bob2"),
    "a name with a semicolon": (
        "Projets",
        "p2",
        "objective",
        "Réduire; économiser",
        ["o1"],
    ),
    "two names": ("Projets", "p2", "depends_on", "=1+1; Vélos partagés", ["p2", "p1"]),
    "yes": ("Jalons", "m1", "deliverable", "oui", True),
    "yes as a spreadsheet has it": ("Jalons", "m1", "deliverable", True, True),
    "a level": ("Technologies", "t1", "interoperability", 3, 3),
    "a percentage": ("Avancement", "g1", "progress", 0.5, 50),
    "a percentage as text": ("Avancement", "g1", "progress", "60 %", 60),
    "choices": ("Technologies", "t1", "category", None, None),
    "a cell that was empty": ("Projets", "p2", "effort", 5, 5),
}


TABLE_OF = {
    "Projets": "action-plan/projects",
    "Jalons": "delivery/milestones",
    "Technologies": "means/technologies",
    "Avancement": "delivery/progress",
}


def crowd(cases):
    """A workbook with a row for each case, like the one the case is about."""
    said = {step: dict(tables) for step, tables in WORKBOOK.items()}
    for number, (sheet, row, *_) in enumerate(cases):
        step, name = TABLE_OF[sheet].split("/")
        like = next(one for one in WORKBOOK[step][name] if one["id"] == row)
        said[step][name] = [*said[step][name], like | {"id": f"k{number}"}]
    return answers_of(said)


@pytest.fixture(scope="module")
def changed():
    """What comes of one file in which every case was typed."""
    cases = list(CHANGES.values())
    answers = crowd(cases)

    def change(book):
        for number, (sheet, _, column, value, _) in enumerate(cases):
            place = cell(book, sheet, f"k{number}", column)
            place.value = value
            if isinstance(value, str):
                place.data_type = "s"

    return back(edited(file_of(answers), change), answers)


@pytest.mark.parametrize("case", CHANGES)
def test_a_changed_cell_is_a_changed_answer(changed, case):
    sheet, _, column, _, answer = CHANGES[case]
    row = f"k{[*CHANGES].index(case)}"
    mine = {one: said for one, said in changes_of(changed).items() if f"/{row}/" in one}

    assert mine == {f"{TABLE_OF[sheet]}/{row}/{column}": answer}
    assert (changed.additions, changed.told) == ((), ())


UNREAD = {
    "no number": ("budget_capex", "beaucoup", None, "number-characters"),
    "three decimals": ("budget_capex", 1.005, None, "cents"),
    "another currency": ("budget_capex", 5, "[$$-409]#,##0.00", "currency"),
    "a percentage of money": ("budget_capex", 0.5, "0%", "sheet-unit"),
    "out of bounds": ("effort", 9, None, "between"),
    "no choice": ("kind", "géant", None, "choice"),
    "nobody": ("owner", "Zoé", None, "sheet-name"),
    "a formula that nobody computed": ("budget_capex", "=2+2", None, "sheet-formula"),
    "an error": ("budget_capex", "#DIV/0!", None, "sheet-error"),
    "a year that became a day": ("end", 2027, "dd/mm/yyyy", "sheet-typed-year"),
    "a day for a number": ("effort", dt.date(2026, 3, 4), None, "sheet-day"),
    "too many digits": ("budget_capex", 1e300, None, "number-digits"),
    "a text too long": ("title", "x" * 400, None, "length"),
}


@pytest.fixture(scope="module")
def unread():
    """What comes of one file in which everything that cannot be read was typed."""
    cases = [("Projets", "p1", *one) for one in UNREAD.values()]
    answers = crowd(cases)
    places = []

    def change(book):
        for number, (column, value, form, _) in enumerate(UNREAD.values()):
            place = cell(book, "Projets", f"k{number}", column)
            place.value = value
            place.number_format = form or place.number_format
            places.append(place.coordinate)

    found = back(edited(file_of(answers), change), answers)
    assert changes_of(found) == {}
    assert len(found.told) == len(UNREAD)
    return dict(zip(UNREAD, zip(places, found.told, strict=True), strict=True))


@pytest.mark.parametrize("case", UNREAD)
def test_what_cannot_be_read_is_listed_with_its_place(unread, case):
    place, told = unread[case]

    assert (told.rule, told.problem.rule) == ("unread", UNREAD[case][-1])
    for language in ("en", "fr"):
        said = told.sentence(words(language))
        assert said.startswith("Projets, ")
        assert f"({place})" in said


def test_what_people_do_to_a_sheet_does_not_break_it():
    def change(book):
        sheet = book["Projets"]
        book.move_sheet("Projets", 3)
        sheet.title = "Nos projets"
        top, end = (line_of(book, "Nos projets", one) for one in ("p1", "p2"))
        for one, other in zip(sheet[top], sheet[end], strict=True):  # sorted the other way
            for name in ("_value", "data_type", "_style"):
                here, there = getattr(one, name), getattr(other, name)
                setattr(one, name, there)
                setattr(other, name, here)
        sheet.insert_cols(3)
        sheet["C2"], sheet["C3"], sheet["C4"] = "À nous", "=B3", "note"
        sheet.insert_rows(1)
        sheet.column_dimensions["D"].hidden = True
        cell(book, "Coûts", "c1", "amount").value = 100

    found = back(edited(FILE, change), ANSWERS)

    assert changes_of(found) == {"means/costs/c1/amount": "100.00"}
    assert (found.additions, found.told) == ((), ())


def add_line(book, sheet, **cells):
    row = str(book[sheet].max_row + 1)
    for column, value in cells.items():
        cell(book, sheet, row, column).value = value


def test_a_row_without_a_number_is_added_and_others_may_name_it():
    def change(book):
        add_line(book, "Projets", title="Ombrières", owner="Ann Dubois")
        add_line(book, "Jalons", project="ombrières", name="Étude", due="2027")
        cell(book, "Projets", "p2", "depends_on").value = "Ombrières"

    data = edited(FILE, change)
    found = back(data, ANSWERS)

    project, milestone = found.additions
    assert (project.table.id, project.values) == (
        "projects",
        {"title": "Ombrières", "owner": "ann"},
    )
    assert milestone.values["project"] == project.line
    assert milestone.values["due"] == "2027"
    assert changes_of(found) == {"action-plan/projects/p2/depends_on": [project.line]}
    now = answers_of(
        WORKBOOK
        | {
            "action-plan": {"projects": [{"id": project.row, "title": "Ombrières"}]},
            "delivery": {"milestones": [{"id": milestone.row, "name": "Étude"}]},
        }
    )
    again = back(data, now)
    assert again.additions == ()
    there = [one for one in again.told if one.rule == "row-there"]
    assert [(one.sheet, one.count) for one in there] == [("Projets", 1), ("Jalons", 1)]
    assert "1 ligne a déjà" in there[0].sentence(words("fr"))


ROWS_LEFT = {
    "a total": ({"budget_capex": 99}, ["row-unnamed"]),
    "a cell that cannot be read": (
        {"title": "X", "effort": 12},
        ["unread", "row-unread"],
    ),
    "the name of another": (
        {"title": "Vélos partagés", "depends_on": "Vélos partagés"},
        None,
    ),
}


@pytest.mark.parametrize(("cells", "rules"), ROWS_LEFT.values(), ids=ROWS_LEFT)
def test_a_new_row_in_doubt_is_told_and_not_added(cells, rules):
    found = back(edited(FILE, lambda book: add_line(book, "Projets", **cells)), ANSWERS)

    assert found.additions == ()
    assert [one.rule for one in found.told] == rules or [
        one.problem.rule for one in found.told if one.problem
    ] == ["sheet-name-twice"]


def test_a_row_that_waits_for_one_that_is_not_added_is_not_added_either():
    def change(book):
        add_line(book, "Projets", title="Ombrières", effort=12)
        add_line(book, "Jalons", project="Ombrières", name="Étude")
        cell(book, "Coûts", "c1", "project").value = "Ombrières"

    found = back(edited(FILE, change), ANSWERS)

    assert (found.changes, found.additions) == ((), ())
    assert sorted(told(found)) == [
        ("row-unread", "Jalons", 4),
        ("row-unread", "Projets", 5),
        ("unread", "Coûts", 3),
        ("unread", "Projets", 5),
    ]


def test_a_row_that_is_gone_or_emptied_is_listed_and_stays():
    def change(book):
        book["Projets"].delete_rows(line_of(book, "Projets", "p2"))
        for one in book["Jalons"][line_of(book, "Jalons", "m1")][1:]:
            one.value = None

    found = back(edited(FILE, change), ANSWERS)

    assert (found.changes, found.additions) == ((), ())
    assert told(found) == [("removed", "Projets", 0), ("removed", "Jalons", 0)]
    assert "=1+1" in found.told[0].sentence(words("fr"))


def test_a_copied_row_is_told_until_its_number_is_emptied():
    def copied(book, number):
        sheet = book["Coûts"]
        for one in sheet[line_of(book, "Coûts", "c1")]:
            sheet.cell(9, one.column).value = one.value
        sheet["A9"] = number
        cell(book, "Coûts", "9", "item").value = "Câbles"

    found = back(edited(FILE, lambda book: copied(book, "c1")), ANSWERS)
    assert told(found) == [("id-twice", "Coûts", 3), ("id-twice", "Coûts", 9)]
    found = back(edited(FILE, lambda book: copied(book, None)), ANSWERS)
    assert [one.values["item"] for one in found.additions] == ["Câbles"]
    found = back(edited(FILE, lambda book: copied(book, "c77")), ANSWERS)
    assert told(found) == [("id-unknown", "Coûts", 9)]


def test_a_sheet_or_column_that_is_gone_or_stands_twice_is_told():
    def change(book):
        del book["Risques"]
        book.copy_worksheet(book["Coûts"])
        cell(book, "Projets", "1", "effort").value = "autre"
        cell(book, "Projets", "1", "impact").value = cell(
            book, "Projets", "1", "kind"
        ).value
        cell(book, "Coûts", "c1", "amount").value = 1

    found = back(edited(FILE, change), ANSWERS)

    assert (found.changes, found.additions) == ((), ())
    rules = sorted((one.rule, one.sheet) for one in found.told)
    assert rules == [
        ("column-gone", "Projets"),
        ("column-gone", "Projets"),
        ("column-twice", "Projets"),
        ("sheet-gone", "Risques"),
        ("sheet-twice", "Coûts"),
    ]


def meanwhile(**cells):
    """The workbook as somebody else changed it after the file was written."""
    project = WORKBOOK["action-plan"]["projects"][0] | cells
    rows = [project, *WORKBOOK["action-plan"]["projects"][1:]]
    return answers_of(WORKBOOK | {"action-plan": {"projects": rows}})


def test_what_another_changed_meanwhile_is_listed_and_not_overwritten():
    now = meanwhile(title="Vélos en ville", effort=5)
    data = edited(
        typed("Projets", "p1", "title", "Vélos"),
        lambda book: setattr(cell(book, "Projets", "p1", "effort"), "value", 5),
    )
    found = back(data, now)

    assert changes_of(found) == {}
    assert told(found) == [("conflict", "Projets", 3)]
    said = found.told[0].sentence(words("en"))
    assert "somebody answered “Vélos en ville” in the workbook" in said
    assert "the file says “Vélos”" in said


def test_a_draft_or_a_removed_row_is_not_overwritten():
    data = typed("Projets", "p1", "budget_capex", 7)
    draft = answers_of(WORKBOOK, drafts={"action-plan/projects/p1/budget_capex": "7 k"})
    only = WORKBOOK["action-plan"]["projects"][1:]
    gone = answers_of(WORKBOOK | {"action-plan": {"projects": only}})

    assert told(back(data, draft)) == [("draft", "Projets", 3)]
    assert [one.rule for one in back(data, gone).told] == ["row-gone"]
    assert back(FILE, gone).told == ()


def test_a_row_like_one_that_came_since_is_not_added_twice():
    data = edited(FILE, lambda book: add_line(book, "Projets", title="Ombrières", effort=2))
    rows = [*WORKBOOK["action-plan"]["projects"], {"id": "p3", "title": "OMBRIÈRES"}]
    now = answers_of(WORKBOOK | {"action-plan": {"projects": rows}})

    assert told(back(data, now)) == [("row-known", "Projets", 5)]


def test_what_is_not_asked_any_more_is_told_where_it_was_changed():
    members = {"hidden": ["means/technologies"]}
    method = adapt(METHOD, read_overlay(members, METHOD, where="client.toml"))

    def come_back(data):
        return compare(read_sheets(data, "x.xlsx"), method, ANSWERS, words("fr"))

    found = come_back(typed("Technologies", "t1", "solution", "X"))
    assert told(come_back(FILE)) == []
    assert (found.changes, told(found)) == ((), [("not-asked", "Technologies", 0)])
    assert found.told[0].sentence(words("fr")).startswith("Technologies, «")


# Refused ----------------------------------------------------------------------------------


def without_base(book):
    del book["_smartcity"]


def tampered(book):
    place = book["_smartcity"]["B2"]
    place.value = place.value.replace("p1", "p9")


@pytest.mark.parametrize(
    ("change", "rule"),
    [(without_base, "sheet-foreign"), (tampered, "sheet-base-damaged")],
)
def test_a_file_without_its_origin_is_refused(change, rule):
    with pytest.raises(DocumentError) as caught:
        read_sheets(edited(FILE, change), "tables.xlsx")

    assert caught.value.rule == rule
    assert "tables.xlsx" in caught.value.sentence("fr")


@pytest.mark.parametrize("said", ["[]", "{}", '{"format":"smartcity-tables/1"}', "1", "{"])
def test_a_file_that_remembers_something_else_is_refused(said):
    lines = [("base", said), ("sum", _sum([said]))]

    with pytest.raises(DocumentError) as caught:
        read_base(lines, "x.xlsx")
    assert caught.value.rule == "sheet-base-damaged"


def test_a_file_of_a_later_version_is_refused():
    said = '{"format":"smartcity-tables/2"}'

    with pytest.raises(DocumentError) as caught:
        read_base([("base", said), ("sum", _sum([said]))], "x.xlsx")
    assert caught.value.rule == "sheet-newer"


def test_a_damaged_archive_is_refused():
    with pytest.raises(TableError):
        read_sheets(FILE[: len(FILE) // 2], "tables.xlsx")
