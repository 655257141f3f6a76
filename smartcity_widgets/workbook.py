"""What a notebook holds: one workbook, whose methods are what a cell can show.

It wires the parts and adds nothing. In JupyterLab and Voilà a cell shows a form or a panel; in
an export (`begin_export`) the same cell shows the same answers to be read.
"""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from .desk import Desk, create
from .errors import SmartcityError, UnknownIdError, UnknownWorkbookError
from .folder import author, chosen, remember, working_folder
from .method import load_method
from .store import Store, store_url
from .words import speaking

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .forms import Picker

__all__ = ["Part", "Workbook", "begin_export", "open_workbook"]

PART = "application/vnd.smartcity.part+json"
"""Names a part of a report beside its HTML, so that the report knows our cells from hers."""


@dataclass(frozen=True, slots=True)
class Export:
    """What an export sees: one workbook, in one language, up to one entry."""

    workbook: str
    language: str
    entry: int
    nonce: str
    cycle: int = 1
    internal: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """What a cell shows in a report: answers to be read, or nothing."""

    part: str = ""
    id: str = ""
    title: str = ""
    html: str = ""
    nonce: str = ""

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        if not self.part:
            return {}
        about = {"part": self.part, "id": self.id, "title": self.title, "nonce": self.nonce}
        return {"text/html": self.html, PART: about, "text/plain": self.title}


_lock = threading.RLock()
_open: dict[tuple[str, str], Workbook] = {}
_export: Export | None = None


def begin_export(state: Mapping[str, Any]) -> None:
    """From here on this kernel shows parts of a report; what an export's kernel is told first.

    Parameters
    ----------
    state
        ``workbook``, ``language``, ``entry``, ``nonce``, and ``cycle`` and ``internal``.
    """
    global _export  # noqa: PLW0603 - a kernel is in an export, or it is not
    names = Export.__dataclass_fields__
    with _lock:
        _export = Export(**{name: value for name, value in state.items() if name in names})
        _open.clear()
    speaking.set(_export.language)


class Workbook:
    """A workbook as a notebook uses it; each method is what one cell shows."""

    def __init__(self, desk: Desk, folder: Path, export: Export | None = None) -> None:
        self._desk = desk
        self._folder = folder
        self._export = export
        if export is None:
            speaking.set(desk.answers.language)

    def __repr__(self) -> str:
        return f"<Workbook {self.id}: {self._desk.answers.name}>"

    @property
    def id(self) -> str:
        """The id of the workbook."""
        return self._desk.id

    def introduction(self) -> object:
        """Show what a smart city is and is not, and how the method goes."""
        if self._export:
            return Part()
        from .forms import Page

        return Page.introduction(self._desk)

    def choose(self) -> object:
        """Show the workbooks of this folder, to open another or create one."""
        return Part() if self._export else _picker(self._folder, self._desk)

    def map(self) -> object:
        """Show the 4 phases and 15 steps with what has been answered."""
        if self._export:
            return Part()
        from .forms import Page

        return Page.map(self._desk)

    def settings(self) -> object:
        """Show the settings: name, language, terms, respondents, weights and thresholds."""
        if self._export:
            return Part()
        from .forms import Form

        return Form(self._desk, "settings")

    def step(self, id: str, respondent: str | None = None) -> object:  # noqa: A002 - contract
        """Show the form of a step.

        Parameters
        ----------
        respondent
            Id of the one who answers; the group by default.

        Raises
        ------
        UnknownIdError
            If the method has no such step with a form, or the workbook no such respondent.
        """
        step = self._desk.step(id)
        known = [one.id for one in self._desk.answers.respondents]
        if respondent is not None and respondent not in known:
            raise UnknownIdError("unknown-respondent", respondent=respondent)
        if self._export is None:
            from .forms import Form

            return Form(self._desk, id, respondent=respondent or "")
        from .render import read_step

        words = self._words()
        html = read_step(
            self._desk.method,
            self._desk.answers,
            id,
            words,
            internal=self._export.internal,
        )
        return self._part("step", id, words.say(f"step.{step.id}.title"), html)

    def readiness(self) -> object:
        """Show where the workbook stands, and why."""
        if self._export is None:
            from .forms import ReadinessPanel

            return ReadinessPanel(self._desk)
        from .render_readiness import report_part

        words = self._words()
        html = report_part(self._desk.method, self._desk.answers, words)
        title = words.say("report.readiness")
        return self._part("readiness", "readiness", title, html)

    def export(self, phase: str | None = None) -> object:
        """Show a button that writes the report of a phase, or of the whole workbook."""
        if self._export:
            return Part()
        from .forms import ExportButton

        return ExportButton(self._desk, folder=self._folder, phase=phase)

    def _words(self) -> Any:
        from .words import words

        language = self._export.language if self._export else self._desk.answers.language
        return words(language, self._desk.answers.terms)

    def _part(self, part: str, name: str, title: str, html: str) -> Part:
        nonce = self._export.nonce if self._export else ""
        return Part(part=part, id=name, title=title, html=html, nonce=nonce)


def open_workbook(id: str | None = None) -> Workbook | Picker:  # noqa: A002 - the contract
    """Open a workbook, or show the picker where none is named.

    Taken in this order: `id`; ``SMARTCITY_WORKBOOK``; in Voilà the page's ``?workbook=``; the
    one remembered for this working folder; the only one there is. Called twice in one kernel
    it returns the same object.

    Raises
    ------
    UnknownWorkbookError
        If the store has no workbook of that id, or an export names none.
    StoreError
        If the store cannot be read.
    """
    folder = working_folder()
    url = store_url(folder)
    with _lock:
        if _export is not None:
            return _opened(url, id or _export.workbook, folder, _export)
        store = Store(url, folder=folder)
        name = id or os.environ.get("SMARTCITY_WORKBOOK") or _asked_by_page()
        if name is None:
            known = store.workbooks()
            remembered = chosen(folder)
            name = remembered if remembered in known else None
            if name is None and len(known) == 1:
                name = known[0]
        if name is None:
            return _picker(folder, None)
        return _opened(url, name, folder, None)


def _opened(url: str, name: str, folder: Path, export: Export | None) -> Workbook:
    if (url, name) not in _open:
        desk = Desk(
            Store(url, folder=folder),
            name,
            method=load_method(),
            author=author(folder),
            cycle=export.cycle if export else 1,
            until=export.entry if export else None,
        )
        _open[url, name] = Workbook(desk, folder, export)
    return _open[url, name]


def _asked_by_page() -> str | None:
    """The workbook that a Voilà page names in its address."""
    query = os.environ.get("QUERY_STRING", "")
    return next(iter(parse_qs(query).get("workbook", ())), None)


def _in_voila() -> bool:
    return os.environ.get("SERVER_SOFTWARE", "").startswith("voila")
