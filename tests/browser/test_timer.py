"""The agenda of the workshop and its timer, with the clock in the test's hands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from filling import WILL, level, saved
from playwright.sync_api import expect
from test_form_use import violations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import BrowserContext, Locator, Page

    from conftest import Lab

pytestmark = pytest.mark.browser

AGENDA = "agenda()"
DOCUMENTS = "@jupyterlab/docmanager-extension:plugin"
PAGE = '[data-page="agenda"]'


@pytest.fixture(autouse=True)
def _unhurried(lab: Lab) -> Iterator[None]:
    """Let JupyterLab save only when asked: by a clock that leaps it saves over and over."""
    lab.setting(DOCUMENTS, autosave=False)
    yield
    lab.setting(DOCUMENTS)


def shown(lab: Lab, context: BrowserContext) -> tuple[Page, Locator]:
    """A notebook with the agenda and a form, at ten to nine."""
    name = lab.notebook(AGENDA, WILL)
    page = context.new_page()
    page.clock.install(time="2026-11-25T08:50:00")
    page.goto(f"{lab.url}doc/tree/notebooks/{name}?token={lab.token}")
    lab.until_idle(page)
    lab.run_all(page)
    agenda = page.locator(PAGE)
    agenda.wait_for()
    return page, agenda


def button(agenda: Locator, name: str) -> Locator:
    return agenda.get_by_role("button", name=name, exact=True)


def timer(agenda: Locator) -> Locator:
    return agenda.locator("[data-timer]")


def current(agenda: Locator) -> str | None:
    """The id of the segment that is marked as the current one."""
    found = agenda.locator('[aria-current="step"]')
    return found.get_attribute("data-segment") if found.count() else None


def test_the_timer_tells_what_is_left_and_outlives_a_reload_and_a_kernel(
    lab: Lab, context: BrowserContext
) -> None:
    page, agenda = shown(lab, context)
    expect(timer(agenda)).to_be_hidden()

    button(agenda, "Start the timer").click()
    expect(timer(agenda)).to_have_text("Framing · 15 min left")
    expect(button(agenda, "Next segment")).to_be_focused()
    expect(agenda.locator("[data-clock]").last).to_have_text(re.compile(r"^11:4[5-9]$"))

    page.clock.fast_forward("13:30")
    expect(timer(agenda)).to_have_text(re.compile(r"Framing · [12] min left"))
    page.clock.fast_forward("05:00")
    expect(timer(agenda)).to_have_text(re.compile(r"Framing · [34] min over"))
    expect(agenda.locator("[data-ends]")).to_contain_text("At this pace")

    button(agenda, "Next segment").click()
    expect(timer(agenda)).to_have_text("Context · 10 min left")
    assert current(agenda) == "context"

    lab.save(page)
    page.reload()
    lab.until_idle(page)
    agenda = page.locator(PAGE)
    expect(timer(agenda)).to_have_text(re.compile(r"Context · (9|10) min left"))
    lab.restart(page)
    assert current(agenda) == "context"
    button(agenda, "Previous segment").click()
    expect(timer(agenda)).to_have_text(re.compile(r"Framing · \d min over"))


def test_a_stopped_timer_is_gone_and_goes_on_with_what_was_left(
    lab: Lab, context: BrowserContext
) -> None:
    page, agenda = shown(lab, context)
    button(agenda, "Start the timer").click()
    page.clock.fast_forward("05:00")
    button(agenda, "Stop the timer").click()
    expect(timer(agenda)).to_be_hidden()
    assert current(agenda) is None

    page.clock.fast_forward("30:00")
    button(agenda, "Resume").click()

    expect(timer(agenda)).to_have_text(re.compile(r"Framing · (9|10) min left"))


def test_a_timer_of_another_day_is_forgotten(lab: Lab, context: BrowserContext) -> None:
    page, agenda = shown(lab, context)
    button(agenda, "Start the timer").click()
    expect(timer(agenda)).to_be_visible()

    page.clock.fast_forward("13:00:00")

    expect(timer(agenda)).to_be_hidden()
    expect(button(agenda, "Start the timer")).to_be_visible()


def test_answers_do_not_disturb_the_agenda_and_axe_finds_nothing(
    lab: Lab, context: BrowserContext
) -> None:
    page, agenda = shown(lab, context)
    button(agenda, "Start the timer").click()
    button(agenda, "Next segment").focus()
    page.keyboard.press("Enter")
    agenda.locator("summary").click()

    form = lab.form(page, "political-will")
    level(form, "political-will/W1", "3").check()
    saved(form)

    assert current(agenda) == "context"
    expect(agenda.locator("details")).to_have_attribute("open", "")
    assert violations(page, PAGE) == []
