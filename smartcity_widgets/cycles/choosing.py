"""The file that says which rows go on: one ``step/table/row`` a line.

What follows a ``#`` is a remark, an empty line nothing. A row may stand twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .carrying import check_chosen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .carrying import Carriable

__all__ = ["read_choice"]


def read_choice(text: str, known: Iterable[Carriable]) -> tuple[str, ...]:
    """Return the rows that a file chooses, once each, in its order.

    Raises
    ------
    UsageError
        If a line names no row that can be chosen: which line, and the nearest.
    """
    rows = [one.path for one in known]
    chosen: dict[str, None] = {}
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        row = line.partition("#")[0].strip()
        if not row:
            continue
        check_chosen(rows, [row], number)
        chosen[row] = None
    return tuple(chosen)
