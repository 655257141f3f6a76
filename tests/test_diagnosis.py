"""What follows from a diagnosis, exactly: unknown is never nothing."""

from __future__ import annotations

from fractions import Fraction

import pytest
from building import answers_of
from charted import DIAGNOSED, METHOD
from hypothesis import given
from hypothesis import strategies as st

from smartcity_widgets.analysis.diagnosis import diagnosis
from smartcity_widgets.analysis.dimensions import dimensions, reached
from smartcity_widgets.analysis.initiatives import initiatives
from smartcity_widgets.analysis.maturity import maturity
from smartcity_widgets.analysis.stakeholders import PLACES, ZONES, stakeholder_map
from smartcity_widgets.analysis.swot import swot

ANSWERS = answers_of(DIAGNOSED)
EMPTY = answers_of()
NUMBERS = st.fractions(-1000, 1000, max_denominator=100)


@pytest.mark.parametrize(
    ("direction", "baseline", "target", "part"),
    [
        ("higher", 41, (65,), Fraction(41, 65)),
        ("higher", 70, (65,), 1),
        ("higher", -5, (65,), 0),
        ("higher", -5, (0,), None),
        ("higher", -5, (-2,), None),
        ("higher", -1, (-2,), 1),
        ("lower", 14, (7,), Fraction(1, 2)),
        ("lower", 3, (7,), 1),
        ("lower", 3, (0,), 0),
        ("lower", 0, (0,), 1),
        ("lower", 3, (-2,), None),
        ("target_value", 38, (50,), Fraction(38, 50)),
        ("target_value", 62, (50,), Fraction(38, 50)),
        ("target_value", 200, (50,), 0),
        ("target_value", 1, (0,), None),
        ("range", 19, (18, 22), 1),
        ("range", 9, (18, 22), Fraction(1, 2)),
        ("range", 33, (18, 22), Fraction(1, 2)),
        ("range", 33, (22, 18), Fraction(1, 2)),
        (None, 33, (22,), None),
        ("higher", 33, (), None),
    ],
)
def test_the_part_of_a_target_that_is_reached(direction, baseline, target, part) -> None:
    ends = [Fraction(one) for one in target]

    assert reached(direction, Fraction(baseline), ends) == part


@given(st.sampled_from(["higher", "lower", "target_value"]), NUMBERS, NUMBERS)
def test_a_part_is_from_nothing_to_all_and_all_only_where_met(
    direction: str, baseline: Fraction, target: Fraction
) -> None:
    part = reached(direction, baseline, [target])
    met = {"higher": baseline >= target, "lower": baseline <= target}
    met["target_value"] = baseline == target

    assert part is None or 0 <= part <= 1
    assert (part == 1) == met[direction]


@given(NUMBERS, NUMBERS, st.fractions(1, 1000))
def test_who_comes_nearer_to_a_target_never_reaches_less(a, b, target: Fraction) -> None:
    worse, better = sorted((a, b))

    assert reached("higher", worse, [target]) <= reached("higher", better, [target])
    assert reached("lower", better, [target]) <= reached("lower", worse, [target])


def test_an_indicator_counts_for_its_catalogue_entry_else_for_its_priority() -> None:
    found = {one.id: one for one in dimensions(METHOD, ANSWERS)}

    assert [one.name for one in found["economy"].indicators] == ["Taux de chômage"]
    assert [one.name for one in found["mobility"].indicators] == ["Cyclistes comptés"]
    assert sum(len(one.indicators) for one in found.values()) == 2
    assert found["economy"].reached == Fraction(1, 2)


def test_a_dimension_without_a_target_has_figures_and_no_value() -> None:
    found = {one.id: one for one in dimensions(METHOD, ANSWERS)}

    assert (found["mobility"].figures, found["mobility"].reached) == (2, None)
    assert found["mobility"].indicators[0].state == "no-target"
    assert [one.figures for one in found.values()] == [1, 0, 2, 0, 0, 0]


