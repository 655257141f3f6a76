"""The first round over all the needs, and the few it proposes for the second.

Scoring fifteen needs by five criteria is seventy-five judgements a person: nobody does
that. So all needs are first compared in one stroke, by dots (five a person) or by impact
and feasibility alone, and at most seven go on to the full criteria. Who gives more than
five dots is not corrected: the page says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from .needs import Heard, Voices, rows_of
from .ranking import places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method

    from .needs import Need

__all__ = ["CANDIDATES", "DOTS", "SHORTLIST", "Compared", "FirstRound", "first_round"]

CANDIDATES = "vision/candidates"
DOTS = 5
"""How many dots each person has."""
SHORTLIST = 7
"""At most so many needs go on to the second round."""
COLUMNS = ("need", "dots", "impact", "feasibility", "shortlisted")

Way = Literal["dots", "impact_feasibility"]


@dataclass(frozen=True, slots=True)
class Compared:
    """One need after the first round.

    Attributes
    ----------
    score
        Its dots, or impact times feasibility (0 to 16); None where nothing is known.
    place
        Its place, from 1; equals share one.
    """

    need: Need
    score: Heard | None
    place: int | None


@dataclass(frozen=True, slots=True)
class FirstRound:
    """What the first round says.

    Attributes
    ----------
    needs
        Every need, the first first; those nobody judged last.
    proposed
        The needs that the round proposes for the second, at most seven.
    tied
        Those that share the place of the last proposed and did not all fit: the group
        chooses.
    shortlisted
        The needs the group shortlisted.
    people
        How many respondents took part.
    overdrawn
        How many of them gave more than five dots.
    """

    way: Way | None
    needs: tuple[Compared, ...]
    proposed: tuple[Need, ...]
    tied: tuple[Need, ...]
    shortlisted: tuple[Need, ...]
    people: int
    overdrawn: int

    @property
    def places_left(self) -> int:
        """How many of the tied would still fit."""
        return SHORTLIST - len(self.proposed)


def first_round(method: Method, answers: Answers, needs: Sequence[Need]) -> FirstRound:
    """Return what the first round says of the needs."""
    dots = _voices("dots", method, answers, needs)
    impact = _voices("impact", method, answers, needs)
    feasibility = _voices("feasibility", method, answers, needs)
    way = _way(answers.value("vision/first_round"), dots, impact, feasibility)
    if way == "dots":
        scores, taken = dots.sums(), [dots]
    elif way == "impact_feasibility":
        scores, taken = _products(impact, feasibility), [impact, feasibility]
    else:
        scores, taken = {}, []
    ranked = places({need: one.value for need, one in scores.items()})
    compared = [Compared(one, scores.get(one.id), ranked.get(one.id)) for one in needs]
    compared.sort(key=lambda one: (one.place is None, one.place or 0))  # stable
    proposed, tied = _proposed(compared)
    shortlisted = {
        row.get("need")
        for row in rows_of(CANDIDATES, COLUMNS, method, answers)
        if row.get("shortlisted") is True
    }
    return FirstRound(
        way=way,
        needs=tuple(compared),
        proposed=proposed,
        tied=tied,
        shortlisted=tuple(one for one in needs if one.id in shortlisted),
        people=len({who for voices in taken for who, own in voices.people.items() if own}),
        overdrawn=sum(sum(own.values()) > DOTS for own in dots.people.values())
        if way == "dots"
        else 0,
    )


def _voices(column: str, method: Method, answers: Answers, needs: Sequence[Need]) -> Voices:
    known = {one.id for one in needs}

    def given(respondent: str) -> dict[str, int]:
        rows = rows_of(CANDIDATES, COLUMNS, method, answers, respondent)
        return {
            row["need"]: row[column]
            for row in rows
            if row.get("need") in known and column in row
        }

    return Voices(given(""), {one.id: given(one.id) for one in answers.respondents})


def _way(said: object, dots: Voices, impact: Voices, feasibility: Voices) -> Way | None:
    """Return how the needs are compared: as the group said, else by what there is."""
    if said == "none":
        return None
    if said == "dots" or (said is None and dots.things):
        return "dots"
    if said == "impact_feasibility" or impact.things or feasibility.things:
        return "impact_feasibility"
    return None


def _products(impact: Voices, feasibility: Voices) -> dict[str, Heard]:
    """Return impact times feasibility where both are known."""
    impacts, found = impact.medians(), {}
    for need, other in feasibility.medians().items():
        if need in impacts:
            one = impacts[need]
            group = one.source == other.source == "group"
            told = [each.n for each in (one, other) if each.source != "group"]
            found[need] = Heard(
                one.value * other.value,
                "group" if group else "respondents",
                min(told, default=0),
            )
    return found


def _proposed(compared: Sequence[Compared]) -> tuple[tuple[Need, ...], tuple[Need, ...]]:
    """Return who goes on, and who shares the last places and does not fit."""
    judged = [one for one in compared if one.score is not None and one.score.value > 0]
    proposed: list[Need] = []
    for place in dict.fromkeys(one.place for one in judged):
        equals = [one.need for one in judged if one.place == place]
        if len(proposed) + len(equals) > SHORTLIST:
            full = len(proposed) == SHORTLIST
            return tuple(proposed), () if full else tuple(equals)
        proposed += equals
    return tuple(proposed), ()
