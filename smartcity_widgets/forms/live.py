"""A page in a notebook cell that follows a workbook: what forms and panels share.

A `Live` widget is ONE model with one trait that matters, `page`: the HTML as it is at the
moment somebody asks for it (a new page, a reload, another view setting). What changes
afterwards goes out as small messages, so an edit never sends a form again.

Answers are never held here. A page is drawn from the source's answers, and drawn again when
they changed; `page` counts its drawings, so a browser that missed one notices and asks.

Messages arrive on any thread and while a cell runs: one at a time per widget, under a lock.
"""

from __future__ import annotations

import logging
import os
import secrets
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import anywidget
import traitlets

from smartcity_widgets.errors import SmartcityError
from smartcity_widgets.render import ROW, stylesheet
from smartcity_widgets.words import speaking
from smartcity_widgets.words import words as shipped_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.words import Words

    from .source import Source

__all__ = ["Live", "module_text"]

log = logging.getLogger(__name__)

_FOLDER = Path(__file__).parent
_MODULES = (
    "vendor/idiomorph.js",
    "outbox.js",
    "fields.js",
    "day.js",
    "status.js",
    "pooling.js",
    "morphing.js",
    "places.js",
    "wall.js",
    "jots.js",
    "attaching.js",
    "catalogue.js",
    "timer.js",
    "form.js",
)


def module_text() -> str:
    """Return the browser's part as the one module that anywidget loads."""
    return "\n".join((_FOLDER / one).read_text(encoding="utf-8") for one in _MODULES)


