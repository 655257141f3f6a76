"""What follows on the thread in words: what was measured, what was decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from smartcity_widgets.render.standing import (
    STATUS_SIGNS,
    VERDICT_SIGNS,
    measured_said,
    status_said,
)
from smartcity_widgets.render.templates import safe_text
from smartcity_widgets.values.amounts import format_percent
from smartcity_widgets.values.dates import format_day
from smartcity_widgets.values.shares import told_percent

if TYPE_CHECKING:
    from collections.abc import Iterable

    from smartcity_widgets.analysis.coherence.links import Link
    from smartcity_widgets.analysis.coherence.thread import Knot

    from .saying import Saying

__all__ = [
    "LinkSaid",
    "Result",
    "decided",
    "decision_course",
    "links",
    "result",
    "verdict_sign",
]


@dataclass(frozen=True, slots=True)
class LinkSaid:
    """A link, one text for each cell of its row; `percent` is the length of its bar."""

    name: str
    counted: str
    share: str
    percent: float | None


@dataclass(frozen=True, slots=True)
class Result:
    """The last measurement of an indicator, how many there are, where it stands."""

    said: str
    count: str
    status: str
    sign: str
    word: str


def links(ones: Iterable[Link], saying: Saying) -> list[LinkSaid]:
    """Return each link in words; of one with nothing to go on that there is nothing."""
    words = saying.words
    told = []
    for one in ones:
        share = None if one.share is None else one.share * 100
        told.append(
            LinkSaid(
                name=words.say(f"thread.link.{one.name}"),
                counted=words.say("thread.links.of", there=one.there, total=one.total)
                if one.total
                else words.say("thread.links.none"),
                share=""
                if share is None
                else format_percent(told_percent(share), words.language),
                percent=None if share is None else float(share),
            )
        )
    return told


def result(knot: Knot, saying: Saying) -> Result | None:
    """Return what was measured of an indicator; None where nothing can be said of it.

    An indicator that cannot be assessed and was never measured lacks more than a figure:
    its gaps say so.
    """
    words, standing = saying.words, knot.standing
    if standing is None or (standing.last is None and standing.status == "not_assessable"):
        return None
    last, n = standing.last, knot.measured
    return Result(
        said=measured_said(last, standing.indicator, words) if last is not None else "",
        count=words.count("thread.measurements", n) if n > 1 else "",
        status=standing.status,
        sign=STATUS_SIGNS[standing.status],
        word=status_said(standing.status, words),
    )


def decided(path: str, saying: Saying) -> str:
    """Return what was decided, and why; not about what, which stands above it."""
    asked = saying.method.at(f"{path}/verdict")
    verdict, reason = (
        saying.answers.value(f"{path}/{one}") for one in ("verdict", "reason")
    )
    what = saying.drawing.show(asked, verdict) if asked and verdict else ""
    why = safe_text(" ".join(str(reason).split())) if reason else ""
    if what and why:
        return saying.words.say("thread.reason", verdict=what, reason=why)
    return what or why or saying.name(path)


def verdict_sign(path: str, saying: Saying) -> str:
    """Return the sign of what was decided; empty where no verdict is chosen."""
    return VERDICT_SIGNS.get(str(saying.answers.value(f"{path}/verdict")), "")


def decision_course(path: str, saying: Saying) -> str:
    """Return who sees to a decision, by when, and whether it is done."""
    words, found = saying.words, saying.decisions.get(path.rpartition("/")[2])
    if found is None:
        return ""
    who = saying.drawing.name_in("context/persons", found.owner) if found.owner else ""
    due = format_day(found.due_said, words) if found.due_said else ""
    said = [who, words.say("thread.by", date=due) if due else ""]
    if found.is_open or found.is_done:
        said.append(words.say("thread.done" if found.is_done else "thread.undone"))
    return " · ".join(one for one in said if one)
