"""The criteria by which needs are compared, and the weight each has.

Weights are meant to sum to 100. Where they do not, they are scaled so that they do, and the
page says so with both numbers (rule ``weights-not-100``). A criterion without a weight is
left out of the comparison until it has one; where none has, all weigh the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method

__all__ = ["CRITERIA", "TOP", "Weighed", "Weights", "weights_of"]

CRITERIA = "vision/criteria"
TOP = 4
"""The highest score; for a criterion where less is better, a score counts as 4 less it."""
WHOLE = 100


@dataclass(frozen=True, slots=True)
class Weighed:
    """One criterion.

    Attributes
    ----------
    weight
        As it was typed, None where it was not.
    share
        Of the whole, as it counts, 0 to 1; 0 where it is left out.
    lower
        Whether a low score speaks for a need (a cost, a risk).
    """

    id: str
    name: str
    weight: Fraction | None
    share: Fraction
    lower: bool

    def favour(self, score: Fraction) -> Fraction:
        """Return how far a score speaks for a need, 0 to 4."""
        return TOP - score if self.lower else score


@dataclass(frozen=True, slots=True)
class Weights:
    """The criteria in order.

    Attributes
    ----------
    equal
        Whether all weigh the same because nobody weighed them, or all at nothing.
    """

    criteria: tuple[Weighed, ...] = ()
    equal: bool = False

    @property
    def total(self) -> Fraction:
        """What the weights as typed sum to."""
        return sum((one.weight or Fraction() for one in self.criteria), Fraction())

    @property
    def are_off(self) -> bool:
        """Whether they do not sum to 100: the rule ``weights-not-100``."""
        return bool(self.criteria) and self.total != WHOLE

    @property
    def shares(self) -> Mapping[str, Fraction]:
        """Criterion to its share, of those that count."""
        return {one.id: one.share for one in self.criteria if one.share}

    @property
    def without(self) -> tuple[Weighed, ...]:
        """The criteria that wait for a weight while others have one."""
        if self.equal:
            return ()
        return tuple(one for one in self.criteria if one.weight is None)


def weights_of(method: Method, answers: Answers) -> Weights:
    """Return the criteria of a workbook with the weight each has."""
    columns = ("name", "weight", "direction")
    rows = answers.table(CRITERIA, columns) if method.asks(CRITERIA) else ()
    typed = {
        row["id"]: Fraction(str(row["weight"])) if "weight" in row else None for row in rows
    }
    total = sum((one or Fraction() for one in typed.values()), Fraction())

    def share(row: str) -> Fraction:
        return (typed[row] or Fraction()) / total if total else Fraction(1, len(typed))

    return Weights(
        criteria=tuple(
            Weighed(
                id=row["id"],
                name=str(row.get("name", "")),
                weight=typed[row["id"]],
                share=share(row["id"]),
                lower=row.get("direction") == "lower",
            )
            for row in rows
        ),
        equal=bool(rows) and not total,
    )
