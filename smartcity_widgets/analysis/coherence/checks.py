"""The rules of the thread, in its order: how much each weighs, and what it reads."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from . import delivery, monitoring, projects, rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from smartcity_widgets.method import Method

    from .gap import Finding, Severity
    from .reading import Reading

__all__ = ["CHECKS", "Check"]


@dataclass(frozen=True, slots=True)
class Check:
    """A rule of the thread.

    Attributes
    ----------
    reads
        The questions and columns it reads, as the method's paths: it is asked where all of
        them are asked, and its gaps are internal where one of them is.
    """

    find: Callable[[Reading], Iterator[Finding]]
    severity: Severity
    reads: tuple[str, ...] = ()

    def is_asked(self, method: Method) -> bool:
        """Whether this workbook asks all that the rule reads."""
        return all(method.at(path) is not None for path in self.reads)

    def is_internal(self, method: Method) -> bool:
        """Whether the rule reads an answer that is not for every eye."""
        places = [one for path in self.reads for one in (path, path.partition("/*")[0])]
        asked = [method.at(path) for path in places]
        return any(one is not None and one.internal for one in asked)


_MEASURED = ("indicator", "date", "value")


def _of(table: str, *columns: str) -> tuple[str, ...]:
    return tuple(f"{table}/*/{one}" for one in columns)


CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        "level-against-field": Check(rules.level_against_field, "warning"),
        "na-without-reason": Check(rules.na_without_reason, "note"),
        "influential-stakeholder-without-engagement": Check(
            rules.influential_stakeholder_without_engagement,
            "note",
            _of("openness/stakeholders", "influence", "engagement"),
        ),
        "need-without-priority": Check(
            rules.need_without_priority,
            "warning",
            (
                *_of("diagnosis/needs", "need"),
                *_of("vision/selected", "needs"),
                *_of("vision/left_out", "need", "reason"),
            ),
        ),
        "too-many-priorities": Check(
            rules.too_many_priorities, "warning", ("vision/selected",)
        ),
        "weights-not-100": Check(
            rules.weights_not_100, "warning", _of("vision/criteria", "weight")
        ),
        "priority-without-objective": Check(
            rules.priority_without_objective,
            "warning",
            ("vision/selected", *_of("vision/objectives", "priority")),
        ),
        "objective-without-indicator": Check(
            rules.objective_without_indicator,
            "warning",
            ("vision/objectives", *_of("evaluation/indicators", "objective")),
        ),
        "indicator-without-baseline": Check(
            rules.indicator_without_baseline,
            "warning",
            _of("evaluation/indicators", "baseline_value"),
        ),
        "indicator-without-target": Check(
            rules.indicator_without_target,
            "warning",
            _of(
                "evaluation/indicators",
                "direction",
                "target_value",
                "target_low",
                "target_high",
            ),
        ),
        "target-against-direction": Check(
            rules.target_against_direction,
            "error",
            _of(
                "evaluation/indicators",
                "direction",
                "baseline_value",
                "target_value",
                "target_low",
                "target_high",
            ),
        ),
        "indicator-without-owner": Check(
            rules.indicator_without_owner, "warning", _of("evaluation/indicators", "owner")
        ),
        "audience-without-message": Check(
            rules.audience_without_message,
            "note",
            ("communication/audiences", *_of("communication/plan", "audience", "message")),
        ),
        "objective-without-project": Check(
            projects.objective_without_project,
            "warning",
            ("vision/objectives", *_of("action-plan/projects", "objective")),
        ),
        "project-without-objective": Check(
            projects.project_without_objective,
            "warning",
            ("vision/objectives", *_of("action-plan/projects", "objective")),
        ),
        "project-without-owner": Check(
            projects.project_without_owner,
            "warning",
            _of("action-plan/projects", "owner"),
        ),
        "project-dates-reversed": Check(
            projects.project_dates_reversed,
            "error",
            _of("action-plan/projects", "start", "end"),
        ),
        "project-dependency-cycle": Check(
            projects.project_dependency_cycle,
            "error",
            _of("action-plan/projects", "depends_on"),
        ),
        "project-before-dependency": Check(
            projects.project_before_dependency,
            "warning",
            _of("action-plan/projects", "depends_on", "start", "end"),
        ),
        "project-without-indicator": Check(
            projects.project_without_indicator,
            "warning",
            (
                *_of("action-plan/projects", "objective"),
                *_of("evaluation/indicators", "objective"),
            ),
        ),
        "project-underfunded": Check(
            projects.project_underfunded,
            "warning",
            (*_of("means/costs", "amount"), *_of("means/sources", "amount", "status")),
        ),
        "budget-over-committed": Check(
            projects.budget_over_committed,
            "warning",
            ("political-will/budget_committed", "action-plan/projects"),
        ),
        "no-quick-win": Check(
            projects.no_quick_win, "note", _of("action-plan/projects", "kind")
        ),
        "dpia-missing": Check(
            delivery.dpia_missing, "warning", _of("means/legal", "personal_data", "dpia")
        ),
        "milestone-overdue": Check(
            delivery.milestone_overdue, "warning", _of("delivery/milestones", "due", "done")
        ),
        "risk-without-owner": Check(
            delivery.risk_without_owner, "warning", _of("delivery/risks", "owner")
        ),
        "measurement-before-baseline": Check(
            monitoring.measurement_before_baseline,
            "warning",
            (
                *_of("evaluation/indicators", "baseline_date"),
                *_of("results/measurements", *_MEASURED),
            ),
        ),
        "indicator-not-measured": Check(
            monitoring.indicator_not_measured,
            "warning",
            (
                *_of("evaluation/indicators", "baseline_date", "target_date", "frequency"),
                *_of("results/measurements", *_MEASURED),
            ),
        ),
        "red-indicator-without-decision": Check(
            monitoring.red_indicator_without_decision,
            "warning",
            (
                *_of("evaluation/indicators", "baseline_value", "target_date"),
                *_of("results/measurements", *_MEASURED),
                *_of("adjustment/decisions", "target"),
            ),
        ),
        "decision-overdue": Check(
            monitoring.decision_overdue,
            "warning",
            _of("adjustment/decisions", "due", "done"),
        ),
        "decision-without-owner": Check(
            monitoring.decision_without_owner,
            "warning",
            _of("adjustment/decisions", "owner"),
        ),
        "project-done-without-evaluation": Check(
            monitoring.project_done_without_evaluation,
            "warning",
            (
                *_of("action-plan/projects", "status", "objective"),
                *_of("results/measurements", *_MEASURED),
                *_of("satisfaction/surveys", "project"),
                *_of("adjustment/decisions", "target"),
            ),
        ),
        "survey-without-feedback": Check(
            monitoring.survey_without_feedback,
            "warning",
            (*_of("satisfaction/surveys", "responses"), "satisfaction/feedback_given"),
        ),
    }
)
"""Rule id to the rule, in the order of the thread. To add one: a function in the module of
its phase, a line here, its words under ``check.<rule>``, a case in
``tests/cases/coherence.toml``."""
