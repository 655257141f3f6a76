"""What a question was called in earlier versions of the method, and what it is now.

Ids are public for ever: one that goes is never used for something else. So every renaming
can be applied to whatever stands in a log, however old.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .parts import Method

__all__ = ["path_in_log_now", "path_now", "renames_of", "value_in_log_now"]

_BESIDE = frozenset(("notes", "tallies", "comments", "revealed"))
_ROW, _CELL = 3, 4
"""Parts of ``step/table/row`` and of ``step/table/row/column``."""


def renames_of(method: Method) -> tuple[Mapping[str, str], ...]:
    """Return all that was renamed, oldest first."""
    versions = sorted(method.renames, key=lambda one: [int(it) for it in one.split(".")])
    return tuple(method.renames[one] for one in versions)


def path_now(path: str, renames: Sequence[Mapping[str, str]]) -> str:
    """Return the present path of a step, ``step/question`` or ``step/table/column``."""
    for pairs in renames:
        known = path
        while known and known not in pairs:
            known = known.rpartition("/")[0]
        if known:
            path = pairs[known] + path.removeprefix(known)
    return path


def path_in_log_now(path: str, renames: Sequence[Mapping[str, str]]) -> str:
    """Return the present path of an entry: of an answer, a row, a cell, what is beside it.

    Examples
    --------
    >>> path_in_log_now("will/people/p1/nom", [{"will": "political-will"}])
    'political-will/people/p1/nom'
    """
    head, _, rest = path.partition("/")
    if head in _BESIDE:
        step, _, more = rest.partition("/")
        question, _, tail = more.partition("/")
        now = path_now(f"{step}/{question}" if question else step, renames)
        return "/".join(one for one in (head, now, tail) if one)
    parts = path.split("/")
    if len(parts) == _CELL:
        step, table, row, column = parts
        now = path_now(f"{step}/{table}/{column}", renames)
        step, table, column = now.split("/")
        return f"{step}/{table}/{row}/{column}"
    if len(parts) == _ROW:
        return f"{path_now(f'{parts[0]}/{parts[1]}', renames)}/{parts[2]}"
    return path_now(path, renames)


def value_in_log_now(value: object, renames: Sequence[Mapping[str, str]]) -> object:
    """Return a value in which rows of renamed tables are called as they are now."""
    if isinstance(value, list):
        return [value_in_log_now(one, renames) for one in value]
    if isinstance(value, str) and value.count("/") == _ROW - 1:
        table = value.rpartition("/")[0]
        if any(table in pairs for pairs in renames):
            return path_in_log_now(value, renames)
    return value
