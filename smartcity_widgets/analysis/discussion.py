"""Which criteria a group should talk about first, and which it has talked about.

Criteria stand in the order of disagreement: first those whose opinions say *discuss*, then
the lowest consensus, then the widest range, then the order of the method. Only opinions
that may be seen are compared: what is not revealed, and what fewer than two people gave a
level, follows in the order of the method, so that the order betrays nothing.

The first six (a setting) are proposed. Two opinions are enough to be proposed; how far
apart they are is told from three on, for no group of fewer is ever shown apart. Where
everybody says the same there is nothing to propose.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from .consensus import FEW, opinions_of
from .readiness import SMALLEST_GROUP

if TYPE_CHECKING:
    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method, Question

    from .consensus import Opinions

__all__ = ["PROPOSED", "Discussion", "Discussions", "discussions"]

PROPOSED = 6
"""How many criteria are proposed, unless the settings say otherwise."""


@dataclass(frozen=True, slots=True)
class Discussion:
    """One criterion: what the room thinks of it, and what came of talking about it.

    Attributes
    ----------
    unsure
        How many said that they do not know.
    revealed
        Whether the opinions may be seen: the group agreed, or asked to see them.
    agreed
        The group's level, ``"unknown"`` or ``"na"``; None where it has not agreed.
    discussed
        The day it was discussed on, None where it was not.
    rank
        Its place by disagreement, from 1; None where opinions cannot be compared.
    proposed
        Whether it is among the first to talk about.
    """

    question: Question
    opinions: Opinions
    unsure: int
    revealed: bool
    agreed: Any
    discussed: str | None
    rank: int | None = None
    proposed: bool = False

    @property
    def path(self) -> str:
        """Where its level stands: ``step/criterion``."""
        return self.question.path

    @property
    def shows_opinions(self) -> bool:
        """Whether the opinions may be told: revealed, and of no group under three."""
        return self.revealed and self.opinions.n >= SMALLEST_GROUP

    @property
    def waits(self) -> bool:
        """Whether there are opinions that are not revealed."""
        return not self.revealed and self.opinions.n + self.unsure > 0


@dataclass(frozen=True, slots=True)
class Discussions:
    """Every criterion of the method, those to talk about first."""

    criteria: tuple[Discussion, ...]

    @property
    def proposed(self) -> tuple[Discussion, ...]:
        """Those proposed for discussion, the widest apart first."""
        return tuple(one for one in self.criteria if one.proposed)

    @property
    def others(self) -> tuple[Discussion, ...]:
        """All the others, in order."""
        return tuple(one for one in self.criteria if not one.proposed)

    @property
    def waiting(self) -> int:
        """How many have opinions that are not revealed."""
        return sum(one.waits for one in self.criteria)

    @property
    def discussed(self) -> int:
        """How many the group has talked about."""
        return sum(one.discussed is not None for one in self.criteria)


def discussions(method: Method, answers: Answers) -> Discussions:
    """Return the criteria of a method in the order in which to talk about them."""
    found = [_discussion(one, answers) for one in method.criteria]
    compared = [one for one in found if one.revealed and one.opinions.n >= FEW]
    ranked = sorted(compared, key=_disagreement)  # stable: equals stay in method order
    most = answers.value("settings/discussions") or PROPOSED
    apart = [one for one in ranked if one.opinions.range][:most]
    return Discussions(
        tuple(
            replace(one, rank=rank, proposed=one in apart)
            for rank, one in enumerate(ranked, start=1)
        )
        + tuple(one for one in found if one not in compared)
    )


def _discussion(question: Question, answers: Answers) -> Discussion:
    given = answers.opinions(question.path)
    return Discussion(
        question=question,
        opinions=opinions_of(given),
        unsure=sum(one == "unknown" for one in given),
        revealed=answers.revealed(question.step, question.path),
        agreed=answers.value(question.path),
        discussed=answers.note(question.step, question.id, "discussed"),
    )


def _disagreement(one: Discussion) -> tuple[bool, float, int]:
    room = one.opinions
    consensus = 1.0 if room.consensus is None else room.consensus
    return (not room.discuss, consensus, -(room.range or 0))
