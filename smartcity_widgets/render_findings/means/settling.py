"""The rules of the lights in words, and what they say is to be settled first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from smartcity_widgets.analysis.reflections import REFLECTIONS, holding_of, rules_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from smartcity_widgets.analysis.reflections import Lit, Rule

    from .saying import Saying

__all__ = ["Ask", "RuleGroup", "asks", "rule_groups"]

_TABLES = {
    "people": "means/needs",
    "technologies": "means/technologies",
    "financing": "means/sources",
    "legal": "means/legal",
}
"""Where a reflection is put right."""
_PERMITS = "means/permits"


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """A reflection and its rules, each as its colour, the word of it, and when."""

    name: str
    rules: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """Something to settle, the projects it is about, and where."""

    colour: str
    said: Markup
    path: str


def rule_groups(saying: Saying) -> tuple[RuleGroup, ...]:
    """Return the rules that are asked here, by reflection."""
    say, rules = saying.told.say, rules_of(saying.told.method)
    groups = (
        RuleGroup(
            say(f"reflection.name.{name}"),
            tuple(
                (
                    one.colour,
                    say(f"reflection.colour.{one.colour}"),
                    say(f"reflection.{one.id}"),
                )
                for one in rules
                if one.reflection == name
            ),
        )
        for name in REFLECTIONS
    )
    return tuple(one for one in groups if one.rules)


def asks(saying: Saying, lit: Sequence[Lit], *, law: bool) -> tuple[Ask, ...]:
    """Return what is to be settled, red before amber, each with its projects.

    Parameters
    ----------
    law
        Whether of the law, all that holds; else of the other reflections what makes a
        light red.
    """
    told = saying.told
    found: list[tuple[Rule, tuple[str, ...]]] = []
    for rule, projects in holding_of(told.method, told.answers).items():
        if law and rule.reflection == "legal" and rule.colour != "unknown":
            found.append((rule, projects))
        elif not law and rule.reflection != "legal" and rule.colour == "red":
            given = tuple(one.project for one in lit if _gives(rule, one))
            if given:
                found.append((rule, given))
    found.sort(key=lambda one: one[0].colour != "red")
    return tuple(
        Ask(
            rule.colour,
            saying.names("holds", projects, why=told.say(f"reflection.{rule.id}")),
            _PERMITS if "permit" in rule.id else _TABLES[rule.reflection],
        )
        for rule, projects in found
    )


def _gives(rule: Rule, lit: Lit) -> bool:
    light = lit.lights.get(rule.reflection)
    return light is not None and light.rule == rule.id
