"""The findings of the results: a sentence first, numbers beside it, no doubt hidden."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from building import answers_of
from drawing import parse
from hypothesis import given
from hypothesis import strategies as st
from monitored import MONITORED, indicator, measurement

from smartcity_widgets.method import load_method
from smartcity_widgets.overlay import adapt
from smartcity_widgets.render_findings import findings_page, findings_part
from smartcity_widgets.words import languages

if TYPE_CHECKING:
    from smartcity_widgets.answers import Answers

METHOD = load_method()
NOW = answers_of(MONITORED)


def page(answers: Answers = NOW, language: str = "en") -> str:
    return findings_page(METHOD, answers, answers.words(language), "results", uid="u")


def part(answers: Answers = NOW, language: str = "en") -> str:
    return findings_part(METHOD, answers, answers.words(language), "results")


def told(html: str) -> str:
    """Return what a page says, as one line."""
    return plainly(re.sub(r"<[^>]+>", " ", html))


def plainly(text: str) -> str:
    for one in ("\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"):
        text = text.replace(one, " ")
    return " ".join(text.split())


def changed(**steps: Any) -> Answers:
    return answers_of({**MONITORED, **steps})


def test_the_first_sentence_counts_every_status_on_the_day_of_the_last_entry():
    lead = parse(page()).one("p", class_="lead").text

    assert plainly(lead) == (
        "On 12 March 2026, of 8 indicators: 2 are reached, 1 is on track, 1 is at risk, "
        "1 is off track, for 1 it is too early to tell, 1 has no data, "
        "1 cannot be assessed."
    )


@pytest.mark.parametrize("language", languages())
def test_each_indicator_has_a_sign_a_word_and_its_numbers(language: str):
    root = parse(page(language=language))
    rows = [one for one in root.all("tr") if one.all("span", class_="aside")]
    signs = {
        one.text[0] for one in root.all("span") if "standing" in one.attrs.get("class", "")
    }

    assert signs == set("✓●▲✕◷?–")
    assert len(rows) >= 8


def test_why_is_said_with_the_numbers():
    said = told(page())

    assert "29% of the way is done; 30% was to be expected (2025)." in said
    assert "12% of the way is done; 50% was to be expected (31 December 2025)." in said
    assert "An effect can be expected from 2028." in said
    assert "No target is given: the values can be read, but not judged." in said
    assert "The target is reached: between 19 and 21 °C." in said
    assert "with its frequency a value counts for 549 days" in said


def test_what_is_doubtful_is_told_and_leads_to_the_value():
    root = parse(page())
    doubts = [one.text for one in root.one("ul", class_="warnings").all("li")]
    paths = [one.attrs["data-path"] for one in root.one("ul", class_="warnings").all("a")]

    assert "2 values on one day" in doubts[0]
    assert "12 %, 14 %" in doubts[0].replace("\N{NO-BREAK SPACE}", " ")
    assert "ten times or more" in doubts[1]
    assert "not comparable" in doubts[2]
    assert "not there any more" in doubts[3]
    assert paths == [
        "results/measurements/m7/value",
        "results/measurements/m9/value",
        "results/measurements/m11/series_break",
        "results/measurements/m13/indicator",
    ]


def test_what_the_results_mean_is_told_or_asked_for():
    root = parse(page())

    assert root.one("p", class_="meaning").text == "Les écoles d’abord."
    paths = [one.attrs["data-path"] for one in root.all("a")]
    assert paths.count("results/interpretation") == 1


def test_a_report_has_every_figure_open_and_nothing_to_click():
    root = parse(part())

    assert not root.all("a")
    assert not root.all("details")
    assert len(root.all("table")) == 3 + 7  # the groups and the courses
    assert "Each course in full" in root.text


def test_what_was_typed_cannot_turn_into_markup():
    assert "<i>rapides" not in page()
    assert "<b>à tous" not in part()


def test_before_anything_is_measured_it_says_so():
    said = told(page(changed(results={})))

    assert "none of the 8 indicators has been measured yet" in said
    assert "The course of each indicator" not in said


def test_without_an_indicator_or_a_question_there_is_nothing():
    hidden = adapt(METHOD, {"hidden": ["results/measurements"]})

    assert part(answers_of({})) == ""
    assert findings_part(hidden, NOW, NOW.words("en"), "results") == ""


def test_the_same_answers_give_the_same_bytes():
    assert part() == part()


NUMBERS = st.decimals(-(10**14), 10**14, places=2).map(lambda one: f"{one:f}")
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31)).map(str)


@given(
    values=st.lists(st.tuples(DAYS, NUMBERS, st.booleans()), max_size=6),
    direction=st.sampled_from(["higher", "lower", "target_value", "range", None]),
    ends=st.lists(st.none() | NUMBERS, min_size=4, max_size=4),
    days=st.lists(st.none() | DAYS, min_size=3, max_size=3),
    frequency=st.sampled_from(["monthly", "yearly", "once", None]),
)
def test_whatever_was_measured_it_is_drawn(values, direction, ends, days, frequency):
    one = indicator(
        "i1",
        "One",
        direction=direction,
        baseline_value=ends[0],
        target_value=ends[1],
        target_low=ends[2],
        target_high=ends[3],
        baseline_date=days[0],
        target_date=days[1],
        effect_from=days[2],
        frequency=frequency,
        tolerance="2",
    )
    rows = [
        measurement(f"m{place}", "i1", day, value, series_break=broken)
        for place, (day, value, broken) in enumerate(values)
    ]
    answers = changed(evaluation={"indicators": [one]}, results={"measurements": rows})

    assert "nan" not in part(answers).replace("financ", "")
    assert page(answers)
