"""The indicators at risk or off track, each with what was decided on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from smartcity_widgets.analysis.decisions import about_of
from smartcity_widgets.analysis.measuring import INDICATORS, OBJECTIVES
from smartcity_widgets.analysis.projects import projects_of
from smartcity_widgets.render.standing import STATUS_SIGNS, measured_said, status_said

from .saying import KEY, kind_of, named, typed, verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartcity_widgets.analysis.decisions import Decision
    from smartcity_widgets.analysis.monitoring import Standing
    from smartcity_widgets.render.drawing import Drawing

__all__ = ["Answer", "Behind", "behind"]


@dataclass(frozen=True, slots=True)
class Answer:
    """A decision that answers for an indicator: its sign and word, why, and about what.

    `about` is empty where it is about the indicator itself.
    """

    sign: str
    verdict: str
    reason: str
    about: str
    path: str


@dataclass(frozen=True, slots=True)
class Behind:
    """An indicator that is behind, one text for each cell of its row."""

    name: str
    path: str
    objective: str
    status: str
    sign: str
    word: str
    measured: str
    answers: tuple[Answer, ...]


def behind(
    judged: Sequence[Standing], taken: Sequence[Decision], drawing: Drawing
) -> tuple[Behind, ...]:
    """Return the indicators that ask for a decision: off track first, then at risk."""
    projects = projects_of(drawing.answers)
    red = [one for one in judged if one.is_red]
    red.sort(key=lambda one: one.status != "off_track")
    found = []
    for one in red:
        about = frozenset(about_of(one.indicator, projects))
        answers = tuple(
            _answer(each, f"{INDICATORS}/{one.indicator.row}", drawing)
            for each in taken
            if each.target in about
        )
        found.append(_behind(one, answers, drawing))
    return tuple(found)


def _behind(one: Standing, answers: tuple[Answer, ...], drawing: Drawing) -> Behind:
    indicator, last = one.indicator, one.last
    known = indicator.objective in drawing.rows(OBJECTIVES)
    return Behind(
        name=drawing.label_of(INDICATORS, indicator.row),
        path=f"{INDICATORS}/{indicator.row}",
        objective=drawing.label_of(OBJECTIVES, indicator.objective)
        if indicator.objective is not None and known
        else "",
        status=one.status,
        sign=STATUS_SIGNS[one.status],
        word=status_said(one.status, drawing.words),
        measured=measured_said(last, indicator, drawing.words) if last else "",
        answers=answers,
    )


def _answer(one: Decision, indicator: str, drawing: Drawing) -> Answer:
    sign, said = verdict(one.verdict, drawing)
    about = ""
    if one.target is not None and one.target != indicator:
        about = drawing.say(
            f"{KEY}.about_other",
            kind=kind_of(one.target, drawing),
            name=named(one.target, drawing),
        )
    return Answer(
        sign=sign,
        verdict=said or drawing.say(f"{KEY}.no_verdict"),
        reason=typed(one.reason),
        about=about,
        path=f"{one.path}/verdict",
    )
