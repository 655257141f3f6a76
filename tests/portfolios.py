"""Action plans of any size for tests, with long French names and a bit of everything."""

from __future__ import annotations

import random
from typing import Any

__all__ = ["TITLES", "portfolio"]

TITLES = (
    "Parcs à vélos sécurisés aux abords des gares",
    "Plateforme intercommunale de gestion de l’éclairage public et de l’énergie des écoles",
    "Guichet numérique",
    "Rénovation énergétique du hall omnisports",
    "Données ouvertes",
    "Anticonstitutionnellement-vôtre/démocratiquement",
)
_KINDS = ("quick_win", "pilot", "structural", None)
_STATUSES = ("idea", "approved", "running", "done", "on_hold", None)
_AMOUNTS = ("5000", "25000", "90000.50", "1250000", "3200000", None)


def portfolio(count: int, *, seed: int = 1, spots: int = 5) -> dict[str, Any]:
    """Return the answers of a plan of `count` projects, the same for the same seed.

    Parameters
    ----------
    spots
        Impact and effort go from 1 to this: with 1 all projects stand on one spot.
    """
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    rows, milestones = [], []
    for place in range(count):
        start = chance.randint(2025, 2028)
        row = {
            "id": f"p{place}",
            "title": f"{TITLES[place % len(TITLES)]} {place // len(TITLES) + 1}",
            "objective": chance.choice([["o1"], ["o2"], ["o1", "o2"], None]),
            "dimension": chance.choice(["economy", "mobility", None]),
            "kind": chance.choice(_KINDS),
            "start": chance.choice(
                [f"{start}", f"{start}-{chance.randint(1, 12):02}", None]
            ),
            "end": chance.choice([f"{start + 1}", f"{start + 2}-06-15", None]),
            "impact": chance.randint(1, spots),
            "effort": chance.randint(1, spots),
            "budget_capex": chance.choice(_AMOUNTS),
            "budget_opex_per_year": chance.choice(["1000", None, None]),
            "depends_on": [f"p{chance.randrange(count)}"] if place % 3 == 0 else None,
            "status": chance.choice(_STATUSES),
        }
        rows.append({key: value for key, value in row.items() if value is not None})
        milestones += [
            {
                "project": f"p{place}",
                "name": "Marché attribué",
                "due": f"{start}-{chance.randint(1, 12):02}-15",
                **({"done": f"{start + 1}"} if chance.random() < 0.4 else {}),
            }
            for _ in range(chance.choice([0, 0, 1, 2]))
        ]
    return {
        "vision": {
            "selected": [
                {"id": "q1", "priority": "Se déplacer sans voiture, à tout âge"},
                {"id": "q2", "priority": "Une administration proche"},
            ],
            "objectives": [
                {"id": "o1", "priority": "q1", "statement": "Plus de vélos"},
                {"id": "o2", "priority": "q2", "statement": "80 % en ligne"},
            ],
        },
        "action-plan": {"projects": rows},
        "delivery": {"milestones": milestones},
    }
