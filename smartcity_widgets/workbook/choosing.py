"""Choose a workbook or create one, from a cell.

The choice is remembered for the working folder. Where a notebook is opened before there is a
workbook, every cell shows the picker instead of failing.
"""

from __future__ import annotations

import os
import re
import unicodedata
from typing import TYPE_CHECKING, Any

from ..desk import create
from ..folder import author, remember, system_locale, terms_of_system
from ..store import Store, store_url
from ..words import languages, words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from ..desk import Desk
    from ..forms import Panel

__all__ = ["Unopened", "in_voila", "picker", "spoken_language"]


class Unopened:
    """Stands for a workbook where none is chosen yet: whatever a cell asks, it gets the picker."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - a method of Workbook, whichever
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda *_arguments, **_named: picker(self._folder)

    def _ipython_display_(self) -> None:
        from IPython.display import display

        display(picker(self._folder))  # type: ignore[no-untyped-call]


def in_voila() -> bool:
    """Whether this kernel serves a Voilà page."""
    return os.environ.get("SERVER_SOFTWARE", "").startswith("voila")


def spoken_language() -> str:
    """Return the language of the person's system, where we speak it."""
    code = system_locale().split("_")[0].lower()
    return code if code in languages() else "en"


def picker(folder: Path, desk: Desk | None = None) -> Panel:
    """Return the panel in which a workbook is chosen or created."""
    from ..forms import Panel
    from ..render.pages import picker as draw

    language = desk.answers.language if desk else spoken_language()

    def drawn(uid: str, language: str) -> str:
        terms = terms_of_system()
        return draw(
            _known(folder),
            words(language),
            uid=uid,
            current=desk.id if desk else "",
            terms=terms if terms in {"be", "fr"} else "generic",
            author=author(folder),
        )

    return Panel(
        desk,
        "choose",
        drawn,
        language=language,
        actions={
            "open": lambda fields: _open(folder, fields, language),
            "create": lambda fields: _create(folder, fields, language),
        },
    )


def _known(folder: Path) -> list[tuple[str, str, datetime | None]]:
    from ..answers import Answers

    store = Store(store_url(folder), folder=folder)
    known = []
    for workbook in store.workbooks():
        entries = store.entries(workbook)
        answers = Answers(workbook).with_entries(entries)
        known.append((workbook, answers.name, entries[-1].time if entries else None))
    return known


def _open(folder: Path, fields: Mapping[str, str], language: str) -> str:
    workbook = fields.get("workbook", "")
    names = {one: name for one, name, _ in _known(folder)}
    _remember(folder, workbook, fields)
    return words(language).say("ui.picker.opened", name=names.get(workbook, workbook))


def _create(folder: Path, fields: Mapping[str, str], language: str) -> str:
    name = fields.get("name", "").strip()
    if not name:
        return words(language).say("ui.picker.name_missing")
    store = Store(store_url(folder), folder=folder)
    workbook = _free_id(name, store.workbooks())
    create(
        store,
        workbook,
        name=name,
        language=fields.get("language", language),
        terms=fields.get("terms", "generic"),
        author=fields.get("author", "").strip() or author(folder),
    )
    _remember(folder, workbook, fields)
    return words(language).say("ui.picker.opened", name=name)


def _remember(folder: Path, workbook: str, fields: Mapping[str, str]) -> None:
    """Remember the choice and the author; a Voilà page speaks for itself alone."""
    if in_voila():
        return
    name = fields.get("author", "").strip()
    remember(folder, workbook=workbook, **({"author": name} if name else {}))


def _free_id(name: str, taken: list[str]) -> str:
    """Return an id made from a name: « La Louvière » gives ``la-louviere``."""
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^a-z0-9]+", "-", ascii_name.lower()).strip("-")[:36] or "workbook"
    ids = (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3)))
    return next(one for one in ids if one not in taken)
