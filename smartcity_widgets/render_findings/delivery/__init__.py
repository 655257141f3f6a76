"""What follows from the implementation: what is late, how each project runs, the risks.

One sentence first. The day is that of the last entry, so that the same answers give the
same page; what is late on it is computed from dates. Long lists are folded on a screen and
complete in a report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartcity_widgets.analysis.delivery import delivery_of
from smartcity_widgets.analysis.due import last_change
from smartcity_widgets.analysis.happenings import happened, user_tests
from smartcity_widgets.analysis.risks import RISKS, risks_of
from smartcity_widgets.analysis.unsure import unsure_of
from smartcity_widgets.render.drawing import Drawing, View
from smartcity_widgets.values.dates import format_day

from .happening import handovers, noted
from .lateness import late_groups
from .registering import matrix, register, register_lead
from .running import courses, spending
from .saying import KEY
from .warning import warnings

if TYPE_CHECKING:
    from smartcity_widgets.analysis.delivery import Delivery

    from ..told import Told

__all__ = ["draw"]

SHOWN_LATE = 10
"""Late lines that stand open on a screen; the others are folded."""
SHOWN_WARNINGS = 8
SHOWN_COURSES = 20
SHOWN_RISKS = 10


def draw(told: Told) -> str:
    """Return the page of the implementation; empty while nothing is said of it."""
    method, answers = told.method, told.answers
    found = delivery_of(method, answers, last_change(answers))
    risks = risks_of(answers) if method.at(RISKS) is not None else ()
    happenings, tests = happened(method, answers), user_tests(method, answers)
    rows = any(one.row for one in found.courses) or found.astray
    if not (rows or found.milestones or risks or happenings or tests):
        return ""
    view = View(told.uid, told.words.language, mode="read", show_internal=told.internal)
    drawing = Drawing(method, answers, told.words, view)
    return told.render(
        "findings/delivery.html.j2",
        lead=_lead(found, drawing),
        late=late_groups(found, drawing, shown=_shown(told, SHOWN_LATE)),
        warnings=warnings(unsure_of(found), found, drawing),
        shown_warnings=_shown(told, SHOWN_WARNINGS),
        courses=courses(found, drawing),
        shown_courses=_shown(told, SHOWN_COURSES),
        idle=sum(not one.is_told for one in found.courses),
        spending=spending(found, drawing),
        risks=register_lead(risks, drawing),
        matrix=matrix(risks, drawing),
        register=register(risks, drawing),
        shown_risks=_shown(told, SHOWN_RISKS),
        noted=noted(happenings, tests, drawing),
        handovers=handovers(found, drawing),
        vat=told.say(f"{KEY}.vat.{answers.vat}"),
        has_days=bool(found.milestones or any(one.kickoff_said for one in found.courses)),
        key=KEY,
    )


def _shown(told: Told, most: int) -> int | None:
    """Return how many of a list stand open; None for all of them, in a report."""
    return None if told.report else most


def _lead(found: Delivery, drawing: Drawing) -> str:
    if found.day is None:
        return drawing.say(f"{KEY}.no_day")
    late = [one for ones in found.late.values() for one in ones]
    counts = {
        kind: sum(one.kind == kind for one in late)
        for kind in ("milestone", "end", "kickoff")
    }
    if not found.milestones:
        first = drawing.say(f"{KEY}.no_milestones")
    elif not counts["milestone"]:
        first = drawing.say(f"{KEY}.none_late")
    else:
        first = drawing.count(f"{KEY}.late", counts["milestone"])
    day = format_day(f"{found.day}", drawing.words)
    said = [drawing.say(f"{KEY}.on", date=day, said=first)]
    said += [
        drawing.count(f"{KEY}.{name}", counts[kind])
        for kind, name in (("end", "over"), ("kickoff", "unstarted"))
        if counts[kind]
    ]
    return " ".join(said)
