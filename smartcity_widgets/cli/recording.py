"""Write the record of decisions of one meeting, and print the paths of its files."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from smartcity_widgets.errors import UsageError
from smartcity_widgets.words import speaking

from .terminal import print_line, say

if TYPE_CHECKING:
    from pathlib import Path

    from smartcity_widgets.desk import Desk

__all__ = ["check_alone", "write_record"]


def check_alone(*, record: bool, meeting: str | None, **others: object) -> None:
    """Refuse options that say two things at once.

    Parameters
    ----------
    others
        What else was given, by the name of its option.

    Raises
    ------
    UsageError
        If a record is asked for with an option of reports, or a meeting without a record.
    """
    if meeting is not None and not record:
        raise UsageError("record-missing", option="--meeting")
    given = next((name for name, value in others.items() if value), None)
    if record and given is not None:
        raise UsageError("record-alone", option=f"--{given}")


def write_record(desk: Desk, folder: Path, meeting: str | None) -> None:
    """Write the page, the text and the calendar of a meeting to `folder`.

    A calendar of an earlier time, whose actions are done or have no date any more, is taken
    away, so that what lies there is one record.

    Raises
    ------
    UnknownIdError
        If the journal has no such meeting.
    ExportError
        If a file cannot be written.
    """
    from smartcity_widgets.report.record import (
        calendar_of,
        draw_record,
        letter_of,
        meeting_meant,
        record_of,
    )
    from smartcity_widgets.report.writing import remove, write_whole

    today = date.today()  # noqa: DTZ011 - the day on the calendar of whoever asks
    row = meeting_meant(desk.answers, meeting, today)
    spoken = desk.answers.words(speaking.get())
    record = record_of(desk.method, desk.answers, spoken, row)
    stem = folder / desk.id / f"{record.stem}.{spoken.language}"
    files: list[tuple[str, str | bytes | None]] = [
        ("html", draw_record(record, spoken)),
        ("txt", letter_of(record, spoken)),
        ("ics", calendar_of(record, desk.answers, spoken)),
    ]
    for ending, content in files:
        path = stem.with_name(f"{stem.name}.{ending}")
        if content is None:
            remove(path)
            say(spoken.say("record.no_calendar"))
        else:
            write_whole(path, content)
            print_line(path)
