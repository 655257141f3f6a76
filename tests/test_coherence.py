"""The golden thread; what breaks it is told by the cases of ``cases/coherence.toml``."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from building import answers_of
from documents import METHOD, after, documents, small
from hypothesis import given
from hypothesis import strategies as st

from smartcity_widgets.analysis.coherence import CHECKS, SEVERITIES, coherence
from smartcity_widgets.analysis.due import last_change
from smartcity_widgets.exchange import dumps, entries_of, read_document
from smartcity_widgets.overlay import adapt
from smartcity_widgets.render_thread import SIGNS, Saying
from smartcity_widgets.values import last_day
from smartcity_widgets.words import languages, read_words

if TYPE_CHECKING:
    from smartcity_widgets.analysis.coherence import Gap
    from smartcity_widgets.answers import Answers

CASES = tomllib.loads(
    (Path(__file__).parent / "cases" / "coherence.toml").read_text("utf-8")
)["cases"]

WHOLE: dict[str, dict[str, Any]] = {
    "context": {"persons": [{"id": "m", "name": "Maud"}]},
    "diagnosis": {"needs": [{"id": "n1", "need": "Buses at night"}]},
    "vision": {
        "criteria": [{"id": "c1", "name": "Impact", "weight": "100"}],
        "selected": [{"id": "p1", "priority": "Move", "needs": ["n1"]}],
        "objectives": [{"id": "o1", "statement": "Fewer cars", "priority": "p1"}],
    },
    "evaluation": {
        "indicators": [
            {
                "id": "i1",
                "name": "Trips by car",
                "objective": "o1",
                "direction": "lower",
                "frequency": "yearly",
                "baseline_value": "38",
                "baseline_date": "2024-12-31",
                "target_value": "30",
                "target_date": "2030-12-31",
                "owner": "m",
            }
        ]
    },
    "openness": {
        "stakeholders": [
            {"id": "s1", "name": "Fusion", "influence": 5, "engagement": "inform"}
        ]
    },
    "communication": {
        "audiences": [{"id": "a1", "name": "Staff"}],
        "plan": [{"id": "l1", "audience": "a1", "message": "Come and see."}],
    },
    "political-will": {"budget_committed": "1000.00", "budget_years": [2026]},
    "action-plan": {
        "projects": [
            {
                "id": "j1",
                "title": "Cycle paths",
                "objective": ["o1"],
                "owner": "m",
                "kind": "quick_win",
                "start": "2026-03",
                "end": "2026-11",
                "budget_capex": "1000.00",
            }
        ],
        "sheets": [{"id": "f1", "project": "j1", "indicators": ["i1"]}],
    },
    "means": {
        "costs": [
            {
                "id": "k1",
                "project": "j1",
                "type": "capex",
                "year": 2026,
                "amount": "1000.00",
            }
        ],
        "sources": [
            {"id": "g1", "project": "j1", "amount": "1000.00", "status": "granted"}
        ],
        "legal": [{"id": "w1", "project": "j1", "personal_data": True, "dpia": "done"}],
    },
    "delivery": {
        "milestones": [
            {
                "id": "t1",
                "project": "j1",
                "name": "Plans drawn",
                "due": "2026-03-01",
                "done": "2026-03-02",
            }
        ],
        "risks": [{"id": "r1", "project": "j1", "risk": "Rain", "owner": "m"}],
    },
    "results": {
        "measurements": [
            {"id": "v1", "indicator": "i1", "date": "2025-12-31", "value": "37.9"}
        ]
    },
    "adjustment": {
        "decisions": [
            {
                "id": "d1",
                "target": "evaluation/indicators/i1",
                "verdict": "adjust",
                "owner": "m",
                "due": "2026-01-31",
                "done": True,
            }
        ]
    },
}
"""A workbook in which nothing breaks."""

TAKEN = [
    (
        "openness",
        "stakeholders",
        "engagement",
        "influential-stakeholder-without-engagement",
    ),
    ("vision", "selected", "needs", "need-without-priority"),
    ("vision", "objectives", "priority", "priority-without-objective"),
    ("evaluation", "indicators", "objective", "objective-without-indicator"),
    ("evaluation", "indicators", "baseline_value", "indicator-without-baseline"),
    ("evaluation", "indicators", "target_value", "indicator-without-target"),
    ("evaluation", "indicators", "owner", "indicator-without-owner"),
    ("communication", "plan", "message", "audience-without-message"),
    ("action-plan", "projects", "owner", "project-without-owner"),
    ("action-plan", "projects", "kind", "no-quick-win"),
    ("means", "sources", "amount", "project-underfunded"),
    ("means", "legal", "dpia", "dpia-missing"),
    ("delivery", "milestones", "done", "milestone-overdue"),
    ("delivery", "risks", "owner", "risk-without-owner"),
    ("results", "measurements", "value", "indicator-not-measured"),
    ("adjustment", "decisions", "target", "red-indicator-without-decision"),
    ("adjustment", "decisions", "done", "decision-overdue"),
]
"""Cell without which a workbook breaks one rule."""


def found(answers: Answers, **options: Any) -> list[str]:
    gaps = coherence(METHOD, answers, **{"internal": True} | options)
    return [f"{one.rule} {one.subject}" for one in gaps]


def without(step: str, table: str, column: str) -> dict[str, dict[str, Any]]:
    """Return the whole workbook with one cell of its first row taken out."""
    first, *others = WHOLE[step][table]
    kept = {name: value for name, value in first.items() if name != column}
    return WHOLE | {step: WHOLE[step] | {table: [kept, *others]}}


def of(document: dict[str, Any]) -> Answers:
    return after(entries_of(read_document(dumps(document)), METHOD, author="test"))


@pytest.mark.parametrize("case", CASES, ids=lambda one: one["name"])
def test_the_thread_breaks_where_the_case_says(case: dict[str, Any]) -> None:
    answers = answers_of(case["answers"], notes=case.get("notes"))

    assert found(answers) == case.get("gaps", [])


def test_each_rule_is_broken_in_a_case() -> None:
    broken = {gap.split()[0] for case in CASES for gap in case.get("gaps", [])}

    assert broken == set(CHECKS)


def test_an_empty_workbook_has_nothing_to_break() -> None:
    assert found(answers_of()) == []
    assert found(answers_of(WHOLE)) == []


@pytest.mark.parametrize(("step", "table", "column", "rule"), TAKEN)
def test_what_is_missing_is_one_gap_and_no_other(
    step: str, table: str, column: str, rule: str
) -> None:
    gaps = coherence(METHOD, answers_of(without(step, table, column)), internal=True)

    assert [one.rule for one in gaps] == [rule]
    assert gaps[0].where.startswith(f"{gaps[0].step}/")


def test_a_removed_row_is_referred_to_no_more() -> None:
    answers = answers_of(WHOLE)
    last = answers.latest["", "vision/objectives/o1"]
    gone = answers.with_entries([_removed(last, answers.entry + 1)])

    assert found(gone) == [
        "priority-without-objective vision/selected/p1",
        "project-without-objective action-plan/projects/j1",
    ]


def _removed(entry: Any, number: int) -> Any:
    return replace(entry, edit=f"e{number}", number=number, value=None, base=None)


def test_text_that_could_not_be_read_is_no_answer() -> None:
    drafts = {"evaluation/indicators/i1/baseline_value": "about 40"}

    assert found(answers_of(WHOLE, drafts=drafts)) == [
        "indicator-without-baseline evaluation/indicators/i1"
    ]


@pytest.mark.parametrize(
    ("known", "cell"),
    [
        ({}, "direction"),
        ({"direction": "lower"}, "target_value"),
        ({"direction": "range"}, "target_low"),
        ({"direction": "range", "target_low": "3"}, "target_high"),
    ],
)
def test_a_target_is_filled_where_its_direction_asks_for_it(
    known: dict[str, str], cell: str
) -> None:
    table = {"indicators": [{"id": "i1", **known}]}
    gaps = coherence(METHOD, answers_of({"evaluation": table}))
    (found,) = (one for one in gaps if one.rule == "indicator-without-target")

    assert found.where == f"evaluation/indicators/i1/{cell}"


@pytest.mark.parametrize(
    ("hidden", "rule"),
    [
        (["vision/left_out"], "need-without-priority"),
        (["communication/plan"], "audience-without-message"),
        (["means/legal"], "dpia-missing"),
        (["delivery/milestones"], "milestone-overdue"),
        (["political-will/budget_committed"], "budget-over-committed"),
        (["adjustment/decisions"], "red-indicator-without-decision"),
        (["satisfaction/feedback_given"], "survey-without-feedback"),
    ],
)
def test_a_gap_that_nobody_could_fill_is_not_told(hidden: list[str], rule: str) -> None:
    bare = without("vision", "selected", "needs")
    answers = answers_of(
        WHOLE
        | {
            "vision": bare["vision"],
            "communication": without("communication", "plan", "message")["communication"],
            "means": without("means", "legal", "dpia")["means"],
            "delivery": without("delivery", "milestones", "done")["delivery"],
            "political-will": {"budget_committed": "0.00"},
            "adjustment": without("adjustment", "decisions", "target")["adjustment"],
            "satisfaction": {"surveys": [{"id": "s1", "responses": 7}]},
        }
    )
    adapted = adapt(METHOD, {"hidden": hidden})

    assert rule in {one.rule for one in coherence(METHOD, answers)}
    assert rule not in {one.rule for one in coherence(adapted, answers)}


def test_a_project_is_measured_where_this_workbook_asks_it() -> None:
    bare = without("action-plan", "sheets", "indicators")
    answers = answers_of(bare | {"evaluation": {"indicators": [{"id": "i1"}]}})
    adapted = adapt(METHOD, {"hidden": ["action-plan/sheets"]})

    def where(method: Any) -> list[str]:
        gaps = coherence(method, answers)
        return [one.where for one in gaps if one.rule == "project-without-indicator"]

    assert where(METHOD) == ["action-plan/sheets"]
    assert where(adapted) == ["evaluation/indicators"]


def test_years_that_are_hidden_are_not_told() -> None:
    willing = {"budget_committed": "999.00", "budget_years": [2020]}
    answers = answers_of(WHOLE | {"political-will": willing})
    adapted = adapt(METHOD, {"hidden": ["political-will/budget_years"]})

    assert coherence(METHOD, answers) == ()
    assert [one.variant for one in coherence(adapted, answers)] == [""]


def test_what_rests_on_an_internal_answer_is_told_inside_alone() -> None:
    answers = answers_of(without("openness", "stakeholders", "engagement"))

    assert found(answers, internal=False) == []
    assert len(found(answers)) == 1


def test_gaps_come_step_by_step_and_rule_by_rule() -> None:
    answers = answers_of(
        {
            "political-will": {"W1": "na"},
            "leadership": {"L1": 3, "mandate_written": "no", "L2": "na"},
            "evaluation": {"indicators": [{"id": "i1"}, {"id": "i2"}]},
        }
    )
    gaps = coherence(METHOD, answers, internal=True)
    steps, rules = list(METHOD.steps), list(CHECKS)

    assert gaps
    assert list(gaps) == sorted(
        gaps, key=lambda one: (steps.index(one.step), rules.index(one.rule))
    )


def test_only_what_contradicts_itself_is_an_error() -> None:
    errors = {rule for rule, check in CHECKS.items() if check.severity == "error"}

    assert errors == {
        "target-against-direction",
        "project-dates-reversed",
        "project-dependency-cycle",
    }
    assert set(SIGNS) == set(SEVERITIES)
    assert len(set(SIGNS.values())) == len(SEVERITIES)


@given(documents())
def test_any_workbook_is_read_and_every_gap_can_be_said_and_reached(
    document: dict[str, Any],
) -> None:
    answers = of(document)
    saying = Saying(METHOD, answers, answers.words("fr"), internal=True)

    for gap in coherence(METHOD, answers, internal=True, on=date(2030, 1, 1)):
        assert saying.message(gap)
        assert saying.todo(gap)
        assert METHOD.at(gap.where) is not None
        assert METHOD.at(gap.subject) is not None


@given(documents())
def test_a_need_that_is_taken_up_is_one_gap_less(document: dict[str, Any]) -> None:
    answers = of(document)
    lonely = [one for one in _gaps(answers) if one.rule == "need-without-priority"]
    if not lonely:
        return
    before = Counter(f"{one.rule} {one.subject}" for one in _gaps(answers))
    told = document["answers"]
    need = lonely[0].subject.rpartition("/")[2]
    more = {"id": "left", "need": need, "reason": "Not ours to decide."}
    vision = told.get("vision", {})
    rows = [one for one in vision.get("left_out", []) if one["id"] != "left"]
    document["answers"] = told | {"vision": vision | {"left_out": [*rows, more]}}

    now = Counter(f"{one.rule} {one.subject}" for one in _gaps(of(document)))

    assert before - now == Counter([f"need-without-priority diagnosis/needs/{need}"])
    assert not now - before


def _gaps(answers: Answers) -> tuple[Gap, ...]:
    return coherence(METHOD, answers, internal=True)


# What is late, and what money says -------------------------------------------------------


def overdue(answers: Answers, **options: Any) -> list[Gap]:
    gaps = coherence(METHOD, answers, **options)
    return [one for one in gaps if one.rule == "milestone-overdue"]


def test_what_is_late_is_asked_on_a_day_or_on_that_of_the_last_entry() -> None:
    answers = answers_of({"delivery": {"milestones": [{"id": "t1", "due": "2026-03-12"}]}})

    assert overdue(answers) == []  # the last entry is of 12 March 2026
    assert len(overdue(answers, on=date(2026, 3, 13))) == 1
    assert overdue(answers, on=date(2026, 3, 11)) == []


def test_where_no_day_is_known_nothing_is_late() -> None:
    document = {"delivery": {"milestones": [{"id": "t1", "name": "Old", "due": "1990"}]}}
    answers = of(small(answers=document))

    assert last_change(answers) is None
    assert overdue(answers) == []


def test_where_no_day_is_known_nothing_is_red_and_no_decision_is_overdue() -> None:
    undated = of(small(answers=without("adjustment", "decisions", "target")))

    assert last_change(undated) is None
    assert coherence(METHOD, undated) == ()
    rules = {one.rule for one in coherence(METHOD, undated, on=date(2026, 3, 12))}
    assert rules == {"red-indicator-without-decision"}


@pytest.mark.parametrize("direction", ["at_risk", "off_track"])
def test_how_far_behind_an_indicator_is_stands_in_what_is_said(direction: str) -> None:
    value = {"at_risk": "37.9", "off_track": "40"}[direction]
    results = {"measurements": [WHOLE["results"]["measurements"][0] | {"value": value}]}
    answers = answers_of(WHOLE | {"results": results, "adjustment": {}})
    (gap,) = coherence(METHOD, answers)

    assert (gap.where, gap.variant) == ("adjustment/decisions", direction)
    said = Saying(METHOD, answers, answers.words("en")).message(gap)
    assert said.startswith("The indicator “Trips by car” is")
    assert f" {direction.replace('_', ' ')} on 12 March 2026" in said


def test_of_several_measurements_before_the_baseline_the_first_leads_to_its_date() -> None:
    rows = [
        {"id": "v2", "indicator": "i1", "date": "2024-06", "value": "39"},
        {"id": "v0", "indicator": "i1", "date": "2023", "value": "40"},
        *WHOLE["results"]["measurements"],
    ]
    answers = answers_of(WHOLE | {"results": {"measurements": rows}})
    (gap,) = coherence(METHOD, answers)

    assert gap.where == "results/measurements/v0/date"
    said = Saying(METHOD, answers, answers.words("en")).here(gap)
    assert said == (
        "2 measurements are from before the baseline (31 December 2024), the first of "
        "31 December 2023: progress counts from the baseline."
    )


def test_a_decision_is_called_by_what_it_is_about() -> None:
    answers = answers_of(without("adjustment", "decisions", "done"))
    (gap,) = coherence(METHOD, answers)

    said = Saying(METHOD, answers, answers.words("fr")).message(gap).split()
    assert " ".join(said).startswith("La décision « Ajuster : Trips by car » devait")


@given(
    st.sampled_from(["2024", "2025-12", "2026-03-11", "2026-03", "2027"]),
    st.dates(date(2024, 1, 1), date(2027, 12, 31)),
    st.booleans(),
)
def test_a_decision_is_overdue_from_the_day_after_its_own_until_it_is_done(
    due: str,
    on: date,
    done: bool,  # noqa: FBT001 - drawn
) -> None:
    decision = WHOLE["adjustment"]["decisions"][0] | {"due": due, "done": done}
    answers = answers_of(WHOLE | {"adjustment": {"decisions": [decision]}})
    gaps = coherence(METHOD, answers, on=on)

    late = any(one.rule == "decision-overdue" for one in gaps)
    assert late == (not done and on > last_day(due))


def test_a_circle_is_named_from_its_first_project_back_to_it() -> None:
    rows = [
        {"id": "j1", "title": "Trams", "depends_on": ["j2"]},
        {"id": "j2", "title": "Rails", "depends_on": ["j1"]},
    ]
    answers = answers_of({"action-plan": {"projects": rows}})
    (gap,) = (
        one for one in coherence(METHOD, answers) if one.rule == "project-dependency-cycle"
    )

    said = Saying(METHOD, answers, answers.words("en")).message(gap)
    assert said.endswith("none of them can start: Trams → Rails → Trams.")


@pytest.mark.parametrize(
    ("vat", "told"), [("included", "TVA comprise"), ("excluded", "hors TVA")]
)
def test_what_is_missing_is_said_in_money_with_its_vat(vat: str, told: str) -> None:
    short = without("means", "sources", "amount") | {"context": {"vat": vat}}
    short["means"]["sources"].append(
        {"id": "g2", "project": "j1", "amount": "999.90", "status": "applied"}
    )
    answers = answers_of(short, workbook={"currency": "CHF"})
    (gap,) = (
        one for one in coherence(METHOD, answers) if one.rule == "project-underfunded"
    )

    said = Saying(METHOD, answers, answers.words("fr")).message(gap)
    assert " ".join(said.split()) == (
        "Le projet « Cycle paths » coûte 1 000,00 CHF ; 999,90 CHF sont accordés ou "
        f"demandés et il manque 0,10 CHF ({told})."
    )


def test_the_years_of_what_was_committed_are_told() -> None:
    willing = {"budget_committed": "999.00", "budget_years": [2027, 2026]}
    answers = answers_of(WHOLE | {"political-will": willing})
    (gap,) = coherence(METHOD, answers, internal=True)

    said = Saying(METHOD, answers, answers.words("en")).message(gap)
    assert "step 1 commits €999.00 for 2026, 2027, €1.00 less (VAT included)" in said


@given(documents(), st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_what_is_late_on_a_day_is_late_on_the_next(
    document: dict[str, Any], day: date
) -> None:
    answers = of(document)
    late = {one.subject for one in overdue(answers, on=day)}

    assert late <= {one.subject for one in overdue(answers, on=day + timedelta(days=1))}


# In words ---------------------------------------------------------------------------------


@pytest.mark.parametrize("language", list(languages()))
def test_every_rule_has_its_words(language: str) -> None:
    spoken = read_words()[language]
    said = {key.split(".")[1] for key in spoken.entries if key.startswith("check.")}

    assert said - {"severity", "vat"} == set(CHECKS)
    for rule in CHECKS:
        assert spoken.has(f"check.{rule}.title")
        assert spoken.has(f"check.{rule}.todo")
    assert all(spoken.has(f"check.severity.{one}") for one in SEVERITIES)


@pytest.mark.parametrize("case", CASES, ids=lambda one: one["name"])
def test_every_gap_of_a_case_is_said_in_every_language(case: dict[str, Any]) -> None:
    answers = answers_of(case["answers"], notes=case.get("notes"))
    for language in languages():
        saying = Saying(METHOD, answers, answers.words(language), internal=True)
        said = [saying.message(one) for one in coherence(METHOD, answers, internal=True)]

        assert len(set(said)) == len(case.get("gaps", []))


def test_numbers_are_written_as_the_language_does() -> None:
    answers = answers_of({"vision": {"criteria": [{"id": "c1", "weight": "90.5"}]}})
    (gap,) = coherence(METHOD, answers)

    assert "90,5" in Saying(METHOD, answers, answers.words("fr")).message(gap)
    assert "90.5" in Saying(METHOD, answers, answers.words("en")).message(gap)
