"""The record of a meeting as one page of A4, that opens anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from smartcity_widgets.render.templates import environment, stylesheet

from .telling import heading, next_meeting, people

if TYPE_CHECKING:
    from smartcity_widgets.words import Words

    from .meeting import Record

__all__ = ["draw_record"]


def draw_record(record: Record, words: Words) -> str:
    """Return the record as a whole HTML page, without a script."""
    undated = words.say("record.undated")
    return (
        environment()
        .get_template("record.html.j2")
        .render(
            say=words.say,
            language=words.language,
            record=record,
            title=words.say(
                "record.document", name=record.name, date=record.meeting.date or undated
            ),
            heading=heading(record, words),
            people=people(record, words),
            next=next_meeting(record, words),
            style=Markup(stylesheet("tokens", "record")),  # noqa: S704 - our own files
        )
    )
