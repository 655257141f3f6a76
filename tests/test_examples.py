"""The example workbooks: Namur with public facts only, Valmont made up and complete."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from documents import after

from smartcity_widgets.analysis.circles import circles
from smartcity_widgets.analysis.coherence import coherence
from smartcity_widgets.analysis.funding import fundings_of
from smartcity_widgets.analysis.milestones import milestones_of
from smartcity_widgets.analysis.openpoints import open_points
from smartcity_widgets.analysis.portfolio import portfolio_of
from smartcity_widgets.analysis.priorities import priorities
from smartcity_widgets.analysis.projects import KINDS, projects_of
from smartcity_widgets.analysis.readiness import readiness
from smartcity_widgets.analysis.reflections import REFLECTIONS, lights_of
from smartcity_widgets.analysis.risks import SEVERITIES, risks_of
from smartcity_widgets.analysis.weighing import weights_of
from smartcity_widgets.answers import Answers
from smartcity_widgets.exchange import dump, dumps, entries_of, read_document
from smartcity_widgets.method import load_method

FOLDER = Path(__file__).parent.parent / "data" / "examples"
METHOD = load_method()
NOVEMBER = date(2026, 11, 26)
"""The day on which the projects of Valmont are looked at here."""


def text(name: str) -> str:
    return (FOLDER / f"{name}.json").read_text(encoding="utf-8")


def cycles(name: str) -> list[Answers]:
    """Return each cycle of an example, the open one last."""
    entries = list(entries_of(read_document(text(name)), METHOD, author="test"))
    last = max(one.cycle for one in entries)
    return [after(entries, Answers(name, one)) for one in range(1, last + 1)]


def answers(name: str) -> Answers:
    return cycles(name)[-1]


@pytest.mark.parametrize("name", ["namur", "valmont"])
def test_an_example_is_a_document_as_the_program_writes_it(name: str) -> None:
    *former, now = cycles(name)

    assert dumps(dump(now, METHOD, former)) == text(name)


def test_namur_gives_no_level_that_is_not_public() -> None:
    namur = answers("namur")

    assert readiness(METHOD, namur).verdict == "insufficient-data"
    assert all(namur.value(one.path) is None for one in METHOD.criteria)
    assert namur.respondents == ()
    assert namur.rows("context/persons") == ()


def test_namur_gives_no_weight_score_level_or_target_in_planning_either() -> None:
    namur = answers("namur")

    for path in ("diagnosis/maturity", "vision/criteria", "vision/scores"):
        assert namur.rows(path) == ()
    targets = ("target_value", "target_low", "target_high", "target_date")
    indicators = namur.table("evaluation/indicators", targets)
    assert [set(one) for one in indicators] == [{"id"}] * 4


def test_every_step_of_namur_names_its_sources() -> None:
    namur = answers("namur")

    planning = ("diagnosis", "vision", "evaluation")
    for step in (*METHOD.prerequisites, *planning, "action-plan", "means"):
        rows = namur.table(f"{step}/step_evidence", ["title", "link_or_file"])
        assert rows, step
        assert all(row["link_or_file"].startswith("http") for row in rows), step


def test_valmont_says_that_it_is_made_up() -> None:
    valmont = answers("valmont")

    assert "fictive" in valmont.name
    assert valmont.value("context/purpose").startswith("Commune fictive")


def test_valmont_is_complete_and_ready_with_reservations() -> None:
    found = readiness(METHOD, answers("valmont"))

    assert found.coverage == 1
    assert found.verdict == "go-with-reservations"
    assert found.reservations == ("team", "openness", "O4")
    assert [one.id for one in found.criteria.values() if one.source == "median"] == [
        "W4",
        "T5",
        "O3",
    ]


def test_nothing_is_open_in_the_half_day_of_valmont_but_what_was_not_agreed_on() -> None:
    found = open_points(METHOD, answers("valmont"), internal=True)

    half_day = {"context", *METHOD.prerequisites}
    assert {one.rule for one in found if one.step in half_day} == {"not-agreed"}


def test_five_respondents_of_valmont_disagree_somewhere() -> None:
    valmont = answers("valmont")
    found = readiness(METHOD, valmont)

    assert len(valmont.respondents) == 5
    assert len({one.group for one in valmont.respondents}) >= 4
    assert [one.id for one in found.criteria.values() if one.opinions.discuss]
    assert all(one.opinions.n >= 4 for one in found.criteria.values())


def test_the_five_of_valmont_rank_the_needs_each_in_another_order() -> None:
    valmont = answers("valmont")
    weights = {one.id: one.weight for one in weights_of(METHOD, valmont).criteria}
    columns = ("need", "criterion", "score")

    orders = set()
    for person in valmont.respondents:
        sums: dict[str, Fraction] = defaultdict(Fraction)
        for row in valmont.table("vision/scores", columns, person.id):
            sums[row["need"]] += weights[row["criterion"]] * row["score"]
        orders.add(tuple(sorted(sums, key=lambda need: (-sums[need], need))))
    assert len(orders) == 5
    assert all(len(one) == 7 for one in orders)


def test_in_valmont_nobody_has_more_than_five_dots_and_seven_needs_go_on() -> None:
    found = priorities(METHOD, answers("valmont"))

    assert len(found.needs) == 10
    assert found.first.overdrawn == 0
    assert len(found.first.shortlisted) == 7


def test_in_valmont_two_needs_cannot_be_told_apart_and_the_others_can() -> None:
    found = priorities(METHOD, answers("valmont")).ranking

    assert found.unsure == {("n4", "n5")}
    assert [[one.need.id for one in block] for block in found.blocks] == [
        ["n1"],
        ["n2"],
        ["n4", "n5"],
        ["n9"],
        ["n3"],
        ["n6"],
    ]
    assert found.concordance is not None
    assert found.concordance.w is not None
    assert found.concordance.w < Fraction(1, 2)


def test_valmont_leaves_gaps_in_planning_and_in_its_projects_and_none_in_its_results() -> (
    None
):
    found = coherence(METHOD, answers("valmont"), on=NOVEMBER)

    assert [(one.rule, one.subject) for one in found] == [
        ("need-without-priority", "diagnosis/needs/n10"),
        ("indicator-without-baseline", "evaluation/indicators/i7"),
        ("indicator-without-owner", "evaluation/indicators/i9"),
        ("project-underfunded", "action-plan/projects/j7"),
        ("dpia-missing", "action-plan/projects/j11"),
        ("milestone-overdue", "delivery/milestones/t6"),
        ("milestone-overdue", "delivery/milestones/t19"),
    ]


# Projects -------------------------------------------------------------------------------


def test_namur_has_the_ten_projects_of_its_programme_to_the_euro() -> None:
    namur = answers("namur")
    ten = [one for one in projects_of(namur) if (one.code or "").startswith("GC")]

    assert [one.code for one in ten] == [f"GC{number}" for number in range(1, 11)]
    assert sum(one.capex or 0 for one in ten) == 48_784_199
    found = portfolio_of(METHOD, namur)
    assert found.sums["capex"].total == 48_784_199
    assert found.sums["opex"].total == found.sums["hr"].total == 0


def test_namur_gives_no_owner_date_kind_or_rating_that_is_not_public() -> None:
    for one in projects_of(answers("namur")):
        assert (one.owner, one.start, one.end, one.kind) == (None, None, None, None)
        assert (one.effort, one.impact, one.risk) == (None, None, None)
        assert one.objectives == one.depends_on == ()


def test_every_project_of_namur_names_its_source() -> None:
    notes = answers("namur").table("action-plan/projects", ["notes"])

    assert all("20" in one["notes"] for one in notes)
    assert sum("La DH et Belga" in one["notes"] for one in notes) == 10


def test_in_namur_what_is_counted_inside_another_project_is_recorded_and_told() -> None:
    namur = answers("namur")
    inside = [one.row for one in projects_of(namur) if one.included_in]
    notes = namur.value("action-plan/step_notes")

    assert inside == ["nid"]
    assert "compterait deux fois" in namur.value("action-plan/projects/nid/notes")
    assert "48\u00a0784\u00a0199\u00a0€" in notes


def test_the_round_amounts_of_the_press_would_be_added_once() -> None:
    document = read_document(text("namur"))
    rows = {one["id"]: one for one in document["answers"]["action-plan"]["projects"]}
    rows["conf"]["budget_capex"] = "11000000.00"
    rows["nid"]["budget_capex"] = "3000000.00"
    entries = entries_of(document, METHOD, author="test")
    found = portfolio_of(METHOD, after(entries, Answers("namur"))).sums["capex"]

    assert found.total == 48_784_199 + 11_000_000
    assert found.inside == {"nid": 3_000_000}


def test_valmont_has_twelve_projects_of_every_kind_that_wait_for_each_other() -> None:
    valmont = answers("valmont")
    projects = projects_of(valmont)

    assert len(projects) == 12
    assert {one.kind for one in projects} == set(KINDS)
    assert {one.status for one in projects} == {
        "idea",
        "approved",
        "running",
        "done",
        "cancelled",
    }
    assert sum(len(one.depends_on) for one in projects) == 5
    assert circles(projects) == ()
    served = {row for one in projects if not one.is_cancelled for row in one.objectives}
    assert served == set(valmont.rows("vision/objectives"))


def test_what_valmont_plans_and_what_it_lists_are_the_same_amounts() -> None:
    found = portfolio_of(METHOD, answers("valmont"))

    assert found.differing == found.strays == found.misfits == ()
    assert found.sums["capex"].inside == {"j5": 85_000}
    assert found.without_amount == ("j10",)


def test_the_lights_of_valmont_show_every_colour_of_each_reflection() -> None:
    lights = lights_of(METHOD, answers("valmont"))

    for reflection in REFLECTIONS:
        shown = {one[reflection].colour for one in lights.values()}
        assert {"green", "amber", "red", "unknown"} == shown, reflection
    assert "j12" not in lights


def test_grants_of_valmont_are_granted_applied_for_refused_and_thought_of() -> None:
    money = fundings_of(answers("valmont"))

    statuses = {source.status for one in money.projects for source in one.sources}
    assert statuses == {"granted", "applied", "refused", "idea"}
    assert money.of("j7").unpaid_after == money.of("j7").gap == 9600
    assert money.plan.coverage is not None
    assert Fraction(1, 4) < money.plan.coverage < 1


def test_some_of_valmont_is_late_in_november_and_its_risks_are_watched() -> None:
    valmont = answers("valmont")
    standings = [one.standing(NOVEMBER) for one in milestones_of(valmont)]

    assert standings.count("late") == 2
    assert standings.count("done") == 4
    assert all(one.owner for one in risks_of(valmont))
    assert {one.severity for one in risks_of(valmont) if one.is_open} == set(SEVERITIES)


def test_valmont_looks_at_every_dimension_and_every_criterion_of_maturity() -> None:
    valmont = answers("valmont")

    figures = valmont.table("diagnosis/baseline", ["indicator"])
    maturity = valmont.table("diagnosis/maturity", ["criterion"])
    assert {METHOD.indicators[one["indicator"]].dimension for one in figures} == set(
        METHOD.choice_lists["dimension"]
    )
    assert [one["criterion"] for one in maturity] == list(
        METHOD.choice_lists["maturity_criteria"]
    )


def test_scores_that_only_the_respondents_gave_leave_nothing_open() -> None:
    valmont = answers("valmont")

    assert valmont.rows("vision/scores") == ()
    found = open_points(METHOD, valmont, internal=True)
    assert [one for one in found if one.step == "vision"] == []
