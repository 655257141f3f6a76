"""What the page and the text of a record say alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smartcity_widgets.words import Words

    from .meeting import Record

__all__ = ["heading", "next_meeting", "people"]


def heading(record: Record, words: Words) -> str:
    """Return when and where the meeting was held, as far as is known."""
    meeting = record.meeting
    if meeting.date and meeting.place:
        return words.say("record.meeting_at", date=meeting.date, place=meeting.place)
    if meeting.date:
        return words.say("record.meeting", date=meeting.date)
    if meeting.place:
        return words.say("record.place", place=meeting.place)
    return words.say("record.no_date")


def people(record: Record, words: Words) -> list[tuple[str, str]]:
    """Return who was present, excused, and led the meeting; nobody is left out unsaid."""
    meeting = record.meeting
    apart = words.say("value.between")
    said = [
        (words.say("record.present"), apart.join(meeting.present)),
        (words.say("record.excused"), apart.join(meeting.excused)),
        (words.say("record.facilitator"), meeting.facilitator),
    ]
    return [(name, who) for name, who in said if who]


def next_meeting(record: Record, words: Words) -> str:
    """Return when and where the next meeting is held, or that it is to be fixed."""
    after = record.next
    if after is None:
        return words.say("record.next_open")
    if after.place:
        return words.say("record.next_at", date=after.date, place=after.place)
    return after.date
