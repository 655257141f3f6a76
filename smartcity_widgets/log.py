"""The lines of the log, as values; `smartcity_widgets.store` keeps them on disk."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from .errors import ClosedCycleError
from .method.renaming import hidden_now, path_in_log_now, renames_of, value_in_log_now
from .words import speaking, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .method import Method

__all__ = [
    "ENTRY_KINDS",
    "GROUP",
    "HANDS",
    "MOST_OPINIONS",
    "WORKBOOK",
    "Closed",
    "Entry",
    "NewEntry",
    "called_now",
]

GROUP = ""
"""The respondent of an entry that is the group's agreed answer."""

HANDS = "*"
"""The respondent of a view in which a show of hands is counted; never of an entry."""

WORKBOOK = "workbook"
"""Where the log has that a cycle was begun, and that it was closed."""

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
    "close",
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
        is adapted), ``new`` (the workbook was created, or its next cycle begins), ``close``
        (the cycle was closed: nothing is written to it any more).
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


@dataclass(frozen=True, slots=True)
class Closed:
    """That a cycle was closed: by whom, when, under which version of the method."""

    workbook: str
    cycle: int
    author: str
    time: datetime | None
    method: str

    @classmethod
    def of(cls, entry: Entry) -> Closed:
        """Read a ``close`` entry; one that was imported says itself by whom and when."""
        said = entry.value
        return cls(
            workbook=entry.workbook,
            cycle=entry.cycle,
            author=said.get("by", entry.author),
            time=datetime.fromisoformat(said["at"]) if "at" in said else entry.time,
            method=said["method"],
        )

    def refusal(self) -> ClosedCycleError:
        """Return why nothing is written to this cycle any more."""
        return _RefusedError(self)


class _RefusedError(ClosedCycleError):
    """Nothing is written to a cycle that was closed: by whom, when, and what to do."""

    def __init__(self, closed: Closed) -> None:
        super().__init__(
            "cycle-closed",
            workbook=closed.workbook,
            cycle=closed.cycle,
            author=closed.author,
        )
        self.closed = closed

    def sentence(self, language: str | None = None) -> str:
        """Return the refusal as one sentence in `language`, by default the one spoken."""
        from .values.dates import format_day  # dates load a library

        spoken = words(language or speaking.get())
        day = f"{self.closed.time:%Y-%m-%d}" if self.closed.time else ""
        shown = format_day(day, spoken) if day else "–"
        return spoken.say(f"errors.{self.rule}", day=shown, **self.details)


def called_now(entries: Iterable[Entry], method: Method) -> list[Entry]:
    """Return entries with the paths by which the method calls them now.

    The log is not changed: what was written under an earlier version stays as it was.
    """
    renames = renames_of(method.published)
    if not renames:
        return list(entries)
    return [
        replace(
            one,
            path=path_in_log_now(one.path, renames),
            value=_value_now(one, renames),
        )
        for one in entries
    ]


def _value_now(one: Entry, renames: Sequence[Mapping[str, str]]) -> object:
    if one.kind == "overlay" and isinstance(one.value, dict) and "hidden" in one.value:
        return {**one.value, "hidden": hidden_now(one.value["hidden"], renames)}
    return value_in_log_now(one.value, renames)
