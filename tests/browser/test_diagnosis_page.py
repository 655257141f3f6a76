"""The findings of a diagnosis in a real browser: nothing overlaps, everybody can read."""

from __future__ import annotations

import shutil
import subprocess
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
from building import answers_of
from charted import DIAGNOSED
from checking import tool, violations

from smartcity_widgets.method import load_method
from smartcity_widgets.render.templates import stylesheet
from smartcity_widgets.render_findings import findings_page, findings_part
from smartcity_widgets.report.page import STYLES
from smartcity_widgets.words import languages, words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from smartcity_widgets.answers import Answers

pytestmark = pytest.mark.browser

METHOD = load_method()
WIDE = "*{font-family:'DejaVu Sans',Verdana,sans-serif !important}"
NAMES = (
    "Intercommunale de développement économique et d’aménagement du territoire",
    "Comité de quartier Saint-Servais–Bomel–Heuvy",
    "Anticonstitutionnellement-parlant",
    "CPAS",
)
TOO_WIDE = """[...document.querySelectorAll('body *')].filter(one =>
  one.getBoundingClientRect().right > innerWidth + 1
  && !one.closest('.wide') && !one.closest('.sr')).map(one => one.outerHTML.slice(0, 90))"""
BOXES = """svg => [...svg.querySelectorAll('text')].map(one => {
  const {left, top, right, bottom} = one.getBoundingClientRect();
  return [left, top, right, bottom, one.textContent];
})"""


def crowded(count: int) -> Answers:
    """Return a diagnosis with many rows and a crowd of stakeholders."""
    board = [
        {
            "quadrant": "swot"[place % 4],
            "statement": f"{NAMES[place % 4]}, constat {place}",
            "importance": place % 5 + 1,
        }
        for place in range(count)
    ]
    people = [
        {
            "name": f"{NAMES[place % 4]} {place}",
            "interest": 1 + place % 7 % 5,
            "influence": 1 + place % 3,
            "stance": ("for", "neutral", "against", "unknown")[place % 4],
            "engagement": "collaborate",
        }
        for place in range(count)
    ]
    diagnosis: dict[str, Any] = {**DIAGNOSED["diagnosis"], "swot": board}
    return answers_of(
        {**DIAGNOSED, "diagnosis": diagnosis, "openness": {"stakeholders": people}}
    )


def written(folder: Path, answers: Answers, language: str, *, live: bool) -> Path:
    """Write the page as it stands in a notebook, or in a report."""
    spoken = words(language, "be")
    if live:
        html = findings_page(METHOD, answers, spoken, "diagnosis", uid="f1")
        style, where = stylesheet(), ""
    else:
        html = findings_part(METHOD, answers, spoken, "diagnosis", internal=True)
        html = f"<main><h1>x</h1><h2>x</h2>{html}</main>"
        style, where = stylesheet(*STYLES), "smartcity smartcity-report"
    path = folder / f"{'live' if live else 'report'}-{language}.html"
    path.write_text(
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>x</title>'
        f'<style>{style}</style></head><body class="{where}">{html}</body></html>',
        encoding="utf-8",
    )
    return path


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of its own, as wide as a laptop."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, offline=True)
    yield context.new_page()
    context.close()


def overlapping(page: Page, selector: str) -> list[tuple[str, str]]:
    boxes = page.locator(selector).evaluate(BOXES)
    return [
        (one[4], other[4])
        for one, other in combinations(boxes, 2)
        if min(one[2], other[2]) - max(one[0], other[0]) > 0.5
        and min(one[3], other[3]) - max(one[1], other[1]) > 4  # lines stand close
    ]


@pytest.mark.parametrize("count", [1, 12, 40])
def test_no_name_on_the_map_overlaps_in_a_wide_font(
    page: Page, tmp_path: Path, count: int
) -> None:
    page.goto(written(tmp_path, crowded(count), "fr", live=True).as_uri())
    page.add_style_tag(content=WIDE)
    page.get_by_text("(interne)").click()

    assert page.locator(".map svg text").count() > count
    assert overlapping(page, ".map svg") == []
    for place in range(page.locator("figure svg").count()):
        assert overlapping(page, f"figure svg >> nth={place}") == []


@pytest.mark.parametrize("live", [True, False], ids=["live", "report"])
def test_it_fits_a_phone_and_names_those_on_the_map_as_lists(
    page: Page, tmp_path: Path, *, live: bool
) -> None:
    page.set_viewport_size({"width": 375, "height": 800})
    page.goto(written(tmp_path, crowded(40), "fr", live=live).as_uri())
    if live:  # a screen may be projected: the map is folded until somebody asks for it
        assert not page.locator(".by-zone li").first.is_visible()
        page.get_by_text("(interne)").click()

    assert page.evaluate(TOO_WIDE) == []
    assert not page.locator(".map svg").is_visible()
    assert page.locator(".by-zone li").first.is_visible()


@pytest.mark.parametrize("live", [True, False], ids=["live", "report"])
@pytest.mark.parametrize("language", languages())
def test_everybody_can_read_the_findings(
    page: Page, tmp_path: Path, language: str, *, live: bool
) -> None:
    path = written(tmp_path, answers_of(DIAGNOSED), language, live=live)
    page.goto(path.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")

    assert violations(page, ".sc-findings") == []


def test_the_findings_are_valid(tmp_path: Path) -> None:
    jar = tool("vnu-jar/build/dist/vnu.jar")
    java = shutil.which("java")
    if java is None:
        pytest.skip("java is missing")
    report = written(tmp_path, answers_of(DIAGNOSED), "fr", live=False)
    command = [java, "-jar", str(jar), "--errors-only", "--format", "text", str(report)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)

    assert (done.returncode, done.stderr.splitlines()) == (
        0,
        ["Document checking completed. No errors found."],
    )
