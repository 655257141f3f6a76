"""Who is affected and who decides: stakeholders by their interest and their influence.

What is read here is internal: interest, influence and stance are the consultant's notes on
people, and never leave her screen unless a report is asked for with them.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smartcity_widgets.answers import Answers

__all__ = [
    "PLACES",
    "STANCES",
    "STRONG",
    "ZONES",
    "Stakeholder",
    "StakeholderMap",
    "stakeholder_map",
]

PLACES = (1, 2, 3, 4, 5)
"""The scale of interest and of influence."""

STANCES = ("for", "neutral", "against", "unknown")
"""Towards the approach; ``unknown`` too where nobody said."""

STRONG = 4
"""From here on interest or influence is strong."""

ZONES = ("close", "satisfied", "informed", "watched")
"""Work closely with; keep satisfied; keep informed; keep an eye on."""


@dataclass(frozen=True, slots=True)
class Stakeholder:
    """One stakeholder.

    Attributes
    ----------
    row
        Its row of ``openness/stakeholders``.
    stance
        One of `STANCES`.
    engagement
        The degree of involvement that is meant for it; None where none is.
    """

    row: str
    name: str
    interest: int | None
    influence: int | None
    stance: str
    engagement: str | None

    @property
    def zone(self) -> str | None:
        """How it is to be treated by its place; None where it has none."""
        if self.interest not in PLACES or self.influence not in PLACES:
            return None
        wants, decides = self.interest >= STRONG, self.influence >= STRONG
        if decides:
            return "close" if wants else "satisfied"
        return "informed" if wants else "watched"


@dataclass(frozen=True, slots=True)
class StakeholderMap:
    """The map.

    Attributes
    ----------
    places
        (interest, influence) to those who stand there, in the order of the table; only
        places where somebody stands.
    unplaced
        Those without an interest or an influence.
    """

    places: Mapping[tuple[int, int], tuple[Stakeholder, ...]]
    unplaced: tuple[Stakeholder, ...]

    @property
    def placed(self) -> tuple[Stakeholder, ...]:
        """Those who stand on the map: by influence, then interest, the highest first."""
        ordered = sorted(self.places, key=lambda place: (-place[1], -place[0]))
        return tuple(one for place in ordered for one in self.places[place])


def stakeholder_map(answers: Answers) -> StakeholderMap:
    """Return the map of the stakeholders of step 5; a row without a name is none."""
    columns = ("name", "interest", "influence", "stance", "engagement")
    places: dict[tuple[int, int], list[Stakeholder]] = {}
    unplaced: list[Stakeholder] = []
    for row in answers.table("openness/stakeholders", columns):
        if "name" not in row:
            continue
        one = Stakeholder(
            row=row["id"],
            name=row["name"],
            interest=row.get("interest"),
            influence=row.get("influence"),
            stance=row["stance"] if row.get("stance") in STANCES else "unknown",
            engagement=row.get("engagement"),
        )
        if one.zone is None or one.interest is None or one.influence is None:
            unplaced.append(one)
        else:
            places.setdefault((one.interest, one.influence), []).append(one)
    return StakeholderMap(
        MappingProxyType({place: tuple(ones) for place, ones in places.items()}),
        tuple(unplaced),
    )
