"""A scale of values: round, exact, and wide enough."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pictured import NUMBERS

from smartcity_widgets.charts.ladder import MOST, ladder_of
from smartcity_widgets.render.standing import share_said
from smartcity_widgets.values.amounts import format_large
from smartcity_widgets.words import words

ENGLISH = words("en")
calm = settings(deadline=None)


@calm
@given(st.lists(NUMBERS, max_size=8))
def test_a_scale_holds_every_value_between_two_named_ones(values: list[Decimal]) -> None:
    scale = ladder_of(values)

    assert 2 <= len(scale.rungs) <= MOST
    assert all(scale.low <= Fraction(one) <= scale.top for one in values)
    assert all(0 <= scale.share(one) <= 1 for one in values)
    first = scale.step / 10 ** (len(str(scale.step.numerator)) - 1)
    assert str(first.numerator if first >= 1 else scale.step.numerator)[0] in "125"


@calm
@given(st.lists(NUMBERS, min_size=1, max_size=8))
def test_what_is_written_beside_a_line_is_where_it_stands(values: list[Decimal]) -> None:
    for value, said in ladder_of(values).named("en"):
        bare = said.replace(",", "")
        if bare[-1].isdigit():
            assert Fraction(bare) == value


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("999999", ""),
        ("1500000", "1.5 million"),
        ("-2000000000", "-2 billion"),
        ("1234567", ""),
        ("999999999999999", ""),
        ("1000000000000000", ""),
    ],
)
def test_a_large_number_is_said_with_its_word_only_where_that_is_exact(
    value: str, said: str
) -> None:
    assert format_large(Decimal(value), "en").replace("\N{NO-BREAK SPACE}", " ") == said


def test_the_share_of_a_tiny_distance_is_said_however_large_it_is():
    assert share_said(Fraction(10**35 + 1, 3), ENGLISH).startswith("3,333,333,333")
    assert share_said(Fraction(605, 1000), ENGLISH) == "60.5%"
