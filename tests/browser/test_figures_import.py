"""A file of figures becomes baselines by hand in JupyterLab, and by keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from checking import violations
from playwright.sync_api import expect
from tabular import written

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Locator, Page

    from conftest import Lab

pytestmark = pytest.mark.browser

ROWS = [
    ("Year", "Group", "Value"),
    ("2019", "", "1,234"),
    ("2018", "", "2,345"),
    ("2019", "Women", "600"),
]
TABLE = "diagnosis/baseline"


def shown(lab: Lab, context: BrowserContext) -> tuple[str, Page, Locator]:
    """The page of a new workbook, its code out of sight."""
    name = lab.notebook("figures()")
    page = lab.open(context, name)
    lab.run_all(page)
    panel = page.locator('.smartcity-page[data-page="figures"]')
    panel.wait_for()
    return name, page, panel


def choose(panel: Locator) -> None:
    """Choose the file."""
    data = {"name": "jobs.csv", "mimeType": "text/csv", "buffer": written(ROWS)}
    panel.locator("input[type=file]").set_input_files(files=[data])
    panel.get_by_role("heading", name="jobs.csv").wait_for()


def test_a_file_is_looked_at_answered_and_added(lab: Lab, context: BrowserContext) -> None:
    name, page, panel = shown(lab, context)
    choose(panel)
    panel.get_by_label("Indicator of “Value”").select_option(value="=ISO 37120:2014:5.1")
    marks = panel.get_by_label("How are the numbers of “Value” written?")
    expect(marks).to_be_visible()
    assert lab.entries_below(name, TABLE) == []
    assert violations(page, '.smartcity-page[data-page="figures"]') == []

    marks.select_option(value="=point")
    panel.get_by_role("button", name="Add 2 figures").click()

    expect(panel.get_by_text("2 figures added.").first).to_be_visible()
    values = [one.value for one in lab.entries_below(name, TABLE) if "/value" in one.path]
    assert values == ["2345", "1234"]


def test_the_keyboard_alone_is_enough(lab: Lab, context: BrowserContext) -> None:
    name, page, panel = shown(lab, context)
    choose(panel)
    pick = panel.get_by_label("Indicator of “Value”")
    pick.focus()
    page.keyboard.type("Unem")
    marks = panel.get_by_label("How are the numbers of “Value” written?")
    expect(marks).to_be_visible()
    expect(pick).to_be_focused()  # drawn again under the hands of who types
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    marks.focus()
    page.keyboard.type("With a decimal p")
    button = panel.get_by_role("button", name="Add 2 figures")
    button.focus()
    page.keyboard.press("Enter")

    expect(panel.get_by_text("2 figures added.").first).to_be_visible()
    assert len([one for one in lab.entries_below(name, TABLE) if "/value" in one.path]) == 2


def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(
    lab: Lab, context: BrowserContext
) -> None:
    _, page, panel = shown(lab, context)
    data = {"name": "old.xls", "mimeType": "", "buffer": bytes.fromhex("d0cf11e0a1b11ae1")}
    panel.locator("input[type=file]").set_input_files(files=[data])

    expect(panel.get_by_role("alert")).to_contain_text("save it as .xlsx or CSV")
    assert violations(page, '.smartcity-page[data-page="figures"]') == []
