"""What somebody answers is on disk, whatever happens to the kernel or the page."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest
from filling import W1, W2, WILL, level, nothing_left, open_more, saved, status, text
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

    from conftest import Lab

pytestmark = pytest.mark.browser

CONTEXT = 'step("context")'
MOTIVATION = "political-will/motivation"


def test_answers_outlive_a_reload_a_restart_and_a_dead_form(
    lab: Lab, context: BrowserContext
) -> None:
    name = lab.notebook(WILL)
    page = lab.open(context, name)
    lab.run_all(page)
    form = lab.form(page, "political-will")
    level(form, W1, "3").check()
    open_more(form)
    text(form, MOTIVATION).fill("Parce que")
    text(form, MOTIVATION).blur()
    saved(form)

    page.reload()
    lab.until_idle(page)
    lab.run_all(page)
    form = lab.form(page, "political-will")
    expect(level(form, W1, "3")).to_be_checked()

    lab.restart(page)
    expect(status(form)).to_contain_text("The kernel has stopped: run this cell again")
    level(form, W2, "2").check()
    expect(status(form)).to_contain_text("the kernel has stopped")
    expect(status(form)).to_have_attribute("data-state", "unsaved")
    open_more(form)
    text(form, MOTIVATION).fill("typed into a dead form, not even left")
    assert lab.values(name, W2) == []

    lab.run_all(page)
    expect(status(form)).to_contain_text("sent again")
    form = lab.form(page, "political-will")
    expect(level(form, W2, "2")).to_be_checked()
    expect(text(form, MOTIVATION)).to_have_value("typed into a dead form, not even left")
    expect(level(form, W1, "3")).to_be_checked()
    assert lab.values(name, W1) == [3]
    assert lab.values(name, W2) == [2]
    assert lab.values(name, MOTIVATION)[-1] == "typed into a dead form, not even left"
    nothing_left(page)


def test_what_a_dead_form_was_told_outlives_a_reload(
    lab: Lab, context: BrowserContext
) -> None:
    name = lab.notebook(WILL)
    page = lab.open(context, name)
    lab.run_all(page)
    form = lab.form(page, "political-will")
    lab.restart(page)
    level(form, W1, "1").check()
    level(form, W1, "2").check()
    expect(status(form)).to_contain_text("the kernel has stopped")

    page.reload()
    lab.until_idle(page)
    lab.run_all(page)
    form = lab.form(page, "political-will")

    expect(status(form)).to_contain_text("2 answers kept by this browser were sent again")
    expect(level(form, W1, "2")).to_be_checked()
    assert lab.values(name, W1) == [1, 2]


def test_a_dead_form_does_not_meddle_with_the_one_after_it(
    lab: Lab, context: BrowserContext
) -> None:
    name = lab.notebook(CONTEXT)
    page = lab.open(context, name)
    lab.run_all(page)
    lab.form(page, "context")
    lab.restart(page)
    lab.run_all(page)
    expect(page.locator(".smartcity-form")).to_have_count(1)
    form = lab.form(page, "context")
    expect(status(form)).to_contain_text("saved as you give it")
    sentence = "A municipality between the river and the forest, of nine thousand people"

    text(form, "context/purpose").focus()
    page.keyboard.type(sentence, delay=25)  # as slowly as people type
    text(form, "context/purpose").blur()
    saved(form)

    assert lab.values(name, "context/purpose") == [sentence]


def test_a_killed_kernel_loses_nothing(lab: Lab, context: BrowserContext) -> None:
    name = lab.notebook(WILL, "import os\nprint('process', os.getpid())")
    page = lab.open(context, name)
    lab.run_all(page)
    form = lab.form(page, "political-will")
    said = page.locator(".jp-OutputArea-output", has_text="process").inner_text()
    os.kill(int(said.split()[1]), signal.SIGKILL)
    page.locator(".jp-Dialog .jp-mod-accept").click()
    level(form, W1, "4").check()
    expect(status(form)).to_contain_text("the kernel has stopped")

    lab.until_idle(page)
    lab.run_all(page)
    expect(status(form)).to_contain_text("1 answer kept")
    assert lab.values(name, W1) == [4]


def test_two_tabs_on_one_kernel_lose_nothing_and_store_nothing_twice(
    lab: Lab, context: BrowserContext
) -> None:
    name = lab.notebook(WILL)
    first = lab.open(context, name)
    lab.run_all(first)
    one = lab.form(first, "political-will")
    lab.save(first)
    second = lab.open(context, name)
    other = lab.form(second, "political-will")

    for number in range(5):
        level(one, W1, str(number)).check()
        level(other, W2, str(4 - number)).check()
    saved(one)
    saved(other)

    expect(level(other, W1, "4")).to_be_checked()
    expect(level(one, W2, "0")).to_be_checked()
    assert lab.values(name, W1) == [0, 1, 2, 3, 4]
    assert lab.values(name, W2) == [4, 3, 2, 1, 0]
    nothing_left(first)


def test_an_edit_while_a_cell_runs_is_stored_once(
    lab: Lab, context: BrowserContext
) -> None:
    name = lab.notebook(WILL, "import time\ntime.sleep(10)\nprint('over', 'now')")
    page = lab.open(context, name)
    lab.run_all(page)
    form = lab.form(page, "political-will")

    level(form, W1, "2").check()
    level(form, W2, "1").check()
    expect(page.locator(".jp-OutputArea-output", has_text="over now")).to_be_visible()
    saved(form)

    assert lab.values(name, W1) == [2]
    assert lab.values(name, W2) == [1]


def test_a_second_page_edits_while_a_cell_runs(lab: Lab, context: BrowserContext) -> None:
    name = lab.notebook(WILL, "import time\ntime.sleep(10)\nprint('over', 'now')")
    first = lab.open(context, name)
    lab.run_cell(first, 0)
    lab.form(first, "political-will")
    lab.save(first)
    second = lab.open(context, name)
    other = lab.form(second, "political-will")
    lab.run_cell(first, 1)

    level(other, W1, "2").check()
    saved(other)

    assert lab.values(name, W1) == [2]
