"""Documents of another method version, and rows put in order."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from documents import METHOD, after, small
from hypothesis import given
from hypothesis import strategies as st

from smartcity_widgets.errors import DocumentError
from smartcity_widgets.exchange import dump, entries_of
from smartcity_widgets.exchange.placing import place_rows
from smartcity_widgets.exchange.versions import path_now

LATER = replace(
    METHOD,
    version="3.1.0",
    renames={
        "3.0.0": {
            "persons/people": "context/persons",
            "persons/people/nom": "context/persons/name",
            "persons": "context",
            "will": "political-will",
        },
        "2.0.0": {"team/T_one": "team/T1"},
    },
)


def now(document):
    """Return what the later method makes of a document."""
    return dump(after(entries_of(document, LATER, author="test")), LATER)


@pytest.mark.parametrize("version", ["3.1.0", "3.0.5", "2.4.0", "1.0.0", "0.9.0"])
def test_the_same_method_and_an_older_one_are_accepted(version):
    document = small(method=version, answers={"team": {"T1": 3}})

    assert now(document) == small(method="3.1.0", answers={"team": {"T1": 3}})


@pytest.mark.parametrize("version", ["3.1.1", "3.2.0", "4.0.0", "10.0.0"])
def test_a_newer_method_is_refused(version):
    with pytest.raises(
        DocumentError, match=f"follows method {version}, this program knows"
    ):
        now(small(method=version))


def test_an_older_major_goes_through_what_was_renamed():
    document = small(
        method="1.4.0",
        answers={
            "team": {"T_one": 3},
            "will": {"W1": 2},
            "persons": {"people": [{"id": "a", "nom": "Anne"}]},
        },
        notes={"will": {"W1": {"comment": "x"}}},
        tallies={"team": {"T_one": {"4": 1}}},
    )

    assert now(document) == small(
        method="3.1.0",
        answers={
            "context": {"persons": [{"id": "a", "name": "Anne"}]},
            "political-will": {"W1": 2},
            "team": {"T1": 3},
        },
        notes={"political-will": {"W1": {"comment": "x"}}},
        tallies={"team": {"T1": {"4": 1}}},
    )


def test_a_name_of_before_is_unknown_to_a_document_of_after():
    with pytest.raises(DocumentError, match="answers/team/T_one"):
        now(small(method="2.0.0", answers={"team": {"T_one": 3}}))


def test_renames_follow_one_another():
    renames = [{"a/x": "b/y"}, {"b": "c"}]

    assert path_now("a/x", renames) == "c/y"
    assert path_now("a/x/z", renames) == "c/y/z"
    assert path_now("a/z", renames) == "a/z"


# Rows ------------------------------------------------------------------------------------

places = st.dictionaries(
    st.sampled_from("abcdefgh"), st.fractions(-5, 5, max_denominator=8)
)


@given(st.permutations("abcdefgh"), st.integers(0, 8), places)
def test_rows_stand_as_wanted_and_few_are_moved(order, count, standing):
    wanted = order[:count]

    moved = place_rows(wanted, standing)

    after = {row: moved.get(row, standing.get(row)) for row in wanted}
    assert [after[row] for row in wanted] == sorted(set(after.values()))
    if [standing[row] for row in wanted if row in standing] == sorted(
        {standing[row] for row in wanted if row in standing}
    ):
        assert not set(moved) & set(standing)


def test_one_row_moved_is_one_place_changed():
    standing = {name: Fraction(place) for place, name in enumerate("abcdef")}

    assert place_rows(list("fabcde"), standing) == {"f": Fraction(-1)}
    assert place_rows(list("abdecf"), standing) == {"c": Fraction(9, 2)}


def test_places_of_many_new_rows_stay_short():
    standing = {"a": Fraction(1), "b": Fraction(2)}

    moved = place_rows(["a", *map(str, range(500)), "b"], standing)

    assert max(len(str(one)) for one in moved.values()) < 10
