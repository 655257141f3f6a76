"""The page on which the actions of a file become projects."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, get_args, get_type_hints

import pytest
from openpyxl import load_workbook
from planread import HEADS, ROW
from tabular import spreadsheet, written

from smartcity_widgets.desk import Desk, create
from smartcity_widgets.editing import undoable
from smartcity_widgets.exchange.plans import PROJECTS, ROLES, Doubt
from smartcity_widgets.forms import PlanPanel
from smartcity_widgets.method import load_method
from smartcity_widgets.store import Store
from smartcity_widgets.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PEOPLE = "context/persons"
SECOND = ("Vélos", "Jean Roy", "2026", "en continu", "À venir", "50-60", "")
ROWS = [HEADS, ROW, SECOND]


REASONS = [
    "title",
    "date",
    "period",
    "amount",
    "range",
    "about",
    "currency",
    "unit",
    "negative",
    "decimals",
    "per_year",
    "formula",
    "error",
    "word",
    "several",
    "long",
    "twice",
    "room",
    "notes",
    "note",
    "cells",
    "parts",
]
DOUBTS = get_args(get_type_hints(Doubt)["kind"])
ASKED = ["title", "budget", "reading", "unit"]
ASKED += [f"word-{one}" for one in ("status", "kind", "dimension", "objective", "owner")]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_everything_that_can_be_told_has_its_words(language: str) -> None:
    said = words(language)
    keys = [f"plan.role.{one}" for one in ROLES]
    keys += [f"plan.reason.{one}" for one in REASONS]
    keys += [f"plan.doubt.{one}" for one in DOUBTS]
    keys += [f"plan.ask.{one}" for one in ASKED]

    assert [one for one in keys if not said.has(one)] == []


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    store = Store(f"sqlite:///{tmp_path / 'w.sqlite'}", folder=tmp_path)
    details = {"language": "en", "terms": "be", "author": "Anne"}
    method = load_method()
    create(store, "valmont", method=method, name="Valmont", **details)
    yield Desk(store, "valmont", method=method, author="Anne")
    store.close()


@pytest.fixture
def panel(desk: Desk) -> Iterator[PlanPanel]:
    one = PlanPanel(desk)
    yield one
    one.close()


def give(panel: PlanPanel, data: bytes, name: str = "plan.csv") -> None:
    """Send a file in two parts, as the browser does."""
    half = len(data) // 2
    for part, bytes_ in enumerate((data[:half], data[half:])):
        message = {"type": "attach", "upload": "u1", "part": part, "parts": 2}
        panel.receive(message | {"path": "plan", "name": name}, [bytes_])


def act(panel: PlanPanel, action: str, **fields: str) -> None:
    panel.receive({"type": "action", "action": action, "fields": fields})


def html(panel: PlanPanel) -> str:
    return panel.fragments()["plan"]


def asked(panel: PlanPanel, kind: str) -> str:
    """Return the name of the only question of a kind."""
    (name,) = set(re.findall(rf'name="({kind}-[0-9a-f]+)"', html(panel)))
    return name


def titles(desk: Desk) -> list[object]:
    return [one.get("title") for one in desk.answers.table(PROJECTS, ("title",))]


def test_nothing_is_stored_before_it_is_added(desk: Desk, panel: PlanPanel) -> None:
    before = desk.answers.entry
    give(panel, written(ROWS))
    assert "Nothing yet: 1 thing is to be chosen above." in html(panel)
    assert "plan-add" not in html(panel)
    act(panel, "plan-choose", **{asked(panel, "word-status"): "=approved"})

    assert desk.answers.entry == before
    assert "2 new projects · 2 new people" in html(panel)
    assert "Add 2 projects" in html(panel)


def test_projects_are_added_in_one_act_that_one_undo_takes_back(
    desk: Desk, panel: PlanPanel
) -> None:
    give(panel, written(ROWS))
    act(panel, "plan-add", **{asked(panel, "word-status"): "=approved"})

    assert titles(desk) == ["Capteurs", "Vélos"]
    assert "2 projects added." in html(panel)
    last = undoable(desk.history(), "action-plan")
    desk.apply({"edit": "u", "op": "undo", "path": PROJECTS, "entry": last.number})
    assert titles(desk) == []
    assert desk.answers.rows(PEOPLE) == ()
    assert undoable(desk.history(), "action-plan") is None


def test_what_is_left_out_is_said_with_its_place_before_and_after(
    desk: Desk, panel: PlanPanel
) -> None:
    give(panel, written(ROWS))
    act(panel, "plan-choose", **{asked(panel, "word-status"): "="})
    lines = [
        "Column “Fin”, row 3: no date that can be read.",
        "Column “Investissement (k€)”, row 3: several numbers, so not one amount.",
        "Column “Statut”, row 3: nothing in the workbook matches.",
    ]
    assert all(one in html(panel) for one in lines)
    assert "It is kept in the notes of the project." in html(panel)
    act(panel, "plan-add")

    assert all(one in html(panel) for one in lines)
    (row,) = [one["id"] for one in desk.answers.table(PROJECTS, ("title",))][1:]
    notes = desk.answers.value(f"{PROJECTS}/{row}/notes")
    assert notes.splitlines() == [
        "Fin: en continu",
        "Statut: À venir",
        "Investissement (k€): 50-60",
        "From plan.csv, row 3.",
    ]


def test_the_same_file_again_adds_nothing(desk: Desk, panel: PlanPanel) -> None:
    for _ in range(2):
        give(panel, written([HEADS, ROW]))
        act(panel, "plan-add")

    assert len(titles(desk)) == 1
    assert "0 new projects" in html(panel)
    assert "1 is in the workbook already." in html(panel)
    assert "plan-add" not in html(panel)


def test_an_action_can_be_left_out(desk: Desk, panel: PlanPanel) -> None:
    give(panel, written([HEADS, ROW, ("Vélos", *ROW[1:])]))
    box = re.findall(r'name="(leave-[0-9a-f]+)"', html(panel))[0]
    act(panel, "plan-choose", **{box: "yes"})
    assert "Add 1 project" in html(panel)
    act(panel, "plan-add", **{box: "yes"})

    assert titles(desk) == ["Vélos"]


def test_a_column_can_be_used_otherwise_and_as_proposed_again(panel: PlanPanel) -> None:
    give(panel, written([HEADS, ROW]))
    assert "1 new person" in html(panel)
    act(panel, "plan-choose", **{"role-1": "=note"})
    assert "1 new person" not in html(panel)
    act(panel, "plan-choose", **{"role-1": ""})

    assert "1 new person" in html(panel)


def test_a_budget_waits_until_it_is_said_what_it_is_for(
    desk: Desk, panel: PlanPanel
) -> None:
    give(panel, written([("Project", "Budget"), ("Sensors", "50 k€")]))
    assert "What is “Budget” for?" in html(panel)
    act(panel, "plan-add")
    assert titles(desk) == []
    act(panel, "plan-add", **{"budget-1": "=opex"})

    (row,) = desk.answers.rows(PROJECTS)
    assert desk.answers.value(f"{PROJECTS}/{row}/budget_opex_per_year") == "50000.00"


def test_the_unit_of_a_heading_is_told_and_can_be_changed(panel: PlanPanel) -> None:
    give(panel, written([HEADS, ROW]))
    assert re.search(r'<option value="" selected>thousands of EUR</option>', html(panel))
    assert "50 → €50,000.00" in html(panel)
    assert "e.g. 2027</p>" in html(panel)
    act(panel, "plan-choose", **{"unit-5": "=1"})

    assert "€50.00" in html(panel)


def test_the_sheet_most_like_a_plan_is_looked_at_first(panel: PlanPanel) -> None:
    book = load_workbook(io.BytesIO(spreadsheet([("How to use this file",), ("Read it",)])))
    for row in ROWS[:2]:
        page = book["Actions"] if "Actions" in book else book.create_sheet("Actions")
        page.append(list(row))
    out = io.BytesIO()
    book.save(out)
    give(panel, out.getvalue(), "plan.xlsx")
    assert "1 new project" in html(panel)
    act(panel, "plan-choose", sheet="=0")
    assert "1 new project" not in html(panel)
    act(panel, "plan-choose", sheet="=1")

    assert "1 new project" in html(panel)


def test_a_file_that_cannot_be_read_is_refused_in_the_page(panel: PlanPanel) -> None:
    give(panel, b"%PDF-1.7 \x00\x01")

    assert "only CSV and text files and Excel workbooks" in html(panel)
    assert "plan-add" not in html(panel)


def test_cancel_forgets_the_file(desk: Desk, panel: PlanPanel) -> None:
    give(panel, written([HEADS, ROW]))
    act(panel, "plan-forget")

    assert "plan.csv" not in html(panel)
    act(panel, "plan-add")
    assert titles(desk) == []


def test_what_stands_in_a_file_is_escaped(panel: PlanPanel) -> None:
    rows = [("<b>Action</b>", "Statut"), ("<script>1</script>", "<i>x</i>"), ("&", "y")]
    give(panel, written(rows), "<img>.csv")
    act(panel, "plan-choose", title="=0")

    assert not re.search("<(script|img|b>Action|i>x)", html(panel))


def test_more_rows_than_one_act_takes_are_not_added(
    desk: Desk, panel: PlanPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("smartcity_widgets.forms.plan.MOST_ROWS", 1)
    give(panel, written([HEADS, ROW]))  # a project and a person
    act(panel, "plan-add")

    assert "At most 1 rows can be added at a time" in html(panel)
    assert titles(desk) == []


def test_another_sheet_or_a_bad_message_chooses_nothing_wrong(panel: PlanPanel) -> None:
    give(panel, written([HEADS, ROW]))
    act(panel, "plan-choose", **{"sheet": "=7", "role-99": "=title", "unit-5": "=x"})

    assert "1 new project" in html(panel)
