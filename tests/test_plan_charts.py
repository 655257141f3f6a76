"""The two pictures of the action plan: nothing overlaps, however many there are."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import date
from typing import Any

import pytest
from building import answers_of
from hypothesis import given, settings
from hypothesis import strategies as st
from portfolios import portfolio

from smartcity_widgets.analysis.efforts import PLACES, efforts_of
from smartcity_widgets.analysis.portfolio import portfolio_of
from smartcity_widgets.analysis.roadmap import Roadmap, roadmap_of
from smartcity_widgets.charts import effort_board, roadmap_chart
from smartcity_widgets.charts.efforts import TALL, TOP, _board, _columns
from smartcity_widgets.charts.kinds import REACH
from smartcity_widgets.charts.lettering import width_of
from smartcity_widgets.charts.roadmap import MOST
from smartcity_widgets.method import load_method
from smartcity_widgets.words import words

METHOD = load_method()
FRENCH = words("fr", "be")
TODAY = date(2026, 11, 26)
SVG = "{http://www.w3.org/2000/svg}"
SIZES = (0, 1, 12, 30, 200)
calm = settings(deadline=None)


def board(answers: Any, language: str = "fr") -> Any:
    found = efforts_of(portfolio_of(METHOD, answers_of(answers)))
    return effort_board(found, words(language, "be"))


def road(answers: Any) -> Roadmap:
    return roadmap_of(METHOD, answers_of(answers), today=TODAY)


def root(svg: str) -> ET.Element:
    return ET.fromstring(  # noqa: S314 - our own picture
        svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    )


def boxes_of(svg: str) -> list[tuple[float, ...]]:
    found, size = [], float(root(svg).attrib["font-size"])

    def walk(node: ET.Element, size: float, anchor: str) -> None:
        size = float(node.get("font-size", size))
        anchor = node.get("text-anchor", anchor)
        if node.tag == f"{SVG}text" and "x" in node.attrib:
            text = "".join(node.itertext())
            wide = width_of(text, size, bold=node.get("font-weight") == "600")
            shift = {"middle": wide / 2, "end": wide}.get(anchor, 0)
            x, y = float(node.attrib["x"]) - shift, float(node.attrib["y"])
            found.append((x, y - size * 0.72, x + wide, y + size * 0.2))
        for child in node:
            walk(child, size, anchor)

    walk(root(svg), size, "")
    return found


def assert_apart(svg: str) -> None:
    left, top, wide, high = map(float, root(svg).attrib["viewBox"].split())
    boxes = boxes_of(svg)
    for x, y, end, bottom in boxes:
        assert left - 0.5 <= x <= end <= left + wide + 0.5
        assert top - 0.5 <= y <= bottom <= top + high + 0.5
    for place, one in enumerate(boxes):
        for other in boxes[place + 1 :]:
            assert not (
                one[0] < other[2] - 0.5
                and other[0] < one[2] - 0.5
                and one[1] < other[3] - 0.5
                and other[1] < one[3] - 0.5
            ), (one, other)


# Impact and effort ------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("count", SIZES)
def test_no_text_of_the_board_touches_another(count: int, language: str) -> None:
    assert_apart(board(portfolio(count), language).svg)


@calm
@given(st.integers(1, 120), st.integers(0, 10**6), st.sampled_from([1, 2, 5]))
def test_no_two_shapes_touch_and_none_leaves_its_place(
    count: int, seed: int, spots: int
) -> None:
    answers = answers_of(portfolio(count, seed=seed, spots=spots))
    found = efforts_of(portfolio_of(METHOD, answers))
    columns = _columns(found)
    rows, bubbles = _board(found, columns)

    assert len(bubbles) == len(found.placed)
    by_number = {one.number: one for one in found.placed}
    for one in bubbles:
        project = by_number[one.number].project
        reach = one.radius * (REACH if one.kind == "pilot" else 1.1)
        column = columns[PLACES.index(project.effort or 0)]
        row = rows[len(PLACES) - (project.impact or 0)]
        assert column.start <= one.x - reach
        assert one.x + reach <= column.start + column.size + 0.2
        assert row.start <= one.y - reach
        assert one.y + reach <= row.start + row.size + 0.2
    for place, one in enumerate(bubbles):
        for other in bubbles[place + 1 :]:
            apart = max(abs(one.x - other.x), abs(one.y - other.y))
            assert apart >= (one.radius + other.radius) * 0.88


def test_the_shapes_get_smaller_before_the_board_gets_taller_than_a_page() -> None:
    for count in (12, 60, 120, 200):
        found = efforts_of(portfolio_of(METHOD, answers_of(portfolio(count))))
        rows, bubbles = _board(found, _columns(found))
        radii = {one.radius for one in bubbles}

        assert min(radii) >= 12
        assert rows[-1].start + rows[-1].size <= TOP + TALL or len(radii) == 1


def test_the_area_follows_the_budget() -> None:
    rows = [
        {"id": "a", "impact": 1, "effort": 1, "budget_capex": "40000"},
        {"id": "b", "impact": 5, "effort": 5, "budget_capex": "10000"},
        {"id": "c", "impact": 5, "effort": 5},
    ]
    found = efforts_of(
        portfolio_of(METHOD, answers_of({"action-plan": {"projects": rows}}))
    )
    _, bubbles = _board(found, _columns(found))
    radii = {one.number: one.radius for one in bubbles}

    assert radii[1] == pytest.approx(2 * radii[2])
    assert [one.is_sized for one in bubbles if one.number == 3] == [False]


def test_a_kind_is_told_by_shape_and_every_project_by_number() -> None:
    rows = [
        {"id": kind or "x", "title": f"T{kind}", "impact": 2, "effort": 2}
        | ({"kind": kind} if kind else {})
        for kind in ("quick_win", "pilot", "structural", "")
    ]
    chart = board({"action-plan": {"projects": rows}})
    texts = ["".join(one.itertext()) for one in root(chart.svg).iter(f"{SVG}text")]

    assert {"1", "2", "3", "4", "Tquick_win", "Tpilot"} <= set(texts)
    assert chart.svg.count("<circle") == 4  # on the board, named, in the legend twice
    assert "Type non précisé" in texts
    assert "Réussite rapide" in chart.table


def test_many_are_named_in_the_table_only() -> None:
    chart = board(portfolio(40))

    assert "Les numéros renvoient au tableau." in chart.svg.replace("\n", " ")
    assert chart.table.count("<td>") >= 40
    assert chart.svg.count("Guichet numérique</text>") == 0


# The roadmap ------------------------------------------------------------------------------


@pytest.mark.parametrize("count", SIZES)
def test_no_text_of_the_roadmap_touches_another(count: int) -> None:
    whole = road(portfolio(count))
    for part in whole.split(MOST) or (whole,):
        assert_apart(roadmap_chart(part, FRENCH).svg)


@calm
@given(st.integers(1, 14), st.integers(0, 10**6))
def test_a_roadmap_is_readable_whatever_is_planned(count: int, seed: int) -> None:
    assert_apart(roadmap_chart(road(portfolio(count, seed=seed)), FRENCH).svg)


def test_parts_stand_together_on_one_page() -> None:
    whole = road(portfolio(50))
    page = "".join(roadmap_chart(one, FRENCH).svg for one in whole.split(MOST))
    ids = re.findall(r'\bid="([^"]+)"', page)

    assert len(ids) == len(set(ids))
    assert "partie 3 sur 3" in page
    assert page.count("Situation au 26") == 3


ONE = {"id": "a", "title": "Un", "start": "2026-03", "end": "2026-09", "kind": "pilot"}
TWO = {"id": "b", "title": "Deux", "start": "2026-10", "end": "2027", "depends_on": ["a"]}


def test_what_waits_is_drawn_with_an_arrow_and_told_in_the_table() -> None:
    soon = roadmap_chart(road({"action-plan": {"projects": [ONE, TWO]}}), FRENCH)
    early = roadmap_chart(
        road({"action-plan": {"projects": [ONE, TWO | {"start": "2026-05"}]}}), FRENCH
    )

    assert "doit précéder" in soon.svg
    assert "trop tôt" not in soon.svg
    assert "n°\N{NO-BREAK SPACE}1 Un" in soon.table
    assert "commence trop tôt" in early.svg
    assert "commence avant sa fin" in early.table


def test_a_date_is_told_as_precisely_as_it_was_said() -> None:
    table = roadmap_chart(road({"action-plan": {"projects": [ONE, TWO]}}), FRENCH).table

    assert "mars 2026 → septembre 2026" in table
    assert "octobre 2026 → 2027" in table


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        ({}, "dates à préciser"),
        ({"start": "2027"}, "fin à préciser"),
        ({"end": "2027"}, "début à préciser"),
        ({"start": "2028", "end": "2027"}, "la fin précède le début"),
    ],
)
def test_a_bar_that_cannot_be_drawn_says_why(dates: dict[str, str], said: str) -> None:
    rows = [{"id": "a", "title": "Un"} | dates]
    assert said in roadmap_chart(road({"action-plan": {"projects": rows}}), FRENCH).svg


def test_a_milestone_is_told_by_shape_and_word() -> None:
    delivery = {
        "milestones": [
            {"project": "a", "name": "Fait", "due": "2026-04", "done": "2026-05-02"},
            {"project": "a", "name": "Tard", "due": "2026-06-01"},
            {"project": "a", "name": "Après", "due": "2026-12-01"},
            {"project": "c", "name": "Fini", "due": "2026-06-01"},
        ]
    }
    rows = [ONE, {"id": "c", "title": "Clos", "status": "done"}]
    chart = roadmap_chart(
        road({"action-plan": {"projects": rows}, "delivery": delivery}), FRENCH
    )
    table = chart.table.replace("\N{NO-BREAK SPACE}", " ")

    assert "Fait : fait, 2 mai 2026 ; Tard : 1er juin 2026, en retard ; Après" in table
    assert "Fini : 1er juin 2026<" in table
    for word in ("Jalon atteint", "Jalon prévu", "Jalon en retard"):
        assert word in chart.svg


def test_a_far_day_is_not_drawn() -> None:
    rows = [{"id": "a", "start": "2040", "end": "2041"}]
    assert (
        "Situation au"
        not in roadmap_chart(road({"action-plan": {"projects": rows}}), FRENCH).svg
    )


def test_a_title_is_text_whatever_it_is() -> None:
    rows = [{"id": "a", "title": "<script>x()</script>", "impact": 1, "effort": 1}]
    answers = {"action-plan": {"projects": rows}}
    for chart in (board(answers), roadmap_chart(road(answers), FRENCH)):
        assert "<script" not in chart.svg + chart.table
        assert "&lt;script" in chart.svg
