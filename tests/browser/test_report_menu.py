"""JupyterLab's File menu makes the same report as the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from smartcity_widgets.folder import remember

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import BrowserContext

    from conftest import Lab

pytestmark = pytest.mark.browser


@pytest.fixture
def chosen(lab: Lab) -> Iterator[str]:
    """Name a notebook whose workbook is the chosen one, for this test only."""
    notebook = lab.notebook('step("team")')
    remember(lab.folder, workbook=notebook.partition("-")[0])
    yield notebook
    (lab.folder / "data" / "chosen.json").unlink()


def test_the_file_menu_exports_the_report(
    lab: Lab, context: BrowserContext, chosen: str
) -> None:
    page = lab.open(context, chosen)
    page.locator(".lm-MenuBar-itemLabel", has_text="File").first.click()
    page.locator("li.lm-Menu-item", has_text="Save and Export Notebook As").hover()
    entry = page.locator("li.lm-Menu-item", has_text="Smartcity")
    entry.wait_for()
    with context.expect_event("response", lambda one: "/nbconvert/" in one.url) as answered:
        entry.click()
    html = context.request.get(f"{answered.value.url}&token={lab.token}").text()

    assert answered.value.url.endswith(
        f"/nbconvert/smartcity/notebooks/{chosen}?download=true"
    )
    assert answered.value.status == 200
    assert '<h2 id="part-team">' in html
    assert "Content-Security-Policy" in html
