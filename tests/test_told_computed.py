"""What follows and is no number, in words: in the form, in a report, in a sheet."""

from __future__ import annotations

from copy import deepcopy
from decimal import Decimal
from typing import Any

import pytest
from building import answers_of
from drawing import parse
from surveyed import SURVEYED

from smartcity_widgets.analysis.computed import CELLS, FORMULAS, TOLD, computed
from smartcity_widgets.analysis.surveys import NO_MARGIN
from smartcity_widgets.method import load_method
from smartcity_widgets.overlay.hiding import INPUTS
from smartcity_widgets.render import View, form_html
from smartcity_widgets.render.drawing import Drawing
from smartcity_widgets.render.reading import read_page
from smartcity_widgets.render.told_computed import points_said
from smartcity_widgets.words import languages, words

METHOD = load_method()
WHOLE = answers_of(SURVEYED)
SAID = {
    "en": {
        "progress_to_target": [
            "Chaleur perdue: 51% of the way, 50% expected",
            "Toits isolés: 10% of the way, 50% expected",
        ],
        "trend": ["↓ falling (better): Chaleur perdue"],
        "status": [
            "Not assessable: Jeux de données publiés",
            "On track: Chaleur perdue",
            "Off track: Toits isolés",
        ],
    },
    "fr": {
        "progress_to_target": [
            "Chaleur perdue : 51 % du chemin, 50 % attendus",
            "Toits isolés : 10 % du chemin, 50 % attendus",
        ],
        "trend": ["↓ en baisse (mieux) : Chaleur perdue"],
        "status": [
            "Non évaluable : Jeux de données publiés",
            "En bonne voie : Chaleur perdue",
            "Hors trajectoire : Toits isolés",
        ],
    },
}


def outputs(answers: Any, step: str, language: str = "en") -> dict[str, str]:
    """Return what the computed answers of a form say, by their path."""
    page = parse(form_html(METHOD, answers, step, View("u", language)))
    return {
        one.attrs["id"].removeprefix("u-i-"): " ".join(one.text.split())
        for one in page.all("output", class_="computed")
    }


def read(step: str, language: str = "en", answers: Any = WHOLE) -> dict[str, str]:
    """Return what a report says of a step: label to answer."""
    view = View("r", language, mode="read")
    drawing = Drawing(METHOD, answers, answers.words(language), view)
    page = parse(f"<div>{read_page(drawing, METHOD.steps[step])}</div>")
    pairs = zip(page.all("dt"), page.all("dd"), strict=True)
    return {
        " ".join(one.text.split()): " ".join(other.text.split()) for one, other in pairs
    }


@pytest.mark.parametrize("language", languages())
def test_the_form_says_where_each_indicator_stands(language: str) -> None:
    found = outputs(WHOLE, "results", language)
    for question, lines in SAID[language].items():
        assert found[f"results/{question}"] == " ".join(lines)


@pytest.mark.parametrize("language", languages())
def test_a_report_says_the_same(language: str) -> None:
    found = read("results", language)
    for question, lines in SAID[language].items():
        label = words(language, "be").say(f"question.results.{question}.label")
        assert found[label] == " ".join(lines)


def test_each_line_stands_on_its_own() -> None:
    html = form_html(METHOD, WHOLE, "results", View("u", "en"))
    (output,) = [one for one in html.split("<output") if "results/status" in one[:80]]
    assert output.partition("</output>")[0].count("<br>") == 2


def test_without_an_indicator_nothing_is_known_and_a_report_is_silent() -> None:
    empty = answers_of()
    assert set(outputs(empty, "results").values()) == {"Not known yet"}
    assert not {"Trend", "Status"} & set(read("results", answers=empty))


def test_what_was_never_measured_is_told_as_such() -> None:
    said = deepcopy(dict(SURVEYED))
    del said["results"]
    found = outputs(answers_of(said), "results")

    assert "No data: Chaleur perdue; Toits isolés" in found["results/status"]
    assert found["results/trend"] == "Not known yet"


def test_each_survey_has_its_margin_or_why_there_is_none() -> None:
    found = outputs(WHOLE, "satisfaction")
    row = "satisfaction/surveys/{}/margin_of_error"

    assert found[row.format("q1")] == "± 6.2 points at 95%"
    assert found[row.format("q3")] == "no margin: not a random sample"
    assert found[row.format("q4")] == "Not known yet"
    view = View("r", "en", mode="read")
    drawing = Drawing(METHOD, WHOLE, WHOLE.words("en"), view)
    html = read_page(drawing, METHOD.steps["satisfaction"])
    assert html.replace("\N{NO-BREAK SPACE}", " ").count("points at 95%") == 2


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (
            {"top2_share": "", "responses": 400, "population": 900},
            "± 3.7 points at 95% (widest case: the share is not known, 50% is taken)",
        ),
        (
            {"responses": 8},
            "± 34.5 points at 95% (rough: few answers stand behind it)",
        ),
        ({"population": 200}, "everybody answered: no margin is needed"),
        ({"population": ""}, "no margin: nobody says how many people it speaks of"),
    ],
)
def test_a_margin_says_what_stands_behind_it(cells: dict[str, Any], said: str) -> None:
    usual = {"random_sample": True, "population": 1000, "responses": 200}
    row = {k: v for k, v in (usual | {"top2_share": "50"} | cells).items() if v != ""}
    answers = answers_of({"satisfaction": {"surveys": [{"id": "q"} | row]}})
    assert outputs(answers, "satisfaction") == {
        "satisfaction/surveys/q/margin_of_error": said
    }


@pytest.mark.parametrize(
    ("points", "said"),
    [("6.25", "6.3"), ("0.04", "0.1"), ("0", "0"), ("34.5301", "34.5"), ("100", "100")],
)
def test_points_have_one_decimal_and_are_never_told_as_none(points: str, said: str) -> None:
    assert points_said(Decimal(points), words("en", "be")) in {said, f"{said}.0"}


def test_a_changed_definition_is_told_as_no_trend() -> None:
    said = deepcopy(dict(SURVEYED))
    said["results"]["measurements"][1]["series_break"] = True
    found = outputs(answers_of(said), "results")["results/trend"]
    assert found == "‖ not comparable: definition or source changed: Chaleur perdue"


@pytest.mark.parametrize("language", languages())
def test_every_reason_against_a_margin_has_its_words(language: str) -> None:
    spoken = words(language, "be")
    assert not [one for one in NO_MARGIN if not spoken.has(f"computed.margin.{one}")]


def test_every_formula_of_the_method_that_is_no_number_is_told() -> None:
    assert {*FORMULAS, *CELLS} >= TOLD
    assert TOLD - CELLS.keys() <= INPUTS.keys()
    column = METHOD.at("satisfaction/surveys/row/margin_of_error")
    assert computed(column, WHOLE) is None  # of no row
