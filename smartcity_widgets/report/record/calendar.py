"""The open actions of a meeting for a calendar: one all-day event for each due date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartcity_widgets.report.events import Event, calendar_bytes, stamp_of
from smartcity_widgets.values import last_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.log import Entry
    from smartcity_widgets.words import Words

    from .meeting import Record

__all__ = ["calendar_of"]


def calendar_of(record: Record, answers: Answers, words: Words) -> bytes | None:
    """Return the calendar (RFC 5545); None where no open action has a date.

    An event is stamped with the last change of its action, not with the clock, so that the
    same answers give the same bytes; its id stays the same when the record is made again.
    """
    events = [
        Event(
            id=one.row,
            changed=stamp_of(_entries(answers, f"journal/actions/{one.row}")),
            day=last_day(one.due),
            title=words.say("record.action", what=one.what, who=one.who)
            if one.who
            else one.what,
        )
        for one in record.actions
        if one.due is not None and not one.done
    ]
    return calendar_bytes(events, workbook=record.workbook, product="record of decisions")


def _entries(answers: Answers, row: str) -> Iterator[Entry]:
    for (_, path), one in answers.latest.items():
        if path == row or path.startswith(f"{row}/"):
            yield one
