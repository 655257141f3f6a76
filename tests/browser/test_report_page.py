"""A report in a real browser: it asks for nothing, runs nothing, and can be read."""

from __future__ import annotations

import itertools
import re
import shutil
import subprocess
import uuid
from typing import TYPE_CHECKING, Any

import pytest
from checking import tool

from smartcity_widgets.exchange import import_document, read_document
from smartcity_widgets.folder import shipped
from smartcity_widgets.log import NewEntry
from smartcity_widgets.method import load_method
from smartcity_widgets.report import Request, export
from smartcity_widgets.store import Store, store_url

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from smartcity_widgets.method import Question

pytestmark = pytest.mark.browser

A4_WIDTH = 210 / 25.4 * 72
HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(1)></textarea></style>{{7*7}}"
    " javascript:alert(1) \u202eabc\ud800\x00"
)
EXAMPLES = {
    "valmont planning": ("valmont", "planning", "fr"),
    "namur planning": ("namur", "planning", "en"),
    "valmont implementation": ("valmont", "implementation", "fr"),
    "namur implementation": ("namur", "implementation", "en"),
    "valmont monitoring": ("valmont", "monitoring", "fr"),
    "namur monitoring": ("namur", "monitoring", "en"),
}
"""Phases of the examples that are read in one language each."""
SMALL = {
    "decimal": "0.8",
    "percent": "40",
    "money": "1250000.00",
    "date": "2030-12-01",
    "year": 2028,
    "yes_no": True,
    "level": 2,
}


def value(question: Question, text: str) -> object:
    """Return some answer to a question, `text` where it is a text."""
    if question.kind in {"text", "long_text"}:
        return text
    if question.kind == "whole_number":
        return int(question.minimum or 0) + 7
    if question.kind == "choice":
        return question.choices[0]
    if question.kind in {"choices", "checklist"}:
        return list(question.choices[:2])
    if question.kind == "list":
        return [text] if question.of == "text" else None
    return SMALL.get(question.kind)


