"""How far several people rank the same things alike: Kendall's W, corrected for ties.

W is 1 when everybody ranks alike and 0 when the ranks even out. With m people, n things,
S the squared deviations of the sums of ranks, and T the ties of each person (t³ - t for
each group of t equals)::

    W = 12 S / (m² (n³ - n) - m ΣT)

(M. G. Kendall and B. B. Smith, "The problem of m rankings", Annals of Mathematical
Statistics 10, 1939; the correction in Kendall, "Rank Correlation Methods".) Without the
correction ties look like disagreement. All of it is exact.

W is put into three words after R. C. Schmidt, "Managing Delphi surveys using nonparametric
statistical techniques", Decision Sciences 28, 1997: moderate from 0.5, strong from 0.7.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["MODERATE", "STRONG", "Agreement", "Concordance", "concordance", "midranks"]

Agreement = Literal["weak", "moderate", "strong"]
Number = int | float | Fraction

MODERATE, STRONG = Fraction(1, 2), Fraction(7, 10)
"""W from which an agreement is called so."""
_FEW = 2


@dataclass(frozen=True, slots=True)
class Concordance:
    """How far rankings agree.

    Attributes
    ----------
    w
        Kendall's W from 0 to 1; None where it is not defined.
    people, things
        How many rankings, and of how many things.
    reason
        Why there is no W: ``few-people``, ``few-things``, or ``all-tied`` where nobody
        puts anything before anything else.
    """

    w: Fraction | None
    people: int
    things: int
    reason: Literal["few-people", "few-things", "all-tied"] | None = None

    @property
    def agreement(self) -> Agreement | None:
        """The agreement in a word."""
        if self.w is None:
            return None
        return (
            "strong" if self.w >= STRONG else "moderate" if self.w >= MODERATE else "weak"
        )


def midranks(values: Sequence[Number]) -> tuple[Fraction, ...]:
    """Return the rank of each value, the highest first; equals share the mean of theirs.

    Examples
    --------
    >>> [str(one) for one in midranks([7, 3, 7])]
    ['3/2', '3', '3/2']
    """
    counts, ranks, above = Counter(values), {}, 0
    for value in sorted(counts, reverse=True):
        ranks[value] = Fraction(2 * above + counts[value] + 1, 2)
        above += counts[value]
    return tuple(ranks[one] for one in values)


def concordance(rankings: Sequence[Sequence[Number]]) -> Concordance:
    """Return how far rankings of the same things agree.

    Parameters
    ----------
    rankings
        The ranks each person gives, in one order of the things; equals share a rank.

    Raises
    ------
    ValueError
        If the rankings are not of the same length.
    """
    things = len(rankings[0]) if rankings else 0
    if any(len(one) != things for one in rankings):
        message = "the rankings are not of the same things: their lengths differ"
        raise ValueError(message)
    people = len(rankings)
    if people < _FEW:
        return Concordance(None, people, things, "few-people")
    if things < _FEW:
        return Concordance(None, people, things, "few-things")
    ties = sum(count**3 - count for ranks in rankings for count in Counter(ranks).values())
    most = people**2 * (things**3 - things) - people * ties
    if not most:
        return Concordance(None, people, things, "all-tied")
    sums = [
        sum(map(Fraction, column), Fraction()) for column in zip(*rankings, strict=True)
    ]
    mean = sum(sums, Fraction()) / things
    deviations = sum(((one - mean) ** 2 for one in sums), Fraction())
    return Concordance(12 * deviations / most, people, things)
