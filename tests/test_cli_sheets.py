"""The tables go out as a spreadsheet and their changes come back, by command."""

from __future__ import annotations

import json

import pytest
from openpyxl import load_workbook
from tabled import METHOD, WORKBOOK, cell, edited
from test_cli import smartcity
from test_sheets import add_line

from smartcity_widgets.cli.spreadsheets import apply_sheets
from smartcity_widgets.desk import Desk
from smartcity_widgets.errors import DocumentError, StoreError
from smartcity_widgets.exchange import import_document
from smartcity_widgets.exchange.sheets import read_sheets, sheets_bytes
from smartcity_widgets.store import Store
from smartcity_widgets.store.transaction import Transaction
from smartcity_widgets.values import Problem, check

__all__ = ["smartcity"]

DOCUMENT = {
    "format": "smartcity-workbook/1",
    "method": "1.0.0",
    "workbook": {"id": "namur", "name": "Namur", "language": "fr", "currency": "EUR"},
    "answers": WORKBOOK,
}


@pytest.fixture
def desk(tmp_path):
    store = Store(f"sqlite:///{tmp_path / 'workbooks.sqlite'}", folder=tmp_path)
    import_document(store, DOCUMENT, METHOD, author="ann")
    return Desk(store, "namur", method=METHOD, author="bob")


def file_of(desk):
    return sheets_bytes(METHOD, desk.answers, desk.answers.words("fr"))


def brought_back(desk, data):
    done = apply_sheets(desk, read_sheets(data, "tables.xlsx"), "tables.xlsx")
    return done.changed, done.added, [one.rule for one in done.told]


def undone(desk, step="action-plan"):
    """Click on *undo* on a step."""
    last = desk.undoable(step)
    edit = {"edit": f"undo {last.number}", "op": "undo", "path": last.path}
    desk.apply(edit | {"entry": last.number})


def said(desk):
    """What the workbook says: every answer, and every row in its place."""
    latest = desk.answers.latest.values()
    rows = {one.path for one in latest if one.kind == "row" and one.value}
    return {
        one.path: one.value
        for one in latest
        if one.value is not None
        and (one.path.count("/") != 3 or one.path.rpartition("/")[0] in rows)
    }


def change(book):
    cell(book, "Projets", "p1", "budget_capex").value = 500
    cell(book, "Projets", "p1", "kind").value = None
    add_line(book, "Projets", title="Ombrières", owner="Ann Dubois", depends_on="Ombrières")
    add_line(book, "Jalons", project="Ombrières", name="Étude", due="2027-03")
    cell(book, "Projets", "p2", "depends_on").value = "Vélos partagés\nOmbrières"


def test_changes_and_rows_are_written_under_ones_name_and_once(desk):
    data = edited(file_of(desk), change)
    before = desk.answers.entry

    assert brought_back(desk, data) == (3, 2, [])
    answers = desk.answers
    assert answers.value("action-plan/projects/p1/budget_capex") == "500.00"
    assert answers.value("action-plan/projects/p1/kind") is None
    new = answers.rows("action-plan/projects")[-1]
    assert answers.value(f"action-plan/projects/{new}/title") == "Ombrières"
    assert answers.value(f"action-plan/projects/{new}/depends_on") == [new]
    assert answers.value("action-plan/projects/p2/depends_on") == ["p1", new]
    milestone = answers.rows("delivery/milestones")[-1]
    assert answers.value(f"delivery/milestones/{milestone}/project") == new
    written = [one for one in desk.history() if one.number > before]
    assert {one.author for one in written} == {"bob"}
    assert answers.conflicts == {}
    assert not any(one.kind == "draft" for one in written)

    last = answers.entry
    assert brought_back(desk, data) == (0, 0, ["row-there", "row-there"])
    assert desk.answers.entry == last


def written_through(monkeypatch):
    """Collect what each transaction writes from now on."""
    seen = []
    append = Transaction.append

    def counted(self, new):
        found = append(self, new)
        seen.append(found)
        return found

    monkeypatch.setattr(Transaction, "append", counted)
    return seen


def test_a_file_is_one_transaction_and_one_undo_takes_it_back(desk, monkeypatch):
    written = written_through(monkeypatch)
    data = edited(file_of(desk), change)
    before = said(desk)

    assert brought_back(desk, data) == (3, 2, [])
    assert len(written) == 1
    after = said(desk)
    undone(desk)

    assert said(desk) == before
    assert desk.undoable("action-plan") is None
    assert desk.undoable("delivery") is None
    assert brought_back(desk, data) == (3, 2, [])  # undone, it may come again
    assert sorted(map(str, said(desk).values())) != sorted(map(str, before.values()))
    assert len(said(desk)) == len(after)
    assert brought_back(desk, data) == (0, 0, ["row-there", "row-there"])
    assert len(written) == 3


