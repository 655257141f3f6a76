"""Sheets and ballots in a real browser: on A4, on a screen, on a phone."""

from __future__ import annotations

import re
import shutil
import subprocess
import uuid
from typing import TYPE_CHECKING

import pytest
from checking import tool
from test_report_page import HOSTILE, entries

from smartcity_widgets.desk import Desk
from smartcity_widgets.log import NewEntry
from smartcity_widgets.method import load_method
from smartcity_widgets.report.paper import PaperRequest, write_papers
from smartcity_widgets.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PEOPLE = 5
MM = 96 / 25.4
ROOM = (297 - 9 - 8) * MM  # A4 without the margins of a ballot
SMALLEST = 7.5 * 96 / 72
WIDE = "*{font-family:'DejaVu Sans',Verdana,sans-serif !important}"


def named(workbook: str, name: str) -> list[NewEntry]:
    """Give each respondent a name."""
    return [
        NewEntry(
            str(uuid.uuid4()),
            workbook,
            1,
            "",
            f"workbook/respondents/r{one}/name",
            "answer",
            f"{name} {one}",
            "anna",
        )
        for one in range(1, PEOPLE + 1)
    ]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A workbook in which everything is answered, one with hostile text, an empty one."""
    folder = tmp_path_factory.mktemp("paper")
    one = Store(f"sqlite:///{folder / 'workbooks.sqlite'}", folder=folder)
    for workbook, text in (("full", "Échevine"), ("hostile", HOSTILE), ("long", "x" * 300)):
        one.append(entries(workbook, text, text))
        one.append(named(workbook, text))
    one.append(entries("empty", "", "Vide")[:4])
    yield one
    one.close()


def papers(store: Store, workbook: str, out: Path, **asked: object) -> list[Path]:
    desk = Desk(store, workbook, method=load_method(), author="anna")
    return list(write_papers(desk, PaperRequest(out=out, **asked)).paths)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def pages(store: Store, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The sheets and ballots that every test looks at, by name."""
    out = tmp_path_factory.mktemp("Dossier d'été")
    made = {}
    for workbook in ("full", "hostile", "long", "empty"):
        given = papers(store, workbook, out / "given", prefilled=True, internal=True)
        made[f"{workbook}-sheets"], made[f"{workbook}-ballots"] = given
    made["blank-sheets"] = papers(store, "full", out / "blank")[0]
    return made


NAMES = (
    *(f"{one}-{what}" for one in ("full", "hostile") for what in ("sheets", "ballots")),
    "blank-sheets",
    "long-ballots",
    "empty-ballots",
)


@pytest.fixture(params=NAMES)
def paper(request: pytest.FixtureRequest, pages: dict[str, Path]) -> Path:
    """Return each file in turn."""
    return pages[request.param]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of its own, without a network."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, offline=True)
    one = context.new_page()
    one.on("dialog", lambda dialog: pytest.fail(f"a dialog opened: {dialog.message}"))
    yield one
    context.close()


def printed(page: Page, path: Path, style: str = "") -> list[bytes]:
    """Return the pages of the printed file."""
    page.goto(path.as_uri())
    if style:
        page.add_style_tag(content=style)
    pdf = page.pdf(prefer_css_page_size=True, print_background=False, tagged=True)
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+ [\d.]+)", pdf)
    for one in boxes:
        width, height = map(float, one.split())
        assert (abs(width - 595) < 1, abs(height - 842) < 1) == (True, True)
    return boxes


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("terms", ["be", "fr"])
def test_a_ballot_is_one_sheet_printed_on_both_sides(
    page: Page, store: Store, tmp_path: Path, language: str, terms: str
) -> None:
    store.append(
        [
            NewEntry(
                str(uuid.uuid4()), "full", 1, "", "workbook/terms", "answer", terms, "anna"
            )
        ]
    )
    asked = {"phases": ("prerequisites",), "language": language}
    ballots = papers(store, "full", tmp_path, **asked)[1]
    anonymous = papers(store, "full", tmp_path / "anonymous", ballots=3, **asked)[1]

    for style in ("", WIDE):
        assert len(printed(page, ballots, style)) == 2 * PEOPLE
        assert len(printed(page, anonymous, style)) == 2 * 3


@pytest.mark.parametrize("name", ["hostile-ballots", "long-ballots", "empty-ballots"])
def test_no_name_makes_a_ballot_longer(
    page: Page, pages: dict[str, Path], name: str
) -> None:
    people = 1 if name.startswith("empty") else PEOPLE

    assert len(printed(page, pages[name])) == 2 * people


