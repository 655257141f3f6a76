"""Choose a workbook or create one, from a cell.

The choice is remembered for the working folder. Where a notebook is opened before there is
a workbook, every cell shows the picker instead of failing.
"""

from __future__ import annotations

import os
import re
import unicodedata
from typing import TYPE_CHECKING, Any

from ..answers import Answers
from ..desk import create
from ..errors import UnknownWorkbookError, UsageError
from ..folder import author as author_of
from ..folder import remember, system_locale, terms_of_system
from ..method import load_method
from ..store import Store, store_url
from ..words import languages

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from ..desk import Desk
    from ..forms import Picker

__all__ = ["Shelf", "Unopened", "in_voila", "picker", "spoken_language"]


class Unopened:
    """A stand-in while no workbook is chosen: a cell shows the picker, not an error.

    One picker in a notebook is enough: the cells after it say that it comes first.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def introduction(self) -> object:
        """Show what a smart city is and is not, and how the method goes."""
        from ..forms import Panel
        from ..render import introduction

        return Panel(
            None,
            "introduction",
            lambda words, uid: introduction(load_method(), words, uid=uid),
            language=spoken_language(),
        )

    def choose(self) -> object:
        """Show the picker."""
        return picker(self._folder)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - a method of Workbook, whichever
        """Answer for any method of a workbook: it shows the picker."""
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda *_arguments, **_named: self._ask(name)

    def _ask(self, name: str) -> object:
        from ..forms import Panel, Picker
        from ..render.pages import notice

        if not Picker.is_shown_elsewhere("picker"):
            return picker(self._folder)
        return Panel(
            None,
            f"notice-{name}",
            lambda words, uid: notice(words, words.say("ui.picker.first"), uid=uid),
            language=spoken_language(),
        )

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


def picker(folder: Path, desk: Desk | None = None) -> Picker:
    """Return the panel in which a workbook is chosen or created."""
    from ..forms import Picker

    language = desk.answers.language if desk else spoken_language()
    return Picker(Shelf(folder, desk.id if desk else ""), desk, language=language)


class Shelf:
    """The workbooks of a working folder."""

    def __init__(self, folder: Path, current: str) -> None:
        self._folder = folder
        self._current = current

    def workbooks(self) -> list[tuple[str, str, datetime | None]]:
        """Return id, name and last edit of each."""
        store = self._store()
        known = []
        for workbook in store.workbooks():
            entries = store.entries(workbook)
            answers = Answers(workbook, store.open_cycle(workbook)).with_entries(entries)
            known.append((workbook, answers.name, entries[-1].time if entries else None))
        return known

    def current(self) -> str:
        """Return the id of the one that is open, empty where none is."""
        return self._current

    def author(self) -> str:
        """Return who edits in this folder."""
        return author_of(self._folder)

    def terms(self) -> str:
        """Return the set of terms proposed for a new one: those of the system's country."""
        terms = terms_of_system()
        return terms if terms in load_method().choice_lists["terms"] else "generic"

    def open(self, workbook: str, *, author: str) -> str:
        """Open a workbook for this folder; return its name.

        Raises
        ------
        UnknownWorkbookError
            If it was removed meanwhile.
        """
        names = {one: name for one, name, _ in self.workbooks()}
        if workbook not in names:
            raise UnknownWorkbookError(
                "unknown-workbook", workbook=workbook, known=", ".join(names)
            )
        self._remember(workbook, author)
        return names[workbook]

    def create(self, name: str, *, language: str, terms: str, author: str) -> str:
        """Create a workbook and open it; return its name.

        Raises
        ------
        UsageError
            If the name is empty.
        """
        if not name:
            raise UsageError("name-missing")
        store = self._store()
        workbook = _free_id(name, store.workbooks())
        create(
            store,
            workbook,
            method=load_method(),
            name=name,
            language=language,
            terms=terms,
            author=author or self.author(),
        )
        self._remember(workbook, author)
        return name

    def _store(self) -> Store:
        return Store(store_url(self._folder), folder=self._folder)

    def _remember(self, workbook: str, author: str) -> None:
        """Remember the choice and the author; a Voilà page speaks for itself alone."""
        self._current = workbook
        if not in_voila():
            what = {"workbook": workbook} | ({"author": author} if author else {})
            remember(self._folder, **what)


def _free_id(name: str, taken: list[str]) -> str:
    """Return an id made from a name: « La Louvière » gives ``la-louviere``."""
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^a-z0-9]+", "-", ascii_name.lower()).strip("-")[:36] or "workbook"
    ids = (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3)))
    return next(one for one in ids if one not in taken)
