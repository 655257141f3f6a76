"""Memory of a kernel that shows a form, beside a kernel that shows nothing."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

from jupyter_client.manager import start_new_kernel
from measuring import line, valmont

FORM = """
from smartcity_widgets import open_workbook
open_workbook().step("openness")
"""
PEAK = "print('MEMORY', open('/proc/self/status').read())"


def megabytes(cells: list[str]) -> float:
    """Return the resident memory of a fresh kernel after it ran `cells`, in MB."""
    manager, client = start_new_kernel(kernel_name="python3")
    said: list[str] = []

    def hear(message: dict) -> None:
        content = message["content"]
        if message["msg_type"] == "error":
            raise RuntimeError(content["evalue"])
        said.append(content.get("text", ""))

    try:
        for cell in [*cells, PEAK]:
            client.execute_interactive(cell, output_hook=hear, timeout=60)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    found = re.search(r"VmRSS:\s+(\d+) kB", "".join(said))
    if found is None:
        message = "This system does not say how much memory a process holds."
        raise RuntimeError(message)
    return int(found[1]) / 1000


def main() -> None:
    """Print the ratios."""
    with tempfile.TemporaryDirectory() as name:
        os.environ["SMARTCITY_STORE"] = valmont(Path(name))
        os.environ["SMARTCITY_WORKBOOK"] = "valmont"
        ours = megabytes([FORM])
        line("kernel with a form", ours, "MB", "kernel alone", megabytes([]))
        line(
            "kernel with a form",
            ours,
            "MB",
            "kernel with ipywidgets",
            megabytes(["import ipywidgets"]),
        )
        line(
            "kernel with a form",
            ours,
            "MB",
            "kernel with pandas and matplotlib",
            megabytes(["import pandas, matplotlib.pyplot"]),
        )


if __name__ == "__main__":
    main()
