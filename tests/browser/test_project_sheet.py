"""The sheet of a project in a real browser: on A4, on a screen, on a phone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from checking import violations
from sheeted import SHEETED

from smartcity_widgets.desk import Desk
from smartcity_widgets.exchange import import_document
from smartcity_widgets.method import load_method
from smartcity_widgets.report.sheets import SheetRequest, write_sheets
from smartcity_widgets.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

METHOD = load_method()
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
SMALLEST = 7.5 * 96 / 72
ROWS = ("E-01", "r2", "r3")


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The sheets of three projects: a full one, an idea, one with very long words."""
    folder = tmp_path_factory.mktemp("sheets")
    answers: dict[str, Any] = {step: dict(table) for step, table in SHEETED.items()}
    projects = [dict(one) for one in answers["action-plan"]["projects"]]
    projects[2]["title"] = LONG
    answers["action-plan"]["projects"] = projects
    document = {
        "format": "smartcity-workbook/1",
        "method": METHOD.version,
        "workbook": {"id": "namur", "name": "Namur", "language": "fr", "terms": "be"},
        "answers": answers,
    }
    store = Store(f"sqlite:///{folder / 'workbooks.sqlite'}", folder=folder)
    import_document(store, document, METHOD, author="anna")
    desk = Desk(store, "namur", method=METHOD, author="anna")
    written = write_sheets(desk, SheetRequest(out=folder, project="all")).paths
    store.close()
    return dict(zip(ROWS, written, strict=True))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of its own, without a network, that lets the checks look in."""
    context = browser.new_context(offline=True, bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("row", ROWS)
def test_a_sheet_is_one_or_two_pages_of_a4(
    page: Page, sheets: dict[str, Path], row: str
) -> None:
    page.goto(sheets[row].as_uri())
    pdf = page.pdf(prefer_css_page_size=True, print_background=False)
    pages = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)", pdf)
    assert len(pages) <= 2
    for width, height in pages:
        assert (abs(float(width) - 595) < 1, abs(float(height) - 842) < 1) == (True, True)


@pytest.mark.parametrize("row", ROWS)
@pytest.mark.parametrize("width", [375, 1280])
def test_a_sheet_is_accessible_and_scrolls_one_way(
    page: Page, sheets: dict[str, Path], row: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(sheets[row].as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(page, "body") == []


def test_nothing_is_printed_too_small(page: Page, sheets: dict[str, Path]) -> None:
    page.goto(sheets["E-01"].as_uri())
    page.emulate_media(media="print")
    sizes = page.eval_on_selector_all(
        "main *",
        "all => all.filter(one => one.innerText).map("
        "one => parseFloat(getComputedStyle(one).fontSize))",
    )
    assert min(sizes) >= SMALLEST - 0.01
