"""The catalogue in a form, on paper, on the wall and in a report."""

from __future__ import annotations

import re
from typing import Any

import pytest
from building import answers_of
from drawing import parse

from smartcity_widgets import render
from smartcity_widgets.answers import Answers
from smartcity_widgets.log import GROUP, Entry
from smartcity_widgets.method import load_method
from smartcity_widgets.render import View
from smartcity_widgets.values import folded
from smartcity_widgets.words import words

METHOD = load_method()
CELL = "diagnosis/baseline/b0/indicator"
CRIMES, JOBS = "ISO 37120:2014:14.3", "ISO 37120:2014:5.1"


def baseline(rows: int, indicator: str = CRIMES, **context: Any) -> Answers:
    table = [{"id": f"b{n}", "indicator": indicator, "value": "3"} for n in range(rows)]
    return answers_of({"diagnosis": {"baseline": table}, "context": context})


def drawn(answers: Answers, language: str = "en", **more: Any) -> str:
    view = View(uid="u", language=language, **more)
    return render.form_html(METHOD, answers, "diagnosis", view)


def draft(text: str) -> Answers:
    value = {"text": text, "language": "en", "rule": "indicator", "details": {"text": text}}
    entry = Entry(
        edit="d",
        workbook="test",
        cycle=1,
        respondent=GROUP,
        path=CELL,
        kind="draft",
        value=value,
        author="a",
        base=None,
        number=10_000,
        time=None,
    )
    return baseline(1).with_entries([entry])


def test_a_field_is_a_combobox_that_names_its_list():
    page = parse(drawn(baseline(1)))
    (field,) = [one for one in page.all("input") if one.attrs.get("role") == "combobox"]
    (box,) = [one for one in page.all("ul") if one.attrs.get("role") == "listbox"]

    assert field.attrs["data-path"] == CELL
    assert field.attrs["aria-controls"] == box.attrs["id"]
    assert field.attrs["aria-expanded"] == "false"
    assert field.attrs["value"].endswith(" · ISO 37120:2014, 14.3")
    assert len([one for one in box.all("li") if one.attrs["role"] == "option"]) == 60


@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_option_says_what_the_indicator_is_and_is_found_by_it(language):
    page = parse(drawn(baseline(0), language))
    options = [one for one in page.all("li") if one.attrs.get("role") == "option"]

    for one, indicator in zip(options, METHOD.indicators.values(), strict=True):
        said = words(language).say
        parts = (
            said(f"{indicator.words_key}.name"),
            indicator.code,
            said(f"unit.{indicator.unit}.other"),
            said(f"choice.dimension.{indicator.dimension}"),
        )
        assert all(" ".join(part.split()) in one.text for part in parts)
        assert set(folded(one.attrs["data-label"])) <= set(one.attrs["data-find"].split())


def test_the_list_is_sent_once_whatever_the_number_of_rows():
    empty, full = drawn(baseline(0)), drawn(baseline(100))

    assert full.count('role="combobox"') == 100
    assert full.count('role="option"') == empty.count('role="option"') == 60
    assert full.count("water loss") == empty.count("water loss")
    assert len(full) < len(empty) + 100 * 20_000


def test_a_step_without_such_a_question_has_no_list():
    view = View(uid="u", language="en")

    assert 'role="listbox"' not in render.form_html(METHOD, Answers("t"), "context", view)


@pytest.mark.parametrize(
    ("population", "indicator", "minded"),
    [
        (19_999, CRIMES, True),
        (20_000, CRIMES, False),
        (5_000, JOBS, False),
        (None, CRIMES, False),
    ],
)
def test_few_inhabitants_are_minded_where_a_figure_is_per_100000(
    population, indicator, minded
):
    context = {} if population is None else {"population": population}
    page = drawn(baseline(1, indicator, **context))

    assert (words("en").say("ui.catalogue.small") in page) is minded
    assert "÷" in page.partition('class="hints"')[2][:300]


def test_text_that_names_none_comes_back_with_what_may_be_meant():
    page = drawn(draft("unemployment rate"))
    offered = re.findall(r'data-action="take"[^>]*data-to="([^"]+)"', page)

    assert 'value="unemployment rate"' in page
    assert offered == [JOBS, "U4SSC:2017:EC: P: EM: 1C"]


def test_a_row_is_not_called_by_the_unit_its_indicator_filled_in():
    unit_alone = answers_of({"diagnosis": {"baseline": [{"id": "b0", "unit": "points"}]}})
    title = re.search(r'class="card-title"[^>]*>(.*?)</p>', drawn(unit_alone))

    assert title is not None
    assert "row 1" in title[1]


def test_an_indicator_is_shown_by_name_everywhere():
    answers, spoken = baseline(1, JOBS), words("fr")
    name = "Taux de chômage · ISO 37120:2014, 5.1"
    wall = View(uid="u", language="fr", presented="diagnosis/baseline")
    pages = {
        "read": render.read_step(METHOD, answers, "diagnosis", spoken),
        "paper": render.blank_step(
            METHOD, answers, "diagnosis", spoken, name="Namur", prefilled=True
        ),
        "wall": render.form_fragments(METHOD, answers, "diagnosis", wall)["wall"],
    }

    assert {one for one, page in pages.items() if name not in page} == set()
    assert pages["wall"].count('role="listbox"') == 1
    assert 'id="u-wall-catalogue"' in pages["wall"]
