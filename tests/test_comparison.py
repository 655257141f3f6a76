"""Two cycles beside each other: what moved is told, what cannot be compared is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from building import PREREQUISITES, answers_of, levels
from drawing import parse
from hypothesis import given
from hypothesis import strategies as st
from monitored import MONITORED, indicator, measurement
from test_examples import cycles

from smartcity_widgets.analysis.comparison import compare
from smartcity_widgets.analysis.due import last_change
from smartcity_widgets.log import GROUP, WORKBOOK, Entry
from smartcity_widgets.method import load_method
from smartcity_widgets.render_comparison import comparison_page, comparison_part
from smartcity_widgets.words import languages

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smartcity_widgets.answers import Answers

METHOD = load_method()


def cycle(
    number: int, table: Mapping[str, Any], version: str = METHOD.version, **more: Any
) -> Answers:
    """Return the answers of a cycle; the first was closed at the end of 2025."""
    answers = replace(answers_of(table, **more), cycle=number)
    value = {"method": version}
    if number == 1:
        value |= {"at": "2025-12-18T14:30:00+00:00", "by": "Anne"}
    entry = Entry(
        "e",
        answers.workbook,
        number,
        GROUP,
        WORKBOOK,
        "close" if number == 1 else "new",
        value,
        "Anne",
        number=answers.entry + 1,
        time=datetime(2026, 11, 27, tzinfo=UTC),
    )
    return answers.with_entries([entry])


def scored(*rows: list[Any]) -> dict[str, Any]:
    return levels(dict(zip(PREREQUISITES, rows, strict=True)))


LOW, HIGH = scored(*[[1] * 5] * 5), scored(*[[3] * 5] * 5)


def test_a_closed_cycle_is_looked_at_on_the_day_it_was_closed():
    assert f"{last_change(cycle(1, LOW))}" == "2025-12-18"


def test_readiness_is_compared_prerequisite_by_prerequisite():
    found = compare(METHOD, cycle(1, LOW), cycle(2, HIGH))

    assert (found.before.overall, found.after.overall) == (25, 75)
    assert {one.difference for one in found.shifts} == {Fraction(50)}
    assert [one.id for one in found.shifts] == list(METHOD.prerequisites)
    assert len(found.criteria) == 25
    assert found.different == ()
    assert found.own is None


def test_other_weights_are_told_and_both_are_computed_under_the_later():
    mixed = scored([4] * 5, [0] * 5, [2] * 5, [2] * 5, [2] * 5)
    own = {"settings": {"weight_political-will": 100, "weight_leadership": 0}}
    found = compare(METHOD, cycle(1, {**mixed, **own}), cycle(2, mixed))

    assert found.different == ("weights",)
    assert found.before.overall == found.after.overall
    assert found.own is not None
    assert found.own.overall != found.before.overall


def test_another_version_of_the_method_is_told():
    found = compare(METHOD, cycle(1, LOW, version="1.0.0"), cycle(2, HIGH))
    page = comparison_part(METHOD, cycle(1, LOW, "1.0.0"), cycle(2, HIGH), words_of("en"))

    assert found.different == ("method",)
    assert f"version 1.0.0 then, {METHOD.version} now" in parse(page).text
    assert "settings of cycle 2" in parse(page).text


def words_of(language: str):
    return cycle(2, {}).words(language)


def measured(value: str, **others: Any) -> dict[str, Any]:
    return {
        "evaluation": {"indicators": [indicator("i1", "One", **others)]},
        "results": {"measurements": [measurement("m1", "i1", "2025-06", value)]},
    }


@pytest.mark.parametrize(
    ("before", "after", "direction", "better"),
    [
        ("10", "20", "higher", True),
        ("20", "10", "higher", False),
        ("10", "10", "higher", None),
        ("110", "120", "higher", True),
    ],
)
def test_an_indicator_is_better_where_it_came_nearer_to_its_target(
    before: str, after: str, direction: str, better: object
) -> None:
    (one,) = compare(
        METHOD,
        cycle(1, measured(before, direction=direction)),
        cycle(2, measured(after, direction=direction)),
    ).indicators

    assert one.is_better is better


def test_what_was_defined_otherwise_is_not_compared():
    (one,) = compare(
        METHOD, cycle(1, measured("10")), cycle(2, measured("20", target_value="50"))
    ).indicators

    assert (one.changed, one.is_better) == (("target_value",), None)


def test_what_is_new_and_what_did_not_go_on_is_told():
    first = {"action-plan": {"projects": [{"id": "j1", "title": "A", "status": "running"}]}}
    last = {"action-plan": {"projects": [{"id": "j2", "title": "B", "status": "idea"}]}}
    found = compare(METHOD, cycle(1, first), cycle(2, last))

    assert [(one.row, one.kept) for one in found.projects] == [
        ("j2", "new"),
        ("j1", "gone"),
    ]


def test_people_who_came_left_and_changed_are_told():
    def persons(*rows: tuple[str, str]) -> dict[str, Any]:
        table = [{"id": row, "name": row, "role": role} for row, role in rows]
        return {"context": {"persons": table}}

    found = compare(
        METHOD,
        cycle(1, persons(("p1", "a"), ("p2", "b"), ("p3", "c"))),
        cycle(2, persons(("p2", "b"), ("p3", "x"), ("p4", "d"))),
    ).people

    assert (found.new, found.gone, found.changed) == (("p4",), ("p1",), ("p3",))


# Valmont ----------------------------------------------------------------------------------


def test_a_decision_of_the_first_cycle_of_valmont_shows_its_effect_in_the_second():
    found = compare(METHOD, *cycles("valmont"))
    energy, answering, app = found.outcomes

    (heat,) = energy.indicators
    assert energy.decision.is_done
    assert (heat.before.status, heat.before.value) == ("off_track", 167)  # type: ignore[union-attr]
    assert f"{heat.after.value}" == "158.9"  # type: ignore[union-attr]
    assert heat.is_better is True
    assert answering.is_better is True
    assert app.project.after.status == "cancelled"  # type: ignore[union-attr]
    assert found.before.verdict == "not-yet"
    assert found.after.verdict == "go-with-reservations"


@pytest.mark.parametrize("language", languages())
def test_the_page_says_it_in_a_sentence_first(language: str) -> None:
    before, after = cycles("valmont")
    page = comparison_page(METHOD, before, after, after.words(language), uid="u")
    lead = parse(page).one("p", class_="lead").text

    assert "30" in lead
    assert "59" in lead
    assert "2" in lead
    assert "158" in parse(page).text


def test_a_report_has_every_number_and_nothing_to_choose():
    before, after = cycles("valmont")
    root = parse(comparison_part(METHOD, before, after, after.words("fr")))

    assert not root.all("select")
    assert not root.all("details")
    assert len(root.all("table")) == 4


def test_with_one_cycle_it_says_when_there_is_something_to_compare():
    only = cycle(2, LOW)
    page = comparison_page(METHOD, None, only, only.words("en"), uid="u", cycles=(1,))

    assert "There is one cycle so far" in parse(page).text


def test_what_was_typed_cannot_turn_into_markup():
    hostile = {**MONITORED}
    page = comparison_part(METHOD, cycle(1, hostile), cycle(2, hostile), words_of("en"))

    assert "<i>rapides" not in page


# Whatever they hold -----------------------------------------------------------------------

LEVEL = st.sampled_from([0, 1, 2, 3, 4, "unknown", "na", None])
ROWS = st.lists(st.lists(LEVEL, min_size=5, max_size=5), min_size=5, max_size=5)


@given(rows=ROWS)
def test_a_cycle_beside_itself_shows_no_difference(rows: list[list[Any]]) -> None:
    table = {**MONITORED, **scored(*rows)}
    found = compare(METHOD, cycle(2, table), cycle(2, table))

    assert found.before == found.after
    assert found.criteria == ()
    assert {one.is_better for one in found.indicators} == {None}
    assert not found.people
    assert not [one for one in found.projects if one.has_moved]


@given(first=ROWS, last=ROWS)
def test_the_other_way_round_the_differences_are_turned(
    first: list[list[Any]], last: list[list[Any]]
) -> None:
    one, other = cycle(2, scored(*first)), cycle(2, scored(*last))
    there, back = compare(METHOD, one, other), compare(METHOD, other, one)

    turned = [None if it.difference is None else -it.difference for it in back.shifts]
    assert [it.difference for it in there.shifts] == turned
    assert comparison_part(METHOD, one, other, words_of("fr"))