def entries(workbook: str, text: str, name: str) -> list[NewEntry]:
    """Return a workbook in which everything is answered, with five opinions each."""
    lines: list[tuple[str, str, str, Any]] = [
        ("", "workbook", "new", name),
        ("", "workbook/name", "answer", name),
        ("", "workbook/language", "answer", "fr"),
        ("", "workbook/terms", "answer", "be"),
        (
            "",
            "leadership/spend_threshold",
            "draft",
            {"text": text, "language": "fr", "rule": "x"},
        ),
    ]
    lines += [
        ("", f"workbook/respondents/r{one}", "row", {"order": str(one)})
        for one in range(1, 6)
    ]
    for step in load_method().steps.values():
        for question in () if step.outline or step.role == "setting" else step.questions:
            if question.kind == "table":
                for row in "ab":
                    path = f"{question.path}/{row}"
                    lines.append(("", path, "row", {"order": str(ord(row))}))
                    lines += [
                        ("", f"{path}/{one.id}", "answer", value(one, text))
                        for one in question.columns
                    ]
            elif question.id != "spend_threshold":
                lines.append(("", question.path, "answer", value(question, text)))
            if question.criterion:
                note = f"notes/{step.id}/{question.id}/comment"
                lines.append(("", note, "note", text))
                lines += [
                    (f"r{one}", question.path, "answer", one % 5) for one in range(1, 6)
                ]
    return [
        NewEntry(str(uuid.uuid4()), workbook, 1, who, path, kind, what, "anna")
        for who, path, kind, what in lines
        if what is not None
    ]


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Reports of an ordinary workbook, a hostile one, an empty one, and the examples."""
    folder = tmp_path_factory.mktemp("Dossier d'été")
    (folder / "notebooks").mkdir()
    (folder / "data").mkdir()
    for one in shipped("notebooks").glob("*.ipynb"):
        shutil.copy(one, folder / "notebooks")
    store = Store(store_url(folder), folder=folder)
    store.append(entries("full", "Échevine de la transition numérique", "Valmont"))
    store.append(entries("hostile", HOSTILE, HOSTILE))
    store.append(entries("empty", "", "Vide")[:4])
    for name in sorted({workbook for workbook, _phase, _language in EXAMPLES.values()}):
        text = (shipped("examples") / f"{name}.json").read_text(encoding="utf-8")
        document = read_document(text)
        # The suite has a store of its own, in which Valmont stands already.
        import_document(store, document, load_method(), author="anna", replace=True)
    store.close()
    made = {
        name: Request(folder=folder, workbook=name) for name in ("full", "hostile", "empty")
    } | {
        name: Request(folder=folder, workbook=workbook, phases=(phase,), language=language)
        for name, (workbook, phase, language) in EXAMPLES.items()
    }
    return {name: export(one).paths[0] for name, one in made.items()}


@pytest.fixture(params=["full", "hostile", "empty", *EXAMPLES])
def report(request: pytest.FixtureRequest, reports: dict[str, Path]) -> Path:
    """Return each report in turn."""
    return reports[request.param]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of its own, that remembers what it asked for and what it said."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, offline=True)
    one = context.new_page()
    one.on("dialog", lambda dialog: pytest.fail(f"a dialog opened: {dialog.message}"))
    yield one
    context.close()


def test_it_asks_for_nothing_and_runs_nothing(page: Page, report: Path) -> None:
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.on("console", lambda one: said.append(one.text))
    page.goto(report.as_uri())

    assert [one for one in asked if not one.startswith("data:")] == [report.as_uri()]
    assert said == []
    assert page.locator("script").count() == 0
    assert (
        page.evaluate("[...document.images].filter(one => !one.naturalWidth).length") == 0
    )


def test_nothing_is_wider_than_a_phone(page: Page, report: Path) -> None:
    page.set_viewport_size({"width": 375, "height": 800})
    page.goto(report.as_uri())

    assert page.evaluate("document.documentElement.scrollWidth") == 375


def test_everybody_can_read_it(page: Page, report: Path) -> None:
    axe = tool("axe-core/axe.min.js").read_text(encoding="utf-8")
    page.goto(report.as_uri())
    page.evaluate(axe)
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
    found = page.evaluate("tags => axe.run({runOnly: tags})", tags)

    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []


def test_headings_go_down_one_level_at_a_time(page: Page, report: Path) -> None:
    page.goto(report.as_uri())
    levels = page.eval_on_selector_all(
        "h1, h2, h3, h4, h5, h6", "all => all.map(one => +one.tagName[1])"
    )

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_the_contents_lead_to_everything(page: Page, report: Path) -> None:
    page.goto(report.as_uri())
    targets = page.eval_on_selector_all(
        ".contents a", "all => all.map(one => document.querySelector(one.hash) !== null)"
    )

    assert len(targets) >= 6
    assert all(targets)


def test_the_page_is_valid(report: Path) -> None:
    jar = tool("vnu-jar/build/dist/vnu.jar")
    java = shutil.which("java")
    if java is None:
        pytest.skip("java is missing")
    command = [java, "-jar", str(jar), "--errors-only", "--format", "text", str(report)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)

    assert (done.returncode, done.stderr) == (
        0,
        "Document checking completed. No errors found.\n",
    )


def test_on_paper_it_is_a4_with_page_numbers_and_bookmarks(
    page: Page, report: Path
) -> None:
    page.goto(report.as_uri())
    pdf = page.pdf(
        prefer_css_page_size=True, print_background=True, tagged=True, outline=True
    )
    boxes = {float(one) for one in re.findall(rb"/MediaBox \[0 0 ([\d.]+)", pdf)}

    assert all(abs(one - A4_WIDTH) < 1 for one in boxes)
    assert b"/Outlines" in pdf
    assert b"/StructTreeRoot" in pdf


def test_heads_of_tables_come_again_and_headings_stay_with_what_follows(
    page: Page, reports: dict[str, Path]
) -> None:
    page.goto(reports["full"].as_uri())
    page.emulate_media(media="print")

    assert page.locator("thead").first.evaluate("one => getComputedStyle(one).display") == (
        "table-header-group"
    )
    for heading in ("h2", "h3", "caption"):
        first = page.locator(f"main {heading}").first
        assert first.evaluate("one => getComputedStyle(one).breakAfter") == "avoid"
