"""At which meeting something is kept: an action, a remark put aside.

Nobody is asked during a meeting which meeting it is: the day on the person's own calendar
tells. The server may stand in another time zone, so without that day nothing is guessed.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ..values import last_day

if TYPE_CHECKING:
    from ..answers import Answers

__all__ = ["MEETING", "MEETINGS", "meeting_of_day"]

MEETINGS = "journal/meetings"
MEETING = "meeting"
"""The column that says at which of them."""


def meeting_of_day(answers: Answers, day: object) -> str | None:
    """Return the row of the meeting that is held on a day, else of the latest before it.

    Parameters
    ----------
    day
        ``YYYY-MM-DD``; anything else tells nothing.

    Returns
    -------
    str or None
        Of two meetings of one day the one that was added last. None where no meeting has
        been held yet, or no day is told.
    """
    today = _day(day)
    if today is None:
        return None
    held: list[tuple[date, int, str]] = []
    for place, row in enumerate(answers.rows(MEETINGS)):
        when = answers.value(f"{MEETINGS}/{row}/date")
        if when is not None and last_day(when) <= today:
            held.append((last_day(when), place, row))
    return max(held)[2] if held else None


def _day(text: object) -> date | None:
    if not isinstance(text, str):
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if found.isoformat() == text else None
