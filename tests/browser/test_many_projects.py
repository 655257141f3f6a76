"""Thirty projects that refer to each other: every name can be chosen, drawn once."""

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

PROJECTS = "action-plan/projects"
MANY = 30


@pytest.fixture
def opened(lab: Lab, context: BrowserContext) -> tuple[str, Page, Locator]:
    """The form of a plan with thirty projects, of which the second waits for the first."""
    workbook = f"w{uuid.uuid4().hex[:8]}"
    lab.create(workbook)
    lines = [
        line
        for n in range(MANY)
        for line in (
            (f"{PROJECTS}/p{n}", "row", {"order": str(n + 1)}),
            (f"{PROJECTS}/p{n}/title", "answer", f"Project number {n}"),
        )
    ] + [(f"{PROJECTS}/p1/depends_on", "answer", ["p0"])]
    store = Store(lab.store, folder=lab.folder)
    store.append(
        [
            NewEntry(str(uuid.uuid4()), workbook, 1, "", path, kind, value, "test")
            for path, kind, value in lines
        ]
    )
    store.close()
    name = lab.notebook('step("action-plan")', workbook=workbook)
    page = lab.open(context, name)
    lab.run_all(page)
    return name, page, lab.form(page, "action-plan")


def card(form: Locator, row: str) -> Locator:
    """The card of a project, opened."""
    one = form.locator(f'[data-fragment="r:{PROJECTS}/{row}"]')
    one.locator("summary.card-title").click()
    one.locator(".row-more > summary").click()
    return one


def test_every_other_project_can_be_named_in_a_card_that_is_open(
    lab: Lab, opened: tuple[str, Page, Locator]
) -> None:
    name, page, form = opened
    boxes = form.locator(f'[data-path="{PROJECTS}/p1/depends_on"] input')
    folded = form.locator(f'[data-path="{PROJECTS}/p2/depends_on"] input')
    expect(boxes).to_have_count(1)
    card(form, "p1")
    expect(boxes).to_have_count(MANY)
    expect(folded).to_have_count(0)
    assert [one.get_attribute("value") for one in boxes.all()] == [
        f"p{n}" for n in range(MANY)
    ]
    expect(boxes.first).to_be_checked()

    boxes.nth(7).check()
    form.locator(f'select[data-path="{PROJECTS}/p1/included_in"]').select_option("p9")
    saved(form)

    assert lab.values(name, f"{PROJECTS}/p1/depends_on")[-1] == ["p0", "p7"]
    assert lab.values(name, f"{PROJECTS}/p1/included_in")[-1] == "p9"
    expect(boxes).to_have_count(MANY)
    expect(boxes.nth(7)).to_be_checked()
    assert violations(page, ".smartcity-form") == []


def test_a_new_title_is_the_name_everywhere_and_focus_stays(
    opened: tuple[str, Page, Locator],
) -> None:
    _, page, form = opened
    card(form, "p1")
    title = text(form, f"{PROJECTS}/p1/title")
    title.fill("Lights that follow people")
    page.keyboard.press("Tab")
    beside = page.evaluate("document.activeElement.id")
    saved(form)

    named = form.locator(f'[data-path="{PROJECTS}/p1/included_in"] option[value="p1"]')
    expect(named).to_have_text("Lights that follow people")
    assert page.evaluate("document.activeElement.id") == beside
    open_more(form)
    other = form.locator(f'[data-path="{PROJECTS}/p5/depends_on"] li').nth(1)
    expect(other).to_contain_text("Lights that follow people")
