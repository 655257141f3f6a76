"""What a database complains of, turned into our own errors.

Each says which store, what is wrong and what to do; the complaint itself stays the cause.
"""

from __future__ import annotations

import errno
from contextlib import contextmanager
from typing import TYPE_CHECKING

from smartcity_widgets.errors import (
    StoreCorruptError,
    StoreError,
    StoreFullError,
    StoreLockedError,
    StoreReadOnlyError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["explained", "fault_of_system"]

_Fault = tuple[type[StoreError], str]

_LOCKED: _Fault = (StoreLockedError, "store-locked")
_FULL: _Fault = (StoreFullError, "store-full")
_READ_ONLY: _Fault = (StoreReadOnlyError, "store-read-only")
_CORRUPT: _Fault = (StoreCorruptError, "store-corrupt")
_UNREADABLE: _Fault = (StoreError, "store-cannot-open")
_UNREACHABLE: _Fault = (StoreError, "store-unreachable")

# By the first word of SQLite's error name: SQLITE_READONLY_DIRECTORY is READONLY.
_SQLITE = {
    "BUSY": _LOCKED,
    "LOCKED": _LOCKED,
    "FULL": _FULL,
    "READONLY": _READ_ONLY,
    "PERM": _READ_ONLY,
    "CORRUPT": _CORRUPT,
    "NOTADB": _CORRUPT,
    "CANTOPEN": _UNREADABLE,
}

# By SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html
_POSTGRESQL = {
    "55P03": _LOCKED,
    "40P01": _LOCKED,
    "53100": _FULL,
    "25006": _READ_ONLY,
    "42501": _READ_ONLY,
    "XX001": _CORRUPT,
    "XX002": _CORRUPT,
}

_SYSTEM = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EACCES: _READ_ONLY,
    errno.EPERM: _READ_ONLY,
    errno.EROFS: _READ_ONLY,
}


@contextmanager
def explained(place: str) -> Iterator[None]:
    """Raise our own error, naming `place`, for whatever the database complains of.

    Raises
    ------
    StoreError
        Or the subclass that says what to do.
    """
    import sqlite3

    from sqlalchemy.exc import DBAPIError, SQLAlchemyError

    try:
        yield
    except DBAPIError as error:
        raise _fault(error.orig, place) from error
    except (sqlite3.Error, SQLAlchemyError) as error:
        raise _fault(error, place) from error
    except ImportError as error:
        raise StoreError("store-driver", path=place) from error


def fault_of_system(error: OSError, place: str) -> StoreError:
    """Return our error for a folder or file that the system refuses to make or read."""
    kind, rule = _SYSTEM.get(error.errno or 0, _UNREADABLE)
    return kind(rule, path=place, complaint=error.strerror or type(error).__name__)


def _fault(complaint: object, place: str) -> StoreError:
    name = getattr(complaint, "sqlite_errorname", None)
    if isinstance(name, str):
        found = _SQLITE.get(name.split("_")[1])
    else:
        state = getattr(complaint, "sqlstate", None)
        connected = state is not None or not hasattr(complaint, "sqlstate")
        found = _POSTGRESQL.get(str(state)) if connected else _UNREACHABLE
    kind, rule = found or (StoreError, "store-failed")
    return kind(rule, path=place, complaint=" ".join(str(complaint).split()))
