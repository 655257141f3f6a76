"""A matrix of ratings in a real browser: filled by two people and the group."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest
from checking import violations
from filling import nothing_left, saved, text
from playwright.sync_api import expect

from smartcity_widgets.exchange import import_document
from smartcity_widgets.grids import Place, row_id
from smartcity_widgets.method import load_method
from smartcity_widgets.store import Store

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Locator, Page

    from conftest import Lab

pytestmark = pytest.mark.browser

VISION = 'step("vision")'
METHOD = load_method()
SCORES = METHOD.at("vision/scores")
NEEDS = ("Mobility", "Heat in the centre", "Cold homes")
CRITERIA = ("Impact on the need", "Sustainability", "Feasibility", "Leverage", "Support")
PEOPLE = {"r1": "Ann", "r2": "Ben", "r3": "Cem"}


def planned(lab: Lab, needs: tuple[str, ...] = NEEDS, *, short: int = 2) -> str:
    """A workbook in which the needs stand and some are on the shortlist; its id."""
    name = f"w{uuid.uuid4().hex[:8]}"
    rows = [{"id": f"n{number}", "need": one} for number, one in enumerate(needs)]
    criteria = [{"id": f"c{number}", "name": one} for number, one in enumerate(CRITERIA)]
    candidates = [
        {"id": f"k{number}", "need": f"n{number}", "shortlisted": True}
        for number in range(short)
    ]
    document = {
        "format": "smartcity-workbook/1",
        "method": METHOD.version,
        "workbook": {"id": name, "name": "Valmont", "language": "en", "terms": "be"},
        "respondents": [{"id": one, "name": said} for one, said in PEOPLE.items()],
        "answers": {
            "diagnosis": {"needs": rows},
            "vision": {"criteria": criteria, "candidates": candidates},
        },
    }
    store = Store(lab.store, folder=lab.folder)
    import_document(store, document, METHOD, author="test")
    store.close()
    return name


def cell(need: int, criterion: int) -> str:
    """The path of a score whose row nobody has written yet."""
    row = row_id(SCORES, Place(f"n{need}", f"c{criterion}"))
    return f"vision/scores/{row}/score"


def answering(form: Locator, respondent: str) -> None:
    """Choose who answers."""
    form.locator("select[data-action=respondent]").select_option(respondent)
    expect(form).to_have_attribute("data-respondent", respondent)


def type_matrix(page: Page, form: Locator, digits: str) -> None:
    """Fill the matrix from its first cell on: a digit, Tab, a digit, Tab."""
    text(form, cell(0, 0)).focus()
    for digit in digits:
        page.keyboard.type(digit)
        page.keyboard.press("Tab")


def typed(form: Locator) -> str:
    """What stands in the cells of the matrix, line by line."""
    found = [
        text(form, cell(need, one)).input_value() for need in (0, 1) for one in range(5)
    ]
    return "".join(found)


def test_two_people_and_the_group_fill_a_matrix_by_keyboard_and_find_it_again(
    lab: Lab, context: BrowserContext
) -> None:
    name = lab.notebook(VISION, workbook=planned(lab))
    page = lab.open(context, name)
    lab.run_all(page)
    form = lab.form(page, "vision")
    given = {"r1": "0123443210", "r2": "4444400000", "": "2222233333"}

    for who, digits in given.items():
        answering(form, who)
        assert typed(form) == ""
        type_matrix(page, form, digits)
        nothing_left(page)
        assert typed(form) == digits
    saved(form)
    assert violations(page, '.smartcity-form[data-step="vision"]') == []

    lab.run_all(page)
    form = lab.form(page, "vision")
    for who, digits in given.items():
        answering(form, who)
        expect(text(form, cell(1, 4))).to_have_value(digits[-1])
        assert typed(form) == digits
    entries = lab.entries(name, cell(0, 1))
    assert [(one.respondent, one.value) for one in entries] == [
        ("r1", 1),
        ("r2", 4),
        ("", 2),
    ]


def test_of_two_nothing_is_told_and_of_three_the_median_once_it_is_revealed(
    lab: Lab, context: BrowserContext
) -> None:
    page = lab.open(context, lab.notebook(VISION, workbook=planned(lab)))
    lab.run_all(page)
    form = lab.form(page, "vision")
    for who, digits in (("r1", "0"), ("r2", "3")):
        answering(form, who)
        type_matrix(page, form, digits)
        nothing_left(page)
    answering(form, "")
    reveal = form.locator('button[data-action=reveal][data-path="revealed/vision/scores"]')
    expect(form).to_contain_text("2 people have answered")
    reveal.click()
    expect(reveal).to_have_count(0)
    expect(form.locator(".room-said")).to_have_count(0)

    answering(form, "r3")
    type_matrix(page, form, "4")
    nothing_left(page)
    answering(form, "")
    expect(form.locator(".room-said")).to_have_text(["median 3 · 3 opinions"])


def test_a_slip_is_a_draft_in_its_cell_and_undo_takes_a_whole_rating_back(
    lab: Lab, context: BrowserContext
) -> None:
    name = lab.notebook(VISION, workbook=planned(lab))
    page = lab.open(context, name)
    lab.run_all(page)
    form = lab.form(page, "vision")
    type_matrix(page, form, "7")

    expect(text(form, cell(0, 0))).to_have_attribute("aria-invalid", "true")
    expect(form.locator(".problems")).to_contain_text("Mobility · Impact on the need")
    expect(text(form, cell(0, 1))).to_be_focused()
    text(form, cell(0, 0)).fill("4")
    page.keyboard.press("Enter")
    expect(form.locator(".problems")).to_have_count(0)
    undo = form.locator("button[data-action=undo]")
    undo.click()
    expect(text(form, cell(0, 0))).to_have_value("7")
    undo.click()
    expect(text(form, cell(0, 0))).to_have_value("")
    row = cell(0, 0).rpartition("/")[0]
    assert [bool(one) for one in lab.values(name, row)] == [True, False]


def test_on_a_phone_each_line_is_a_card_and_the_page_does_not_scroll_sideways(
    lab: Lab, context: BrowserContext
) -> None:
    page = lab.open(context, lab.notebook(VISION, workbook=planned(lab)))
    page.set_viewport_size({"width": 375, "height": 800})
    lab.run_all(page)
    form = lab.form(page, "vision")
    answering(form, "r1")
    type_matrix(page, form, "01234")
    nothing_left(page)

    assert form.evaluate("one => one.scrollWidth <= one.clientWidth")
    first, second = text(form, cell(0, 0)), text(form, cell(0, 1))
    assert first.bounding_box()["y"] + 30 < second.bounding_box()["y"]
    expect(first).to_have_accessible_name("Mobility Impact on the need")
    expect(form.get_by_text("Impact on the need").last).to_be_visible()
    assert violations(page, '.smartcity-form[data-step="vision"]') == []


def test_a_matrix_of_seven_by_five_stands_whole_on_the_wall(
    lab: Lab, context: BrowserContext
) -> None:
    seven = tuple(f"Getting about without a car, between village {n}" for n in range(7))
    page = lab.open(context, lab.notebook(VISION, workbook=planned(lab, seven, short=7)))
    page.set_viewport_size({"width": 1280, "height": 720})
    lab.run_all(page)
    form = lab.form(page, "vision")
    text(form, cell(0, 0)).focus()
    form.locator("button[data-action=present]").first.click()
    wall = page.locator("dialog.wall[open]")
    text(wall, cell(0, 0)).focus()
    page.keyboard.type("3")
    page.keyboard.press("Tab")
    expect(text(wall, cell(0, 1))).to_be_focused()
    nothing_left(page)

    body = wall.locator(".wall-body")
    assert body.evaluate("one => one.scrollHeight <= one.clientHeight")
    assert violations(page, "dialog.wall[open]") == []
    page.keyboard.press("Escape")  # out of the cell
    page.keyboard.press("Escape")  # out of the present view
    expect(text(form.locator(".body"), cell(0, 0))).to_have_value("3")
