"""The two rounds as tables: what each need got, as far as it may be told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from smartcity_widgets.charts import said_number, said_percent

if TYPE_CHECKING:
    from smartcity_widgets.analysis.firstround import Compared, FirstRound
    from smartcity_widgets.analysis.needs import Heard
    from smartcity_widgets.analysis.priorities import Priorities
    from smartcity_widgets.analysis.weighing import Weighed
    from smartcity_widgets.words import Words

__all__ = ["FirstRow", "Head", "ScoreRow", "first_rows", "score_heads", "score_rows"]

KEY = "findings.vision"


@dataclass(frozen=True, slots=True)
class Head:
    """One criterion: its name, its weight in words, and whether less is better."""

    name: str
    weight: str
    lower: bool


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One need with its score on each criterion, in words."""

    name: str
    scores: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FirstRow:
    """One need after the first round."""

    place: str
    name: str
    score: str
    goes_on: str


def score_heads(found: Priorities, words: Words) -> tuple[Head, ...]:
    """Return the criteria that count, with their weights as typed and as they count."""
    return tuple(
        Head(one.name, _weight(one, off=found.weights.are_off, words=words), one.lower)
        for one in found.weights.criteria
        if one.share
    )


def _weight(one: Weighed, *, off: bool, words: Words) -> str:
    share = said_percent(one.share * 100, words)
    if not off:
        return share
    weight = said_number(one.weight, words) if one.weight is not None else ""
    if not weight:
        return share
    return words.say(f"{KEY}.weight_off", weight=weight, share=share)


def score_rows(found: Priorities, words: Words) -> tuple[ScoreRow, ...]:
    """Return the needs in order with their scores; those of fewer than three are a dash."""
    criteria = [one.id for one in found.weights.criteria if one.share]
    return tuple(
        ScoreRow(
            one.need.text,
            tuple(_score(one.scores.get(criterion), words) for criterion in criteria),
        )
        for one in found.ranking.needs
    )


def _score(heard: Heard | None, words: Words) -> str:
    if heard is None or not heard.may_be_told:
        return words.say("chart.none")
    number = said_number(heard.value, words)
    if heard.source == "group":
        return number
    return words.say(f"{KEY}.median_of", median=number, n=heard.n)


def first_rows(first: FirstRound, words: Words) -> tuple[FirstRow, ...]:
    """Return the needs in the order of the first round."""
    return tuple(
        FirstRow(
            place=str(one.place) if one.place is not None else words.say("chart.none"),
            name=one.need.text,
            score=said_number(one.score.value, words)
            if one.score is not None and one.score.may_be_told
            else words.say("chart.none"),
            goes_on=_goes_on(one, first, words),
        )
        for one in first.needs
    )


def _goes_on(one: Compared, first: FirstRound, words: Words) -> str:
    if first.shortlisted:
        return words.say(f"{KEY}.is_shortlisted") if one.need in first.shortlisted else ""
    if one.need in first.proposed:
        return words.say(f"{KEY}.is_proposed")
    return words.say(f"{KEY}.is_tied") if one.need in first.tied else ""
