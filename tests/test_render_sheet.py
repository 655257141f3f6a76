"""A project sheet as people see it: live, in a report, and as a page of its own."""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from building import answers_of
from drawing import parse
from sheeted import SHEETED
from surveyed import SURVEYED
from test_cli import smartcity
from test_projectsheet import METHOD, WHOLE, internal, with_cells
from test_workbook import exported, folder, new  # noqa: F401 - a fixture

from smartcity_widgets import open_workbook
from smartcity_widgets.exchange import import_document
from smartcity_widgets.forms import SheetsPanel
from smartcity_widgets.overlay import adapt
from smartcity_widgets.render.templates import TEMPLATE_FOLDER
from smartcity_widgets.render_sheet import drawn_sheets, sheets_page, sheets_part
from smartcity_widgets.report.request import PART
from smartcity_widgets.words import languages, read_words

if TYPE_CHECKING:
    from drawing import Node

    from smartcity_widgets.answers import Answers

__all__ = ["smartcity"]

DOCUMENT = {
    "format": "smartcity-workbook/1",
    "method": METHOD.version,
    "workbook": {"id": "namur", "name": "Namur", "language": "fr", "terms": "be"},
    "answers": dict(SHEETED),
}
TEMPLATES = ("project-sheet", "project-sheets", "project-sheet-page")
UGLY = "<script>alert(1)</script> & “x” \u202e"


def drawn(answers: Answers = WHOLE, row: str = "r1", **options: Any) -> Node:
    details = {"uid": "s", "level": 1} | options
    method, spoken = details.pop("method", METHOD), answers.words("en")
    ((_, html),) = drawn_sheets(method, answers, spoken, only=(row,), **details)
    return parse(str(html))


def told(node: Node) -> str:
    text = " ".join(node.text.replace("\N{NARROW NO-BREAK SPACE}", " ").split())
    return text.replace("( ", "(").replace(" )", ")")


def box(page: Node, name: str) -> str:
    (found,) = [
        one
        for one in page.all("div")
        if one.attrs.get("role") == "group"
        and one.attrs["aria-labelledby"].endswith(f"-{name}")
    ]
    return told(found)


def everywhere(language: str) -> list[Node]:
    hostile = with_cells("action-plan/projects", "r1", title=UGLY)
    pages = []
    for answers in (WHOLE, hostile, answers_of()):
        spoken = answers.words(language)
        pages.append(parse(sheets_page(METHOD, answers, spoken, uid="u")))
        pages.append(parse(sheets_part(METHOD, answers, spoken)))
    return pages


@pytest.mark.parametrize("language", languages())
def test_every_id_is_there_once_and_every_name_leads_somewhere(language: str) -> None:
    for page in everywhere(language):
        ids = Counter(one.attrs["id"] for one in page if "id" in one.attrs)
        assert not [name for name, n in ids.items() if n > 1]
        for one in page:
            for name in ("aria-labelledby", "for"):
                assert set(one.attrs.get(name, "").split()) <= set(ids)


@pytest.mark.parametrize("level", [1, 3])
def test_headings_go_down_one_by_one(level: int) -> None:
    for row in ("r1", "r2", "r3"):
        page = drawn(row=row, level=level)
        levels = [int(one.tag[1]) for one in page if re.fullmatch(r"h[1-6]", one.tag)]
        assert levels[0] == level
        assert all(low - high <= 1 for high, low in pairwise(levels))
        assert set(levels) <= {level, level + 1, level + 2}


def test_what_people_typed_is_escaped() -> None:
    html = sheets_part(
        METHOD, with_cells("action-plan/projects", "r1", title=UGLY), WHOLE.words("en")
    )
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_a_sheet_says_what_is_its_own_invention() -> None:
    assert "the boxes and the gates are our own" in told(drawn())


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("leader", "Berthe Lambert"),
        ("leader", "40%"),
        ("need", "1,250"),
        ("go", "not yet:"),
        ("team", "Cahier des charges Berthe Ali"),
        ("people", "settled"),
        ("financing", "(VAT excluded): 66% covered"),
        ("indicators", "38 % (2025)"),
        ("indicators", "30.4 % (2030)"),
        ("indicators", "The sheet names no indicator"),
        ("progress", "1 milestone out of 2 is done."),
        ("progress", "1 milestone is late."),
        ("spent", "That is 33% of the costs planned."),
        ("effects", "2 – La facture a déjà baissé."),
        ("kickoff", "To fill in:"),
    ],
)
def test_a_box_says_what_the_workbook_knows(name: str, said: str) -> None:
    assert said in box(drawn(), name)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("results", "Chaleur perdue 34.9 % (31 December 2025) 30 % (31 December 2030)"),
        ("results", "● On track ↓ falling (better) 51% of the way is done"),
        ("results", "Toits isolés 10 toits (31 December 2025)"),
        ("results", "✕ Off track 10% of the way is done; 50% was to be expected"),
        ("satisfaction", "Êtes-vous content de l’école rénovée ? November 2024 On paper"),
        ("satisfaction", "200 1 to 5 3.4 52% ± 6.2 points at 95%"),
        ("next", "Scale up Les parents sont contents"),
        ("next", "Berthe Lambert September 2026"),
        ("lessons", "To fill in:"),
    ],
)
def test_the_fourth_stage_says_what_came_of_the_project(name: str, said: str) -> None:
    assert said in box(drawn(answers_of(SURVEYED)), name)


