"""A file is attached by hand in JupyterLab, and what becomes of it is seen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from attachable import PDF, SECRET, photo
from checking import violations
from filling import level, nothing_left, open_more, status
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Locator, Page

    from conftest import Lab

pytestmark = pytest.mark.browser

WILL = 'step("political-will")'
TABLE = "political-will/step_evidence"


def shown(lab: Lab, context: BrowserContext) -> tuple[str, Page, Locator]:
    """The form of a step, unfolded."""
    name = lab.notebook(WILL)
    page = lab.open(context, name)
    lab.run_all(page)
    form = lab.form(page, "political-will")
    open_more(form)
    return name, page, form


def picker(form: Locator) -> Locator:
    """Where a file is picked."""
    return form.get_by_label("Attach a photo or a PDF")


def given(name: str, content: bytes) -> dict[str, object]:
    return {"name": name, "mimeType": "image/jpeg", "buffer": content}


def test_a_photo_is_attached_shown_and_opened(lab: Lab, context: BrowserContext) -> None:
    name, page, form = shown(lab, context)
    photograph = photo(4000, 3000) + bytes(1)  # decoders let a byte after the end pass
    picker(form).focus()
    picker(form).set_input_files(given("Flip chart.jpg", photograph))
    expect(status(form)).to_have_text("Attached: Flip chart")

    picture = form.locator(f'[id*="{TABLE}"] img')
    expect(picture).to_have_attribute("alt", "Flip chart")
    assert picture.evaluate("one => one.complete && one.naturalWidth") == 120
    open_more(form)
    form.locator(".attached").scroll_into_view_if_needed()
    expect(form.locator(".attached")).to_contain_text("it must first be said")
    assert violations(page, ".jp-OutputArea-output") == []
    folder = lab.folder / "data" / "attachments" / name.partition("-")[0]
    (kept,) = (one for one in folder.iterdir() if "thumb" not in one.name)
    assert SECRET not in kept.read_bytes()
    with context.expect_page() as opening:
        form.get_by_role("link", name=re.compile("Open.*Flip chart")).click()
    opened = opening.value
    opened.wait_for_load_state()
    assert opened.locator("img").evaluate("one => one.naturalWidth") == 1200
    opened.close()
    form.locator(f'select[data-path^="{TABLE}/"][data-path$="/people"]').select_option(
        "false"
    )
    nothing_left(page)
    expect(form.locator(".attached")).not_to_contain_text("it must first be said")


def test_what_is_refused_is_said_and_the_next_file_is_taken(
    lab: Lab, context: BrowserContext
) -> None:
    _, page, form = shown(lab, context)
    picker(form).set_input_files(given("chart.png", b"<script>window.__pwned=1</script>"))
    expect(status(form)).to_have_text(
        re.compile("Not attached. “chart.png”: by its content")
    )
    picker(form).set_input_files(given("huge.jpg", bytes(50_000_000)))
    expect(status(form)).to_have_text(
        re.compile("Not attached: the file is larger than 20 MB")
    )
    picker(form).set_input_files(
        given("Plan.pdf", PDF + b"%" + b" " * 3_000_000 + b"%%EOF")
    )
    expect(status(form)).to_have_text("Attached: Plan")

    expect(form.locator(".attached")).to_contain_text("attached file (PDF), 3 MB")
    assert page.evaluate("window.__pwned") is None


def test_a_file_for_a_kernel_that_is_gone_is_said_not_to_be_attached(
    lab: Lab, context: BrowserContext
) -> None:
    name, page, form = shown(lab, context)
    lab.restart(page)
    picker(form).set_input_files(given("a.jpg", photo(300, 200)))

    expect(status(form)).to_have_text(
        re.compile("The file is not attached. The kernel has")
    )
    level(form, "political-will/W1", "2").check()
    expect(status(form)).to_have_text(re.compile("kernel has stopped"))
    assert lab.values(name, "political-will/W1") == []
