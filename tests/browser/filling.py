"""How a person finds and fills the fields of a form, for the browser tests."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

WILL = 'step("political-will")'
W1, W2 = "political-will/W1", "political-will/W2"


def level(form: Locator, path: str, value: str) -> Locator:
    """A level of a criterion."""
    return form.locator(f'[data-path="{path}"] input[value="{value}"]')


def text(form: Locator, path: str) -> Locator:
    """The line or area of a question."""
    return form.locator(f':is(input, textarea)[data-path="{path}"]')


def status(form: Locator) -> Locator:
    """The line that says where the answers are."""
    return form.locator("[data-status]").first


def open_more(form: Locator) -> None:
    """Unfold everything."""
    form.evaluate(
        "form => form.querySelectorAll('details').forEach(one => one.open = true)"
    )


def saved(form: Locator) -> None:
    """Wait until everything is on disk, and said to be."""
    nothing_left(form.page)
    expect(status(form)).to_have_text(re.compile(r"Saved \d\d:\d\d$"))


def nothing_left(page: Page) -> None:
    """Wait until the browser keeps nothing that is not on disk."""
    page.wait_for_function(
        "() => !Object.keys(localStorage)"
        ".some(one => /^smartcity(:|-(?!timer:))/.test(one))"
    )
