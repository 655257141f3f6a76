"""The working folder: notebooks, store, exports, and what is remembered between sessions.

A working folder is what ``smartcity init`` makes: ``notebooks/``, ``data/``, ``exports/``
and ``guide/``. What we ship stands at the top of the repository and inside the wheel;
`shipped` finds it in both.
"""

from __future__ import annotations

import ctypes
import getpass
import json
import locale
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from .errors import StoreReadOnlyError, UsageError

if TYPE_CHECKING:
    from .method import Method

__all__ = [
    "Made",
    "author",
    "chosen",
    "make_folder",
    "notebook_names",
    "remember",
    "shipped",
    "system_locale",
    "terms_of_system",
    "working_folder",
]

_PACKAGE = Path(__file__).parent


def working_folder(start: Path | None = None) -> Path:
    """Return the nearest folder from `start` up that holds ``notebooks/``, else `start`."""
    here = (start or Path.cwd()).resolve()
    return next(
        (one for one in (here, *here.parents) if (one / "notebooks").is_dir()), here
    )


Shipped = Literal["notebooks", "examples", "guide"]

_IN_CLONE = {"notebooks": "notebooks", "examples": "data/examples", "guide": "docs"}
_FILES = {"notebooks": "*.ipynb", "examples": "*.json", "guide": "facilitator.*.md"}


def shipped(name: Shipped) -> Path:
    """Return the folder of what we ship beside the code, in a wheel or a clone."""
    inside = _PACKAGE / "resources" / name
    return inside if inside.is_dir() else _PACKAGE.parent / _IN_CLONE[name]


NOTEBOOKS = {
    "context": "00-context.ipynb",
    "prerequisites": "10-prerequisites.ipynb",
    "planning": "20-planning.ipynb",
    "implementation": "30-implementation.ipynb",
    "monitoring": "40-monitoring.ipynb",
}


def notebook_names(folder: Path, method: Method) -> dict[str, str]:
    """Return in which notebook of the folder each step stands."""
    places = {
        step.id: NOTEBOOKS[step.phase or "context"] for step in method.steps.values()
    } | dict.fromkeys(("journal", "settings"), NOTEBOOKS["prerequisites"])
    return {
        step: name
        for step, name in places.items()
        if (folder / "notebooks" / name).is_file()
    }


@dataclass(frozen=True, slots=True)
class Made:
    """What `make_folder` did: the paths it wrote, and those it found and left alone."""

    folder: Path
    written: tuple[Path, ...]
    kept: tuple[Path, ...]


def make_folder(folder: Path) -> Made:
    """Make a working folder; what is there already stays as it is.

    Raises
    ------
    UsageError
        If `folder` is a file.
    StoreReadOnlyError
        If it cannot be written.
    """
    folder = folder.resolve()
    if folder.exists() and not folder.is_dir():
        raise UsageError("init-not-a-folder", path=folder)
    written, kept = [], []
    try:
        for part in ("notebooks", "data", "exports"):
            (folder / part).mkdir(parents=True, exist_ok=True)
        places: dict[Shipped, Path] = {
            "notebooks": folder / "notebooks",
            "examples": folder / "data" / "examples",
            "guide": folder / "guide",
        }
        sources = [
            (one, place / one.name)
            for name, place in places.items()
            for one in _files(name)
        ]
        for source, target in sources:
            if target.exists():
                kept.append(target)
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
            written.append(target)
    except OSError as error:
        raise StoreReadOnlyError("folder-read-only", path=folder) from error
    return Made(folder, tuple(written), tuple(kept))


def _files(name: Shipped) -> list[Path]:
    return sorted(shipped(name).glob(_FILES[name]))


def _memory(folder: Path) -> dict[str, Any]:
    """Return what ``data/chosen.json`` remembers; unreadable is as good as empty."""
    try:
        memory = json.loads((folder / "data" / "chosen.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return memory if isinstance(memory, dict) else {}


def chosen(folder: Path) -> str | None:
    """Return the id of the workbook chosen last in this folder, if any."""
    name = _memory(folder).get("workbook")
    return name if isinstance(name, str) else None


def author(folder: Path) -> str:
    """Return who edits in this folder: what was remembered, else the system's user name."""
    name = _memory(folder).get("author")
    if isinstance(name, str) and name.strip():
        return name
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container without a user entry
        return "?"


def remember(folder: Path, **what: str) -> None:
    """Remember the chosen ``workbook`` or the ``author`` for this folder, atomically.

    Raises
    ------
    StoreReadOnlyError
        If the folder cannot be written.
    """
    path = folder / "data" / "chosen.json"
    text = json.dumps(_memory(folder) | what, ensure_ascii=True, indent=2, sort_keys=True)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"chosen.{os.getpid()}.part")
        part.write_text(text + "\n", encoding="utf-8")
        part.replace(path)
    except OSError as error:
        raise StoreReadOnlyError("folder-read-only", path=folder) from error


def system_locale() -> str:
    """Return the locale of the person's system, as in ``fr_BE``; empty where unknown."""
    if sys.platform == "win32":
        code = ctypes.windll.kernel32.GetUserDefaultUILanguage()
        return locale.windows_locale.get(code, "")
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "").split(":")[0].split(".")[0]
        if value:
            return value
    return ""


def terms_of_system() -> str:
    """Return the country of the person's system in lower case, as in ``be``, or nothing."""
    return system_locale().partition("_")[2].lower()
