"""Write the calendars of a workbook, and print the paths of their files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartcity_widgets.errors import UsageError
from smartcity_widgets.words import speaking

from .terminal import print_line

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from smartcity_widgets.desk import Desk

__all__ = ["FORMATS", "refuse_with_calendar", "write_calendars"]

FORMATS = ("html", "ics", "xlsx")
"""What ``export`` can write: reports, calendars, and tables to work on."""


def refuse_with_calendar(**others: object) -> None:
    """Refuse what makes sense for a page only.

    Parameters
    ----------
    others
        What was given besides the format, by the name of its option.

    Raises
    ------
    UsageError
        Naming the option.
    """
    given = next((name for name, value in others.items() if value), None)
    if given is not None:
        raise UsageError("calendar-alone", option=f"--{given}")


def write_calendars(desk: Desk, folder: Path, phases: Iterable[str] | None) -> None:
    """Write the calendar of each phase, by default of the whole workbook, to `folder`.

    Raises
    ------
    UnknownIdError
        If nothing is planned in such a phase.
    ExportError
        If nothing has a date, or a file cannot be written.
    """
    from smartcity_widgets.report.planned import write_calendar

    spoken = desk.answers.words(speaking.get())
    for phase in tuple(phases or ()) or (None,):
        print_line(
            write_calendar(desk.method, desk.answers, spoken, folder=folder, phase=phase)
        )
