"""How far several rankings agree: Kendall's W, corrected for ties."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smartcity_widgets.analysis.concordance import Concordance, concordance, midranks

if TYPE_CHECKING:
    from random import Random

calm = settings(deadline=None)  # a slow machine is no failure


@st.composite
def judged(draw: st.DrawFn) -> list[list[int]]:
    """Scores that each of several people gives to the same things."""
    things = draw(st.integers(2, 6))
    one = st.lists(st.integers(0, 4), min_size=things, max_size=things)
    return draw(st.lists(one, min_size=2, max_size=6))


UNTIED = [(1, 6, 3, 2, 5, 4), (1, 5, 6, 2, 4, 3), (2, 3, 6, 5, 4, 1)]
TIED = [  # the example of the NAG library's routine G08DAF
    (1, 4.5, 2, 4.5, 3, 7.5, 6, 9, 7.5, 10),
    (2.5, 1, 2.5, 4.5, 4.5, 8, 9, 6.5, 10, 6.5),
    (2, 1, 4.5, 4.5, 4.5, 4.5, 8, 8, 8, 10),
]


@pytest.mark.parametrize(("rankings", "w"), [(UNTIED, 0.568), (TIED, 0.828)])
def test_w_is_that_of_the_published_examples(
    rankings: list[tuple[float, ...]], w: float
) -> None:
    found = concordance(rankings)

    assert found.w is not None
    assert round(float(found.w), 3) == w  # without the correction the second has 0.796


@pytest.mark.parametrize(
    ("rankings", "reason"),
    [
        ([], "few-people"),
        ([(1, 2)], "few-people"),
        ([(1,), (1,)], "few-things"),
        ([(), ()], "few-things"),
        ([(1.5, 1.5), (1.5, 1.5)], "all-tied"),
    ],
)
def test_without_w_there_is_a_reason(
    rankings: list[tuple[float, ...]], reason: str
) -> None:
    found = concordance(rankings)

    assert (found.w, found.reason, found.agreement) == (None, reason, None)


def test_rankings_of_different_things_are_no_rankings() -> None:
    with pytest.raises(ValueError, match="lengths differ"):
        concordance([(1, 2), (1, 2, 3)])


@pytest.mark.parametrize(
    ("w", "word"), [("49/100", "weak"), ("1/2", "moderate"), ("7/10", "strong")]
)
def test_an_agreement_has_a_word(w: str, word: str) -> None:
    assert Concordance(Fraction(w), 5, 5).agreement == word


def test_people_who_rank_alike_agree_wholly_and_opposites_not_at_all() -> None:
    assert concordance([(1, 2, 3), (1, 2, 3), (1, 2, 3)]).w == 1
    assert concordance([(1, 2, 3), (3, 2, 1)]).w == 0
    assert concordance(list(permutations((1, 2, 3)))).w == 0


@calm
@given(judged())
def test_w_is_what_friedmans_test_says(scores: list[list[int]]) -> None:
    """Conover's form of Friedman's statistic, in floats, divided by its largest value."""
    ranks = [[float(one) for one in midranks(own)] for own in scores]
    people, things = len(ranks), len(ranks[0])
    squares = sum(one * one for own in ranks for one in own)
    middle = people * things * (things + 1) ** 2 / 4
    sums = sum(sum(column) ** 2 for column in zip(*ranks, strict=True))

    found = concordance([midranks(own) for own in scores])
    assert (found.w is None) == (squares == middle)
    if found.w is not None:
        statistic = (things - 1) * (sums - people * middle) / (squares - middle)
        assert float(found.w) == pytest.approx(
            statistic / (people * (things - 1)), abs=1e-9
        )


@calm
@given(judged(), st.randoms(use_true_random=False))
def test_w_lies_between_0_and_1_whoever_comes_first(
    scores: list[list[int]], chance: Random
) -> None:
    rankings = [midranks(one) for one in scores]
    shuffled = list(rankings)
    chance.shuffle(shuffled)

    found = concordance(rankings)
    assert found == concordance(shuffled)
    assert found.w is None or 0 <= found.w <= 1


@calm
@given(st.lists(st.integers(0, 4), min_size=1, max_size=9))
def test_ranks_sum_to_the_same_however_many_are_equal(values: list[int]) -> None:
    ranks = midranks(values)

    assert sum(ranks) == len(values) * (len(values) + 1) / 2
    assert all(
        (one > other) == (a < b)
        for one, a in zip(values, ranks, strict=True)
        for other, b in zip(values, ranks, strict=True)
    )
