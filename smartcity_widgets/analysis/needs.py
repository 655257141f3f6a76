"""The needs that the diagnosis brought out, and who said what of them.

What is said of a need (dots, impact, a score) is the group's where the group said it, else
what the respondents say together. Rows are found by what they refer to, for each person has
rows of their own; what refers to a row that was removed is nobody's.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

from .consensus import counts_of, median
from .readiness import SMALLEST_GROUP

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping, Sequence

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method

__all__ = ["NEEDS", "Heard", "Need", "Voices", "heard", "needs_of", "rows_of"]

NEEDS = "diagnosis/needs"


@dataclass(frozen=True, slots=True)
class Need:
    """A need: the id of its row, and its words."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Heard:
    """What is said of one thing by all together.

    Attributes
    ----------
    n
        How many respondents stand behind it; 0 where the group said it itself.
    """

    value: Fraction
    source: Literal["group", "respondents"]
    n: int = 0

    @property
    def may_be_told(self) -> bool:
        """Whether the number may stand alone: the group's, or of no group under three."""
        return self.source == "group" or self.n >= SMALLEST_GROUP


@dataclass(frozen=True)
class Voices:
    """Who gave which number to which thing: the group, and each respondent.

    Things are any keys: a need, or a need with a criterion.
    """

    group: Mapping[Any, int] = field(default_factory=dict)
    people: Mapping[str, Mapping[Any, int]] = field(default_factory=dict)

    def of(self, thing: Hashable) -> list[int]:
        """Return the numbers the respondents gave to a thing, in their order."""
        return [own[thing] for own in self.people.values() if thing in own]

    @property
    def things(self) -> tuple[Any, ...]:
        """Everything anybody gave a number to, the group's first."""
        return tuple(
            dict.fromkeys(one for own in (self.group, *self.people.values()) for one in own)
        )

    @property
    def open(self) -> Mapping[str, Mapping[Any, int]]:
        """The respondents who count: those with a number where the group has none."""
        return {
            who: own
            for who, own in self.people.items()
            if any(thing not in self.group for thing in own)
        }

    def without(self, who: str) -> Voices:
        """Return the voices without those of one respondent, except where alone."""
        alone = {thing: n for thing, n in self.people[who].items() if self.of(thing) == [n]}
        return Voices(
            self.group,
            {name: alone if name == who else own for name, own in self.people.items()},
        )

    def medians(self) -> dict[Any, Heard]:
        """Return the group's number of each thing, else the median of the respondents'."""
        return {
            thing: Heard(Fraction(self.group[thing]), "group")
            if thing in self.group
            else heard(self.of(thing))
            for thing in self.things
        }

    def sums(self) -> dict[Any, Heard]:
        """Return the group's number of each thing, else the sum of the respondents'.

        Behind a sum stands everybody who took part: who gave a thing nothing, too.
        """
        found, took_part = {}, sum(bool(own) for own in self.people.values())
        for thing in self.things:
            given = self.of(thing)
            found[thing] = (
                Heard(Fraction(self.group[thing]), "group")
                if thing in self.group
                else Heard(Fraction(sum(given)), "respondents", took_part)
            )
        return found


def heard(given: Sequence[int]) -> Heard:
    """Return the median of what respondents gave, from 0 to 4."""
    return Heard(median(counts_of(given)), "respondents", len(given))


def needs_of(method: Method, answers: Answers) -> tuple[Need, ...]:
    """Return the needs of the diagnosis, in order."""
    return tuple(
        Need(row["id"], str(row.get("need", "")))
        for row in rows_of(NEEDS, ("need",), method, answers)
    )


def rows_of(
    table: str,
    columns: tuple[str, ...],
    method: Method,
    answers: Answers,
    respondent: str = "",
) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table; none where the method as adapted does not ask it."""
    if method.asks(table):
        yield from answers.table(table, columns, respondent)
