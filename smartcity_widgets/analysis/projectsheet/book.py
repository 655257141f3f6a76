"""The workbook as project sheets read it: every table once, its rows by project."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from functools import cached_property
from typing import TYPE_CHECKING

from smartcity_widgets.log import GROUP

from ..funding import fundings_of
from ..measurements import measurements_of
from ..measuring import INDICATORS, OBJECTIVES, indicators_of
from ..milestones import milestones_of
from ..monitoring import standings
from ..projects import PROJECTS
from ..reflections import lights_of
from .boxes import DECISIONS, SHEETS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method, Question

    from ..funding import Funding
    from ..measuring import Indicator
    from ..milestones import Milestone
    from ..monitoring import Standing
    from ..projects import Project
    from ..reflections import Light

__all__ = ["Book"]

_CELL_DEPTH = 4
_ROW_DEPTH = 3


@dataclass(frozen=True)
class Book:
    """A workbook with its rows by project, looked up once for all sheets.

    Attributes
    ----------
    internal
        Whether what is marked internal may be told.
    """

    method: Method
    answers: Answers
    day: date | None
    internal: bool = False

    def asked(self, path: str) -> Question | None:
        """Return the question at a path; None where it is hidden, or not for these eyes."""
        found = self.method.at(path)
        return None if found is None or (found.internal and not self.internal) else found

    def columns(self, table: str, names: tuple[str, ...]) -> tuple[Question, ...]:
        """Return the columns of a table that are asked and may be told, in this order."""
        if self.asked(table) is None:
            return ()
        found = (self.asked(f"{table}/row/{one}") for one in names)
        return tuple(one for one in found if one is not None)

    def rows(self, table: str, project: str) -> tuple[str, ...]:
        """Return the rows of a table that name a project; of the projects its own."""
        if table == PROJECTS:
            return (project,)
        return self._of_table(table).get(project, ())

    def _of_table(self, table: str) -> Mapping[str, tuple[str, ...]]:
        if table not in self._tables:
            found: dict[str, list[str]] = {}
            for row in self.answers.rows(table):
                named = self.answers.value(f"{table}/{row}/project")
                if named is not None:
                    found.setdefault(named, []).append(row)
            self._tables[table] = {one: tuple(rows) for one, rows in found.items()}
        return self._tables[table]

    @cached_property
    def _tables(self) -> dict[str, Mapping[str, tuple[str, ...]]]:
        return {}

    @cached_property
    def indicators(self) -> Mapping[str, Indicator]:
        """Every indicator by its row."""
        return {one.row: one for one in indicators_of(self.answers)}

    def indicators_named(self, project: str) -> tuple[str, ...]:
        """Return the indicators that the project's sheet names."""
        if not self.columns(SHEETS, ("indicators",)):
            return ()
        named = dict.fromkeys(
            one
            for row in self.rows(SHEETS, project)
            for one in self.answers.value(f"{SHEETS}/{row}/indicators") or ()
        )
        return tuple(one for one in named if one in self.indicators)

    def indicators_of(self, project: Project) -> tuple[str, ...]:
        """Return the indicators of a project: those named, else those of its objectives."""
        if self.asked(INDICATORS) is None:
            return ()
        return self.indicators_named(project.row) or tuple(
            row
            for row, one in self.indicators.items()
            if one.objective in project.objectives
        )

    @cached_property
    def _standings(self) -> Mapping[str, Standing]:
        """Where every indicator stands; without a day, on that of the last measurement."""
        measured = measurements_of(self.answers).values()
        last = max((one.day for series in measured for one in series), default=None)
        day = self.day or last
        found = () if day is None else standings(self.answers, day)
        return {one.indicator.row: one for one in found}

    def standings_of(self, project: Project) -> tuple[Standing, ...]:
        """Return where the indicators of a project stand, in their order."""
        found = (self._standings.get(row) for row in self.indicators_of(project))
        return tuple(one for one in found if one is not None)

    def decisions_about(self, project: str) -> tuple[str, ...]:
        """Return the rows of what was decided about a project, in their order."""
        return self._decisions.get(f"{PROJECTS}/{project}", ())

    @cached_property
    def _decisions(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for row in self.answers.rows(DECISIONS):
            target = self.answers.value(f"{DECISIONS}/{row}/target")
            if target is not None:
                found.setdefault(target, []).append(row)
        return {target: tuple(rows) for target, rows in found.items()}

    def objectives_of(self, project: Project) -> tuple[str, ...]:
        """Return the objectives of a project that are asked for."""
        return project.objectives if self.asked(OBJECTIVES) is not None else ()

    @cached_property
    def _milestones(self) -> Mapping[str | None, tuple[Milestone, ...]]:
        found: dict[str | None, list[Milestone]] = {}
        for one in milestones_of(self.answers):
            found.setdefault(one.project, []).append(one)
        return {project: tuple(ones) for project, ones in found.items()}

    def milestones(self, project: str) -> tuple[Milestone, ...]:
        """Return the milestones of a project."""
        return self._milestones.get(project, ())

    @cached_property
    def _money(self) -> Mapping[str | None, Funding]:
        return {one.project: one for one in fundings_of(self.answers).projects}

    def funding(self, project: str) -> Funding:
        """Return what a project costs, and who pays."""
        return self._money[project]

    @cached_property
    def _lights(self) -> Mapping[str, Mapping[str, Light]]:
        return lights_of(self.method, self.answers)

    def light(self, project: str, reflection: str) -> Light | None:
        """Return a light; None where the reflection is hidden, or the project cancelled."""
        return self._lights.get(project, {}).get(reflection)

    @cached_property
    def _changed(self) -> Mapping[str, date]:
        """Project to the day (UTC) of the last entry on it, or on a row that names it."""
        found: dict[str, tuple[int, date]] = {}
        for (respondent, path), one in self.answers.latest.items():
            parts = path.split("/")
            if respondent != GROUP or one.time is None:
                continue
            if not _ROW_DEPTH <= len(parts) <= _CELL_DEPTH:
                continue
            table, row = "/".join(parts[:2]), parts[2]
            if table == PROJECTS:
                project = row
            elif table == DECISIONS:
                named = self.answers.value(f"{table}/{row}/target") or ""
                project = named.removeprefix(f"{PROJECTS}/")
            else:
                named = self.answers.value(f"{table}/{row}/project")
                project = named if isinstance(named, str) else ""
            if project and one.number > found.get(project, (0,))[0]:
                found[project] = (one.number, one.time.astimezone(UTC).date())
        return {project: day for project, (_, day) in found.items()}

    def last_update(self, project: str) -> date | None:
        """Return the day on which something of a project was last changed."""
        return self._changed.get(project)
