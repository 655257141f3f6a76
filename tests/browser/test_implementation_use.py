"""Projects by hand in JupyterLab: written down, brought in from a file, read as a sheet."""

from __future__ import annotations

import re
import uuid
from typing import TYPE_CHECKING

import pytest
from building import entries_of
from checking import violations
from filling import nothing_left, saved, text
from planread import HEADS, ROW
from playwright.sync_api import expect
from sheeted import SHEETED
from tabular import spreadsheet

from smartcity_widgets.log import NewEntry
from smartcity_widgets.store import Store

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Locator, Page

    from conftest import Lab

pytestmark = pytest.mark.browser

PROJECTS = "action-plan/projects"
OUTPUTS = ".jp-OutputArea-output"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def shown(
    lab: Lab, context: BrowserContext, *calls: str, filled: bool = False
) -> tuple[str, Page]:
    """Open a notebook with these cells, on an empty workbook or one with projects."""
    workbook = f"w{uuid.uuid4().hex[:8]}"
    lab.create(workbook)
    if filled:
        store = Store(lab.store, folder=lab.folder)
        store.append(
            [
                NewEntry(
                    str(uuid.uuid4()), workbook, 1, "", one.path, one.kind, one.value, "t"
                )
                for one in entries_of(SHEETED)
            ]
        )
        store.close()
    name = lab.notebook(*calls, workbook=workbook)
    page = lab.open(context, name)
    lab.run_all(page)
    return name, page


def choose(panel: Locator) -> None:
    """Choose the file, as somebody made it in a spreadsheet program."""
    data = {
        "name": "plan.xlsx",
        "mimeType": XLSX,
        "buffer": spreadsheet([HEADS, ROW]),
    }
    panel.locator("input[type=file]").set_input_files(files=[data])
    panel.get_by_role("heading", name="plan.xlsx").wait_for()


def test_a_project_is_written_down_and_what_follows_is_told(
    lab: Lab, context: BrowserContext
) -> None:
    name, page = shown(lab, context, 'step("action-plan")', 'findings("action-plan")')
    form = lab.form(page, "action-plan")
    form.get_by_role("button", name="Add a row").first.press("Enter")
    title = form.locator(f'[data-path^="{PROJECTS}/"][data-path$="/title"]')
    title.fill("Green line")
    title.press("Tab")
    row = (title.get_attribute("data-path") or "").split("/")[2]
    start = text(form, f"{PROJECTS}/{row}/start")
    start.fill("2027")
    start.press("Tab")
    saved(form)

    page_of = page.locator('.smartcity-page[data-page="findings"]')
    expect(page_of.locator(".lead")).to_have_text(re.compile(r"^1 project, without"))
    assert violations(page, OUTPUTS) == []
    assert lab.values(name, f"{PROJECTS}/{row}/title")[-1] == "Green line"


def test_a_plan_is_brought_in_once(lab: Lab, context: BrowserContext) -> None:
    name, page = shown(lab, context, "plan()")
    panel = page.locator('.smartcity-page[data-page="plan"]')
    choose(panel)
    assert lab.entries_below(name, PROJECTS) == []
    assert violations(page, OUTPUTS) == []
    panel.get_by_role("button", name="Add 1 project").press("Enter")

    expect(panel.get_by_text("1 project added.").first).to_be_visible()
    nothing_left(page)
    added = lab.entries_below(name, PROJECTS)
    assert [one.value for one in added if one.path.endswith("/title")] == [ROW[0]]
    choose(panel)
    expect(panel.get_by_text("1 is in the workbook already.")).to_be_visible()
    expect(panel.get_by_role("button", name=re.compile("^Add "))).to_have_count(0)
    assert len(lab.entries_below(name, PROJECTS)) == len(added)


def test_the_sheet_of_another_project_is_chosen_and_its_labels_have_room(
    lab: Lab, context: BrowserContext
) -> None:
    _name, page = shown(lab, context, "sheets()", filled=True)
    panel = page.locator('.smartcity-page[data-page="sheets"]')
    projects = SHEETED["action-plan"]["projects"]
    titles = [one["title"] for one in projects if "title" in one][:2]
    expect(panel.get_by_role("heading", name=titles[0])).to_be_visible()
    panel.get_by_label("Which project?").select_option(label=titles[1])
    panel.get_by_role("button", name="Show its sheet").press("Enter")

    expect(panel.get_by_role("heading", name=titles[1])).to_be_visible()
    narrow = panel.locator("dl").evaluate_all(
        "all => all.flatMap(dl => [...dl.querySelectorAll('dt')])"
        ".filter(dt => dt.offsetWidth && dt.offsetWidth < dt.parentElement.offsetWidth - 1)"
        ".map(dt => dt.innerText)"
    )
    assert narrow == []
    assert violations(page, OUTPUTS) == []
