"""Many opinions, one description; the cases are in ``cases/consensus.toml``."""

from __future__ import annotations

import tomllib
from fractions import Fraction
from pathlib import Path
from statistics import median as plain_median
from statistics import quantiles
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smartcity_widgets.analysis.consensus import (
    consensus,
    counts_of,
    interquartile_range,
    median,
    opinions_of,
    spread,
)

CASES = tomllib.loads(
    (Path(__file__).parent / "cases" / "consensus.toml").read_text("utf-8")
)

calm = settings(deadline=None)  # a slow machine is no failure
opinions = st.lists(st.integers(0, 4), min_size=1, max_size=60)


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["name"])
def test_opinions_are_described_as_the_case_says(case: dict[str, Any]) -> None:
    counts = dict(enumerate(case["counts"]))
    room = opinions_of([level for level, count in counts.items() for _ in range(count)])
    found = {
        "consensus": consensus(counts, range(len(counts))),
        "median": median(counts),
        "range": spread(counts),
        "iqr": interquartile_range(counts),
        "discuss": room.discuss,
    }

    for name in case.keys() & found.keys():
        assert found[name] == pytest.approx(case[name], abs=1e-6), name


def test_a_scale_may_start_anywhere() -> None:
    counts = dict(zip(range(1, 8), (30, 40, 210, 130, 530, 50, 10), strict=True))

    assert consensus(counts, range(1, 8)) == pytest.approx(0.7256876, abs=5e-8)


def test_nobody_has_no_consensus() -> None:
    with pytest.raises(ValueError, match="no opinion was given"):
        consensus({0: 0, 1: 0})


def test_dont_know_and_not_applicable_are_no_opinion_with_a_level() -> None:
    room = opinions_of(["unknown", 2, "na", 3, None, True])

    assert (room.n, room.median, room.range) == (2, Fraction(5, 2), 1)
    assert (room.lowest, room.highest) == (2, 3)


def test_without_a_level_there_is_nothing_to_describe() -> None:
    room = opinions_of(["unknown", "na"])

    assert (room.n, room.median, room.range, room.consensus) == (0, None, None, None)
    assert (room.lowest, room.highest, room.discuss) == (None, None, False)


@calm
@given(opinions)
def test_consensus_lies_between_discord_and_unanimity(given_levels: list[int]) -> None:
    agreement = consensus(counts_of(given_levels))

    assert 0 <= agreement <= 1
    assert (agreement == 1) == (len(set(given_levels)) == 1)


@calm
@given(opinions)
def test_consensus_is_the_same_seen_from_the_other_end(given_levels: list[int]) -> None:
    mirrored = [4 - level for level in given_levels]

    assert consensus(counts_of(given_levels)) == pytest.approx(
        consensus(counts_of(mirrored))
    )


@calm
@given(opinions)
def test_medians_and_quartiles_are_those_of_the_standard_library(
    given_levels: list[int],
) -> None:
    counts = counts_of(given_levels)

    assert median(counts) == plain_median(given_levels)
    if len(given_levels) > 1:
        first, _, third = quantiles(given_levels, n=4, method="inclusive")
        assert interquartile_range(counts) == third - first
