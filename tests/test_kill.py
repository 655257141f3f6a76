"""A writing process is killed 200 times: no acknowledged edit is lost, no store is torn."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from writing import new_entry

from smartcity_widgets.store import Store

RUNS = 200
TESTS = Path(__file__).parent


@dataclass
class Seen:
    """What the runs told, and how they left the file."""

    begun: list[str] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    amid: int = 0
    """Runs killed amid a transaction: its journal was still there."""


def edits_in(file: Path) -> list[str]:
    """Return the edits in a file, opened as it is, and see that it is sound."""
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return [row[0] for row in connection.execute("SELECT edit FROM entries")]


def look_at(file: Path, seen: Seen, copy: Path) -> None:
    journal = file.with_name(f"{file.name}-journal")
    if journal.exists():
        seen.amid += 1
    else:
        shutil.copy(file, copy)
        assert set(seen.done) <= set(edits_in(copy))
    edits = edits_in(file)  # rolls back what was not committed
    whole = {one.removesuffix("/second") for one in edits}
    assert len(edits) == len(set(edits)) == 2 * len(whole)
    assert set(seen.done) <= whole <= set(seen.begun)
    shutil.copy(file, copy)
    assert edits_in(copy) == edits


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no fork and no kill -9")
def test_no_acknowledged_edit_is_lost_in_200_kills(tmp_path: Path) -> None:
    file, seen = tmp_path / "workbooks.sqlite", Seen()
    url = f"sqlite:///{file}"
    program = [sys.executable, str(TESTS / "killing.py"), url, "1"]

    with subprocess.Popen(
        program, cwd=TESTS, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as killer:
        assert killer.stdin
        assert killer.stdout
        for _ in range(RUNS):
            killer.stdin.write("\n")
            killer.stdin.flush()
            for line in json.loads(killer.stdout.readline()):
                what, edit = line.split()
                (seen.begun if what == "begun" else seen.done).append(edit)
            look_at(file, seen, tmp_path / "copy.sqlite")

    assert len(seen.done) > RUNS
    assert seen.amid > 0
    store = Store(url)
    before = {one.edit for one in store.entries("namur")}
    store.append([new_entry(edit=one) for one in seen.begun])  # what a browser sends again
    after = [one.edit for one in store.entries("namur")]
    assert len(after) == len(set(after))
    assert set(after) == before | set(seen.begun)
