"""Answers that nobody gives: they follow from other answers, and are never stored.

Some repeat an answer of another step where it is read (`REPEATED`); the others are worked
out (`FORMULAS`).
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from .breakeven import break_even_of
from .funding import fundings_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Question

__all__ = ["FORMULAS", "REPEATED", "YEARS", "computed", "is_computed_here"]


def computed(question: Question, answers: Answers) -> object:
    """Return the value of a ``computed`` question; None while it is not known.

    A number that is worked out is exact; an answer that is repeated is as it was given.
    """
    repeated = REPEATED.get(question.of or "")
    if repeated:
        return answers.value(repeated)
    formula = FORMULAS.get(question.of or "")
    return formula(answers) if formula else None


def is_computed_here(question: Question) -> bool:
    """Whether something says how the value of a ``computed`` question is worked out."""
    return question.of in REPEATED or question.of in FORMULAS


def _services_covered(answers: Answers) -> Fraction | None:
    """Return the percentage of the municipality's services that have a member."""
    services = {_alike(one) for one in answers.value("team/services_in_municipality") or []}
    if not services:
        return None
    members = answers.table("team/members", ("service",))
    covered = services & {_alike(one.get("service", "")) for one in members}
    return Fraction(100 * len(covered), len(services))


def _funding_coverage(answers: Answers) -> Fraction | None:
    """Return which percentage of the cost of the plan is granted."""
    coverage = fundings_of(answers).plan.coverage
    return None if coverage is None else 100 * coverage


def _break_even_year(answers: Answers) -> int | None:
    """Return from which year on the benefits in money have paid for the plan."""
    return break_even_of(answers).year


def _alike(name: str) -> str:
    return " ".join(name.split()).casefold()


REPEATED: Mapping[str, str] = {
    "profile_population": "context/population",
    "profile_area_km2": "context/area_km2",
    "profile_type": "context/type",
}
"""Of a question that repeats another, what it names in ``of``: the path of that other."""

FORMULAS: Mapping[str, Callable[[Answers], Fraction | int | None]] = {
    "services_covered": _services_covered,
    "funding_coverage": _funding_coverage,
    "break_even_year": _break_even_year,
}
"""The formula a question names in ``of``."""

YEARS = frozenset({"break_even_year"})
"""The formulas that give a year, which is no number of things."""
