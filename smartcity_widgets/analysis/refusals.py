"""What falls if one of the sources that are applied for is refused, one at a time.

Each is compared with the best there is: that all that is applied for is granted. Two
refusals at once are not told; nobody knows how likely any of them is.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .costing import Source
    from .funding import Fundings

__all__ = ["Refusal", "refusals_of"]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A source that is applied for, and the coverage of its project with and without it.

    Attributes
    ----------
    expected, without
        The coverage if all that is applied for is granted, and if this source is not; None
        where the project has no cost, or the source no amount: then nobody can say.
    """

    source: Source
    expected: Fraction | None
    without: Fraction | None

    @property
    def falls(self) -> bool:
        """Whether the project is paid for with the source, and not without it."""
        return (
            self.expected is not None
            and self.without is not None
            and self.without < 1 <= self.expected
        )


def refusals_of(fundings: Fundings) -> tuple[Refusal, ...]:
    """Return what each refusal would do, in the order of the projects.

    Those of cancelled projects are left out; those that name no project come last.
    """
    found = []
    for one in (*fundings.counted, fundings.unplaced):
        for source in one.sources:
            if source.status != "applied":
                continue
            expected, without = one.expected, None
            if source.amount is not None and expected is not None:
                without = expected - Fraction(source.amount) / Fraction(one.cost)
            found.append(Refusal(source, expected, without))
    return tuple(found)
