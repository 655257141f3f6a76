"""A workbook whose evaluation and communication say a bit of everything, with gaps."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["PLANNED"]

PLANNED: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "context": {
            "persons": [
                {"id": "p1", "name": "Berthe Lambert", "role": "conseillère énergie"},
                {"id": "p2", "name": "Ali", "role": "communication"},
            ],
            "vat": "excluded",
        },
        "openness": {
            "stakeholders": [
                {"id": "s1", "name": "Comité de quartier", "influence": 5, "interest": 4},
                {"id": "s2", "name": "Hogeschool", "influence": 2},
                {"id": "s3", "name": "Syndicat d’initiative", "influence": 4},
                {"id": "s4", "influence": 5},
            ]
        },
        "vision": {
            "objectives": [
                {"id": "o1", "statement": "Réduire d’un cinquième la chaleur perdue"},
                {"id": "o2", "statement": "Des rues où l’on marche volontiers"},
                {"id": "o3", "statement": "Rien de mesuré ici"},
            ]
        },
        "evaluation": {
            "indicators": [
                {
                    "id": "i1",
                    "name": "Chaleur perdue par les bâtiments communaux",
                    "objective": "o1",
                    "type": "outcome",
                    "unit": "%",
                    "direction": "lower",
                    "owner": "p1",
                    "frequency": "quarterly",
                    "baseline_value": "38",
                    "baseline_date": "2025",
                    "target_value": "30.4",
                    "target_date": "2030",
                    "effect_from": "2027-06",
                },
                {
                    "id": "i2",
                    "name": "Toits isolés",
                    "objective": "o1",
                    "type": "output",
                    "unit": "toits",
                    "direction": "higher",
                    "baseline_value": "12",
                    "target_value": "8",
                },
                {
                    "id": "i3",
                    "name": "Part des trottoirs praticables",
                    "objective": "o2",
                    "type": "output",
                    "unit": "% des rues",
                    "direction": "range",
                    "target_low": "80",
                    "target_high": "100",
                    "baseline_date": "2026-09",
                    "target_date": "2028-10-15",
                    "frequency": "yearly",
                    "owner": "p2",
                },
            ],
            "targets": [
                {"id": "t1", "indicator": "i1", "date": "2028", "value": "35"},
                {"id": "t2", "indicator": "i1", "date": "2029", "value": "36"},
            ],
            "review_calendar": ["2027-01", "2027-12-15"],
        },
        "communication": {
            "audiences": [
                {"id": "a1", "name": "Habitants", "internal": False},
                {"id": "a2", "name": "Services communaux", "internal": True},
                {
                    "id": "a3",
                    "name": "Comité de quartier",
                    "internal": False,
                    "stakeholder": "s1",
                },
                {"id": "a4", "name": "Presse"},
            ],
            "plan": [
                {
                    "id": "m1",
                    "audience": "a1",
                    "message": "Ce qui change dans votre rue",
                    "channel": "website",
                    "date_or_phase": "2026-04-02",
                    "cost": "1250.00",
                    "done": True,
                },
                {
                    "id": "m2",
                    "audience": "a2",
                    "message": "Pourquoi nous mesurons",
                    "channel": "intranet",
                    "date_or_phase": "2026-05",
                    "owner": "p2",
                },
                {
                    "id": "m3",
                    "audience": "a1",
                    "message": "Les premiers résultats",
                    "channel": "social_media",
                    "date_or_phase": "2027",
                    "cost": "300.50",
                },
                {
                    "id": "m4",
                    "audience": "a1",
                    "message": "Une réunion par quartier",
                    "date_or_phase": "2027-03-01",
                },
                {
                    "id": "m5",
                    "audience": "a3",
                    "message": "Le calendrier des chantiers",
                    "date_or_phase": "après le conseil",
                },
            ],
        },
    }
)
