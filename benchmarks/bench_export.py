"""The report of the notebooks, beside nbconvert one notebook at a time: time and size."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from measuring import ROOT, in_turn, line, medians, valmont

RUNS = 3


def main() -> None:
    """Print the ratios."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "notebooks", folder / "notebooks")
        environment = os.environ | {
            "SMARTCITY_STORE": valmont(folder),
            "SMARTCITY_WORKBOOK": "valmont",
        }
        notebooks = sorted((folder / "notebooks").glob("*.ipynb"))

        def ours() -> None:
            command = [sys.executable, "-m", "smartcity_widgets", "export", "valmont"]
            subprocess.run(
                command, cwd=folder, env=environment, check=True, capture_output=True
            )

        def one_by_one() -> None:
            for notebook in notebooks:
                command = [sys.executable, "-m", "nbconvert", "--to", "html", "--execute"]
                subprocess.run(
                    [*command, str(notebook)],
                    cwd=folder,
                    env=environment,
                    check=True,
                    capture_output=True,
                )

        times, baseline = in_turn(ours, one_by_one, RUNS)
        count = len(notebooks)
        medians(
            f"export of {count} notebooks", times, "jupyter nbconvert, one by one", baseline
        )
        report = folder / "exports" / "valmont" / "workbook.fr.html"
        stock = sum(one.with_suffix(".html").stat().st_size for one in notebooks)
        line(
            "report", report.stat().st_size / 1000, "kB", "nbconvert's pages", stock / 1000
        )


if __name__ == "__main__":
    main()
