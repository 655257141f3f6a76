"""What answers a question before anybody asks it: another answer of the same step.

A line of a check list follows from its `Source`s; a question that is `Prefilled` takes over
one answer of another; a table that is empty can begin with its `Starter` rows; a number
that may be said as a change says from which other one it is `Changed`; an indicator that is
chosen `Recall`s what another table says of it. All are structure: which, and when.
`method.deriving`, `.starting`, `.changing` and `.filling` read them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Changed", "Prefilled", "Recall", "Source", "Starter"]


@dataclass(frozen=True, slots=True)
class Source:
    """An answer that a line of a check list follows from; one test, and only one.

    Attributes
    ----------
    question
        Id of a question of the same step.
    column
        For a table: the column that is looked at, in every row; None looks at the rows.
    filled
        Whether having an answer (or a row) is enough.
    at_least
        The lowest level or number that ticks the line.
    values
        The choices, or yes/no, of which one ticks the line.
    distinct
        How many different answers its rows must hold.
    """

    question: str
    column: str | None = None
    filled: bool = False
    at_least: Decimal | None = None
    values: tuple[object, ...] = ()
    distinct: int | None = None

    def ticks(self, given: Sequence[object]) -> bool | None:
        """Whether what was answered ticks the line; None while nothing says so or not.

        Parameters
        ----------
        given
            Every single answer there is: one, those of a list, or one for each row.
        """
        if not given:
            return None
        if self.at_least is not None:
            return any(Decimal(str(one)) >= self.at_least for one in given)
        if self.values:
            # In Python true is 1; as answers they differ.
            wanted = {(type(value), value) for value in self.values}
            return any((type(one), one) in wanted for one in given)
        if self.distinct is not None:
            return len({_alike(one) for one in given}) >= self.distinct
        return True


@dataclass(frozen=True, slots=True)
class Prefilled:
    """A question takes over the answer `value` from `question` of the same step."""

    question: str
    value: object


@dataclass(frozen=True, slots=True)
class Recall:
    """What the latest row of another table that names the same indicator says of it.

    Attributes
    ----------
    table
        As ``step/table``.
    latest
        The column of it that says which row is the latest: a year.
    cells
        Column of the row that recalls to the column it takes over.
    """

    table: str
    latest: str
    cells: Mapping[str, str] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Changed:
    """A column may be given as a change from the number in another column.

    Attributes
    ----------
    column
        The column of that number.
    unit
        The column beside it that says its unit, if one does.
    through
        The column that names the row where both stand; None where it is the same row.
    """

    column: str
    unit: str | None = None
    through: str | None = None


def _alike(answer: object) -> str:
    return " ".join(str(answer).split()).casefold()


@dataclass(frozen=True, slots=True)
class Starter:
    """One row that an empty table can begin with, when somebody asks for it.

    Attributes
    ----------
    id
        Its word, ``question.<step>.<table>.starter.<id>``, is what its first column says.
    cells
        What other columns say: column and value, as in the workbook document.
    """

    id: str
    cells: tuple[tuple[str, object], ...] = ()
