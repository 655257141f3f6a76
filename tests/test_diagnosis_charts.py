"""The charts of a diagnosis: names never overlap, text never leaves the picture."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from building import answers_of
from charted import DIAGNOSED, METHOD, SUBJECTS
from hypothesis import given, settings
from hypothesis import strategies as st

from smartcity_widgets.analysis.dimensions import dimensions
from smartcity_widgets.analysis.maturity import maturity
from smartcity_widgets.analysis.stakeholders import stakeholder_map
from smartcity_widgets.charts import (
    CHARTS,
    dimension_bars,
    maturity_bars,
    stakeholder_board,
)
from smartcity_widgets.charts.lettering import width_of
from smartcity_widgets.words import languages, words

if TYPE_CHECKING:
    from smartcity_widgets.charts import Chart

FRENCH = words("fr", "be")
SVG = "{http://www.w3.org/2000/svg}"
DRAWN = ("dimensions", "maturity", "initiatives", "stakeholder-map")


class Box(NamedTuple):
    """Where a line of text may stand, in the widest font."""

    left: float
    top: float
    right: float
    bottom: float
    text: str

    def meets(self, other: Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def picture(chart: Chart) -> ET.Element:
    return ET.fromstring(  # noqa: S314 - our own picture
        chart.svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    )


def boxes(element: ET.Element, said: dict[str, str] | None = None) -> list[Box]:
    """Where every line of text and every sign stands; turned text is left out."""
    names = ("font-size", "text-anchor", "font-weight")
    said = {
        **(said or {}),
        **{one: element.attrib[one] for one in names if one in element.attrib},
    }
    found = []
    for one in element:
        if one.tag == f"{SVG}circle" and "cy" in one.attrib:
            x, y, r = (float(one.attrib[name]) for name in ("cx", "cy", "r"))
            found.append(Box(x - r, y - r, x + r, y + r, "a sign"))
        elif one.tag == f"{SVG}pattern" or one.text == "?":
            continue
        elif one.tag != f"{SVG}text":
            found += boxes(one, said)
        elif "transform" not in one.attrib:
            found.append(box({**said, **one.attrib}, "".join(one.itertext())))
    return found


def box(said: dict[str, str], text: str) -> Box:
    size, x, y = (float(said[one]) for one in ("font-size", "x", "y"))
    wide = width_of(text, size, bold=said.get("font-weight") == "600")
    left = x - wide * {"end": 1, "middle": 0.5}.get(said.get("text-anchor", ""), 0)
    return Box(left, y - size * 0.8, left + wide, y + size * 0.25, text)


def outside(chart: Chart) -> list[str]:
    root = picture(chart)
    left, top, width, height = map(float, root.attrib["viewBox"].split())
    return [
        one.text
        for one in boxes(root)
        if one.left < left
        or one.top < top
        or one.right > left + width
        or one.bottom > top + height
    ]


def overlapping(chart: Chart) -> list[tuple[str, str]]:
    pairs = combinations(boxes(picture(chart)), 2)
    return [(one.text, other.text) for one, other in pairs if one.meets(other)]


PEOPLE = st.lists(
    st.fixed_dictionaries(
        {
            "name": st.text(min_size=1, max_size=90)
            | st.sampled_from(
                [
                    "Intercommunale de développement économique et d’aménagement",
                    "Anticonstitutionnellement-parlant-et-sans-espace",
                    "CPAS",
                ]
            )
        },
        optional={
            "interest": st.integers(1, 5),
            "influence": st.integers(1, 5),
            "stance": st.sampled_from(["for", "neutral", "against", "unknown"]),
            "engagement": st.sampled_from(["inform", "collaborate"]),
        },
    ),
    max_size=40,
)


def mapped(people: list[dict[str, Any]]) -> Chart:
    answers = answers_of({"openness": {"stakeholders": people}})
    return stakeholder_board(stakeholder_map(answers), FRENCH)


@settings(deadline=None)
@given(PEOPLE)
def test_no_two_names_on_the_map_overlap_and_none_leaves_it(people: list) -> None:
    chart = mapped(people)

    assert overlapping(chart) == []
    assert outside(chart) == []


@pytest.mark.parametrize("count", [1, 12, 40])
def test_many_on_one_spot_stand_side_by_side_and_below_each_other(count: int) -> None:
    spot = {"interest": 5, "influence": 5}
    chart = mapped([{"name": f"Association numéro {n}", **spot} for n in range(count)])

    assert overlapping(chart) == []
    assert chart.svg.count('class="name"') >= count
    assert len({one.left for one in boxes(picture(chart)) if "numéro" in one.text}) == min(
        count, 3
    )


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("name", DRAWN)
def test_text_stays_in_the_picture_and_off_other_text(name: str, language: str) -> None:
    for answers in (answers_of(), answers_of(DIAGNOSED)):
        chart = CHARTS[name](SUBJECTS[name](answers), words(language, "be"))

        assert outside(chart) == []
        assert overlapping(chart) == []


@pytest.mark.parametrize("name", DRAWN)
def test_words_that_are_said_otherwise_and_longer_still_fit(name: str) -> None:
    long = "Aménagement du territoire, cadre de vie et qualité des espaces publics"
    named = ("choice.dimension.", "choice.maturity_domains.", "choice.stance.")
    said = {key: long for key in FRENCH.entries if key.startswith(named)}
    chart = CHARTS[name](
        SUBJECTS[name](answers_of(DIAGNOSED)), FRENCH.reworded({"fr": said})
    )

    assert outside(chart) == []
    assert overlapping(chart) == []


@pytest.mark.parametrize("name", DRAWN)
def test_the_words_beside_a_picture_name_everything_it_shows(name: str) -> None:
    chart = CHARTS[name](SUBJECTS[name](answers_of(DIAGNOSED)), FRENCH)
    shown = {
        "dimensions": ["Économie : 50 %", "Gouvernance : pas encore comparable"],
        "maturity": ["Gouvernance et politique : 1,5 → 2", "Innovation : inconnu"],
        "initiatives": ["Mobilité : 3 (En cours : 1", "Économie : aucune"],
        "stakeholder-map": ["À associer de près : Riverains, CPAS.", "Association"],
    }

    assert all(
        one.replace(" :", "\xa0:").replace(" %", "\xa0%") in chart.alt
        for one in shown[name]
    )


def test_a_dimension_without_a_target_is_hatched_and_says_why() -> None:
    chart = dimension_bars(dimensions(METHOD, answers_of(DIAGNOSED)), FRENCH)
    said = [one.text for one in boxes(picture(chart))]

    assert chart.svg.count("url(#dimensions-hatch)") == 5
    assert "2 chiffres de départ, 1 indicateur encore sans cible" in said
    assert said.count("pas encore comparable") == 5


def test_nearly_all_is_not_all() -> None:
    row = {
        "catalogue": "ISO 37120:2018:16.3",
        "baseline_value": "64.9",
        "target_value": "65",
    }
    answers = answers_of({"evaluation": {"indicators": [row]}})
    chart = dimension_bars(dimensions(METHOD, answers), FRENCH)

    assert "99\xa0%" in {one.text for one in boxes(picture(chart))}


def test_an_unknown_level_is_hatched_and_a_level_of_zero_is_a_bar() -> None:
    rows = [
        {"domain": "innovation", "level": 0},
        {"domain": "monitoring_and_evaluation", "level": "unknown"},
    ]
    answers = answers_of({"diagnosis": {"maturity": rows}})
    chart = maturity_bars(maturity(METHOD, answers), FRENCH)

    assert chart.svg.count("url(#maturity-hatch)") == 6
    assert "Innovation\xa0: 0." in chart.alt
    assert "Ne sait pas" in chart.table


def test_a_stance_is_a_sign_and_a_word_before_it_is_a_colour() -> None:
    chart = CHARTS["stakeholder-map"](stakeholder_map(answers_of(DIAGNOSED)), FRENCH)
    said = [one.text for one in boxes(picture(chart))]

    assert {"Favorable", "Neutre", "Opposée", "Inconnue"} <= set(said)
    assert said.count("a sign") == 3 + 4
    assert re.search(r'<th scope="row">Riverains</th>.*<td>Opposée</td>', chart.table)


@pytest.mark.parametrize("name", DRAWN)
def test_what_a_person_typed_is_text_in_a_chart(name: str) -> None:
    hostile = "<script>x()</script>\u202e\x00"
    answers = answers_of(
        {
            "openness": {
                "stakeholders": [{"name": hostile, "interest": 5, "influence": 5}]
            },
            "diagnosis": {"existing_initiatives": [{"name": hostile}]},
            "evaluation": {
                "indicators": [{"catalogue": "ISO 37120:2014:5.1", "name": hostile}]
            },
        }
    )
    chart = CHARTS[name](SUBJECTS[name](answers), FRENCH)
    every = chart.svg + chart.table

    assert "<script" not in every
    assert "\u202e" not in every
    assert "\x00" not in every
    assert name == "maturity" or "&lt;script&gt;" in every
