"""Closing a cycle: the entries that end it and begin the next, to be written as one."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from smartcity_widgets.log import GROUP, WORKBOOK, NewEntry

from .carrying import CARRIED_OVER, Carry, carry_over

if TYPE_CHECKING:
    from collections.abc import Iterable

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method

    from .carrying import Cut, Written

__all__ = ["Closing", "check_open", "close_cycle"]


@dataclass(frozen=True, slots=True)
class Closing:
    """What became of a cycle that was closed.

    Attributes
    ----------
    closed, opened
        The cycle that was closed, and the one that is open now.
    carried
        ``step/table/row`` of the rows that were chosen and go on.
    along
        The rows that go with them: targets, measurements, costs, whom they name.
    cut
        The references that are left out, for their row stays behind.
    """

    closed: int
    opened: int
    carried: tuple[str, ...]
    along: tuple[str, ...]
    cut: tuple[Cut, ...]


def check_open(answers: Answers) -> None:
    """Refuse to write to a cycle that was closed.

    Raises
    ------
    ClosedCycleError
        With by whom and when.
    """
    closed = answers.closing
    if closed is not None:
        raise closed.refusal()


def close_cycle(
    method: Method,
    answers: Answers,
    chosen: Iterable[str] | None = None,
    *,
    author: str,
) -> tuple[Closing, tuple[NewEntry, ...]]:
    """Return what closing a cycle means, and the entries that do it, in order.

    Parameters
    ----------
    chosen
        ``step/table/row`` of each row that goes on; None takes the workbook's own answer.
        What was chosen otherwise becomes that answer, so that the closed cycle says it.

    Raises
    ------
    ClosedCycleError
        If it was closed already.
    UsageError
        If a row does not exist, or cannot be chosen.
    """
    check_open(answers)
    carry = carry_over(method, answers, chosen)
    here, after = answers.cycle, answers.cycle + 1

    def entry(cycle: int, line: Written) -> NewEntry:
        respondent, path, kind, value = line
        edit = str(uuid.uuid4())
        workbook = answers.workbook
        return NewEntry(edit, workbook, cycle, respondent, path, kind, value, author)

    version = {"method": method.version}
    lines: list[tuple[int, Written]] = [
        *((here, one) for one in _said(method, answers, carry)),
        (here, (GROUP, WORKBOOK, "close", version)),
        (after, (GROUP, WORKBOOK, "new", version)),
        *((after, one) for one in carry.written),
    ]
    closing = Closing(here, after, carry.chosen, carry.along, carry.cut)
    return closing, tuple(entry(cycle, line) for cycle, line in lines)


def _said(method: Method, answers: Answers, carry: Carry) -> list[Written]:
    """Return the answer that says what was chosen, where it says something else."""
    said: Any = answers.value(CARRIED_OVER) or []
    if method.published.at(CARRIED_OVER) is None or set(said) == set(carry.chosen):
        return []
    kind, value = ("answer", list(carry.chosen)) if carry.chosen else ("erase", None)
    return [(GROUP, CARRIED_OVER, kind, value)]
