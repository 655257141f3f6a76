"""A workbook whose projects run: some late, some done, with risks, money and gaps."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["RUNNING", "many"]

RUNNING: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "context": {
            "persons": [
                {"id": "p1", "name": "Berthe Lambert", "role": "conseillère énergie"},
                {"id": "p2", "name": "Ali", "role": "voirie"},
            ],
            "vat": "excluded",
        },
        "action-plan": {
            "projects": [
                {
                    "id": "a",
                    "title": "Éclairage public basse consommation dans les six villages",
                    "owner": "p1",
                    "start": "2025",
                    "end": "2026-12",
                    "budget_capex": "640000.00",
                    "status": "running",
                },
                {
                    "id": "b",
                    "title": "Piste cyclable de la vallée",
                    "owner": "p2",
                    "start": "2025-03",
                    "end": "2025-12",
                    "budget_capex": "1250000.00",
                    "status": "running",
                },
                {
                    "id": "c",
                    "title": "Guichet en ligne",
                    "budget_capex": "80000.00",
                    "status": "done",
                },
                {"id": "d", "title": "Capteurs de crue", "status": "approved"},
                {"id": "e", "title": "Navette à la demande", "status": "cancelled"},
                {"id": "f", "title": "Toits solaires", "status": "idea"},
            ]
        },
        "delivery": {
            "progress": [
                {
                    "id": "g1",
                    "project": "a",
                    "kickoff_date": "2025-02-10",
                    "baseline_taken": False,
                    "progress": 45,
                    "rag": "green",
                    "spent": "289000.50",
                },
                {
                    "id": "g2",
                    "project": "b",
                    "kickoff_date": "2025-04",
                    "progress": 70,
                    "rag": "red",
                    "spent": "1250000.01",
                },
                {
                    "id": "g3",
                    "project": "c",
                    "progress": 100,
                    "rag": "green",
                    "spent": "79680.00",
                    "handover_to": "Service population",
                    "handover_date": "2026-01",
                },
                {
                    "id": "g4",
                    "project": "d",
                    "kickoff_date": "2026-03-01",
                    "spent": "500.00",
                },
            ],
            "milestones": [
                {
                    "id": "m1",
                    "project": "a",
                    "name": "Marché attribué",
                    "due": "2025-09",
                    "done": "2025-10-02",
                    "owner": "p1",
                },
                {
                    "id": "m2",
                    "project": "a",
                    "name": "Deux premiers villages équipés",
                    "due": "2026-02",
                    "owner": "p1",
                    "deliverable": True,
                },
                {"id": "m3", "project": "a", "name": "Six villages", "due": "2026-11-30"},
                {"id": "m4", "project": "b", "name": "Pont", "due": "2026-03-12"},
                {"id": "m5", "project": "b", "due": "2025-12"},
                {"id": "m6", "name": "Rapport au conseil", "due": "2026-03-01"},
            ],
            "risks": [
                {
                    "id": "r1",
                    "project": "b",
                    "risk": "Un riverain attaque le permis",
                    "category": "legal",
                    "probability": 3,
                    "impact": 5,
                    "response": "reduce",
                    "action": "Une réunion sur place avant l’enquête publique",
                    "owner": "p2",
                    "status": "open",
                },
                {
                    "id": "r2",
                    "project": "a",
                    "risk": "Le fournisseur ne livre pas",
                    "probability": 2,
                    "impact": 4,
                    "status": "occurred",
                },
                {"id": "r3", "project": "d", "risk": "Personne ne répond la nuit"},
                {
                    "id": "r4",
                    "project": "c",
                    "risk": "Trop peu de visites",
                    "probability": 1,
                    "impact": 2,
                    "response": "accept",
                    "owner": "p1",
                    "status": "closed",
                },
            ],
            "issues": [
                {
                    "id": "i1",
                    "project": "a",
                    "date": "2026-01-15",
                    "what": "Les mâts sont corrodés",
                    "by": "voirie",
                },
                {"id": "i2", "project": "b", "what": "Sans date"},
            ],
            "changes": [
                {
                    "id": "c1",
                    "project": "b",
                    "date": "2026-02",
                    "what": "Un an de plus",
                    "by": "collège",
                }
            ],
            "step_decisions": [
                {
                    "id": "x1",
                    "what": "Arrêter la navette",
                    "who": "collège",
                    "date": "2026-02-03",
                }
            ],
            "user_tests": [
                {
                    "id": "t1",
                    "project": "c",
                    "n": 12,
                    "finding": "Le bouton est trop bas",
                    "change_made": "Remonté",
                },
                {"id": "t2", "project": "c", "finding": "Les mots sont trop longs"},
            ],
            "journal": [{"id": "j1", "project": "a", "entry": "Premier mât posé"}],
        },
    }
)


def many(projects: int, each: int = 5) -> dict[str, dict[str, Any]]:
    """Return a workbook of many projects, with late milestones and a risk each."""
    return {
        "action-plan": {
            "projects": [
                {
                    "id": f"a{n}",
                    "title": f"Projet {n} de rénovation énergétique des écoles communales",
                    "status": "running",
                    "budget_capex": "1000.00",
                }
                for n in range(projects)
            ]
        },
        "delivery": {
            "progress": [
                {
                    "id": f"g{n}",
                    "project": f"a{n}",
                    "progress": n % 101,
                    "rag": ("green", "amber", "red")[n % 3],
                    "spent": "12.34",
                }
                for n in range(projects)
            ],
            "milestones": [
                {
                    "id": f"m{n}-{at}",
                    "project": f"a{n}",
                    "name": f"Jalon {at} du projet {n}",
                    "due": f"{2025 + at % 2}-{1 + n % 12:02}-15",
                }
                for n in range(projects)
                for at in range(each)
            ],
            "risks": [
                {
                    "id": f"r{n}",
                    "project": f"a{n}",
                    "risk": f"Risque {n}",
                    "probability": 1 + n % 5,
                    "impact": 1 + n // 5 % 5,
                }
                for n in range(projects)
            ],
        },
    }
