"""JupyterLab's File menu makes the same report as the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from smartcity_widgets.folder import remember

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Lab
    from playwright.sync_api import BrowserContext

pytestmark = pytest.mark.browser


@pytest.fixture
def chosen(lab: Lab) -> Iterator[str]:
    """Name a notebook whose workbook is the chosen one of its folder, for this test only."""
    notebook = lab.notebook('step("team")')
    remember(lab.folder, workbook=notebook.partition("-")[0])
    yield notebook
    (lab.folder / "data" / "chosen.json").unlink()


def test_the_file_menu_exports_the_report(
    lab: Lab, context: BrowserContext, chosen: str, tmp_path: Path
) -> None:
    page = lab.open(context, chosen)
    page.locator(".lm-MenuBar-itemLabel", has_text="File").first.click()
    page.locator("li.lm-Menu-item", has_text="Save and Export Notebook As").hover()
    entry = page.locator("li.lm-Menu-item", has_text="Smartcity")
    entry.wait_for()
    with context.expect_page() as opened:
        entry.click()
    with opened.value.expect_download() as download:
        pass  # it begins when the report is made
    download.value.save_as(tmp_path / "report.html")
    html = (tmp_path / "report.html").read_text(encoding="utf-8")

    assert '<h2 id="part-team">' in html
    assert "Content-Security-Policy" in html
    assert download.value.suggested_filename == chosen.replace(".ipynb", ".html")
