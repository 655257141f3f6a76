"""Charts: a picture, its alternative text and its table say the same."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from building import PREREQUISITES, answers_of, levels
from charted import DIAGNOSED, SUBJECTS
from markupsafe import escape

from smartcity_widgets.analysis.readiness import Readiness, readiness
from smartcity_widgets.charts import CHARTS, criteria_profile, readiness_bars
from smartcity_widgets.method import load_method
from smartcity_widgets.words import languages, words

if TYPE_CHECKING:
    from smartcity_widgets.charts import Chart
    from smartcity_widgets.words import Words

METHOD = load_method()
FRENCH = words("fr", "be")
SVG = "{http://www.w3.org/2000/svg}"

MIXED = answers_of(
    levels(
        {
            "political-will": [3, 3, 2, "unknown", 3],
            "leadership": [3, 3, 3, 3, 3],
            "team": [2, 1, "", 1, 2],
            "openness": [2, 1, "na", 0, 3],
        }
    ),
    tallies={
        "team": {"T1": {"1": 2, "3": 3}, "T3": {"1": 1, "2": 1}, "T4": {"0": 3, "4": 3}}
    },
)
WORKBOOKS = {
    "empty": answers_of(),
    "mixed": MIXED,
    "diagnosed": answers_of(DIAGNOSED),
    "full": answers_of(levels({step: [4] * 5 for step in PREREQUISITES})),
    "zero": answers_of(levels({step: [0] * 5 for step in PREREQUISITES})),
}
assert set(SUBJECTS) == set(CHARTS)


def found(name: str) -> Readiness:
    return readiness(METHOD, WORKBOOKS[name])


def drawn(chart: str, workbook: str, spoken: Words = FRENCH, *, prefix: str = "") -> Chart:
    return CHARTS[chart](SUBJECTS[chart](WORKBOOKS[workbook]), spoken, prefix=prefix)


def picture(chart: Chart) -> ET.Element:
    return ET.fromstring(  # noqa: S314 - our own picture
        chart.svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    )


def texts(chart: Chart) -> list[str]:
    return ["".join(one.itertext()) for one in picture(chart).iter(f"{SVG}text")]


@pytest.mark.parametrize("workbook", WORKBOOKS)
@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("language", languages())
def test_every_chart_has_its_three_forms(name: str, workbook: str, language: str) -> None:
    chart = drawn(name, workbook, words(language, "be"))
    root = picture(chart)

    assert root.get("role") == "img"
    assert root.find(f"{SVG}title").text == chart.title  # type: ignore[union-attr]
    assert root.find(f"{SVG}desc").text == chart.alt  # type: ignore[union-attr]
    assert f"<caption>{escape(chart.title)}</caption>" in chart.table
    assert 'scope="col"' in chart.table
    assert 'scope="row"' in chart.table
    assert not re.search(r"<style|<script|href=", chart.svg)


def test_charts_can_stand_twice_in_one_page() -> None:
    page = "".join(
        drawn(name, workbook, prefix=prefix).svg
        for workbook, prefix in (("mixed", ""), ("diagnosed", "panel-"))
        for name in CHARTS
    )
    ids = re.findall(r'\bid="([^"]+)"', page)
    used = re.findall(r"url\(#([^)]+)\)", page)
    used += " ".join(re.findall(r'aria-labelledby="([^"]+)"', page)).split()

    assert len(ids) == len(set(ids))
    assert set(used) <= set(ids)


def test_a_chart_is_the_same_bytes_each_time() -> None:
    for name in CHARTS:
        assert drawn(name, "mixed") == drawn(name, "mixed")
        assert drawn(name, "diagnosed") == drawn(name, "diagnosed")


def test_a_score_below_the_floor_is_told_by_line_and_word_and_not_by_colour_alone() -> None:
    chart = readiness_bars(found("mixed"), FRENCH)

    assert chart.svg.count("stroke-dasharray") == 3  # team, openness; pre-vision is hatched
    assert chart.table.count("sous le seuil") == 2
    assert "url(#readiness-bars-hatch)" in chart.svg
    assert "? inconnu" in texts(chart)


def test_bars_and_table_say_the_same_scores() -> None:
    chart = readiness_bars(found("mixed"), FRENCH)
    shown = [one for one in texts(chart) if one.isdigit()]

    assert {"69", "75", "38"} <= set(shown)
    assert re.findall(r'class="n">(\d+)', chart.table)[:1] == ["69"]
    assert "69" in chart.alt


def test_what_is_not_known_is_written_on_its_line() -> None:
    shown = texts(criteria_profile(found("mixed"), FRENCH))

    assert shown.count("Ne sait pas") == 1
    assert shown.count("Sans objet") == 1
    assert "Sans réponse" in shown


def test_opinions_of_fewer_than_three_people_are_not_drawn() -> None:
    lines = criteria_profile(found("mixed"), FRENCH).table.split("<tr>")
    told = {
        label: row for row in lines for label in ("Composition", "Rôles") if label in row
    }

    assert "5 avis, de 1 à 3" in told["Composition"]
    assert "avis, de" not in told["Rôles"]


def test_opinions_that_are_not_revealed_are_not_drawn() -> None:
    tally = {"team": {"T1": {"0": 3, "4": 3}}}
    hidden = criteria_profile(readiness(METHOD, answers_of(tallies=tally)), FRENCH)
    shown = criteria_profile(
        readiness(METHOD, answers_of(tallies=tally, revealed=["team"])), FRENCH
    )

    assert hidden.svg.count('stroke-width="5"') == 1  # the legend's
    assert shown.svg.count('stroke-width="5"') == 2
    assert "de 0 à 4" not in hidden.table
    assert "de 0 à 4" in shown.table


def test_long_labels_are_wrapped_and_not_cut() -> None:
    chart = criteria_profile(found("full"), FRENCH)
    drawn = [
        " ".join(part.text or "" for part in one.iter(f"{SVG}tspan"))
        for one in picture(chart).iter(f"{SVG}text")
    ]
    labels = {FRENCH.say(f"question.{one.step}.{one.id}.label") for one in METHOD.criteria}

    assert labels <= set(drawn)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("terms", ["be", "fr", "generic"])
def test_names_of_prerequisites_fit_beside_their_score(language: str, terms: str) -> None:
    said = words(language, terms)

    assert all(len(said.say(f"step.{step}.short")) <= 22 for step in PREREQUISITES)


@pytest.mark.parametrize("name", CHARTS)
def test_a_name_in_a_chart_is_text_whatever_it_is(name: str) -> None:
    hostile = {
        key: "<script>x()</script>"
        for key in FRENCH.entries
        if (key.startswith("step.") and key.endswith(".short"))
        or key.startswith(("choice.", "chart.participation.group."))
    }
    said = replace(FRENCH, entries={**FRENCH.entries, **hostile})

    chart = drawn(name, "diagnosed", said)

    assert "<script" not in chart.svg + chart.table
    assert "&lt;script" in chart.svg + chart.table
