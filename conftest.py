"""What pytest needs before it collects: the notebooks run on an example workbook."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).parent


def pytest_configure(config: pytest.Config) -> None:
    """Give the notebooks that nbval runs a store with Valmont in it."""
    if not config.getoption("nbval_lax", default=False):
        return
    folder = tempfile.TemporaryDirectory(
        prefix="smartcity-nbval-", ignore_cleanup_errors=True
    )
    config.add_cleanup(folder.cleanup)
    os.environ["SMARTCITY_STORE"] = f"sqlite:///{folder.name}/workbooks.sqlite"
    os.environ["SMARTCITY_WORKBOOK"] = "valmont"

    from smartcity_widgets.exchange import import_document, read_document
    from smartcity_widgets.method import load_method
    from smartcity_widgets.store import Store, store_url

    text = (ROOT / "data" / "examples" / "valmont.json").read_text(encoding="utf-8")
    store = Store(store_url(ROOT), folder=ROOT)
    import_document(store, read_document(text), load_method(), author="nbval")
    store.close()
