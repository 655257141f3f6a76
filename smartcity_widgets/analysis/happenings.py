"""What happened while projects ran: issues, changes, decisions, tests with users (P2.3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from smartcity_widgets.values import last_day

from .projects import PROJECTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method

__all__ = ["KINDS", "Happened", "Happening", "UserTests", "happened", "user_tests"]

HappeningKind = Literal["issues", "changes", "decisions", "journal"]

KINDS: Mapping[HappeningKind, tuple[str, str, str]] = {
    "issues": ("delivery/issues", "what", "by"),
    "changes": ("delivery/changes", "what", "by"),
    "decisions": ("delivery/step_decisions", "what", "who"),
    "journal": ("delivery/journal", "entry", ""),
}
"""Kind to its table, and there the columns of what happened and of who said so."""

USER_TESTS = "delivery/user_tests"


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened.

    Attributes
    ----------
    project
        The row of the project; None where none is named, or it was removed.
    said
        The date as it is stored; empty where there is none.
    """

    path: str
    what: str
    who: str
    project: str | None
    said: str


@dataclass(frozen=True, slots=True)
class Happened:
    """All things of one kind that happened; `last` is the latest of those with a date.

    Of two on one day the later row is the last; where none has a date, the last row is.
    """

    kind: HappeningKind
    count: int
    last: Happening


@dataclass(frozen=True, slots=True)
class UserTests:
    """The tests with users.

    Attributes
    ----------
    people
        How many people took part, as far as it is said; `uncounted` are the tests that do
        not say so.
    unchanged
        Rows of those whose finding led to no change yet, as ``step/table/row``.
    """

    count: int
    people: int
    uncounted: int
    unchanged: tuple[str, ...]


def happened(method: Method, answers: Answers) -> tuple[Happened, ...]:
    """Return what happened, kind by kind; a kind without any, or hidden, is left out."""
    projects = frozenset(answers.rows(PROJECTS))
    found = []
    for kind, (table, what, who) in KINDS.items():
        if method.at(table) is None:
            continue
        columns = tuple(filter(None, (what, who, "project", "date")))
        ones = [
            Happening(
                path=f"{table}/{row['id']}",
                what=str(row.get(what, "")),
                who=str(row.get(who, "")),
                project=row["project"] if row.get("project") in projects else None,
                said=str(row.get("date", "")),
            )
            for row in answers.table(table, columns)
            if len(row) > 1
        ]
        if ones:
            last = max(enumerate(ones), key=lambda one: (_day(one[1]), one[0]))[1]
            found.append(Happened(kind, len(ones), last))
    return tuple(found)


def user_tests(method: Method, answers: Answers) -> UserTests | None:
    """Return the tests with users; None where there are none, or they are not asked."""
    columns = ("project", "date", "n", "finding", "change_made")
    asked = method.at(USER_TESTS) is not None
    rows: list[Mapping[str, Any]] = [
        row for row in answers.table(USER_TESTS, columns) if asked and len(row) > 1
    ]
    if not rows:
        return None
    return UserTests(
        count=len(rows),
        people=sum(row.get("n", 0) for row in rows),
        uncounted=sum("n" not in row for row in rows),
        unchanged=tuple(
            f"{USER_TESTS}/{row['id']}"
            for row in rows
            if "finding" in row and "change_made" not in row
        ),
    )


def _day(one: Happening) -> date:
    return last_day(one.said) if one.said else date.min
