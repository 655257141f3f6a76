"""What pages are checked with: axe-core and vnu, installed by npm."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

TOOLS = Path(__file__).parent / "node_modules"


def tool(path: str) -> Path:
    """Return a file of ``npm install --prefix tests/browser``, or skip in one line."""
    found = TOOLS / path
    if not found.exists():
        sentence = f"{path} is missing: run npm install --prefix tests/browser"
        if os.environ.get("SMARTCITY_REQUIRE_TOOLS") == "1":
            pytest.fail(sentence)
        pytest.skip(sentence)
    return found


def violations(page: Page, selector: str) -> list[str]:
    """What axe-core finds in a part of the page, WCAG 2.1 AA."""
    page.add_script_tag(content=tool("axe-core/axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate(
        "part => axe.run(part, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']})",
        selector,
    )
    return [
        f"{one['id']}: {node['html'][:200]} {node.get('failureSummary', '')[:300]}"
        for one in found["violations"]
        for node in one["nodes"]
    ]
