"""Surveys, participation and ideas: the cases of the rule, and what must always hold."""

from __future__ import annotations

import math
import tomllib
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from building import answers_of
from hypothesis import assume, given
from hypothesis import strategies as st
from surveyed import SURVEYED

from smartcity_widgets.analysis.participation import GROUPS
from smartcity_widgets.analysis.satisfaction import Satisfaction, satisfaction_of
from smartcity_widgets.analysis.surveys import (
    NO_MARGIN,
    Margin,
    Survey,
    changes_of,
    margin_of,
    surveys_of,
)
from smartcity_widgets.method import load_method
from smartcity_widgets.overlay import adapt

METHOD = load_method()
CASES = tomllib.loads(
    (Path(__file__).parent / "cases" / "surveys.toml").read_text(encoding="utf-8")
)["case"]
USUAL = {"random_sample": True, "population": 1000, "responses": 200}


def found(**satisfaction: Any) -> Satisfaction:
    return satisfaction_of(METHOD, answers_of({"satisfaction": satisfaction}))


def survey(**cells: Any) -> Survey:
    (one,) = found(surveys=[USUAL | cells]).surveys
    return one


@pytest.mark.parametrize("case", CASES, ids=[one["name"] for one in CASES])
def test_a_survey_has_the_margin_the_rate_and_the_doubts_of_its_case(case: Any) -> None:
    row = {"id": "q"} | {k: v for k, v in (USUAL | case["survey"]).items() if v != ""}
    whole = found(surveys=[row])
    one = surveys_of(answers_of({"satisfaction": {"surveys": [row]}}))
    rate, margin = (one[0].response_rate, one[0].margin) if one else (None, None)

    assert rate == (Fraction(case["rate"]) if "rate" in case else None)
    if "points" in case:
        assert isinstance(margin, Margin)
        assert f"{margin.points:.2f}" == f"{case['points']:.2f}"
        notes = [name for name in ("assumed", "rough") if getattr(margin, name)]
        assert notes == case.get("notes", notes)
    else:
        assert margin == case.get("none")
    assert [doubt.rule for doubt in whole.doubts] == case.get("doubts", [])


def test_every_reason_against_a_margin_has_a_case() -> None:
    assert {one["none"] for one in CASES if "none" in one} == set(NO_MARGIN)


samples = st.tuples(st.integers(1, 10**6), st.integers(1, 10**6)).map(sorted)
shares = st.decimals(1, 99, places=2)


@given(samples, shares)
def test_the_margin_is_that_of_the_formula(sample: list[int], top2: Decimal) -> None:
    n, whole = sample
    assume(n < whole)
    margin = margin_of(
        Survey("q", random_sample=True, population=whole, responses=n, top2=top2)
    )
    p = float(top2) / 100
    expected = (
        1.96 * math.sqrt(p * (1 - p) / n) * math.sqrt((whole - n) / (whole - 1)) * 100
    )

    assert isinstance(margin, Margin)
    assert math.isclose(float(margin.points), expected, rel_tol=1e-9)


@given(samples, shares)
def test_a_margin_is_no_wider_with_more_answers_nor_than_the_widest(
    sample: list[int], top2: Decimal
) -> None:
    n, whole = sample
    assume(n + 1 < whole)
    asked = {"random_sample": True, "population": whole}
    one = margin_of(Survey("q", **asked, responses=n, top2=top2))
    more = margin_of(Survey("q", **asked, responses=n + 1, top2=top2))
    widest = margin_of(Survey("q", **asked, responses=n))

    assert isinstance(one, Margin)
    assert isinstance(more, Margin)
    assert isinstance(widest, Margin)
    assert more.squared <= one.squared <= widest.squared
    assert widest.assumed


@pytest.mark.parametrize("sample", [None, False])
def test_without_a_random_sample_there_is_never_a_margin(sample: bool | None) -> None:  # noqa: FBT001
    assert not isinstance(
        margin_of(Survey("q", random_sample=sample, population=10, responses=5)), Margin
    )


# From one survey to the next --------------------------------------------------------------


def again(first: dict[str, Any], second: dict[str, Any]) -> list[Any]:
    usual = {"question": "Content ?", "method": "paper", "scale": "1_5"}
    rows = [
        USUAL | usual | {"id": "a", "date": "2024"} | first,
        USUAL | usual | {"id": "b", "date": "2025"} | second,
    ]
    return list(found(surveys=rows).changes)


def test_the_same_question_asked_again_is_held_against_the_one_before() -> None:
    (one,) = again(
        {"mean": "3.4", "top2_share": "52.1"}, {"mean": "3.15", "top2_share": "40"}
    )

    assert (one.before.row, one.after.row) == ("a", "b")
    assert (one.mean, one.top2) == (Decimal("-0.25"), Decimal("-12.1"))
    assert one.differs is None


def test_the_order_is_that_of_the_dates_not_of_the_table() -> None:
    (one,) = again({"date": "2025-06"}, {"date": "2025-05-31"})
    assert (one.before.row, one.after.row) == ("b", "a")


@pytest.mark.parametrize(
    ("second", "differs"),
    [
        ({"scale": "0_10"}, "scale"),
        ({"method": "online"}, "method"),
        ({"random_sample": False}, "sample"),
        ({"scale": "0_10", "method": "online"}, "scale"),
    ],
)
def test_what_was_not_asked_alike_is_not_compared(
    second: dict[str, Any], differs: str
) -> None:
    (one,) = again({"mean": "3"}, {"mean": "4"} | second)

    assert one.differs == differs
    assert one.mean is None
    assert one.is_beyond_chance is None


