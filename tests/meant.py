"""A workbook whose step 11 says a bit of everything, with gaps and long names."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["MEANT"]

SOLVED = {
    "non_tech_alternative": "Compter à la main deux fois par an",
    "interoperability": 3,
    "data_owner": "municipality",
    "cybersecurity_review": "planned",
    "exit_plan": "Les données reviennent en CSV",
}

MEANT: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "context": {"vat": "excluded"},
        "action-plan": {
            "projects": [
                {
                    "id": "p1",
                    "title": "Capteurs d’air aux abords des écoles",
                    "end": "2027",
                },
                {
                    "id": "p2",
                    "title": "Rénovation énergétique des bâtiments communaux et passage à "
                    "l’éclairage public intelligent dans les sept sections de l’entité",
                    "end": "2030-06",
                },
                {"id": "p3", "title": "<script>x()</script>"},
                {"id": "p4", "status": "running"},
                {"id": "p5", "title": "Borne de trop", "status": "cancelled"},
                {"id": "p6", "title": "Éclairage de la place", "included_in": "p2"},
                {"id": "p7", "title": "Jardin partagé", "status": "done", "end": "2026"},
            ]
        },
        "means": {
            "needs": [
                {"project": "p1", "skill": "SIG", "source": "internal", "secured": True},
                {"project": "p2", "skill": "Thermicien", "source": "private"},
                {"project": "p3", "skill": "Droit"},
                {
                    "project": "p7",
                    "skill": "Jardinier",
                    "source": "citizen",
                    "secured": True,
                },
            ],
            "partner_agreements": [{"project": "p1", "partner": "s1", "signed": False}],
            "technologies": [
                {"project": "p1", "solution": "Capteurs LoRaWAN"} | SOLVED,
                {"project": "p2", "solution": "Régulation"}
                | SOLVED
                | {"interoperability": 1},
                {"project": "p3", "solution": "Application"},
                {"project": "p7", "category": ["none"]},
            ],
            "costs": [
                {"project": "p1", "type": "capex", "year": 2026, "amount": "40000"},
                {"project": "p1", "type": "opex", "year": 2027, "amount": "5000.50"},
                {"project": "p1", "type": "opex", "year": 2028, "amount": "5000.50"},
                {"project": "p2", "type": "capex", "year": 2027, "amount": "1250000"},
                {"project": "p2", "type": "hr", "year": 2028, "amount": "60000"},
                {"project": "p2", "item": "Entretien", "type": "opex"},
                {"project": "p3", "year": 2027, "amount": "9999.99"},
                {"project": "p5", "type": "capex", "year": 2027, "amount": "8000"},
                {"project": "p6", "type": "capex", "year": 2027, "amount": "30000"},
                {"project": "p7", "type": "capex", "amount": "2000"},
                {"type": "capex", "year": 2026, "amount": "100"},
            ],
            "sources": [
                {
                    "project": "p1",
                    "source": "regional",
                    "name": "Appel à projets « Territoire intelligent »",
                    "year": 2026,
                    "amount": "36000",
                    "status": "granted",
                },
                {
                    "project": "p1",
                    "source": "province",
                    "amount": "14001",
                    "status": "applied",
                    "deadline": "2026-09-30",
                },
                {
                    "id": "s-eu",
                    "project": "p2",
                    "source": "eu",
                    "year": 2027,
                    "amount": "700000",
                    "status": "granted",
                },
                {
                    "project": "p2",
                    "source": "loan",
                    "amount": "400000",
                    "status": "applied",
                },
                {"project": "p2", "source": "ppp", "status": "applied"},
                {"project": "p3", "source": "sponsor", "amount": "500"},
                {"project": "p3", "source": "own", "amount": "12000", "status": "refused"},
                {"project": "p7", "source": "own", "amount": "2500", "status": "granted"},
            ],
            "benefits": [
                {"project": "p2", "benefit": "Moins d’énergie", "monetised": "150000"},
                {"project": "p3", "benefit": "Moins de courrier", "monetised": "1000"},
            ],
            "legal": [
                {"project": "p1", "procurement": "direct_award", "personal_data": False},
                {
                    "project": "p2",
                    "procurement": "open",
                    "personal_data": True,
                    "dpia": "needed",
                    "contract_end_plan": "x",
                },
                {"project": "p3", "procurement": "unknown", "personal_data": True},
                {"project": "p7", "procurement": "none", "personal_data": False},
            ],
            "permits": [
                {"project": "p2", "name": "Permis d’urbanisme", "status": "requested"}
            ],
        },
    }
)
"""Seven projects: one settled, one cancelled, one counted inside another, one bare."""
