"""The four reflections: the light of each project, by the first rule that holds."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from building import answers_of
from hypothesis import given, settings
from hypothesis import strategies as st

from smartcity_widgets.analysis.reflectionrules import RULES
from smartcity_widgets.analysis.reflections import COLOURS, REFLECTIONS, lights_of, rules_of
from smartcity_widgets.method import load_method
from smartcity_widgets.overlay import adapt

METHOD = load_method()
CASES = tomllib.loads(
    (Path(__file__).parent / "cases" / "reflections.toml").read_text(encoding="utf-8")
)["cases"]
TABLES = (
    "needs",
    "partner_agreements",
    "technologies",
    "costs",
    "sources",
    "legal",
    "permits",
)


def plan(projects: list[dict[str, Any]], **tables: list[dict[str, Any]]) -> Any:
    return answers_of({"action-plan": {"projects": projects}, "means": tables})


def of_one(case: dict[str, Any]) -> Any:
    """Return what a case says of one project, and a second of which nothing is said."""
    tables = {
        name: [{"project": "p1"} | row for row in case[name]]
        for name in TABLES
        if name in case
    }
    return plan([{"id": "p1", "title": "One"}, {"id": "p2", "title": "Two"}], **tables)


@pytest.mark.parametrize("case", CASES, ids=lambda one: one["name"])
def test_a_project_has_the_light_of_its_case(case: dict[str, Any]) -> None:
    lights = lights_of(METHOD, of_one(case))

    found = lights["p1"][case["reflection"]]
    assert [found.colour, found.rule] == case["found"]
    assert {one.colour for one in lights["p2"].values()} == {"unknown"}


def test_every_rule_has_a_case() -> None:
    assert {one["found"][1] for one in CASES} == {one.id for one in RULES}
    assert all(one.colour in COLOURS for one in RULES)
    assert len({one.id for one in RULES}) == len(RULES)


def test_a_cancelled_project_has_no_light_and_one_that_is_done_keeps_its_own() -> None:
    lights = lights_of(
        METHOD,
        plan(
            [
                {"id": "p1", "title": "A", "status": "cancelled"},
                {"id": "p2", "title": "B", "status": "done"},
                {"id": "p3"},
            ]
        ),
    )

    assert list(lights) == ["p2", "p3"]
    assert all(tuple(one) == REFLECTIONS for one in lights.values())


def test_what_an_adaptation_hides_gives_no_light() -> None:
    answers = plan([{"id": "p1"}], costs=[{"project": "p1", "amount": "10"}])
    no_law = adapt(METHOD, {"hidden": ["means/legal"]})
    no_sources = adapt(METHOD, {"hidden": ["means/sources"]})
    no_agreements = adapt(METHOD, {"hidden": ["means/partner_agreements"]})

    assert tuple(lights_of(no_law, answers)["p1"]) == REFLECTIONS[:3]
    assert "financing" not in lights_of(no_sources, answers)["p1"]  # never green unasked
    assert "people-unsigned" not in [one.id for one in rules_of(no_agreements)]


def test_a_project_counted_inside_another_is_financed_as_that_one() -> None:
    projects = [
        {"id": "p1"},
        {"id": "p2", "included_in": "p1"},
        {"id": "p3", "included_in": "p2"},
        {"id": "p4", "included_in": "p3"},
    ]
    costs = [
        {"project": "p1", "amount": "100"},
        {"project": "p2", "amount": "50"},
        {"project": "p3", "amount": "20"},
        {"project": "p4", "amount": "21"},
    ]
    sources = [{"project": "p1", "amount": "100", "status": "granted"}]
    lights = lights_of(METHOD, plan(projects, costs=costs, sources=sources))

    colours = [one["financing"].colour for one in lights.values()]
    assert colours == [
        "green",
        "green",
        "green",
        "red",
    ]  # the last is too large for its holder


# Whatever is written ----------------------------------------------------------------------

words = st.sampled_from([None, "x"])
rows = {
    "needs": {
        "skill": words,
        "source": st.sampled_from([None, "internal", "private"]),
        "secured": st.sampled_from([None, True, False]),
    },
    "technologies": {
        "solution": words,
        "non_tech_alternative": words,
        "category": st.sampled_from([None, ["none"], ["gis"], ["none", "gis"]]),
        "interoperability": st.sampled_from([None, 0, 1, 2, 3, 4, "na", "unknown"]),
        "data_owner": st.sampled_from([None, "unknown", "shared"]),
        "cybersecurity_review": st.sampled_from([None, "none", "planned", "done"]),
        "exit_plan": words,
    },
    "legal": {
        "procurement": st.sampled_from([None, "none", "open", "unknown"]),
        "personal_data": st.sampled_from([None, True, False]),
        "dpia": st.sampled_from([None, "needed", "done", "not_needed"]),
        "contract_end_plan": words,
    },
    "permits": {"status": st.sampled_from([None, "requested", "granted", "refused"])},
}
written = st.fixed_dictionaries(
    {
        table: st.lists(
            st.fixed_dictionaries(cells).map(
                lambda row: (
                    {"project": "p1"}
                    | {name: one for name, one in row.items() if one is not None}
                )
            ),
            max_size=3,
        )
        for table, cells in rows.items()
    }
)


@settings(deadline=None)
@given(written)
def test_every_project_has_every_light_and_order_of_rows_changes_none(
    tables: dict[str, list[dict[str, Any]]],
) -> None:
    projects = [{"id": "p1", "title": "One"}]
    said = {name: one for name, one in tables.items() if one}
    turned = {name: one[::-1] for name, one in said.items()}

    lights = lights_of(METHOD, plan(projects, **said))["p1"]

    assert tuple(lights) == REFLECTIONS
    assert lights == lights_of(METHOD, plan(projects, **turned))["p1"]
    for name, reflection in (("needs", "people"), ("technologies", "technologies")):
        assert (lights[reflection].colour == "unknown") == (not tables[name])
