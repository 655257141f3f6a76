"""An answer that another one gives: written with it, taken back with it.

O2 at 0 says that nobody is involved, so nobody gets an answer: O4 is 0. The same act writes
both, for the group or for one respondent, and only where that question has no answer.

- An entry that was prefilled has the uuid made from that of the entry that prefilled it; it
  stands just before it, so that *undo* offers the answer somebody gave and takes the
  prefilled one along.
- When the other answer changes, the prefilled one is erased, unless somebody gave an own
  one since. An undo brings back what its act had erased, and prefills nothing anew.
- Whoever answers over a prefilled answer clashes with nobody.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .act import Act, Decision, uuid_of
from .undoing import entry_before

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ..log import Entry, NewEntry
    from ..method import Prefilled, Question

    History = Callable[[], Sequence[Entry]]

__all__ = ["is_prefilled", "with_prefilled"]

_DEPTH = 2
"""Parts of ``step/question``."""


def with_prefilled(decision: Decision, act: Act, history: History) -> Decision:
    """Return a decision with what it prefills, or no longer does."""
    entries: list[NewEntry] = []
    for new in decision.entries:
        step = act.method.steps.get(new.path.partition("/")[0])
        if step is None or new.path.count("/") + 1 != _DEPTH:
            entries.append(new)
            continue
        for question in step.questions:
            taken = question.prefilled
            if taken is not None and f"{step.id}/{taken.question}" == new.path:
                entries += _companion(new, question, taken, act, history)
        asked = act.method.at(new.path)
        entries.append(_over_prefilled(new, asked, act, history) if asked else new)
    return replace(decision, entries=tuple(entries))


def is_prefilled(entry: Entry, question: Question, history: Sequence[Entry]) -> bool:
    """Whether an entry is a prefilled answer, or an undo that brought one back.

    Parameters
    ----------
    history
        Every entry of the workbook's cycle, in order.
    """
    if question.prefilled is None or entry.kind != "answer":
        return False
    giver = f"{question.step}/{question.prefilled.question}"
    given = {uuid_of(one.edit, entry.path) for one in history if one.path == giver}
    at: Entry | None = entry
    while at is not None and at.edit not in given:
        at = None if at.undoes is None else entry_before(at, at.undoes, history)
    return at is not None


def _companion(
    new: NewEntry, question: Question, taken: Prefilled, act: Act, history: History
) -> Iterator[NewEntry]:
    """Give what an answer prefills in another question, or takes back there."""
    latest = act.answers.latest.get((new.respondent, question.path))
    given = latest is not None and latest.kind != "erase"
    undone = None
    if new.undoes is not None:
        undone = _undone(new.undoes, question.path, history())
    by_undone = undone is not None and undone.kind == "answer"
    if _says(new, taken) and not by_undone:
        kind, value = "answer", taken.value
        # An undo prefills nothing anew: it brings back what its act erased.
        due = not given and (new.undoes is None or undone is not None)
    else:
        kind, value = "erase", None
        due = latest is not None and is_prefilled(latest, question, history())
    if due:
        one = act.write(kind, value, path=question.path, respondent=new.respondent)
        # Nobody saw this question while answering the other: no base to clash with.
        yield replace(one, base=None, undoes=undone.number if undone else None)


def _says(new: NewEntry, taken: Prefilled) -> bool:
    same = type(new.value) is type(taken.value) and new.value == taken.value
    return new.kind == "answer" and same


def _undone(number: int, path: str, history: Sequence[Entry]) -> Entry | None:
    """Return the entry at `path` that an undone one took along, if it still counts."""
    target = next((one for one in history if one.number == number), None)
    if target is None:
        return None
    wanted = uuid_of(target.edit, path)
    undone = {one.undoes for one in history}
    return next(
        (one for one in history if one.edit == wanted and one.number not in undone), None
    )


def _over_prefilled(
    new: NewEntry, question: Question, act: Act, history: History
) -> NewEntry:
    """Return an answer to a question that may be prefilled, as it is to be written."""
    taken = question.prefilled
    latest = act.answers.latest.get((new.respondent, new.path))
    if taken is None or latest is None:
        return new
    late = new.base is not None and new.base < latest.number
    if late and is_prefilled(latest, question, history()):
        return replace(new, base=latest.number)
    if new.undoes is not None and _says(new, taken):
        giver = act.answers.value(f"{question.step}/{taken.question}", new.respondent)
        before = entry_before(new, new.undoes, history())
        if giver != taken.value and before and is_prefilled(before, question, history()):
            return replace(new, kind="erase", value=None)
    return new