def test_a_file_that_changes_cells_of_several_steps_is_undone_as_one(desk, monkeypatch):
    def cells(book):
        cell(book, "Jalons", "m1", "due").value = "2027"
        cell(book, "Projets", "p1", "impact").value = 4
        cell(book, "Projets", "p2", "title").value = "Ombrières"

    before, written = said(desk), written_through(monkeypatch)
    assert brought_back(desk, edited(file_of(desk), cells)) == (3, 0, [])
    undone(desk)

    assert said(desk) == before
    assert len(written) == 2


def test_an_undo_brings_no_row_back_that_went_since(desk):
    def cells(book):
        cell(book, "Projets", "p1", "impact").value = 4
        cell(book, "Projets", "p2", "impact").value = 4

    brought_back(desk, edited(file_of(desk), cells))
    last = desk.undoable("action-plan")
    for row in ("p1", "p2"):
        path = f"action-plan/projects/{row}"
        desk.apply({"edit": f"gone {row}", "op": "remove-row", "path": path})
    edit = {"edit": "u1", "op": "undo", "path": last.path, "entry": last.number}
    desk.apply(edit)

    assert desk.answers.rows("action-plan/projects") == ()
    assert desk.answers.value("action-plan/projects/p1/impact") is None


def test_what_another_writes_while_the_file_is_compared_stays(desk, monkeypatch):
    data = edited(file_of(desk), change)
    other = Desk(desk.store, "namur", method=METHOD, author="eve")
    path = "action-plan/projects/p1/budget_capex"
    applied = desk.apply_made

    def late(made):
        edit = {"edit": "e1", "op": "answer", "path": path, "raw": "7"}
        other.apply(edit | {"language": "fr"})
        return applied(made)

    monkeypatch.setattr(desk, "apply_made", late)

    assert brought_back(desk, data) == (2, 2, ["conflict"])
    assert desk.answers.value(path) == "7.00"
    assert desk.answers.conflicts == {}


def test_a_fault_while_writing_leaves_everything_as_it_was(desk, monkeypatch):
    data = edited(file_of(desk), change)
    write = Transaction._write

    def broken(self, new):
        write(self, new)
        raise StoreError("store-full", path="x")

    before, last = said(desk), desk.answers.entry
    monkeypatch.setattr(Transaction, "_write", broken)
    with pytest.raises(StoreError):
        brought_back(desk, data)
    monkeypatch.undo()
    desk.refresh()

    assert (said(desk), desk.answers.entry) == (before, last)
    assert brought_back(desk, data) == (3, 2, [])


def test_what_is_refused_is_listed_and_the_rest_is_written(desk, monkeypatch):
    data = edited(file_of(desk), change)

    def checked(question, value, *, rows=None):
        refused = value == "Étude" or (question.id, value) == ("budget_capex", "500.00")
        return Problem("unreadable") if refused else check(question, value, rows=rows)

    monkeypatch.setattr("smartcity_widgets.exchange.sheets.putting.check", checked)

    assert brought_back(desk, data) == (2, 1, ["refused", "refused"])
    assert desk.answers.value("action-plan/projects/p1/budget_capex") == "1250000.50"
    assert desk.answers.rows("delivery/milestones") == ("m1",)


def test_nothing_names_a_row_that_is_refused(desk, monkeypatch):
    data = edited(file_of(desk), change)

    def checked(question, value, *, rows=None):
        refused = value == "Ombrières"
        return Problem("unreadable") if refused else check(question, value, rows=rows)

    monkeypatch.setattr("smartcity_widgets.exchange.sheets.putting.check", checked)

    assert brought_back(desk, data) == (2, 0, ["refused"] * 3)
    assert desk.answers.value("action-plan/projects/p2/depends_on") == ["p1"]


def test_an_addition_corrected_after_an_import_is_told_and_not_added_again(desk):
    data = edited(file_of(desk), change)
    brought_back(desk, data)
    corrected = edited(
        data, lambda book: setattr(cell(book, "Jalons", "4", "due"), "value", "2028")
    )

    assert brought_back(desk, corrected) == (0, 0, ["row-there", "row-known"])


def test_what_another_wrote_meanwhile_stays(desk):
    data = edited(file_of(desk), change)
    other = Desk(desk.store, "namur", method=METHOD, author="eve")
    edit = {"edit": "e1", "op": "answer", "path": "action-plan/projects/p1/budget_capex"}
    other.apply(edit | {"raw": "7", "language": "fr"})
    desk.refresh()

    assert brought_back(desk, data) == (2, 2, ["conflict"])
    assert desk.answers.value("action-plan/projects/p1/budget_capex") == "7.00"


