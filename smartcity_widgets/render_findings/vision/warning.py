"""What is worth a second look before the group decides, each with where to put it right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from smartcity_widgets.analysis.firstround import CANDIDATES, SHORTLIST
from smartcity_widgets.analysis.priorities import SCORES
from smartcity_widgets.analysis.readiness import SMALLEST_GROUP
from smartcity_widgets.analysis.selection import LEFT_OUT, SELECTED
from smartcity_widgets.analysis.weighing import CRITERIA
from smartcity_widgets.charts import said_number

from ..naming import naming

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from smartcity_widgets.analysis.priorities import Priorities
    from smartcity_widgets.words import Words

__all__ = ["Warning_", "warnings"]

KEY = "findings.vision.warning"


@dataclass(frozen=True, slots=True)
class Warning_:  # noqa: N801 - Python has a Warning of its own
    """One remark, and the table it is about."""

    said: Markup | str
    path: str


def warnings(found: Priorities, words: Words) -> tuple[Warning_, ...]:
    """Return the remarks in the order of the step."""
    return (
        *(Warning_(said, CRITERIA) for said in _of_weights(found, words)),
        *(Warning_(said, CANDIDATES) for said in _of_first_round(found, words)),
        *(Warning_(said, SCORES) for said in _of_scores(found, words)),
        *_of_choice(found, words),
    )


def _of_weights(found: Priorities, words: Words) -> Iterator[Markup | str]:
    weights = found.weights
    if not weights.criteria and found.first.shortlisted:
        yield words.say(f"{KEY}.no_criteria")
    elif weights.equal:
        yield words.say(f"{KEY}.weights_equal")
    elif weights.are_off:
        yield words.say(f"{KEY}.weights_off", total=said_number(weights.total, words))
    if weights.without:
        names = [one.name for one in weights.without]
        yield naming(words, f"{KEY}.without_weight", names)


def _of_first_round(found: Priorities, words: Words) -> Iterator[Markup | str]:
    first = found.first
    if first.overdrawn:
        yield words.say(f"{KEY}.overdrawn")
    if len(first.shortlisted) > SHORTLIST:
        yield words.count(f"{KEY}.shortlist", len(first.shortlisted))
    elif first.tied and not first.shortlisted:
        names = [one.text for one in first.tied]
        yield naming(words, f"{KEY}.tied", names, counting=first.places_left)


def _of_scores(found: Priorities, words: Words) -> Iterator[Markup | str]:
    ranking = found.ranking
    if 0 < ranking.voices < SMALLEST_GROUP:
        yield words.say(f"{KEY}.few_voices")
    if found.waiting and found.weights.criteria:
        names = [one.text for one in found.waiting]
        yield naming(words, f"{KEY}.waiting", names, counting=len(names))
    partial = [one.need.text for one in ranking.needs if one.total.coverage != 1]
    if partial:
        yield naming(words, f"{KEY}.partial", partial, counting=len(partial))


def _of_choice(found: Priorities, words: Words) -> Iterator[Warning_]:
    chosen = found.selection
    if chosen.too_many:
        said = words.say(f"{KEY}.too_many", n=len(chosen.priorities))
        yield Warning_(said, SELECTED)
    for rule, needs, path in (
        ("unsettled", chosen.unsettled if chosen.priorities else (), SELECTED),
        ("both", chosen.both, LEFT_OUT),
    ):
        if needs:
            names = [one.text for one in needs]
            yield Warning_(naming(words, f"{KEY}.{rule}", names, counting=len(names)), path)
