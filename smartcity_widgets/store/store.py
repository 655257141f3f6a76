"""A store: the log of every workbook of a working folder, opened."""

from __future__ import annotations

import os
import secrets
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from smartcity_widgets.errors import StoreError, UnknownWorkbookError
from smartcity_widgets.folder import working_folder

from .address import Address
from .faults import explained, fault_of_system

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from sqlalchemy import Connection

    from smartcity_widgets.log import Closed, Entry, NewEntry

    from .transaction import Transaction

__all__ = ["PATIENCE", "Store"]

PATIENCE = 10.0
"""Seconds a transaction waits while another program writes."""


def _now() -> datetime:
    return datetime.now(UTC)


class Store:
    """The log of every workbook of a working folder.

    May be used from any thread and shared over `os.fork`: each transaction has a connection
    of its own.

    Parameters
    ----------
    url
        ``sqlite:///`` and a path as it is written, or ``postgresql://…``.
    folder
        What a relative path is relative to: by default the working folder.
    patience
        Seconds to wait for another program's lock.
    clock
        Gives the time of an entry, in UTC.

    Attributes
    ----------
    id
        The uuid of this store.
    address
        Where it is kept.
    folder
        The working folder it belongs to.

    Raises
    ------
    StoreError
        If it cannot be opened or made; nothing was changed.
    """

    def __init__(
        self,
        url: str,
        *,
        folder: Path | None = None,
        patience: float = PATIENCE,
        clock: Callable[[], datetime] = _now,
    ) -> None:
        self.folder = (folder or working_folder()).resolve()
        self.address = Address.of(url, self.folder)
        self._patience = patience
        self._clock = clock
        with explained(self.address.shown):
            from . import tables

            self._begin = tables.begin
            if self.address.file is not None:
                _make_file(self.address.file)
            self._engine = tables.open_engine(self.address, patience)
            self.id = tables.open_tables(self._engine, self.address, self._keep_older)

    # What it says ------------------------------------------------------------------------

    def entries(
        self,
        workbook: str,
        *,
        cycle: int | None = None,
        after: int = 0,
        until: int | None = None,
    ) -> list[Entry]:
        """Return the entries of a workbook with `after` < number ≤ `until`, in order."""
        with self._transaction(writing=False) as log:
            return log.entries(workbook, cycle=cycle, after=after, until=until)

    def last(self, workbook: str | None = None) -> int:
        """Return the number of the last entry, of a workbook or of all; 0 without any."""
        with self._transaction(writing=False) as log:
            return log.last(workbook)

    def open_cycle(self, workbook: str) -> int:
        """Return the number of the cycle a workbook is in; 1 where there is no workbook."""
        with self._transaction(writing=False) as log:
            return log.open_cycle(workbook)

    def cycles(
        self, workbook: str, *, until: int | None = None
    ) -> dict[int, Closed | None]:
        """Return each cycle of a workbook, oldest first, and how it was closed, if so."""
        with self._transaction(writing=False) as log:
            return log.cycles(workbook, until=until)

    def workbooks(self) -> list[str]:
        """Return the ids of the workbooks, sorted."""
        with self._transaction(writing=False) as log:
            return log.workbooks()

    # What changes it ---------------------------------------------------------------------

    def append(self, entries: Sequence[NewEntry]) -> list[Entry]:
        """Write entries in one transaction; when this returns they are on disk.

        An edit that is stored already is not written again: its first entry is returned.

        Raises
        ------
        StoreError
            If they could not be written; none of them was.
        """
        if not entries:
            return []
        with self.writing() as log:
            return log.append(entries)

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        """Read and write in one transaction, while nobody else writes.

        It is committed at the end of the block, and given up if the block raises.
        """
        with self._transaction(writing=True) as log:
            yield log

    def remove(self, workbook: str) -> None:
        """Delete every entry of a workbook so that the file keeps no trace of them.

        The caller has made a backup. Numbers of deleted entries are not used again.

        Raises
        ------
        UnknownWorkbookError
            If the store has no workbook of this id.
        """
        with self._transaction(writing=True, erasing=True) as log:
            known = log.workbooks()
            if not log.remove(workbook):
                raise UnknownWorkbookError(
                    "unknown-workbook", workbook=workbook, known=", ".join(known) or "-"
                )

    # Copies ------------------------------------------------------------------------------

    def backup(self, target: Path) -> Path:
        """Copy the store into one new SQLite file, whole, while others go on writing.

        Returns
        -------
        Path
            The new file, absolute.

        Raises
        ------
        StoreError
            If `target` exists already or cannot be written, or the copy is not sound.
        """
        target = target.expanduser().absolute()
        part = target.with_name(f"{target.name}.{secrets.token_hex(4)}.part")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.touch(exist_ok=False)
        except FileExistsError as error:
            raise StoreError("backup-exists", path=target) from error
        except OSError as error:
            raise fault_of_system(error, str(target)) from error
        try:
            with explained(str(target)):
                self._copy_into(part)
            part.replace(target)
        except BaseException:
            part.unlink(missing_ok=True)
            target.unlink(missing_ok=True)
            raise
        return target

    def close(self) -> None:
        """Let go of the database; an open store holds no lock between transactions."""
        self._engine.dispose()

    # -------------------------------------------------------------------------------------

    @contextmanager
    def _transaction(
        self, *, writing: bool, erasing: bool = False
    ) -> Iterator[Transaction]:
        from .transaction import Transaction

        with explained(self.address.shown), self._engine.connect() as connection:
            if erasing and self.address.file is not None:
                connection.exec_driver_sql("PRAGMA secure_delete=ON")
                connection.commit()
            with connection.begin():
                self._begin(connection, writing=writing)
                yield Transaction(connection, self._clock())

    def _copy_into(self, part: Path) -> None:
        from . import copies

        if self.address.file is not None:
            copies.copy_file(self._engine, self.address.shown, part)
            return
        with self._engine.connect() as connection, connection.begin():
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            copies.copy_server(connection, part)

    def _keep_older(self, connection: Connection, version: int) -> None:
        """Copy a store of an older schema version before it is changed."""
        from . import copies

        if self.address.file is None:
            copies.keep_rows(connection, version)
            return
        stamp = f"{self._clock():%Y%m%dT%H%M%SZ}-{secrets.token_hex(2)}"
        file = self.address.file
        self.backup(file.with_name(f"{file.stem}.schema-{version}.{stamp}{file.suffix}"))


def _make_file(file: Path) -> None:
    """Make the file of a store, and its folder, where there is none."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists():
            os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o644))
    except OSError as error:
        raise fault_of_system(error, str(file)) from error
