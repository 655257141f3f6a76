"""Where a municipality stands; the cases are in ``cases/readiness.toml``."""

from __future__ import annotations

import tomllib
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from building import PREREQUISITES, answers_of, levels, prerequisites_method
from hypothesis import given, settings
from hypothesis import strategies as st

from smartcity_widgets.analysis.advice import next_steps, strengths
from smartcity_widgets.analysis.readiness import Readiness, readiness

CASES = tomllib.loads(
    (Path(__file__).parent / "cases" / "readiness.toml").read_text("utf-8")
)
METHOD = prerequisites_method()
CRITERIA = [(one.step, one.id) for one in METHOD.criteria]

calm = settings(deadline=None)  # a slow machine is no failure
level = st.sampled_from([0, 1, 2, 3, 4, "unknown", "na", None])
workbooks = st.fixed_dictionaries(dict.fromkeys(CRITERIA, level))


def scored(agreed: dict[tuple[str, str], Any], **members: Any) -> Readiness:
    table: dict[str, dict[str, Any]] = {step: {} for step in PREREQUISITES}
    for (step, name), value in agreed.items():
        if value is not None:
            table[step][name] = value
    return readiness(METHOD, answers_of(table, **members))


def of_case(case: dict[str, Any]) -> Readiness:
    rest = [case.get("all", "")] * 5
    table = {step: case.get("levels", {}).get(step, rest) for step in PREREQUISITES}
    members = {name: case.get(name, {}) for name in ("individual", "tallies", "settings")}
    return readiness(METHOD, answers_of(levels(table), **members))


def absent(value: object) -> object:
    """Return None for the word that stands for it in TOML."""
    return None if value == "none" else value


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["name"])
def test_a_municipality_stands_where_the_case_says(case: dict[str, Any]) -> None:
    found, expected = of_case(case).to_json(), case["expect"]

    for name in expected.keys() & {"overall", "coverage"}:
        assert found[name] == absent(expected[name]), name
    for name in expected.keys() & {"verdict", "reservations", "fragile"}:
        assert found[name] == expected[name], name
    for name in expected.keys() & {"tried", "changed"}:
        assert found["sensitivity"][name] == expected[name], name
    for step, score in expected.get("scores", {}).items():
        assert found["prerequisites"][step]["score"] == absent(score), step
    for step, weight in expected.get("weights", {}).items():
        assert found["prerequisites"][step]["weight"] == weight, step
    for name, value in expected.get("equal_weights", {}).items():
        assert found["equal_weights"][name] == absent(value), name
    for criterion, values in expected.get("criteria", {}).items():
        for name, value in values.items():
            close = pytest.approx(value, abs=1e-6) if name == "consensus" else value
            assert found["criteria"][criterion][name] == (
                None if value == "none" else close
            ), name


def test_the_score_document_has_every_key_and_plain_numbers() -> None:
    document = scored(dict.fromkeys(CRITERIA, 3)).to_json()

    assert list(document) == [
        "overall", "coverage", "verdict", "reservations", "prerequisites",
        "equal_weights", "fragile", "sensitivity", "criteria",
    ]  # fmt: skip
    assert list(document["prerequisites"]) == list(PREREQUISITES)
    assert list(document["criteria"]) == [name for _, name in CRITERIA]
    assert document["prerequisites"]["team"] == {
        "score": 75.0,
        "coverage": 1.0,
        "weight": 0.2,
    }
    assert document["criteria"]["W1"] == {
        "level": 3, "source": "agreed", "n": 0, "median": None, "range": None,
        "consensus": None, "discuss": False,
    }  # fmt: skip
    assert type(document["overall"]) is float
    assert type(document["criteria"]["W1"]["level"]) is int


def test_a_draft_counts_as_unanswered() -> None:
    everything = levels({step: [3] * 5 for step in PREREQUISITES})
    answers = answers_of(everything, drafts={"team/T1": "trois ?"})

    assert readiness(METHOD, answers).criteria["T1"].is_missing


@calm
@given(workbooks, st.sampled_from(CRITERIA))
def test_an_unanswered_criterion_never_moves_the_mean_of_its_prerequisite(
    agreed: dict[tuple[str, str], Any], where: tuple[str, str]
) -> None:
    silent = {**agreed, where: None}
    unknown = {**agreed, where: "unknown"}
    excluded = {**agreed, where: "na"}

    scores = [
        scored(one).prerequisites[where[0]].score for one in (silent, unknown, excluded)
    ]

    assert scores[0] == scores[1] == scores[2]


@calm
@given(workbooks, st.sampled_from(CRITERIA))
def test_raising_a_level_never_lowers_the_overall(
    agreed: dict[tuple[str, str], Any], where: tuple[str, str]
) -> None:
    low = scored({**agreed, where: 1})
    high = scored({**agreed, where: 2})

    assert low.overall is not None
    assert high.overall is not None
    assert high.overall > low.overall


