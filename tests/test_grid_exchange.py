"""What respondents and the group put into a grid goes through a document and back."""

from __future__ import annotations

import pytest
from documents import METHOD, after, redumped, small
from hypothesis import given
from hypothesis import strategies as st

from smartcity_widgets.errors import DocumentError
from smartcity_widgets.exchange import dump, entries_of
from smartcity_widgets.log import NewEntry
from smartcity_widgets.schema import schema

NEEDS, CRITERIA, PEOPLE = ("n1", "n2", "n3"), ("c1", "c2"), ("r1", "r2", "r3")


def rows(*columns, **cells):
    """A table of a grid: at most one row a place, in any order, with any ids."""
    places = st.permutations(
        [
            {"need": need} | ({"criterion": head} if "criterion" in columns else {})
            for need in NEEDS
            for head in (CRITERIA if "criterion" in columns else ("",))
        ]
    )
    row = st.fixed_dictionaries({}, optional=cells)
    return st.tuples(places, st.lists(row, min_size=1, max_size=3)).map(
        lambda made: [
            {"id": f"x{number}", **place, **cells}
            for number, (place, cells) in enumerate(zip(*made, strict=False))
        ]
    )


LEVEL = st.integers(0, 4)
FIRST = rows("need", dots=st.integers(0, 5), impact=LEVEL, feasibility=LEVEL)
SCORES = rows("need", "criterion", score=LEVEL)
VISION = st.fixed_dictionaries({}, optional={"candidates": FIRST, "scores": SCORES})


def document(own=None, vision=None):
    """Three needs, two criteria, three respondents, and what they say."""
    individual = {name: {"vision": one} for name, one in (own or {}).items() if one}
    members = {
        "respondents": [{"id": one, "name": one} for one in PEOPLE],
        "answers": {
            "diagnosis": {"needs": [{"id": one, "need": one} for one in NEEDS]},
            "vision": {"criteria": [{"id": one, "name": one} for one in CRITERIA]}
            | (vision or {}),
        },
    }
    return small(**members) | ({"individual": individual} if individual else {})


@given(st.dictionaries(st.sampled_from(PEOPLE), VISION), VISION)
def test_rows_of_respondents_and_of_the_group_come_back_as_they_went(own, vision):
    dumped = redumped(document(own, vision))

    assert redumped(dumped) == dumped
    told = dumped.get("individual", {})
    for name, said in own.items():
        assert told.get(name, {}).get("vision", {}) == said
    for table, said in vision.items():
        assert dumped["answers"]["vision"][table] == said


@pytest.mark.parametrize(
    "row",
    [
        {"id": "x", "need": "nowhere", "criterion": "c1", "score": 3},
        {"id": "x", "need": "n1", "criterion": "c1", "score": 5},
        {"id": "x", "need": "n1", "criterion": "c1", "sccore": 4},
    ],
)
def test_a_row_of_a_respondent_is_checked_like_the_groups(row):
    with pytest.raises(DocumentError):
        entries_of(document({"r1": {"scores": [row]}}), METHOD, author="test")


def test_a_draft_in_a_respondents_row_is_told_and_not_dumped():
    answers = after(entries_of(document(), METHOD, author="test"))
    lines = [
        ("vision/scores/x", "row", {"order": "1"}),
        ("vision/scores/x/need", "answer", "n1"),
        ("vision/scores/x/criterion", "answer", "c1"),
        ("vision/scores/x/score", "draft", {"text": "9", "language": "en", "rule": "most"}),
    ]
    draft = [
        NewEntry(str(number), "namur", 1, "r1", *line, author="r1")
        for number, line in enumerate(lines)
    ]
    answers = after(draft, answers)

    assert list(answers.drafts()) == [("r1", "vision/scores/x/score")]
    row = dump(answers, METHOD)["individual"]["r1"]["vision"]["scores"][0]
    assert row == {"id": "x", "need": "n1", "criterion": "c1"}


def test_the_schema_lets_a_respondent_have_the_rows_of_a_grid():
    jsonschema = pytest.importorskip("jsonschema")
    scores = [{"id": "x", "need": "n1", "criterion": "c1", "score": 4}]

    jsonschema.validate(document({"r1": {"scores": scores}}), schema(METHOD))
