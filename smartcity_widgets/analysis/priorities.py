"""From needs to a few priorities: two rounds, an order, how sure it is, and the choice.

The first round compares all the needs in one stroke and proposes a few; the second scores
those by weighted criteria. A score is the group's where the group gave one, else the median
of the respondents. The order is by the weighted mean of those, 0 to 4. What the group then
selects is its own: the order proposes, it never decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .firstround import first_round
from .needs import Voices, needs_of, rows_of
from .ranking import rank
from .selection import selection_of
from .weighing import weights_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method

    from .firstround import FirstRound
    from .needs import Need
    from .ranking import Ranking
    from .selection import Selection
    from .weighing import Weights

__all__ = ["SCORES", "Priorities", "priorities"]

SCORES = "vision/scores"


@dataclass(frozen=True, slots=True)
class Priorities:
    """All that follows from the needs and what was said of them."""

    needs: tuple[Need, ...]
    first: FirstRound
    weights: Weights
    ranking: Ranking
    selection: Selection

    @property
    def waiting(self) -> tuple[Need, ...]:
        """The needs that are shortlisted and have no score yet."""
        return tuple(
            one for one in self.first.shortlisted if self.ranking.of(one.id) is None
        )


def priorities(method: Method, answers: Answers) -> Priorities:
    """Return what follows from a workbook's needs; from no answers, nothing."""
    needs = needs_of(method, answers)
    weights = weights_of(method, answers)
    return Priorities(
        needs=needs,
        first=first_round(method, answers, needs),
        weights=weights,
        ranking=rank(needs, _scores(method, answers, needs, weights), weights),
        selection=selection_of(method, answers, needs),
    )


def _scores(
    method: Method, answers: Answers, needs: Sequence[Need], weights: Weights
) -> Voices:
    """Return who gave which score; of one pair's rows the last counts."""
    known, criteria = {one.id for one in needs}, {one.id for one in weights.criteria}

    def given(respondent: str) -> dict[tuple[str, str], int]:
        columns = ("need", "criterion", "score")
        return {
            (row["need"], row["criterion"]): row["score"]
            for row in rows_of(SCORES, columns, method, answers, respondent)
            if "score" in row
            and row.get("need") in known
            and row.get("criterion") in criteria
        }

    return Voices(given(""), {one.id: given(one.id) for one in answers.respondents})
