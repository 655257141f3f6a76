"""How needs are ranked, and how sure it is; cases are in ``cases/priorities.toml``."""

from __future__ import annotations

import tomllib
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from choosing import answers_with
from hypothesis import given, settings
from hypothesis import strategies as st

from smartcity_widgets.analysis.priorities import Priorities, priorities
from smartcity_widgets.method import load_method

if TYPE_CHECKING:
    from random import Random

CASES = tomllib.loads(
    (Path(__file__).parent / "cases" / "priorities.toml").read_text("utf-8")
)
METHOD = load_method()

calm = settings(deadline=None)  # a slow machine is no failure
SETUP = ("needs", "weights", "lower", "group", "people")
score = st.sampled_from(["", 0, 1, 2, 3, 4])
scores = st.fixed_dictionaries(
    {f"n{n}": st.lists(score, min_size=2, max_size=2) for n in range(1, 5)}
)
voices = st.dictionaries(st.sampled_from(["r1", "r2", "r3", "r4", "r5"]), scores)
weights = st.fixed_dictionaries({"a": st.integers(1, 90), "b": st.integers(1, 90)})


def found(**members: Any) -> Priorities:
    return priorities(METHOD, answers_with(**members))


def absent(value: object) -> object:
    """Return None for the word that stands for it in TOML."""
    return None if value == "none" else value


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["name"])
def test_needs_are_ranked_as_the_case_says(case: dict[str, Any]) -> None:
    ranking = found(**{one: case[one] for one in SETUP if one in case}).ranking
    expected, w = case["expect"], ranking.concordance
    told = {
        "order": [one.need.id for one in ranking.needs],
        "unsure": sorted(list(pair) for pair in ranking.unsure),
        "blocks": [[one.need.id for one in block] for block in ranking.blocks],
        "voices": ranking.voices,
        "w": None if w is None or w.w is None else round(float(w.w), 3),
        "reason": w and w.reason,
        "agreement": w and w.agreement,
    }

    for name in expected.keys() & told.keys():
        assert told[name] == absent(expected[name]), name
    for name in ("without_one", "other_weights"):
        for need, span in expected.get(name, {}).items():
            one = getattr(ranking.of(need), name)
            assert (one and list(one)) == absent(span), (name, need)
    for need, place in expected.get("places", {}).items():
        assert ranking.of(need).place == place, need
    for name, attribute in (("totals", "value"), ("coverage", "coverage")):
        for need, number in expected.get(name, {}).items():
            total = getattr(ranking.of(need).total, attribute)
            assert total == Fraction(str(number)), (name, need)


@calm
@given(voices, weights, st.randoms(use_true_random=False))
def test_the_order_of_the_respondents_changes_nothing(
    people: dict[str, Any], weighed: dict[str, int], chance: Random
) -> None:
    names = list(people)
    chance.shuffle(names)

    here = found(needs=4, weights=weighed, people=people).ranking
    there = found(needs=4, weights=weighed, people={n: people[n] for n in names}).ranking
    assert here == there


@calm
@given(voices, weights)
def test_only_the_proportion_of_the_weights_counts(
    people: dict[str, Any], weighed: dict[str, int]
) -> None:
    tenth = {name: f"{weight / 10}" for name, weight in weighed.items()}

    here = found(needs=4, weights=weighed, people=people).ranking
    there = found(needs=4, weights=tenth, people=people).ranking
    assert here == there


@calm
@given(scores, voices, weights)
def test_every_need_stands_once_and_its_place_lies_in_its_span(
    group: dict[str, Any], people: dict[str, Any], weighed: dict[str, int]
) -> None:
    ranking = found(needs=4, weights=weighed, people=people, group=group).ranking

    assert [one for block in ranking.blocks for one in block] == list(ranking.needs)
    for one in ranking.needs:
        assert one.span[0] <= one.place <= one.span[1] <= len(ranking.needs)
        assert 0 <= one.total.value <= 4
        assert 0 < one.total.coverage <= 1
    alone = {block[0].need.id for block in ranking.blocks if len(block) == 1}
    assert all(ranking.of(one).span[0] == ranking.of(one).span[1] for one in alone)


@calm
@given(scores, weights)
def test_totals_are_those_of_a_plain_weighted_mean(
    group: dict[str, Any], weighed: dict[str, int]
) -> None:
    ranking = found(needs=4, weights=weighed, group=group).ranking

    for need, row in group.items():
        pairs = [(s, w) for s, w in zip(row, weighed.values(), strict=True) if s != ""]
        one = ranking.of(need)
        assert (one is None) == (not pairs)
        if one:
            mean = sum(s * w for s, w in pairs) / sum(w for _, w in pairs)
            assert float(one.total.value) == pytest.approx(mean)


