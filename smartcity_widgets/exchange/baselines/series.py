"""Series of values in a table: columns that hold one indicator, of one year each or by row.

``2019 | 2020 | 2021`` are one series; ``Unemployment 2015`` and ``Income 2013`` are two.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartcity_widgets.tables import Table

    from .known import Known
    from .roles import Role

__all__ = ["Series", "series_of"]


@dataclass(frozen=True, slots=True)
class Series:
    """Columns of one indicator.

    Attributes
    ----------
    name
        What the table calls it; empty where only times stand above the values.
    columns
        The place of each column among those of the table, with the times its heading
        names.
    """

    name: str
    columns: tuple[tuple[int, tuple[str, ...]], ...]

    @property
    def id(self) -> int:
        """The place of its first column."""
        return self.columns[0][0]


def series_of(table: Table, known: Known, roles: Sequence[Role]) -> tuple[Series, ...]:
    """Return the series of the columns that hold values, in order."""
    found: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
    names: dict[str, str] = {}
    for at, column in enumerate(table.columns):
        if roles[at] != "value":
            continue
        by_year = known.time_alone(column.name) is not None
        key = f"years {column.group}" if by_year else f"column {at}"
        names[key] = column.group if by_year else column.label
        found.setdefault(key, []).append((at, known.times_in(column.name)))
    return tuple(Series(names[key], tuple(columns)) for key, columns in found.items())
