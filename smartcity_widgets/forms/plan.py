"""An action plan from a file: it is looked at in the page, and added in one act.

The file is kept here, in memory, until it is added or forgotten; nothing of it is stored
before. What is chosen in the page only draws it again.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from smartcity_widgets.editing.putting import MOST_ROWS
from smartcity_widgets.errors import EditError
from smartcity_widgets.exchange.plans import (
    PROJECTS,
    best_sheet,
    known_of,
    plan_of,
    rows_of,
)
from smartcity_widgets.render.plan import Done, LookedPlan, plan_body, plan_page
from smartcity_widgets.render.plan_told import gone_of
from smartcity_widgets.tables import open_document, table_of

from .panel import EditingPanel
from .uploading import Upload

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smartcity_widgets.exchange.plans import Known
    from smartcity_widgets.tables import Document, Table

    from .source import FormSource

__all__ = ["PlanPanel"]

_CHOOSE, _ADD, _FORGET = "plan-choose", "plan-add", "plan-forget"
_LEAVE = "leave-"
_UPLOAD = "plan"


class PlanPanel(EditingPanel):
    """A page on which the actions of a file become projects."""

    def __init__(
        self, source: FormSource, *, notebooks: Mapping[str, str] | None = None
    ) -> None:
        self._upload = Upload()
        self._document: Document | None = None
        self._tables: dict[int, Table] = {}
        self._sheet: int | None = None
        self._chosen: dict[str, str] = {}
        self._left_out: frozenset[str] = frozenset()
        self._refused = ""
        self._done: Done | None = None
        super().__init__(
            source,
            "plan",
            draw=lambda words, uid: plan_page(
                self._looked(), words, uid=uid, refused=self._refused, done=self._done
            ),
            actions={_ADD: self._add, _FORGET: self._forget},
            notebooks=notebooks,
        )
        self.actions = [*self.actions, _CHOOSE]

    def fragments(self) -> Mapping[str, str]:
        """Return the inside of its only fragment."""
        body = plan_body(
            self._looked(),
            self.words,
            uid=self.uid,
            refused=self._refused,
            done=self._done,
        )
        return {"plan": body}

    def status_words(self) -> dict[str, str]:
        """Return the sentences of the status line, as a file that is read needs them."""
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
        sheet = fields.pop("sheet", "").removeprefix("=")
        if sheet.isdigit() and int(sheet) != self._sheet_now():
            self._sheet = int(sheet)
            self._chosen, self._left_out = {}, frozenset()
            return
        self._left_out = frozenset(
            name.removeprefix(_LEAVE) for name in fields if name.startswith(_LEAVE)
        )
        for name, value in fields.items():
            if value.startswith("="):
                self._chosen[name] = value[1:]
            elif not value:
                self._chosen.pop(name, None)

    def _add(self, fields: Mapping[str, str]) -> str | None:
        """Store the projects, in one act that one undo takes back."""
        self._choose(fields)
        looked = self._looked()
        if looked is None or not looked.actions or looked.rows > MOST_ROWS:
            return None
        self._desk.apply(
            {
                "type": "edit",
                "edit": str(uuid.uuid4()),
                "op": "put-rows",
                "path": PROJECTS,
                "rows": rows_of(looked.actions),
                "language": self.language,
            }
        )
        self._drop()
        said = self.words.count("plan.added", len(looked.actions))
        self._done = Done(said, gone_of(looked.plan.left, self.words))
        return said

    def _forget(self, _fields: Mapping[str, str]) -> str:
        self._drop()
        return self.words.say("figures.forgotten")

    def _drop(self) -> None:
        self._document, self._tables, self._sheet = None, {}, None
        self._chosen, self._left_out = {}, frozenset()
        self._refused, self._done = "", None

    def _draw_again(self) -> None:
        with self._lock:
            self._acted += 1
            self.redraw()

    # What is looked at --------------------------------------------------------------------

    def _known(self) -> Known:
        """Return what the workbook knows, its notes in its own language."""
        answers = self._desk.answers
        return known_of(self._desk.method, answers, answers.words(answers.language))

    def _sheet_now(self) -> int:
        """Return the sheet that is looked at: the one chosen, or most like a plan."""
        seen = self._document.seen if self._document is not None else ()
        if self._sheet not in range(len(seen)):
            self._tables = {at: table_of(one) for at, one in enumerate(seen)}
            self._sheet = best_sheet(self._tables, self._known())
        return self._sheet or 0

    def _looked(self) -> LookedPlan | None:
        document = self._document
        if document is None:
            return None
        at = self._sheet_now()
        if at not in self._tables:
            self._tables[at] = table_of(document.seen[at])
        known, table = self._known(), self._tables[at]
        plan = plan_of(table, known, self._chosen, source=document.name)
        return LookedPlan(
            document=document,
            sheet=at,
            table=table,
            plan=plan,
            known=known,
            chosen=self._chosen,
            left_out=self._left_out,
            most=MOST_ROWS,
        )
