"""A step of three hundred rows in use: nothing jumps, focus stays, one row is sent."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest
from checking import violations
from filling import open_more, saved, text
from playwright.sync_api import expect

from smartcity_widgets.log import NewEntry
from smartcity_widgets.store import Store

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Locator, Page

    from conftest import Lab

pytestmark = pytest.mark.browser

ACTORS = "openness/stakeholders"
ROWS = 300
SCROLLED = "document.querySelector('.jp-WindowedPanel-outer').scrollTop"


@pytest.fixture
def opened(lab: Lab, context: BrowserContext) -> tuple[str, Page, Locator]:
    """The form of a step with three hundred stakeholders."""
    workbook = f"w{uuid.uuid4().hex[:8]}"
    lab.create(workbook)
    lines = [
        line
        for n in range(ROWS)
        for line in (
            (f"{ACTORS}/s{n}", "row", {"order": str(n + 1)}),
            (f"{ACTORS}/s{n}/name", "answer", f"Association of the quarter number {n}"),
            (f"{ACTORS}/s{n}/type", "answer", "public"),
        )
    ]
    store = Store(lab.store, folder=lab.folder)
    store.append(
        [
            NewEntry(str(uuid.uuid4()), workbook, 1, "", path, kind, value, "test")
            for path, kind, value in lines
        ]
    )
    store.close()
    name = lab.notebook('step("openness")', workbook=workbook)
    page = lab.open(context, name)
    lab.run_all(page)
    return name, page, lab.form(page, "openness")


def test_an_edit_far_down_neither_jumps_nor_takes_focus_away(
    lab: Lab, opened: tuple[str, Page, Locator]
) -> None:
    name, page, form = opened
    expect(form.locator(".cards.folded > li")).to_have_count(ROWS)
    row = form.locator(f'[data-fragment="r:{ACTORS}/s150"]')
    row.locator("summary").first.click()
    before = form.locator(f'[data-fragment="r:{ACTORS}/s149"]').evaluate_handle(
        "one => one"
    )
    field = text(form, f"{ACTORS}/s150/name")
    field.fill("Users of the night bus")
    scrolled = page.evaluate(SCROLLED)
    page.keyboard.press("Tab")
    beside = page.evaluate("document.activeElement.id")
    saved(form)
    expect(row.locator("summary").first).to_contain_text("Users of the night bus")

    assert lab.values(name, f"{ACTORS}/s150/name")[-1] == "Users of the night bus"
    assert page.evaluate(SCROLLED) == scrolled
    assert page.evaluate("document.activeElement.id") == beside
    assert row.locator("details.card").evaluate("one => one.open")
    assert before.evaluate("one => one.isConnected")  # the neighbours were not drawn anew


def test_a_new_row_of_a_long_table_is_open_and_has_focus(
    lab: Lab, opened: tuple[str, Page, Locator]
) -> None:
    name, page, form = opened
    form.locator(f'button[data-action="add-row"][data-path="{ACTORS}"]').click()
    expect(form.locator(".cards.folded > li")).to_have_count(ROWS + 1)
    page.wait_for_function(
        "() => document.activeElement.closest('details.card[open]') !== null"
    )
    page.keyboard.type("Youth council")
    page.keyboard.press("Tab")
    saved(form)

    rows = [one for one in lab.entries_below(name, ACTORS) if one.path.endswith("/name")]
    assert rows[-1].value == "Youth council"
    form.locator(f'[data-fragment="r:{ACTORS}/s0"] [data-action="remove-row"]').click()
    expect(form.locator(".cards.folded > li")).to_have_count(ROWS)
    expect(form.locator(".card-title").first).to_contain_text("1 · Association")
    expect(form.locator(".card-title").last).to_contain_text("300 · Youth council")


def test_a_second_view_has_the_rows_as_they_are(
    opened: tuple[str, Page, Locator],
) -> None:
    _, page, form = opened
    open_more(form)
    text(form, f"{ACTORS}/s7/name").fill("Library")
    page.keyboard.press("Tab")
    saved(form)
    page.locator(".smartcity-form").click(button="right", position={"x": 5, "y": 5})
    page.locator('li.lm-Menu-item[data-command="notebook:create-output-view"]').click()
    expect(page.locator(".smartcity-form")).to_have_count(2)

    other = page.locator(".smartcity-form").last
    expect(other.locator(".card-title")).to_have_count(ROWS)
    expect(other.locator(".card-title").nth(7)).to_contain_text("Library")


def test_folded_rows_have_no_violation(opened: tuple[str, Page, Locator]) -> None:
    _, page, form = opened
    form.locator(".card-title").first.click()
    assert violations(page, ".smartcity-form") == []
