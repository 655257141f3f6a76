"""The open actions of a meeting for a calendar: one all-day event for each due date."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from smartcity_widgets.values import last_day

if TYPE_CHECKING:
    from smartcity_widgets.answers import Answers
    from smartcity_widgets.words import Words

    from .meeting import Record

__all__ = ["calendar_of"]

_PRODUCT = "-//smartcity-widgets//record of decisions//EN"
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def calendar_of(record: Record, answers: Answers, words: Words) -> bytes | None:
    """Return the calendar (RFC 5545); None where no open action has a date.

    An event is stamped with the last change of its action, not with the clock, so that the
    same answers give the same bytes; its id stays the same when the record is made again.
    """
    from icalendar import Calendar, Event

    due = [one for one in record.actions if one.due is not None and not one.done]
    if not due:
        return None
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    for one in due:
        event, day = Event(), last_day(one.due or "")
        line = (
            words.say("record.action", what=one.what, who=one.who) if one.who else one.what
        )
        event.add("uid", f"{one.row}@{record.workbook}.smartcity")
        event.add("dtstamp", _changed(answers, f"journal/actions/{one.row}"))
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        event.add("summary", " ".join(line.split()))
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _changed(answers: Answers, row: str) -> datetime:
    """Return when the last entry on a row was written, to the second."""
    entries = [
        one
        for (_, path), one in answers.latest.items()
        if path == row or path.startswith(f"{row}/")
    ]
    last = max(entries, key=lambda one: one.number).time if entries else None
    return (last or _NEVER).astimezone(UTC).replace(microsecond=0)
