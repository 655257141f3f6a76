"""Read action plans as a workbook does, for the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tabular import table, written
from test_editing import METHOD, Log

from smartcity_widgets.exchange.plans import PROJECTS, known_of, plan_of, rows_of, taken
from smartcity_widgets.overlay import adapt
from smartcity_widgets.tables import Table
from smartcity_widgets.words import words

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from smartcity_widgets.exchange.plans import Plan

HEADS = ("Action", "Pilote", "Début", "Fin", "Statut", "Investissement (k€)", "Priorité")
ROW = ("Capteurs", "Anne Petit", "T2 2026", "2027", "En cours", "50", "Élevée")


def read(
    rows: Sequence[Sequence[str]] | Table,
    chosen: Mapping[str, str] | None = None,
    log: Log | None = None,
    language: str = "fr",
    hidden: Sequence[str] = (),
) -> Plan:
    """Return the plan of a text file with these rows, or of a table."""
    found = rows if isinstance(rows, Table) else table(written(rows, delimiter=";"))
    method = adapt(METHOD, {"hidden": list(hidden)}) if hidden else METHOD
    known = known_of(method, (log or Log()).answers, words(language))
    return plan_of(found, known, chosen or {}, source="plan.csv")


def store(log: Log, plan: Plan, left_out: Collection[str] = ()) -> None:
    """Add the actions of a plan, in one act."""
    log.do("put-rows", PROJECTS, rows=rows_of(taken(plan, left_out)))


def add(log: Log, where: str, **cells: Any) -> str:
    """Add a row by hand, and return its id."""
    log.do("put-rows", where, rows=[{"cells": cells}])
    return log.answers.rows(where)[-1]


def roles(plan: Plan) -> list[str]:
    """Return what each column is for."""
    return [one.role for one in plan.columns]


def told(plan: Plan) -> list[tuple[int, str, str]]:
    """Return what was left out: row, column and why."""
    return [(one.row, one.column, one.reason) for one in plan.left]


def doubts(plan: Plan) -> list[tuple[str, tuple[int, ...]]]:
    """Return what somebody should know, with its rows."""
    return [(one.kind, one.rows) for one in plan.doubts]
