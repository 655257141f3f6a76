"""Steps 10 to 12 as they are asked: what comes first, and what is handed to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from building import answers_of
from documents import METHOD
from drawing import parse

from smartcity_widgets.analysis.carried import carried_to
from smartcity_widgets.analysis.openpoints import open_points
from smartcity_widgets.analysis.shown import is_shown
from smartcity_widgets.answers import Answers
from smartcity_widgets.overlay import adapt
from smartcity_widgets.render import View, blank_step, form_fragments, form_html
from smartcity_widgets.render.drawing import Drawing
from smartcity_widgets.render_thread import carried_page
from smartcity_widgets.words import words

if TYPE_CHECKING:
    from drawing import Node

STEPS = METHOD.phases["implementation"].steps
PROJECTS = "action-plan/projects"
PERSON = {"id": "h1", "name": "Maud", "role": "Clerk"}
OBJECTIVES = [
    {"id": "o1", "statement": "Fewer trips by car"},
    {"id": "o2", "statement": "Open data"},
]
LIGHTS: dict[str, Any] = {
    "id": "p1",
    "code": "P1",
    "title": "Street lights",
    "objective": ["o1"],
}
BRIEF = LIGHTS | {
    "kind": "pilot",
    "owner": "h1",
    "start": "2027",
    "end": "2028-06",
    "cost_band": "to_be_costed",
    "impact": 4,
    "effort": 2,
    "status": "idea",
}
"""What writes a project down in a minute."""


def planned(*projects: dict[str, Any], **steps: Any) -> Answers:
    return answers_of(
        {
            "context": {"persons": [PERSON]},
            "vision": {"objectives": OBJECTIVES},
            "action-plan": {"projects": list(projects)},
            **steps,
        }
    )


def drawn(answers: Answers, step: str, language: str = "en") -> Node:
    return parse(form_html(METHOD, answers, step, View(uid="u", language=language)))


def paths(page: Node, prefix: str) -> list[str]:
    found = (one.attrs["data-path"] for one in page if "data-path" in one.attrs)
    return [one for one in dict.fromkeys(found) if one.startswith(prefix)]


# What is asked ----------------------------------------------------------------------------


def test_a_minute_writes_a_project_down() -> None:
    table = METHOD.at(PROJECTS)
    assert table is not None

    assert {one.id for one in table.columns if one.importance == "essential"} == {
        "title",
        "objective",
        "owner",
        "kind",
        "start",
        "end",
        "cost_band",
        "impact",
        "effort",
        "status",
    }
    assert not [
        one
        for one in open_points(METHOD, planned(BRIEF))
        if one.path.startswith(f"{PROJECTS}/")
    ]


def test_that_a_milestone_is_reached_is_said_at_hand_and_not_missed() -> None:
    row = {"id": "m1", "project": "p1", "name": "First", "due": "2027", "owner": "h1"}
    answers = planned(BRIEF, delivery={"milestones": [row]})
    page = drawn(answers, "delivery")
    done = "delivery/milestones/m1/done"

    (field,) = page.all("input", data_path=done)
    assert not field.within("details")
    assert not [one for one in open_points(METHOD, answers) if done in one.path]


@pytest.mark.parametrize("status", [None, "idea", "approved", "cancelled"])
def test_what_was_answered_is_there_whatever_the_status(status: str | None) -> None:
    project = (
        LIGHTS | {"budget_capex": "125000.00"} | ({"status": status} if status else {})
    )
    page = drawn(planned(project), "action-plan")

    fields = paths(page, f"{PROJECTS}/p1/")
    assert f"{PROJECTS}/p1/budget_capex" in fields
    assert page.one("details", id=f"u-w-{PROJECTS}/p1")


def test_twelve_projects_are_a_list_of_folded_cards() -> None:
    many = [BRIEF | {"id": f"p{n}", "title": f"Project {n}"} for n in range(12)]
    page = drawn(planned(*many), "action-plan")

    titles = [one.text for one in page.all("summary", class_="card-title")]
    assert titles == [f"{n + 1} · Project {n}" for n in range(12)]


def test_an_impact_assessment_is_asked_of_personal_data_alone() -> None:
    dpia = METHOD.at("means/legal/l1/dpia")
    assert dpia is not None
    for said, asked in ((True, True), (False, False), (None, False)):
        row = {"id": "l1", "project": "p1"} | (
            {} if said is None else {"personal_data": said}
        )
        answers = planned(LIGHTS, means={"legal": [row]})

        assert is_shown(dpia, answers, "l1") is asked


def test_what_nothing_works_out_is_not_shown() -> None:
    column = METHOD.at("action-plan/sheets/s1/last_update")
    assert column is not None

    assert not is_shown(column, planned(LIGHTS), "s1")


# What a row is called ---------------------------------------------------------------------

CALLED = [
    (PROJECTS, {"id": "p1"}, "Street lights"),
    ("action-plan/sheets", {"pitch": "Light where people walk"}, "Street lights"),
    ("means/needs", {"skill": "Wiring"}, "Street lights · Wiring"),
    ("means/costs", {"type": "capex", "item": "Poles"}, "Street lights · Poles"),
    ("means/sources", {"source": "regional"}, "Street lights · Region"),
    ("delivery/milestones", {"name": "First street"}, "Street lights · First street"),
    ("delivery/risks", {}, "Street lights"),
    ("delivery/risks", {"project": None, "risk": "No bidder"}, "No bidder"),
    ("delivery/risks", {"project": None}, "row 1"),
]


@pytest.mark.parametrize(("table", "cells", "name"), CALLED)
def test_a_row_is_called_by_its_project(table: str, cells: Any, name: str) -> None:
    step, question = table.split("/")
    row = {"id": "r1", "project": "p1"} | cells
    more = {question: [{k: v for k, v in row.items() if v is not None}]}
    answers = (
        planned(LIGHTS)
        if table == PROJECTS
        else answers_of(
            {"action-plan": {"projects": [LIGHTS]}}
            | (
                {step: more}
                if step != "action-plan"
                else {step: {"projects": [LIGHTS]} | more}
            )
        )
    )
    drawing = Drawing(METHOD, answers, words("en"), View(uid="u", language="en"))

    assert drawing.label_of(table, row["id"]) == name


def test_a_reference_to_a_project_says_its_title() -> None:
    answers = planned(LIGHTS, delivery={"milestones": [{"id": "m1", "project": "p1"}]})
    page = drawn(answers, "delivery")
    (select,) = page.all("select", data_path="delivery/milestones/m1/project")

    assert [one.text for one in select.all("option")][1:] == ["Street lights"]


# The words of a country -------------------------------------------------------------------

MONEY = [
    ("fr", "be", "Budget : service extraordinaire", "Coût annuel : service ordinaire"),
    ("fr", "fr", "Budget : investissement", "Coût annuel : fonctionnement"),
    ("en", "generic", "Budget: investment", "Yearly cost: running costs"),
]


@pytest.mark.parametrize(("language", "terms", "capital", "running"), MONEY)
def test_money_has_the_names_of_the_country(
    language: str, terms: str, capital: str, running: str
) -> None:
    spoken = words(language, terms)
    key = "question.action-plan.projects"

    assert spoken.say(f"{key}.budget_capex.label").replace("\u00a0", " ") == capital
    said = spoken.say(f"{key}.budget_opex_per_year.label")
    assert said.replace("\u00a0", " ") == running


# On paper and on the wall -----------------------------------------------------------------


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_step_has_a_sheet_of_paper(step: str, language: str) -> None:
    sheet = parse(blank_step(METHOD, Answers("w"), step, words(language), name="Y"))

    asked = {one.path for one in METHOD.steps[step].questions if one.kind == "table"}
    assert asked <= {one.attrs["data-path"] for one in sheet if "data-path" in one.attrs}


@pytest.mark.parametrize("step", STEPS)
def test_every_question_can_stand_on_the_wall(step: str) -> None:
    answers = planned(BRIEF)
    for question in METHOD.steps[step].questions:
        if is_shown(question, answers) and not question.id.startswith("step_"):
            seen = View(uid="u", language="fr", presented=question.path)
            assert form_fragments(METHOD, answers, step, seen)["wall"], question.path


# What is handed over ----------------------------------------------------------------------


def handed(answers: Answers, method: Any = METHOD, language: str = "en") -> Node:
    return parse(carried_page(method, answers, words(language), "implementation", uid="u"))


def lead(answers: Answers, method: Any = METHOD, language: str = "en") -> str:
    return handed(answers, method, language).one("p", class_="lead").text


LEADS = [
    ((), "2 objectives come from planning. No project serves any of them yet."),
    ((LIGHTS,), "2 objectives come from planning. 1 of them has no project yet."),
    (
        (LIGHTS | {"objective": ["o1", "o2"]},),
        "2 objectives come from planning. Each of them has a project.",
    ),
    (
        (LIGHTS | {"status": "cancelled"},),
        "2 objectives come from planning. No project serves any of them yet.",
    ),
]


@pytest.mark.parametrize(("projects", "said"), LEADS)
def test_it_is_said_which_objectives_have_a_project(projects: Any, said: str) -> None:
    assert lead(planned(*projects)) == said


def test_one_objective_is_said_in_the_singular() -> None:
    alone = {"vision": {"objectives": OBJECTIVES[:1]}}

    assert lead(answers_of(alone), language="fr") == (
        "1 objectif vient de la planification. Aucun projet ne le sert encore."
    )


def test_without_objectives_it_is_said_that_there_are_none() -> None:
    assert lead(answers_of()) == (
        "Planning has no objective yet: projects would have nothing to serve."
    )


def test_an_objective_without_a_project_leads_to_it_and_the_rest_is_counted() -> None:
    many = [{"id": f"o{n}", "statement": f"Objective {n}"} for n in range(5)]
    page = handed(answers_of({"vision": {"objectives": many}}))

    linked = [one.attrs["data-path"] for one in page.all("a", data_action="go")]
    assert [one for one in linked if one.startswith("vision/objectives/")] == [
        f"vision/objectives/o{n}" for n in range(3)
    ]
    assert "and 2 others" in page.text


@pytest.mark.parametrize(
    ("vat", "said"), [(None, "VAT included"), ("excluded", "without VAT")]
)
def test_means_are_told_with_or_without_vat(vat: str | None, said: str) -> None:
    steps = {
        "political-will": {"budget_committed": "250000.00"},
        "context": {"vat": vat} if vat else {},
    }
    found = handed(answers_of(steps)).one("ul", class_="gathered").text

    assert "Means committed: €250,000.00" in found
    assert said in found


def test_what_a_workbook_does_not_ask_is_not_told() -> None:
    answers = planned(LIGHTS, **{"political-will": {"budget_committed": "1.00"}})
    hidden = ["political-will/budget_committed", "action-plan/projects"]
    method = adapt(METHOD, {"hidden": hidden})

    found = carried_to("implementation", method, answers)
    assert (found.unserved, found.committed) == (None, None)
    assert lead(answers, method) == "2 objectives come from planning."
    assert "Means" not in handed(answers, method).text
