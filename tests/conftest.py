"""What every test starts from."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

from smartcity_widgets.words import speaking

# A slow machine is not a failing test; benchmarks measure time. Every run tries other
# examples: few of them each time, many before a release (`make thorough`).
settings.register_profile("smartcity", deadline=None, max_examples=25)
settings.register_profile("thorough", deadline=None, max_examples=300)
# The built wheel runs the same tests once more, to see that nothing is missing in it.
settings.register_profile("wheel", deadline=None, max_examples=10)
settings.load_profile(os.environ.get("SMARTCITY_TESTS", "smartcity"))


@pytest.fixture(autouse=True)
def _alone(monkeypatch):
    """A test names its own store and workbook, and errors speak English in it."""
    for name in ("SMARTCITY_STORE", "SMARTCITY_WORKBOOK"):
        monkeypatch.delenv(name, raising=False)
    token = speaking.set("en")
    yield
    speaking.reset(token)
