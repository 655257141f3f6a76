"""Two scores compare only where the same was asked and weighed alike."""

from __future__ import annotations

from dataclasses import replace

import pytest
from building import answers_of, prerequisites_method

from smartcity_widgets.analysis.comparing import basis_of, comparable, published_basis
from smartcity_widgets.answers import OVERLAY, Answers
from smartcity_widgets.log import Entry
from smartcity_widgets.overlay import adapt

METHOD = prerequisites_method()


def adapted(overlay):
    entry = Entry("e", "test", 1, "", OVERLAY, "overlay", overlay, "a", number=1)
    return Answers("test").with_entries([entry])


EVEN = dict.fromkeys(METHOD.prerequisites, 0.2)

CASES = [
    ({}, ()),
    ({"name": "Valmont", "look": {"accent": "#000000"}}, ()),
    ({"hidden": ["context/region"]}, ("overlay",)),
    ({"words": {"fr": {"question.team.T1.label": "Qui"}}}, ("overlay",)),
    ({"weights": EVEN}, ("weights",)),
    ({"thresholds": {"overall_go": 70}}, ("thresholds",)),
    ({"thresholds": {"overall_go": 65}}, ()),
    ({"hidden": ["context/region"], "weights": EVEN}, ("overlay", "weights")),
]


@pytest.mark.parametrize(("overlay", "reasons"), CASES, ids=str)
def test_a_score_compares_with_published_ones_unless_the_overlay_changes_it(
    overlay, reasons
):
    answers = adapted(overlay)
    mine = basis_of(adapt(METHOD, overlay), answers)

    assert comparable(published_basis(METHOD), mine) == reasons
    assert comparable(mine, published_basis(METHOD)) == reasons
    assert comparable(mine, basis_of(adapt(METHOD, overlay), answers)) == ()


def test_settings_weigh_as_an_overlay_does():
    same = answers_of(settings={f"weight_{step}": "20" for step in METHOD.prerequisites})
    overlay = {"weights": EVEN}

    one = basis_of(METHOD, same)
    other = basis_of(adapt(METHOD, overlay), adapted(overlay))

    assert comparable(one, other) == ()
    assert comparable(one, published_basis(METHOD)) == ("weights",)


@pytest.mark.parametrize(
    ("version", "reasons"),
    [("1.0.7", ()), ("1.1.0", ("method",)), ("2.0.0", ("method",))],
)
def test_corrected_words_change_no_score_and_another_method_does(version, reasons):
    other = replace(METHOD, version=version)

    assert comparable(published_basis(METHOD), published_basis(other)) == reasons
