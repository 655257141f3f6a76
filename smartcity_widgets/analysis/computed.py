"""Answers that nobody gives: they follow from other answers, and are never stored.

Some repeat an answer of another step where it is read (`REPEATED`); the others are worked
out (`FORMULAS`), some of them for each row of a table (`CELLS`). What is no number is put
into words where it is shown (`TOLD`).
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from .breakeven import break_even_of
from .due import last_change
from .funding import fundings_of
from .monitoring import standings
from .surveys import survey_in

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Question

    from .monitoring import Standing
    from .surveys import Margin, NoMargin

__all__ = [
    "CELLS",
    "FORMULAS",
    "REPEATED",
    "TOLD",
    "YEARS",
    "computed",
    "is_computed_here",
]


def computed(question: Question, answers: Answers, row: str = "") -> object:
    """Return the value of a ``computed`` question; None while it is not known.

    A number that is worked out is exact; an answer that is repeated is as it was given.

    Parameters
    ----------
    row
        The row of the table, for a column.
    """
    cell = CELLS.get(question.of or "")
    if cell:
        return cell(answers, row) if row else None
    repeated = REPEATED.get(question.of or "")
    if repeated:
        return answers.value(repeated)
    formula = FORMULAS.get(question.of or "")
    return formula(answers) if formula else None


def is_computed_here(question: Question) -> bool:
    """Whether something says how the value of a ``computed`` question is worked out."""
    return question.of in {*REPEATED, *FORMULAS, *CELLS}


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


def _progress(answers: Answers) -> tuple[Standing, ...] | None:
    """Return where the indicators stand of which it is known how far they have come."""
    return _standings(answers, lambda one: one.progress is not None)


def _trend(answers: Answers) -> tuple[Standing, ...] | None:
    """Return where the indicators stand that were measured twice, or defined anew."""
    return _standings(
        answers,
        lambda one: (
            one.trend is not None or (one.last is not None and one.last.series_break)
        ),
    )


def _status(answers: Answers) -> tuple[Standing, ...] | None:
    """Return where every indicator stands."""
    return _standings(answers, lambda _: True)


def _standings(
    answers: Answers, is_told: Callable[[Standing], bool]
) -> tuple[Standing, ...] | None:
    """Return where indicators stand on the day of the last entry; None without any."""
    day = last_change(answers)
    found = () if day is None else standings(answers, day)
    return tuple(one for one in found if is_told(one)) or None


def _margin_of_error(answers: Answers, row: str) -> Margin | NoMargin | None:
    """Return how sure the share of a survey is, or why nobody can say."""
    return survey_in(answers, row).margin


def _alike(name: str) -> str:
    return " ".join(name.split()).casefold()


REPEATED: Mapping[str, str] = {
    "profile_population": "context/population",
    "profile_area_km2": "context/area_km2",
    "profile_type": "context/type",
}
"""Of a question that repeats another, what it names in ``of``: the path of that other."""

FORMULAS: Mapping[
    str, Callable[[Answers], Fraction | int | tuple[Standing, ...] | None]
] = {
    "services_covered": _services_covered,
    "funding_coverage": _funding_coverage,
    "break_even_year": _break_even_year,
    "progress_to_target": _progress,
    "trend": _trend,
    "indicator_status": _status,
}
"""The formula a question names in ``of``."""

CELLS: Mapping[str, Callable[[Answers, str], Margin | NoMargin | None]] = {
    "margin_of_error": _margin_of_error,
}
"""The formula a column names in ``of``: it takes the row."""

TOLD = frozenset({"progress_to_target", "trend", "indicator_status", "margin_of_error"})
"""The formulas that give no number."""

YEARS = frozenset({"break_even_year"})
"""The formulas that give a year, which is no number of things."""
