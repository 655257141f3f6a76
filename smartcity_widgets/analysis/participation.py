"""Who took part in what, and which groups came.

Everything is exact. Of several events together a share rests on those that tell it.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from smartcity_widgets.answers import Answers

__all__ = [
    "GROUPS",
    "PARTICIPATION",
    "Event",
    "Group",
    "Participation",
    "Share",
    "participation_of",
]

PARTICIPATION = "satisfaction/participation"

Group = Literal["new", "women", "under30", "over65"]
GROUPS: tuple[Group, ...] = ("new", "women", "under30", "over65")
"""The groups whose share of the participants is told, in order."""


@dataclass(frozen=True, slots=True)
class Event:
    """An event people took part in; shares are percentages, as they were given."""

    row: str
    name: str | None = None
    date: str | None = None
    participants: int | None = None
    new: int | None = None
    women: Fraction | None = None
    under30: Fraction | None = None
    over65: Fraction | None = None

    @property
    def path(self) -> str:
        """The row, as ``step/table/row``."""
        return f"{PARTICIPATION}/{self.row}"

    def people(self, group: Group) -> Fraction | None:
        """Return how many of a group took part; None where it cannot be told."""
        if self.participants is None:
            return None
        if group == "new":
            return None if self.new is None else Fraction(self.new)
        percent: Fraction | None = getattr(self, group)
        return None if percent is None else self.participants * percent / 100


@dataclass(frozen=True, slots=True)
class Share:
    """The share of a group among the participants of the events that tell it.

    Attributes
    ----------
    share
        From 0 to 1, unrounded.
    participants, events
        How many people, and how many events, it rests on.
    """

    group: Group
    share: Fraction
    participants: int
    events: int


@dataclass(frozen=True, slots=True)
class Participation:
    """Who took part, in all events together.

    Attributes
    ----------
    participants
        Sum over the events that tell it; who came twice counts twice. None where none does.
    uncounted
        How many events do not say how many came.
    shares
        The groups of which something is known, in the order of `GROUPS`.
    """

    events: tuple[Event, ...]
    participants: int | None
    uncounted: int
    shares: tuple[Share, ...]


def participation_of(answers: Answers) -> Participation:
    """Return who took part in the events of which something is said."""
    events = _events(answers)
    counted = [one.participants for one in events if one.participants is not None]
    return Participation(
        events=events,
        participants=sum(counted) if counted else None,
        uncounted=len(events) - len(counted),
        shares=tuple(_shares(events)),
    )


def _events(answers: Answers) -> tuple[Event, ...]:
    columns = ("event", "date", "participants", "new_participants", *GROUPS[1:])
    return tuple(
        Event(
            row=row["id"],
            name=row.get("event"),
            date=row.get("date"),
            participants=row.get("participants"),
            new=row.get("new_participants"),
            **{one: Fraction(row[one]) for one in GROUPS[1:] if one in row},
        )
        for row in answers.table(PARTICIPATION, columns)
        if len(row) > 1
    )


def _shares(events: Iterable[Event]) -> Iterator[Share]:
    for group in GROUPS:
        known = [
            (people, one.participants)
            for one in events
            if one.participants and (people := one.people(group)) is not None
        ]
        whole = sum(participants for _, participants in known)
        if whole:
            part = sum((people for people, _ in known), Fraction(0))
            yield Share(group, part / whole, whole, len(known))
