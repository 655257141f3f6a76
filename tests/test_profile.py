"""The profile of the territory: read from the context, never asked or stored twice."""

from __future__ import annotations

import pytest
from building import answers_of
from drawing import parse

from smartcity_widgets import render
from smartcity_widgets.analysis.computed import REPEATED
from smartcity_widgets.method import load_method
from smartcity_widgets.overlay import adapt
from smartcity_widgets.words import words

METHOD = load_method()
CONTEXT = {"population": 8420, "area_km2": "63.4", "type": "semi_urban"}


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ["8,420 inhabitants", "63.4 km²", "Semi-urban"]),
        ("fr", ["8 420 habitants", "63,4 km²", "Semi-urbain"]),
    ],
)
def test_the_profile_repeats_the_context_as_it_was_given(language, told):
    answers = answers_of({"context": CONTEXT})
    form = parse(render.form_html(METHOD, answers, "diagnosis", render.View("u", language)))
    read = parse(render.read_step(METHOD, answers, "diagnosis", words(language)))

    assert [one.text for one in form.all("output", class_="computed")] == told
    assert all(one in read.text for one in told)


def test_what_is_hidden_from_a_client_is_not_repeated():
    method = adapt(METHOD, {"hidden": ["context/area_km2"]})
    answers = answers_of({"context": CONTEXT})

    read = render.read_step(method, answers, "diagnosis", words("en"))
    assert "inhabitants" in read
    assert "63.4" not in read


def test_what_it_repeats_is_a_question_of_the_method():
    assert all(METHOD.at(path) for path in REPEATED.values())


def test_what_nothing_works_out_is_not_shown():
    form = render.form_html(METHOD, answers_of({}), "vision", render.View("u", "en"))

    assert 'class="computed"' not in form


def test_nothing_says_that_it_was_skipped_because_nothing_works_it_out():
    read = render.read_step(METHOD, answers_of({}), "vision", words("en"))

    assert "skipped" not in read
