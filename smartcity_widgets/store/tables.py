"""The tables of a log, how a database is opened, and how an older one is migrated.

SQLite is opened so that the one file is always whole: a rollback journal that is deleted at
each commit, every commit synchronised with the disk, the write lock taken at the start of a
transaction that writes, and a connection per transaction, so that any thread may come.
"""

from __future__ import annotations

import sqlite3
import uuid
from contextlib import closing
from typing import TYPE_CHECKING

from sqlalchemy import (
    BigInteger,
    Column,
    Engine,
    Index,
    Integer,
    MetaData,
    NullPool,
    String,
    Table,
    Text,
    create_engine,
    event,
    insert,
    inspect,
    select,
    update,
)

from smartcity_widgets.errors import StoreCorruptError, StoreTooNewError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from sqlalchemy import Connection
    from sqlalchemy.engine.interfaces import DBAPIConnection

    from .address import Address

__all__ = [
    "MIGRATIONS",
    "SCHEMA",
    "begin",
    "entries",
    "make_tables",
    "meta",
    "open_engine",
    "open_tables",
]

SCHEMA = 1
"""The version of the tables below."""

MIGRATIONS: Mapping[int, Callable[[Connection], None]] = {}
"""Schema version to what turns its tables into those of the next version."""

_Number = BigInteger().with_variant(Integer, "sqlite")

_tables = MetaData()

entries = Table(
    "entries",
    _tables,
    Column("number", _Number, primary_key=True, autoincrement=True),
    Column("edit", String, nullable=False, unique=True),
    Column("workbook", String, nullable=False),
    Column("cycle", Integer, nullable=False),
    Column("respondent", String, nullable=False),
    Column("path", String, nullable=False),
    Column("kind", String, nullable=False),
    # ASCII JSON, so that every character survives: lone surrogates, NUL.
    Column("value", Text, nullable=False),
    Column("author", Text, nullable=False),
    # UTC, ISO 8601.
    Column("time", String, nullable=False),
    Column("base", _Number),
    Column("undoes", _Number),
    Index("entries_of_workbook", "workbook", "number"),
    # A number is never used again, not even after the last entry was removed.
    sqlite_autoincrement=True,
)

meta = Table(
    "meta",
    _tables,
    Column("name", String, primary_key=True),
    Column("value", Text, nullable=False),
)


def open_engine(address: Address, patience: float) -> Engine:
    """Return an engine that opens a connection per transaction.

    Parameters
    ----------
    patience
        Seconds to wait for another program's lock.
    """
    if address.file is None:
        return _open_server(address.url, patience)
    file = address.file
    return create_engine(
        "sqlite://", creator=lambda: _connect(file, patience), poolclass=NullPool
    )


def _open_server(url: str, patience: float) -> Engine:
    seconds = max(1, round(patience))
    engine = create_engine(
        url, poolclass=NullPool, connect_args={"connect_timeout": seconds}
    )

    def wait_no_longer(connection: DBAPIConnection, _: object) -> None:
        with closing(connection.cursor()) as cursor:
            cursor.execute(f"SET lock_timeout = {round(patience * 1000)}")
        connection.commit()

    event.listen(engine, "connect", wait_no_longer)
    return engine


def _connect(file: Path, patience: float) -> sqlite3.Connection:
    # mode=rw: a file that was moved away is an error, never a new and empty store.
    connection = sqlite3.connect(
        f"{file.as_uri()}?mode=rw", uri=True, timeout=patience, isolation_level=None
    )
    try:
        connection.execute("PRAGMA synchronous=EXTRA")
        connection.execute("PRAGMA journal_mode=DELETE").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def begin(connection: Connection, *, writing: bool) -> None:
    """Begin a transaction: one that writes takes the only write lock at once.

    PostgreSQL gives out numbers before their entries can be seen; with one writer at a time
    a reader never misses a lower number that comes after a higher one.
    """
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
    elif writing:
        connection.exec_driver_sql("LOCK TABLE entries IN SHARE ROW EXCLUSIVE MODE")


def open_tables(
    engine: Engine, address: Address, copy: Callable[[Connection, int], None]
) -> str:
    """Make the tables where there are none, migrate older ones; return the store's id.

    Parameters
    ----------
    copy
        Makes a copy of a store of an older version, before that is changed.

    Raises
    ------
    StoreTooNewError
        If a newer version of this program wrote the store.
    StoreCorruptError
        If the database holds something else.
    """
    with engine.connect() as connection, connection.begin():
        begin(connection, writing=False)
        known = _meta(connection, address)
    if known.get("schema") != str(SCHEMA):
        with engine.connect() as connection, connection.begin():
            _migrate(connection, address, copy)
            known = _meta(connection, address)
    return known["store"]


def make_tables(connection: Connection) -> None:
    """Make the tables of the present schema version."""
    _tables.create_all(connection)


def _meta(connection: Connection, address: Address) -> dict[str, str]:
    """Return what the store says of itself; nothing where there are no tables yet."""
    names = set(inspect(connection).get_table_names())
    ours = names & set(_tables.tables)
    if not ours and (address.file is None or not names):
        return {}
    if len(ours) < len(_tables.tables):
        raise StoreCorruptError("store-foreign", path=address.shown)
    rows = connection.execute(select(meta.c.name, meta.c.value))
    known = {row.name: row.value for row in rows}
    version = known.get("schema", "")
    if not version.isdigit() or "store" not in known:
        raise StoreCorruptError("store-foreign", path=address.shown)
    if int(version) > SCHEMA:
        raise StoreTooNewError(
            "store-too-new", path=address.shown, schema=version, known=SCHEMA
        )
    return known


def _migrate(
    connection: Connection, address: Address, copy: Callable[[Connection, int], None]
) -> None:
    _begin_alone(connection)
    known = _meta(connection, address)  # again: another program may have been first
    if not known:
        make_tables(connection)
        described = {"schema": str(SCHEMA), "store": str(uuid.uuid4())}
        connection.execute(
            insert(meta), [{"name": n, "value": value} for n, value in described.items()]
        )
        return
    version = int(known["schema"])
    if version < SCHEMA:
        copy(connection, version)
    for older in range(version, SCHEMA):
        MIGRATIONS[older](connection)
    connection.execute(
        update(meta).where(meta.c.name == "schema").values(value=str(SCHEMA))
    )


def _begin_alone(connection: Connection) -> None:
    """Begin a transaction that no other program's opening of the same store can cross."""
    if connection.dialect.name == "sqlite":
        begin(connection, writing=True)
    else:  # there may be no table to lock yet
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtext('smartcity'))")
