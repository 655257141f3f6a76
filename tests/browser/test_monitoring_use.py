"""Monitoring in a notebook: the dashboard is readable by all, a cycle is closed by keys."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest
from building import entries_of
from checking import violations
from monitored import MONITORED
from playwright.sync_api import expect

from smartcity_widgets.log import NewEntry
from smartcity_widgets.store import Store

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

    from conftest import Lab

pytestmark = pytest.mark.browser

OUTPUTS = ".jp-OutputArea-output"


def fill(lab: Lab) -> str:
    """Create a workbook whose indicators stand everywhere one can stand."""
    workbook = f"w{uuid.uuid4().hex[:8]}"
    lab.create(workbook)
    store = Store(lab.store, folder=lab.folder)
    store.append(
        [
            NewEntry(str(uuid.uuid4()), workbook, 1, "", one.path, one.kind, one.value, "t")
            for one in entries_of(MONITORED)
        ]
    )
    store.close()
    return workbook


def test_the_dashboard_is_readable_by_all(lab: Lab, context: BrowserContext) -> None:
    name = lab.notebook("measurements()", 'findings("results")', workbook=fill(lab))
    page = lab.open(context, name)
    lab.run_all(page)

    expect(page.get_by_label("Choose a file")).to_be_visible()
    board = page.get_by_role("img", name="Where the objectives stand")
    expect(board).to_be_visible()
    expect(page.locator(".multiples svg")).to_have_count(7)
    assert violations(page, OUTPUTS) == []
    page.get_by_text("Each course in full, with its numbers").press("Enter")
    expect(
        page.get_by_role("img", name="Énergie par mètre carré: its course")
    ).to_have_count(2)
    assert violations(page, OUTPUTS) == []


def test_a_cycle_is_closed_by_keys_and_the_next_one_is_opened(
    lab: Lab, context: BrowserContext
) -> None:
    workbook = fill(lab)
    name = lab.notebook("next_cycle()", "comparison()", workbook=workbook)
    page = lab.open(context, name)
    lab.run_all(page)

    expect(page.get_by_text("There is one cycle so far.")).to_be_visible()
    assert violations(page, OUTPUTS) == []
    page.get_by_label("Moins d’énergie dans les bâtiments communaux").press("Space")
    page.get_by_role("button", name="Close cycle 1 …").press("Enter")
    asked = page.get_by_role("alert").filter(has_text="It cannot be opened again")
    expect(asked).to_be_visible()
    assert violations(page, OUTPUTS) == []
    page.get_by_role("button", name="Yes, close cycle 1").press("Enter")

    expect(page.get_by_text("Cycle 1 is closed, cycle 2 has begun.").first).to_be_visible()
    lab.run_all(page)
    expect(page.get_by_text("Closing cycle 2 freezes its answers")).to_be_visible()
    expect(
        page.get_by_text("The prerequisites are not scored in both cycles.")
    ).to_be_visible()
    assert violations(page, OUTPUTS) == []
