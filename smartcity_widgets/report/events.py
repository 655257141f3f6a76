"""Days for a calendar (RFC 5545): each an all-day event, once or in a rhythm.

Nothing here reads the clock: whoever makes an event says when what it tells was last
changed, so that the same answers give the same bytes, and a calendar that imports them
again knows each by its id.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from smartcity_widgets.values import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from smartcity_widgets.log import Entry

__all__ = ["Event", "calendar_bytes", "stamp_of"]

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a calendar.

    Attributes
    ----------
    id
        What it is called among those of its workbook, the same whenever it is made again.
    changed
        When what it tells was last changed.
    day
        Its day, of a rhythm the first.
    title
        What stands in the calendar; its line breaks become spaces, and characters that
        nothing can show U+FFFD.
    rhythm
        The parts of its RRULE; empty where it happens once.
    note
        What is to be read when it is opened; empty where nothing is.
    """

    id: str
    changed: datetime
    day: date
    title: str
    rhythm: Mapping[str, object] = field(default_factory=dict, hash=False)
    note: str = ""


def calendar_bytes(events: Iterable[Event], *, workbook: str, product: str) -> bytes | None:
    """Return the events as a calendar; None where there is none.

    Parameters
    ----------
    product
        Names what made it, as ``record of decisions``.
    """
    from icalendar import Calendar
    from icalendar import Event as Component

    calendar = Calendar()
    calendar.add("prodid", f"-//smartcity-widgets//{product}//EN")
    calendar.add("version", "2.0")
    for one in events:
        event = Component()
        event.add("uid", f"{one.id}@{workbook}.smartcity")
        event.add("dtstamp", one.changed)
        event.add("dtstart", one.day)
        event.add("dtend", one.day + timedelta(days=1))
        event.add("summary", " ".join(plain(one.title)[0].split()))
        if one.rhythm:
            event.add("rrule", dict(one.rhythm))
        if one.note:
            event.add("description", plain(one.note)[0])
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical()) if calendar.subcomponents else None


def stamp_of(entries: Iterable[Entry]) -> datetime:
    """Return when the last of some entries was written, to the second."""
    last = max(entries, key=lambda one: one.number, default=None)
    time = last.time if last is not None else None
    return (time or _NEVER).astimezone(UTC).replace(microsecond=0)