def test_what_an_adaptation_hides_is_in_no_file(smartcity, tmp_path):
    overlay = tmp_path / "client.toml"
    overlay.write_text('hidden = ["means/training", "delivery/issues"]\n', encoding="utf-8")
    imported(smartcity, tmp_path)
    assert smartcity("adapt", "namur", "client.toml").returncode == 0
    assert smartcity("export", "namur", "--format", "xlsx", "--internal").returncode == 0
    book = load_workbook(tmp_path / "exports" / "namur" / "tables.fr.xlsx")

    assert "Formations" not in book.sheetnames
    said = [str(one.value) for row in book["À lire"] for one in row]
    assert not any("--internal" in one for one in said)


def imported(smartcity, tmp_path):
    file = tmp_path / "namur.json"
    file.write_text(json.dumps(DOCUMENT), encoding="utf-8")
    assert smartcity("import", "namur.json").returncode == 0


def test_the_file_goes_out_and_comes_back_by_command(smartcity, tmp_path):
    imported(smartcity, tmp_path)
    out = smartcity("export", "namur", "--format", "xlsx", "--language", "en")
    path = tmp_path / "exports" / "namur" / "tables.en.xlsx"
    assert (out.returncode, out.stdout.strip()) == (0, str(path))

    def typed(book):
        cell(book, "Projects", "p1", "effort").value = 9
        cell(book, "Projects", "p1", "impact").value = 4
        cell(book, "Milestones", "m1", "due").value = "March 2027"

    path.write_bytes(edited(path.read_bytes(), typed))
    done = smartcity("import", str(path), "--language", "en")
    lines = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (0, "")
    assert lines[0] == "Workbook 'namur': 2 answers changed, 0 rows added."
    assert lines[1] == "1 thing was left as it is:"
    assert lines[2].startswith("  Projects, row 3, “Effort (1 to 5)” (")
    assert lines[2].endswith("9 is not between 1 and 5.")
    (undo,) = lines[3:]
    assert undo.startswith(
        "In the step “Action plan and concrete projects”, the button Undo"
    )
    again = smartcity("import", str(path))
    assert "0 réponse modifiée, 0 ligne ajoutée" in again.stdout
    smartcity("export", "namur", "--format", "xlsx", "--language", "en")
    assert "rien de nouveau" in smartcity("import", str(path)).stdout
    document = json.loads(smartcity("dump", "namur").stdout)
    assert document["answers"]["action-plan"]["projects"][0]["impact"] == 4
    assert document["answers"]["delivery"]["milestones"][0]["due"] == "2027-03"


def foreign(book):
    del book["_smartcity"]


def test_what_cannot_be_read_back_is_one_line(smartcity, tmp_path):
    imported(smartcity, tmp_path)
    assert smartcity("export", "namur", "--format", "xlsx").returncode == 0
    path = tmp_path / "exports" / "namur" / "tables.fr.xlsx"
    (tmp_path / "foreign.xlsx").write_bytes(edited(path.read_bytes(), foreign))
    replaced = smartcity("import", str(path), "--replace")
    assert (replaced.returncode, replaced.stdout) == (2, "")
    assert "--replace" in replaced.stderr
    unknown = smartcity("import", "foreign.xlsx")
    assert (unknown.returncode, unknown.stdout) == (1, "")
    assert "foreign.xlsx" in unknown.stderr
    assert len(unknown.stderr.splitlines()) == 1
    locked = bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le")
    (tmp_path / "locked.xlsx").write_bytes(locked)
    refused = smartcity("import", "locked.xlsx")
    assert refused.returncode == 1
    assert "password" in refused.stderr
    smartcity("remove", "namur")
    gone = smartcity("import", str(path))
    assert gone.returncode == 1
    assert "namur" in gone.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--draft",), "--draft"),
        (("--phase", "implementation"), "--phase"),
        (("--record",), "--format"),
    ],
)
def test_what_gives_no_tables_is_one_line(smartcity, tmp_path, arguments, said):
    imported(smartcity, tmp_path)
    done = smartcity("export", "namur", "--format", "xlsx", *arguments)

    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_file_of_another_cycle_or_currency_is_refused(desk):
    data = file_of(desk)
    edit = {"edit": "e1", "op": "answer", "path": "workbook/currency", "raw": "CHF"}
    desk.apply(edit)
    assert desk.answers.currency == "CHF"

    with pytest.raises(DocumentError) as caught:
        brought_back(desk, data)
    assert caught.value.rule == "sheet-currency"
    assert "CHF" in caught.value.sentence("fr")
