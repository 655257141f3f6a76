"""The findings of the implementation in a notebook: readable by all, and its calendar."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest
from building import entries_of
from checking import violations
from playwright.sync_api import expect
from running import RUNNING

from smartcity_widgets.log import NewEntry
from smartcity_widgets.store import Store

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

    from conftest import Lab

pytestmark = pytest.mark.browser

OUTPUTS = ".jp-OutputArea-output"


def test_the_milestones_are_written_as_a_calendar(
    lab: Lab, context: BrowserContext
) -> None:
    workbook = f"w{uuid.uuid4().hex[:8]}"
    lab.create(workbook)
    store = Store(lab.store, folder=lab.folder)
    store.append(
        [
            NewEntry(str(uuid.uuid4()), workbook, 1, "", one.path, one.kind, one.value, "t")
            for one in entries_of(RUNNING)
        ]
    )
    store.close()
    name = lab.notebook('findings("delivery")', workbook=workbook)
    page = lab.open(context, name)
    lab.run_all(page)

    expect(
        page.get_by_role("table", name="Open risks by probability and impact")
    ).to_be_visible()
    assert violations(page, OUTPUTS) == []
    page.get_by_role("button", name="Write the calendar (.ics)").press("Enter")

    written = f"exports/{workbook}/implementation.en.ics"
    expect(page.get_by_text(f"The calendar is written: {written}")).to_be_visible()
    data = (lab.folder / written).read_text(encoding="utf-8")
    assert "UID:milestone-m3@" in data