class Live(anywidget.AnyWidget):
    """A page drawn from a workbook, in a cell.

    Parameters
    ----------
    source
        The workbook it follows, None where there is none yet.
    subject
        What is shown; of two of one class and subject in a cell, the later closes the
        earlier.
    respondent
        Who is answering; empty for the group.
    language
        The language it is shown in; None follows the workbook's.
    notebooks
        Step to the notebook it stands in, for links to a step that is not in this one.
    """

    _esm = module_text()
    _css = ""

    page = traitlets.Dict().tag(sync=True, to_json=lambda _, widget: widget.drawn())
    key = traitlets.Unicode().tag(sync=True)
    step = traitlets.Unicode().tag(sync=True)
    uid = traitlets.Unicode().tag(sync=True)
    notebooks = traitlets.Dict().tag(sync=True)
    actions = traitlets.List(traitlets.Unicode()).tag(sync=True)

    _shown: ClassVar[dict[tuple[str, ...], Live]] = {}
    _shown_lock: ClassVar[threading.Lock] = threading.Lock()

    def __init__(
        self,
        source: Source | None,
        subject: str,
        *,
        respondent: str = "",
        language: str | None = None,
        notebooks: Mapping[str, str] | None = None,
        actions: tuple[str, ...] = (),
    ) -> None:
        self._source = source
        self._subject = subject
        self._chosen_language = language
        self._respondent = respondent
        self._lock = threading.RLock()
        self._version = 0
        self._drawn_from: object = None
        self._parts: Mapping[str, str] = {}
        self._busy_in: int | None = None
        self._unsubscribe = source.subscribe(self._changed) if source else None
        super().__init__(
            _css=stylesheet(),
            key=source.key if source else "",
            step=subject,
            uid=f"s{secrets.token_hex(4)}",
            notebooks=dict(notebooks or {}),
            actions=list(actions),
        )
        self.on_msg(lambda _widget, content, buffers: self.receive(content, buffers))
        self._take_place()

    # What a kind of page decides ----------------------------------------------------------

    def html(self) -> str:
        """Return the whole page."""
        raise NotImplementedError

    def fragments(self) -> Mapping[str, str]:
        """Return the inside of each fragment of the page; a page may have none."""
        return {}

    def hear(self, message: Mapping[str, Any]) -> None:
        """Do what a message asks that not every page understands."""

    @property
    def language(self) -> str:
        """The language the page is shown in."""
        if self._chosen_language is not None or self._source is None:
            return self._chosen_language or speaking.get()
        return self._source.answers.language

    @property
    def words(self) -> Words:
        """The words of the page's language, with the workbook's terms."""
        if self._source is None:
            return shipped_words(self.language)
        return self._source.answers.words(self.language)

    def status_words(self) -> dict[str, str]:
        """Return the sentences of the status line; the browser fills what is left open."""
        prefix = "ui.status."
        known = self.words.fallback or self.words
        open_details = {"time": "{time}", "n": "{n}", "reason": "{reason}"}
        return {
            key.removeprefix(prefix): self.words.say(key, **open_details)
            for key in known.entries
            if key.startswith(prefix)
        }

    # Drawing ------------------------------------------------------------------------------

    def drawn(self) -> dict[str, Any]:
        """Return the page as it is now: what the browser is given when it asks for it."""
        with self._lock:
            self.redraw()
            return {
                "html": self.html(),
                "version": self._version,
                "language": self.language,
                "respondent": self._respondent,
                "words": self.status_words(),
            }

    def redraw(self) -> None:
        """Draw again if the answers changed, and send what changed in the page."""
        with self._lock:
            former, changed = self._advance()
            if changed is None:
                return
            if not changed:
                self.send_state("page")
                return
            self.send(
                {
                    "type": "patch",
                    "from": former,
                    "version": self._version,
                    "fragments": changed,
                }
            )

    def _advance(self) -> tuple[int, Mapping[str, str] | None]:
        """Draw again; return the former version and the fragments that changed.

        None instead of fragments: nothing changed. No fragments: the page did as a whole.
        """
        former = self._version
        state = (self._source.answers.entry if self._source else 0, *self._looked_at())
        if state == self._drawn_from:
            return former, None
        first, self._drawn_from = self._drawn_from is None, state
        before, self._parts = self._parts, dict(self.fragments())
        changed = {
            name: html for name, html in self._parts.items() if before.get(name) != html
        }
        if first or (self._parts and not changed):
            return former, None
        self._version += 1
        same = _but_rows(before) == _but_rows(self._parts)
        return former, (changed if same else {})

    def _looked_at(self) -> tuple[str, ...]:
        """How the page is looked at: with the answers, all that a drawing depends on."""
        return (self.language, self._respondent)

    def _changed(self, _answers: Answers) -> None:
        """Tell the browser that a newer drawing can be had; it asks when it wants it.

        Called on the thread of whoever made the edit, so it neither draws nor takes the
        lock, and what goes wrong here is not the edit's.
        """
        if self._busy_in == threading.get_ident():
            return
        try:
            self.send({"type": "stale"})
        except Exception:
            log.exception("%s: the browser could not be told of a change", self._subject)

    # Messages -----------------------------------------------------------------------------

    def receive(self, message: Mapping[str, Any], buffers: Sequence[bytes] = ()) -> None:
        """Do what a message of the browser asks; its `buffers` are a member of it.

        What goes wrong becomes a sentence in the page and an entry in the log, for a
        callback has no cell to fail in; under pytest it is raised again.
        """
        if buffers:
            message = {**message, "buffers": tuple(buffers)}
        with self._lock:
            self._busy_in = threading.get_ident()
            speaking.set(self.language)
            try:
                self._obey(message)
            except SmartcityError as error:
                log.warning("%s: %s", self._subject, error)
                self.apologise(message, error.sentence(self.language), error)
            except Exception as error:
                log.exception("%s: a message could not be obeyed", self._subject)
                self.apologise(message, self.words.say("ui.status.broken"), error)
                if "PYTEST_CURRENT_TEST" in os.environ:
                    raise
            finally:
                self._busy_in = None

    def _obey(self, message: Mapping[str, Any]) -> None:
        match message.get("type"):
            case "hello":
                self._refresh()
                self.redraw()
                if message.get("version") != self._version:
                    self.send_state("page")
            case "draw":
                self.redraw()
            case "focus":
                self._refresh()
                self.redraw()
            case "view":
                self._chosen_language = str(message.get("language") or self.language)
                self._respondent = str(message.get("respondent") or "")
                self._advance()
                self.send_state("page")
            case _:
                self.hear(message)

    def _refresh(self) -> None:
        if self._source:
            self._source.refresh()

    def apologise(
        self,
        message: Mapping[str, Any],  # noqa: ARG002 - a form answers an edit by its uuid
        sentence: str,
        error: Exception,  # noqa: ARG002
    ) -> None:
        """Say in the page what went wrong."""
        self.send({"type": "error", "message": sentence})

    # Its place ----------------------------------------------------------------------------

    def _take_place(self) -> None:
        """Close what this cell showed before of the subject: a re-run leaves no model."""
        place = (type(self).__name__, self._subject, _cell())
        with self._shown_lock:
            before = self._shown.get(place)
            self._shown[place] = self
        if before is not None:
            before.close()

    @classmethod
    def is_shown_elsewhere(cls, subject: str) -> bool:
        """Whether another cell of this notebook shows a page of this class and subject."""
        here = (cls.__name__, subject, _cell())
        with cls._shown_lock:
            return any(place[:2] == here[:2] and place != here for place in cls._shown)

    def close(self) -> None:
        """Stop following the workbook and take the model away, its layout too."""
        if self._unsubscribe:
            self._unsubscribe()
        with self._shown_lock:
            for place in [place for place, one in self._shown.items() if one is self]:
                del self._shown[place]
        layout = self.layout
        super().close()
        layout.close()


def _but_rows(parts: Mapping[str, str]) -> set[str]:
    """Return the names of the fragments that are no rows: those come and go."""
    return {name for name in parts if not name.startswith(ROW)}


def _cell() -> str:
    """Return the id of the cell that is running, empty where nobody says."""
    from IPython import get_ipython

    shell = get_ipython()
    parent: Mapping[str, Any] = getattr(shell, "get_parent", dict)()
    return str(parent.get("metadata", {}).get("cellId", ""))
