"""Money laid out side by side as it is drawn: project by project, or year by year."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from .funding import Funding, fundings_of
from .projects import projects_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartcity_widgets.answers import Answers

__all__ = ["Financed", "Part", "financed_by_project", "financed_by_year"]

Kind = Literal["project", "unplaced", "year", "undated", "plan"]


@dataclass(frozen=True, slots=True)
class Part:
    """What costs and is paid for: a project, what names none, a year, no year, all.

    Attributes
    ----------
    name
        The title of a project, empty where it has none; the digits of a year.
    number
        The place of a project among all, from 1; else 0.
    """

    kind: Kind
    funding: Funding
    name: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Financed:
    """The parts, in order, in one currency; `vat` is ``included`` or ``excluded``."""

    by: Literal["project", "year"]
    parts: tuple[Part, ...]
    currency: str
    vat: str

    def pages(self, most: int) -> Iterator[Financed]:
        """Yield the same, with `most` parts at a time."""
        for first in range(0, len(self.parts), most):
            yield replace(self, parts=self.parts[first : first + most])


def financed_by_project(answers: Answers) -> Financed:
    """Return the projects with money that are not cancelled; then what names none."""
    money = fundings_of(answers)
    projects = zip(projects_of(answers), money.projects, strict=True)
    parts = [
        Part("project", of, one.title, number)
        for number, (one, of) in enumerate(projects, start=1)
        if not one.is_cancelled and not of.is_empty
    ]
    if not money.unplaced.is_empty:
        parts.append(Part("unplaced", money.unplaced))
    return Financed("project", tuple(parts), answers.currency, answers.vat)


def financed_by_year(answers: Answers) -> Financed:
    """Return the years of the plan, the first first; then what names none."""
    parts = (
        Part("undated", one) if year is None else Part("year", one, str(year))
        for year, one in fundings_of(answers).plan.by_year.items()
    )
    return Financed("year", tuple(parts), answers.currency, answers.vat)
