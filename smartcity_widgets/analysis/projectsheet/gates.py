"""The gates between the stages of a project: what should be there before the next one.

Our own (method.md section 4): from prerequisites to planning when leader, objective and
need are filled in; to execution when each of the four reflections is at least amber, and a
baseline or a reason for none exists; to evaluation when a deliverable is done. A gate warns
and never blocks: a project may go through its stages more than once.

How far a project is, its status says: an idea is at its prerequisites, an approved one in
planning, one that runs or is on hold in execution, one that is done in evaluation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..measuring import INDICATORS
from ..milestones import MILESTONES
from ..projects import PROJECTS
from ..reflections import REFLECTIONS
from .boxes import SHEETS
from .values import STAGES, Condition, Gate, StageId

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ..projects import Project
    from .book import Book

__all__ = ["gate_after", "place_of"]

_PLACES: Mapping[str, StageId] = {
    "idea": "prerequisites",
    "approved": "planning",
    "running": "execution",
    "on_hold": "execution",
    "done": "evaluation",
}
"""Status to the stage it is in; without one, or cancelled, a project is at the first."""

_PROGRESS = "delivery/progress"
_READY = frozenset({"green", "amber"})

_TABLES = {
    "people": "means/needs",
    "technologies": "means/technologies",
    "financing": "means/costs",
    "legal": "means/legal",
}
"""Reflection to the table in which it begins."""


def place_of(project: Project) -> int:
    """Return the number of the stage that a project is in, from 0."""
    return STAGES.index(_PLACES.get(project.status or "", "prerequisites"))


def gate_after(stage: StageId, project: Project, book: Book) -> Gate | None:
    """Return the gate that leads out of a stage; None where nothing of it is asked."""
    conditions = tuple(_ASKED[stage](project, book)) if stage in _ASKED else ()
    if not conditions:
        return None
    return Gate(stage, conditions, passed=place_of(project) > STAGES.index(stage))


def _to_planning(project: Project, book: Book) -> Iterator[Condition]:
    leader, path = _cell(book, project, "leader")
    owner = f"{PROJECTS}/{project.row}/owner"
    if path:
        yield Condition("leader", bool(leader or project.owner), path)
    elif book.asked(owner) is not None:
        yield Condition("leader", bool(project.owner), owner)
    objective = f"{PROJECTS}/{project.row}/objective"
    if book.asked(objective) is not None:
        yield Condition("objective", bool(book.objectives_of(project)), objective)
    need, path = _cell(book, project, "problem")
    if path:
        yield Condition("need", bool(need), path)


def _to_execution(project: Project, book: Book) -> Iterator[Condition]:
    for one in REFLECTIONS:
        light = book.light(project.row, one)
        if light is not None and book.asked(_TABLES[one]) is not None:
            yield Condition(one, light.colour in _READY, _TABLES[one])
    if book.asked(INDICATORS) is not None:
        yield Condition(
            "baseline", _has_baseline(project, book), _to_baseline(book, project)
        )


def _to_evaluation(project: Project, book: Book) -> Iterator[Condition]:
    if book.columns(MILESTONES, ("deliverable", "done")):
        done = any(
            one.deliverable and one.done is not None for one in book.milestones(project.row)
        )
        yield Condition("deliverable", done, MILESTONES)


_ASKED: Mapping[StageId, Callable[[Project, Book], Iterator[Condition]]] = {
    "prerequisites": _to_planning,
    "planning": _to_execution,
    "execution": _to_evaluation,
}


def _has_baseline(project: Project, book: Book) -> bool:
    """Whether an indicator has a baseline, one was taken, or somebody says why not."""
    known = (book.indicators[one] for one in book.indicators_of(project))
    taken = (
        book.answers.value(f"{_PROGRESS}/{row}/baseline_taken")
        for row in book.rows(_PROGRESS, project.row)
        if book.columns(_PROGRESS, ("baseline_taken",))
    )
    return (
        any(one.baseline_value is not None for one in known)
        or any(one is True for one in taken)
        or bool(_cell(book, project, "no_baseline_reason")[0])
    )


def _to_baseline(book: Book, project: Project) -> str:
    """Return where a baseline is filled in: of the first indicator, if there is one."""
    rows = book.indicators_of(project)
    return f"{INDICATORS}/{rows[0]}/baseline_value" if rows else INDICATORS


def _cell(book: Book, project: Project, column: str) -> tuple[object, str]:
    """Return what a project's sheet says, and where; no path where it is not asked."""
    if not book.columns(SHEETS, (column,)):
        return None, ""
    rows = book.rows(SHEETS, project.row)
    said = (book.answers.value(f"{SHEETS}/{row}/{column}") for row in rows)
    value = next((one for one in said if one is not None), None)
    return value, f"{SHEETS}/{rows[0]}/{column}" if rows else SHEETS
