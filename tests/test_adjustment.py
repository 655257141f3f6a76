"""Decisions as values, and the findings of the adjustment: nothing is lost in them."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from building import answers_of
from documents import METHOD, documents
from drawing import parse
from hypothesis import given
from hypothesis import strategies as st
from test_coherence import WHOLE, of

from smartcity_widgets.analysis.decisions import (
    TARGETS,
    Decision,
    about_of,
    decided_on,
    decisions_of,
)
from smartcity_widgets.analysis.measuring import Indicator, indicators_of
from smartcity_widgets.analysis.projects import Project
from smartcity_widgets.analysis.reviews import lessons_of, reviews_of
from smartcity_widgets.overlay import adapt
from smartcity_widgets.render_findings import findings_page, findings_part
from smartcity_widgets.words import languages, words

if TYPE_CHECKING:
    from smartcity_widgets.answers import Answers

DAY = date(2026, 3, 12)
HOSTILE = "<b>\u202eoops</b> & {{7*7}}"


def adjusted(**adjustment: Any) -> Answers:
    """Return the whole workbook with another adjustment."""
    return answers_of(WHOLE | {"adjustment": adjustment})


def page(answers: Answers, language: str = "en", method: Any = METHOD) -> str:
    actions = ("calendar",)
    spoken = words(language)
    return findings_page(method, answers, spoken, "adjustment", uid="u", actions=actions)


def part(answers: Answers, language: str = "en") -> str:
    return findings_part(METHOD, answers, words(language), "adjustment")


def text(html: str) -> str:
    said = re.sub(r"</?(bdi|b|a)\b[^>]*>", "", html)
    said = re.sub(r"<[^>]+>", " ", said).replace("\N{NO-BREAK SPACE}", " ")
    return " ".join(said.split())


def lead(answers: Answers, language: str = "en") -> str:
    return text(str(parse(page(answers, language)).one("p", class_="lead").text))


def rows(html: str, table: str) -> list[list[str]]:
    """Return the cells of the body of each table of a class, as text."""
    return [
        [text(cell) for cell in re.findall(r"<t[hd][^>]*>.*?</t[hd]>", row, re.DOTALL)]
        for body in re.findall(
            rf'<table class="[^"]*\b{table}">.*?</table>', html, re.DOTALL
        )
        for row in re.findall(r"<tr>.*?</tr>", body, re.DOTALL)[1:]
    ]


# The decisions as values ------------------------------------------------------------------


def test_a_decision_points_at_what_is_there_and_at_nothing_else() -> None:
    answers = adjusted(
        decisions=[
            {"id": "d1", "target": "vision/objectives/o1", "evidence": "v1"},
            {"id": "d2", "target": "vision/objectives/i1", "evidence": "gone"},
            {"id": "d3", "target": "diagnosis/needs/n1", "owner": "gone"},
            {"id": "d4"},
        ]
    )
    first, second, third = decisions_of(answers)

    assert (first.target, first.evidence) == ("vision/objectives/o1", "v1")
    assert (second.target, second.evidence) == (None, None)
    assert (third.target, third.owner) == (None, None)
    assert first.path == "adjustment/decisions/d1"


@pytest.mark.parametrize(
    ("decision", "standing", "days"),
    [
        (Decision("d", due=date(2026, 3, 11)), "overdue", 1),
        (Decision("d", due=DAY), "due", 0),
        (Decision("d"), "undated", 0),
        (Decision("d", due=date(2020, 1, 1), is_done=True), "done", 0),
        (Decision("d", due=date(2020, 1, 1), is_dropped=True), "dropped", 0),
        (Decision("d", is_done=True, is_dropped=True), "done", 0),
    ],
)
def test_how_a_decision_stands_follows_from_its_day(
    decision: Decision, standing: str, days: int
) -> None:
    assert decision.standing(DAY) == standing
    assert decision.days_overdue(DAY) == days
    assert decision.is_overdue(DAY) == (days > 0)
    assert not decision.is_overdue(None)


def test_what_is_about_a_cancelled_project_is_dropped() -> None:
    plan = [WHOLE["action-plan"]["projects"][0] | {"status": "cancelled"}]
    decisions = [{"id": "d1", "target": "action-plan/projects/j1", "due": "2020"}]
    answers = answers_of(
        WHOLE | {"action-plan": {"projects": plan}, "adjustment": {"decisions": decisions}}
    )
    (one,) = decisions_of(answers)

    assert one.is_dropped
    assert not one.is_open


def test_an_indicator_is_answered_for_by_what_it_could_be_put_right_with() -> None:
    projects = [Project("j1", objectives=("o1",)), Project("j2", objectives=("o2",))]

    assert about_of(Indicator("i1", objective="o1"), projects) == (
        "evaluation/indicators/i1",
        "vision/objectives/o1",
        "action-plan/projects/j1",
    )
    assert about_of(Indicator("i1"), projects) == ("evaluation/indicators/i1",)


@given(documents())
def test_every_decision_is_about_something_that_is_there_or_nothing(
    document: dict[str, Any],
) -> None:
    answers = of(document)
    known = {f"{table}/{row}" for table in TARGETS for row in answers.rows(table)}

    decisions = decisions_of(answers)
    assert all(one.target is None or one.target in known for one in decisions)
    found = decided_on(answers, indicators_of(answers))
    assert set(found) == set(answers.rows("evaluation/indicators"))
    assert all(one in decisions for ones in found.values() for one in ones)


def test_reviews_come_by_day_and_lessons_as_they_were_written() -> None:
    answers = adjusted(
        reviews=[
            {"id": "r1", "scope": "vision"},
            {"id": "r2", "date": "2027"},
            {"id": "r3", "date": "2026-05-01"},
            {"id": "r4"},
        ],
        lessons=[{"id": "l1", "why": "So it was"}, {"id": "l2"}],
    )

    assert [one.row for one in reviews_of(answers)] == ["r3", "r2", "r1"]
    assert [one.why for one in lessons_of(answers)] == ["So it was"]


# The page ---------------------------------------------------------------------------------


def test_the_first_sentences_count_what_is_behind_undecided_and_overdue() -> None:
    late = {"id": "d2", "verdict": "stop", "due": "2026-03-11"}

    assert lead(adjusted(decisions=[late])) == (
        "1 indicator is at risk or off track. 1 has no decision yet. "
        "1 decision is written down. 1 decision is overdue."
    )
    assert lead(answers_of(WHOLE)) == (
        "1 indicator is at risk or off track. It has a decision. "
        "1 decision is written down."
    )
    assert lead(adjusted(decisions=[late]), "fr").startswith(
        "1 indicateur est à risque ou en retard. 1 n’a pas encore de décision."
    )
    results = {"measurements": [WHOLE["results"]["measurements"][0] | {"value": "29"}]}
    reached = answers_of(WHOLE | {"results": results})
    assert lead(reached).startswith("No indicator is at risk or off track.")
    learnt = answers_of({"adjustment": {"lessons": [{"id": "l", "what": "Begin small"}]}})
    assert lead(learnt) == "Nothing is decided yet."


def test_there_is_nothing_to_tell_while_nothing_is_there() -> None:
    assert part(answers_of()) == ""
    assert "Nothing follows from the answers yet." in page(answers_of())
    assert part(answers_of({"adjustment": {"decisions": [{"id": "d"}]}})) == ""


def test_an_indicator_without_a_decision_leads_to_where_one_is_taken() -> None:
    html = page(adjusted())
    link = parse(html).one("a", data_action="go")

    assert link.attrs["data-path"] == "adjustment/decisions"
    assert link.text == "Decide what to do – Trips by car"
    assert rows(html, "behind") == [
        [
            "Trips by car Fewer cars",
            "▲ At risk 37.9 (31 December 2025)",
            "▲ Nothing yet. Decide what to do – Trips by car",
        ]
    ]
    assert "Nothing yet." in part(adjusted())


def test_an_indicator_tells_what_was_decided_and_about_what() -> None:
    told = rows(
        page(
            adjusted(
                decisions=[
                    {
                        "id": "d1",
                        "target": "action-plan/projects/j1",
                        "verdict": "scale_up",
                        "reason": "It  works",
                    },
                    {"id": "d2", "target": "evaluation/indicators/i1"},
                ]
            )
        ),
        "behind",
    )

    assert told[0][2] == (
        "↑ Scale up – Project: Cycle paths It works No decision chosen yet"
    )


def test_a_decision_is_a_row_with_signs_and_words() -> None:
    decided = {"target": "evaluation/indicators/i1", "verdict": "adjust", "owner": "m"}
    html = page(
        adjusted(
            decisions=[
                {"id": "d1", **decided, "due": "2026-02", "evidence": "v1"},
                {"id": "d2", "reason": "No money"},
                {"id": "d3", **decided, "due": "2026-01-01", "done": True},
                {"id": "d4", **decided, "due": "2026-03-12"},
            ]
        )
    )

    assert rows(html, "decisions") == [
        [
            "Trips by car Indicator",
            "↻ Adjust",
            "37.9 (31 December 2025) Trips by car",
            "Maud",
            "February 2026 ▲ overdue by 12 days",
        ],
        ["Trips by car Indicator", "↻ Adjust", "–", "Maud", "12 March 2026 ○ to be done"],
        [
            "▲ Choose what it is about",
            "No decision chosen yet No money",
            "–",
            "▲ Name who sees to it",
            "– ? without a date",
        ],
        ["Trips by car Indicator", "↻ Adjust", "–", "Maud", "1 January 2026 ✓ done"],
    ]
    links = [one.attrs["data-path"] for one in parse(html).all("a", data_action="go")]
    assert "adjustment/decisions/d1/done" in links
    assert "adjustment/decisions/d2/owner" in links
    assert "adjustment/decisions/d2/target" in links
    assert "adjustment/decisions/d3/done" not in links


def test_reviews_the_next_ones_and_lessons_are_told() -> None:
    said = text(
        page(
            adjusted(
                reviews=[
                    {
                        "id": "r1",
                        "date": "2026-03-01",
                        "scope": "action_plan",
                        "participants": "Nine people",
                    },
                    {"id": "r2", "participants": "Others"},
                ],
                next_review="2027-03",
                next_cycle_start="2029",
                lessons=[{"id": "l", "what": "Start", "why": "Seen", "for_whom": "All"}],
            )
        )
    )

    assert "1 March 2026 · The action plan (Nine people)" in said
    assert "Without a date (Others)" in said
    assert "The next review: March 2027. The next cycle starts: 2029." in said
    assert "Start – Seen For: All" in said


@pytest.mark.parametrize(
    ("adjustment", "has"),
    [
        ({"next_review": "2027"}, True),
        ({"decisions": [{"id": "d", "due": "2027"}]}, True),
        ({"decisions": [{"id": "d", "due": "2027", "done": True}]}, False),
        ({"lessons": [{"id": "l", "what": "x"}]}, False),
    ],
)
def test_a_calendar_is_offered_where_something_has_a_day(
    adjustment: dict[str, Any],
    has: bool,  # noqa: FBT001 - a case
) -> None:
    answers = adjusted(**adjustment)

    assert ('data-action="calendar"' in page(answers)) == has
    assert 'data-action="calendar"' not in part(answers)


def test_a_report_tells_all_and_has_nothing_to_click() -> None:
    decisions = [{"id": f"d{n}", "verdict": "stop"} for n in range(25)]
    answers = adjusted(decisions=decisions)

    assert len(rows(part(answers), "decisions")) == 25
    assert rows(part(answers), "decisions")[0][0::3] == [
        "▲ nothing that is there",
        "▲ nobody yet",
    ]
    assert not re.search(r"<a |<button|<details|data-action", part(answers))
    assert "5 more decisions" in page(answers)
    assert len(rows(page(answers), "decisions")) == 25


@pytest.mark.parametrize(
    ("hidden", "gone"),
    [
        ("adjustment/decisions", "What was decided"),
        ("results/measurements", "Indicators at risk or off track"),
        ("adjustment/reviews", "1 March 2026"),
        ("adjustment/lessons", "What was learnt"),
        ("adjustment/next_review", "The next review"),
    ],
)
def test_what_an_adaptation_hides_is_not_told(hidden: str, gone: str) -> None:
    answers = adjusted(
        decisions=WHOLE["adjustment"]["decisions"],
        reviews=[{"id": "r1", "date": "2026-03-01"}],
        lessons=[{"id": "l", "what": "x"}],
        next_review="2027",
    )
    adapted = page(answers, method=adapt(METHOD, {"hidden": [hidden]}))

    assert gone in re.sub("What was decided on it", "", page(answers))
    assert gone not in re.sub("What was decided on it", "", adapted)


def test_where_no_day_is_known_nothing_is_behind_and_nothing_overdue() -> None:
    document = {"format": "smartcity-workbook/1", "method": METHOD.version}
    document |= {"workbook": {"id": "namur", "cycle": 1}}
    decisions = {"decisions": [{"id": "d1", "verdict": "stop", "due": "1990"}]}
    answers = of(document | {"answers": WHOLE | {"adjustment": decisions}})

    said = text(page(answers))
    assert "1990 ○ to be done" in said
    assert "overdue" not in said
    assert "at risk" not in said


@pytest.mark.parametrize("language", languages())
def test_what_was_typed_is_shown_as_text(language: str) -> None:
    table = {
        "reviews": [{"id": "r", "participants": HOSTILE}],
        "decisions": [{"id": "d", "verdict": "stop", "reason": HOSTILE}],
        "lessons": [{"id": "l", "what": HOSTILE, "why": HOSTILE, "for_whom": HOSTILE}],
    }
    for html in (page(adjusted(**table), language), part(adjusted(**table), language)):
        assert "<b>\u202e" not in html
        assert "&lt;b&gt;" in html
        assert "49" not in html
        assert html.count("\u202e") == len(re.findall(r"<bdi[^>]*>[^<]*\u202e", html))


_CELLS = {
    "target": st.sampled_from(
        [
            "vision/objectives/o1",
            "action-plan/projects/j1",
            "evaluation/indicators/i1",
            "vision/objectives/gone",
        ]
    ),
    "verdict": st.sampled_from(METHOD.at("adjustment/decisions/*/verdict").choices),
    "reason": st.text(min_size=1).filter(str.strip),
    "evidence": st.sampled_from(["v1", "gone"]),
    "owner": st.sampled_from(["m", "gone"]),
    "due": st.sampled_from(["2020", "2026-03", "2026-03-12", "2099-12-31"]),
    "done": st.booleans(),
}


@given(st.lists(st.fixed_dictionaries({}, optional=_CELLS), max_size=30))
def test_whatever_the_tables_hold_it_is_drawn(cells: list[dict[str, Any]]) -> None:
    decisions = [{"id": f"d{place}", **one} for place, one in enumerate(cells)]
    answers = adjusted(decisions=decisions, next_review="2027")

    said = sum(bool(one) for one in cells)
    for language in languages():
        for html in (page(answers, language), part(answers, language)):
            assert len(rows(html, "decisions")) == said
            assert len(rows(html, "behind")) == 1
            parse(html)


@given(documents())
def test_any_workbook_is_drawn(document: dict[str, Any]) -> None:
    answers = of(document)

    for language in languages():
        assert page(answers, language)
        part(answers, language)
