"""What a form asks to look at again at a field, without refusing it.

Figures that do not agree; words that tell how to reach somebody, which are not repeated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartcity_widgets.analysis.contacts import VERBATIMS, contacts_of
from smartcity_widgets.analysis.satisfaction import satisfaction_of

if TYPE_CHECKING:
    from smartcity_widgets.analysis.contacts import Contact
    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method
    from smartcity_widgets.words import Words

    from .drawing import Drawing

__all__ = ["cautions_at", "contact_said", "doubts_said"]

_STEP = "satisfaction/"


def cautions_at(drawing: Drawing, path: str) -> tuple[str, ...]:
    """Return what to look at again in the answer at a path, in sentences."""
    if drawing.alone or not path.startswith(_STEP):
        return ()
    if path == VERBATIMS:
        found = contacts_of(drawing.method, drawing.answers)
        return tuple(contact_said(one, drawing.words) for one in found)
    return drawing.cautions.get(path, ())


def contact_said(one: Contact, words: Words) -> str:
    """Return which line seems to tell how to reach somebody, and what to do."""
    ways = words.say("contact.between").join(
        words.say(f"contact.{way}") for way in one.ways
    )
    return words.say("contact.line", n=one.line, way=ways)


def doubts_said(
    method: Method, answers: Answers, words: Words
) -> dict[str, tuple[str, ...]]:
    """Return where figures contradict each other, with what is said of it there."""
    found: dict[str, tuple[str, ...]] = {}
    for one in satisfaction_of(method, answers).doubts:
        said = words.say(f"findings.satisfaction.doubt.{one.rule}")
        found[one.path] = (*found.get(one.path, ()), said)
    return found
