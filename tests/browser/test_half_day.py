"""The half-day workshop, walked as a consultant leads it: from the picker to the record.

Valmont, in French, with the clock of the agenda. Where `SMARTCITY_PICTURES` names a folder,
what stands on the wall is photographed there.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import urllib.request
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from smartcity_widgets.folder import make_folder

pytestmark = pytest.mark.browser

SMARTCITY = (sys.executable, "-m", "smartcity_widgets")
VALMONT = Path(__file__).parents[2] / "data" / "examples" / "valmont.json"
STEPS = ("political-will", "leadership", "team", "pre-vision", "openness")
LETTERS = dict(zip(STEPS, "WLTVO", strict=True))
OPINIONS = (("r1", 2), ("r2", 3), ("r3", 1))
NINE = datetime.now(UTC).replace(hour=9, minute=0, second=0, microsecond=0)
W1 = "political-will/W1"
REMARK = "Et la fibre dans les hameaux ?"
DECISION = "Présenter la démarche au conseil communal de juin"
HANDS = "00334"
"""Who cannot score alone raises a hand: two at 0, two at 3, one at 4."""


@pytest.fixture
def folder(tmp_path):
    """A working folder that holds Valmont before its workshop: no level, no journal."""
    made = make_folder(tmp_path / "atelier").folder
    document = json.loads(VALMONT.read_text(encoding="utf-8"))
    for step, letter in LETTERS.items():
        for number in range(1, 6):
            document["answers"][step].pop(f"{letter}{number}", None)
    for member in ("individual", "tallies", "notes", "journal"):
        document.pop(member, None)
    (made / "before.json").write_text(json.dumps(document), encoding="utf-8")
    subprocess.run(
        [*SMARTCITY, "import", "before.json"], cwd=made, check=True, capture_output=True
    )
    return made


@pytest.fixture
def page(folder, browser):
    """Open `smartcity lab` at its first notebook, on a small projector, in French."""
    started = subprocess.Popen(
        [*SMARTCITY, "lab", "--no-browser"],
        cwd=folder,
        env=os.environ | {"LANGUAGE": "fr_BE"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )
    address = re.search(r"http://\S+", started.stdout.readline())[0]
    context = browser.new_context(
        viewport={"width": 1280, "height": 720}, locale="fr-BE", timezone_id="UTC"
    )
    context.set_default_timeout(60_000)
    page = context.new_page()
    _until_up(address)
    page.goto(address)
    yield page
    context.close()
    os.killpg(started.pid, signal.SIGTERM)
    started.wait(timeout=30)
    started.stdout.close()


def with_pause():
    """Let another process have its turn; the caller counts the tries."""
    subprocess.run([sys.executable, "-c", "import time; time.sleep(0.2)"], check=True)


def _until_up(address):
    for _ in range(600):
        try:
            urllib.request.urlopen(f"{address.partition('doc/')[0]}api", timeout=5)  # noqa: S310 - ours
        except OSError:
            subprocess.run(
                [sys.executable, "-c", "import time; time.sleep(.2)"], check=True
            )
        else:
            return


def picture(page, name):
    """Photograph the wall at the two sizes of projectors, where a folder is named."""
    place = os.environ.get("SMARTCITY_PICTURES")
    if not place:
        return
    for width, height in ((1920, 1080), (1280, 720)):
        page.set_viewport_size({"width": width, "height": height})
        page.screenshot(path=Path(place) / f"{name}-{width}.png")


def history(folder, path):
    """Return what the log says at a path, oldest first."""
    said = subprocess.run(
        [*SMARTCITY, "history", "valmont", "--path", path, "--json"],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    return json.loads(said.stdout)


def nothing_left(page):
    """Wait until the browser keeps no edit that is not on disk."""
    page.wait_for_function(
        "() => !Object.keys(localStorage).some(one => /^smartcity(-typed)?:/.test(one))"
    )


def form_of(page, step):
    return page.locator(f'.smartcity-form[data-step="{step}"]').last


def on_wall(page, path):
    """Wait until a question stands on the wall."""
    wall = page.locator("dialog.wall[open]")
    wall.locator(f'[data-wall-path="{path}"]').wait_for()
    return wall


def answering(page, step, who):
    """Say who answers a step, and wait until the form asks them."""
    form = form_of(page, step)
    form.locator('select[data-action="respondent"]').first.select_option(who)
    expect(form).to_have_attribute("data-respondent", who)
    return form


def segment(page, title, minutes):
    """Go to the next segment of the agenda, at the minute that is planned for it."""
    page.clock.set_fixed_time(NINE + timedelta(minutes=minutes))
    agenda = page.locator('[data-page="agenda"]')
    agenda.locator('button[data-to="next"]').first.click()
    expect(agenda.locator('[aria-current="step"]')).to_contain_text(title)


def frame(page):
    """The picker, the agenda, the meeting."""
    known = page.locator('[data-page="picker"] button[data-workbook="valmont"]').last
    known.click()
    expect(known).to_have_attribute("aria-current", "true")
    page.clock.set_fixed_time(NINE)
    page.goto(page.url.replace("00-context", "10-prerequisites"))
    agenda = page.locator('[data-page="agenda"]')
    agenda.locator('button[data-to="start"]').first.click()
    expect(agenda.locator('[aria-current="step"]')).to_contain_text("Cadrage")
    journal = form_of(page, "journal")
    journal.locator('button[data-action="add-row"][data-path="journal/meetings"]').click()
    cells = '[data-path^="journal/meetings/"][data-path$="/{}"]'
    for name, said in (("date", f"{NINE:%Y-%m-%d}"), ("place", "Maison communale")):
        cell = journal.locator(cells.format(name)).first
        cell.fill(said)
        cell.blur()
    nothing_left(page)


def score(page, folder):
    """Three score alone and in silence, five raise their hands."""
    for who, level in OPINIONS:
        form = answering(page, "political-will", who)
        for number in range(1, 6):
            path = f"political-will/W{number}"
            form.locator(
                f'fieldset[data-path="{path}"] input[value="{level}"]'
            ).first.check()
    form = answering(page, "political-will", "*")
    form.locator('.tools button[data-action="present"]').click()
    for number in range(1, 6):
        wall = on_wall(page, f"political-will/W{number}")
        for key in HANDS:
            page.keyboard.press(key)
        expect(wall.locator(".hands-sum")).to_contain_text("5")
        if number == 1:
            picture(page, "1-hands")
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    answering(page, "political-will", "")
    nothing_left(page)
    counted = history(folder, "tallies/political-will/W1")[-1]["value"]
    assert counted == {"0": 2, "3": 2, "4": 1}


def reveal(page):
    """What eight people think stays hidden until it is asked for."""
    form = form_of(page, "political-will")
    form.locator(f'button[data-action="present"][data-path="{W1}"]').first.click()
    wall = on_wall(page, W1)
    expect(wall.locator(".histogram")).to_have_count(0)
    expect(wall.locator(".timer")).to_contain_text("Découverte des avis · encore 10 min")
    picture(page, "2-before-reveal")
    page.keyboard.press("r")
    expect(wall.locator(".histogram")).to_be_visible()
    expect(wall).to_contain_text("8 avis divergents, de 0 à 4")
    picture(page, "3-revealed")
    page.keyboard.press("Escape")


def discuss(page):
    """The widest apart first; each with its level, an action, a remark, a decision."""
    talk = page.locator('[data-page="discussion"]')
    talk.locator('button[data-action="reveal"][data-path="revealed"]').click()
    expect(talk.locator(".talks > .talk")).to_have_count(5)
    talk.locator('.talk button[data-action="present"]').first.click()
    wall = on_wall(page, W1)
    page.keyboard.press("2")
    expect(wall.locator('input[value="2"]').first).to_be_checked()
    page.keyboard.press("m")
    mark = wall.locator('button[data-action="discuss"]')
    expect(mark).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("k")  # the sentence to the next level becomes an action
    jot = page.locator("dialog.jot[open]")
    expect(jot.locator("textarea")).not_to_have_value("")
    jot.locator('[data-cell="who"]').fill("Mme Ormeval")
    jot.locator('[data-cell="by_when"]').fill(f"{NINE + timedelta(days=60):%Y-%m-%d}")
    picture(page, "4-action")
    page.keyboard.press("Enter")
    page.keyboard.press("p")
    page.keyboard.type(REMARK)
    page.keyboard.press("Enter")
    expect(wall.locator('button[data-jot="action"]')).to_contain_text("1 retenue")
    picture(page, "5-discussed")
    page.keyboard.press("ArrowRight")
    on_wall(page, "political-will/W2")
    page.keyboard.press("3")
    page.keyboard.press("Escape")
    nothing_left(page)


def decide(page):
    """Where the municipality stands, in words, and what is decided."""
    page.locator('[data-page="readiness"] button[data-action="wall-open"]').click()
    number = page.locator("dialog.wall[open] .wall-number")
    expect(number).to_be_hidden()
    picture(page, "6-where-we-stand")
    page.keyboard.press("n")
    expect(number).to_be_visible()
    page.keyboard.press("Escape")
    form = form_of(page, "political-will")
    form.locator(f'button[data-action="present"][data-path="{W1}"]').first.click()
    on_wall(page, W1)
    page.keyboard.press("d")
    page.keyboard.type(DECISION)
    page.keyboard.press("Enter")
    nothing_left(page)
    page.keyboard.press("Escape")


def close(page, folder):
    """The record of decisions: one page, a letter, a calendar."""
    done = subprocess.run(
        [*SMARTCITY, "export", "valmont", "--record"],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    )
    html, letter, calendar = (Path(line) for line in done.stdout.splitlines())
    for file in (html, letter):
        said = file.read_text(encoding="utf-8")
        for expected in ("Maison communale", DECISION, "Mme Ormeval", REMARK):
            assert expected in said, file.name
    assert "BEGIN:VEVENT" in calendar.read_text(encoding="utf-8")
    record = page.context.new_page()
    record.goto(html.as_uri())
    picture(record, "7-record")
    record.pdf(path=folder / "record.pdf", prefer_css_page_size=True)
    assert pages_of(folder / "record.pdf") == 1


def pages_of(pdf):
    """Return how many pages a PDF has."""
    found = subprocess.run(
        ["pdfinfo", str(pdf)],  # noqa: S607 - poppler, where the browser is
        check=True,
        capture_output=True,
        text=True,
    )
    return int(re.search(r"Pages:\s+(\d+)", found.stdout)[1])


def test_a_half_day_from_the_picker_to_the_record(page, folder):
    frame(page)
    segment(page, "Contexte", 15)
    segment(page, "silence", 25)
    score(page, folder)
    segment(page, "Découverte", 50)
    reveal(page)
    segment(page, "Pause", 60)
    segment(page, "Discussions", 75)
    discuss(page)
    segment(page, "Décisions", 135)
    decide(page)
    segment(page, "Clôture", 175)
    close(page, folder)
