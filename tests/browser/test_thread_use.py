"""The golden thread in a real browser: read by everybody, and a gap leads to its field."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest
from building import answers_of
from checking import violations
from documents import METHOD
from playwright.sync_api import expect

from smartcity_widgets.log import NewEntry
from smartcity_widgets.render.templates import stylesheet
from smartcity_widgets.render_thread import carried_page, thread_page
from smartcity_widgets.store import Store

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

    from conftest import Lab

pytestmark = pytest.mark.browser

LONG = "Se déplacer sans voiture entre les villages et le centre, le soir aussi, " * 3
BROKEN = {
    "context": {"persons": [{"id": "m", "name": "Maud"}]},
    "pre-vision": {"own_definition": LONG, "linked_plans": [{"id": "l", "plan": LONG}]},
    "diagnosis": {"needs": [{"id": f"n{one}", "need": LONG} for one in range(3)]},
    "vision": {
        "criteria": [{"id": "c", "name": "Impact", "weight": "45"}],
        "selected": [{"id": "p1", "priority": LONG, "needs": ["n0"]}],
        "left_out": [{"id": "o", "need": "n1", "reason": LONG}],
        "objectives": [
            {"id": "o1", "statement": LONG, "priority": "p1", "deadline": "2030"},
            {"id": "o2", "statement": "x" * 200},
        ],
    },
    "evaluation": {
        "indicators": [
            {
                "id": "i1",
                "name": LONG,
                "objective": "o1",
                "direction": "lower",
                "baseline_value": "24",
                "target_value": "30",
                "unit": "%",
            }
        ]
    },
    "communication": {"audiences": [{"id": "a", "name": LONG}]},
}


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize("dark", [False, True])
def test_everybody_can_read_the_thread(
    context: BrowserContext, width: int, *, dark: bool
) -> None:
    answers = answers_of(BROKEN)
    words = answers.words("fr")
    theme = ' data-jp-theme-light="false" style="background:#1b1f23"' if dark else ""
    html = thread_page(METHOD, answers, words, uid="u")
    html += carried_page(METHOD, answers, words, "planning", uid="v")
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    page.set_content(
        '<!doctype html><html lang="fr"><meta name="viewport" content="width=device-width">'
        f"<title>x</title><style>{stylesheet()}</style><body{theme}>{html}"
    )

    assert violations(page, "body") == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.fixture
def notebook(lab: Lab) -> str:
    """A notebook with a step and the thread, in which an indicator lacks nearly all."""
    workbook = f"w{uuid.uuid4().hex[:8]}"
    lab.create(workbook)
    row = "evaluation/indicators/i1"
    lines = [
        (row, "row", {"order": "1"}),
        (f"{row}/name", "answer", "Trips by car"),
        (f"{row}/direction", "answer", "lower"),
    ]
    store = Store(lab.store, folder=lab.folder)
    store.append(
        [
            NewEntry(str(uuid.uuid4()), workbook, 1, "", path, kind, value, "test")
            for path, kind, value in lines
        ]
    )
    store.close()
    return lab.notebook('step("evaluation")', "thread()", workbook=workbook)


def test_a_gap_leads_to_the_field_that_fills_it_and_goes(
    lab: Lab, context: BrowserContext, notebook: str
) -> None:
    page = lab.open(context, notebook)
    lab.run_all(page)
    form, thread = lab.form(page, "evaluation"), page.locator('[data-page="thread"]')
    gap = thread.get_by_role("link", name="Give the value it starts from")
    gap.click()
    path = "evaluation/indicators/i1/baseline_value"
    expect(form.locator(f'input[data-path="{path}"]')).to_be_focused()

    page.keyboard.type("38")
    page.keyboard.press("Tab")

    expect(gap).to_have_count(0)
    assert lab.values(notebook, path) == ["38"]
    assert violations(page, '[data-page="thread"]') == []


def test_a_gap_of_a_whole_table_leads_to_the_table(
    lab: Lab, context: BrowserContext
) -> None:
    workbook = f"w{uuid.uuid4().hex[:8]}"
    lab.create(workbook)
    store = Store(lab.store, folder=lab.folder)
    need, order = "diagnosis/needs/n1", {"order": "1"}
    store.append([NewEntry(str(uuid.uuid4()), workbook, 1, "", need, "row", order, "test")])
    store.close()
    name = lab.notebook('step("vision")', "thread()", workbook=workbook)
    page = lab.open(context, name)
    lab.run_all(page)
    form = lab.form(page, "vision")
    page.locator('[data-page="thread"]').get_by_role("link").first.click()

    expect(form.locator('[id$="-i-vision/selected"]')).to_be_in_viewport()
