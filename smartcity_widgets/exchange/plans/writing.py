"""One action as it is stored: its cells, the rows that come with it, and its notes.

What a cell says that cannot be stored where its column belongs is left out, told, and kept
in the notes of the project.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from smartcity_widgets.tables import year_alone
from smartcity_widgets.tables.numerals import missing_in
from smartcity_widgets.values.texts import plain

from .cells import amount_of, day_of, period_of
from .known import MILESTONES, PEOPLE, SOURCES
from .meanings import NEW, digest, meaning, parts_of
from .plan import Action, Added, Left

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from smartcity_widgets.tables import Cell

    from .days import Edge
    from .known import Known
    from .plan import Plan, Proposal

__all__ = ["Writing"]

_BULLET = re.compile(r"^(?:[-–—•*▪◦·]+|[0-9]{1,2}[.)])\s+")
_STEPS = re.compile(r"[\n;]+")
_MONEY = {"capex": "budget_capex", "opex": "budget_opex_per_year"}
_CHOICES = ("status", "kind", "dimension")


@dataclass
class Writing:
    """What is made of the rows of one action.

    Attributes
    ----------
    row
        The id of its project.
    where
        Which file and rows it comes from, in words.
    left
        What could not be stored where its column belongs.
    """

    plan: Plan
    known: Known
    chosen: Mapping[str, str]
    row: str
    where: str
    left: list[Left] = field(default_factory=list)
    _notes: list[tuple[str, str, Cell | None]] = field(default_factory=list)
    _others: list[Added] = field(default_factory=list)
    _owner: tuple[str, str] | None = None

    def action(
        self, at: Sequence[int], lines: tuple[int, ...], *, title: str, part: str
    ) -> Action:
        """Return the action that stands at some positions of the table."""
        cells: dict[str, object] = {"title": self._title(title, part)}
        self._texts(at, cells)
        self._meant(at, cells)
        self._days(at, cells)
        self._amounts(at, cells)
        self._funding(at)
        self._steps(at)
        for column, cell in self._cells("note", at):
            self._note(column, cell)
        cells |= self._told()
        return Action(self.row, lines, cells, tuple(self._others), self._owner)

    # Cells of the project -----------------------------------------------------------------

    def _title(self, title: str, part: str) -> str:
        whole = title or part
        if title and part:
            whole = self.known.words.say("plan.part_of", action=title, part=part)
        whole = plain(whole)[0]
        if len(whole) <= self.known.longest:
            return whole
        self._notes.append((self.known.words.say("plan.whole_title"), whole, None))
        return f"{whole[: self.known.longest - 1]}…"

    def _texts(self, at: Sequence[int], cells: dict[str, object]) -> None:
        for column, cell in self._once("code", at):
            if len(cell.text) <= self.known.longest:
                cells["code"] = plain(cell.text)[0]
            else:
                self._leave(column, cell, "long")
        named = self.known.means
        for role in ("objective", "partners"):
            found: dict[str, None] = {}
            for column, cell in self._cells(role, at):
                one = meaning(role, cell.text, self.known, self.chosen)
                parts = [one] if one else [named(role, it) for it in parts_of(cell.text)]
                found |= dict.fromkeys(it for it in parts if it)
                if not all(parts):
                    self._leave(column, cell, "word")
            if found:
                cells[role] = list(found)

    def _meant(self, at: Sequence[int], cells: dict[str, object]) -> None:
        for role in (*_CHOICES, "owner"):
            for column, cell in self._once(role, at):
                one = meaning(role, cell.text, self.known, self.chosen)
                alone = role == "owner" and len(parts_of(cell.text)) == 1
                if one is None:
                    several = role == "owner" and not alone
                    self._leave(column, cell, "several" if several else "word")
                    continue
                is_new = role == "owner" and one.startswith(NEW)
                cells[role] = self._person(one.removeprefix(NEW)) if is_new else one
                if not alone and not self.known.means(role, cell.text):
                    self._note(column, cell)  # somebody chose what it means

    def _person(self, name: str) -> str:
        name = plain(name)[0]
        row = digest(PEOPLE, name)
        used = self.known.used.get(PEOPLE, ())
        again = 1
        first = row
        while row in used:
            if row in self.known.alive.get(PEOPLE, ()):
                return row
            again += 1
            row = f"{first}-{again}"
        self._owner = (row, name)
        return row

    def _days(self, at: Sequence[int], cells: dict[str, object]) -> None:
        edges: tuple[Edge, ...] = ("start", "end")
        for edge in edges:
            for column, cell in self._once(edge, at):
                found, wrong = day_of(column, cell, edge, self.known)
                if found:
                    cells[edge] = found
                else:
                    self._leave(column, cell, wrong)
        for column, cell in self._once("period", at):
            both = period_of(column, cell, self.known)
            if both is None:
                self._leave(column, cell, "date")
            else:
                cells["start"], cells["end"] = both

    def _amounts(self, at: Sequence[int], cells: dict[str, object]) -> None:
        for role, name in _MONEY.items():
            for column, cell in self._once(role, at):
                value = self._amount(column, cell, per_year=role == "opex")
                if value:
                    cells[name] = value

    def _amount(self, column: Proposal, cell: Cell, *, per_year: bool) -> str:
        found = amount_of(column, cell, self.known)
        if found is None:
            return ""
        refused = found.refused
        if not refused and found.per_year and not per_year:
            refused = "per_year"
        if refused:
            self._leave(column, cell, refused)
            return ""
        return found.value

    # Rows of other tables -----------------------------------------------------------------

    def _funding(self, at: Sequence[int]) -> None:
        """Pair each funder with the amount that stands beside it."""
        columns = [one for one in self.plan.columns if one.role in {"funder", "funding"}]
        followers = (*(one.role for one in columns), "funder")[1:]
        for position in at:
            funder: Cell | None = None
            for one, follower in zip(columns, followers, strict=True):
                cell = one.column.cells[position]
                is_filled = self._is_filled(one, cell, first=position == at[0])
                if one.role == "funding":
                    amount = self._amount(one, cell, per_year=False) if is_filled else ""
                    if amount or funder is not None:
                        self._add_source(funder, amount)
                    funder = None
                    continue
                funder = cell if is_filled else None
                if funder is not None and len(funder.text) > self.known.longest:
                    self._leave(one, funder, "long")
                    funder = None
                if funder is not None and follower == "funder":
                    self._add_source(funder, "")

    def _add_source(self, funder: Cell | None, amount: str) -> None:
        cells: dict[str, object] = {"project": self.row}
        if funder is not None:
            cells["name"] = plain(funder.text)[0]
            source = self.known.means("source", funder.text)
            if source:
                cells["source"] = source
        if amount:
            cells["amount"] = amount
        self._add(SOURCES, cells)

    def _steps(self, at: Sequence[int]) -> None:
        for column, cell in self._cells("steps", at):
            for line in _STEPS.split(plain(cell.text)[0]):
                name = _BULLET.sub("", " ".join(line.split()))
                if len(name) > self.known.longest:
                    self._leave(column, cell, "long", name)
                elif name:
                    self._add(MILESTONES, {"project": self.row, "name": name})

    def _add(self, table: str, cells: dict[str, object]) -> None:
        row = f"{self.row}-{len(self._others) + 1}"
        self._others.append(Added(table, row, cells))

    # Cells of the file --------------------------------------------------------------------

    def _cells(self, role: str, at: Sequence[int]) -> Iterator[tuple[Proposal, Cell]]:
        """Go through the cells of a role in which something is said."""
        for one in self.plan.by_role.get(role, ()):
            for position in at:
                cell = one.column.cells[position]
                if self._is_filled(one, cell, first=position == at[0]):
                    yield one, cell

    def _is_filled(self, column: Proposal, cell: Cell, *, first: bool) -> bool:
        """Whether a cell says something: no dash, no merged one that is repeated."""
        if cell.fault:
            self._leave(column, cell, cell.fault)
            return False
        return missing_in(cell.text) is None and (first or not cell.merged)

    def _once(self, role: str, at: Sequence[int]) -> Iterator[tuple[Proposal, Cell]]:
        """Go through the first filled cell of a role; another that differs is left out."""
        first: Cell | None = None
        for column, cell in self._cells(role, at):
            if first is None:
                first = cell
                yield column, cell
            elif cell.text != first.text:
                self._leave(column, cell, "twice")

    def _leave(self, column: Proposal, cell: Cell, reason: str, text: str = "") -> None:
        kept = not cell.fault and "note" in self.known.roles
        said = text or cell.text
        self.left.append(Left(cell.row, column.column.label, reason, said, kept))
        if kept:
            self._notes.append((_heading(column), said, cell))

    def _note(self, column: Proposal, cell: Cell) -> None:
        if "note" in self.known.roles:
            self._notes.append((_heading(column), self._text_of(cell), cell))
        else:
            self._leave(column, cell, "notes")

    def _text_of(self, cell: Cell) -> str:
        if isinstance(cell.content, bool):
            return self.known.words.say("value.yes" if cell.content else "value.no")
        return f"{cell.text} {cell.unit}".strip()

    def _told(self) -> dict[str, object]:
        """Return the notes: a line for each cell, as many as there is room for."""
        if "note" not in self.known.roles:
            return {}
        words, room = self.known.words, self.known.longest_note - len(self.where) - 1
        lines: list[str] = []
        notes = sorted(dict.fromkeys(self._notes), key=lambda one: _place(one[2]))
        for name, text, cell in notes:
            line = plain(words.say("plan.line", name=name, text=text))[0]
            if len(line) + 1 <= room:
                lines.append(line)
                room -= len(line) + 1
            else:
                row = cell.row if cell is not None else 0
                self.left.append(Left(row, name, "room", text, kept=False))
        return {"notes": "\n".join((*lines, self.where))}


def _heading(column: Proposal) -> str:
    """Return what notes call a column: two of one name by the heading above them."""
    one = column.column
    if one.group and one.name and (one.label != one.name or year_alone(one.name)):
        return f"{one.group} · {one.name}"
    return one.name if one.label == one.name else one.label


def _place(cell: Cell | None) -> tuple[int, int]:
    return (cell.row, cell.column) if cell is not None else (0, 0)
