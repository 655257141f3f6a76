"""Two cycles of one workbook for tests: what was, and what became of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from building import entries_of, levels

from smartcity_widgets.answers import OVERLAY, Answers

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["AFTER", "BEFORE", "cycle", "overlaid", "two"]


def cycle(number: int, agreed: Mapping[str, Any], *, day: str, **members: Any) -> Answers:
    """Return the answers of one cycle, all given on a day."""
    time = datetime.fromisoformat(f"{day}T14:00").replace(tzinfo=UTC)
    return Answers("test", number).with_entries(
        replace(one, cycle=number, time=time) for one in entries_of(agreed, **members)
    )


def _indicator(row: str, name: str, **cells: str) -> dict[str, str]:
    given = {
        "objective": "o1",
        "direction": "higher",
        "unit": "%",
        "frequency": "yearly",
        "baseline_value": "10",
        "baseline_date": "2024-12-31",
        "target_value": "50",
        "target_date": "2028-12-31",
    }
    return {"id": row, "name": name, **given, **cells}


def _measured(indicator: str, *points: tuple[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "id": f"{indicator}-{date}",
            "indicator": indicator,
            "date": date,
            "value": value,
        }
        for date, value in points
    ]


_SAME = {
    "vision": {
        "objectives": [
            {"id": "o1", "code": "O1", "statement": "Plus de trajets à vélo"},
            {"id": "o2", "code": "O2", "statement": "Moins d’énergie"},
        ]
    }
}

BEFORE: Mapping[str, Any] = {
    **levels(
        {
            "political-will": [3, 2, 3, 2, 2],
            "leadership": [2, 2, 3, 2, 2],
            "team": [2, 1, 1, 1, 2],
            "pre-vision": [3, 3, 2, 2, 3],
            "openness": [2, 1, 2, 3, 3],
        }
    ),
    **_SAME,
    "context": {
        "persons": [
            {"id": "anne", "name": "Anne Dubois", "role": "Cheffe de projet"},
            {"id": "paul", "name": "Paul Marchal", "role": "Échevin"},
            {"id": "lea", "name": "Léa Renard", "role": "Secrétaire"},
        ]
    },
    "evaluation": {
        "indicators": [
            _indicator("bikes", "Part des trajets à vélo"),
            _indicator("seats", "Places de vélo gardées"),
            _indicator("buses", "Bus à l’heure"),
            _indicator("datasets", "Jeux de données ouverts"),
            _indicator("lamps", "Lampadaires remplacés"),
            _indicator("letters", "Lettres d’information"),
        ]
    },
    "results": {
        "measurements": [
            *_measured("bikes", ("2025-06-30", "11")),
            *_measured("seats", ("2025-06-30", "20")),
            *_measured("buses", ("2025-06-30", "30")),
            *_measured("datasets", ("2025-06-30", "30")),
        ]
    },
    "action-plan": {
        "projects": [
            {"id": "p1", "code": "P1", "title": "Parc à vélos", "status": "running"},
            {"id": "p2", "code": "P2", "title": "Navette du soir", "status": "running"},
            {"id": "p3", "title": "Écrans en rue", "status": "idea"},
            {"id": "p4", "title": "Atelier de réparation", "status": "approved"},
        ]
    },
    "delivery": {
        "progress": [
            {"id": "g1", "project": "p1", "progress": 40},
            {"id": "g2", "project": "p2", "progress": 20},
        ]
    },
    "adjustment": {
        "decisions": [
            {
                "id": "d1",
                "target": "evaluation/indicators/bikes",
                "verdict": "adjust",
                "reason": "Les pistes s’arrêtent aux carrefours",
                "owner": "anne",
                "due": "2026-01-31",
                "done": True,
            },
            {
                "id": "d2",
                "target": "action-plan/projects/p2",
                "verdict": "pause",
                "reason": "Trop peu de voyageurs",
                "owner": "paul",
                "due": "2025-12-01",
            },
            {
                "id": "d3",
                "target": "action-plan/projects/p3",
                "verdict": "stop",
                "reason": "Personne ne les lit",
                "done": True,
            },
            {
                "id": "d4",
                "target": "vision/objectives/o1",
                "verdict": "continue",
                "reason": "Il tient",
                "due": "2026-09",
            },
        ]
    },
}
"""A first cycle with decisions."""

AFTER: Mapping[str, Any] = {
    **levels(
        {
            "political-will": [3, 4, 3, 3, 3],
            "leadership": [3, 3, 3, 3, 3],
            "team": [3, 2, 3, 2, 3],
            "pre-vision": [3, 3, 3, 3, 3],
            "openness": [3, 2, 3, 3, "unknown"],
        }
    ),
    **_SAME,
    "context": {
        "persons": [
            {"id": "anne", "name": "Anne Dubois", "role": "Directrice de la mobilité"},
            {"id": "lea", "name": "Léa Renard", "role": "Secrétaire"},
            {"id": "noa", "name": "Noa Simon", "role": "Échevine"},
        ]
    },
    "evaluation": {
        "indicators": [
            _indicator("bikes", "Part des trajets à vélo"),
            _indicator("seats", "Places de vélo gardées"),
            _indicator("buses", "Bus à l’heure"),
            _indicator("datasets", "Jeux de données ouverts", target_value="80"),
            _indicator("typed-again", "lettres  d’information"),
            _indicator("trees", "Arbres plantés"),
        ]
    },
    "results": {
        "measurements": [
            *_measured("bikes", ("2025-06-30", "11"), ("2026-06-30", "26")),
            *_measured("seats", ("2025-06-30", "20")),
            *_measured("buses", ("2025-06-30", "30"), ("2026-06-30", "18")),
            *_measured("datasets", ("2025-06-30", "30"), ("2026-06-30", "45")),
        ]
    },
    "action-plan": {
        "projects": [
            {"id": "p1", "code": "P1", "title": "Parc à vélos", "status": "running"},
            {"id": "p2", "code": "P2", "title": "Navette du soir", "status": "on_hold"},
            {"id": "q4", "title": "Atelier de réparation", "status": "approved"},
            {"id": "q5", "title": "Rue scolaire", "status": "idea"},
        ]
    },
    "delivery": {
        "progress": [
            {"id": "g1", "project": "p1", "progress": 75},
            {"id": "g2", "project": "p2", "progress": 30},
        ]
    },
}
"""A second cycle in which something came of the first one's decisions."""


def two(**members: Any) -> tuple[Answers, Answers]:
    """Return both cycles; the members are those of the later one."""
    return (
        cycle(1, BEFORE, day="2025-12-15", workbook={"name": "Valmont"}),
        cycle(2, AFTER, day="2026-07-15", workbook={"name": "Valmont"}, **members),
    )


def overlaid(answers: Answers, overlay: Mapping[str, Any]) -> Answers:
    """Return the same cycle with an adaptation of the method."""
    last = max(answers.latest.values(), key=lambda one: one.number)
    entry = replace(
        last, edit="o", path=OVERLAY, kind="overlay", value=overlay, number=last.number + 1
    )
    return answers.with_entries([entry])
