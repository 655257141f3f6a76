"""The projects of the action plan, as values (method.md P2.1).

A row without a title is a project all the same: what it costs and when it runs is counted,
and that it has no title is seen. A reference to a row that was removed leads nowhere and
counts as none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from smartcity_widgets.values import last_day

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from smartcity_widgets.answers import Answers

__all__ = ["CLOSED", "KINDS", "PROJECTS", "Project", "projects_of"]

PROJECTS = "action-plan/projects"

KINDS = ("quick_win", "pilot", "structural")
"""From what is soon done to what lasts."""

CLOSED = frozenset({"done", "cancelled"})
"""Statuses after which nothing is left to do."""

_COLUMNS = (
    "title",
    "code",
    "objective",
    "dimension",
    "kind",
    "owner",
    "start",
    "end",
    "cost_band",
    "budget_capex",
    "budget_opex_per_year",
    "included_in",
    "effort",
    "impact",
    "risk",
    "depends_on",
    "partners",
    "status",
)


@dataclass(frozen=True, slots=True)
class Project:
    """A project as it is planned; what nobody filled in is None, or empty.

    Attributes
    ----------
    title
        Empty where it has none yet.
    start, end
        The first day of the date it starts, the last of the date it ends: a project of
        ``2027`` runs from 1 January to 31 December.
    capex
        What is invested, once, in the workbook's currency, VAT as the workbook says.
    opex
        What it costs to run, each year.
    included_in
        The row of the project in whose budget this one is counted.
    effort, impact, risk
        1 to 5.
    depends_on
        Rows of the projects that come first; the row itself where somebody named it.
    start_said, end_said
        The dates as they are stored, which may be those of a month or a year.
    """

    row: str
    title: str = ""
    code: str | None = None
    objectives: tuple[str, ...] = ()
    dimension: str | None = None
    kind: str | None = None
    owner: str | None = None
    start: date | None = None
    end: date | None = None
    cost_band: str | None = None
    capex: Decimal | None = None
    opex: Decimal | None = None
    included_in: str | None = None
    effort: int | None = None
    impact: int | None = None
    risk: int | None = None
    depends_on: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    status: str | None = None
    start_said: str = ""
    end_said: str = ""

    @property
    def is_cancelled(self) -> bool:
        """Whether it is not to be done: it costs nothing, and stands in no way."""
        return self.status == "cancelled"


def projects_of(answers: Answers) -> tuple[Project, ...]:
    """Return the projects of the action plan, in the order of the workbook."""
    rows = answers.rows(PROJECTS)
    known = {
        "objective": frozenset(answers.rows("vision/objectives")),
        "owner": frozenset(answers.rows("context/persons")),
        "included_in": frozenset(rows),
        "depends_on": frozenset(rows),
        "partners": frozenset(answers.rows("openness/stakeholders")),
    }
    return tuple(_project(row, known) for row in answers.table(PROJECTS, _COLUMNS))


def _project(row: Mapping[str, Any], known: Mapping[str, Collection[str]]) -> Project:
    def one(column: str) -> str | None:
        named = row.get(column)
        return named if named in known[column] else None

    def several(column: str) -> tuple[str, ...]:
        named = dict.fromkeys(row.get(column) or ())
        return tuple(each for each in named if each in known[column])

    return Project(
        row=row["id"],
        title=str(row.get("title", "")),
        code=row.get("code"),
        objectives=several("objective"),
        dimension=row.get("dimension"),
        kind=row.get("kind"),
        owner=one("owner"),
        start=_first_day(row.get("start")),
        end=None if row.get("end") is None else last_day(row["end"]),
        cost_band=row.get("cost_band"),
        capex=_money(row.get("budget_capex")),
        opex=_money(row.get("budget_opex_per_year")),
        included_in=one("included_in"),
        effort=row.get("effort"),
        impact=row.get("impact"),
        risk=row.get("risk"),
        depends_on=several("depends_on"),
        partners=several("partners"),
        status=row.get("status"),
        start_said=row.get("start", ""),
        end_said=row.get("end", ""),
    )


def _first_day(said: str | None) -> date | None:
    return None if said is None else date.fromisoformat(f"{said}-01-01"[:10])


def _money(said: str | None) -> Decimal | None:
    return None if said is None else Decimal(said)
