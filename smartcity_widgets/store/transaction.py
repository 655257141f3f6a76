"""Reading and writing entries within one transaction."""

from __future__ import annotations

import json
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select

from smartcity_widgets.log import WORKBOOK, Closed, Entry, NewEntry

from .tables import entries as table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection, Row, Select

__all__ = ["Transaction"]

_AT_ONCE = 500
"""Edits looked up in one question; databases limit the number of parameters."""


class Transaction:
    """The log as one transaction sees it; what it appends is kept whole or not at all."""

    def __init__(self, connection: Connection, now: datetime) -> None:
        self._connection = connection
        self._now = now

    def append(self, new: Sequence[NewEntry]) -> list[Entry]:
        """Write entries, and return each as it is stored.

        An edit that is stored already is not written again: its first entry is returned.

        Raises
        ------
        ClosedCycleError
            If one is of a cycle that was closed before.
        """
        known = self._known([one.edit for one in new])
        fresh: dict[str, NewEntry] = {}
        for one in new:
            if one.edit not in known:
                fresh.setdefault(one.edit, one)
        self._check_open({(one.workbook, one.cycle) for one in fresh.values()})
        known |= {one.edit: one for one in self._write(list(fresh.values()))}
        return [known[one.edit] for one in new]

    def entries(
        self,
        workbook: str,
        *,
        cycle: int | None = None,
        after: int = 0,
        until: int | None = None,
    ) -> list[Entry]:
        """Return the entries of a workbook with `after` < number ≤ `until`, in order."""
        query = (
            select(table)
            .where(table.c.workbook == workbook, table.c.number > after)
            .order_by(table.c.number)
        )
        if cycle is not None:
            query = query.where(table.c.cycle == cycle)
        if until is not None:
            query = query.where(table.c.number <= until)
        return [_entry(row) for row in self._connection.execute(query)]

    def last(self, workbook: str | None = None) -> int:
        """Return the number of the last entry, of a workbook or of all; 0 without any."""
        query = select(func.max(table.c.number))
        if workbook is not None:
            query = query.where(table.c.workbook == workbook)
        return self._connection.execute(query).scalar() or 0

    def open_cycle(self, workbook: str) -> int:
        """Return the number of the cycle a workbook is in; 1 where there is no workbook."""
        query = select(func.max(table.c.cycle)).where(table.c.workbook == workbook)
        return self._connection.execute(query).scalar() or 1

    def cycles(
        self, workbook: str, *, until: int | None = None
    ) -> dict[int, Closed | None]:
        """Return each cycle of a workbook, oldest first, and how it was closed, if so."""
        query = select(table.c.cycle).where(table.c.workbook == workbook).distinct()
        closed = self._closings(workbook)
        if until is not None:
            query = query.where(table.c.number <= until)
            closed = closed.where(table.c.number <= until)
        closings = {
            row.cycle: Closed.of(_entry(row)) for row in self._connection.execute(closed)
        }
        cycles = sorted(self._connection.execute(query).scalars())
        return {cycle: closings.get(cycle) for cycle in cycles}

    def _closings(self, workbook: str) -> Select[Any]:
        return select(table).where(
            table.c.workbook == workbook,
            table.c.path == WORKBOOK,
            table.c.kind == "close",
        )

    def _check_open(self, cycles: set[tuple[str, int]]) -> None:
        for workbook, cycle in sorted(cycles):
            last = self._connection.execute(
                select(table.c.cycle, table.c.kind)
                .where(table.c.workbook == workbook)
                .order_by(table.c.number.desc())
                .limit(1)
            ).first()
            # Nothing follows a closing in its cycle, so the last entry mostly tells.
            if last is None or (last.cycle == cycle and last.kind != "close"):
                continue
            query = self._closings(workbook).where(table.c.cycle == cycle)
            found = self._connection.execute(query).first()
            if found is not None:
                raise Closed.of(_entry(found)).refusal()

    def workbooks(self) -> list[str]:
        """Return the ids of the workbooks, sorted."""
        query = select(table.c.workbook).distinct()
        return sorted(self._connection.execute(query).scalars())

    def remove(self, workbook: str) -> int:
        """Delete every entry of a workbook; return how many there were."""
        done = self._connection.execute(delete(table).where(table.c.workbook == workbook))
        return done.rowcount

    def _known(self, edits: Sequence[str]) -> dict[str, Entry]:
        return {
            row.edit: _entry(row)
            for some in _portions(edits)
            for row in self._connection.execute(select(table).where(table.c.edit.in_(some)))
        }

    def _write(self, new: list[NewEntry]) -> list[Entry]:
        if not new:
            return []
        rows = [_row(one, self._now) for one in new]
        if len(rows) == 1:  # the usual case, without the price of a bulk insert
            key = self._connection.execute(insert(table), rows[0]).inserted_primary_key
            numbers = [key[0]] if key else []
        else:
            query = insert(table).returning(table.c.number, sort_by_parameter_order=True)
            numbers = list(self._connection.execute(query, rows).scalars())
        return [_stored(row | {"number": n}) for row, n in zip(rows, numbers, strict=True)]


def _portions(edits: Sequence[str]) -> Iterator[list[str]]:
    rest = iter(edits)
    while some := list(islice(rest, _AT_ONCE)):
        yield some


def _row(new: NewEntry, now: datetime) -> dict[str, Any]:
    return {
        "edit": new.edit,
        "workbook": new.workbook,
        "cycle": new.cycle,
        "respondent": new.respondent,
        "path": new.path,
        "kind": new.kind,
        "value": json.dumps(new.value, ensure_ascii=True, allow_nan=False),
        "author": json.dumps(new.author, ensure_ascii=True),
        "time": now.isoformat(),
        "base": new.base,
        "undoes": new.undoes,
    }


def _entry(row: Row[Any]) -> Entry:
    return _stored(row._asdict())


def _stored(row: dict[str, Any]) -> Entry:
    return Entry(
        **row
        | {
            "value": json.loads(row["value"]),
            "author": json.loads(row["author"]),
            "time": datetime.fromisoformat(row["time"]),
        }
    )
