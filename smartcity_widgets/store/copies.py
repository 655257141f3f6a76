"""Copies of a store: a backup on request, and what is kept before a migration."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, text

from smartcity_widgets.errors import StoreCorruptError

from .address import Address
from .tables import begin, entries, make_tables, meta, open_engine

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection, Engine

__all__ = ["copy_file", "copy_server", "keep_rows"]

_AT_ONCE = 1000


def copy_file(engine: Engine, place: str, target: Path) -> None:
    """Copy an SQLite store with SQLite's backup interface, and look whether it is sound.

    Raises
    ------
    StoreCorruptError
        If what was copied is damaged.
    """
    with (
        closing(engine.raw_connection()) as source,
        closing(sqlite3.connect(target)) as copy,
    ):
        original = source.driver_connection
        if not isinstance(original, sqlite3.Connection):
            raise TypeError(original)
        # Begun here, so that the busy timeout holds: backup() itself waits for ever.
        original.execute("BEGIN")
        original.execute("SELECT 1 FROM sqlite_master").fetchall()
        original.backup(copy)
        original.execute("COMMIT")
        found = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if found != "ok":
            raise StoreCorruptError("store-corrupt", path=place, complaint=found)


def copy_server(source: Connection, target: Path) -> None:
    """Copy a database server's log into an SQLite file, numbers and store id included."""
    target.touch()
    engine = open_engine(Address(target), patience=1)
    with engine.connect() as copy, copy.begin():
        begin(copy, writing=True)
        make_tables(copy)
        for table in (meta, entries):
            for some in source.execute(select(table)).mappings().partitions(_AT_ONCE):
                copy.execute(insert(table), [dict(row) for row in some])
    engine.dispose()


def keep_rows(connection: Connection, version: int) -> None:
    """Keep a server's entries beside themselves, in the transaction that changes them."""
    connection.execute(text(f"CREATE TABLE entries_schema_{version:d} AS TABLE entries"))
