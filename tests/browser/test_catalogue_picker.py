"""Picking an indicator: by keyboard, by mouse, on a phone, on the wall, beside others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from checking import violations
from filling import nothing_left, open_more, saved
from playwright.sync_api import expect

from smartcity_widgets.method import load_method
from smartcity_widgets.values import found
from smartcity_widgets.words import words

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Locator, Page

    from conftest import Lab

pytestmark = pytest.mark.browser

DIAGNOSIS = 'step("diagnosis")'
TABLE = "diagnosis/baseline"
UNEMPLOYED, LIFE = "ISO 37120:2014:5.1", "ISO 37120:2018:11.1"
QUERIES = [
    "",
    "unemp",
    "UNEMP 5.1",
    "pm2,5",
    "no2",
    "ec: p",
    "19.1",
    "gov part",
    "Écon unémp",
    "zzz",
    "sdg 11 trans",
    "100,000 inh",
]


def with_row(lab: Lab, context: BrowserContext, rows: int = 1) -> tuple[str, Page, Locator]:
    """A diagnosis with rows of figures; its notebook, page and form."""
    name = lab.notebook(DIAGNOSIS)
    page = lab.open(context, name)
    lab.run_all(page)
    form = lab.form(page, "diagnosis")
    open_more(form)
    for number in range(1, rows + 1):
        form.locator(f'button[data-action="add-row"][data-path="{TABLE}"]').click()
        expect(fields(form)).to_have_count(number)
    nothing_left(page)
    return name, page, form


def fields(form: Locator) -> Locator:
    """The fields of the table that pick an indicator."""
    return form.locator(f'input[role="combobox"][data-path^="{TABLE}/"]')


def options(form: Locator) -> Locator:
    """What the open list shows."""
    return form.locator("[data-catalogue]:popover-open [role=option]:not([hidden])")


def active(page: Page) -> str | None:
    """The option the keys stand on, as a screen reader is told."""
    said = page.evaluate(
        "document.getElementById("
        "document.activeElement.getAttribute('aria-activedescendant'))?.dataset.label"
    )
    return None if said is None else str(said)


def stored(lab: Lab, name: str, field: Locator) -> object:
    """What the log holds for a field."""
    return lab.values(name, field.get_attribute("data-path") or "")[-1]


def test_the_keyboard_alone_picks_an_indicator(lab: Lab, context: BrowserContext) -> None:
    name, page, form = with_row(lab, context)
    field = fields(form)
    field.focus()
    expect(options(form)).to_have_count(0)  # going by opens nothing

    page.keyboard.type("chomage")
    expect(form.locator("[data-catalogue] .found")).to_have_text(re.compile("No indicator"))
    page.keyboard.press("Control+a")
    page.keyboard.type("unemployment")
    expect(options(form)).to_have_count(3)
    assert active(page) is None
    for key, label in (
        ("ArrowDown", "Unemployment rate · ISO 37120:2014, 5.1"),
        ("End", "Unemployment rate · U4SSC:2017, EC: P: EM: 1C"),
        ("ArrowDown", "Unemployment rate · ISO 37120:2014, 5.1"),
        ("ArrowUp", "Unemployment rate · U4SSC:2017, EC: P: EM: 1C"),
        ("Home", "Unemployment rate · ISO 37120:2014, 5.1"),
    ):
        page.keyboard.press(key)
        assert active(page) == label
    assert lab.entries(name, field.get_attribute("data-path") or "") == []
    page.keyboard.press("Enter")

    saved(form)
    expect(field).to_have_value("Unemployment rate · ISO 37120:2014, 5.1")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-expanded", "false")
    assert stored(lab, name, field) == UNEMPLOYED
    assert lab.entries_below(name, TABLE)[-2].value == "%"  # its unit came along


def test_escape_keeps_the_text_which_stays_a_draft_with_a_way_out(
    lab: Lab, context: BrowserContext
) -> None:
    name, page, form = with_row(lab, context)
    field = fields(form)
    field.focus()
    page.keyboard.type("unemployment rate")
    page.keyboard.press("Escape")
    expect(options(form)).to_have_count(0)
    expect(field).to_have_value("unemployment rate")

    page.keyboard.press("Tab")

    message = form.locator(".message", has_text="could mean several indicators")
    expect(message).to_be_visible()
    expect(field).to_have_attribute("aria-invalid", "true")
    form.get_by_role("button", name="Unemployment rate · U4SSC").click()
    expect(message).to_have_count(0)
    nothing_left(page)
    assert stored(lab, name, field) == "U4SSC:2017:EC: P: EM: 1C"


def test_the_only_one_found_is_taken_with_enter_and_a_click_takes_any(
    lab: Lab, context: BrowserContext
) -> None:
    name, page, form = with_row(lab, context, rows=2)
    first, second = fields(form).first, fields(form).last
    first.focus()
    page.keyboard.type("life exp")
    page.keyboard.press("Enter")
    expect(first).to_have_value("Life expectancy · ISO 37120:2018, 11.1")

    second.click()
    expect(options(form)).to_have_count(60)
    options(form).filter(has_text="Water loss").click()

    expect(second).to_have_value("Water loss · ISO 37120:2014, 21.7")
    expect(options(form)).to_have_count(0)
    nothing_left(page)
    assert stored(lab, name, first) == LIFE
    assert stored(lab, name, second) == "ISO 37120:2014:21.7"


def test_an_open_list_outlives_what_others_change(
    lab: Lab, context: BrowserContext
) -> None:
    name, page, form = with_row(lab, context)
    field = fields(form)
    beside = (field.get_attribute("data-path") or "").replace("/indicator", "/value")
    field.focus()
    page.keyboard.type("water")
    page.keyboard.press("ArrowDown")
    before = active(page)
    lab.create(name.partition("-")[0], **{beside: "9.8"})  # in the same row

    form.evaluate("form => form.dispatchEvent(new FocusEvent('focusin', {bubbles: true}))")

    expect(form.locator(f'input[data-path="{beside}"]')).to_have_value("9.8")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-expanded", "true")
    assert active(page) == before
    page.keyboard.press("Enter")
    expect(field).to_have_value(str(before))


def test_the_browser_finds_what_the_kernel_finds(lab: Lab, context: BrowserContext) -> None:
    _, _, form = with_row(lab, context)
    catalogue = load_method().indicators
    field = fields(form)
    field.focus()

    for query in QUERIES:
        field.fill(query)
        labels = form.evaluate(
            "form => [...form.querySelectorAll('[data-catalogue] [role=option]')]"
            ".filter(one => !one.hidden).map(one => one.dataset.label)"
        )
        wanted = found(query, catalogue, words("en"))
        assert [one.rpartition(", ")[2] for one in labels] == [one.code for one in wanted]


@pytest.mark.parametrize("width", [1280, 375])
def test_an_open_list_is_accessible_and_stays_in_the_window(
    lab: Lab, context: BrowserContext, width: int
) -> None:
    _, page, form = with_row(lab, context)
    page.set_viewport_size({"width": width, "height": 800})
    field = fields(form)
    field.scroll_into_view_if_needed()
    field.focus()
    page.keyboard.type("per 100,000")
    page.keyboard.press("ArrowDown")

    assert violations(page, ".smartcity-form") == []
    box = form.locator("[data-catalogue]").bounding_box()
    under = field.bounding_box()
    assert box is not None
    assert under is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= 800
    assert (
        box["y"] >= under["y"] + under["height"] or box["y"] + box["height"] <= under["y"]
    )


def test_it_works_on_the_wall_and_after_the_language_changes(
    lab: Lab, context: BrowserContext
) -> None:
    name, page, form = with_row(lab, context)
    form.locator("select[data-action=language]").select_option("fr")
    expect(form.locator("h2").first).to_have_text(re.compile("Diagnostic"))
    form.evaluate(
        "form => form.dispatchEvent(new CustomEvent('smartcity-present', "
        "{detail: {path: 'diagnosis/baseline'}, bubbles: true}))"
    )
    wall = page.locator("dialog[data-wall][open]")
    field = wall.locator('input[role="combobox"]')
    field.click()
    page.keyboard.type("espérance")
    expect(options(wall)).to_have_count(1)
    page.keyboard.press("Escape")
    expect(wall).to_be_visible()  # Escape closed the list, not the wall
    page.keyboard.press("ArrowDown")
    page.keyboard.press("End")
    page.keyboard.press("Enter")

    nothing_left(page)
    assert stored(lab, name, field) == "ISO 37122:2019:5.1"
    expect(field).to_have_value(re.compile("Contrats de services"))
