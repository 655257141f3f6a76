"""What follows from the results: what is behind, what was decided on it, what was learnt.

One sentence first. The day is that of the last entry, so that the same answers give the
same page; what is overdue on it is computed from dates. Long lists are folded on a screen
and complete in a report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartcity_widgets.analysis.decisions import DECISIONS, decisions_of
from smartcity_widgets.analysis.due import last_change
from smartcity_widgets.analysis.measurements import MEASUREMENTS
from smartcity_widgets.analysis.measuring import INDICATORS
from smartcity_widgets.analysis.monitoring import standings
from smartcity_widgets.analysis.reviews import LESSONS, NEXT_CYCLE, NEXT_REVIEW, REVIEWS
from smartcity_widgets.render.drawing import Drawing, View
from smartcity_widgets.values.dates import format_day

from .behind import behind
from .deciding import decisions
from .looking_back import lessons, reviews
from .saying import KEY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartcity_widgets.analysis.decisions import Decision
    from smartcity_widgets.analysis.monitoring import Standing

    from ..told import Told
    from .behind import Behind

__all__ = ["draw"]

SHOWN = 20
"""Rows of a list that stand open on a screen; the others are folded."""


def draw(told: Told) -> str:
    """Return the page of the adjustment; empty while there is nothing to adjust."""
    method, answers = told.method, told.answers
    view = View(told.uid, told.words.language, mode="read", show_internal=told.internal)
    drawing = Drawing(method, answers, told.words, view)
    day = last_change(answers)
    asks = {one: method.at(one) is not None for one in _ASKED}
    judges = asks[INDICATORS] and asks[MEASUREMENTS] and day is not None
    judged = standings(answers, day) if judges and day is not None else ()
    taken = decisions_of(answers) if asks[DECISIONS] else ()
    red = behind(judged, taken, drawing)
    held = reviews(drawing) if asks[REVIEWS] else ()
    learnt = lessons(drawing) if asks[LESSONS] else ()
    coming = _coming(drawing)
    if not (red or taken or held or learnt or coming):
        return ""
    return told.render(
        "findings/adjustment.html.j2",
        lead=" ".join(_lead(judged, red, taken, drawing)),
        day=format_day(f"{day}", told.words) if day is not None else "",
        behind=red,
        asks_decision=asks[DECISIONS],
        decisions=decisions(taken, day, drawing),
        reviews=held,
        coming=coming,
        lessons=learnt,
        shown=None if told.report else SHOWN,
        has_days=bool(coming) or any(one.is_open and one.due for one in taken),
        key=KEY,
    )


_ASKED = (INDICATORS, MEASUREMENTS, DECISIONS, REVIEWS, LESSONS)


def _lead(
    judged: Sequence[Standing],
    red: Sequence[Behind],
    taken: Sequence[Decision],
    drawing: Drawing,
) -> list[str]:
    """Return how many indicators are behind, without a decision; decisions overdue."""
    count, said = drawing.count, []
    if red:
        said.append(count(f"{KEY}.red", len(red)))
        undecided = sum(not one.answers for one in red)
        if undecided:
            said.append(count(f"{KEY}.undecided", undecided))
        else:
            said.append(count(f"{KEY}.decided", len(red)))
    elif any(one.last is not None for one in judged):
        said.append(drawing.say(f"{KEY}.none_red"))
    if taken:
        said.append(count(f"{KEY}.taken", len(taken)))
        overdue = sum(one.is_overdue(last_change(drawing.answers)) for one in taken)
        if overdue:
            said.append(count(f"{KEY}.overdue", overdue))
    return said or [drawing.say(f"{KEY}.nothing_decided")]


def _coming(drawing: Drawing) -> tuple[str, ...]:
    """Return when the next review is, and when the next cycle starts."""
    dates = {NEXT_REVIEW: "next_review", NEXT_CYCLE: "next_cycle"}
    return tuple(
        drawing.say(f"{KEY}.{word}", date=format_day(said, drawing.words))
        for path, word in dates.items()
        if drawing.method.at(path) is not None
        and (said := drawing.answers.value(path)) is not None
    )
