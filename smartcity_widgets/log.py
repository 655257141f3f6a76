"""The lines of the log, as values; `smartcity_widgets.store` keeps them on disk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime

__all__ = ["ENTRY_KINDS", "GROUP", "HANDS", "MOST_OPINIONS", "Entry", "NewEntry"]

GROUP = ""
"""The respondent of an entry that is the group's agreed answer."""

HANDS = "*"
"""The respondent of a view in which a show of hands is counted; never of an entry."""

MOST_OPINIONS = 100_000
"""Most opinions of one level in a tally: each becomes a value when scores are computed."""

ENTRY_KINDS = (
    "answer",
    "draft",
    "erase",
    "row",
    "note",
    "tally",
    "reveal",
    "overlay",
    "new",
)


@dataclass(frozen=True, slots=True)
class NewEntry:
    """What is asked to be written to the log.

    Attributes
    ----------
    edit
        The uuid of the edit; stored once however often it is sent.
    kind
        One of `ENTRY_KINDS`: ``answer``, ``draft`` (text that could not be read),
        ``erase``, ``row``, ``note``, ``tally``, ``reveal``, ``overlay`` (how the method
        is adapted), ``new`` (the workbook was created).
    base
        The entry it was made on, None where nothing is checked.
    undoes
        The entry it undoes, if it is an undo.
    """

    edit: str
    workbook: str
    cycle: int
    respondent: str
    path: str
    kind: str
    value: Any
    author: str
    base: int | None = None
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class Entry(NewEntry):
    """One line of the log.

    Attributes
    ----------
    number
        Its place in the log; the highest number at a path is the latest, never the clock.
    time
        When it was written, UTC.
    """

    number: int = 0
    time: datetime | None = None
