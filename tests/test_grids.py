"""Which lines a grid has, and which row is whose line."""

from __future__ import annotations

from building import answers_of

from smartcity_widgets.grids import (
    Place,
    columns_of,
    lines_of,
    names_of,
    opinions_of,
    place_of,
    row_id,
    rows_by_place,
)
from smartcity_widgets.method import load_method

METHOD = load_method()
CANDIDATES = METHOD.at("vision/candidates")
SCORES = METHOD.at("vision/scores")
MATURITY = METHOD.at("diagnosis/maturity")
NEEDS = [{"id": "n1", "need": "Mobility"}, {"id": "n2", "need": "Heat"}]
CRITERIA = [{"id": "c1", "name": "Impact"}, {"id": "c2", "name": "Support"}]


def said(**vision):
    return answers_of(
        {"diagnosis": {"needs": NEEDS}, "vision": {"criteria": CRITERIA, **vision}}
    )


def test_a_grid_has_a_line_for_each_row_of_the_other_table_in_its_order():
    assert lines_of(CANDIDATES, METHOD, said()) == ("n1", "n2")


def test_a_grid_of_choices_has_them_all_each_in_its_group():
    lines = lines_of(MATURITY, METHOD, answers_of({}))

    assert lines == METHOD.choice_lists["maturity_criteria"]
    names = names_of(MATURITY, Place("collection"))
    assert names == {"domain": "monitoring_and_evaluation", "criterion": "collection"}


def test_a_matrix_has_the_lines_the_group_says_yes_to_and_the_columns_of_the_other_table():
    answers = said(
        candidates=[
            {"id": "a", "need": "n1", "shortlisted": False},
            {"id": "b", "need": "n2", "shortlisted": True},
        ]
    )

    assert lines_of(SCORES, METHOD, answers) == ("n2",)
    assert columns_of(SCORES, answers) == ("c1", "c2")


def test_without_a_yes_a_matrix_has_no_line():
    assert lines_of(SCORES, METHOD, said()) == ()


def test_a_line_that_is_gone_stands_after_the_others_while_a_row_speaks_of_it():
    answers = said(candidates=[{"id": "a", "need": "gone", "dots": 3}])

    assert lines_of(CANDIDATES, METHOD, answers) == ("n1", "n2", "gone")


def test_a_row_is_found_by_its_cells_whatever_its_id():
    answers = said(scores=[{"id": "x", "need": "n1", "criterion": "c2", "score": 3}])

    assert rows_by_place(SCORES, answers) == {Place("n1", "c2"): "x"}
    assert place_of(SCORES, answers, "x") == Place("n1", "c2")


def test_the_id_of_a_row_to_be_tells_its_place_and_no_other():
    answers = said()
    place = Place("n2", "c1")

    assert place_of(SCORES, answers, row_id(SCORES, place)) == place
    assert place_of(SCORES, answers, "g000000000000") is None


def test_what_respondents_give_is_gathered_by_place():
    scores = [{"id": "x", "need": "n1", "criterion": "c1", "score": 4}]
    own = {who: {"vision": {"scores": scores}} for who in ("r1", "r2")}
    answers = answers_of({"diagnosis": {"needs": NEEDS}}, individual=own)

    assert opinions_of(SCORES, answers) == {(Place("n1", "c1"), "score"): [4, 4]}
