"""nbval sees a cell of ours fail: an error is one sentence, and still an error."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def check(folder: Path, call: str) -> subprocess.CompletedProcess[str]:
    """Run a notebook of one cell under nbval, on Valmont."""
    source = f"from smartcity_widgets import open_workbook\nopen_workbook().{call}"
    cell = {"cell_type": "code", "id": "one", "metadata": {}, "source": source}
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = {
        "cells": [cell | {"outputs": [], "execution_count": None}],
        "metadata": {"kernelspec": kernel},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    (folder / "one.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    environment = os.environ | {
        "SMARTCITY_STORE": f"sqlite:///{folder}/w.sqlite",
        "PYTHONPATH": os.pathsep.join(filter(None, [os.environ.get("PYTHONPATH")])),
    }
    valmont = str(ROOT / "data" / "examples" / "valmont.json")
    smartcity = [sys.executable, "-m", "smartcity_widgets"]
    subprocess.run(
        [*smartcity, "import", valmont], env=environment, check=True, capture_output=True
    )
    command = [sys.executable, "-m", "pytest", "--nbval-lax", "-p", "no:cacheprovider"]
    return subprocess.run(
        [*command, "-c", os.devnull, "--rootdir", str(folder), str(folder / "one.ipynb")],
        env=environment,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("call", ['step("political-will")', "readiness()"])
def test_a_cell_that_works_passes(tmp_path, call):
    done = check(tmp_path, call)

    assert done.returncode == 0, done.stdout


def test_a_broken_step_fails_with_our_sentence_and_no_trace_of_the_program(tmp_path):
    done = check(tmp_path, 'step("political-wil")')

    assert done.returncode == 1
    assert "political-will" in done.stdout
    assert "smartcity_widgets/workbook" not in done.stdout