def test_the_fourth_stage_of_another_project_says_nothing_of_this_one() -> None:
    page = told(drawn(answers_of(SURVEYED), row="r2"))
    assert "Chaleur perdue" not in page
    assert "Scale up" not in page


def test_a_range_is_read_from_low_to_high() -> None:
    named = with_cells("action-plan/sheets", "f1", indicators=["i2"])
    assert "19 – 21 °C (15 October 2028)" in box(drawn(named), "indicators")


@pytest.mark.parametrize(
    ("granted", "said"),
    [
        ("491999.99", "99% covered"),
        ("492000.00", "all of it is covered"),
        ("500000.00", "€8,000.00 more than it costs"),
    ],
)
def test_what_is_not_wholly_paid_never_reads_as_all(granted: str, said: str) -> None:
    assert said in box(
        drawn(with_cells("means/sources", "u1", amount=granted)), "financing"
    )


def test_what_is_missing_is_missed_now_or_to_come() -> None:
    idea, running = drawn(row="r2"), drawn()
    assert "To come: Objectives and expected value · Deliverables" in told(idea)
    assert "To fill in: What shows it" not in told(running)
    assert "▲ To fill in:" in box(running, "value")
    assert "○ To come:" in box(running, "lessons")


@pytest.mark.parametrize(
    ("answers", "state", "said"),
    [
        (WHOLE, "open", "Gate to planning: everything is there."),
        (
            with_cells("action-plan/sheets", "f1", problem=None),
            "warns",
            "The project is past the gate to planning, although 1 thing is missing.",
        ),
        (
            with_cells("action-plan/sheets", "f1", problem=None),
            "warns",
            "missing: the need it answers",
        ),
    ],
)
def test_a_gate_says_in_words_what_its_sign_says(
    answers: Answers, state: str, said: str
) -> None:
    gate = next(
        one
        for one in drawn(answers).all("div")
        if one.attrs.get("class", "").startswith("gate")
    )
    assert gate.attrs["class"] == f"gate {state}"
    assert said in told(gate)


def test_live_what_is_missing_leads_to_its_field() -> None:
    live, still = drawn(row="r3", live=True), drawn(row="r3")
    paths = {one.attrs["data-path"] for one in live.all("a", data_action="go")}
    assert {"action-plan/sheets", "action-plan/projects/r3/objective"} <= paths
    assert all(METHOD.at(one) is not None for one in paths)
    assert still.all("a") == []


def test_live_what_is_written_leads_to_its_field_too() -> None:
    paths = {one.attrs["data-path"] for one in drawn(live=True).all("a", data_action="go")}
    assert {
        "action-plan/sheets/f1/problem",
        "action-plan/sheets/f1/go_conditions",
        "means/technologies/t1/solution",
        "delivery/milestones",
        "evaluation/indicators",
    } <= paths
    assert all(METHOD.at(one) is not None for one in paths)


def test_what_is_internal_is_printed_only_where_asked_for() -> None:
    method = internal("action-plan/sheets/problem")
    assert "chères à chauffer" not in told(drawn(method=method))
    assert "chères à chauffer" in told(drawn(method=method, internal=True))


def test_what_an_overlay_hides_is_not_printed() -> None:
    adapted = adapt(METHOD, {"hidden": ["means/costs", "action-plan/sheets"]})
    page = told(drawn(method=adapted))
    assert "Isolation" not in page
    assert "66%" not in page
    assert "chères à chauffer" not in page
    hidden = adapt(METHOD, {"hidden": ["action-plan/projects"]})
    assert sheets_part(hidden, WHOLE, WHOLE.words("en")) == ""


def test_without_a_project_there_is_no_part_and_the_page_says_where_to_begin() -> None:
    empty = answers_of()
    assert sheets_part(METHOD, empty, empty.words("en")) == ""
    assert "There is no project yet" in sheets_page(
        METHOD, empty, empty.words("en"), uid="u"
    )


