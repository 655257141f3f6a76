"""Which rows a file of tables adds: those without an id that say what they are about.

The id of such a row follows from the file and from what the row says, so that a file that
is imported twice adds it once; after an undo it is added anew, under the next id.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from smartcity_widgets.log import GROUP
from smartcity_widgets.values import Problem
from smartcity_widgets.values.texts import quoted

from .contents import text_of
from .naming import normal
from .told import Addition, Told
from .understanding import Added, added_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Question

    from .comparing import Comparing
    from .reading import Given, Line

__all__ = ["additions"]

_ID_LENGTH = 10


@dataclass(frozen=True, slots=True)
class _New:
    """A row without an id."""

    table: Question
    given: Given
    line: Line
    id: str
    added: Added


def additions(comparing: Comparing) -> tuple[Addition, ...]:
    """Return the rows that a file adds; what cannot be added is told."""
    new = []
    there: Counter[str] = Counter()
    for one in _new_rows(comparing):
        if (GROUP, f"{one.table.path}/{one.id}") in comparing.answers.latest:
            there[one.given.title] += 1
        elif _is_named(one, comparing):
            new.append(one)
    comparing.told += [Told("row-there", sheet, count=n) for sheet, n in there.items()]
    for one in new:
        names = comparing.reader.added.setdefault(one.table.path, {})
        name = normal(one.added.name)
        twice = Problem("sheet-name-twice", {"text": quoted(one.added.name)})
        names[name] = twice if name in names else one.added
    found = [row for one in new if (row := _addition(one, comparing)) is not None]
    return _with_all_they_name(found, comparing)


def _new_rows(comparing: Comparing) -> Iterator[_New]:
    token = comparing.returned.base.token
    for table, given in comparing.tables():
        seen: Counter[str] = Counter()
        naming = _naming(table)
        for line in given.lines:
            if line.id:
                continue
            texts = {
                one: text_of(cell.content)
                for one, cell in line.cells.items()
                if cell.filled
            }
            said = json.dumps([token, table.path, texts], sort_keys=True)
            seen[said] += 1
            row = _id(f"{said} {seen[said]}", table.path, comparing.answers)
            cell = line.cells.get(naming.id) if naming is not None else None
            name = " ".join(cell.text.split()) if cell is not None else ""
            yield _New(table, given, line, row, Added(table.path, line.number, name))


def _id(said: str, table: str, answers: Answers) -> str:
    """Return the id of a row: that of an earlier import, unless it was undone since."""
    row = sha256(said.encode()).hexdigest()[:_ID_LENGTH]
    latest = answers.latest.get((GROUP, f"{table}/{row}"))
    if latest is not None and latest.value is None and latest.undoes is not None:
        return _id(f"{said} {row}", table, answers)
    return row


def _naming(table: Question) -> Question | None:
    """Return the column that names a row, as `Names` does."""
    texts = [one for one in table.columns if one.kind == "text" and not one.internal]
    return next((one for one in texts if one.required), texts[0] if texts else None)


def _is_named(one: _New, comparing: Comparing) -> bool:
    """Whether a row says what it is about; a total below a table does not."""
    first = next((column for column in one.table.columns if column.required), None)
    if first is None or first.id not in one.given.columns:
        return True
    if one.line.cells[first.id].filled:
        return True
    heading = comparing.returned.base.headings[one.table.path].get(first.id, first.id)
    heading = heading.removesuffix(" *")
    told = comparing.at("row-unnamed", one.given, one.line, column=first.id)
    comparing.told.append(replace(told, address="", details={"column": heading}))
    return False


def _addition(one: _New, comparing: Comparing) -> Addition | None:
    values: dict[str, Any] = {}
    sound = True
    for name, column in comparing.columns(one.table, one.given).items():
        value = comparing.reader.value(column, one.line.cells[name])
        if not isinstance(value, Problem) and value is not None:
            value = comparing.reader.checked(column, value) or value
        if isinstance(value, Problem):
            comparing.told.append(comparing.unread(one.given, one.line, name, value))
            sound = False
        elif value is not None:
            values[name] = value
    if not sound:
        comparing.told.append(comparing.at("row-unread", one.given, one.line))
        return None
    known = _known(one, values, comparing)
    if known:
        comparing.told.append(comparing.at("row-known", one.given, one.line, name=known))
        return None
    told = comparing.at("refused", one.given, one.line)
    return Addition(one.id, one.table, one.added, values, told)


def _known(one: _New, values: Mapping[str, Any], comparing: Comparing) -> str:
    """Return the name of a row that came since and says the same first things, if any."""
    required = [column for column in one.table.columns if column.required]
    several = bool(required) and required[0].kind == "reference"
    key = [column.id for column in required[: 2 if several else 1]]
    said = [_folded(values.get(name)) for name in key]
    if not key or None in said:
        return ""
    table, answers = one.table.path, comparing.answers
    for row in answers.rows(table):
        if row in comparing.returned.base.rows[table]:
            continue
        if said == [_folded(answers.value(f"{table}/{row}/{name}")) for name in key]:
            return comparing.names.name(table, row)
    return ""


def _folded(value: object) -> object:
    return normal(value) if isinstance(value, str) else value


def _with_all_they_name(
    found: list[Addition], comparing: Comparing
) -> tuple[Addition, ...]:
    """Leave out, until none is left, rows that name a row which is not added."""
    while True:
        lines = {one.line for one in found}
        lost = [
            one
            for one in found
            if any(
                row not in lines for value in one.values.values() for row in added_in(value)
            )
        ]
        if not lost:
            return tuple(found)
        comparing.told += [replace(one.told, rule="row-unread") for one in lost]
        found = [one for one in found if one not in lost]
