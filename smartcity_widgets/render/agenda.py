"""The agenda of a workshop as a page, and the timer that follows it.

Here both are drawn as they are before anything has started. Where the workshop stands is
the browser's matter alone (``forms/timer.js``): it lasts through a kernel that dies, and
no answer depends on it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .templates import environment, safe_text

if TYPE_CHECKING:
    from smartcity_widgets.method.agenda import Agenda, Segment
    from smartcity_widgets.words import Words

__all__ = ["Timing", "Told", "agenda_body", "agenda_page", "timing"]


@dataclass(frozen=True, slots=True)
class Timing:
    """What the macro ``timer`` of ``timer.html.j2`` is given.

    Attributes
    ----------
    segments
        Id, title and minutes of each segment, as JSON.
    left, up, over
        What the timer says; the browser fills ``{title}`` and ``{n}``.
    """

    segments: str
    left: str
    up: str
    over: str


def timing(agenda: Agenda, words: Words) -> Timing:
    """Return what a timer of this agenda needs."""
    open_details = {"title": "{title}", "n": "{n}"}
    segments = [(one.id, _title(one, words), one.minutes) for one in agenda.segments]
    return Timing(
        segments=json.dumps(segments),
        left=words.say("ui.agenda.left", **open_details),
        up=words.say("ui.agenda.up", **open_details),
        over=words.say("ui.agenda.over", **open_details),
    )


@dataclass(frozen=True, slots=True)
class Told:
    """What the page tells besides the words.

    Attributes
    ----------
    agenda
        None where the folder's own is refused.
    own
        Whether it is the folder's own.
    refused
        Why it is refused.
    guide
        Path of the guide in the working folder, once it is written.
    """

    agenda: Agenda | None
    own: bool = False
    refused: str = ""
    guide: str = ""


def agenda_page(told: Told, words: Words, *, uid: str = "agenda") -> str:
    """Return the segments with their minutes, the timer's buttons, what to prepare."""
    return _drawn("agenda.html.j2", told, words, uid)


def agenda_body(told: Told, words: Words, *, uid: str = "agenda") -> str:
    """Return the inside of the page's only fragment, ``agenda``."""
    return _drawn("agenda-body.html.j2", told, words, uid)


def _drawn(template: str, told: Told, words: Words, uid: str) -> str:
    details: dict[str, Any] = {
        "refused": told.refused,
        "guide": told.guide,
        "own": told.own,
    }
    if told.agenda is not None:
        details["timing"] = timing(told.agenda, words)
        details["whole"] = _duration(told.agenda.minutes, words)
        details["segments"] = [
            {
                "id": one.id,
                "title": _title(one, words),
                "purpose": one.purpose or words.maybe(f"agenda.{one.id}.purpose"),
                "minutes": words.say("ui.agenda.minutes", minutes=one.minutes),
            }
            for one in told.agenda.segments
        ]
    drawn = environment().get_template(template)
    said = {"say": words.say, "each": words.each}
    return drawn.render(language=words.language, uid=uid, **said, **details).strip()


def _title(segment: Segment, words: Words) -> str:
    return safe_text(segment.title) or words.say(f"agenda.{segment.id}.title")


def _duration(minutes: int, words: Words) -> str:
    hours, rest = divmod(minutes, 60)
    if not hours:
        return words.say("ui.agenda.minutes", minutes=rest)
    if not rest:
        return words.say("ui.agenda.hours", hours=hours)
    return words.say("ui.agenda.both", hours=hours, minutes=f"{rest:02d}")