@pytest.mark.parametrize(
    ("row", "state"),
    [
        ({"baseline_value": "3", "target_value": "2"}, "compared"),
        ({"target_value": "2"}, "no-baseline"),
        ({"baseline_value": "3"}, "no-target"),
        ({"direction": "range", "baseline_value": "3", "target_low": "2"}, "no-target"),
        ({"baseline_value": "3", "target_value": "-2"}, "not-comparable"),
    ],
)
def test_what_stands_in_the_way_of_a_comparison_is_told(row, state: str) -> None:
    answers = answers_of(
        {"evaluation": {"indicators": [{"catalogue": "ISO 37120:2014:5.1", **row}]}}
    )
    (one,) = dimensions(METHOD, answers)[0].indicators

    assert one.state == state


def test_a_domain_is_the_mean_of_what_is_known_of_it() -> None:
    found = {one.id: one for one in maturity(METHOD, ANSWERS)}
    governance, innovation = found["governance_and_policy"], found["innovation"]

    assert (governance.level, governance.known) == (Fraction(3, 2), 2)
    assert governance.target == 2  # 3 is aimed at for one, the other stays at 1
    assert [one.criterion for one in governance.criteria] == [
        "political_commitment",
        "leadership",
        "strategy_adopted",
    ]
    assert (innovation.level, innovation.target, len(innovation.criteria)) == (
        None,
        None,
        1,
    )


@given(st.lists(st.sampled_from([0, 1, 2, 3, 4, "unknown", "na", None]), max_size=4))
def test_what_nobody_knows_changes_no_level(levels: list) -> None:
    rows = [
        {"domain": "innovation", "level": one} if one is not None else {} for one in levels
    ]
    answers = answers_of({"diagnosis": {"maturity": [row for row in rows if row]}})
    known = [one for one in levels if isinstance(one, int)]
    found = {one.id: one.level for one in maturity(METHOD, answers)}

    assert found["innovation"] == (Fraction(sum(known), len(known)) if known else None)


def test_the_weightiest_statements_stand_first_and_those_without_weight_last() -> None:
    board = swot(ANSWERS)

    assert [one.text for one in board.quadrants["s"]] == [
        "Des bénévoles",
        "Un parc",
        "Une gare",
    ]
    assert [one.text for one in board.unplaced] == ["À classer"]
    assert board.count == 5
    assert swot(EMPTY).count == 0


def test_initiatives_are_counted_by_dimension_and_stage() -> None:
    found = {one.dimension: one for one in initiatives(METHOD, ANSWERS)}

    assert found["mobility"].stages["running"] == ("Vélos",)
    assert found["mobility"].stages[None] == ("Carte",)
    assert found[None].stages["idea"] == ("Applis",)
    assert [one.count for one in found.values()] == [0, 1, 3, 0, 0, 0, 1]
    assert None not in {one.dimension for one in initiatives(METHOD, EMPTY)}


def test_stakeholders_stand_where_interest_and_influence_meet() -> None:
    found = stakeholder_map(ANSWERS)

    assert [one.name for one in found.places[5, 5]] == ["Riverains", "CPAS"]
    assert [one.name for one in found.unplaced] == ["Haute école"]
    assert [one.name for one in found.placed][-1].startswith("Association")


@given(st.integers(-1, 7), st.integers(-1, 7))
def test_a_stakeholder_has_a_zone_only_on_the_scale(interest: int, influence: int) -> None:
    row = {"name": "A", "interest": interest, "influence": influence}
    found = stakeholder_map(answers_of({"openness": {"stakeholders": [row]}}))
    on_scale = interest in PLACES and influence in PLACES

    assert len(found.unplaced) == (not on_scale)
    assert all(one.zone in ZONES for one in found.placed)


def test_every_dimension_is_looked_at_or_not() -> None:
    found = diagnosis(METHOD, ANSWERS)

    assert found.overlooked == ("governance",)
    assert found.looked_at + found.overlooked == (*found.dimensions[:5], "governance")
    assert diagnosis(METHOD, EMPTY).overlooked == found.dimensions


def test_figures_without_source_or_year_are_named() -> None:
    found = diagnosis(METHOD, ANSWERS)

    assert len(found.unsourced) == 2
    assert list(found.figures) == ["economy", "mobility"]


def test_needs_stand_by_dimension_those_of_none_last() -> None:
    found = diagnosis(METHOD, ANSWERS)

    assert list(found.needs) == ["mobility", "living", None]
    assert found.gaps == ("Flux piétons du centre",)
