"""The process behind the exporter: a notebook as JSON in, its report out.

Exit 1 with one sentence on stderr where it cannot be made.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from smartcity_widgets.desk import named_workbook
from smartcity_widgets.errors import SmartcityError, UnknownWorkbookError
from smartcity_widgets.folder import working_folder
from smartcity_widgets.store import Store, store_url

from .making import draw_notebook
from .notebooks import parse_notebook
from .request import Request


def main() -> int:
    """Draw the notebook that stands on standard input."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    try:
        page, notes = _draw(json.load(sys.stdin))
    except SmartcityError as error:
        sys.stderr.write(" ".join(error.sentence().split()) + "\n")
        return 1
    sys.stdout.write(page)
    sys.stderr.writelines(f"{one}\n" for one in notes)
    return 0


def _draw(asked: dict[str, Any]) -> tuple[str, tuple[str, ...]]:
    place = Path(asked["folder"])
    folder = working_folder(place)
    notebook = parse_notebook(asked["notebook"], name=asked["name"], folder=place)
    request = Request(
        folder=folder,
        workbook=asked["workbook"] or _chosen(folder),
        language=asked["language"],
        internal=asked["internal"],
        draft=asked["draft"],
    )
    return draw_notebook(request, notebook)


def _chosen(folder: Path) -> str:
    """Return the workbook meant where nobody names one."""
    store = Store(store_url(folder), folder=folder)
    try:
        named = named_workbook(store, folder)
    finally:
        store.close()
    if named is None:
        raise UnknownWorkbookError("no-workbook")
    return named


if __name__ == "__main__":
    sys.exit(main())
