"""What goes on into the next cycle: a pure function of what the workbook says.

The context, the people, the settings and the adaptation always go on. Of the plan each row
is chosen; with a chosen row goes what belongs to it (the targets and measurements of an
indicator, the costs and milestones of a project) and what it names that nobody chooses (a
stakeholder, an audience). A reference to a row that could have been chosen and was not is
cut, and told.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from smartcity_widgets.answers import OVERLAY
from smartcity_widgets.errors import UsageError, nearest
from smartcity_widgets.log import GROUP, WORKBOOK
from smartcity_widgets.method import CATALOGUE
from smartcity_widgets.overlay import adapt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.log import Entry
    from smartcity_widgets.method import Method, Question

__all__ = [
    "CARRIED_OVER",
    "Carriable",
    "Carry",
    "Cut",
    "Written",
    "carriable",
    "carry_over",
    "check_chosen",
]

CARRIED_OVER = "adjustment/next_cycle_carried_over"
"""The answer that chooses the rows; its targets are the tables that can be chosen from."""

_ALWAYS = ("workbook", "settings", "context")
"""The steps that go on as they are."""

_ALONG = ("evaluation", "action-plan", "means", "delivery")
"""The steps whose rows go with the row of the plan that they belong to."""

_MEASUREMENTS = "results/measurements"
"""So do these, or an indicator would lose its status and its trend."""

_KEPT_NOTES = ("comment", "evidence", "confidence", "dissent", "reason")
"""What was noted beside a table whose rows go on; talked about it is again."""

Written = tuple[str, str, str, Any]
"""Respondent, path, kind and value of an entry to come."""


@dataclass(frozen=True, slots=True)
class Carriable:
    """A row that may go on.

    Attributes
    ----------
    path
        ``step/table/row``.
    chosen
        Whether the workbook's own answer says that it does.
    """

    path: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Cut:
    """A reference that is left out, for the row it names stays behind.

    Attributes
    ----------
    path
        The cell, ``step/table/row/column``.
    row
        ``step/table/row`` of the row that stays behind.
    """

    path: str
    row: str


@dataclass(frozen=True, slots=True)
class Carry:
    """What the next cycle begins with.

    Attributes
    ----------
    chosen
        ``step/table/row`` of the rows that were chosen, in the order of the method.
    along
        The rows that go with them.
    cut
        The references that are left out.
    written
        The entries it begins with, in the order in which they were first written.
    """

    chosen: tuple[str, ...]
    along: tuple[str, ...]
    cut: tuple[Cut, ...]
    written: tuple[Written, ...]


def carriable(method: Method, answers: Answers) -> tuple[Carriable, ...]:
    """Return the rows that may go on, in the order of the method."""
    asked = adapt(method, answers.overlay, hide=False)
    question = asked.at(CARRIED_OVER)
    chosen = answers.value(CARRIED_OVER) or ()
    return tuple(
        Carriable(path, path in chosen)
        for table in (question.targets if question else ())
        for row in answers.rows(table)
        if (path := f"{table}/{row}")
    )


def check_chosen(known: Iterable[str], chosen: Iterable[str], line: int = 0) -> None:
    """Refuse a row that does not exist or cannot be chosen.

    Parameters
    ----------
    line
        Where it stands in a file; 0 where it stands in none.

    Raises
    ------
    UsageError
        With the nearest row that can be.
    """
    rows = tuple(known)
    for one in chosen:
        if not rows:
            raise UsageError("carry-empty", row=one)
        if one not in rows:
            rule = "carry-line" if line else "carry-unknown"
            near = nearest(one, rows) or rows[0]
            raise UsageError(rule, row=one, nearest=near, line=line)


def carry_over(
    method: Method, answers: Answers, chosen: Iterable[str] | None = None
) -> Carry:
    """Return what goes on into the next cycle.

    Parameters
    ----------
    chosen
        ``step/table/row`` of each row that goes on; None takes the workbook's own answer.

    Raises
    ------
    UsageError
        If one does not exist, or stands in a table that is not chosen from.
    """
    rows = carriable(method, answers)
    if chosen is None:
        chosen = [one.path for one in rows if one.chosen]
    chosen = tuple(chosen)
    check_chosen((one.path for one in rows), chosen)
    kept = tuple(one.path for one in rows if one.path in chosen)
    return _Carrying(adapt(method, answers.overlay, hide=False), answers, kept).carry()


class _Carrying:
    """The rows that go on, more and more: what belongs to them, what they name."""

    def __init__(self, method: Method, answers: Answers, chosen: tuple[str, ...]) -> None:
        self.method = method
        self.answers = answers
        self.chosen = chosen
        question = method.at(CARRIED_OVER)
        self.choosable = question.targets if question else ()
        self.rows = dict.fromkeys(chosen)
        self.cut: list[Cut] = []

    def carry(self) -> Carry:
        for table, column in self._belonging():
            for row in self.answers.rows(table.path):
                owner = self.answers.value(f"{table.path}/{row}/{column.id}")
                if f"{column.targets[0]}/{owner}" in self.rows:
                    self.rows[f"{table.path}/{row}"] = None
        self._add_named()
        written = tuple(self._written())
        along = tuple(one for one in self.rows if one not in self.chosen)
        return Carry(self.chosen, along, tuple(self.cut), written)

    def _belonging(self) -> Iterator[tuple[Question, Question]]:
        """Yield the tables whose rows belong to one of the plan, and which column says."""
        for step in self.method.steps.values():
            for table in step.questions:
                goes = step.id in _ALONG or table.path == _MEASUREMENTS
                if goes and table.path not in self.choosable:
                    yield from (
                        (table, one)
                        for one in table.columns
                        if one.required and one.targets and one.targets[0] in self.choosable
                    )

    def _add_named(self) -> None:
        """Add the rows that are named by those that go on, and that nobody chooses."""
        wanted = list(self.rows)
        while wanted:
            row = wanted.pop()
            for _, _, named in self._references(row):
                table = named.rpartition("/")[0]
                stays = table in self.choosable or table.startswith(_ALWAYS_UNDER)
                if not stays and named not in self.rows and self._exists(named):
                    self.rows[named] = None
                    wanted.append(named)

    def _exists(self, row: str) -> bool:
        table, _, name = row.rpartition("/")
        return name in self.answers.rows(table)

    def _references(self, row: str) -> Iterator[tuple[Question, Any, str]]:
        """Yield what the cells of a row name: column, the value, ``step/table/row``."""
        table = self.method.at(row)
        for column in table.columns if table else ():
            if column.kind in {"reference", "references"}:
                value = self.answers.value(f"{row}/{column.id}")
                for one in value if isinstance(value, list) else [value]:
                    if isinstance(one, str) and CATALOGUE not in column.targets:
                        yield column, one, _full(column, one)

    def _goes(self, row: str) -> bool:
        return row in self.rows or (row.startswith(_ALWAYS_UNDER) and self._exists(row))

    def _written(self) -> Iterator[Written]:
        if self.answers.overlay:
            yield GROUP, OVERLAY, "overlay", dict(self.answers.overlay)
        lines = sorted(self.answers.latest.items(), key=lambda one: one[1].number)
        for (respondent, path), one in lines:
            if respondent == GROUP and path not in {WORKBOOK, OVERLAY}:
                if self._stays_as_it_is(path):
                    yield from self._as_it_is(path, one)
                elif self._row_of(path) in self.rows:
                    yield from self._of_row(path, one)

    def _stays_as_it_is(self, path: str) -> bool:
        head, _, rest = path.partition("/")
        if head == "notes":
            step, _, rest = rest.partition("/")
            table, _, note = rest.partition("/")
            beside = f"{step}/{table}"
            of_plan = beside in self.choosable and any(
                one.startswith(f"{beside}/") for one in self.chosen
            )
            return note in _KEPT_NOTES and (step in _ALWAYS or of_plan)
        if head not in _ALWAYS or not self.method.asks(path):
            return False
        row = self._row_of(path)
        return row == path or not row or self._exists(row)

    def _row_of(self, path: str) -> str:
        parts = path.split("/")
        return "/".join(parts[:3]) if len(parts) > 2 else ""  # noqa: PLR2004 - step/table/row

    def _as_it_is(self, path: str, one: Entry) -> Iterator[Written]:
        """Yield what stands at a path: with a draft also the answer that is under it."""
        former = self.answers.former.get((GROUP, path))
        if one.kind == "draft" and former is not None and former.value is not None:
            yield GROUP, path, former.kind, former.value
        if one.value is not None:
            yield GROUP, path, one.kind, one.value

    def _of_row(self, path: str, one: Entry) -> Iterator[Written]:
        column = self.method.at(path)
        row = self._row_of(path)
        if column is None or (one.kind == "row" and one.value is None):
            return
        if path == row or one.kind == "draft" or column.kind not in _NAMING:
            yield from self._as_it_is(path, one)
            return
        named = [
            (value, full)
            for found, value, full in self._references(row)
            if found.id == column.id
        ]
        if not named:  # of the catalogue, or nothing
            yield from self._as_it_is(path, one)
            return
        self.cut += [Cut(path, full) for _, full in named if self._is_left(full)]
        kept = [value for value, full in named if self._goes(full)]
        if kept:
            whole = kept if column.kind == "references" else kept[0]
            yield GROUP, path, one.kind, whole

    def _is_left(self, row: str) -> bool:
        """Whether a row is there and stays behind; one that was removed is not told."""
        return self._exists(row) and not self._goes(row)


_NAMING = {"reference", "references"}
_ALWAYS_UNDER = tuple(f"{step}/" for step in _ALWAYS)


def _full(column: Question, value: str) -> str:
    return f"{column.targets[0]}/{value}" if len(column.targets) == 1 else value
