"""A million rows of a sensor brought down to months, beside ten thousand rows.

Time, and the peak of the memory that a whole child process took: the command as anybody
runs it. That of the command without a file stands beside both.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from measuring import ROOT, line

FEW, MANY = 10_000, 1_000_000
SENSORS = "AB"
FIRST = datetime(2024, 1, 1, tzinfo=UTC)
INDICATOR = {"id": "i1", "name": "Temperature of the classrooms", "unit": "°C"}
CHOICES = {
    "period": "month",
    "by": "mean",
    "set": "indicator-2=i1",
    "leaps": "accept",
}


def write(path: Path, rows: int) -> None:
    """Write a file of two sensors, a value each every minute, with decimal commas."""
    with path.open("w", encoding="utf-8") as file:
        file.write("timestamp;sensor;value\n")
        for number in range(rows):
            moment = FIRST + timedelta(minutes=number // len(SENSORS))
            value = f"{15 + number * 7919 % 1000 / 100:.2f}".replace(".", ",")
            file.write(f"{moment:%Y-%m-%dT%H:%M:%SZ};{SENSORS[number % 2]};{value}\n")


def store(folder: Path) -> None:
    """Make a working folder whose workbook has one indicator."""
    from smartcity_widgets.exchange import dumps, import_document, read_document
    from smartcity_widgets.method import load_method
    from smartcity_widgets.store import Store

    (folder / "notebooks").mkdir()
    (folder / "data").mkdir()
    method = load_method()
    document = {
        "format": "smartcity-workbook/1",
        "method": method.version,
        "workbook": {"id": "school", "name": "School", "language": "en"},
        "answers": {"evaluation": {"indicators": [INDICATOR]}},
    }
    url = f"sqlite:///{folder}/data/workbooks.sqlite"
    opened = Store(url, folder=folder)
    import_document(opened, read_document(dumps(document)), method, author="bench")
    opened.close()


def run(folder: Path, *arguments: str) -> tuple[float, float]:
    """Return the seconds that a command took, and the most memory it held, in MB."""
    environment = {
        name: value for name, value in os.environ.items() if name[:10] != "SMARTCITY_"
    } | {"PYTHONPATH": str(ROOT)}
    began = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, "-m", "smartcity_widgets", *arguments],
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(arguments)
    unit = 1_000_000 if sys.platform == "darwin" else 1_000  # bytes there, else kB
    return time.perf_counter() - began, used.ru_maxrss / unit


def main() -> None:
    """Print the figures of a million rows beside those of ten thousand."""
    options = [part for name, choice in CHOICES.items() for part in (f"--{name}", choice)]
    options += ["--set", "breakdown-1=*", "--dry-run"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store(folder)
        run(folder, "list")  # what is compiled and cached once
        found = {}
        for rows in (FEW, MANY):
            path = folder / f"{rows}.csv"
            write(path, rows)
            found[rows] = run(folder, "measure", "school", path.name, *options)
        alone = run(folder, "list")
    few, many = found[FEW], found[MANY]
    what, beside = f"measure {MANY:,} rows", f"{FEW:,} rows"
    line(f"{what}, time", many[0], "s", beside, few[0])
    line(f"{what}, time a row", many[0] / MANY * 1e6, "µs", beside, few[0] / FEW * 1e6)
    line(f"{what}, peak memory", many[1], "MB", beside, few[1])
    line(f"{what}, peak memory", many[1], "MB", "the command list", alone[1])


if __name__ == "__main__":
    main()
