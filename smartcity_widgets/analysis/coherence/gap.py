"""A gap: a place where the thread from the needs to the results is broken."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["SEVERITIES", "Amount", "Detail", "Finding", "Gap", "Severity"]

Severity = Literal["error", "warning", "note"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
"""From what contradicts itself, over what breaks the thread, to what is small."""


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of money, in the currency of the workbook."""

    value: Decimal


Detail = int | Decimal | Amount | date | str | tuple[str, ...] | tuple[int, ...]
"""A number, an amount, a day; the path of what is called by its name; several years, or
several paths, each leading to the next."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found; `Gap` says the rest, and what the attributes are."""

    subject: str
    where: str
    details: Mapping[str, Detail] = field(default_factory=dict)
    variant: str = ""
    internal: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that does not hold together.

    Attributes
    ----------
    rule
        Id of the rule; its words stand under ``check.<rule>``.
    subject
        Path of what it is about: a row, a table, a question.
    where
        Path of where it is filled: of the cell, or of the table that lacks a row.
    details
        What its message is filled with, besides the name of the subject.
    variant
        Which of the messages of the rule is said; empty where there is one.
    internal
        Whether the rule reads an answer that is not for every eye.
    """

    rule: str
    severity: Severity
    subject: str
    where: str
    details: Mapping[str, Detail] = field(default_factory=dict, hash=False)
    variant: str = ""
    internal: bool = False

    @property
    def step(self) -> str:
        """Id of the step in which it is filled."""
        return self.where.partition("/")[0]
