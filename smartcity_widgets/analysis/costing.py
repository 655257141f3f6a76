"""What the projects cost and who may pay, row by row, as step 11 says it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from .projects import PROJECTS

if TYPE_CHECKING:
    from smartcity_widgets.answers import Answers

__all__ = ["COSTS", "SOURCES", "Cost", "Source", "costs_of", "sources_of"]

COSTS = "means/costs"
SOURCES = "means/sources"


@dataclass(frozen=True, slots=True)
class Cost:
    """Something to pay; `project` is None where the row names none that exists."""

    row: str
    project: str | None
    item: str
    type: str | None
    year: int | None
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class Source:
    """Who pays, or may.

    Attributes
    ----------
    source
        The kind of source, a choice; None where it is not said.
    name
        What the source is called, as it was typed; empty where it has no name.
    deadline
        A date as it is stored, of which a year or a month may be all that is known.
    """

    row: str
    project: str | None
    source: str | None
    name: str
    year: int | None
    amount: Decimal | None
    status: str | None
    deadline: str | None


def costs_of(answers: Answers) -> tuple[Cost, ...]:
    """Return the costs, in order."""
    columns = ("project", "item", "type", "year", "amount")
    projects = frozenset(answers.rows(PROJECTS))
    return tuple(
        Cost(
            row=row["id"],
            project=row["project"] if row.get("project") in projects else None,
            item=row.get("item", ""),
            type=row.get("type"),
            year=row.get("year"),
            amount=_amount(row.get("amount")),
        )
        for row in answers.table(COSTS, columns)
    )


def sources_of(answers: Answers) -> tuple[Source, ...]:
    """Return the sources, in order."""
    columns = ("project", "source", "name", "year", "amount", "status", "deadline")
    projects = frozenset(answers.rows(PROJECTS))
    return tuple(
        Source(
            row=row["id"],
            project=row["project"] if row.get("project") in projects else None,
            source=row.get("source"),
            name=row.get("name", ""),
            year=row.get("year"),
            amount=_amount(row.get("amount")),
            status=row.get("status"),
            deadline=row.get("deadline"),
        )
        for row in answers.table(SOURCES, columns)
    )


def _amount(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))