@pytest.mark.parametrize(
    "second",
    [
        {"question": "Une autre question"},
        {"project": "r1"},
        {"date": "2024-12"},  # the last day of the year too
    ],
)
def test_other_questions_projects_and_the_same_day_are_no_series(second: Any) -> None:
    assert again({}, second) == []


def test_spaces_and_capitals_make_no_other_question() -> None:
    assert len(again({}, {"question": " CONTENT  ?"})) == 1


@pytest.mark.parametrize(
    ("top2", "beyond"), [("58", False), ("61", True), ("39", True), ("50", False)]
)
def test_a_change_within_both_margins_may_be_chance(top2: str, beyond: bool) -> None:  # noqa: FBT001
    (one,) = again({"top2_share": "50"}, {"top2_share": top2})
    assert one.is_beyond_chance is beyond


def test_a_change_of_a_share_without_margin_is_not_judged() -> None:
    open_call = {"random_sample": False, "top2_share": "50"}
    (one,) = again(open_call, open_call | {"top2_share": "90"})

    assert one.top2 == 40
    assert one.is_beyond_chance is None


def test_three_surveys_are_two_changes() -> None:
    rows = [
        {"id": str(year), "question": "Content ?", "date": str(year), "scale": "1_5"}
        for year in (2026, 2024, 2025)
    ]
    changes = changes_of(found(surveys=rows).surveys)
    assert [(one.before.date, one.after.date) for one in changes] == [
        ("2024", "2025"),
        ("2025", "2026"),
    ]


# Participation and ideas ------------------------------------------------------------------


def test_shares_rest_on_the_events_that_tell_them() -> None:
    part = satisfaction_of(METHOD, answers_of(SURVEYED)).participation
    shares = {one.group: (one.share, one.participants, one.events) for one in part.shares}

    assert (part.participants, part.uncounted, len(part.events)) == (60, 1, 3)
    assert shares == {
        "new": (Fraction(13, 40), 40, 1),
        "women": (Fraction(40 * 55 + 20 * 70, 6000), 60, 2),
        "under30": (Fraction(1, 10), 40, 1),
        "over65": (Fraction(3, 10), 40, 1),
    }
    assert tuple(shares) == GROUPS


@given(
    st.lists(
        st.fixed_dictionaries(
            {},
            optional={
                "participants": st.integers(0, 500),
                "women": st.decimals(0, 100, places=1).map(str),
            },
        ),
        max_size=6,
    )
)
def test_a_share_lies_between_the_lowest_and_the_highest_given(events: Any) -> None:
    part = found(participation=events).participation
    for one in part.shares:
        given_ = [
            Fraction(row["women"]) / 100
            for row in events
            if row.get("participants") and "women" in row
        ]
        assert min(given_) <= one.share <= max(given_)


@pytest.mark.parametrize(
    ("said", "rules"),
    [
        ({"participation": [{"participants": 5, "new_participants": 6}]}, ["new"]),
        ({"participation": [{"participants": 5, "new_participants": 5}]}, []),
        ({"participation": [{"new_participants": 6}]}, []),
        ({"participation": [{"under30": "60", "over65": "40.5"}]}, ["ages"]),
        ({"participation": [{"under30": "60", "over65": "40"}]}, []),
        ({"ideas_received": 4, "ideas_adopted": 5}, ["adopted-over"]),
        ({"ideas_received": 4, "ideas_adopted": 4}, []),
        ({"ideas_adopted": 1}, ["adopted-without"]),
        ({"ideas_adopted": 0}, []),
    ],
)
def test_figures_that_contradict_each_other_are_told_and_kept(
    said: dict[str, Any], rules: list[str]
) -> None:
    whole = found(**said)

    assert [any(one.rule.startswith(rule) for rule in rules) for one in whole.doubts] == [
        True
    ] * len(rules)
    assert all(METHOD.at(one.path) is not None for one in whole.doubts)
    assert whole.ideas_adopted == said.get("ideas_adopted")


def test_more_new_people_than_people_stay_more_than_all() -> None:
    whole = found(participation=[{"participants": 5, "new_participants": 6}])
    assert whole.participation.shares[0].share == Fraction(6, 5)


@pytest.mark.parametrize(
    ("said", "lacking"),
    [
        ({"surveys": [{"responses": 5}]}, True),
        ({"participation": [{"participants": 5}], "feedback_given": False}, True),
        ({"ideas_received": 5, "feedback_given": True}, False),
        ({"surveys": [{"responses": 0}]}, False),
        ({"complaints": 5}, False),
    ],
)
def test_people_who_said_something_expect_an_answer(
    said: dict[str, Any],
    lacking: bool,  # noqa: FBT001
) -> None:
    assert found(**said).without_feedback is lacking


def test_an_answer_counts_only_where_people_were_told() -> None:
    said = {"answer_given": "Une lettre"}
    assert found(feedback_given=True, **said).answer == "Une lettre"
    assert found(feedback_given=False, **said).answer is None


@pytest.mark.parametrize(
    "hidden", ["satisfaction/surveys", "satisfaction/participation", "ideas_adopted"]
)
def test_what_an_overlay_hides_is_not_read(hidden: str) -> None:
    path = hidden if "/" in hidden else f"satisfaction/{hidden}"
    adapted = adapt(METHOD, {"hidden": [path]})
    answers = answers_of(SURVEYED)
    before, after = satisfaction_of(METHOD, answers), satisfaction_of(adapted, answers)

    name = path.partition("/")[2]
    assert getattr(before, name) != getattr(after, name)
    assert before.complaints == after.complaints


def test_nothing_said_is_empty() -> None:
    assert found().is_empty
    assert found(surveys=[{"id": "q"}], participation=[{"id": "e"}]).is_empty
    assert not found(complaints=0).is_empty
