"""A workbook of monitoring: what was measured, asked, said and decided, with gaps."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["SURVEYED"]

SURVEYED: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "context": {
            "persons": [
                {"id": "p1", "name": "Berthe Lambert", "role": "conseillère énergie"}
            ]
        },
        "vision": {
            "objectives": [{"id": "o1", "statement": "Réduire d’un cinquième la chaleur"}]
        },
        "evaluation": {
            "indicators": [
                {
                    "id": "i1",
                    "name": "Chaleur perdue",
                    "objective": "o1",
                    "unit": "%",
                    "direction": "lower",
                    "frequency": "yearly",
                    "baseline_value": "40",
                    "baseline_date": "2020-12-31",
                    "target_value": "30",
                    "target_date": "2030-12-31",
                },
                {
                    "id": "i2",
                    "name": "Toits isolés",
                    "objective": "o1",
                    "unit": "toits",
                    "direction": "higher",
                    "frequency": "yearly",
                    "baseline_value": "0",
                    "baseline_date": "2020-12-31",
                    "target_value": "100",
                    "target_date": "2030-12-31",
                },
                {"id": "i3", "name": "Jeux de données publiés"},
            ]
        },
        "action-plan": {
            "projects": [
                {
                    "id": "r1",
                    "title": "Rénovation des écoles",
                    "objective": ["o1"],
                    "status": "done",
                },
                {"id": "r2", "title": "Trottoirs", "status": "running"},
            ]
        },
        "results": {
            "measurements": [
                {
                    "id": "m1",
                    "indicator": "i1",
                    "date": "2024-12-31",
                    "value": "37",
                    "data_quality": "measured",
                },
                {
                    "id": "m2",
                    "indicator": "i1",
                    "date": "2025-12-31",
                    "value": "34.9",
                    "data_quality": "measured",
                },
                {
                    "id": "m3",
                    "indicator": "i2",
                    "date": "2025-12-31",
                    "value": "10",
                    "data_quality": "personal_estimate",
                },
            ]
        },
        "satisfaction": {
            "surveys": [
                {
                    "id": "q1",
                    "question": "Êtes-vous content de l’école rénovée ?",
                    "project": "r1",
                    "date": "2024-11",
                    "method": "paper",
                    "random_sample": True,
                    "population": 1000,
                    "invited": 500,
                    "responses": 200,
                    "scale": "1_5",
                    "mean": "3.4",
                    "top2_share": "52",
                },
                {
                    "id": "q2",
                    "question": "Êtes-vous content de l’école  rénovée ?",
                    "project": "r1",
                    "date": "2025-11-20",
                    "method": "paper",
                    "random_sample": True,
                    "population": 1000,
                    "invited": 400,
                    "responses": 250,
                    "scale": "1_5",
                    "mean": "3.9",
                    "top2_share": "66.5",
                },
                {
                    "id": "q3",
                    "question": "Connaissez-vous le plan vélo ?",
                    "date": "2025",
                    "method": "online",
                    "random_sample": False,
                    "responses": 143,
                    "scale": "yes_no",
                    "mean": "62",
                },
                {"id": "q4"},
            ],
            "participation": [
                {
                    "id": "e1",
                    "event": "Balade de quartier",
                    "date": "2025-05-04",
                    "participants": 40,
                    "new_participants": 13,
                    "women": "55",
                    "under30": "10",
                    "over65": "30",
                },
                {"id": "e2", "event": "Atelier", "participants": 20, "women": "70"},
                {"id": "e3", "event": "Permanence"},
            ],
            "not_reached": ["Les moins de 25 ans", "Qui n’a pas d’internet"],
            "complaints": 3,
            "ideas_received": 42,
            "ideas_adopted": 9,
            "feedback_given": True,
            "answer_given": "Une lettre à chaque participant, une page dans le bulletin.",
            "verbatims": [
                "Enfin une école où il fait bon.",
                "Rappelez-moi : 0470 12 34 56 ou jo@exemple.be",
            ],
        },
        "adjustment": {
            "decisions": [
                {
                    "id": "d1",
                    "target": "action-plan/projects/r1",
                    "verdict": "scale_up",
                    "reason": "Les parents sont contents et la chaleur reste dedans.",
                    "owner": "p1",
                    "due": "2026-09",
                },
                {
                    "id": "d2",
                    "target": "evaluation/indicators/i2",
                    "verdict": "adjust",
                    "reason": "Trop peu de toits.",
                },
            ],
            "lessons": [
                {"id": "l1", "what": "Isoler d’abord", "for_whom": "Les autres écoles"}
            ],
        },
    }
)
