"""Measure and print: each figure beside a named baseline of the same run.

Absolute times belong to the machine they were taken on; ratios travel.
"""

from __future__ import annotations

import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[1]
VALMONT = ROOT / "data" / "examples" / "valmont.json"


def seconds(act: Callable[[], object]) -> float:
    """Return how long `act` takes once."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def in_turn(ours: Callable[[], object], baseline: Callable[[], object], runs: int) -> tuple:
    """Return the seconds of two acts timed in turn: a drifting machine drifts for both."""
    ours(), baseline()  # one warm-up each
    pairs = [(seconds(ours), seconds(baseline)) for _ in range(runs)]
    return [one for one, _ in pairs], [other for _, other in pairs]


def percentile(values: list[float], share: float) -> float:
    """Return the value below which `share` of the values lie (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def line(what: str, ours: float, unit: str, name: str, baseline: float) -> None:
    """Print one figure, its baseline, and the ratio of the two."""
    ratio = ours / baseline if baseline else float("inf")
    print(f"{what}: {ours:.4g} {unit}; {name}: {baseline:.4g} {unit}; ratio {ratio:.2f}")


def medians(what: str, ours: list[float], name: str, baseline: list[float]) -> None:
    """Print the medians of two series in milliseconds, and their ratio."""
    first, second = (statistics.median(one) * 1000 for one in (ours, baseline))
    line(what, first, "ms", name, second)


def valmont(folder: Path) -> str:
    """Load Valmont into a new store in `folder` and return the store's address."""
    from smartcity_widgets.exchange import import_document, read_document
    from smartcity_widgets.method import load_method
    from smartcity_widgets.store import Store

    url = f"sqlite:///{folder}/workbooks.sqlite"
    store = Store(url, folder=folder)
    document = read_document(VALMONT.read_text(encoding="utf-8"))
    import_document(store, document, load_method(), author="bench")
    store.close()
    return url
