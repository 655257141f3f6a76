"""By when money has to be asked for: the deadlines of what is not decided (P2.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from smartcity_widgets.values import last_day

from .projects import CLOSED, projects_of

if TYPE_CHECKING:
    from datetime import date

    from smartcity_widgets.answers import Answers

__all__ = ["SOURCES", "Deadline", "deadlines_of"]

SOURCES = "means/sources"

_DECIDED = frozenset({"granted", "refused"})
"""Statuses after which nothing can be asked for any more."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """The deadline of a source of money that is not decided.

    Attributes
    ----------
    project
        The row of the project; None where it is not said, or was removed.
    source
        The choice of the kind of source; None where it is not said.
    name
        What it is called; empty while nobody wrote it.
    day
        The last day of the date that was given.
    """

    row: str
    project: str | None
    source: str | None
    name: str
    day: date


def deadlines_of(answers: Answers) -> tuple[Deadline, ...]:
    """Return the deadlines in the order of the table; none of a closed project."""
    projects = {one.row: one for one in projects_of(answers)}
    columns = ("project", "source", "name", "status", "deadline")
    found = []
    for row in answers.table(SOURCES, columns):
        project = projects.get(row.get("project", ""))
        closed = project is not None and project.status in CLOSED
        if "deadline" in row and row.get("status") not in _DECIDED and not closed:
            found.append(
                Deadline(
                    row=row["id"],
                    project=None if project is None else project.row,
                    source=row.get("source"),
                    name=row.get("name", ""),
                    day=last_day(row["deadline"]),
                )
            )
    return tuple(found)
