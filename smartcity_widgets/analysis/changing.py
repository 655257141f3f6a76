"""From which number a draft in a form changes, and the values it may lead to."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from smartcity_widgets.values.changes import Change, Led, is_percent, led_to
from smartcity_widgets.values.limits import bounds_problem

if TYPE_CHECKING:
    from smartcity_widgets.answers import Answers, Draft
    from smartcity_widgets.method import Method, Question
    from smartcity_widgets.words import Words

__all__ = ["Offer", "offer_of"]


@dataclass(frozen=True, slots=True)
class Offer:
    """What a change may lead to.

    Attributes
    ----------
    start
        The number it changes from, None where nobody gave it yet.
    led
        The values, the likeliest first; none without a start, or where it leads nowhere.
    """

    change: Change
    start: Decimal | None
    unit: str | None
    led: tuple[Led, ...]


def offer_of(
    question: Question,
    path: str,
    draft: Draft,
    *,
    method: Method,
    answers: Answers,
    words: Words,
) -> Offer | None:
    """Return what a draft at ``step/table/row/column`` may lead to as things stand now.

    None where the draft is no change. A value that the column does not take is left out.
    """
    change = Change.of_details(draft.rule, draft.details)
    if change is None or question.changed is None:
        return None
    row = _row(question, path, method, answers)
    said = answers.value(f"{row}/{question.changed.column}") if row else None
    unit = question.changed.unit
    named = answers.value(f"{row}/{unit}") if row and unit else None
    if said is None:
        return Offer(change, None, named, ())
    start = Decimal(said)
    led = tuple(
        one
        for one in led_to(change, start, percent=is_percent(named, words))
        if bounds_problem(question, one.value, None) is None
    )
    return Offer(change, start, named, led)


def _row(question: Question, path: str, method: Method, answers: Answers) -> str | None:
    """Return the row in which the number stands that a column changes from."""
    here = path.rpartition("/")[0]
    through = question.changed.through if question.changed else None
    if through is None:
        return here
    reference = method.at(f"{here}/{through}")
    row = answers.value(f"{here}/{through}")
    if reference is None or row is None:
        return None
    table = reference.targets[0]
    return f"{table}/{row}" if row in answers.rows(table) else None
