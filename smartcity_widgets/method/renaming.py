"""What a question was called in earlier versions of the method, and what it is now.

Ids are public for ever: one that goes is never used for something else. So every renaming
can be applied to whatever stands in a log, however old.

What was removed is "renamed" to an empty text. A log and a document keep its answers where
they were; nothing asks them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .parts import Method

__all__ = ["hidden_now", "path_in_log_now", "path_now", "renames_of", "value_in_log_now"]

_BESIDE = frozenset(("notes", "tallies", "comments", "revealed"))
_ROW, _CELL = 3, 4
"""Parts of ``step/table/row`` and of ``step/table/row/column``."""


def renames_of(method: Method) -> tuple[Mapping[str, str], ...]:
    """Return all that was renamed, oldest first."""
    versions = sorted(method.renames, key=lambda one: [int(it) for it in one.split(".")])
    return tuple(method.renames[one] for one in versions)


def path_now(path: str, renames: Sequence[Mapping[str, str]]) -> str:
    """Return the present path of a step, ``step/question`` or ``step/table/column``.

    Empty where it was removed.
    """
    for pairs in renames:
        known = path
        while known and known not in pairs:
            known = known.rpartition("/")[0]
        if known and not pairs[known]:
            return ""
        if known:
            path = pairs[known] + path.removeprefix(known)
    return path


def path_in_log_now(path: str, renames: Sequence[Mapping[str, str]]) -> str:
    """Return the present path of an entry: of an answer, a row, a cell, what is beside it.

    The former one where it was removed.

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
        return "/".join(one for one in (head, now, tail) if one) if now else path
    parts = path.split("/")
    if len(parts) == _CELL:
        step, table, row, column = parts
        now = path_now(f"{step}/{table}/{column}", renames)
        if not now:  # of a table that is asked still, or of none
            table_now = path_now(f"{step}/{table}", renames)
            return f"{table_now}/{row}/{column}" if table_now else path
        step, table, column = now.split("/")
        return f"{step}/{table}/{row}/{column}"
    if len(parts) == _ROW:
        table_now = path_now(f"{parts[0]}/{parts[1]}", renames)
        return f"{table_now}/{parts[2]}" if table_now else path
    return path_now(path, renames) or path


def hidden_now(hidden: Iterable[str], renames: Sequence[Mapping[str, str]]) -> list[str]:
    """Return what an overlay hides as it is called now, without what is not asked."""
    return [now for one in hidden if (now := path_now(one, renames))]


def value_in_log_now(value: object, renames: Sequence[Mapping[str, str]]) -> object:
    """Return a value in which rows of renamed tables are called as they are now."""
    if isinstance(value, list):
        return [value_in_log_now(one, renames) for one in value]
    if isinstance(value, str) and value.count("/") == _ROW - 1:
        table = value.rpartition("/")[0]
        if any(table in pairs for pairs in renames):
            return path_in_log_now(value, renames)
    return value
