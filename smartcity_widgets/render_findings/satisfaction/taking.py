"""Who took part, and what became of what they said, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartcity_widgets.values.amounts import format_percent
from smartcity_widgets.values.shares import told_percent

if TYPE_CHECKING:
    from smartcity_widgets.analysis.participation import Participation
    from smartcity_widgets.analysis.satisfaction import Satisfaction

    from ..told import Told

__all__ = ["became_said", "participation_said"]

KEY = "findings.satisfaction"


def participation_said(part: Participation, told: Told) -> str:
    """Say how many came to how many events; empty where there was none."""
    if not part.events:
        return ""
    said = []
    events = told.count(f"{KEY}.events", len(part.events))
    if part.participants is None:
        said.append(told.say(f"{KEY}.no_count", events=events))
    else:
        said.append(told.count(f"{KEY}.participants", part.participants, events=events))
        if part.uncounted:
            said.append(told.count(f"{KEY}.uncounted", part.uncounted))
        if len(part.events) > 1:
            said.append(told.say(f"{KEY}.twice"))
    return " ".join(said)


def became_said(found: Satisfaction, told: Told) -> str:
    """Say what became of the ideas, and how many complaints there were."""
    said = [_ideas(found, told)]
    if found.complaints is not None:
        said.append(told.count(f"{KEY}.complaints", found.complaints))
    return " ".join(one for one in said if one)


def _ideas(found: Satisfaction, told: Told) -> str:
    received, adopted = found.ideas_received, found.ideas_adopted
    ideas = "" if received is None else told.count(f"{KEY}.ideas", received)
    taken = "" if adopted is None else told.count(f"{KEY}.adopted", adopted)
    if not ideas:
        return told.say(f"{KEY}.only_adopted", adopted=taken) if taken else ""
    if not taken:
        return told.say(f"{KEY}.adopted_unsaid", ideas=ideas)
    share = found.adopted_share
    if share is None:
        return told.say(f"{KEY}.ideas_adopted", ideas=ideas, adopted=taken)
    shown = format_percent(told_percent(share * 100), told.words.language)
    return told.say(f"{KEY}.ideas_share", ideas=ideas, adopted=taken, share=shown)
