"""A plan of 200 projects and 1,000 milestones, beside one of 20 and 100.

Ten times as many: a ratio of ten is linear growth, a smaller one is better.
"""

from __future__ import annotations

import tempfile
import uuid
from datetime import date
from pathlib import Path
from time import perf_counter as clock
from typing import TYPE_CHECKING, Any

from measuring import line, percentile, seconds

if TYPE_CHECKING:
    from smartcity_widgets.desk import Desk

FEW, MANY = 20, 200
MILESTONES = 5
"""Of each project."""

EDITS, DRAWINGS = 20, 3
STEPS = ("action-plan", "means", "delivery")
EDITED = {
    "action-plan": "action-plan/projects/j0/title",
    "means": "means/costs/c0/item",
    "delivery": "delivery/milestones/t0/name",
}
TODAY = date(2028, 6, 30)


def project(n: int) -> dict[str, Any]:
    """Return one project of a plan: of each kind, some waiting for another."""
    year = 2026 + n % 5
    return {
        "id": f"j{n}",
        "title": f"Aménager sans attendre la liaison cyclable numéro {n} vers la halte",
        "objective": [f"o{n % 6}"],
        "owner": "p1",
        "kind": ("quick_win", "pilot", "structural")[n % 3],
        "start": f"{year}-03",
        "end": f"{year + n % 3}-11",
        "impact": 1 + n % 5,
        "effort": 1 + n // 5 % 5,
        "status": ("idea", "approved", "running")[n % 3],
        "budget_capex": f"{1000 + 137 * n}.00",
        **({"depends_on": [f"j{n - 5}"]} if n % 4 == 0 and n > 4 else {}),  # noqa: PLR2004
    }


def plan(total: int) -> dict[str, dict[str, list[dict[str, Any]]]]:
    """Return the answers of a workbook with a number of projects."""
    rows = range(total)
    return {
        "context": {"persons": [{"id": "p1", "name": "Maud"}]},
        "vision": {
            "selected": [{"id": f"v{n}", "priority": f"Priorité {n}"} for n in range(3)],
            "objectives": [
                {"id": f"o{n}", "statement": f"Objectif {n}", "priority": f"v{n % 3}"}
                for n in range(6)
            ],
        },
        "action-plan": {"projects": [project(n) for n in rows]},
        "means": {
            "costs": [
                {
                    "id": f"c{n}",
                    "project": f"j{n}",
                    "item": "Travaux",
                    "type": "capex",
                    "year": 2026 + n % 5,
                    "amount": f"{1000 + 137 * n}.00",
                }
                for n in rows
            ],
            "sources": [
                {
                    "id": f"s{n}",
                    "project": f"j{n}",
                    "source": "regional",
                    "year": 2026 + n % 5,
                    "amount": f"{500 + 90 * n}.00",
                    "status": ("granted", "applied")[n % 2],
                }
                for n in rows
            ],
        },
        "delivery": {
            "milestones": [
                {
                    "id": f"t{n}",
                    "project": f"j{n // MILESTONES}",
                    "name": f"Jalon {n}",
                    "due": f"{2026 + n % 5}-{1 + n % 12:02}-15",
                    "owner": "p1",
                }
                for n in range(total * MILESTONES)
            ],
            "risks": [
                {
                    "id": f"r{n}",
                    "project": f"j{n}",
                    "risk": f"Risque {n}",
                    "probability": 1 + n % 5,
                    "impact": 1 + n // 5 % 5,
                    "owner": "p1",
                }
                for n in rows
            ],
        },
    }


def desk_of(folder: Path, total: int) -> Desk:
    """Return a workbook with a number of projects."""
    from smartcity_widgets.desk import Desk
    from smartcity_widgets.exchange import dumps, import_document, read_document
    from smartcity_widgets.method import load_method
    from smartcity_widgets.store import Store

    method = load_method()
    store = Store(f"sqlite:///{folder}/w{total}.sqlite", folder=folder)
    document = {
        "format": "smartcity-workbook/1",
        "method": method.version,
        "workbook": {"id": "big", "name": "Big", "language": "fr"},
        "answers": plan(total),
    }
    import_document(store, read_document(dumps(document)), method, author="bench")
    return Desk(store, "big", method=method, author="bench")


def opened(desk: Desk, step: str) -> float:
    """Return the seconds until a form is drawn, the best of a few."""
    from smartcity_widgets.forms import Form

    def act() -> None:
        form = Form(desk, step)
        form.drawn()
        form.close()

    return min(seconds(act) for _ in range(DRAWINGS))


def acknowledged(desk: Desk, step: str) -> list[float]:
    """Return the seconds from each edit until it is on disk and told to the browser."""
    from smartcity_widgets.forms import Form

    form, path = Form(desk, step), EDITED[step]
    found: list[float] = []
    began = 0.0

    def send(message: dict[str, Any], _buffers: object = None) -> None:
        if message["type"] == "ack":
            found.append(clock() - began)

    form.send = send
    form.drawn()
    for number in range(EDITS):
        message = {
            "type": "edit",
            "edit": str(uuid.uuid4()),
            "op": "answer",
            "path": path,
            "raw": f"Changed {number} times",
            "base": desk.answers.base(path),
            "language": "fr",
        }
        began = clock()
        form.receive(message)
    form.close()
    return found


def drawn(desk: Desk) -> dict[str, float]:
    """Return the seconds each page takes, with its charts; the best of a few."""
    from smartcity_widgets.analysis.coherence import coherence
    from smartcity_widgets.render_findings import findings_page
    from smartcity_widgets.render_thread import thread_page

    method, answers = desk.method, desk.answers
    words = answers.words("fr")
    acts = {
        f"findings and charts of {step}": lambda one=step: findings_page(
            method, answers, words, one, uid="u"
        )
        for step in STEPS
    }
    acts["the thread, checked"] = lambda: coherence(method, answers, on=TODAY)
    acts["the thread, drawn"] = lambda: thread_page(method, answers, words, uid="u")
    return {what: min(seconds(act) for _ in range(DRAWINGS)) for what, act in acts.items()}


def main() -> None:
    """Print the figures of two hundred projects beside those of twenty."""
    with tempfile.TemporaryDirectory() as name:
        few, many = (desk_of(Path(name), total) for total in (FEW, MANY))
        for step in STEPS:
            line(
                f"form of {step} with {MANY} projects to open",
                opened(many, step) * 1000,
                "ms",
                f"with {FEW}",
                opened(few, step) * 1000,
            )
            ours, baseline = acknowledged(many, step), acknowledged(few, step)
            for share in (0.5, 0.95):
                line(
                    f"edit in {step} to acknowledged, p{share * 100:.0f}",
                    percentile(ours, share) * 1000,
                    "ms",
                    f"with {FEW}",
                    percentile(baseline, share) * 1000,
                )
        ours, baseline = drawn(many), drawn(few)
        for what, took in ours.items():
            line(what, took * 1000, "ms", f"with {FEW}", baseline[what] * 1000)


if __name__ == "__main__":
    main()
