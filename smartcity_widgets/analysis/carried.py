"""What a phase is handed by what was answered before it, and what of that is missing."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from .measuring import indicators_of
from .objectives import INDICATORS, OBJECTIVES
from .progress import is_answered
from .projects import PROJECTS, projects_of
from .reaching import obstacle
from .shown import is_shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method

__all__ = ["READS", "Carried", "carried_to"]

ACTIONS = "journal/actions"
STAKEHOLDERS = "openness/stakeholders"
PLANS = "pre-vision/linked_plans"
COMMITTED = "political-will/budget_committed"

READS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "planning": (
            "context/population",
            "context/area_km2",
            "context/type",
            "context/persons",
            "pre-vision/own_definition",
            "pre-vision/pre_vision",
            PLANS,
            STAKEHOLDERS,
        ),
        "implementation": (
            "context/persons",
            COMMITTED,
            STAKEHOLDERS,
            "vision/vision_statement",
            OBJECTIVES,
            INDICATORS,
            "communication/audiences",
        ),
        "monitoring": (
            "context/persons",
            "vision/vision_statement",
            OBJECTIVES,
            INDICATORS,
            PROJECTS,
        ),
    }
)
"""Phase to the questions of earlier steps that it reads; each is asked there alone."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What a phase is handed.

    Attributes
    ----------
    missing
        Paths of the questions it reads that nobody answered.
    plans
        Rows of the plans that the approach serves.
    stakeholders
        How many are known.
    actions
        Rows of the actions of the journal that are open.
    own_actions
        Those of them that came up in a step of this phase.
    objectives
        Rows of the objectives; none where the phase does not read them.
    unserved
        Rows of those that no project serves; one that was cancelled serves none. None
        where the workbook does not ask which a project serves.
    indicators
        How many measure them.
    unassessable
        Rows of those that lack what a status is computed from, where the phase reads it.
    committed
        The means of step 1, in the workbook's currency; None where nobody said.
    """

    missing: tuple[str, ...]
    plans: tuple[str, ...]
    stakeholders: int
    actions: tuple[str, ...]
    own_actions: tuple[str, ...]
    objectives: tuple[str, ...] = ()
    unserved: tuple[str, ...] | None = None
    indicators: int = 0
    unassessable: tuple[str, ...] = ()
    committed: str | None = None


def carried_to(phase: str, method: Method, answers: Answers) -> Carried:
    """Return what one of the phases of `READS` is handed.

    A question that this workbook does not ask is not missing.
    """
    actions = tuple(
        row
        for row in answers.rows(ACTIONS)
        if answers.value(f"{ACTIONS}/{row}/what")
        and answers.value(f"{ACTIONS}/{row}/done") is not True
    )
    steps = method.phases[phase].steps
    read = {one for one in READS[phase] if method.at(one)}
    objectives = answers.rows(OBJECTIVES) if OBJECTIVES in read else ()
    asked = method.at(f"{PROJECTS}/row/objective") is not None
    return Carried(
        missing=tuple(one for one in READS[phase] if _is_missing(one, method, answers)),
        plans=answers.rows(PLANS) if PLANS in read else (),
        stakeholders=len(answers.rows(STAKEHOLDERS)) if STAKEHOLDERS in read else 0,
        actions=actions,
        own_actions=tuple(
            row
            for row in actions
            if str(answers.value(f"{ACTIONS}/{row}/from")).partition("/")[0] in steps
        ),
        objectives=objectives,
        unserved=_unserved(objectives, answers) if asked else None,
        indicators=len(answers.rows(INDICATORS)) if INDICATORS in read else 0,
        unassessable=_unassessable(answers) if phase == "monitoring" else (),
        committed=answers.value(COMMITTED) if COMMITTED in read else None,
    )


def _unserved(objectives: tuple[str, ...], answers: Answers) -> tuple[str, ...]:
    served = {
        objective
        for project in projects_of(answers)
        if not project.is_cancelled
        for objective in project.objectives
    }
    return tuple(one for one in objectives if one not in served)


def _unassessable(answers: Answers) -> tuple[str, ...]:
    return tuple(one.row for one in indicators_of(answers) if obstacle(one) is not None)


def _is_missing(path: str, method: Method, answers: Answers) -> bool:
    question = method.at(path)
    if question is None or not is_shown(question, answers):
        return False
    return not is_answered(question, method.steps[question.step], answers)
