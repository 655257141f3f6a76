"""What follows from the communication plan: who hears what when, and who was forgotten.

That a stakeholder of much influence is no audience rests on internal answers: it is told
only where those may be.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from smartcity_widgets.analysis.coherence import CHECKS
from smartcity_widgets.analysis.outreach import (
    AUDIENCES,
    PLAN,
    STAKEHOLDERS,
    hints_of,
    influential_left_out,
    outreach_of,
    stakeholders_left_out,
)
from smartcity_widgets.charts import outreach_calendar
from smartcity_widgets.render.drawing import Drawing, View
from smartcity_widgets.values.amounts import format_money

if TYPE_CHECKING:
    from smartcity_widgets.analysis.outreach import Hint, Outreach, Telling

    from .told import Told

__all__ = ["draw"]

KEY = "findings.communication"
STEP = "communication"
COLUMN = "stakeholder"
"""The column of an audience that points at the stakeholder it is."""


@dataclass(frozen=True, slots=True)
class Warned:
    """Something to look at again: the row it is about, if one, why, and where to go."""

    name: str
    said: str
    path: str


def draw(told: Told) -> str:
    """Return the page of the communication plan; empty while there is nobody to tell."""
    answers, words = told.answers, told.words
    if told.method.at(PLAN) is None or told.method.at(AUDIENCES) is None:
        return ""  # an adaptation hides it
    found = outreach_of(answers)
    planned = bool(found.audiences or found.tellings)
    can_take_over = not told.report and bool(stakeholders_left_out(answers))
    if not planned and not can_take_over:
        return ""
    view = View(told.uid, words.language, mode="read", show_internal=told.internal)
    drawing = Drawing(told.method, answers, words, view)
    return told.render(
        "findings/communication.html.j2",
        lead=_lead(found, told) if planned else told.say(f"{KEY}.none"),
        warnings=_warnings(found, drawing, told),
        chart=outreach_calendar(found, words, prefix=f"{told.uid}-") if planned else None,
        undated=[_undated(one, drawing) for one in found.undated],
        cost=_cost(found, told),
        take_over=(AUDIENCES, COLUMN) if can_take_over else None,
        key=KEY,
    )


def _lead(found: Outreach, told: Told) -> str:
    audiences = told.count(f"{KEY}.audiences", len(found.audiences))
    lead = told.count(f"{KEY}.lead", len(found.tellings), audiences=audiences)
    inside = sum(one.internal is True for one in found.audiences)
    return f"{lead} {told.count(f'{KEY}.inside', inside)}" if inside else lead


def _warnings(found: Outreach, drawing: Drawing, told: Told) -> tuple[Warned, ...]:
    """Return the hints; a report has those of the golden thread in that part."""
    warned = [
        _warned(one, drawing)
        for one in hints_of(found, drawing.method)
        if not (told.report and one.rule in CHECKS)
    ]
    left_out = influential_left_out(drawing.answers) if told.internal else ()
    if left_out:
        names = drawing.say("value.between").join(
            drawing.label_of(STAKEHOLDERS, one) for one in left_out
        )
        said = drawing.say(f"{KEY}.influential", names=names)
        warned.append(Warned("", said, AUDIENCES))
    return tuple(warned)


def _warned(hint: Hint, drawing: Drawing) -> Warned:
    said = drawing.say(f"{KEY}.hint.{hint.rule}")
    table, _, row = hint.subject.rpartition("/")
    if table == AUDIENCES:
        return Warned(drawing.label_of(table, row), said, PLAN)
    return Warned("", said, hint.subject)


def _undated(one: Telling, drawing: Drawing) -> str:
    audience = (
        drawing.label_of(AUDIENCES, one.audience)
        if one.audience is not None
        else drawing.say(f"{KEY}.somebody")
    )
    message = one.message or drawing.say("due.no_message")
    what = drawing.say("due.to", audience=audience, message=message)
    when = one.when or drawing.say(f"{KEY}.no_when")
    return drawing.say(f"{KEY}.undated_when", what=what, when=when)


def _cost(found: Outreach, told: Told) -> str:
    """Return what the plan costs, and what has no cost yet; empty without a cost."""
    if found.cost is None:
        return ""
    amount = format_money(found.cost, told.answers.currency, told.words.language)
    vat = told.say(f"{KEY}.vat.{told.answers.vat}")
    said = told.say(f"{KEY}.cost", amount=amount, vat=vat)
    if not found.without_cost:
        return said
    return f"{said} {told.count(f'{KEY}.uncosted', found.without_cost)}"
