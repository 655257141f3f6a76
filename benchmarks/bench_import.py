"""What importing the package costs, beside a bare interpreter and the stock widgets."""

from __future__ import annotations

import subprocess
import sys

from measuring import in_turn, medians


def run(code: str) -> None:
    """Run a fresh interpreter."""
    subprocess.run([sys.executable, "-c", code], check=True)


def main() -> None:
    """Print the ratios."""
    ours, bare = in_turn(lambda: run("import smartcity_widgets"), lambda: run("pass"), 15)
    medians("import smartcity_widgets", ours, "python -c pass", bare)
    ours, stock = in_turn(
        lambda: run("import smartcity_widgets"), lambda: run("import ipywidgets"), 7
    )
    medians("import smartcity_widgets", ours, "import ipywidgets", stock)


if __name__ == "__main__":
    main()
