"""An edit in a step of three hundred rows, beside the same edit in one of ten.

Acknowledged: on disk and told to the browser. Drawn: what changed is drawn and sent too.
"""

from __future__ import annotations

import statistics
import tempfile
import uuid
from pathlib import Path
from time import perf_counter as clock
from typing import TYPE_CHECKING, Any

from measuring import line, percentile, seconds

if TYPE_CHECKING:
    from collections.abc import Callable

    from smartcity_widgets.desk import Desk

RUNS = 60
FEW, MANY = 10, 300
STEP = "diagnosis"


def rows(total: int) -> dict[str, list[dict[str, Any]]]:
    """Share a number of rows out over the tables of the diagnosis."""
    kinds: dict[str, Callable[[int], dict[str, Any]]] = {
        "swot": lambda n: {
            "quadrant": "swot"[n % 4],
            "dimension": "mobility",
            "statement": f"Observation {n}",
            "importance": 1 + n % 5,
        },
        "existing_initiatives": lambda n: {"name": f"Initiative {n}", "stage": "running"},
        "data_assets": lambda n: {"name": f"Register {n}", "open": bool(n % 2)},
        "needs": lambda n: {
            "need": f"Need {n}",
            "dimension": "living",
            "who": "Everybody",
        },
    }
    names = list(kinds)
    tables: dict[str, list[dict[str, Any]]] = {name: [] for name in names}
    for n in range(total):
        name = names[n % len(names)]
        tables[name].append({"id": f"r{n}", **kinds[name](n)})
    return tables


def desk_of(folder: Path, total: int) -> Desk:
    """Return a workbook whose diagnosis has a number of rows."""
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
        "answers": {STEP: rows(total)},
    }
    import_document(store, read_document(dumps(document)), method, author="bench")
    return Desk(store, "big", method=method, author="bench")


def edits(desk: Desk) -> tuple[list[float], list[float], int]:
    """Return the seconds to the acknowledgement and to the drawing, and the bytes sent."""
    from smartcity_widgets.forms import Form

    form = Form(desk, STEP)
    acknowledged: list[float] = []
    drawn, sent = [], []
    began = 0.0

    def send(message: dict[str, Any], _buffers: object = None) -> None:
        nonlocal began
        if message["type"] == "ack":
            acknowledged.append(clock() - began)
        elif message["type"] == "patch":
            sent.append(sum(len(one) for one in message["fragments"].values()))

    form.send = send
    form.drawn()
    path = f"{STEP}/swot/r0/statement"
    for number in range(RUNS):
        message = {
            "type": "edit",
            "edit": str(uuid.uuid4()),
            "op": "answer",
            "path": path,
            "raw": f"Observed {number} times",
            "base": desk.answers.base(path),
            "language": "fr",
        }
        began = clock()
        drawn.append(seconds(lambda m=message: form.receive(m)))
    form.close()
    return acknowledged, drawn, round(statistics.median(sent))


def main() -> None:
    """Print the figures of three hundred rows beside those of ten."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        few, many = edits(desk_of(folder, FEW)), edits(desk_of(folder, MANY))
        for place, what in enumerate(("acknowledged", "drawn and sent")):
            for share in (0.5, 0.95):
                line(
                    f"edit among {MANY} rows to {what}, p{share * 100:.0f}",
                    percentile(many[place], share) * 1000,
                    "ms",
                    f"among {FEW}",
                    percentile(few[place], share) * 1000,
                )
        line(f"what an edit among {MANY} rows sends", many[2], "B", f"among {FEW}", few[2])


if __name__ == "__main__":
    main()
