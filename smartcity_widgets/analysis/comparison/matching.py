"""Which row of one cycle is which of another: the same id, else the only one of that name.

A row that is carried over keeps its id. One that was typed again has a new one: it is taken
for the same where its code, or else its name, stands exactly once in each of the cycles.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from smartcity_widgets.answers import Answers

__all__ = ["Pair", "pairs_of"]


@dataclass(frozen=True, slots=True)
class Pair:
    """A row as it was and as it is; one of the two may be missing."""

    before: str | None
    after: str | None

    @property
    def row(self) -> str:
        """Its id in the later cycle; where it is gone, in the earlier."""
        return self.after or self.before or ""

    @property
    def former(self) -> str:
        """Its id in the earlier cycle where that is another one; empty otherwise."""
        both = self.before and self.after and self.before != self.after
        return (self.before or "") if both else ""


def pairs_of(
    table: str, names: Sequence[str], before: Answers, after: Answers
) -> tuple[Pair, ...]:
    """Return the rows of a table in two cycles: the later's in order, then those gone.

    Parameters
    ----------
    names
        The columns by which people know a row, the surest first.
    """
    earlier, later = before.rows(table), after.rows(table)
    known = set(earlier)
    same = {row: row for row in later if row in known}
    matched = set(same)
    for column in names:
        were, are = (
            dict(_only(one.table(table, (column,)), column)) for one in (before, after)
        )
        for name, row in are.items():
            former = were.get(name)
            if former and row not in same and former not in matched:
                same[row] = former
                matched.add(former)
    return (
        *(Pair(same.get(row), row) for row in later),
        *(Pair(row, None) for row in earlier if row not in matched),
    )


def _only(rows: Iterable[Mapping[str, Any]], column: str) -> Iterator[tuple[str, str]]:
    """Yield each name that exactly one row has, with that row."""
    names = [
        (name, row["id"])
        for row in rows
        if (name := " ".join(str(row.get(column, "")).split()).casefold())
    ]
    times = Counter(name for name, _ in names)
    yield from ((name, row) for name, row in names if times[name] == 1)
