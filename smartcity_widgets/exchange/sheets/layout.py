"""Which tables and columns stand in the file that people go on working with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartcity_widgets.method import CATALOGUE

if TYPE_CHECKING:
    from smartcity_widgets.method import Method, Question

__all__ = ["TABLES", "columns_of", "id_mark", "is_percent", "mark_of", "tables_of"]

TABLES = (
    "action-plan/projects",
    "means/needs",
    "means/partner_agreements",
    "means/training",
    "means/technologies",
    "means/costs",
    "means/sources",
    "means/benefits",
    "means/legal",
    "means/permits",
    "delivery/progress",
    "delivery/milestones",
    "delivery/risks",
    "delivery/issues",
    "delivery/changes",
    "delivery/user_tests",
)
"""The tables of the file, in order: projects first, for the others refer to them."""

_LEFT_OUT = {"computed", "attachment", "place", "table"}
_FORMAT = "smartcity"
_PERCENT = {"%", "percent"}


def tables_of(method: Method) -> tuple[Question, ...]:
    """Return the tables that are asked here; those an adaptation hides are left out."""
    found = (method.at(path) for path in TABLES)
    return tuple(one for one in found if one is not None and one.grid is None)


def columns_of(table: Question, *, internal: bool) -> tuple[Question, ...]:
    """Return the columns of a table that stand in the file.

    Parameters
    ----------
    internal
        Whether those marked internal do.
    """
    return tuple(
        one
        for one in table.columns
        if one.kind not in _LEFT_OUT
        and CATALOGUE not in one.targets
        and (internal or not one.internal)
    )


def is_percent(question: Question) -> bool:
    """Whether a number is a percentage: 45 stands as 45 % in its cell."""
    return question.kind == "percent" or question.unit in _PERCENT


def id_mark(table: str) -> str:
    """Return what marks the column with the ids of a table's rows."""
    return f"{_FORMAT}:{table}"


def mark_of(table: str, column: str) -> str:
    """Return what marks a column, whatever its heading says by then."""
    return f"{_FORMAT}:{table}/{column}"
