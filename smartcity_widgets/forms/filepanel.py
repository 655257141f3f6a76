"""A page on which a file is chosen, looked at, and added in one act or forgotten.

The file is kept here, in memory, until it is added or forgotten; nothing of it is stored
before. What is chosen in the page only draws it again.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from smartcity_widgets.errors import EditError
from smartcity_widgets.render.looked import file_page
from smartcity_widgets.tables import open_document, table_of

from .panel import EditingPanel
from .uploading import Upload

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from smartcity_widgets.tables import Document, Table
    from smartcity_widgets.words import Words

    from .source import FormSource

__all__ = ["FilePanel"]


class FilePanel(EditingPanel):
    """A page on which the rows of a file become rows of a workbook.

    Parameters
    ----------
    subject
        What the page is called; so begin its actions, and so are its upload and its only
        fragment called.
    """

    _document: Document | None
    _tables: dict[int, Table]
    _chosen: dict[str, str]
    _refused: str

    def __init__(
        self,
        source: FormSource,
        subject: str,
        *,
        notebooks: Mapping[str, str] | None = None,
    ) -> None:
        self._choosing = f"{subject}-choose"
        self._upload = Upload()
        self._drop()
        super().__init__(
            source,
            subject,
            draw=lambda words, uid: file_page(
                subject, self._body(words, uid), words, uid=uid
            ),
            actions={f"{subject}-add": self._add, f"{subject}-forget": self._forget},
            notebooks=notebooks,
        )
        self.actions = [*self.actions, self._choosing]

    # What each page does its own way ------------------------------------------------------

    def _body(self, words: Words, uid: str) -> str:
        """Return the inside of its only fragment."""
        raise NotImplementedError

    def _keep(self, fields: dict[str, str]) -> None:
        """Keep what was chosen; a choice that is not in the page any more stays kept."""
        raise NotImplementedError

    def _add(self, fields: Mapping[str, str]) -> str | None:
        """Store the rows, in one act that one undo takes back."""
        raise NotImplementedError

    def _opened(self, data: bytes, name: str) -> Any:  # noqa: ANN401 - what a page holds
        """Open a file; it is refused here or not at all."""
        return open_document(data, name)

    def _hold(self, opened: Any, data: bytes) -> None:  # noqa: ANN401, ARG002
        """Keep a file that was opened, until it is added or forgotten."""
        self._document = opened

    def _drop(self) -> None:
        """Forget the file, and all that was said of it."""
        self._document, self._tables = None, {}
        self._chosen, self._refused = {}, ""

    # What is drawn ------------------------------------------------------------------------

    def fragments(self) -> Mapping[str, str]:
        """Return the inside of its only fragment."""
        return {self._subject: self._body(self.words, self.uid)}

    def status_words(self) -> dict[str, str]:
        """Return the sentences of the status line, as a file that is read needs them."""
        prefix = "figures.status."
        known = self.words.fallback or self.words
        return super().status_words() | {
            f"attach.{key.removeprefix(prefix)}": self.words.say(key)
            for key in known.entries
            if key.startswith(prefix)
        }

    def _draw_again(self) -> None:
        with self._lock:
            self._acted += 1
            self.redraw()

    # What somebody does -------------------------------------------------------------------

    def hear(self, message: Mapping[str, Any]) -> None:
        """Take a file, or a choice; all else as any panel."""
        if message.get("type") == "attach":
            self._take(message)
        elif message.get("type") == "action" and message.get("action") == self._choosing:
            self._choose(message.get("fields") or {})
            self._draw_again()
        else:
            super().hear(message)

    def apologise(
        self, message: Mapping[str, Any], sentence: str, error: Exception
    ) -> None:
        """Tell the browser why a file was refused, and say it in the page."""
        if message.get("type") != "attach":
            super().apologise(message, sentence, error)
            return
        self._drop()
        self._refused = sentence
        self.send({"type": "error", "upload": message.get("upload"), "message": sentence})
        self._draw_again()

    def _take(self, message: Mapping[str, Any]) -> None:
        """Open a file when its last part has come."""
        if message.get("path") != self._subject:
            raise EditError("edit-unknown-path", path=str(message.get("path")))
        data = self._upload.take(message)
        if data is None:
            return
        name = str(message.get("name") or "")
        opened = self._opened(data, name)  # refused before the file of before is forgotten
        self._drop()
        self._hold(opened, data)
        said = self.words.say("figures.looked", name=name)
        self.send({"type": "done", "upload": message["upload"], "message": said})
        self._draw_again()

    def _choose(self, fields: Mapping[str, Any]) -> None:
        """Keep what was chosen of the file, if there still is one."""
        if self._document is not None:
            self._keep({str(name): str(value) for name, value in fields.items()})

    def _forget(self, _fields: Mapping[str, str]) -> str:
        self._drop()
        return self.words.say("figures.forgotten")

    def _put(self, path: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Write rows into a table, and into those beside it, in one act."""
        self._desk.apply(
            {
                "type": "edit",
                "edit": str(uuid.uuid4()),
                "op": "put-rows",
                "path": path,
                "rows": rows,
                "language": self.language,
            }
        )

    # What is looked at --------------------------------------------------------------------

    def _table(self, document: Document, at: int) -> Table:
        """Return the table of a sheet, which is read once."""
        if at not in self._tables:
            self._tables[at] = table_of(document.seen[at])
        return self._tables[at]
