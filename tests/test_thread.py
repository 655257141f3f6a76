"""The golden thread as a tree, and its pages; what a phase is handed."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from building import PREREQUISITES, answers_of, levels
from documents import METHOD, after, documents
from drawing import parse
from hypothesis import given
from test_coherence import WHOLE, without

from smartcity_widgets.analysis.carried import READS, carried_to
from smartcity_widgets.analysis.coherence import coherence
from smartcity_widgets.analysis.coherence.links import LINKS
from smartcity_widgets.analysis.coherence.thread import LEVELS, thread_of
from smartcity_widgets.analysis.monitoring import STATUSES
from smartcity_widgets.exchange import dumps, entries_of, read_document
from smartcity_widgets.overlay import adapt
from smartcity_widgets.render.standing import STATUS_SIGNS, VERDICT_SIGNS
from smartcity_widgets.render_thread import carried_page, thread_page, thread_part
from smartcity_widgets.words import languages, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from smartcity_widgets.analysis.coherence.thread import Knot
    from smartcity_widgets.answers import Answers

NEEDS = [{"id": f"n{one}", "need": f"Need {one}"} for one in range(1, 6)]


def threaded(**tables: list[dict[str, Any]]) -> Answers:
    """Return a workbook of five needs with tables of the vision and the evaluation."""
    indicators = tables.pop("indicators", [])
    return answers_of(
        {
            "diagnosis": {"needs": NEEDS},
            "vision": tables,
            "evaluation": {"indicators": indicators},
        }
    )


def every(knots: Iterable[Knot]) -> Iterator[Knot]:
    for one in knots:
        yield one
        yield from every(one.below)


def lead(answers: Answers, language: str = "en") -> str:
    page = parse(thread_page(METHOD, answers, words(language), uid="u"))
    return str(page.one("p", class_="lead").text)


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


# The tree ---------------------------------------------------------------------------------


def test_needs_hang_on_priorities_objectives_and_indicators_below() -> None:
    thread = thread_of(METHOD, answers_of(WHOLE))
    (priority,) = thread.priorities
    (objective,) = priority.below
    indicator, project = objective.below

    assert priority.needs == ("diagnosis/needs/n1",)
    assert objective.path == "vision/objectives/o1"
    assert indicator.path == "evaluation/indicators/i1"
    assert project.path == "action-plan/projects/j1"
    assert [one.path for one in indicator.below] == ["adjustment/decisions/d1"]
    assert (thread.reached, thread.gaps, thread.loose) == (1, (), ())
    assert thread.counts == dict.fromkeys(LEVELS, 1)


def test_a_need_is_reached_where_an_objective_of_its_priority_is_measured() -> None:
    answers = threaded(
        selected=[
            {"id": "p1", "needs": ["n1", "n2"]},
            {"id": "p2", "needs": ["n2", "n3"]},
            {"id": "p3", "needs": ["n4"]},
        ],
        objectives=[
            {"id": "o1", "priority": "p1"},
            {"id": "o2", "priority": "p2"},
            {"id": "o3", "priority": "p2"},
        ],
        indicators=[{"id": "i1", "objective": "o3"}],
    )

    assert thread_of(METHOD, answers).reached == 2
    assert lead(answers).startswith(
        "2 of 5 needs lead to an objective that will be measured."
    )


def test_what_hangs_on_nothing_is_loose_and_keeps_what_hangs_on_it() -> None:
    answers = threaded(
        selected=[{"id": "p1", "needs": ["n1", "n2", "n3", "n4"]}],
        objectives=[{"id": "o1", "priority": "gone"}],
        indicators=[{"id": "i1", "objective": "o1"}, {"id": "i2"}],
    )
    loose = thread_of(METHOD, answers).loose

    assert [one.path for one in loose] == [
        "diagnosis/needs/n5",
        "vision/objectives/o1",
        "evaluation/indicators/i2",
    ]
    assert [one.path for one in loose[1].below] == ["evaluation/indicators/i1"]


def test_a_project_hangs_on_each_of_its_objectives_and_its_gaps_are_told_once() -> None:
    answers = answers_of(
        {
            "vision": {"objectives": [{"id": "o1"}, {"id": "o2"}]},
            "action-plan": {
                "projects": [
                    {"id": "j1", "objective": ["o2", "o1"]},
                    {"id": "j2", "title": "Of nothing"},
                ]
            },
        }
    )
    first, second, lonely = thread_of(METHOD, answers).loose
    owner = "project-without-owner"

    assert [one.is_again for one in (*first.below, *second.below)] == [False, True]
    assert owner in {gap.rule for gap in first.below[0].gaps}
    assert second.below[0].gaps == ()
    assert lonely.path == "action-plan/projects/j2"
    page = parse(thread_page(METHOD, answers, words("en"), uid="u"))
    links = [one.attrs["data-path"] for one in page.all("a", data_action="go")]
    assert links.count("action-plan/projects/j1/owner") == 1
    assert links.count("action-plan/projects/j2/objective") == 1
    assert "told above" in page.all("span", class_="course")[0].text


def test_a_project_says_what_it_is_how_far_and_by_when() -> None:
    plan = [WHOLE["action-plan"]["projects"][0] | {"status": "running"}]
    answers = answers_of(WHOLE | {"action-plan": {"projects": plan}})
    said = plain(thread_page(METHOD, answers, words("fr"), uid="u"))

    assert "Cycle paths Réussite rapide · En cours · échéance : novembre 2026" in said


def test_what_was_left_out_is_not_loose_unless_it_is_taken_up_after_all() -> None:
    out = [
        {"id": f"l{one}", "need": f"n{one}", "reason": "Not ours."} for one in range(1, 6)
    ]
    left = thread_of(METHOD, threaded(left_out=out))
    taken = thread_of(
        METHOD, threaded(left_out=out, selected=[{"id": "p", "needs": ["n1"]}])
    )

    assert (left.left_out, left.loose) == (("l1", "l2", "l3", "l4", "l5"), ())
    assert taken.left_out == ("l2", "l3", "l4", "l5")


@given(documents())
def test_every_row_is_in_the_tree_and_every_gap_is_told_once(
    document: dict[str, Any],
) -> None:
    answers = after(entries_of(read_document(dumps(document)), METHOD, author="test"))
    thread = thread_of(METHOD, answers, internal=True)
    knots = every((*thread.priorities, *thread.loose))
    shown = [one.path for one in knots if not one.is_again]
    needs = {need for one in thread.priorities for need in one.needs}
    left = {answers.value(f"vision/left_out/{row}/need") for row in thread.left_out}

    everything = {f"{t}/{row}" for t in LEVELS.values() for row in answers.rows(t)}
    assert {*shown, *needs, *(f"diagnosis/needs/{one}" for one in left)} == everything
    assert len(shown) == len(set(shown))
    told = sorted(f"{one.rule} {one.subject}" for one in thread.gaps)
    found = coherence(METHOD, answers, internal=True)
    assert told == sorted(f"{one.rule} {one.subject}" for one in found)
    for language in languages():
        assert thread_page(METHOD, answers, answers.words(language), uid="u")


# Results and decisions --------------------------------------------------------------------


def measured(*values: tuple[str, str], **decision: Any) -> Answers:
    """Return the whole workbook with other measurements, and its decision changed."""
    rows = [
        {"id": f"v{place}", "indicator": "i1", "date": day, "value": value}
        for place, (day, value) in enumerate(values)
    ]
    decisions = [WHOLE["adjustment"]["decisions"][0] | decision]
    return answers_of(
        WHOLE | {"results": {"measurements": rows}, "adjustment": {"decisions": decisions}}
    )


def shares(answers: Answers, method: Any = METHOD) -> dict[str, Fraction | None]:
    return {one.name: one.share for one in thread_of(method, answers).links}


def test_an_indicator_tells_its_last_measurement_how_many_and_where_it_stands() -> None:
    answers = measured(("2024-12-31", "38"), ("2025-12-31", "37.9"), ("2026-12", "30"))
    said = plain(thread_page(METHOD, answers, words("en"), uid="u"))
    french = plain(thread_part(METHOD, answers, words("fr")))

    assert "Measured 37.9 (31 December 2025) ▲ At risk 3 measurements" in said
    assert "Mesuré 37,9 (31 décembre 2025) ▲ À risque 3 mesures" in french
    page = parse(thread_page(METHOD, answers, words("en"), uid="u"))
    assert len(page.all("p", class_="result")) == 1


@pytest.mark.parametrize(
    ("value", "sign", "word"),
    [
        ("29", "✓", "Reached"),
        ("36", "●", "On track"),
        ("37.9", "▲", "At risk"),
        ("45", "✕", "Off track"),
    ],
)
def test_a_status_is_a_sign_and_a_word(value: str, sign: str, word: str) -> None:
    answers = measured(("2025-12-31", value))
    html = thread_page(METHOD, answers, words("en"), uid="u")

    assert f"{sign} {word}" in plain(html)
    assert f'<span class="sign" aria-hidden="true">{sign}</span> {word}' in html


def test_signs_tell_the_statuses_apart_without_a_colour() -> None:
    assert set(STATUS_SIGNS) == set(STATUSES)
    assert len(set(STATUS_SIGNS.values())) == len(STATUSES)
    verdicts = METHOD.at("adjustment/decisions/*/verdict").choices
    assert set(VERDICT_SIGNS) == set(verdicts)
    assert len(set(VERDICT_SIGNS.values())) == len(verdicts)


def test_what_was_never_measured_is_told_where_a_figure_is_asked() -> None:
    asked = plain(thread_page(METHOD, measured(), words("en"), uid="u"))
    bare = threaded(indicators=[{"id": "i1"}])

    assert "Measured ? No data" in asked
    assert "Measured" not in plain(thread_page(METHOD, bare, words("en"), uid="u"))


@pytest.mark.parametrize(
    ("target", "hangs_on"),
    [
        ("vision/objectives/o1", "vision/objectives/o1"),
        ("evaluation/indicators/i1", "evaluation/indicators/i1"),
        ("action-plan/projects/j1", "action-plan/projects/j1"),
        ("action-plan/projects/gone", None),
        ("evaluation/indicators/o1", None),
    ],
)
def test_a_decision_hangs_on_what_it_is_about(target: str, hangs_on: str | None) -> None:
    answers = measured(("2025-12-31", "36"), target=target)
    thread = thread_of(METHOD, answers)
    on = [
        one.path
        for one in every(thread.priorities)
        if any(each.level == "decision" for each in one.below)
    ]

    assert on == ([hangs_on] if hangs_on else [])
    loose = [one.path for one in thread.loose]
    assert loose == ([] if hangs_on else ["adjustment/decisions/d1"])
    said = plain(thread_page(METHOD, answers, words("en"), uid="u"))
    assert ("Decisions about nothing that is there" in said) == (hangs_on is None)
    assert ("Choose what it is about" in said) == (hangs_on is None)


def test_a_decision_says_what_why_who_by_when_and_whether_it_is_done() -> None:
    answers = measured(("2025-12-31", "36"), reason="Too  few buses", due="2026-05")
    undone = measured(("2025-12-31", "36"), done=False, owner="gone", due="2027")

    said = plain(thread_page(METHOD, answers, words("en"), uid="u"))
    assert "Decision ↻ Adjust: Too few buses Maud · by May 2026 · done" in said
    said = plain(thread_page(METHOD, undone, words("en"), uid="u"))
    assert "Decision ↻ Adjust by 2027 · not done yet" in said


def test_each_link_says_how_much_of_it_is_there() -> None:
    answers = answers_of(
        {
            "diagnosis": {"needs": NEEDS},
            "vision": {
                "selected": [{"id": "p1", "needs": ["n1", "n2"]}, {"id": "p2"}],
                "left_out": [{"id": "l1", "need": "n5", "reason": "Not ours."}],
                "objectives": [{"id": f"o{n}", "priority": "p1"} for n in range(3)],
            },
            "action-plan": {
                "projects": [
                    {"id": "j1", "objective": ["o0", "o1"]},
                    {"id": "j2", "objective": ["o2"], "status": "cancelled"},
                ]
            },
            "evaluation": {
                "indicators": [
                    WHOLE["evaluation"]["indicators"][0]
                    | {"id": f"i{n}", "objective": f"o{min(n, 1)}"}
                    for n in range(4)
                ]
            },
            "results": {
                "measurements": [
                    {"id": "v0", "indicator": "i0", "date": "2025-12-31", "value": "45"},
                    {"id": "v1", "indicator": "i1", "date": "2025-12-31", "value": "45"},
                    {"id": "v2", "indicator": "i2", "date": "2025-12-31", "value": "29"},
                    {"id": "v3", "indicator": "i3", "date": "2026-12-31", "value": "29"},
                ]
            },
            "adjustment": {
                "decisions": [
                    {"id": "d1", "target": "vision/objectives/o0", "done": True},
                    {"id": "d2", "target": "vision/objectives/o2"},
                    {"id": "d3"},
                ]
            },
        }
    )

    assert shares(answers) == {
        "need-priority": Fraction(2, 4),
        "priority-objective": Fraction(1, 2),
        "objective-project": Fraction(2, 3),
        "objective-indicator": Fraction(2, 3),
        "indicator-measurement": Fraction(3, 4),
        "red-decision": Fraction(1, 2),
        "decision-done": Fraction(1, 2),
    }
    for html in (
        thread_page(METHOD, answers, words("en"), uid="u"),
        thread_part(METHOD, answers, words("en")),
    ):
        table = parse(html).one("table", class_="links")
        rows = [" ".join(one.text.split()) for one in table.all("tr")]
        assert "Objectives with an indicator 2 of 3 67%" in rows
        assert len(table.all("th", scope="row")) == len(LINKS)


def test_a_link_with_nothing_to_go_on_has_no_share() -> None:
    assert set(shares(answers_of()).values()) == {None}
    answers = answers_of({"diagnosis": {"needs": NEEDS}})
    html = thread_page(METHOD, answers, words("fr"), uid="u")

    assert "Décisions exécutées il n’y en a pas" in plain(html)
    empty = thread_page(METHOD, answers_of(), words("fr"), uid="u")
    assert "<table" not in empty


def test_what_an_adaptation_hides_is_no_link_and_no_knot() -> None:
    answers = measured(("2025-12-31", "36"))
    method = adapt(METHOD, {"hidden": ["adjustment/decisions", "results/measurements"]})
    html = thread_page(method, answers, words("en"), uid="u")

    kept = {"need-priority", "priority-objective", "objective-project"}
    assert set(shares(answers, method)) == kept | {"objective-indicator"}
    assert thread_of(method, answers).counts["decision"] == 0
    assert "Decision" not in plain(html)
    assert "Measured" not in plain(html)


@given(documents())
def test_no_link_has_more_than_there_is(document: dict[str, Any]) -> None:
    answers = after(entries_of(read_document(dumps(document)), METHOD, author="test"))

    links = thread_of(METHOD, answers, on=date(2030, 1, 1)).links
    assert [one.name for one in links] == list(LINKS)
    assert all(0 <= one.there <= one.total for one in links)
    assert all((one.share is None) == (one.total == 0) for one in links)


# Its pages --------------------------------------------------------------------------------


def test_the_first_sentence_counts_what_will_be_measured() -> None:
    assert lead(answers_of(WHOLE)) == (
        "The only need leads to an objective that will be measured. "
        "Nothing breaks the thread."
    )
    assert lead(threaded()).startswith("None of the 5 needs leads")
    assert lead(answers_of(), "fr").startswith("Rien ne tient encore au fil rouge")
    assert lead(answers_of({"vision": {"selected": [{"id": "p"}]}})).startswith("No need")


def test_each_gap_leads_to_where_it_is_filled() -> None:
    answers = answers_of(without("evaluation", "indicators", "owner"))
    page = parse(thread_page(METHOD, answers, words("en"), uid="u"))
    link = page.one("a", data_action="go")

    assert link.attrs["data-step"] == "evaluation"
    assert link.attrs["data-path"] == "evaluation/indicators/i1/owner"
    assert link.text == "Name who measures it – Trips by car"


def test_what_hangs_on_nothing_leads_to_what_it_could_hang_on() -> None:
    answers = threaded(
        objectives=[{"id": "o1", "statement": "Fewer cars"}],
        indicators=[{"id": "i1", "objective": "o1"}, {"id": "i2", "name": "Trips"}],
    )
    page = parse(thread_page(METHOD, answers, words("en"), uid="u"))
    links = {one.attrs["data-path"]: one.text for one in page.all("a", data_action="go")}

    assert links["vision/objectives/o1/priority"].startswith("Choose the priority")
    assert links["evaluation/indicators/i2/objective"].startswith("Choose the objective")
    assert "evaluation/indicators/i1/objective" not in links


def test_a_gap_is_told_by_sign_and_word() -> None:
    answers = threaded(
        indicators=[
            {
                "id": "i1",
                "direction": "lower",
                "baseline_value": "3",
                "target_value": "4",
            }
        ]
    )
    page = parse(thread_page(METHOD, answers, words("en"), uid="u"))
    said = [one.text for one in page.all("p", class_="gap")]

    assert any(one.startswith("✕ Contradiction It is to go down") for one in said)
    assert any(one.startswith("▲ To fix Nobody is named") for one in said)


def test_the_tree_is_made_of_lists() -> None:
    page = parse(thread_page(METHOD, answers_of(WHOLE), words("en"), uid="u"))

    assert len(page.all("ul", class_="tree")) == 4
    assert all(one.attrs["role"] == "list" for one in page.all("ul"))
    assert len({one.attrs["id"] for one in page if "id" in one.attrs}) == 2


def test_an_indicator_says_from_where_to_where_and_by_when() -> None:
    table = [
        WHOLE["evaluation"]["indicators"][0]
        | {"unit": "%", "target_value": "30.4", "target_date": "2030-12"}
    ]
    html = thread_page(
        METHOD,
        answers_of(WHOLE | {"evaluation": {"indicators": table}}),
        words("fr"),
        uid="u",
    )

    assert "de 38 à 30,4 %, échéance : décembre 2030" in plain(html)


def test_a_row_is_known_by_its_code_and_name_or_by_its_place() -> None:
    objectives = [
        {"id": "o1", "code": "O1", "statement": "Fewer cars"},
        {"id": "o2", "code": "O2"},
        {"id": "o3", "statement": "Warm homes"},
        {"id": "o4"},
    ]
    page = parse(thread_page(METHOD, threaded(objectives=objectives), words("en"), uid="u"))
    names = [one.text for one in page.all("span", class_="name")]

    assert names[-4:] == ["O1 – Fewer cars", "O2", "Warm homes", "row 4"]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"direction": "range", "target_low": "3", "target_high": "5"}, "between 3 and 5"),
        ({"direction": "range", "target_value": "9", "baseline_value": "4"}, "baseline 4"),
        ({"direction": "higher", "target_value": "9"}, "to 9"),
        ({"target_date": "2030"}, ""),
    ],
)
def test_only_what_counts_of_a_target_is_said(cells: dict[str, str], said: str) -> None:
    html = thread_page(
        METHOD, threaded(indicators=[{"id": "i1", **cells}]), words("en"), uid="u"
    )
    told = [one.text for one in parse(html).all("span", class_="course")]

    assert told == ([said] if said else [])


def test_a_report_has_nothing_to_click_and_tells_no_open_point_again() -> None:
    agreed = without("evaluation", "indicators", "owner") | {
        "leadership": {"L1": 3, "mandate_written": "no"}
    }
    answers = answers_of(agreed)
    live = thread_page(METHOD, answers, words("en"), uid="u")
    html = thread_part(METHOD, answers, words("en"), internal=True)

    assert "contradict each other" in live
    assert "contradict each other" not in html
    assert "Nobody is named to measure it." in html
    assert "1 point is to be looked at." in html
    assert not re.search(r"<a |<button|<details|data-action|<h2", html)


def test_a_report_without_a_thread_has_no_part_of_it() -> None:
    assert thread_part(METHOD, answers_of(), words("en")) == ""


def test_an_internal_answer_is_told_in_no_report_that_is_not() -> None:
    answers = answers_of(without("openness", "stakeholders", "engagement"))

    assert "Fusion" not in thread_part(METHOD, answers, words("en"))
    assert "Nothing breaks the thread." in thread_part(METHOD, answers, words("en"))
    assert "Fusion" in thread_part(METHOD, answers, words("en"), internal=True)


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", "{{7*7}}", "\u202eevil"])
def test_what_was_typed_is_shown_as_text(hostile: str) -> None:
    agreed = {
        "diagnosis": {"needs": [{"id": "n1", "need": hostile}, {"id": "n2"}]},
        "vision": {"left_out": [{"id": "l", "need": "n1", "reason": hostile}]},
        "evaluation": {"indicators": [{"id": "i1", "name": hostile, "unit": hostile}]},
        "communication": {"audiences": [{"id": "a", "name": hostile}]},
        "pre-vision": {"own_definition": hostile},
    }
    answers = answers_of(agreed)
    html = thread_page(METHOD, answers, words("en"), uid="u")
    html += carried_page(METHOD, answers, words("en"), "planning", uid="v")

    assert "<script" not in html
    assert "49" not in html
    assert all(hostile not in one for one in re.findall(r"<[^>]+>", html))
    overrides = html.count("\u202e")
    assert overrides == len(re.findall(r"<bdi[^>]*>[^<]*\u202e", html))


# What a phase is handed -------------------------------------------------------------------


def handed(agreed: dict[str, Any], language: str = "en") -> Any:
    return parse(
        carried_page(METHOD, answers_of(agreed), words(language), "planning", uid="u")
    )


def test_what_planning_reads_and_nobody_answered_leads_to_its_question() -> None:
    page = handed({"context": {"population": 8200, "type": "rural"}})
    paths = [one.attrs["data-path"] for one in page.all("a", data_action="go")]

    assert paths == [
        one
        for one in READS["planning"]
        if one not in {"context/population", "context/type"}
    ]


def test_what_a_workbook_does_not_ask_is_not_missing() -> None:
    method = adapt(METHOD, {"hidden": ["context/area_km2", "pre-vision/linked_plans"]})
    missing = carried_to("planning", method, answers_of()).missing

    assert not {"context/area_km2", "pre-vision/linked_plans"} & set(missing)
    assert "context/population" in missing


def test_everything_that_is_read_is_asked_by_the_method() -> None:
    for phase, paths in READS.items():
        assert phase in METHOD.phases
        assert all(METHOD.at(one) is not None for one in paths)


def test_the_verdict_is_a_sentence_with_its_reservations() -> None:
    ready = levels({step: [3] * 5 for step in PREREQUISITES})
    ready["team"]["T1"] = 0
    said = handed(ready).one("p", class_="lead").text

    assert said.startswith("Ready to plan, with points to strengthen.")
    assert "To strengthen: " in said
    assert "Too few" not in said


def test_people_are_quoted_and_plans_and_stakeholders_told() -> None:
    agreed = {
        "pre-vision": {
            "own_definition": "A place that listens.",
            "linked_plans": [{"id": str(n), "plan": f"Plan {n}"} for n in range(5)],
        },
        "openness": {"stakeholders": [{"id": "s1", "name": "Fusion"}]},
    }
    page = handed(agreed)

    assert page.one("blockquote").text.startswith("A place that listens.")
    said = page.one("ul", class_="gathered").text
    assert "Plan 0 · Plan 1 · Plan 2 · and 2 others" in said
    assert "1 stakeholder is known" in said


def test_open_actions_are_counted_and_those_of_the_phase_named() -> None:
    actions = [
        {"id": "a1", "what": "Write the charter", "from": "team/T3"},
        {"id": "a2", "what": "Ask the region for figures", "from": "diagnosis"},
        {"id": "a3", "what": "Done already", "done": True, "from": "vision"},
        {"id": "a4"},
    ]
    said = handed({"journal": {"actions": actions}}).one("ul", class_="gathered").text

    assert "2 actions of the journal are still open" in said
    assert "For planning: Ask the region for figures" in said
    assert "charter" not in said
    assert "Done already" not in said
