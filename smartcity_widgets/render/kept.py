"""Rows of tables as they were drawn, so that an edit draws one row and not three hundred.

A row is drawn again when something it shows has changed: an answer of its own, the name of
a row that it can refer to, an answer of the step where that decides whether a column is
asked, or of another step.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Question

    from .drawing import Drawing
    from .shapes import Row

__all__ = ["KeptRows"]

_ROW_DEPTH = 3
_ASIDE = ("notes/", "tallies/", "revealed/", "comments/")
"""What no row of a table shows."""
_FOLLOWS_MORE = {"place", "attachment", "computed"}
"""Kinds that show more than the answers they name: a table with one is always drawn."""


class KeptRows:
    """What one form remembers of the rows it drew; of one look at it at a time."""

    def __init__(self) -> None:
        self._look: object = None
        self._answers: Answers | None = None
        self._changes: Mapping[str, int] = {}
        self._rows: dict[str, tuple[tuple[object, ...], Row]] = {}
        self._html: dict[str, tuple[Row, str]] = {}
        self._names: dict[str, tuple[str, ...]] = {}

    def row(
        self,
        drawing: Drawing,
        table: Question,
        name: str,
        place: object,
        make: Callable[[], Row],
    ) -> Row:
        """Return a row as it was made last; made again if what it shows has changed.

        Parameters
        ----------
        place
            Where it stands in its table: it tells its number.
        """
        if any(one.kind in _FOLLOWS_MORE for one in table.columns):
            return make()
        self._look_at(drawing, table.step)
        path = f"{table.path}/{name}"
        state = (place, self._changes.get(path, 0), *self._seen_by(drawing, table))
        kept = self._rows.get(path)
        if kept is None or kept[0] != state:
            kept = self._rows[path] = (state, make())
        return kept[1]

    def html(self, row: Row, draw: Callable[[], str]) -> str:
        """Return the inside of a row as it was drawn last, if it is still the same row."""
        kept = self._html.get(row.path)
        if kept is None or kept[0] is not row:
            kept = self._html[row.path] = (row, draw())
        return kept[1]

    def _look_at(self, drawing: Drawing, step: str) -> None:
        view = drawing.view
        look = (step, id(drawing.method), drawing.uid, view.language, view.respondent)
        if look != self._look:
            self._look = look
            self._rows.clear()
            self._html.clear()
            self._names.clear()
        if self._answers is not drawing.answers:
            self._answers = drawing.answers
            self._changes = _changes(drawing.answers, step)
            self._names.clear()

    def _seen_by(self, drawing: Drawing, table: Question) -> tuple[object, ...]:
        """Return what rows of a table show of others, or when that changed last."""
        named = {
            one
            for column in table.columns
            for one in (*column.targets, *column.suggests)
            if one.startswith(f"{table.step}/")
        }
        asked = {
            f"{table.step}/{column.shown_when.question}"
            for column in table.columns
            if column.shown_when is not None and column.shown_when.of_step
        }
        changed = (self._changes.get(one, 0) for one in ("", *sorted(asked)))
        return (*changed, *(self._names_in(drawing, one) for one in sorted(named)))

    def _names_in(self, drawing: Drawing, table: str) -> tuple[str, ...]:
        """Return what the rows of a table are called, the removed ones too."""
        if table not in self._names:
            rows = (*drawing.rows(table), *drawing.answers.removed_rows(table))
            self._names[table] = tuple(
                f"{one} {drawing.label_of(table, one)}" for one in rows
            )
        return self._names[table]


def _changes(answers: Answers, step: str) -> dict[str, int]:
    """Return when each question, table and row of a step changed last; "" is the rest."""
    changes: dict[str, int] = {}
    for (_, path), entry in answers.latest.items():
        parts = path.split("/")
        if parts[0] == step:
            places = ["/".join(parts[:2])]
            if len(parts) >= _ROW_DEPTH:
                places.append("/".join(parts[:_ROW_DEPTH]))
        elif path.startswith(_ASIDE):
            continue
        else:
            places = [""]
        for place in places:
            changes[place] = max(changes.get(place, 0), entry.number)
    return changes
