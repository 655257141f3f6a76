"""A show of hands in a real browser: counted by keyboard, kept, then talked about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from filling import W1, WILL, level, saved, status, text
from playwright.sync_api import expect
from test_form_use import violations

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Locator

    from conftest import Lab

pytestmark = pytest.mark.browser

TALLY = f"tallies/{W1}"
HANDS = {"0": 1, "2": 5, "unknown": 2}


def counting(form: Locator) -> None:
    """Choose to count hands."""
    form.locator("select[data-action=respondent]").select_option("*")
    expect(text(form, f"{TALLY}/0")).to_be_visible()


def test_eight_hands_are_counted_by_keyboard_kept_and_talked_about(
    lab: Lab, context: BrowserContext
) -> None:
    name = lab.notebook(WILL, "discussion()")
    page = lab.open(context, name)
    lab.run_all(page)
    form = lab.form(page, "political-will")
    counting(form)
    text(form, f"{TALLY}/0").focus()
    page.keyboard.type("1")
    text(form, f"{TALLY}/2").focus()
    page.keyboard.type("4")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(text(form, f"{TALLY}/2")).to_have_value("5")
    expect(form.locator(f'button[data-path="{TALLY}/2"][data-to=up]')).to_be_focused()
    text(form, f"{TALLY}/unknown").focus()
    page.keyboard.type("2")
    page.keyboard.press("Enter")
    saved(form)
    expect(form).to_contain_text("8 hands")
    assert lab.values(name, TALLY)[-1] == HANDS
    assert violations(page, '.smartcity-form[data-step="political-will"]') == []

    lab.restart(page)
    text(form, f"{TALLY}/4").fill("1")
    page.keyboard.press("Enter")
    expect(status(form)).to_contain_text("the kernel has stopped")
    lab.run_all(page)
    form = lab.form(page, "political-will")
    counting(form)
    expect(text(form, f"{TALLY}/4")).to_have_value("1")
    expect(text(form, f"{TALLY}/2")).to_have_value("5")
    expect(form).to_contain_text("9 hands")

    talk = page.locator('[data-page="discussion"]').last
    expect(talk).to_contain_text("0 of 25 criteria proposed for discussion; 0 discussed.")
    talk.locator('button[data-action=reveal][data-path="revealed"]').click()
    expect(talk).to_contain_text("1 of 25 criteria proposed for discussion; 0 discussed.")
    level(talk, W1, "2").check()
    mark = talk.locator(f'button[data-path="notes/{W1}/discussed"]')
    mark.press("Enter")
    expect(mark).to_have_attribute("aria-pressed", "true")
    today = page.evaluate("new Date().toLocaleDateString('sv-SE')")
    assert lab.values(name, f"notes/{W1}/discussed") == [today]
    assert lab.values(name, W1) == [2]
    assert violations(page, '[data-page="discussion"]') == []

    mark.press("Space")
    expect(mark).to_have_attribute("aria-pressed", "false")
    assert lab.values(name, f"notes/{W1}/discussed") == [today, None]


def test_a_phone_counts_hands_without_scrolling_sideways(
    lab: Lab, context: BrowserContext
) -> None:
    name = lab.notebook(WILL)
    page = lab.open(context, name)
    page.set_viewport_size({"width": 375, "height": 800})
    lab.run_all(page)
    form = lab.form(page, "political-will")
    counting(form)
    more = form.locator(f'button[data-path="{TALLY}/3"][data-to=up]')
    for _ in range(3):
        more.click()
    saved(form)

    assert lab.values(name, TALLY)[-1] == {"3": 3}
    assert form.evaluate("one => one.scrollWidth <= one.clientWidth")
    assert more.evaluate("one => one.getBoundingClientRect().height") >= 44
