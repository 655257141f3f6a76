"""Answers that nobody gives: they follow from other answers, and are never stored."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Question

__all__ = ["FORMULAS", "computed"]


def computed(question: Question, answers: Answers) -> Fraction | None:
    """Return the value of a ``computed`` question; None while it is not known."""
    formula = FORMULAS.get(question.of or "")
    return formula(answers) if formula else None


def _services_covered(answers: Answers) -> Fraction | None:
    """Return the percentage of the municipality's services that have a member."""
    services = {_alike(one) for one in answers.value("team/services_in_municipality") or []}
    if not services:
        return None
    members = answers.table("team/members", ("service",))
    covered = services & {_alike(one.get("service", "")) for one in members}
    return Fraction(100 * len(covered), len(services))


def _alike(name: str) -> str:
    return " ".join(name.split()).casefold()


FORMULAS: Mapping[str, Callable[[Answers], Fraction | None]] = {
    "services_covered": _services_covered,
}
"""The formula a question names in ``of``."""
