"""What was decided, and what became of it, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from smartcity_widgets.analysis.decisions import DECISIONS
from smartcity_widgets.analysis.measuring import INDICATORS
from smartcity_widgets.render.standing import VERDICT_SIGNS, last_said, status_said

if TYPE_CHECKING:
    from smartcity_widgets.analysis.comparison import Moved, Outcome
    from smartcity_widgets.analysis.monitoring import Standing

    from .told import Told

__all__ = ["Became", "became"]

KEY = "comparison"
_PERSONS = "context/persons"


@dataclass(frozen=True, slots=True)
class Became:
    """A decision of the earlier cycle, one text for each cell of its row."""

    about: str
    sign: str
    verdict: str
    reason: str
    who: str
    done: str
    results: tuple[str, ...]


def became(outcome: Outcome, told: Told) -> Became:
    """Return a decision with what became of it."""
    one, earlier = outcome.decision, told.drawings[0]
    table, _, row = (one.target or "").rpartition("/")
    asked = told.method.at(f"{DECISIONS}/row/verdict")
    verdict = earlier.show(asked, one.verdict) if asked and one.verdict else ""
    by = told.words.say("thread.by", date=told.day(one.due_said)) if one.due_said else ""
    who = earlier.name_in(_PERSONS, one.owner) if one.owner else ""
    is_there = bool(row) and told.method.at(table) is not None
    nothing = told.words.say(f"{KEY}.about_nothing")
    return Became(
        about=told.name(table, row) if is_there else nothing,
        sign=VERDICT_SIGNS.get(one.verdict or "", ""),
        verdict=verdict,
        reason=one.reason,
        who=" · ".join(part for part in (who, by) if part),
        done=told.words.say(f"{KEY}.done.{outcome.standing or 'undated'}"),
        results=_results(outcome, told),
    )


def _results(outcome: Outcome, told: Told) -> tuple[str, ...]:
    """Return what can be read of it: the indicators and the project it was about."""
    said = [_indicator(one, outcome, told) for one in outcome.indicators]
    project = outcome.project
    if project is not None:
        line = told.ran_said(project)
        if line:
            said.append(line)
    if outcome.is_left:
        said.append(told.words.say(f"{KEY}.left"))
    return tuple(said) or (told.words.say(f"{KEY}.nothing_seen"),)


def _indicator(one: Moved, outcome: Outcome, told: Told) -> str:
    words = told.words
    said = words.say(
        f"{KEY}.then_now", then=_stood(one.before, told), now=_stood(one.after, told)
    )
    if one.kept == "kept" and one.went != "unknown":
        said = words.say(f"{KEY}.judged", said=said, went=told.went(one)[1])
    if (
        len(outcome.indicators) == 1
        and outcome.decision.target == f"{INDICATORS}/{one.earlier}"
    ):
        return said
    return words.say(f"{KEY}.of", name=told.name(INDICATORS, one.row), said=said)


def _stood(one: Standing | None, told: Told) -> str:
    if one is None:
        return told.words.say(f"{KEY}.not_there")
    status, last = status_said(one.status, told.words), last_said(one, told.words)
    return told.words.say(f"{KEY}.stood", status=status, last=last) if last else status
