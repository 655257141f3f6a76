"""The agenda of a workshop: its segments in order, and how long each is meant to take.

The shipped one stands in ``content/agenda.toml``. A working folder may hold its own in
``data/agenda.toml``, which then takes its place; a broken one is refused, never ignored.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from smartcity_widgets.errors import ContentError

from .loader import CONTENT_FOLDER
from .tables import did_you_mean, read_toml, well_formed

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from .tables import Fields

__all__ = ["Agenda", "Segment", "agenda_of", "read_agenda", "shipped_agenda"]

_LONGEST = 600
"""Minutes a segment may take: ten hours, more than a workshop has."""

_TITLE = 60
"""Characters of a title: it stands on one line, with the minutes that are left."""

_PURPOSE = 300


@dataclass(frozen=True, slots=True)
class Segment:
    """One stretch of the workshop.

    Attributes
    ----------
    title, purpose
        As the folder's own agenda words them; empty where the shipped words say it.
    """

    id: str
    minutes: int
    title: str = ""
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class Agenda:
    """The segments of a workshop, in order."""

    segments: tuple[Segment, ...]

    @property
    def minutes(self) -> int:
        """How long the whole is meant to take."""
        return sum(one.minutes for one in self.segments)


@cache
def shipped_agenda() -> Agenda:
    """Return the agenda of a half-day that is shipped."""
    return read_agenda(CONTENT_FOLDER / "agenda.toml")


def agenda_of(folder: Path) -> Agenda:
    """Return the agenda of a working folder: its own where it has one, else the shipped.

    Raises
    ------
    ContentError
        If its own breaks a rule: which file, which id, which rule.
    """
    own = folder / "data" / "agenda.toml"
    shipped = shipped_agenda()
    if not own.exists():
        return shipped
    return read_agenda(own, worded=[one.id for one in shipped.segments])


def read_agenda(path: Path, worded: Collection[str] | None = None) -> Agenda:
    """Read an agenda.

    Parameters
    ----------
    worded
        Ids that the shipped words give a title to; any other segment brings its own. None
        for the shipped agenda, whose words are checked by a test.

    Raises
    ------
    ContentError
        If the file breaks a rule: which file, which id, which rule.
    """
    file = read_toml(path)
    segments: dict[str, Segment] = {}
    for table in file.tables("segments"):
        one = _segment(table, worded)
        if one.id in segments:
            raise ContentError(table.where, "this id stands twice.", "Rename one.")
        segments[one.id] = one
    file.closed()
    if not segments:
        raise ContentError(file.where, "there is no segment.", "Write [[segments]].")
    return Agenda(tuple(segments.values()))


def _segment(table: Fields, worded: Collection[str] | None) -> Segment:
    name = well_formed(table.get("id", str), table.where)
    table.where = f"{table.where}: segment '{name}'"
    minutes = table.get("minutes", int)
    if not 1 <= minutes <= _LONGEST:
        rule = f"'minutes' is {minutes}."
        raise ContentError(table.where, rule, f"Write a whole number from 1 to {_LONGEST}.")
    title = _text(table, "title", _TITLE)
    purpose = _text(table, "purpose", _PURPOSE)
    table.closed()
    if worded is not None and name not in worded and not title:
        advice = f'Write title = "…". {did_you_mean(name, worded)}'
        raise ContentError(table.where, "this segment has no title.", advice)
    return Segment(name, minutes, title, purpose)


def _text(table: Fields, name: str, longest: int) -> str:
    text = " ".join(table.get(name, str, "").split())
    if len(text) > longest:
        rule = f"'{name}' has {len(text)} characters."
        raise ContentError(table.where, rule, f"Write at most {longest}.")
    return text
