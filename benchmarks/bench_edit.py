"""From an edit to its acknowledgement on disk, beside a bare commit of one row.

The store promises that an acknowledged edit survives a power cut (rollback journal,
synchronous=EXTRA); the baseline is Python's sqlite3 with the same promise and one INSERT.
"""

from __future__ import annotations

import sqlite3
import tempfile
import uuid
from pathlib import Path

from measuring import line, percentile, seconds, valmont

RUNS = 300


def main() -> None:
    """Print p50 and p95, and their ratios."""
    from smartcity_widgets.desk import Desk
    from smartcity_widgets.method import load_method
    from smartcity_widgets.store import Store

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = Store(valmont(folder), folder=folder)
        desk = Desk(store, "valmont", method=load_method(), author="bench")
        bare = sqlite3.connect(folder / "bare.sqlite", isolation_level=None)
        bare.execute("PRAGMA journal_mode=DELETE")
        bare.execute("PRAGMA synchronous=EXTRA")
        bare.execute("CREATE TABLE entries (number INTEGER PRIMARY KEY, value TEXT)")

        def edit(number: int) -> None:
            desk.apply(
                {
                    "edit": str(uuid.uuid4()),
                    "op": "answer",
                    "path": "political-will/W1",
                    "raw": str(number % 5),
                    "base": desk.answers.base("political-will/W1"),
                    "language": "fr",
                }
            )

        def commit(number: int) -> None:
            bare.execute("BEGIN IMMEDIATE")
            bare.execute("INSERT INTO entries (value) VALUES (?)", (str(number),))
            bare.execute("COMMIT")

        edits, commits = [], []
        for number in range(RUNS):
            edits.append(seconds(lambda n=number: edit(n)))
            commits.append(seconds(lambda n=number: commit(n)))
        for share, label in ((0.5, "p50"), (0.95, "p95")):
            line(
                f"edit to acknowledged on disk, {label}",
                percentile(edits, share) * 1000,
                "ms",
                f"bare commit of one row, {label}",
                percentile(commits, share) * 1000,
            )
        bare.close()
        store.close()


if __name__ == "__main__":
    main()
