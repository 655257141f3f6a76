"""How ready each project is in four reflections: a light each, by rules that can be read.

The rules are data (`RULES`), told in words beside the lights: the first of a reflection
that holds gives the colour. A light that nobody can give is *unknown*, never green.

A rule that reads a question which is hidden in this workbook is not asked; a reflection
whose table is hidden has no light at all, nor has a cancelled project. A project whose cost
is counted inside another project's is financed as that one is.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from .funding import fundings_of
from .projects import projects_of
from .reflectionrules import RULES, Colour, Means, Rule

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method

__all__ = [
    "COLOURS",
    "REFLECTIONS",
    "RULES",
    "Colour",
    "Light",
    "Lit",
    "Means",
    "Rule",
    "holding_of",
    "lights_of",
    "lit_of",
    "means_of",
    "rules_of",
]

COLOURS: tuple[Colour, ...] = ("green", "amber", "red", "unknown")
REFLECTIONS = ("people", "technologies", "financing", "legal")

_TABLES = {
    "people": "means/needs",
    "technologies": "means/technologies",
    "financing": "means/costs",
    "legal": "means/legal",
}
"""Where each reflection is written first: hidden, it has no light."""


@dataclass(frozen=True, slots=True)
class Light:
    """How ready a project is in one reflection, and the rule that says so."""

    colour: Colour
    rule: str


def rules_of(method: Method) -> tuple[Rule, ...]:
    """Return the rules that are asked in a workbook, in order."""
    return tuple(
        one
        for one in RULES
        if all(
            method.at(path) is not None for path in (_TABLES[one.reflection], *one.reads)
        )
    )


def lights_of(method: Method, answers: Answers) -> Mapping[str, Mapping[str, Light]]:
    """Return the lights of every project that is not cancelled, in order.

    Returns
    -------
    Mapping
        The row of a project to reflection to its light, in the order of `REFLECTIONS`.
    """
    rules = rules_of(method)
    return MappingProxyType(
        {
            project: MappingProxyType(_lights(means, rules))
            for project, means in means_of(answers).items()
        }
    )


@dataclass(frozen=True, slots=True)
class Lit:
    """A project with its lights, as they are drawn.

    Attributes
    ----------
    number
        Its place among the projects, from 1: what a project without a title is called by.
    """

    project: str
    title: str
    number: int
    lights: Mapping[str, Light]


def lit_of(method: Method, answers: Answers) -> tuple[Lit, ...]:
    """Return every project that is not cancelled with its lights, in order."""
    lights = lights_of(method, answers)
    return tuple(
        Lit(one.row, one.title, number, lights[one.row])
        for number, one in enumerate(projects_of(answers), start=1)
        if one.row in lights
    )


def holding_of(method: Method, answers: Answers) -> Mapping[Rule, tuple[str, ...]]:
    """Return every rule that holds of some project, to the rows of those projects.

    The light tells the first that holds; of the law all are to be known. What is settled
    (green) is left out.
    """
    means = means_of(answers)
    found = {
        rule: tuple(project for project, one in means.items() if rule.holds(one))
        for rule in rules_of(method)
        if rule.colour != "green"
    }
    return MappingProxyType({rule: rows for rule, rows in found.items() if rows})


def _lights(means: Means, rules: tuple[Rule, ...]) -> dict[str, Light]:
    found: dict[str, Light] = {}
    for one in rules:
        if one.reflection not in found and one.holds(means):
            found[one.reflection] = Light(one.colour, one.id)
    return found


def means_of(answers: Answers) -> Mapping[str, Means]:
    """Return what step 11 says of every project that is not cancelled, in order."""
    needs = _by_project(answers, "needs", "skill", "source", "secured")
    agreements = _by_project(answers, "partner_agreements", "partner", "signed")
    technologies = _by_project(
        answers,
        "technologies",
        "solution",
        "non_tech_alternative",
        "category",
        "interoperability",
        "data_owner",
        "cybersecurity_review",
        "exit_plan",
    )
    legal = _by_project(
        answers, "legal", "procurement", "personal_data", "dpia", "contract_end_plan"
    )
    permits = _by_project(answers, "permits", "name", "status")
    found, projects = fundings_of(answers), projects_of(answers)
    money = {one.project: one for one in found.projects}
    inside = found.once["cost"].inside
    holders = {one.row: one.included_in for one in projects if one.row in inside}
    return {
        one.row: Means(
            needs=needs.get(one.row, ()),
            agreements=agreements.get(one.row, ()),
            technologies=technologies.get(one.row, ()),
            funding=money[_holder(one.row, holders)],
            legal=legal.get(one.row, ()),
            permits=permits.get(one.row, ()),
        )
        for one in projects
        if not one.is_cancelled
    }


def _holder(project: str, holders: Mapping[str, str | None]) -> str:
    """Return the project whose money is spent on one; itself where it is no part."""
    holder = holders.get(project)
    return project if holder is None else _holder(holder, holders)


def _by_project(
    answers: Answers, table: str, *columns: str
) -> Mapping[str, tuple[Mapping[str, Any], ...]]:
    found: dict[str, tuple[Mapping[str, Any], ...]] = {}
    for row in answers.table(f"means/{table}", ("project", *columns)):
        if "project" in row:
            found[row["project"]] = (*found.get(row["project"], ()), row)
    return found
