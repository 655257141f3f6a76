"""Lines of a check list that other answers decide; cases in ``cases/derived.toml``."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from building import answers_of
from drawing import parse
from test_editing import METHOD, Log

from smartcity_widgets import render
from smartcity_widgets.analysis.derived import Line, lines_of, ticked_lines
from smartcity_widgets.analysis.progress import is_answered
from smartcity_widgets.exchange import dump

if TYPE_CHECKING:
    from smartcity_widgets.answers import Answers

CASES = tomllib.loads((Path(__file__).parent / "cases" / "derived.toml").read_text("utf-8"))
STATES = ("ticked", "open", "waiting", "asked")
WILL, LEAD = "political-will/checklist", "leadership/checklist"


def lines(step: str, answers: Answers) -> dict[str, Line]:
    checklist = METHOD.at(f"{step}/checklist")
    assert checklist is not None
    return {one.id: one for one in lines_of(checklist, METHOD.steps[step], answers)}


def drawn(answers: Answers, step: str, **details: Any) -> Any:
    view = render.View(uid="u", language="en", **details)
    return parse(render.form_html(METHOD, answers, step, view))


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["name"])
def test_a_line_is_as_the_case_says(case: dict[str, Any]) -> None:
    found = lines(case["step"], answers_of({case["step"]: case["answers"]}))

    for state in STATES:
        for line in case.get(state, ()):
            assert found[line].state == state, line
            assert found[line].ticked == (state == "ticked")


def test_every_derived_line_is_ticked_in_one_case_and_not_in_another() -> None:
    derived = {
        (step.id, line)
        for step in METHOD.steps.values()
        for question in step.questions
        for line in question.derived
    }
    seen = {
        state: {
            (one["step"], line) for one in CASES["cases"] for line in one.get(state, ())
        }
        for state in STATES
    }

    assert derived == seen["ticked"]
    assert derived <= seen["open"] | seen["waiting"]


def test_a_median_is_nobodys_answer() -> None:
    tallies = {"political-will": {"W1": {"3": 5}}}

    assert lines("political-will", answers_of(tallies=tallies))[
        "written_decision"
    ].state == ("waiting")


def test_what_was_ticked_by_hand_does_not_tick_a_derived_line() -> None:
    agreed = {"political-will": {"W1": 1, "checklist": ["written_decision"]}}

    found = lines("political-will", answers_of(agreed))["written_decision"]

    assert (found.state, found.ticked) == ("open", False)


def test_ticked_are_the_lines_asked_and_ticked_and_those_that_follow() -> None:
    asked = "review_date_before_mandate_end"
    answers = answers_of({"political-will": {"W3": 3, "checklist": [asked]}})
    checklist = METHOD.at(WILL)

    assert checklist is not None
    step = METHOD.steps["political-will"]
    assert ticked_lines(checklist, step, answers) == ["means_attached", asked]


@pytest.mark.parametrize(
    ("agreed", "answered"), [({}, False), ({"L5": 0}, True), ({"L5": "unknown"}, False)]
)
def test_a_list_is_answered_when_another_answer_says_so_of_a_line(
    agreed: dict[str, Any], *, answered: bool
) -> None:
    checklist = METHOD.at(LEAD)

    assert checklist is not None
    step = METHOD.steps["leadership"]
    assert is_answered(checklist, step, answers_of({"leadership": agreed})) == answered


# Editing and dumping ----------------------------------------------------------------------


def test_ticking_another_line_keeps_what_a_derived_line_was_given_before() -> None:
    log = Log()
    log.do("answer", WILL, ["means_attached", "review_date_before_mandate_end"])

    log.do("answer", WILL, [])

    assert log.answers.value(WILL) == ["means_attached"]


def test_nothing_derived_is_stored_or_dumped() -> None:
    log = Log()
    log.do("answer", "political-will/W3", "3")
    log.do("answer", WILL, ["review_date_before_mandate_end"])

    document = dump(log.answers, METHOD)

    assert document["answers"]["political-will"]["checklist"] == [
        "review_date_before_mandate_end"
    ]


# Drawn ------------------------------------------------------------------------------------


def test_a_form_asks_the_lines_that_nothing_answers_and_shows_the_others() -> None:
    page = drawn(answers_of({"political-will": {"W1": 3}}), "political-will")
    field = page.one("fieldset", data_path=WILL)

    assert [one.attrs["value"] for one in field.all("input")] == [
        "review_date_before_mandate_end"
    ]
    shown = {one.attrs["class"] for one in field.one("ul", class_="derived").all("li")}
    assert shown == {"ticked", "waiting"}


def test_a_derived_line_links_to_its_source_in_the_same_form() -> None:
    page = drawn(answers_of({"leadership": {"L1": 3}}), "leadership")
    ids = {one.attrs["id"] for one in page if "id" in one.attrs}
    links = page.one("ul", class_="derived").all("a")

    assert links
    assert {one.attrs["href"].removeprefix("#") for one in links} <= ids
    assert "level 3" in page.one("ul", class_="derived").text


def test_a_list_without_a_line_to_tick_is_only_shown() -> None:
    page = drawn(answers_of({"leadership": {"L1": 3}}), "leadership")

    assert not page.all("fieldset", data_path=LEAD)
    group = page.one("div", id=f"u-i-{LEAD}")
    assert group.attrs["role"] == "group"
    assert not group.all("input")


def test_a_report_says_what_a_ticked_line_follows_from() -> None:
    answers = answers_of({"leadership": {"L1": 3, "L2": 0}})
    page = parse(render.read_step(METHOD, answers, "leadership", answers.words("en")))
    said = [one.text for one in page.one("ul", class_="checklist").all("li")]

    assert any("written" in one and "level 3)" in one and "☑" in one for one in said)
    assert any("not yet, follows from" in one and "level 0)" in one for one in said)


def test_a_report_leaves_out_a_list_of_which_nobody_knows_anything() -> None:
    page = parse(
        render.read_step(METHOD, answers_of(), "leadership", answers_of().words("en"))
    )

    assert not page.all("ul", class_="checklist")


# Contradictions ---------------------------------------------------------------------------

AGAINST = {"leadership": {"L1": 3, "mandate_written": "no"}}


def test_a_contradiction_is_listed_at_the_top_and_said_under_its_criterion() -> None:
    page = drawn(answers_of(AGAINST), "leadership")
    links = [
        one.attrs["href"] for one in page.one("section", class_="problems notices").all("a")
    ]
    remark = page.one("div", class_="against")

    assert links == ["#u-i-leadership/L1", "#u-i-leadership/mandate_written"]
    assert remark.attrs["id"] == "u-a-leadership/L1"
    field = page.one("fieldset", data_path="leadership/L1")
    assert "u-a-leadership/L1" in field.attrs["aria-describedby"].split()


def test_a_respondent_is_told_no_contradiction() -> None:
    individual = {"r1": {"leadership": {"L1": 3}}}
    answers = answers_of(AGAINST, individual=individual)
    page = drawn(answers, "leadership", respondent="r1")

    assert not page.all("section", class_="problems notices")
    assert not page.all("div", class_="against")


def test_a_median_tells_no_contradiction_before_it_is_agreed_on() -> None:
    tallies = {"leadership": {"L1": {"3": 5}}}
    agreed = {"leadership": {"mandate_written": "no"}}
    page = drawn(answers_of(agreed, tallies=tallies), "leadership")

    assert not page.all("div", class_="against")


def test_feedback_without_involvement_is_listed() -> None:
    page = drawn(answers_of({"openness": {"O2": 0, "O4": 2}}), "openness")

    assert [one.attrs["id"] for one in page.all("div", class_="against")] == [
        "u-a-openness/O4"
    ]


# Prefilled --------------------------------------------------------------------------------


def test_a_prefilled_level_says_so_until_somebody_gives_one() -> None:
    log = Log()
    view = render.View(uid="u", language="en")

    def said() -> str:
        parts = render.form_fragments(
            METHOD, log.answers, "openness", view, history=log.entries
        )
        return parse(parts["q:openness/O4"]).text

    log.do("answer", "openness/O2", "0")
    assert "Nobody gets an answer who was not involved." in said()

    log.do("answer", "openness/O4", "0")
    assert "Nobody gets an answer" not in said()
