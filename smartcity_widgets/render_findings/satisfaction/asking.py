"""The surveys in words: who answered, how content, how sure that is; what changed since."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from smartcity_widgets.analysis.projects import PROJECTS
from smartcity_widgets.analysis.surveys import SURVEYS
from smartcity_widgets.render.told_computed import margin_said, points_said
from smartcity_widgets.values.amounts import format_number, format_percent
from smartcity_widgets.values.dates import format_day
from smartcity_widgets.values.shares import told_percent

if TYPE_CHECKING:
    from decimal import Decimal

    from smartcity_widgets.analysis.surveys import Change, Survey
    from smartcity_widgets.render.drawing import Drawing

__all__ = ["Again", "Line", "asked_again", "survey_line"]

KEY = "findings.satisfaction"


@dataclass(frozen=True, slots=True)
class Line:
    """A survey in words; what nobody filled in is empty."""

    path: str
    question: str
    project: str
    when: str
    how: str
    responses: str
    of: str
    mean: str
    scale: str
    top2: str
    margin: str


@dataclass(frozen=True, slots=True)
class Again:
    """A question that was asked again: its name, and what changed."""

    question: str
    said: str
    path: str


def survey_line(one: Survey, drawing: Drawing) -> Line:
    """Return a survey in words."""
    words, margin = drawing.words, one.margin
    return Line(
        path=one.path,
        question=one.question or drawing.label_of(SURVEYS, one.row),
        project=drawing.label_of(PROJECTS, one.project) if one.project else "",
        when=format_day(one.date, words) if one.date else "",
        how=drawing.say("value.between").join(
            said
            for said in (_chosen(one.method, "method", drawing), _sample(one, drawing))
            if said
        ),
        responses="" if one.responses is None else _number(one.responses, drawing),
        of=_of(one, drawing),
        mean="" if one.mean is None else _mean(one, drawing),
        scale=_chosen(one.scale, "scale", drawing),
        top2="" if one.top2 is None else format_percent(one.top2, words.language),
        margin="" if margin is None else margin_said(margin, words),
    )


def _chosen(value: str | None, column: str, drawing: Drawing) -> str:
    question = drawing.method.at(f"{SURVEYS}/row/{column}")
    return drawing.show(question, value) if question and value else ""


def _sample(one: Survey, drawing: Drawing) -> str:
    if one.random_sample is None:
        return ""
    return drawing.say(f"{KEY}.random" if one.random_sample else f"{KEY}.not_random")


def _of(one: Survey, drawing: Drawing) -> str:
    """Say of how many invited, and of how many people, the answers are."""
    said = []
    if one.invited is not None:
        rate = one.response_rate
        said.append(
            drawing.say(f"{KEY}.invited", n=_number(one.invited, drawing))
            if rate is None
            else drawing.say(
                f"{KEY}.rate",
                n=_number(one.invited, drawing),
                rate=format_percent(told_percent(rate * 100), drawing.words.language),
            )
        )
    if one.population is not None:
        said.append(drawing.say(f"{KEY}.population", n=_number(one.population, drawing)))
    return drawing.say("value.between").join(said)


def _mean(one: Survey, drawing: Drawing) -> str:
    if one.mean is None:
        return ""
    if one.scale == "yes_no":
        shown = format_percent(one.mean, drawing.words.language)
        return drawing.say(f"{KEY}.yes", share=shown)
    return format_number(one.mean, drawing.words.language)


def _number(value: int, drawing: Drawing) -> str:
    return format_number(value, drawing.words.language)


def asked_again(one: Change, drawing: Drawing) -> Again:
    """Return what changed since a question was asked before."""
    question = one.after.question or ""
    first, last = (
        format_day(survey.date or "", drawing.words) for survey in (one.before, one.after)
    )
    said = _changed(one, drawing)
    said = drawing.say(f"{KEY}.between", first=first, last=last, said=said)
    return Again(question, said, one.after.path)


def _changed(one: Change, drawing: Drawing) -> str:
    if one.differs is not None:
        return drawing.say(f"{KEY}.differs.{one.differs}")
    words, said = drawing.words, []
    if one.mean is not None and one.before.mean is not None and one.after.mean is not None:
        said.append(
            drawing.say(
                f"{KEY}.mean_changed",
                before=_mean(one.before, drawing),
                after=_mean(one.after, drawing),
                change=_signed(one.mean, format_number(abs(one.mean), words.language)),
            )
        )
    if one.top2 is not None and one.before.top2 is not None and one.after.top2 is not None:
        said.append(
            drawing.say(
                f"{KEY}.top2_changed",
                before=format_percent(one.before.top2, words.language),
                after=format_percent(one.after.top2, words.language),
                change=_signed(one.top2, points_said(abs(one.top2), words)),
            )
        )
    if one.is_beyond_chance is not None:
        name = "beyond" if one.is_beyond_chance else "within"
        said.append(drawing.say(f"{KEY}.{name}"))
    return drawing.say("value.between-texts").join(said) or drawing.say(f"{KEY}.no_figures")


def _signed(change: Decimal, shown: str) -> str:
    sign = "+" if change > 0 else "\N{MINUS SIGN}" if change < 0 else ""
    return f"{sign}{shown}"
