"""Where a log is kept: the file or database that an address names.

An SQLite address is ``sqlite:///`` and then the path exactly as it is written, to the end:
``%``, ``#``, ``?``, spaces and accents stand for themselves. A relative path is relative to
the working folder. Everything else is SQLAlchemy's (``postgresql://user@host/database``).
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from smartcity_widgets.errors import StoreError

__all__ = ["DEFAULT", "Address", "store_url"]

DEFAULT = "sqlite:///data/workbooks.sqlite"
VARIABLE = "SMARTCITY_STORE"

MAX_PATH_BYTES = 500
"""SQLite on Linux and macOS opens no file whose path, with its journal's, is longer."""

_SQLITE = re.compile(r"sqlite(\+pysqlite)?:///", re.IGNORECASE)
_POSTGRESQL = re.compile(r"postgres(ql)?(\+psycopg)?://", re.IGNORECASE)
_PASSWORD = re.compile(r"(://[^:/@]*):.*@")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a log is kept.

    Attributes
    ----------
    file
        The SQLite file, absolute; None for a database server.
    url
        What SQLAlchemy is given for a server; empty for a file.
    """

    file: Path | None
    url: str = ""

    @property
    def shown(self) -> str:
        """The address as people may see it: a path, or a URL without its password."""
        return str(self.file) if self.file else _PASSWORD.sub(r"\1:***@", self.url)

    @classmethod
    def of(cls, url: str, folder: Path) -> Address:
        """Read an address; relative paths are relative to `folder`.

        Raises
        ------
        StoreError
            If it is neither an SQLite file nor a PostgreSQL database, or its path is longer
            than SQLite can open.
        """
        if _POSTGRESQL.match(url):
            return cls(None, _POSTGRESQL.sub("postgresql+psycopg://", url, count=1))
        name = _SQLITE.sub("", url, count=1)
        if name == url or not name or name == ":memory:" or "\0" in name:
            raise StoreError("store-address", address=_PASSWORD.sub(r"\1:***@", url))
        file = folder.resolve() / Path(name).expanduser()
        length = len(os.fsencode(file))
        if os.name == "posix" and length > MAX_PATH_BYTES:
            raise StoreError(
                "store-path-too-long", path=file, length=length, maximum=MAX_PATH_BYTES
            )
        return cls(file)


def store_url(folder: Path) -> str:
    """Return the address of the store of a working folder: `SMARTCITY_STORE`, or its own.

    Raises
    ------
    StoreError
        If the variable names neither an SQLite file nor a PostgreSQL database.
    """
    address = Address.of(os.environ.get(VARIABLE) or DEFAULT, folder)
    return f"sqlite:///{address.file}" if address.file else address.url
