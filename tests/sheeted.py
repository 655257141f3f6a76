"""A workbook with projects whose sheets say a bit of everything, with gaps."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["SHEETED"]

SHEETED: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "context": {
            "persons": [
                {"id": "p1", "name": "Berthe Lambert", "role": "conseillère énergie"},
                {"id": "p2", "name": "Ali Demir", "role": "échevin du climat"},
            ],
            "vat": "excluded",
        },
        "openness": {
            "stakeholders": [
                {"id": "s1", "name": "Régie de quartier", "stance": "against"},
                {"id": "s2", "name": "Haute école"},
            ]
        },
        "vision": {
            "objectives": [
                {
                    "id": "o1",
                    "statement": "Réduire d’un cinquième la chaleur perdue",
                    "deadline": "2030",
                },
                {"id": "o2", "statement": "Des rues où l’on marche volontiers"},
            ]
        },
        "evaluation": {
            "indicators": [
                {
                    "id": "i1",
                    "name": "Chaleur perdue par les bâtiments communaux",
                    "objective": "o1",
                    "unit": "%",
                    "direction": "lower",
                    "owner": "p1",
                    "baseline_value": "38",
                    "baseline_date": "2025",
                    "target_value": "30.4",
                    "target_date": "2030",
                },
                {
                    "id": "i2",
                    "name": "Température des salles de classe",
                    "objective": "o2",
                    "unit": "°C",
                    "direction": "range",
                    "target_low": "19",
                    "target_high": "21",
                    "target_date": "2028-10-15",
                },
            ]
        },
        "communication": {"audiences": [{"id": "a1", "name": "Parents d’élèves"}]},
        "action-plan": {
            "projects": [
                {
                    "id": "r1",
                    "code": "E-01",
                    "title": "Rénovation énergétique des écoles communales",
                    "objective": ["o1"],
                    "dimension": "environment",
                    "kind": "structural",
                    "owner": "p1",
                    "start": "2026-03",
                    "end": "2028",
                    "cost_band": "250000_to_1000000",
                    "partners": ["s1"],
                    "status": "running",
                },
                {"id": "r2", "title": "Trottoirs", "status": "idea"},
                {"id": "r3", "code": "x/3", "owner": "p2", "status": "approved"},
            ],
            "sheets": [
                {
                    "id": "f1",
                    "project": "r1",
                    "pitch": "Quatre écoles mieux isolées, des classes à 20 degrés.",
                    "dimensions": ["environment", "governance"],
                    "sdg": ["7", "11", "13"],
                    "version": "1.2",
                    "contribution": "Les écoles perdent le tiers de la chaleur.",
                    "leader": "p1",
                    "leader_mandate": True,
                    "leader_time": "40",
                    "problem": "Les classes sont froides l’hiver et chères à chauffer.",
                    "evidence": "Audit énergétique de 2024.",
                    "target_groups": ["Élèves", "Enseignantes et enseignants"],
                    "target_size": 1250,
                    "sponsor": "p2",
                    "sponsor_decision_ref": "Collège 2025/114",
                    "sponsor_decision_date": "2025-11-03",
                    "go_conditions": ["leader_named", "objective_linked"],
                    "value_economic": "Un tiers de la facture de gaz en moins.",
                    "effect_economic": 2,
                    "effect_economic_reason": "La facture a déjà baissé.",
                    "report_text": "Isoler d’abord, chauffer ensuite.",
                },
            ],
            "sheet_raci": [
                {
                    "id": "c1",
                    "project": "r1",
                    "topic": "Cahier des charges",
                    "R": "Berthe",
                    "A": "Ali",
                },
            ],
            "sheet_stakeholders": [
                {"id": "k1", "project": "r1", "stakeholder": "s1"},
            ],
            "sheet_communication": [
                {"id": "m1", "project": "r1", "audience": "a1", "message": "Le chantier"},
            ],
        },
        "means": {
            "needs": [
                {
                    "id": "n1",
                    "project": "r1",
                    "skill": "Thermicienne",
                    "days": "30",
                    "source": "private",
                    "secured": True,
                },
            ],
            "technologies": [
                {
                    "id": "t1",
                    "project": "r1",
                    "solution": "Sondes de température ouvertes",
                    "non_tech_alternative": "Relever à la main",
                    "interoperability": 3,
                    "data_owner": "municipality",
                    "cybersecurity_review": "planned",
                    "exit_plan": "Les sondes parlent LoRaWAN.",
                },
            ],
            "costs": [
                {
                    "id": "q1",
                    "project": "r1",
                    "item": "Isolation",
                    "type": "capex",
                    "year": 2026,
                    "amount": "480000.00",
                },
                {
                    "id": "q2",
                    "project": "r1",
                    "item": "Suivi",
                    "type": "opex",
                    "year": 2027,
                    "amount": "12000.00",
                },
            ],
            "sources": [
                {
                    "id": "u1",
                    "project": "r1",
                    "source": "regional",
                    "name": "UREBA",
                    "year": 2026,
                    "amount": "328000.00",
                    "status": "granted",
                },
            ],
            "legal": [
                {
                    "id": "l1",
                    "project": "r1",
                    "procurement": "open",
                    "personal_data": False,
                    "contract_end_plan": "Les données reviennent à la commune.",
                },
            ],
            "permits": [
                {"id": "v1", "project": "r1", "name": "Permis unique", "status": "granted"},
            ],
        },
        "delivery": {
            "progress": [
                {
                    "id": "g1",
                    "project": "r1",
                    "kickoff_date": "2026-03-02",
                    "progress": 35,
                    "rag": "amber",
                    "spent": "164000.00",
                },
            ],
            "milestones": [
                {
                    "id": "j1",
                    "project": "r1",
                    "name": "Audit remis",
                    "deliverable": True,
                    "due": "2026-02-27",
                    "done": "2026-02-20",
                    "owner": "p1",
                },
                {
                    "id": "j2",
                    "project": "r1",
                    "name": "Marché attribué",
                    "due": "2026-03-05",
                },
            ],
            "risks": [
                {
                    "id": "h1",
                    "project": "r1",
                    "risk": "Amiante découvert pendant le chantier",
                    "category": "technical",
                    "probability": 3,
                    "impact": 4,
                    "action": "Diagnostic avant travaux",
                    "owner": "p1",
                },
            ],
            "changes": [
                {"id": "e1", "project": "r1", "date": "2026-03-10", "what": "Phasage revu"},
            ],
        },
    }
)
