"""What was changed in a file of tables: against what was written, and what is said now.

An answer is changed where its cell no longer shows what was written and the workbook still
says what it said then. Whatever is in doubt is told and left as it is.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from smartcity_widgets.tables import letters
from smartcity_widgets.values import Problem
from smartcity_widgets.values.texts import quoted

from .adding import additions
from .contents import content_of, digest
from .layout import TABLES, columns_of
from .naming import Names
from .told import Addition, Change, Comparison, Rule, Told
from .understanding import Added, Reader, added_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method, Question
    from smartcity_widgets.words import Words

    from .base import Kept
    from .reading import Given, Line, Returned

__all__ = ["Comparing", "compare"]


def compare(
    returned: Returned,
    method: Method,
    answers: Answers,
    words: Words,
) -> Comparison:
    """Compare a file that came back with what was written and with what is said now.

    Parameters
    ----------
    words
        Those of the workbook in the language of the file.
    """
    names = Names(method, answers, words)
    reader = Reader(returned.base, answers.rows, names.of_rows)
    comparing = Comparing(returned, method, answers, words, names, reader)
    added = additions(comparing)
    comparing.go_through()
    changes = comparing.with_rows(added)
    order = [
        returned.tables[table].title if table in returned.tables else title
        for table, title in returned.base.titles.items()
    ]
    told = sorted(
        comparing.told, key=lambda one: (order.index(one.sheet), one.row == 0, one.row)
    )
    return Comparison(changes, added, tuple(told), tuple(returned.base.titles))


@dataclass
class Comparing:
    """One comparison, table by table."""

    returned: Returned
    method: Method
    answers: Answers
    words: Words
    names: Names
    reader: Reader
    changes: list[Change] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)

    def tables(self) -> Iterator[tuple[Question, Given]]:
        """Yield the tables that came back and are still asked."""
        for table in self.returned.base.titles:
            question, given = self.asked(table), self.returned.tables.get(table)
            if question is not None and given is not None:
                yield question, given

    def asked(self, table: str) -> Question | None:
        """Return a table that may come back and is asked here; else None."""
        return self.method.at(table) if table in TABLES else None

    def columns(self, table: Question, given: Given) -> dict[str, Question]:
        """Return the columns of a table that came back and are still asked, by id."""
        asked = columns_of(table, internal=self.returned.base.internal)
        return {one.id: one for one in asked if one.id in given.columns}

    def at(
        self, rule: Rule, given: Given, line: Line, column: str = "", **details: str
    ) -> Told:
        """Return what is told of a row, or of one of its cells."""
        headings = self.returned.base.headings[given.table]
        address = f"{letters(given.columns[column])}{line.number}" if column else ""
        said = headings.get(column, "").removesuffix(" *") if column else ""
        return Told(rule, given.title, line.number, said, address, details)

    def unread(self, given: Given, line: Line, column: str, problem: Problem) -> Told:
        """Return that a cell cannot be read, and why."""
        return replace(self.at("unread", given, line, column), problem=problem)

    def with_rows(self, added: tuple[Addition, ...]) -> tuple[Change, ...]:
        """Return the changes without those that name a row which is not added after all."""
        lines = {one.line for one in added}
        found = []
        for one in self.changes:
            missing = next((row for row in added_in(one.value) if row not in lines), None)
            if missing is None:
                found.append(one)
            else:
                problem = Problem("sheet-name", {"text": quoted(missing.name)})
                self.told.append(replace(one.told, rule="unread", problem=problem))
        return tuple(found)

    def go_through(self) -> None:
        """Compare every table that was written."""
        base = self.returned.base
        for table, title in base.titles.items():
            question = self.asked(table)
            if table in self.returned.twice:
                self.told.append(Told("sheet-twice", title))
            elif table not in self.returned.tables:
                self.told.append(Told("sheet-gone", title))
            elif question is None:
                self._not_asked(self.returned.tables[table])
            else:
                self._columns_gone(question, self.returned.tables[table])
                self._table(question, self.returned.tables[table])

    def _not_asked(self, given: Given) -> None:
        names = [one for one in self.returned.base.headings[given.table] if one]
        if any(self._edited(given, one) for one in names):
            self.told.append(Told("not-asked", given.title, details={"name": given.title}))

    def _columns_gone(self, table: Question, given: Given) -> None:
        asked = {one.id for one in columns_of(table, internal=self.returned.base.internal)}
        for name, heading in self.returned.base.headings[given.table].items():
            if not name:
                continue
            if name in given.twice:
                self.told.append(Told("column-twice", given.title, column=heading))
            elif name not in given.columns:
                self.told.append(Told("column-gone", given.title, column=heading))
            elif name not in asked and self._edited(given, name):
                self.told.append(Told("not-asked", given.title, column=heading))

    def _edited(self, given: Given, name: str) -> bool:
        kept = self.returned.base.rows[given.table]
        return any(
            digest(line.cells[name].content) != kept[line.id][name].mark
            for line in given.lines
            if line.id in kept and name in line.cells and name in kept[line.id]
        )

    def _table(self, table: Question, given: Given) -> None:
        kept = self.returned.base.rows[given.table]
        ids = [one.id for one in given.lines if one.id]
        columns = self.columns(table, given)
        emptied = set()
        for line in given.lines:
            if not line.id:
                continue
            if ids.count(line.id) > 1:
                self.told.append(self.at("id-twice", given, line))
            elif line.id not in kept:
                self.told.append(self.at("id-unknown", given, line))
            elif _is_emptied(line, kept[line.id]):
                emptied.add(line.id)
            else:
                self._line(table, given, line, columns, kept[line.id])
        for row in kept:
            if (row not in ids or row in emptied) and row in self.answers.rows(table.path):
                name = self.names.of_rows((table.path,)).get(row, row)
                self.told.append(Told("removed", given.title, details={"name": name}))

    def _line(
        self,
        table: Question,
        given: Given,
        line: Line,
        columns: Mapping[str, Question],
        kept: Mapping[str, Kept],
    ) -> None:
        for name, column in columns.items():
            before, cell = kept.get(name), line.cells[name]
            if before is None or (not cell.fault and digest(cell.content) == before.mark):
                continue
            if before.cut:
                self.told.append(self.at("cut", given, line, name))
                continue
            value = self.reader.value(column, cell)
            if not isinstance(value, Problem) and value == before.value:
                continue
            if not isinstance(value, Problem):
                value = self.reader.checked(column, value) or value
            if isinstance(value, Problem):
                self.told.append(self.unread(given, line, name, value))
                continue
            path = f"{table.path}/{line.id}/{name}"
            self._changed(
                path, column, value, before, self.at("refused", given, line, name)
            )

    def _changed(
        self, path: str, column: Question, value: object, before: Kept, told: Told
    ) -> None:
        """Decide on a value that the file changes, by what the workbook says now."""
        now, draft = self.answers.value(path), self.answers.draft(path)
        table, row = "/".join(path.split("/")[:2]), path.split("/")[2]
        rule: Rule | None = None
        details: dict[str, str] = {}
        if row not in self.answers.rows(table):
            rule = "row-gone"
        elif draft is not None:
            rule = "draft"
            said = draft.text if isinstance(draft.text, str) else "; ".join(draft.text)
            details = {"theirs": said, "yours": self._said(column, value)}
        elif now == value:
            return
        elif now != before.value:
            rule = "conflict"
            details = {
                "theirs": self._said(column, now),
                "yours": self._said(column, value),
            }
        if rule is None:
            self.changes.append(Change(path, column, value, told))
        else:
            self.told.append(replace(told, rule=rule, details=details))

    def _said(self, column: Question, value: object) -> str:
        """Return an answer as the file would show it, in one line."""
        several = value if isinstance(value, list) else [value]
        names = [one.name for one in several if isinstance(one, Added)]
        known = [one for one in several if not isinstance(one, Added) and one is not None]
        if known:
            content = content_of(
                column,
                known if isinstance(value, list) else known[0],
                self.names,
                self.words.language,
            )
            names = [*str(content).splitlines(), *names]
        return "; ".join(names) or self.words.say("sheets.told.nothing")


def _is_emptied(line: Line, kept: Mapping[str, Kept]) -> bool:
    """Whether nothing is left of a row of which something was written."""
    stood = any(one.value is not None for one in kept.values())
    return stood and not any(cell.filled for cell in line.cells.values())
