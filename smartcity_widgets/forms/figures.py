"""Baselines from a file: it is looked at in the page, and added in one act or forgotten."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from smartcity_widgets.editing.putting import MOST_ROWS
from smartcity_widgets.exchange.baselines import TABLE, known_of, plan_of, rows_of
from smartcity_widgets.render.figures import Looked, figures_body

from .filepanel import FilePanel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smartcity_widgets.words import Words

    from .source import FormSource

__all__ = ["FiguresPanel"]

_REPLACE = "replace-"
_OF_FILE = ("sheet", "quality", "source")


class FiguresPanel(FilePanel):
    """A page on which figures of a file become baselines."""

    subject = "figures"

    _said: dict[str, str]
    _replaced: frozenset[str]
    _added: int

    def __init__(
        self, source: FormSource, *, notebooks: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(source, self.subject, notebooks=notebooks)

    def _body(self, words: Words, uid: str) -> str:
        return figures_body(
            self._desk.method,
            self._looked(),
            words,
            uid=uid,
            refused=self._refused,
            added=self._added,
        )

    # What somebody does -------------------------------------------------------------------

    def _keep(self, fields: dict[str, str]) -> None:
        """Keep what was chosen; a choice that is not in the page any more stays kept."""
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
        self._put(TABLE, rows)
        self._drop()
        self._added = len(rows)
        return self.words.count("figures.added", len(rows))

    def _drop(self) -> None:
        super()._drop()
        self._said, self._replaced, self._added = {}, frozenset(), 0

    # What is looked at --------------------------------------------------------------------

    def _looked(self) -> Looked | None:
        document = self._document
        if document is None:
            return None
        at = int(self._said.get("sheet") or 0)
        at = at if at in range(len(document.seen)) else 0
        table = self._table(document, at)
        method, answers = self._desk.method, self._desk.answers
        source = self._said.get("source", document.name)
        plan = plan_of(
            table,
            known_of(method, answers, self.words),
            self._chosen,
            source=source,
            latest=datetime.now(UTC).year,
        )
        asked = method.at(f"{TABLE}/*/data_quality")
        return Looked(
            document=document,
            sheet=at,
            table=table,
            plan=plan,
            chosen=self._chosen,
            qualities=asked.choices if asked else (),
            quality=self._said.get("quality", ""),
            source=source,
            replaced=self._replaced,
            most=MOST_ROWS,
        )