def test_weights_that_do_not_sum_to_100_are_said() -> None:
    off = found(weights={"a": 60, "b": 60}).weights

    assert (off.are_off, off.total, off.equal) == (True, 120, False)
    assert off.shares == {"a": Fraction(1, 2), "b": Fraction(1, 2)}
    assert not found(weights={"a": "33.3", "b": "66.7"}).weights.are_off


def test_scores_of_what_was_removed_are_nobodys() -> None:
    ranking = found(needs=1, weights={"a": 100}, group={"n1": [3], "gone": [4]}).ranking

    assert [one.need.id for one in ranking.needs] == ["n1"]


# The first round ------------------------------------------------------------------


def dots(**given: int) -> list[dict[str, Any]]:
    return [{"need": need, "dots": n} for need, n in given.items()]


def test_dots_are_summed_and_more_than_five_are_said_never_cut() -> None:
    first = found(first={"r1": dots(n1=3, n2=2), "r2": dots(n2=9), "r3": dots(n1=1)}).first

    assert [(one.need.id, one.score and one.score.value) for one in first.needs] == [
        ("n2", 11),
        ("n1", 4),
        ("n3", None),
    ]
    assert (first.way, first.people, first.overdrawn) == ("dots", 3, 1)
    assert [one.id for one in first.proposed] == ["n2", "n1"]


def test_the_dots_the_group_counted_stand() -> None:
    first = found(first={"": dots(n1=12), "r1": dots(n1=1, n3=2)}).first

    assert [one.score and one.score.value for one in first.needs] == [12, 2, None]
    assert first.needs[0].score.may_be_told
    assert not first.needs[1].score.may_be_told  # one person's two dots


def test_impact_times_feasibility_needs_both() -> None:
    rows = {
        "r1": [{"need": "n1", "impact": 4, "feasibility": 1}, {"need": "n2", "impact": 4}],
        "r2": [{"need": "n1", "impact": 2, "feasibility": 2}],
    }
    first = found(first=rows).first

    assert first.way == "impact_feasibility"
    assert [one.score and one.score.value for one in first.needs][:2] == [
        Fraction(9, 2),
        None,
    ]


def test_at_most_seven_are_proposed_and_equals_at_the_edge_are_left_to_the_group() -> None:
    counts = {f"n{n}": 20 - n for n in range(1, 7)} | {"n7": 3, "n8": 3, "n9": 0}
    first = found(needs=10, first={"": dots(**counts)}).first

    assert [one.id for one in first.proposed] == [f"n{n}" for n in range(1, 7)]
    assert [one.id for one in first.tied] == ["n7", "n8"]
    assert first.places_left == 1


def test_what_the_group_chose_as_first_round_decides() -> None:
    rows = {"": [{"need": "n1", "dots": 5}, {"need": "n2", "impact": 4, "feasibility": 4}]}
    chosen = {"first_round": "impact_feasibility"}

    assert found(first=rows, vision=chosen).first.needs[0].need.id == "n2"
    assert found(first=rows, vision={"first_round": "none"}).first.way is None
    assert found(first=rows).first.way == "dots"


def test_needs_that_are_shortlisted_wait_for_a_score() -> None:
    rows = {"": [{"need": one, "shortlisted": True} for one in ("n1", "n2")]}
    both = found(first=rows, weights={"a": 100}, group={"n1": [3]})

    assert [one.id for one in both.first.shortlisted] == ["n1", "n2"]
    assert [one.id for one in both.waiting] == ["n2"]


# The choice ----------------------------------------------------------------------


def test_a_need_is_kept_left_out_or_not_settled() -> None:
    vision = {
        "selected": [{"id": "p1", "priority": "Streets", "needs": ["n1", "n3", "gone"]}],
        "left_out": [{"need": "n2", "reason": "Later"}, {"need": "n3"}],
    }
    chosen = found(needs=4, vision=vision).selection

    assert [one.id for one in chosen.priorities[0].needs] == ["n1", "n3"]
    assert [one.id for one in chosen.unsettled] == ["n4"]
    assert [one.id for one in chosen.both] == ["n3"]
    assert [one.reason for one in chosen.left_out] == ["Later", ""]


@pytest.mark.parametrize(("n", "too_many"), [(0, False), (7, False), (8, True)])
def test_more_than_seven_priorities_are_too_many(n: int, too_many: bool) -> None:  # noqa: FBT001
    vision = {"selected": [{"id": f"p{one}", "priority": "P"} for one in range(n)]}

    assert found(vision=vision).selection.too_many == too_many


def test_a_table_the_client_hid_says_nothing() -> None:
    from smartcity_widgets.overlay import adapt

    answers = answers_with(weights={"a": 100}, group={"n1": [3]})
    hidden = adapt(METHOD, {"hidden": ["vision/scores"]})

    assert priorities(METHOD, answers).ranking.needs
    assert not priorities(hidden, answers).ranking.needs
