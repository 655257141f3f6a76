"""The present view in a real browser: keys, focus, sizes, and no kernel."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from checking import tool
from filling import W1, WILL, level, nothing_left
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Locator, Page

    from conftest import Lab

pytestmark = pytest.mark.browser

LEAD = 'step("leadership")'


def presented(page: Page) -> Locator:
    """The one open present view."""
    return page.locator("dialog.wall[open]")


def present(page: Page, form: Locator, path: str) -> Locator:
    """Put a criterion on the wall by its own button."""
    form.locator(f'button[data-action="present"][data-path="{path}"]').first.click()
    shown = presented(page).locator(f'[data-wall-path="{path}"]')
    shown.wait_for()
    return presented(page)


def test_a_level_is_given_with_one_key_and_is_on_disk(context: BrowserContext, lab: Lab):
    notebook = lab.notebook(WILL)
    page = lab.open(context, notebook)
    lab.run_all(page)
    form = lab.form(page, "political-will")
    wall = present(page, form, W1)

    page.keyboard.press("3")
    expect(level(wall, W1, "3")).to_be_checked()
    nothing_left(page)
    page.keyboard.press("?")
    expect(level(wall, W1, "unknown")).to_be_checked()
    nothing_left(page)

    assert lab.values(notebook, W1) == [3, "unknown"]


def test_the_number_that_was_asked_for_stays_when_the_page_is_drawn_again(
    context: BrowserContext, lab: Lab
):
    page = lab.open(context, lab.notebook(WILL, "readiness()"))
    lab.run_all(page)
    form = lab.form(page, "political-will")
    panel = page.locator('[data-page="readiness"]')
    panel.locator('button[data-action="wall-open"]').click()
    number = presented(page).locator(".wall-number")
    expect(number).to_be_hidden()
    page.keyboard.press("n")
    before = number.text_content()

    # An answer arrives while the page stands on the wall, as from a second tab.
    level(form, W1, "4").evaluate("one => one.click()")
    expect(number).not_to_have_text(before or "")

    expect(number).to_be_visible()
    asked = presented(page).locator('[data-action="wall-number"]')
    expect(asked).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    panel.locator('button[data-action="wall-open"]').click()
    expect(presented(page)).to_be_visible()
    expect(number).to_be_hidden()


def test_arrows_go_from_step_to_step_and_escape_back_to_where_one_was(
    context: BrowserContext, lab: Lab
):
    notebook = lab.notebook(WILL, LEAD)
    page = lab.open(context, notebook)
    lab.run_all(page)
    form = lab.form(page, "political-will")
    lab.form(page, "leadership")
    present(page, form, "political-will/W5")

    page.keyboard.press("ArrowRight")
    presented(page).locator('[data-wall-path="leadership/project_lead"]').wait_for()
    page.keyboard.press("ArrowLeft")
    presented(page).locator('[data-wall-path="political-will/W5"]').wait_for()
    page.keyboard.press("Escape")

    expect(presented(page)).to_have_count(0)
    opener = form.locator('button[data-action="present"][data-path="political-will/W5"]')
    expect(opener).to_be_focused()


def test_anchors_can_be_read_from_the_back_of_a_room(context: BrowserContext, lab: Lab):
    page = lab.open(context, lab.notebook(WILL))
    page.set_viewport_size({"width": 1280, "height": 720})
    lab.run_all(page)
    wall = present(page, lab.form(page, "political-will"), W1)

    sizes = wall.locator(".anchor").evaluate_all(
        "all => all.map(one => parseFloat(getComputedStyle(one).fontSize))"
    )
    assert len(sizes) == 5
    assert min(sizes) >= 24
    box = wall.bounding_box()
    assert (box["width"], box["height"]) == (1280, 720)
    body = wall.locator(".wall-body")
    assert body.evaluate("one => one.scrollHeight <= one.clientHeight + 1")


def test_what_is_typed_while_presenting_survives_a_dead_kernel(
    context: BrowserContext, lab: Lab
):
    notebook = lab.notebook(WILL)
    page = lab.open(context, notebook)
    lab.run_all(page)
    wall = present(page, lab.form(page, "political-will"), W1)
    lab.end_kernels()

    page.keyboard.press("2")
    expect(level(wall, W1, "2")).to_be_checked()
    page.keyboard.press("d")
    page.keyboard.type("Present it to the council")
    page.keyboard.press("Enter")
    page.reload()
    lab.until_idle(page)
    lab.run_all(page)
    presented(page).locator(f'[data-wall-path="{W1}"]').wait_for()  # where one was
    nothing_left(page)

    assert lab.values(notebook, W1) == [2]
    decisions = lab.entries_below(notebook, "political-will/step_decisions")
    assert "Present it to the council" in [one.value for one in decisions]


def test_the_present_view_is_accessible(context: BrowserContext, lab: Lab):
    page = lab.open(context, lab.notebook(WILL))
    lab.run_all(page)
    present(page, lab.form(page, "political-will"), W1)
    page.add_script_tag(path=str(tool("axe-core/axe.min.js")))

    found = page.evaluate(
        "async () => (await axe.run('dialog.wall[open]', {runOnly: ['wcag2a', 'wcag2aa',"
        " 'wcag21a', 'wcag21aa']})).violations.map(one => one.id)"
    )
    page.keyboard.press("d")
    jot = page.evaluate(
        "async () => (await axe.run('dialog.jot[open]', {runOnly: ['wcag2a', 'wcag2aa',"
        " 'wcag21a', 'wcag21aa']})).violations.map(one => one.id)"
    )

    assert found == []
    assert jot == []


def test_a_decision_noted_on_the_wall_stands_in_the_step_with_todays_date(
    context: BrowserContext, lab: Lab
):
    notebook = lab.notebook(WILL)
    page = lab.open(context, notebook)
    lab.run_all(page)
    present(page, lab.form(page, "political-will"), W1)

    page.keyboard.press("d")
    page.keyboard.press("Enter")  # nothing said: asked again
    expect(page.locator("dialog.jot[open] textarea")).to_have_attribute(
        "aria-invalid", "true"
    )
    page.keyboard.type("Vote in June")
    page.keyboard.press("Enter")
    expect(page.locator("dialog.jot[open]")).to_have_count(0)
    nothing_left(page)

    said = [
        one.value for one in lab.entries_below(notebook, "political-will/step_decisions")
    ]
    assert "Vote in June" in said
    assert any(re.fullmatch(r"\d{4}-\d\d-\d\d", str(one)) for one in said)
