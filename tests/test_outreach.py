"""A communication plan: who hears what when, what it forgot, how it is drawn."""

from __future__ import annotations

import tomllib
import xml.etree.ElementTree as ET
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from building import answers_of
from hypothesis import given, settings
from hypothesis import strategies as st
from planned import PLANNED

from smartcity_widgets.analysis.outreach import (
    hints_of,
    influential_left_out,
    outreach_of,
    stakeholders_left_out,
)
from smartcity_widgets.charts import outreach_calendar
from smartcity_widgets.charts.lettering import width_of
from smartcity_widgets.method import load_method
from smartcity_widgets.words import words

METHOD = load_method()
CASES = tomllib.loads(
    (Path(__file__).parent / "cases" / "outreach.toml").read_text(encoding="utf-8")
)["cases"]
SVG = "{http://www.w3.org/2000/svg}"
calm = settings(deadline=None)


def plan(**tables: Any) -> Any:
    return answers_of({"communication": {name: one for name, one in tables.items() if one}})


@pytest.mark.parametrize("case", CASES, ids=lambda one: one["name"])
def test_a_plan_has_the_hints_of_its_case(case: dict[str, Any]) -> None:
    answers = plan(audiences=case.get("audiences"), plan=case.get("plan"))

    found = hints_of(outreach_of(answers), METHOD)

    assert [[one.rule, one.subject] for one in found] == case["found"]


def test_those_inside_come_first_and_what_is_no_date_stands_apart() -> None:
    found = outreach_of(answers_of(PLANNED, workbook={"language": "fr"}))

    assert [one.row for one in found.audiences] == ["a2", "a1", "a3", "a4"]
    assert [one.row for one in found.dated] == ["m1", "m2", "m4", "m3"]
    assert [one.when for one in found.undated] == ["après le conseil"]
    assert (found.cost, found.without_cost) == (Decimal("1550.50"), 3)


def test_a_date_is_read_in_the_language_of_the_workbook() -> None:
    said = [{"id": "m", "message": "x", "date_or_phase": "12 mars 2027"}]
    french = answers_of({"communication": {"plan": said}}, workbook={"language": "fr"})

    assert outreach_of(french).dated[0].day == "2027-03-12"
    assert outreach_of(plan(plan=said)).undated[0].when == "12 mars 2027"


def test_only_stakeholders_with_a_name_and_no_audience_are_left_out() -> None:
    answers = answers_of(PLANNED)

    assert stakeholders_left_out(answers) == ("s2", "s3")
    assert influential_left_out(answers) == ("s3",)


# The picture ------------------------------------------------------------------------------

names = st.text("aéiMWœ -/’", min_size=1, max_size=90).filter(str.strip)
moments = st.sampled_from(
    ["2025-08-20", "2026", "2026-03", "2026-03-12", "2026-03-13", "2027-01", "2031", "x"]
)


@calm
@given(
    st.lists(st.tuples(names, st.sampled_from([True, False, None])), max_size=6),
    st.lists(st.tuples(st.integers(0, 7), moments, st.booleans()), max_size=14),
    st.sampled_from(["en", "fr"]),
)
def test_no_two_texts_of_the_picture_touch_and_none_is_cut(
    audiences: list[tuple[str, bool | None]],
    told: list[tuple[int, str, bool]],
    language: str,
) -> None:
    rows = [
        {"id": f"a{n}", "name": name} | ({} if inside is None else {"internal": inside})
        for n, (name, inside) in enumerate(audiences)
    ]
    acts = [
        {"id": f"m{n}", "audience": f"a{who}", "date_or_phase": when, "done": done}
        for n, (who, when, done) in enumerate(told)
    ]
    found = outreach_of(plan(audiences=rows, plan=acts))

    chart = outreach_calendar(found, words(language))

    boxes = [*boxes_of(chart.svg)]
    left, top, wide, high = viewbox(chart.svg)
    for x, y, end, bottom in boxes:
        assert left <= x <= end <= left + wide
        assert top <= y <= bottom <= top + high
    for place, one in enumerate(boxes):
        assert not any(meet(one, other) for other in boxes[place + 1 :])


def root(svg: str) -> ET.Element:
    return ET.fromstring(  # noqa: S314 - our own picture
        svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    )


def viewbox(svg: str) -> tuple[float, ...]:
    return tuple(float(one) for one in root(svg).attrib["viewBox"].split())


def boxes_of(svg: str):
    for one in root(svg).iter(f"{SVG}text"):
        text = "".join(one.itertext())
        size = float(one.get("font-size", "14"))
        wide = width_of(text, size, bold=one.get("font-weight") == "600")
        shift = {"middle": wide / 2, "end": wide}.get(one.get("text-anchor", ""), 0)
        x, y = float(one.attrib["x"]) - shift, float(one.attrib["y"])
        yield x, y - size * 0.72, x + wide, y + size * 0.2


def meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return (
        one[0] < other[2] - 0.5
        and other[0] < one[2] - 0.5
        and one[1] < other[3] - 0.5
        and other[1] < one[3] - 0.5
    )


def test_what_is_told_is_numbered_and_the_number_stands_in_the_table() -> None:
    answers = answers_of(PLANNED, workbook={"language": "fr"})
    chart = outreach_calendar(outreach_of(answers), words("fr"))
    numbers = [one.text for one in root(chart.svg).iter(f"{SVG}text")]

    assert {"1", "2", "3", "4"} <= set(numbers)
    assert '<td class="n">4</td><th scope="row">2027</th>' in chart.table
    assert "après le conseil" in chart.table
    assert "Habitants : 2 avril 2026, 1er mars 2027, 2027." in chart.alt.replace(
        "\N{NO-BREAK SPACE}", " "
    )


def test_a_number_of_three_digits_stands_inside_its_mark() -> None:
    acts = [
        {"id": f"m{n}", "date_or_phase": f"20{26 + n % 9}-{1 + n % 12:02}-01"}
        for n in range(120)
    ]
    chart = outreach_calendar(outreach_of(plan(plan=acts)), words("fr"))
    marks = [
        float(one.attrib["width"])
        for one in root(chart.svg).iter(f"{SVG}rect")
        if one.attrib["height"] == "22"
    ]

    assert len(marks) == 120
    assert marks[-1] >= width_of("120", 14, bold=True)
    boxes = [*boxes_of(chart.svg)]
    assert not any(
        meet(one, other) for n, one in enumerate(boxes) for other in boxes[n + 1 :]
    )


def test_an_audience_is_text_whatever_it_is_called() -> None:
    rows = [{"id": "a", "name": "<script>x()</script>"}]
    chart = outreach_calendar(outreach_of(plan(audiences=rows)), words("en"))

    assert "<script" not in chart.svg + chart.table
    assert "&lt;script" in chart.svg
