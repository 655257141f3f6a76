"""Whether people are content and took part, and what was done with what they said.

Source: method.md P3.2; the rules are ours. Contradictions are told as doubts, and never
corrected: a figure is used as it was given. What an adaptation hides is not read.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

from .participation import PARTICIPATION, Participation, participation_of
from .surveys import SCALES, SURVEYS, changes_of, surveys_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method

    from .participation import Event
    from .surveys import Change, Survey

__all__ = [
    "IDEAS_ADOPTED",
    "Doubt",
    "Doubted",
    "Satisfaction",
    "satisfaction_of",
]

IDEAS_ADOPTED = "satisfaction/ideas_adopted"

Doubted = Literal[
    "responses-over-invited",
    "responses-over-population",
    "invited-over-population",
    "mean-off-scale",
    "mean-as-fraction",
    "new-over-participants",
    "ages-over-all",
    "adopted-over-received",
    "adopted-without-received",
]

_ALL = 100


@dataclass(frozen=True, slots=True)
class Doubt:
    """Figures that contradict each other.

    Attributes
    ----------
    path
        Where it is put right.
    """

    rule: Doubted
    path: str


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """What step 14 says.

    Attributes
    ----------
    changes
        The same question asked again, survey after survey.
    answered
        Whether people were told what became of it; None while nobody says.
    answer
        What they were told.
    """

    surveys: tuple[Survey, ...]
    changes: tuple[Change, ...]
    participation: Participation
    not_reached: tuple[str, ...]
    complaints: int | None
    ideas_received: int | None
    ideas_adopted: int | None
    answered: bool | None
    answer: str | None
    doubts: tuple[Doubt, ...]

    @property
    def adopted_share(self) -> Fraction | None:
        """The share of the ideas received that were adopted."""
        if self.ideas_adopted is None or not self.ideas_received:
            return None
        return Fraction(self.ideas_adopted, self.ideas_received)

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is said."""
        said = (
            self.surveys,
            self.participation.events,
            self.not_reached,
            *(
                one is not None
                for one in (
                    self.complaints,
                    self.ideas_received,
                    self.ideas_adopted,
                    self.answered,
                )
            ),
        )
        return not any(said)

    @property
    def without_feedback(self) -> bool:
        """Whether people said something, and nobody says that they were answered."""
        asked = (
            any(one.responses for one in self.surveys)
            or bool(self.participation.participants)
            or bool(self.ideas_received)
        )
        return asked and self.answered is not True


_NOBODY = Participation((), None, 0, ())


def satisfaction_of(method: Method, answers: Answers) -> Satisfaction:
    """Return what is known of the satisfaction and the involvement of the population."""

    def said(name: str) -> Any:  # noqa: ANN401 - any answer
        path = f"satisfaction/{name}"
        return None if method.at(path) is None else answers.value(path)

    surveys = surveys_of(answers) if method.at(SURVEYS) else ()
    participation = (
        _NOBODY if method.at(PARTICIPATION) is None else participation_of(answers)
    )
    received, adopted = said("ideas_received"), said("ideas_adopted")
    answered = said("feedback_given")
    return Satisfaction(
        surveys=surveys,
        changes=changes_of(surveys),
        participation=participation,
        not_reached=tuple(said("not_reached") or ()),
        complaints=said("complaints"),
        ideas_received=received,
        ideas_adopted=adopted,
        answered=answered,
        answer=said("answer_given") if answered is True else None,
        doubts=(
            *(doubt for one in surveys for doubt in _doubts_of_survey(one)),
            *(doubt for one in participation.events for doubt in _doubts_of_event(one)),
            *_doubts_of_ideas(received, adopted, asks=bool(method.at(IDEAS_ADOPTED))),
        ),
    )


# What contradicts -------------------------------------------------------------------------


def _doubts_of_survey(one: Survey) -> Iterator[Doubt]:
    pairs: tuple[tuple[Doubted, int | None, int | None, str], ...] = (
        # An open call that invited nobody by name says 0.
        ("responses-over-invited", one.responses, one.invited or None, "responses"),
        ("responses-over-population", one.responses, one.population, "responses"),
        ("invited-over-population", one.invited, one.population, "invited"),
    )
    for rule, part, whole, column in pairs:
        if part is not None and whole is not None and part > whole:
            yield Doubt(rule, f"{one.path}/{column}")
    low, high = SCALES.get(one.scale or "", (0, 0))
    if one.mean is None or low == high:
        return
    if not low <= one.mean <= high:
        yield Doubt("mean-off-scale", f"{one.path}/mean")
    elif one.scale == "yes_no" and 0 < one.mean <= 1:
        yield Doubt("mean-as-fraction", f"{one.path}/mean")


def _doubts_of_event(one: Event) -> Iterator[Doubt]:
    if one.new is not None and one.participants is not None and one.new > one.participants:
        yield Doubt("new-over-participants", f"{one.path}/new_participants")
    if (one.under30 or 0) + (one.over65 or 0) > _ALL:
        yield Doubt("ages-over-all", f"{one.path}/under30")


def _doubts_of_ideas(
    received: int | None, adopted: int | None, *, asks: bool
) -> Iterator[Doubt]:
    if not asks or adopted is None:
        return
    if received is None and adopted:
        yield Doubt("adopted-without-received", IDEAS_ADOPTED)
    elif received is not None and adopted > received:
        yield Doubt("adopted-over-received", IDEAS_ADOPTED)
