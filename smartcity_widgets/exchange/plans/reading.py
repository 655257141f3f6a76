"""Read the actions of a table: which rows are one action, and which were added before."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from smartcity_widgets.tables.numerals import missing_in

from .amounts import vat_of
from .known import COLUMNS, COMPARED, PROJECTS
from .meanings import digest
from .plan import Action, Doubt, Left
from .roles import AMOUNTS, stemmed
from .writing import Writing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from smartcity_widgets.tables import Table

    from .known import Known
    from .plan import Plan

__all__ = ["Found", "read_actions"]

_KEY = ("title", "subtitle")
_UNREAD = frozenset(("date", "amount"))
_READ = frozenset(("start", "end", "budget_capex", "budget_opex_per_year"))
_MANY = 3
"""Columns with a place of their own, from which on a title alone is remarkable."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was read."""

    new: tuple[Action, ...]
    same: tuple[Action, ...]
    left: tuple[Left, ...]
    doubts: tuple[Doubt, ...]


def read_actions(
    plan: Plan, table: Table, known: Known, chosen: Mapping[str, str], *, source: str
) -> Found:
    """Return the actions of a plan without open questions."""
    return _Reader(plan, table, known, chosen, source).found()


@dataclass(frozen=True, slots=True)
class _Lines:
    """The positions of the rows of one action, and what it is called."""

    at: tuple[int, ...]
    title: str
    part: str


@dataclass(frozen=True)
class _Reader:
    plan: Plan
    table: Table
    known: Known
    chosen: Mapping[str, str]
    source: str

    def found(self) -> Found:
        new: list[Action] = []
        same: list[Action] = []
        left: list[Left] = [*self._untitled()]
        doubts: list[Doubt] = [*self._counted_otherwise()]
        seen: Counter[tuple[str, ...]] = Counter()
        kept: list[tuple[_Lines, Action]] = []
        for lines in self._actions():
            row, is_new = self._id(lines, seen)
            writing = Writing(self.plan, self.known, self.chosen, row, self._where(lines))
            action = writing.action(
                lines.at,
                tuple(self.table.rows[one] for one in lines.at),
                title=lines.title,
                part=lines.part,
            )
            (new if is_new else same).append(action)
            if not is_new:
                doubts += _changed(action, self.known)
            if is_new:
                left += writing.left
                kept.append((lines, action))
                doubts += self._no_action(lines, action, writing.left)
        doubts += _doubts(kept, self.known)
        left.sort(key=lambda one: one.row)
        return Found(tuple(new), tuple(same), tuple(left), tuple(doubts))

    def _text(self, role: str, at: int) -> str:
        for one in self.plan.by_role.get(role, ()):
            text = " ".join(one.column.cells[at].text.split())
            if missing_in(text) is None:
                return text
        return ""

    def _actions(self) -> Iterator[_Lines]:
        """Go through the actions; a merged title makes one action of the rows it covers."""
        lines: _Lines | None = None
        for at in range(len(self.table.rows)):
            title, part = (self._text(one, at) for one in _KEY)
            if not title and not part:
                continue
            before = lines
            if before is not None and self._goes_on(at, before, title, part):
                lines = _Lines((*before.at, at), title, part)
                continue
            if before is not None:
                yield before
            lines = _Lines((at,), title, part)
        if lines is not None:
            yield lines

    def _goes_on(self, at: int, before: _Lines, title: str, part: str) -> bool:
        cells = [
            one.column.cells[at]
            for role in _KEY
            for one in self.plan.by_role.get(role, ())
            if one.column.cells[at].filled
        ]
        merged = all(one.merged for one in cells)
        follows = self.table.rows[at] == self.table.rows[before.at[-1]] + 1
        return merged and follows and (title, part) == (before.title, before.part)

    def _id(self, lines: _Lines, seen: Counter[tuple[str, ...]]) -> tuple[str, bool]:
        """Return the id of an action, and whether it is new.

        It follows from the sheet, the code and the titles, and how often they stood there
        before: a row that moves keeps it. Where its row was removed, it gets another one,
        so that nothing that was removed comes back with it.
        """
        key = (self.table.sheet, self._text("code", lines.at[0]), lines.title, lines.part)
        seen[key] += 1
        first = digest(*key, str(seen[key]))
        alive, used = (
            found.get(PROJECTS, ()) for found in (self.known.alive, self.known.used)
        )
        row, again = first, 1
        while row in used:
            if row in alive:
                return row, False
            again += 1
            row = f"{first}-{again}"
        return row, True

    def _where(self, lines: _Lines) -> str:
        rows = [self.table.rows[one] for one in lines.at]
        key = "plan.from" if self.table.sheet else "plan.from_text"
        return self.known.words.count(
            key,
            len(rows),
            name=self.source,
            sheet=self.table.sheet,
            row=rows[0],
            last=rows[-1],
        )

    def _no_action(
        self, lines: _Lines, action: Action, left: list[Left]
    ) -> Iterator[Doubt]:
        """Tell a row that may be none: help on how to fill in, or a heading among rows."""
        cells = [one.column.cells[lines.at[0]] for one in self.plan.columns]
        filled = sum(missing_in(one.text) is None for one in cells)
        used = sum(one.role not in {"note", "ignored"} for one in self.plan.columns)
        wrong = [one.reason for one in left if one.reason in _UNREAD]
        if lines.at[0] == 0 and len(wrong) > 1 and _READ.isdisjoint(action.cells):
            yield Doubt("help", action.title, action.lines)
        elif filled == 1 and used >= _MANY and not lines.part:
            yield Doubt("bare", action.title, action.lines)

    def _untitled(self) -> Iterator[Left]:
        for at, row in enumerate(self.table.rows):
            if not any(self._text(one, at) for one in _KEY):
                texts = (one.column.cells[at] for one in self.plan.columns)
                said = " · ".join(one.text for one in texts if missing_in(one.text) is None)
                if said:
                    yield Left(row, "", "title", said, kept=False)
        for one in self.table.refused:
            yield Left(one.row, "", one.reason, "", kept=False)
        for aside in self.table.asides:
            if aside.kind == "note":
                yield Left(aside.row, "", "note", aside.text, kept=False)

    def _counted_otherwise(self) -> Iterator[Doubt]:
        """Tell amounts that are counted without tax where the workbook's are with it."""
        told = set()
        for one in self.plan.columns:
            said = vat_of(one.column.name, one.column.group)
            filled = any(cell.filled for cell in one.column.cells)
            if one.role in AMOUNTS and filled and said and said != self.known.vat:
                told.add(one.column.name)
        for name in sorted(told):
            yield Doubt("vat", name)


