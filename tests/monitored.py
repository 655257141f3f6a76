"""A workbook whose indicators stand everywhere an indicator can stand, in November 2026."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["MONITORED", "ON", "indicator", "measurement"]

ON = date(2026, 11, 27)
"""The day on which it is looked at."""


def indicator(row: str, name: str, objective: str = "o1", **others: Any) -> dict[str, Any]:
    """Return an indicator that should go from 0 to 100 in the ten years from 2020."""
    usual = {
        "unit": "%",
        "direction": "higher",
        "frequency": "yearly",
        "baseline_value": "0",
        "baseline_date": "2020",
        "target_value": "100",
        "target_date": "2030",
        "owner": "p1",
    }
    given = {"id": row, "name": name, "objective": objective} | usual | others
    return {key: value for key, value in given.items() if value is not None}


def measurement(row: str, of: str, day: str, value: str, **others: Any) -> dict[str, Any]:
    """Return a value that was measured."""
    usual = {"data_quality": "measured"}
    return {"id": row, "indicator": of, "date": day, "value": value} | usual | others


MONITORED: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "context": {"persons": [{"id": "p1", "name": "Anne", "role": "Énergie"}]},
        "vision": {
            "objectives": [
                {"id": "o1", "statement": "Moins d’énergie dans les bâtiments communaux"},
                {"id": "o2", "statement": "Une commune qui répond <b>à tous</b>"},
            ]
        },
        "evaluation": {
            "indicators": [
                indicator("i1", "Écoles rénovées", tolerance="1"),
                indicator("i2", "Énergie par mètre carré"),
                indicator("i3", "Toitures équipées de panneaux photovoltaïques"),
                indicator("i4", "Bornes <i>rapides</i>"),
                indicator("i5", "Avis suivis d’une réponse", "o2", effect_from="2028"),
                indicator("i6", "Visites au guichet", "o2", unit="visites"),
                indicator("i7", "Jeux de données", "o2", target_value=None, unit="jeux"),
                indicator(
                    "i8",
                    "Température des classes",
                    "o9",
                    direction="range",
                    target_value=None,
                    target_low="19",
                    target_high="21",
                    baseline_value="23",
                    unit="°C",
                ),
            ],
            "targets": [
                {"id": "t1", "indicator": "i2", "date": "2025", "value": "30"},
                {"id": "t2", "indicator": "i2", "date": "2028", "value": "60"},
            ],
        },
        "results": {
            "measurements": [
                measurement("m1", "i1", "2025", "104"),
                measurement("m2", "i2", "2023", "18"),
                measurement("m3", "i2", "2025", "29"),
                measurement("m4", "i3", "2025", "35", data_quality="personal_estimate"),
                measurement("m5", "i4", "2024-12-31", "10"),
                measurement("m6", "i4", "2025-12-31", "12"),
                measurement("m7", "i4", "2025-12-31", "14"),
                measurement("m8", "i6", "2021", "5"),
                measurement("m9", "i6", "2022", "5000"),
                measurement("m10", "i7", "2024", "320"),
                measurement("m11", "i7", "2025", "250", series_break=True),
                measurement("m12", "i8", "2025", "20.4"),
                measurement("m13", "gone", "2025", "1"),
            ],
            "interpretation": [
                {"id": "u1", "objective": "o1", "interpretation": "Les écoles d’abord."}
            ],
        },
    }
)
"""Reached, on track, at risk, off track, too early, no data, not assessable: in order."""
