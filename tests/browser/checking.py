"""What pages are checked with: axe-core and vnu, installed by npm."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

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
