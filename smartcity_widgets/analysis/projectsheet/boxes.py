"""Which boxes a project sheet has, and where in the workbook each finds its answers.

The four stages are those of the Smart Project Management Model (Smart City Institute,
2020); its boxes are not published. These are our own (method.md section 4, with its
sources), and a sheet says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from ..measurements import MEASUREMENTS
from ..measuring import INDICATORS, OBJECTIVES
from ..milestones import MILESTONES
from ..projects import PROJECTS
from ..surveys import SURVEYS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .values import StageId

__all__ = ["BOXES", "DECISIONS", "IDENTITY", "SHEETS", "Asked", "Listed", "One"]

DECISIONS = "adjustment/decisions"
SHEETS = "action-plan/sheets"
_PROGRESS = "delivery/progress"
_TECHNOLOGIES = "means/technologies"
_LEGAL = "means/legal"


@dataclass(frozen=True, slots=True)
class One:
    """Answers that a project has once: columns of a table with one row per project.

    Attributes
    ----------
    optional
        Those of `columns` that a sheet can do without although its box is required.
    """

    table: str
    columns: tuple[str, ...]
    optional: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Listed:
    """Answers that a project has several times: rows of a table.

    Attributes
    ----------
    by
        How they belong to the project: they name it; or they are its objectives, or its
        indicators, or what was measured of those last, or what was decided about it.
    """

    table: str
    columns: tuple[str, ...]
    optional: bool = False
    by: Literal["project", "objectives", "indicators", "measured", "decided"] = "project"


@dataclass(frozen=True, slots=True)
class Asked:
    """One box: whether the method requires it, and what it holds."""

    id: str
    parts: tuple[One | Listed, ...]
    required: bool = True


IDENTITY: tuple[One, ...] = (
    One(SHEETS, ("pitch",)),
    One(PROJECTS, ("code", "kind", "owner"), frozenset({"code", "kind", "owner"})),
    One(PROJECTS, ("status", "start", "end", "dimension")),
    One(SHEETS, ("dimensions", "sdg", "version")),
    One(PROJECTS, ("cost_band",), frozenset({"cost_band"})),
)
"""The head of a sheet, besides its title."""

BOXES: Mapping[StageId, tuple[Asked, ...]] = MappingProxyType(
    {
        "prerequisites": (
            Asked(
                "vision",
                (
                    One(PROJECTS, ("objective",)),
                    One(
                        SHEETS,
                        ("contribution", "pst_objective"),
                        frozenset({"pst_objective"}),
                    ),
                ),
            ),
            Asked(
                "leader",
                (One(SHEETS, ("leader", "leader_mandate", "leader_time")),),
            ),
            Asked(
                "need",
                (One(SHEETS, ("problem", "evidence", "target_groups", "target_size")),),
            ),
            Asked(
                "sponsor",
                required=False,
                parts=(
                    One(
                        SHEETS, ("sponsor", "sponsor_decision_ref", "sponsor_decision_date")
                    ),
                ),
            ),
            Asked(
                "team",
                (
                    Listed("action-plan/sheet_raci", ("topic", "R", "A", "C", "I")),
                    Listed("action-plan/sheet_stakeholders", ("stakeholder", "engagement")),
                    One(PROJECTS, ("partners",), frozenset({"partners"})),
                ),
            ),
            Asked("go", (One(SHEETS, ("go_conditions",)),)),
        ),
        "planning": (
            Asked(
                "value",
                (
                    Listed(OBJECTIVES, ("statement", "deadline"), by="objectives"),
                    One(SHEETS, ("value_economic", "value_environmental", "value_social")),
                ),
            ),
            Asked(
                "deliverables",
                (Listed(MILESTONES, ("name", "deliverable", "due", "done", "owner")),),
            ),
            Asked(
                "people",
                (
                    Listed("means/needs", ("skill", "days", "source", "person", "secured")),
                    Listed(
                        "means/partner_agreements",
                        ("partner", "type", "signed", "date"),
                        optional=True,
                    ),
                    Listed("means/training", ("topic", "who", "date"), optional=True),
                ),
            ),
            Asked(
                "technologies",
                (
                    One(
                        _TECHNOLOGIES,
                        (
                            "solution",
                            "non_tech_alternative",
                            "interoperability",
                            "data_owner",
                            "cybersecurity_review",
                        ),
                    ),
                    One(_LEGAL, ("personal_data",)),
                ),
            ),
            Asked(
                "financing",
                (
                    Listed("means/costs", ("item", "type", "year", "amount")),
                    Listed(
                        "means/sources",
                        ("source", "name", "year", "amount", "status", "deadline"),
                    ),
                ),
            ),
            Asked(
                "legal",
                (
                    One(
                        _LEGAL,
                        (
                            "procurement",
                            "estimated_value",
                            "dpia",
                            "data_ip_clause",
                            "contract_end_plan",
                        ),
                        frozenset({"estimated_value"}),
                    ),
                    Listed("means/permits", ("name", "authority", "status"), optional=True),
                ),
            ),
            Asked(
                "indicators",
                (
                    Listed(
                        INDICATORS,
                        (
                            "name",
                            "unit",
                            "baseline_value",
                            "baseline_date",
                            "target_value",
                            "target_low",
                            "target_high",
                            "target_date",
                            "owner",
                        ),
                        by="indicators",
                    ),
                    One(SHEETS, ("no_baseline_reason",), frozenset({"no_baseline_reason"})),
                ),
            ),
            Asked(
                "risks",
                (
                    Listed(
                        "delivery/risks",
                        (
                            "risk",
                            "category",
                            "probability",
                            "impact",
                            "action",
                            "owner",
                            "status",
                        ),
                    ),
                ),
            ),
            Asked(
                "communication",
                required=False,
                parts=(
                    Listed(
                        "action-plan/sheet_communication", ("audience", "message", "date")
                    ),
                ),
            ),
            Asked(
                "replicability",
                required=False,
                parts=(
                    One(
                        SHEETS,
                        (
                            "replicable_with",
                            "replicable_licence",
                            "replicable_condition",
                        ),
                    ),
                ),
            ),
        ),
        "execution": (
            Asked(
                "kickoff",
                (
                    One(
                        _PROGRESS,
                        ("kickoff_date", "kickoff_participants", "baseline_taken"),
                    ),
                ),
            ),
            Asked("progress", (One(_PROGRESS, ("progress", "rag")),)),
            Asked("spent", required=False, parts=(One(_PROGRESS, ("spent",)),)),
            Asked(
                "log",
                required=False,
                parts=(
                    Listed("delivery/issues", ("date", "what", "by")),
                    Listed("delivery/changes", ("date", "what", "by")),
                    Listed("delivery/journal", ("date", "entry")),
                ),
            ),
            Asked(
                "tests",
                required=False,
                parts=(
                    Listed("delivery/user_tests", ("date", "n", "finding", "change_made")),
                ),
            ),
        ),
        "evaluation": (
            Asked(
                "results",
                (Listed(MEASUREMENTS, ("indicator", "value", "date"), by="measured"),),
            ),
            Asked(
                "satisfaction",
                (
                    Listed(
                        SURVEYS,
                        (
                            "question",
                            "date",
                            "method",
                            "responses",
                            "scale",
                            "mean",
                            "top2_share",
                            "margin_of_error",
                        ),
                    ),
                ),
            ),
            Asked(
                "effects",
                required=False,
                parts=(
                    One(
                        SHEETS,
                        (
                            "effect_economic",
                            "effect_economic_reason",
                            "effect_environmental",
                            "effect_environmental_reason",
                            "effect_social",
                            "effect_social_reason",
                        ),
                    ),
                ),
            ),
            Asked(
                "lessons",
                (One(SHEETS, ("report_text", "report_audience", "report_date")),),
            ),
            Asked(
                "next",
                (
                    Listed(
                        DECISIONS,
                        ("verdict", "reason", "owner", "due", "done"),
                        by="decided",
                    ),
                    One(SHEETS, ("next_action",)),
                    One(
                        _PROGRESS,
                        ("handover_to", "handover_date"),
                        frozenset({"handover_to", "handover_date"}),
                    ),
                ),
            ),
        ),
    }
)
"""Stage to its boxes, in order."""
