"""A target is typed as a change, stakeholders become audiences, the calendar is written."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest
from building import entries_of
from checking import violations
from filling import nothing_left, open_more
from planned import PLANNED
from playwright.sync_api import expect

from smartcity_widgets.log import NewEntry
from smartcity_widgets.store import Store

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

    from conftest import Lab

pytestmark = pytest.mark.browser

TARGET = "evaluation/indicators/i1/target_value"
OUTPUTS = ".jp-OutputArea-output"


def shown(lab: Lab, context: BrowserContext, *calls: str) -> tuple[str, Page]:
    """Open a notebook on a workbook with something planned; return its name, and it."""
    workbook = f"w{uuid.uuid4().hex[:8]}"
    lab.create(workbook)
    store = Store(lab.store, folder=lab.folder)
    store.append(
        [
            NewEntry(str(uuid.uuid4()), workbook, 1, "", one.path, one.kind, one.value, "t")
            for one in entries_of(PLANNED)
        ]
    )
    store.close()
    name = lab.notebook(*calls, workbook=workbook)
    page = lab.open(context, name)
    lab.run_all(page)
    return name, page


def test_a_change_is_asked_about_and_taken_with_the_keyboard(
    lab: Lab, context: BrowserContext
) -> None:
    name, page = shown(lab, context, 'step("evaluation")')
    form = lab.form(page, "evaluation")
    open_more(form)
    field = form.locator(f'input[data-path="{TARGET}"]')
    field.fill("-20 %")
    field.press("Tab")

    relative = form.get_by_role("button", name="20% lower: 30.4 %")
    points = form.get_by_role("button", name="20 points lower: 18 %")
    expect(points).to_be_visible()
    expect(field).to_have_value("-20 %")
    expect(field).to_have_attribute("aria-invalid", "true")
    assert violations(page, OUTPUTS) == []
    relative.focus()
    page.keyboard.press("Tab")
    expect(points).to_be_focused()
    page.keyboard.press("Enter")

    expect(field).to_have_value("18")
    nothing_left(page)
    assert lab.values(name, TARGET)[-1] == "18"
    expect(points).to_have_count(0)


def test_the_calendar_is_written_beside_the_reports(
    lab: Lab, context: BrowserContext
) -> None:
    name, page = shown(lab, context, 'findings("evaluation")')
    button = page.get_by_role("button", name="Write the calendar (.ics)")
    button.press("Enter")

    workbook = name.partition("-")[0]
    written = f"exports/{workbook}/planning.en.ics"
    expect(page.get_by_text(f"The calendar is written: {written}")).to_be_visible()
    assert (lab.folder / written).read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert violations(page, OUTPUTS) == []


def test_stakeholders_become_audiences_where_they_were_left_out(
    lab: Lab, context: BrowserContext
) -> None:
    name, page = shown(lab, context, 'findings("communication")')
    button = page.get_by_role("button", name="Take the stakeholders over as audiences")
    expect(button).to_be_visible()
    assert violations(page, OUTPUTS) == []
    button.press("Enter")

    expect(button).to_have_count(0)
    nothing_left(page)
    taken = [one.value for one in lab.entries_below(name, "communication/audiences")]
    assert {"Hogeschool", "Syndicat d’initiative", "s2", "s3"} <= {
        one for one in taken if isinstance(one, str)
    }
