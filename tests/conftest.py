"""What every test starts from."""

from __future__ import annotations

import pytest
from hypothesis import settings

from smartcity_widgets.words import speaking

# A slow machine is not a failing test; benchmarks measure time.
settings.register_profile("smartcity", deadline=None)
settings.load_profile("smartcity")


@pytest.fixture(autouse=True)
def _alone(monkeypatch):
    """A test names its own store and workbook, and errors speak English in it."""
    for name in ("SMARTCITY_STORE", "SMARTCITY_WORKBOOK"):
        monkeypatch.delenv(name, raising=False)
    token = speaking.set("en")
    yield
    speaking.reset(token)