def test_a_ballot_asks_for_a_sheet_of_its_own_and_leaves_room(
    page: Page, pages: dict[str, Path]
) -> None:
    page.goto(pages["full-ballots"].as_uri())
    page.emulate_media(media="print")
    breaks = page.eval_on_selector_all(
        ".ballot", "all => all.map(one => getComputedStyle(one).breakBefore)"
    )
    assert set(breaks[1:]) == {"recto"}

    page.set_viewport_size({"width": round(190 * MM), "height": round(280 * MM)})
    heights = page.eval_on_selector_all(
        ".ballot .side", "all => all.map(one => one.getBoundingClientRect().height)"
    )
    assert max(heights) < ROOM - 5 * MM


def test_nothing_on_a_ballot_is_printed_too_small(
    page: Page, pages: dict[str, Path]
) -> None:
    page.goto(pages["full-ballots"].as_uri())
    page.emulate_media(media="print")
    sizes = page.eval_on_selector_all(
        ".ballot :is(th, td, p)",
        "all => all.map(one => parseFloat(getComputedStyle(one).fontSize))",
    )

    assert min(sizes) >= SMALLEST - 0.01


def test_each_step_begins_on_a_page_of_its_own(page: Page, pages: dict[str, Path]) -> None:
    page.goto(pages["blank-sheets"].as_uri())
    page.emulate_media(media="print")
    found = page.eval_on_selector_all(
        ".sheet",
        "all => all.map(one => getComputedStyle(one))"
        ".map(one => [one.breakBefore, one.page])",
    )

    assert found[0][0] == "auto"
    assert {one[0] for one in found[1:]} == {"page"}
    assert len({one[1] for one in found}) == len(found) == 6
    for what in (".ask.as-levels", ".rows tr", ".ticks li", ".as-lines"):
        style = "one => getComputedStyle(one).breakInside"
        assert page.locator(what).first.evaluate(style) == "avoid", what


@pytest.mark.parametrize("style", ["", WIDE])
def test_nothing_is_wider_or_higher_than_a4(
    page: Page, pages: dict[str, Path], style: str
) -> None:
    for name in ("full-sheets", "hostile-sheets", "long-sheets", "blank-sheets"):
        page.set_viewport_size({"width": round(182 * MM), "height": round(269 * MM)})
        page.goto(pages[name].as_uri())
        page.emulate_media(media="print")
        if style:
            page.add_style_tag(content=style)
        out = page.evaluate(
            "[...document.querySelectorAll('main *')].filter(one => "
            "!one.closest('.sr') && one.getBoundingClientRect().right > innerWidth + 1)"
            ".map(one => one.outerHTML.slice(0, 200))"
        )
        tall = page.evaluate(
            "[...document.querySelectorAll('.ask:not(.as-table, .as-cards)')].filter("
            "one => one.offsetHeight > innerHeight).map(one => one.dataset.path)"
        )

        assert (name, out, tall) == (name, [], [])


def test_it_asks_for_nothing_and_runs_nothing(page: Page, paper: Path) -> None:
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.on("console", lambda one: said.append(one.text))
    page.goto(paper.as_uri())

    assert (asked, said) == ([paper.as_uri()], [])
    assert page.locator("script").count() == 0


def test_nothing_is_wider_than_a_phone(page: Page, paper: Path) -> None:
    page.set_viewport_size({"width": 375, "height": 800})
    page.goto(paper.as_uri())

    assert page.evaluate("document.documentElement.scrollWidth") == 375


@pytest.mark.parametrize("width", [1280, 375])
def test_everybody_can_read_it(page: Page, paper: Path, width: int) -> None:
    axe = tool("axe-core/axe.min.js").read_text(encoding="utf-8")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(paper.as_uri())
    page.evaluate(axe)
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
    found = page.evaluate("tags => axe.run({runOnly: tags})", tags)

    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []


def test_the_page_is_valid(paper: Path) -> None:
    jar = tool("vnu-jar/build/dist/vnu.jar")
    java = shutil.which("java")
    if java is None:
        pytest.skip("java is missing")
    command = [java, "-jar", str(jar), "--errors-only", "--format", "text", str(paper)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)

    assert (done.returncode, done.stderr) == (
        0,
        "Document checking completed. No errors found.\n",
    )
