"""What each chart is drawn from, in a workbook of a test."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from building import answers_of
from choosing import answers_with
from meant import MEANT
from monitored import MONITORED, ON

from smartcity_widgets.analysis.comparison import compare
from smartcity_widgets.analysis.dimensions import dimensions
from smartcity_widgets.analysis.efforts import efforts_of
from smartcity_widgets.analysis.financed import financed_by_project
from smartcity_widgets.analysis.initiatives import initiatives
from smartcity_widgets.analysis.maturity import maturity
from smartcity_widgets.analysis.measurements import measurements_of
from smartcity_widgets.analysis.monitoring import standings
from smartcity_widgets.analysis.outreach import outreach_of
from smartcity_widgets.analysis.portfolio import portfolio_of
from smartcity_widgets.analysis.priorities import priorities
from smartcity_widgets.analysis.readiness import readiness
from smartcity_widgets.analysis.reflections import lit_of
from smartcity_widgets.analysis.roadmap import roadmap_of
from smartcity_widgets.analysis.satisfaction import satisfaction_of
from smartcity_widgets.analysis.stakeholders import stakeholder_map
from smartcity_widgets.charts import Board, Course
from smartcity_widgets.method import load_method

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from smartcity_widgets.analysis.comparison import Comparison
    from smartcity_widgets.analysis.monitoring import Standing
    from smartcity_widgets.answers import Answers

__all__ = ["DIAGNOSED", "METHOD", "SUBJECTS"]

METHOD = load_method()


DIAGNOSED: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "openness": {
            "stakeholders": [
                {
                    "name": "Association des commerçants de Valmont",
                    "interest": 4,
                    "influence": 3,
                    "stance": "for",
                    "engagement": "involve",
                },
                {"name": "Riverains", "interest": 5, "influence": 5, "stance": "against"},
                {"name": "CPAS", "interest": 5, "influence": 5, "engagement": "consult"},
                {"name": "Haute école", "interest": 2},
            ]
        },
        "diagnosis": {
            "swot": [
                {"quadrant": "s", "statement": "Une gare", "dimension": "mobility"},
                {
                    "quadrant": "s",
                    "statement": "Des bénévoles",
                    "dimension": "people",
                    "importance": 5,
                    "source": "Atelier du 12 mars",
                },
                {"quadrant": "s", "statement": "Un parc", "importance": 2},
                {"quadrant": "t", "statement": "Des canicules", "importance": 4},
                {"statement": "À classer"},
            ],
            "existing_initiatives": [
                {"name": "Capteurs d’air", "dimension": "environment", "stage": "running"},
                {"name": "Vélos", "dimension": "mobility", "stage": "running"},
                {"name": "Navette", "dimension": "mobility", "stage": "stopped"},
                {"name": "Applis", "stage": "idea"},
                {"name": "Carte", "dimension": "mobility"},
            ],
            "baseline": [
                {
                    "indicator": "ISO 37120:2014:5.1",
                    "value": "14.2",
                    "year": 2024,
                    "unit": "%",
                    "source": "IWEPS",
                    "data_quality": "measured",
                },
                {"indicator": "ISO 37120:2018:19.4", "value": "38", "year": 2023},
                {"indicator": "ISO 37120:2018:19.4", "value": "41", "source": "Service"},
            ],
            "maturity": [
                {
                    "domain": "governance_and_policy",
                    "criterion": "leadership",
                    "level": 1,
                },
                {
                    "domain": "governance_and_policy",
                    "criterion": "political_commitment",
                    "level": 2,
                    "target": 3,
                    "target_year": 2030,
                },
                {
                    "domain": "governance_and_policy",
                    "criterion": "strategy_adopted",
                    "level": "unknown",
                    "target": 4,
                },
                {"domain": "innovation", "criterion": "technological", "level": "na"},
            ],
            "needs": [
                {"need": "Se déplacer le soir", "dimension": "mobility", "who": "Jeunes"},
                {
                    "need": "Des logements sobres",
                    "dimension": "living",
                    "evidence": "Enquête 2025",
                },
                {"need": "Être entendus"},
            ],
            "data_gaps": ["Flux piétons du centre"],
        },
        "vision": {
            "selected": [{"id": "p1", "priority": "Bouger", "dimension": "mobility"}],
            "objectives": [{"id": "o1", "priority": "p1", "statement": "Plus de vélos"}],
        },
        "evaluation": {
            "indicators": [
                {
                    "name": "Taux de chômage",
                    "catalogue": "ISO 37120:2014:5.1",
                    "direction": "lower",
                    "baseline_value": "14.2",
                    "target_value": "7.1",
                },
                {"name": "Cyclistes comptés", "objective": "o1", "baseline_value": "120"},
                {"name": "Sans lien", "baseline_value": "1", "target_value": "2"},
            ]
        },
        "communication": {
            "audiences": [
                {"id": "c1", "name": "Habitants"},
                {"id": "c2", "name": "Services", "internal": True},
            ],
            "plan": [
                {"audience": "c1", "message": "Où vont les vélos", "date_or_phase": "2026"},
                {"audience": "c2", "date_or_phase": "2026-03-12", "channel": "intranet"},
                {
                    "audience": "c2",
                    "message": "Et après",
                    "date_or_phase": "après le conseil",
                },
            ],
        },
        "satisfaction": {
            "participation": [
                {"event": "Balade", "participants": 40, "new_participants": 13},
                {"event": "Atelier", "participants": 25, "women": "60", "over65": "0.5"},
                {"event": "Sans chiffres"},
            ]
        },
        "action-plan": {
            "projects": [
                {
                    "id": "t1",
                    "title": "Parc à vélos",
                    "objective": ["o1"],
                    "kind": "pilot",
                    "start": "2026",
                    "end": "2026-09",
                    "impact": 4,
                    "effort": 2,
                    "budget_capex": "90000",
                },
                {"id": "t2", "start": "2026-06", "depends_on": ["t1"], "impact": 1},
                {"title": "Abandon", "status": "cancelled", "impact": 1, "effort": 1},
            ]
        },
    }
)
"""A diagnosis with a bit of everything, and gaps."""

RANKED = priorities(
    METHOD,
    answers_with(
        needs=["Des rues sûres", "<script>x()</script>", "Être entendus"],
        weights={"a": 60, "b": 60},
        group={"n1": [4, 4], "n2": [2, 3], "n3": [3, ""]},
    ),
).ranking
"""Three needs, of which two cannot be told apart, and a word that is no markup."""


TYPED = "<script>y()</script> Énergie"
"""What somebody calls an indicator."""


def _standings() -> tuple[Standing, ...]:
    return standings(answers_of(MONITORED), ON)


def _board() -> Board:
    found = _standings()
    names = {one.indicator.row: TYPED for one in found}
    objectives = {one["id"]: one["statement"] for one in MONITORED["vision"]["objectives"]}
    return Board(found, objectives, names)


def _compared(answers: Answers) -> Comparison:
    return compare(METHOD, answers_of(), answers)


def _course(row: str) -> Course:
    (one,) = (one for one in _standings() if one.indicator.row == row)
    series = measurements_of(answers_of(MONITORED))[row]
    return Course(one, series, TYPED)


SUBJECTS: Mapping[str, Callable[[Answers], object]] = MappingProxyType(
    {
        "readiness-bars": lambda answers: readiness(METHOD, answers),
        "criteria-profile": lambda answers: readiness(METHOD, answers),
        "dimensions": lambda answers: dimensions(METHOD, answers),
        "maturity": lambda answers: maturity(METHOD, answers),
        "initiatives": lambda answers: initiatives(METHOD, answers),
        "participation": lambda answers: satisfaction_of(METHOD, answers).participation,
        "stakeholder-map": stakeholder_map,
        "ranking": lambda _answers: RANKED,  # without a score there is no such chart
        "outreach": outreach_of,
        "efforts": lambda answers: efforts_of(portfolio_of(METHOD, answers)),
        "roadmap": lambda answers: roadmap_of(METHOD, answers, today=date(2026, 3, 12)),
        "lights": lambda _answers: lit_of(METHOD, answers_of(MEANT)),
        "funding": lambda _answers: financed_by_project(answers_of(MEANT)),
        "standings": lambda _answers: _board(),
        "shifts": _compared,
        "course": lambda _answers: _course("i2"),
        "course-small": lambda _answers: _course("i7"),
    }
)
"""Chart to what follows from the answers and is drawn in it."""
