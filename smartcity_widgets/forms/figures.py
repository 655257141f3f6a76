"""Baselines from a file: it is looked at in the page, and added in one act or forgotten.

The file is kept here, in memory, until it is added or forgotten; nothing of it is stored
before. What is chosen in the page only draws it again.
"""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from smartcity_widgets.editing.putting import MOST_ROWS
from smartcity_widgets.errors import EditError
from smartcity_widgets.exchange.baselines import TABLE, known_of, plan_of, rows_of
from smartcity_widgets.render.figures import Looked, figures_body, figures_page
from smartcity_widgets.tables import open_document, table_of

from .panel import EditingPanel
from .uploading import Upload

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smartcity_widgets.tables import Document, Table

    from .source import FormSource

__all__ = ["FiguresPanel"]

_CHOOSE, _ADD, _FORGET = "figures-choose", "figures-add", "figures-forget"
_REPLACE = "replace-"
_UPLOAD = "figures"
_OF_FILE = ("sheet", "quality", "source")


class FiguresPanel(EditingPanel):
    """A page on which figures of a file become baselines."""

    def __init__(
        self, source: FormSource, *, notebooks: Mapping[str, str] | None = None
    ) -> None:
        self._upload = Upload()
        self._document: Document | None = None
        self._tables: dict[int, Table] = {}
        self._chosen: dict[str, str] = {}
        self._said: dict[str, str] = {}
        self._replaced: frozenset[str] = frozenset()
        self._refused, self._added = "", 0
        super().__init__(
            source,
            "figures",
            draw=lambda words, uid: figures_page(
                source.method,
                self._looked(),
                words,
                uid=uid,
                refused=self._refused,
                added=self._added,
            ),
            actions={_ADD: self._add, _FORGET: self._forget},
            notebooks=notebooks,
        )
        self.actions = [*self.actions, _CHOOSE]

    def fragments(self) -> Mapping[str, str]:
        """Return the inside of its only fragment."""
        body = figures_body(
            self._desk.method,
            self._looked(),
            self.words,
            uid=self.uid,
            refused=self._refused,
            added=self._added,
        )
        return {"figures": body}

    def status_words(self) -> dict[str, str]:
        """Return the sentences of the status line, as a file of figures needs them."""
        prefix = "figures.status."
        known = self.words.fallback or self.words
        return super().status_words() | {
            f"attach.{key.removeprefix(prefix)}": self.words.say(key)
            for key in known.entries
            if key.startswith(prefix)
        }

    # What somebody does -------------------------------------------------------------------

    def hear(self, message: Mapping[str, Any]) -> None:
        """Take a file, or a choice; all else as any panel."""
        if message.get("type") == "attach":
            self._take(message)
        elif message.get("type") == "action" and message.get("action") == _CHOOSE:
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
        if message.get("path") != _UPLOAD:
            raise EditError("edit-unknown-path", path=str(message.get("path")))
        data = self._upload.take(message)
        if data is None:
            return
        document = open_document(data, str(message.get("name") or ""))
        self._drop()
        self._document = document
        said = self.words.say("figures.looked", name=document.name)
        self.send({"type": "done", "upload": message["upload"], "message": said})
        self._draw_again()

    def _choose(self, fields: Mapping[str, Any]) -> None:
        """Keep what was chosen; a choice that is not in the page any more stays kept."""
        if self._document is None:
            return
        fields = {str(name): str(value) for name, value in fields.items()}
        picked = {
            name: value[1:] for name, value in fields.items() if value.startswith("=")
        }
        if "sheet" in picked and picked["sheet"] != self._said.get("sheet", "0"):
            self._chosen = {}
            self._said = self._said | {"sheet": picked["sheet"]}
            return
        emptied = {name for name, value in fields.items() if not value}
        self._said |= {name: picked.get(name, "") for name in _OF_FILE if name in fields}
        if "source" in fields:
            self._said["source"] = fields["source"]
        self._replaced = frozenset(
            name.removeprefix(_REPLACE) for name in fields if name.startswith(_REPLACE)
        )
        typed = {
            name: value
            for name, value in fields.items()
            if name.startswith(("place", "breakdown-")) and value and name not in picked
        }
        self._chosen |= typed
        taken = picked.pop("take", "")
        for name in emptied:
            self._chosen.pop(name, None)
        for name, value in picked.items():
            if name not in _OF_FILE:
                self._chosen[name] = value
            if name.startswith("indicator-") and not value:  # the column is not used
                self._chosen.pop(name.replace("indicator", "taken"), None)
        if taken:
            self._chosen[f"taken-{taken}"] = "yes"
            self._chosen.pop(f"indicator-{taken}", None)

    def _add(self, fields: Mapping[str, str]) -> str | None:
        """Store the figures, in one act that one undo takes back."""
        self._choose(fields)
        looked = self._looked()
        if looked is None or not looked.count or looked.count > MOST_ROWS:
            return None
        table = self._desk.method.at(TABLE)
        rows = rows_of(
            looked.plan,
            replaced=looked.replaced,
            quality=looked.quality,
            columns={one.id for one in table.columns} if table else (),
        )
        self._desk.apply(
            {
                "type": "edit",
                "edit": str(uuid.uuid4()),
                "op": "put-rows",
                "path": TABLE,
                "rows": rows,
                "language": self.language,
            }
        )
        self._drop()
        self._added = len(rows)
        return self.words.count("figures.added", len(rows))

    def _forget(self, _fields: Mapping[str, str]) -> str:
        self._drop()
        return self.words.say("figures.forgotten")

    def _drop(self) -> None:
        self._document, self._tables = None, {}
        self._chosen, self._said, self._replaced = {}, {}, frozenset()
        self._refused, self._added = "", 0

    def _draw_again(self) -> None:
        with self._lock:
            self._acted += 1
            self.redraw()

    # What is looked at --------------------------------------------------------------------

    def _looked(self) -> Looked | None:
        document = self._document
        if document is None:
            return None
        at = int(self._said.get("sheet") or 0)
        at = at if at in range(len(document.seen)) else 0
        if at not in self._tables:
            self._tables[at] = table_of(document.seen[at])
        method, answers = self._desk.method, self._desk.answers
        source = self._said.get("source", document.name)
        plan = plan_of(
            self._tables[at],
            known_of(method, answers, self.words),
            self._chosen,
            source=source,
            latest=datetime.now(UTC).year,
        )
        asked = method.at(f"{TABLE}/*/data_quality")
        return Looked(
            document=document,
            sheet=at,
            table=self._tables[at],
            plan=plan,
            chosen=self._chosen,
            qualities=asked.choices if asked else (),
            quality=self._said.get("quality", ""),
            source=source,
            replaced=self._replaced,
            most=MOST_ROWS,
        )
