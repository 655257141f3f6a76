"""What follows from satisfaction and involvement: how content, how sure, who took part.

And whether anybody answered people. What they are quoted with is not repeated here: only
where it is to be looked at again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from smartcity_widgets.analysis.contacts import contacts_of
from smartcity_widgets.analysis.participation import PARTICIPATION
from smartcity_widgets.analysis.satisfaction import IDEAS_ADOPTED, satisfaction_of
from smartcity_widgets.analysis.surveys import SURVEYS
from smartcity_widgets.charts import participation_bars
from smartcity_widgets.render.cautions import contact_said
from smartcity_widgets.render.drawing import Drawing, View

from .asking import asked_again, survey_line
from .taking import became_said, participation_said

if TYPE_CHECKING:
    from collections.abc import Iterable

    from smartcity_widgets.analysis.contacts import Contact
    from smartcity_widgets.analysis.satisfaction import Satisfaction

    from ..told import Told

__all__ = ["draw"]

KEY = "findings.satisfaction"
STEP = "satisfaction"
SHOWN_SURVEYS = 12
"""Surveys that stand open on a screen; the others are folded."""


@dataclass(frozen=True, slots=True)
class Warned:
    """Something to look at again: what it is about, why, and where it is put right."""

    name: str
    said: str
    path: str


def draw(told: Told) -> str:
    """Return the page of satisfaction and involvement; empty while nothing is said."""
    found = satisfaction_of(told.method, told.answers)
    contacts = contacts_of(told.method, told.answers)
    if found.is_empty and not contacts:
        return ""
    view = View(told.uid, told.words.language, mode="read", show_internal=told.internal)
    drawing = Drawing(told.method, told.answers, told.words, view)
    return told.render(
        "findings/satisfaction.html.j2",
        lead=_lead(found, told),
        unanswered=told.say(f"{KEY}.unanswered") if found.without_feedback else "",
        surveys=[survey_line(one, drawing) for one in found.surveys],
        shown_surveys=None if told.report else SHOWN_SURVEYS,
        changes=[asked_again(one, drawing) for one in found.changes],
        participation=participation_said(found.participation, told),
        chart=participation_bars(found.participation, told.words, prefix=f"{told.uid}-")
        if found.participation.shares
        else None,
        not_reached=found.not_reached,
        ideas=became_said(found, told),
        answer=found.answer,
        doubts=_doubts(found, contacts, drawing),
        step=STEP,
        key=KEY,
    )


def _lead(found: Satisfaction, told: Told) -> str:
    """Say in a sentence or two how many were asked, took part, and were answered."""
    said = []
    responses = [one.responses for one in found.surveys if one.responses is not None]
    if found.surveys:
        answers = told.count(f"{KEY}.answers", sum(responses))
        said.append(told.count(f"{KEY}.surveys", len(found.surveys), answers=answers))
    else:
        said.append(told.say(f"{KEY}.no_survey"))
    sure = sum(not isinstance(one.margin, str | None) for one in found.surveys)
    if found.surveys:
        said.append(told.count(f"{KEY}.sure", sure) if sure else told.say(f"{KEY}.unsure"))
    if found.answered is True:
        said.append(told.say(f"{KEY}.answered"))
    return " ".join(said)


def _doubts(
    found: Satisfaction, contacts: Iterable[Contact], drawing: Drawing
) -> list[Warned]:
    """Return what to look at again: figures that contradict, words that tell too much."""
    doubts = [
        Warned(_named(one.path, drawing), drawing.say(f"{KEY}.doubt.{one.rule}"), one.path)
        for one in found.doubts
    ]
    quoted = drawing.say("question.satisfaction.verbatims.label")
    return doubts + [
        Warned(quoted, contact_said(one, drawing.words), one.path) for one in contacts
    ]


def _named(path: str, drawing: Drawing) -> str:
    """Return what a doubt is about: a survey, an event; empty for the ideas."""
    if path == IDEAS_ADOPTED:
        return ""
    table = SURVEYS if path.startswith(f"{SURVEYS}/") else PARTICIPATION
    return drawing.label_of(table, path.split("/")[2])
