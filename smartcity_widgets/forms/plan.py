"""An action plan from a file: it is looked at in the page, and added in one act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartcity_widgets.editing.putting import MOST_ROWS
from smartcity_widgets.exchange.plans import (
    PROJECTS,
    best_sheet,
    known_of,
    plan_of,
    rows_of,
)
from smartcity_widgets.render.plan import Done, LookedPlan, plan_body
from smartcity_widgets.render.plan_told import gone_of
from smartcity_widgets.tables import table_of

from .filepanel import FilePanel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smartcity_widgets.exchange.plans import Known
    from smartcity_widgets.words import Words

    from .source import FormSource

__all__ = ["PlanPanel"]

_LEAVE = "leave-"


class PlanPanel(FilePanel):
    """A page on which the actions of a file become projects."""

    _sheet: int | None
    _left_out: frozenset[str]
    _done: Done | None

    def __init__(
        self, source: FormSource, *, notebooks: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(source, "plan", notebooks=notebooks)

    def _body(self, words: Words, uid: str) -> str:
        return plan_body(
            self._looked(),
            words,
            uid=uid,
            refused=self._refused,
            done=self._done,
        )

    # What somebody does -------------------------------------------------------------------

    def _keep(self, fields: dict[str, str]) -> None:
        """Keep what was chosen; a choice that is not in the page any more stays kept."""
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
        self._put(PROJECTS, rows_of(looked.actions))
        self._drop()
        said = self.words.count("plan.added", len(looked.actions))
        self._done = Done(said, gone_of(looked.plan.left, self.words))
        return said

    def _drop(self) -> None:
        super()._drop()
        self._sheet, self._left_out, self._done = None, frozenset(), None

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
        known, table = self._known(), self._table(document, at)
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