@calm
@given(workbooks, st.sampled_from(CRITERIA))
def test_raising_a_level_never_worsens_the_verdict(
    agreed: dict[tuple[str, str], Any], where: tuple[str, str]
) -> None:
    order = ("insufficient-data", "not-yet", "go-with-reservations", "go")
    low, high = scored({**agreed, where: 1}), scored({**agreed, where: 2})

    assert order.index(high.verdict) >= order.index(low.verdict)


@calm
@given(workbooks)
def test_equal_weights_chosen_are_the_equal_weights_always_computed(
    agreed: dict[tuple[str, str], Any],
) -> None:
    chosen = {f"weight_{step}": "20" for step in PREREQUISITES}
    proposed, equal = scored(agreed), scored(agreed, settings=chosen)

    assert equal.overall == proposed.equal_weights.overall
    assert equal.verdict == proposed.equal_weights.verdict
    assert not equal.differs_at_equal_weights


@calm
@given(workbooks)
def test_scores_stay_between_0_and_100_and_shares_between_0_and_1(
    agreed: dict[tuple[str, str], Any],
) -> None:
    found = scored(agreed)
    numbers = [found.overall, *(one.score for one in found.prerequisites.values())]
    shares = [found.coverage, *(one.coverage for one in found.prerequisites.values())]

    assert all(0 <= one <= 100 for one in numbers if one is not None)
    assert all(0 <= one <= 1 for one in shares if one is not None)
    assert sum(one.weight for one in found.prerequisites.values()) == 1


@calm
@given(workbooks)
def test_ready_to_plan_has_no_reservation_and_every_other_verdict_but_the_first_has_one(
    agreed: dict[tuple[str, str], Any],
) -> None:
    found = scored(agreed)

    if found.verdict == "go":
        assert found.reservations == ()
    if found.verdict == "go-with-reservations":
        assert found.reservations


# What to say of it ------------------------------------------------------------------------


def test_strengths_are_the_three_highest_one_of_each_prerequisite_in_turn() -> None:
    found = scored(dict.fromkeys(CRITERIA, 3) | {("team", "T4"): 4})

    assert [one.id for one in strengths(found)] == ["T4", "W1", "L1"]


def test_what_is_only_said_is_no_strength() -> None:
    assert strengths(scored(dict.fromkeys(CRITERIA, 1))) == ()


def test_next_steps_come_in_the_order_of_the_method() -> None:
    agreed = dict.fromkeys(CRITERIA, 4) | {
        ("team", "T1"): 1,
        ("openness", "O4"): 0,
        ("leadership", "L1"): 1,
        ("team", "T4"): 3,
        ("openness", "O1"): 2,
    }
    found = scored(agreed, tallies={"team": {"T4": {"1": 2, "4": 2}}})

    assert [(one.criterion.id, one.reason, one.goal) for one in next_steps(found)] == [
        ("O4", "zero", 1),
        ("L1", "key", 2),
        ("T4", "disagreement", 4),
        ("T1", "level", 2),
        ("O1", "level", 3),
    ]


def test_a_disagreement_not_shown_yet_moves_nothing() -> None:
    agreed = dict.fromkeys(CRITERIA, 3) | {("team", "T4"): None, ("team", "T1"): 2}
    tallies = {"team": {"T4": {"2": 2, "4": 2}}}
    shown = scored(agreed, tallies=tallies, revealed=["team"])
    hidden = scored(agreed, tallies=tallies)

    assert next_steps(shown)[0].criterion.id == "T4"
    assert next_steps(hidden)[0].criterion.id == "T1"


def test_opinions_of_fewer_than_three_people_are_never_told() -> None:
    agreed = dict.fromkeys(CRITERIA, 3)
    tallies = {"team": {"T1": {"0": 1, "4": 1, "unknown": 3}, "T2": {"0": 1, "4": 2}}}
    found = scored(agreed, tallies=tallies)

    assert not found.criteria["T1"].shows_opinions
    assert found.criteria["T2"].shows_opinions


def test_a_number_as_people_read_it_never_crosses_a_threshold() -> None:
    rules = scored({}).rules

    assert [rules.whole(Fraction(one)) for one in ("64.8", "65", "66.5", "49.99")] == [
        64,
        65,
        67,
        49,
    ]


def test_from_a_half_the_next_level_is_the_whole_one_above() -> None:
    agreed = dict.fromkeys(CRITERIA, 4) | {("team", "T4"): None}
    found = scored(agreed, tallies={"team": {"T4": {"1": 1, "2": 1}}})

    assert found.criteria["T4"].level == Fraction(3, 2)
    assert [(one.start, one.goal) for one in next_steps(found)] == [(1, 2)]
