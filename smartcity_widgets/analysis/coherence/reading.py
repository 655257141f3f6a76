"""A workbook as the rules of the thread read it: rows, and references to what exists."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from smartcity_widgets.analysis.decisions import decided_on, decisions_of
from smartcity_widgets.analysis.funding import fundings_of
from smartcity_widgets.analysis.measurements import MEASUREMENTS, measurements_of
from smartcity_widgets.analysis.measuring import INDICATORS, OBJECTIVES, indicators_of
from smartcity_widgets.analysis.milestones import milestones_of
from smartcity_widgets.analysis.monitoring import standings
from smartcity_widgets.analysis.needs import NEEDS
from smartcity_widgets.analysis.openpoints import open_points
from smartcity_widgets.analysis.portfolio import portfolio_of
from smartcity_widgets.analysis.projects import PROJECTS, projects_of
from smartcity_widgets.analysis.risks import risks_of
from smartcity_widgets.analysis.selection import LEFT_OUT, SELECTED

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from smartcity_widgets.analysis.decisions import Decision
    from smartcity_widgets.analysis.funding import Fundings
    from smartcity_widgets.analysis.measurements import Measurement
    from smartcity_widgets.analysis.measuring import Indicator
    from smartcity_widgets.analysis.milestones import Milestone
    from smartcity_widgets.analysis.monitoring import Standing
    from smartcity_widgets.analysis.openpoints import OpenPoint
    from smartcity_widgets.analysis.portfolio import Portfolio
    from smartcity_widgets.analysis.projects import Project
    from smartcity_widgets.analysis.risks import Risk
    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method

__all__ = [
    "INDICATORS",
    "LEFT_OUT",
    "LEGAL",
    "NEEDS",
    "OBJECTIVES",
    "PRIORITIES",
    "PROJECTS",
    "SHEETS",
    "Reading",
]

PRIORITIES = SELECTED
SHEETS = "action-plan/sheets"
LEGAL = "means/legal"


@dataclass(frozen=True)
class Reading:
    """The method and the answers of one workbook, as often as rules ask for them.

    Attributes
    ----------
    on
        The day on which it is asked what is late; None where no day is known.
    """

    method: Method
    answers: Answers
    on: date | None = None

    @cached_property
    def points(self) -> tuple[OpenPoint, ...]:
        """What is open in the workbook, internal questions too."""
        return open_points(self.method, self.answers, internal=True)

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """Every indicator, in the order of its table."""
        return indicators_of(self.answers)

    @cached_property
    def projects(self) -> tuple[Project, ...]:
        """Every project, in the order of its table."""
        return projects_of(self.answers)

    @cached_property
    def live(self) -> tuple[Project, ...]:
        """The projects that were not cancelled."""
        return tuple(one for one in self.projects if not one.is_cancelled)

    @cached_property
    def portfolio(self) -> Portfolio:
        """The plan as a whole, each amount counted once."""
        return portfolio_of(self.method, self.answers)

    @cached_property
    def fundings(self) -> Fundings:
        """The money of every project and of the plan."""
        return fundings_of(self.answers)

    @cached_property
    def milestones(self) -> tuple[Milestone, ...]:
        """Every milestone, in the order of its table."""
        return milestones_of(self.answers)

    @cached_property
    def risks(self) -> tuple[Risk, ...]:
        """Every risk, in the order of its table."""
        return risks_of(self.answers)

    @cached_property
    def measured(self) -> Mapping[str, tuple[Measurement, ...]]:
        """The measurements of each indicator that has any, by day."""
        return measurements_of(self.answers)

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """Where every indicator stands on the day; none where no day is known."""
        return () if self.on is None else standings(self.answers, self.on)

    @property
    def judged(self) -> tuple[Standing, ...]:
        """The same, where this workbook asks for measurements; else none."""
        return self.standings if self.method.at(MEASUREMENTS) is not None else ()

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """Every decision, in the order of its table."""
        return decisions_of(self.answers)

    @cached_property
    def decided(self) -> Mapping[str, tuple[Decision, ...]]:
        """The decisions that answer for each indicator."""
        return decided_on(self.answers, self.indicators)

    def rows(self, table: str) -> tuple[str, ...]:
        """Return the ids of the rows of a table, in order."""
        return self.answers.rows(table)

    def cell(self, table: str, row: str, column: str) -> Any:  # noqa: ANN401 - any answer
        """Return the answer in a cell; None where there is none or it could not be read."""
        return self.answers.value(f"{table}/{row}/{column}")

    def said(self, table: str, row: str, column: str) -> bool:
        """Whether there is text in a cell."""
        return bool(str(self.cell(table, row, column) or "").strip())

    def led_to(self, table: str, row: str, column: str) -> tuple[str, ...]:
        """Return the rows that a cell refers to, of those that exist."""
        value = self.cell(table, row, column)
        named = value if isinstance(value, list) else [value]
        asked = self.method.at(f"{table}/{row}/{column}")
        targets = asked.targets if asked else ()
        return tuple(
            one for one in named if any(one in self._ids(target) for target in targets)
        )

    def led_to_paths(self, table: str, row: str, column: str) -> tuple[str, ...]:
        """Return the same as paths; a cell that may name several tables says which."""
        asked = self.method.at(f"{table}/{row}/{column}")
        targets = asked.targets if asked else ()
        if len(targets) == 1:
            found = self.led_to(table, row, column)
            return tuple(f"{targets[0]}/{one}" for one in dict.fromkeys(found))
        value = self.cell(table, row, column)
        named = value if isinstance(value, list) else [value] if value else []
        return tuple(
            one
            for one in dict.fromkeys(named)
            for home, _, name in [one.rpartition("/")]
            if home in targets and name in self._ids(home)
        )

    def referred(self, table: str, column: str) -> frozenset[str]:
        """Return the rows that a column of a table refers to."""
        return frozenset(
            one for row in self.rows(table) for one in self.led_to(table, row, column)
        )

    @cached_property
    def left_out(self) -> tuple[tuple[str, str], ...]:
        """The rows that say for which reason a need is left out, each with that need."""
        return tuple(
            (row, need)
            for row in self.rows(LEFT_OUT)
            if self.said(LEFT_OUT, row, "reason")
            for need in self.led_to(LEFT_OUT, row, "need")
        )

    @cached_property
    def _known(self) -> dict[str, frozenset[str]]:
        return {}

    def _ids(self, table: str) -> frozenset[str]:
        if table not in self._known:
            self._known[table] = frozenset(self.rows(table))
        return self._known[table]