def test_the_page_shows_the_project_that_is_chosen() -> None:
    page = parse(sheets_page(METHOD, WHOLE, WHOLE.words("en"), uid="u", chosen="r2"))
    gone = parse(sheets_page(METHOD, WHOLE, WHOLE.words("en"), uid="u", chosen="gone"))
    assert [one.text for one in page.all("h3")] == ["Trottoirs"]
    assert [one.attrs["value"] for one in page.all("option")] == ["r1", "r2", "r3"]
    assert gone.all("h3")[0].text.startswith("Rénovation")


# Words and templates ----------------------------------------------------------------------


def test_both_languages_say_the_same_with_the_same_details() -> None:
    english, french = (
        {
            key: one
            for key, one in read_words()[name].entries.items()
            if key.startswith("sheet.")
        }
        for name in ("en", "fr")
    )
    assert english.keys() == french.keys()
    for key, said in english.items():
        found = [
            sorted(set(re.findall(r"\{[a-z_]+\}", str(one)))) for one in (said, french[key])
        ]
        assert found[0] == found[1], key
        assert not re.search(r" [:;?!»]|« |'", str(french[key])), key


def test_no_template_opens_the_escaping_door_or_holds_a_sentence() -> None:
    for name in TEMPLATES:
        text = (TEMPLATE_FOLDER / f"{name}.html.j2").read_text(encoding="utf-8")
        assert "safe }}" not in text
        bare = re.sub(
            r"<style>.*?</style>|\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", text, flags=re.DOTALL
        )
        bare = re.sub(r"<[^>]*>", "", bare)
        assert not re.search(r"[A-Za-z]{2,}", bare), name


# As cells of a notebook -------------------------------------------------------------------


@pytest.fixture
def planned(folder):  # noqa: F811 - the fixture
    import_document(new(folder, "other"), DOCUMENT, METHOD, author="anna")
    return folder


def test_a_cell_shows_a_page_and_an_export_a_part(planned) -> None:
    live = open_workbook("namur").sheets()
    part = exported(planned).sheets()._repr_mimebundle_()
    assert isinstance(live, SheetsPanel)
    assert part[PART]["part"] == "sheets"
    assert len(parse(part["text/html"]).all("article")) == 3


@pytest.mark.usefixtures("planned")
def test_a_project_is_chosen_and_stays_chosen() -> None:
    page = open_workbook("namur").sheets()
    page.receive({"type": "action", "action": "sheet", "fields": {"project": "r2"}})
    assert "Trottoirs</bdi></h3>" in page.html()


def test_without_a_project_a_report_has_no_such_part(folder) -> None:  # noqa: F811
    new(folder, "namur")
    assert exported(folder).sheets()._repr_mimebundle_() == {}


# As a page of its own ---------------------------------------------------------------------


@pytest.fixture
def imported(smartcity, tmp_path):
    (tmp_path / "namur.json").write_text(json.dumps(DOCUMENT), encoding="utf-8")
    assert smartcity("import", "namur.json").returncode == 0
    return smartcity


def test_a_sheet_is_written_whole_and_twice_the_same(imported, tmp_path) -> None:
    once = imported("export", "namur", "--project", "E-01")
    path = tmp_path / "exports" / "namur" / "project-E-01.fr.html"
    first = path.read_bytes()
    again = imported("export", "namur", "--project", "r1")
    assert (once.returncode, once.stderr, again.stdout) == (0, "", once.stdout)
    assert once.stdout.strip().endswith("exports/namur/project-E-01.fr.html")
    assert path.read_bytes() == first
    page = first.decode()
    assert "default-src 'none'" in page
    assert "<script" not in page
    assert not re.search(r"(src|href)=\"(?!data:)", page)
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_all_sheets_are_written_one_file_each(imported) -> None:
    done = imported("export", "namur", "--project", "all", "--language", "en", "--draft")
    names = [one.rpartition("/")[2] for one in done.stdout.split()]
    assert names == ["project-E-01.en.html", "project-r2.en.html", "project-r3.en.html"]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--project", "E-1"), 1, "Vouliez-vous dire : E-01"),
        (("--project", "r1", "--phase", "planning"), 2, "--phase"),
        (("--project", "r1", "--format", "ics"), 2, "--format"),
    ],
)
def test_what_is_no_sheet_is_one_line(imported, arguments, code, said) -> None:
    done = imported("export", "namur", *arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr.replace("\N{NO-BREAK SPACE}", " ")
    assert len(done.stderr.strip().splitlines()) == 1
