"""The file of a sensor becomes measurements by hand in JupyterLab, on a phone's screen."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from checking import violations
from playwright.sync_api import expect
from tabular import written

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

    from conftest import Lab

pytestmark = pytest.mark.browser

PAGE = '[data-fragment="measurements"]'
TABLE = "results/measurements"
INDICATORS = {"id": "i1", "name": "Temperature of the classrooms", "unit": "°C"}
ROWS = [
    ("Time", "Sensor", "Value"),
    *((f"2025-0{1 + n // 4}-01T0{n % 4}:00", "AB"[n % 2], f"{19 + n}") for n in range(8)),
]


def test_a_sensor_is_brought_down_to_months_and_added(
    lab: Lab, context: BrowserContext
) -> None:
    from smartcity_widgets.exchange import import_document, read_document
    from smartcity_widgets.method import load_method
    from smartcity_widgets.store import Store

    store = Store(lab.store, folder=lab.folder)
    document = {
        "format": "smartcity-workbook/1",
        "method": "1.0.0",
        "workbook": {"id": "sensed", "name": "Valmont", "language": "en"},
        "answers": {"evaluation": {"indicators": [INDICATORS]}},
    }
    import_document(
        store, read_document(json.dumps(document)), load_method(), author="test"
    )
    store.close()
    name = lab.notebook("measurements()", workbook="sensed")
    page = lab.open(context, name)
    page.set_viewport_size({"width": 375, "height": 800})
    lab.run_all(page)
    panel = page.locator(PAGE)
    data = {"name": "sensor.csv", "mimeType": "text/csv", "buffer": written(ROWS)}
    panel.locator("input[type=file]").set_input_files(files=[data])
    panel.get_by_role("heading", name="sensor.csv").wait_for()

    waiting = panel.get_by_text("Nothing yet: 1 thing is to be chosen above.")
    panel.get_by_label("Indicator of “Value”").select_option(value="=i1")
    expect(waiting).to_be_visible()
    panel.get_by_label("Which rows of “Sensor”?").select_option(value="=A")
    how = panel.get_by_label("How several values become one")
    how.wait_for()
    how.select_option(value="=mean")
    button = panel.get_by_role("button", name="Add 2 measurements")
    button.wait_for()
    period = panel.get_by_label("Bring the values down to one for each")
    period.select_option(value="=month")
    expect(panel.get_by_text("mean of 2 values, January 2025")).to_be_visible()
    assert violations(page, PAGE) == []
    assert panel.evaluate("one => one.scrollWidth <= one.clientWidth")
    button.click()

    expect(panel.get_by_text("2 measurements were added.").first).to_be_visible()
    found = lab.entries_below(name, TABLE)
    values = [one.value for one in found if one.path.endswith("/value")]
    assert values == ["20", "24"]