def _changed(action: Action, known: Known) -> Iterator[Doubt]:
    """Tell what the file says otherwise by now of an action that was added before."""
    stored = known.stored.get(action.row, {})
    said = {role: action.cells.get(COLUMNS[role].rpartition("/")[2]) for role in COMPARED}
    what = [
        role for role, one in said.items() if one is not None and one != stored.get(role)
    ]
    if what:
        yield Doubt("differs", action.title, action.lines, tuple(what))


def _doubts(kept: list[tuple[_Lines, Action]], known: Known) -> Iterator[Doubt]:
    titled: dict[tuple[str, ...], list[Action]] = {}
    for lines, action in kept:
        titled.setdefault(stemmed(action.title), []).append(action)
        if len(action.lines) > 1:
            yield Doubt("continued", action.title, action.lines)
        if lines.part and not lines.title:
            yield Doubt("part", action.title, action.lines)
        start, end = (str(action.cells.get(one, "")) for one in ("start", "end"))
        if start and end and end < start[: len(end)]:
            yield Doubt("backwards", action.title, action.lines)
    for words, actions in titled.items():
        rows = tuple(line for one in actions for line in one.lines)
        if len(actions) > 1:
            yield Doubt("twins", actions[0].title, rows)
        if words in known.titles:
            yield Doubt("standing", actions[0].title, rows)
    yield from _counted_twice(kept)


def _counted_twice(kept: list[tuple[_Lines, Action]]) -> Iterator[Doubt]:
    """Tell an action and its part that both have a budget: one may stand in the other."""
    budgets = {"budget_capex", "budget_opex_per_year"}
    whole = {
        stemmed(lines.title): action
        for lines, action in kept
        if not lines.part and not budgets.isdisjoint(action.cells)
    }
    for lines, action in kept:
        parent = whole.get(stemmed(lines.title)) if lines.part and lines.title else None
        if parent is not None and not budgets.isdisjoint(action.cells):
            yield Doubt("both", action.title, (*parent.lines, *action.lines))
