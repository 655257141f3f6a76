"""A form in use: by keyboard, on a phone, in two places at once, with hostile text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from checking import violations
from filling import W1, W2, WILL, level, nothing_left, open_more, saved, status, text
from playwright.sync_api import expect

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Dialog, Locator, Page

    from conftest import Lab

pytestmark = pytest.mark.browser

THEMES = "@jupyterlab/apputils-extension:themes"
CONTEXT = 'step("context")'
PERSONS = "context/persons"
HOSTILE = (
    "<script>window.__pwned=1</script><img src=x onerror=window.__pwned=1></textarea>"
    "</fieldset>{{7*7}} javascript:window.__pwned=1 \u202eabc"
)


def shown(lab: Lab, context: BrowserContext, *calls: str) -> tuple[str, Page]:
    """A notebook whose cells have run."""
    name = lab.notebook(*calls)
    page = lab.open(context, name)
    lab.run_all(page)
    return name, page


def another_view(page: Page) -> Locator:
    """Show the output of the first cell once more, beside the notebook."""
    page.locator(".smartcity-form").click(button="right", position={"x": 5, "y": 5})
    page.locator('li.lm-Menu-item[data-command="notebook:create-output-view"]').click()
    expect(page.locator(".smartcity-form")).to_have_count(2)
    return page.locator(".smartcity-form").last


def focused_path(page: Page) -> str | None:
    """The path of the field that has focus."""
    found = page.evaluate("document.activeElement.closest('[data-path]')?.dataset.path")
    return None if found is None else str(found)


def tab_to(page: Page, path: str) -> None:
    """Go on with the Tab key until a field has focus."""
    for _ in range(80):
        if focused_path(page) == path and page.evaluate(
            "document.activeElement.matches('input, textarea, select')"
        ):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab does not reach {path}")


def test_the_keyboard_alone_fills_a_step(lab: Lab, context: BrowserContext) -> None:
    name, page = shown(lab, context, WILL)
    form = lab.form(page, "political-will")
    form.locator("select[data-action=language]").focus()

    for number in range(1, 6):
        tab_to(page, f"political-will/W{number}")
        page.keyboard.press("Space")
        for _ in range(number - 1):
            page.keyboard.press("ArrowRight")
    tab_to(page, W2)  # round again is not needed: Tab wraps through the page
    saved(form)

    for number in range(1, 6):
        path = f"political-will/W{number}"
        assert lab.values(name, path)[-1] == number - 1
        expect(level(form, path, str(number - 1))).to_be_checked()


def test_enter_commits_a_line(lab: Lab, context: BrowserContext) -> None:
    name, page = shown(lab, context, CONTEXT)
    form = lab.form(page, "context")
    text(form, "context/name").fill("Valmont")
    page.keyboard.press("Enter")
    saved(form)

    assert lab.values(name, "context/name") == ["Valmont"]
    assert focused_path(page) == "context/name"


def test_delete_clears_a_level_and_letters_are_no_commands(
    lab: Lab, context: BrowserContext
) -> None:
    name, page = shown(lab, context, WILL)
    form = lab.form(page, "political-will")
    level(form, W1, "2").check()
    saved(form)
    for key in ("x", "d", "d", "a", "b", "y", "m", "0", "0"):
        page.keyboard.press(key)
    page.keyboard.press("Delete")
    expect(level(form, W1, "2")).not_to_be_checked()
    level(form, W2, "1").check()
    saved(form)

    assert page.locator(".jp-Notebook .jp-Cell").count() == 1
    assert [one.kind for one in lab.entries(name, W1)] == ["answer", "erase"]


def test_what_is_being_typed_stays_when_the_form_is_drawn_again(
    lab: Lab, context: BrowserContext
) -> None:
    name, page = shown(lab, context, CONTEXT)
    form = lab.form(page, "context")
    lab.save(page)
    other = lab.form(lab.open(context, name), "context")
    field = text(form, "context/name")
    field.focus()
    page.keyboard.type("Valmont")
    for _ in range(3):
        page.keyboard.press("ArrowLeft")

    text(other, "context/country").fill("Belgique")
    text(other, "context/country").blur()
    saved(other)
    expect(text(form, "context/country")).to_have_value("Belgique")
    page.keyboard.type("-")

    expect(field).to_have_value("Valm-ont")
    expect(field).to_be_focused()


def test_text_left_in_a_field_outlives_a_reload(lab: Lab, context: BrowserContext) -> None:
    name, page = shown(lab, context, CONTEXT)
    form = lab.form(page, "context")
    text(form, "context/name").focus()
    page.keyboard.type("Valmo")

    page.reload()
    lab.until_idle(page)
    lab.run_all(page)
    form = lab.form(page, "context")

    expect(text(form, "context/name")).to_have_value("Valmo")
    nothing_left(page)
    assert lab.values(name, "context/name") == ["Valmo"]


def test_a_view_is_drawn_without_the_kernel(lab: Lab, context: BrowserContext) -> None:
    _, page = shown(lab, context, WILL)
    form = lab.form(page, "political-will")
    level(form, W1, "1").check()
    saved(form)
    lab.restart(page)
    level(form, W2, "3").check()

    second = another_view(page)

    expect(level(second, W1, "1")).to_be_checked()
    expect(level(second, W2, "3")).to_be_checked()
    expect(status(second)).to_contain_text("the kernel has stopped")


def test_rows_are_added_filled_removed_and_brought_back(
    lab: Lab, context: BrowserContext
) -> None:
    name, page = shown(lab, context, CONTEXT)
    form = lab.form(page, "context")
    form.locator(f'[data-action=add-row][data-path="{PERSONS}"]').click()
    cell = form.locator(f'input[data-path^="{PERSONS}/"][data-path$="/name"]')
    expect(cell).to_be_focused()
    page.keyboard.type("Alix Dupont")
    page.keyboard.press("Enter")
    saved(form)

    form.locator("[data-action=remove-row]").click()
    expect(cell).to_have_count(0)
    form.locator("[data-action=restore-row]").click()

    expect(cell).to_have_value("Alix Dupont")
    path = cell.get_attribute("data-path")
    assert path is not None
    assert lab.values(name, path) == ["Alix Dupont"]


def test_another_language_loses_no_answer(lab: Lab, context: BrowserContext) -> None:
    name, page = shown(lab, context, WILL)
    form = lab.form(page, "political-will")
    level(form, W1, "3").check()
    saved(form)

    form.locator("select[data-action=language]").select_option("fr")

    expect(form.locator("h2")).to_have_text("Volonté politique")
    expect(level(form, W1, "3")).to_be_checked()
    expect(status(form)).to_contain_text("Enregistré")
    assert lab.values(name, W1) == [3]


def test_two_people_on_one_question_are_asked_which_answer_stands(
    lab: Lab, context: BrowserContext
) -> None:
    name, page = shown(lab, context, WILL)
    form = lab.form(page, "political-will")
    workbook = name.partition("-")[0]
    elsewhere = lab.open(context, lab.notebook(WILL, workbook=workbook))
    lab.run_all(elsewhere)
    other = lab.form(elsewhere, "political-will")

    level(form, W1, "1").check()
    saved(form)
    level(other, W1, "3").evaluate("one => one.click()")  # without focus: it does not look

    expect(status(other)).to_contain_text("somebody else had answered too")
    other.locator("[data-action=keep]").first.click()
    expect(other.locator("[data-action=keep]")).to_have_count(0)
    assert lab.values(name, W1)[:2] == [1, 3]


def test_a_form_seen_twice_in_one_page_is_the_same_form(
    lab: Lab, context: BrowserContext
) -> None:
    _, page = shown(lab, context, WILL)
    form = lab.form(page, "political-will")
    level(form, W1, "1").check()
    saved(form)
    first, second = page.locator(".smartcity-form").first, another_view(page)

    level(second, W1, "3").check()
    saved(second)

    expect(level(first, W1, "3")).to_be_checked()
    expect(level(second, W1, "3")).to_be_checked()
    ids = page.evaluate(
        "[...document.querySelectorAll('.smartcity [id]')].map(one => one.id)"
    )
    assert len(ids) == len(set(ids))


def test_links_go_to_what_is_to_be_corrected_and_to_other_steps(
    lab: Lab, context: BrowserContext
) -> None:
    _, page = shown(lab, context, WILL, 'step("leadership")')
    form = lab.form(page, "political-will")
    open_more(form)
    budget = text(form, "political-will/budget_committed")
    budget.fill("1.250.00")
    budget.blur()
    expect(status(form)).to_have_attribute("data-state", "draft")
    form.locator("details.more").first.evaluate("one => one.open = false")

    form.locator(".problems a").click()
    expect(budget).to_be_focused()
    form.locator('[data-action=go][data-step="leadership"]').click()

    assert (
        page.evaluate("document.activeElement.closest('.smartcity-form')?.dataset.step")
        == "leadership"
    )


def test_a_step_of_another_notebook_opens_that_notebook(
    lab: Lab, context: BrowserContext
) -> None:
    (lab.folder / "notebooks" / "00-context.ipynb").write_text("{}", encoding="utf-8")
    _, page = shown(lab, context, WILL)
    here = lab.form(page, "political-will")
    page.evaluate("window.open = (...asked) => { window.__opened = asked; }")
    here.locator('[data-action=go][data-step="context"]').first.click()

    assert page.evaluate("window.__opened[0]").endswith(
        "/doc/tree/notebooks/00-context.ipynb"
    )


def test_a_text_too_long_stays_in_its_field(lab: Lab, context: BrowserContext) -> None:
    name, page = shown(lab, context, CONTEXT)
    form = lab.form(page, "context")
    field = text(form, "context/purpose")
    field.fill("x" * 1_000_000)
    field.blur()

    expect(status(form)).to_contain_text("more than 100,000 characters")
    text(form, "context/name").fill("Valmont")
    page.keyboard.press("Enter")
    expect(form.locator(".crumb")).to_contain_text("Valmont")
    assert len(field.input_value()) == 1_000_000
    assert lab.values(name, "context/purpose") == []

    field.fill("shorter")
    field.blur()
    saved(form)
    assert lab.values(name, "context/purpose") == ["shorter"]


def test_a_browser_that_keeps_nothing_says_so(lab: Lab, context: BrowserContext) -> None:
    context.add_init_script(
        "const set = Storage.prototype.setItem;"
        "Storage.prototype.setItem = function (name, value) {"
        "  if (name.startsWith('smartcity')) throw new DOMException('no', 'SecurityError');"
        "  return set.call(this, name, value);"
        "}"
    )
    name, page = shown(lab, context, WILL)
    form = lab.form(page, "political-will")
    level(form, W1, "3").check()

    expect(status(form)).to_contain_text("This browser keeps no copy")
    expect(status(form)).to_contain_text("Saved")
    lab.restart(page)
    level(form, W2, "2").check()
    expect(status(form)).to_contain_text("the kernel has stopped")
    lab.run_all(page)
    expect(level(lab.form(page, "political-will"), W2, "2")).to_be_checked()
    expect(status(lab.form(page, "political-will"))).to_contain_text("1 answer kept")
    assert lab.values(name, W2) == [2]


def hostile_fields(form: Locator) -> list[str]:
    """Paths of every text field of a form that can be seen."""
    open_more(form)
    paths = form.locator(":is(input[type=text], textarea)[data-path]").evaluate_all(
        "all => all.filter(one => one.checkVisibility()).map(one => one.dataset.path)"
    )
    return [str(one) for one in paths]


@pytest.mark.parametrize("step", ["context", "political-will"])
def test_hostile_text_is_only_text(lab: Lab, context: BrowserContext, step: str) -> None:
    calls = (f'step("{step}")', "readiness()", "map()")
    name, page = shown(lab, context, *calls)
    dialogs: list[str] = []

    def noted(one: Dialog) -> None:
        if one.type != "beforeunload":
            dialogs.append(one.message)
        one.accept()

    page.on("dialog", noted)
    form = lab.form(page, step)
    if step == "context":
        form.locator(f'[data-action=add-row][data-path="{PERSONS}"]').click()
        expect(form.locator(f'input[data-path^="{PERSONS}/"]').first).to_be_focused()
    paths = hostile_fields(form)
    for path in paths:
        text(form, path).fill(HOSTILE)
        text(form, path).blur()
    text(form, paths[0]).evaluate(
        "one => { one.focus(); one.value = 'a\\ud800b\\u0000c';"
        " one.dispatchEvent(new Event('input', {bubbles: true})); one.blur(); }"
    )
    expect(status(form)).to_contain_text(re.compile("Saved|Kept as typed"))
    expect(form.locator(f'[data-path="{paths[0]}"]')).to_have_value(
        re.compile("a\ufffdb\ufffdc")
    )
    page.reload()
    lab.until_idle(page)
    lab.run_all(page)
    form = lab.form(page, step)
    open_more(form)

    assert len(paths) > 5
    for path in paths[1:]:
        expect(text(form, path)).to_have_value(HOSTILE)
        kept = lab.values(name, path)[-1]
        assert (kept["text"] if isinstance(kept, dict) else kept) == HOSTILE
    assert page.evaluate("window.__pwned") is None
    assert page.locator(".smartcity script, .smartcity img").count() == 0
    assert dialogs == []


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_everybody_can_use_the_form_and_the_panel(
    lab: Lab, context: BrowserContext, theme: str, tmp_path: Path
) -> None:
    lab.setting(THEMES, theme=theme)
    _, page = shown(lab, context, CONTEXT, WILL, "readiness()", "map()", "choose()")
    form = lab.form(page, "political-will")
    level(form, W1, "3").check()
    level(form, W2, "0").check()
    open_more(form)
    text(form, "political-will/budget_committed").fill("1.250.00")
    text(form, "political-will/budget_committed").blur()
    expect(form.locator(".problems")).to_be_visible()
    page.screenshot(path=tmp_path / "form.png")

    pages = page.locator(".jp-OutputArea-output")
    expect(pages).to_have_count(5)
    assert violations(page, ".jp-OutputArea-output") == []
    lab.setting(THEMES)


def test_a_form_is_usable_on_a_phone(lab: Lab, context: BrowserContext) -> None:
    name, page = shown(lab, context, WILL)
    form = lab.form(page, "political-will")
    page.set_viewport_size({"width": 375, "height": 720})
    open_more(form)
    wide = form.evaluate(
        "form => [...form.querySelectorAll('*')].filter(one => one.checkVisibility()"
        " && !one.closest('.sr') && one.getBoundingClientRect().right"
        " > form.getBoundingClientRect().right + 1).map(one => one.outerHTML.slice(0, 120))"
    )
    assert wide == []
    assert form.evaluate("form => form.scrollWidth <= form.clientWidth")

    level(form, W1, "4").check()
    saved(form)

    assert lab.values(name, W1) == [4]


def test_a_workbook_is_created_from_a_cell(lab: Lab, context: BrowserContext) -> None:
    _, page = shown(lab, context, "choose()")
    picker = page.locator('[data-page="picker"]')
    picker.locator("input[name=name]").fill("Sambreville <b>")
    page.keyboard.press("Enter")

    expect(status(picker)).to_contain_text("Sambreville <b> is open")
    expect(picker.locator("button[aria-current=true]")).to_contain_text("Sambreville <b>")
    (lab.folder / "data" / "chosen.json").unlink()


def test_undo_names_what_it_undoes(lab: Lab, context: BrowserContext) -> None:
    name, page = shown(lab, context, WILL)
    form = lab.form(page, "political-will")
    level(form, W1, "1").check()
    saved(form)
    level(form, W1, "3").check()
    nothing_left(page)
    # "Saved" stood there before: that undo names the second answer says it was seen.
    undo = form.locator("[data-action=undo]")
    expect(undo).to_have_attribute("data-entry", str(lab.entries(name, W1)[-1].number))

    undo.click()

    expect(level(form, W1, "1")).to_be_checked()
    assert lab.values(name, W1) == [1, 3, 1]
