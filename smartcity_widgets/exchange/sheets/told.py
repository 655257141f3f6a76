"""What comparing a file of tables gives: what is to be written, what is left as it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smartcity_widgets.method import Question
    from smartcity_widgets.values import Problem
    from smartcity_widgets.words import Words

    from .understanding import Added

__all__ = ["Addition", "Change", "Comparison", "Rule", "Told"]

Rule = Literal[
    "conflict",
    "draft",
    "cut",
    "unread",
    "refused",
    "row-gone",
    "removed",
    "id-twice",
    "id-unknown",
    "row-unnamed",
    "row-unread",
    "row-known",
    "row-there",
    "column-gone",
    "column-twice",
    "sheet-gone",
    "sheet-twice",
    "not-asked",
]


@dataclass(frozen=True, slots=True)
class Told:
    """Something that was left as it is, and why.

    Attributes
    ----------
    rule
        Its sentence stands under ``sheets.told.<rule>``.
    row
        The number of the row in its sheet; 0 where it has none.
    column
        The heading; empty where a whole row is meant.
    address
        The cell in its sheet: ``E12``.
    details
        What the sentence names besides.
    problem
        Why a cell cannot be read.
    count
        How many rows are meant, where it is said of several at once.
    """

    rule: Rule
    sheet: str
    row: int = 0
    column: str = ""
    address: str = ""
    details: Mapping[str, str] = field(default_factory=dict)
    problem: Problem | None = None
    count: int = 0

    def sentence(self, words: Words) -> str:
        """Return it in words: where, what, what to do."""
        if self.count:
            return words.count(f"sheets.told.{self.rule}", self.count, sheet=self.sheet)
        details = dict(self.details)
        if self.problem is not None:
            details["problem"] = self.problem.sentence(words)
        named = details.get("name", "")
        kind = "named" if named and not self.row else "head"
        if self.row:
            kind = "place" if self.address else "line"
        place = words.say(
            f"sheets.told.{kind}",
            sheet=self.sheet,
            row=self.row,
            column=self.column,
            address=self.address,
            name=named,
        )
        details.setdefault("column", self.column)
        return words.say(
            f"sheets.told.{self.rule}", place=place, sheet=self.sheet, **details
        )


@dataclass(frozen=True, slots=True)
class Change:
    """An answer that the file changes; None erases it.

    Attributes
    ----------
    told
        What is told of it when it cannot be written.
    """

    path: str
    question: Question
    value: Any
    told: Told


@dataclass(frozen=True, slots=True)
class Addition:
    """A row that the file adds.

    Attributes
    ----------
    row
        Its id, which follows from the file and from what the row says: it is added once.
    values
        Column to answer; a reference may be `Added`, a row that is not there yet.
    """

    row: str
    table: Question
    line: Added
    values: Mapping[str, Any]
    told: Told


@dataclass(frozen=True)
class Comparison:
    """What is to be written, and what is left as it is.

    Attributes
    ----------
    tables
        The tables of the file, in its order.
    """

    changes: tuple[Change, ...]
    additions: tuple[Addition, ...]
    told: tuple[Told, ...]
    tables: tuple[str, ...] = ()
