"""A show of hands: counts typed or clicked one by one become one tally per criterion.

The form counts level by level (``tallies/step/criterion/level``); the log keeps the whole
tally of a criterion as one entry, computed from the one that stands. A count that cannot be
read is a draft at its own place; until it is corrected those hands do not count, and the
count before it can be brought back.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from ..errors import EditError
from ..log import GROUP, HANDS, MOST_OPINIONS
from ..method import Question
from ..values.reading import LEVELS
from .act import Decision
from .answering import keep, read_raw

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..log import Entry
    from ..values import Problem
    from .act import Act

__all__ = ["TALLIES", "count_question", "hand_levels", "tally"]

TALLIES = "tallies/"

_DEPTH = 4
"""Parts of ``tallies/step/criterion/level``."""

_WITHOUT_A_READING = {"number", "number-characters", "whole"}
_A_ROOM = "8"


def hand_levels() -> tuple[str, ...]:
    """Return what hands are held up for: the levels, then "don't know"."""
    return tuple(one for one in LEVELS if one != "na")


def count_question(level: str) -> Question:
    """Return how the hands of a level are asked for: a whole number, 0 and upwards."""
    return Question(
        id=level,
        kind="whole_number",
        step="tallies",
        minimum=Decimal(0),
        maximum=Decimal(MOST_OPINIONS),
    )


def tally(act: Act, history: Callable[[], Sequence[Entry]]) -> Decision:
    """Return what an act at a place of a tally writes, whoever of the room sent it.

    Raises
    ------
    EditError
        If there is no such criterion, level or act, or a respondent counts hands.
    """
    edit = act.edit
    if edit.respondent not in {GROUP, HANDS}:
        raise EditError("edit-not-individual", path=edit.path)
    act = replace(act, edit=replace(edit, respondent=GROUP))
    if edit.op == "keep":
        return keep(act)
    criterion, level = _place(act)
    stands = _stored(act, criterion).get(level, 0)
    drafted = act.answers.draft(edit.path) is not None
    if edit.op == "former":
        return act.one("erase", None) if drafted else Decision(())
    if edit.op == "count" and edit.to in {"up", "down"}:
        count = stands + (1 if edit.to == "up" else -1)
        within = 0 <= count <= MOST_OPINIONS
        return _counted(act, criterion, level, count if within else stands, None)
    if edit.op != "answer":
        raise EditError("edit-unknown-act", act=edit.op, path=edit.path)
    _, value, problem = read_raw(act, count_question(level), edit.raw)
    if problem is not None:
        return _drafted(act, problem)
    count = value if isinstance(value, int) else 0
    return _counted(act, criterion, level, count, _base(act, criterion, level, history))


def _place(act: Act) -> tuple[str, str]:
    """Return the criterion and the level that hands are counted for."""
    parts = act.edit.path.split("/")
    criterion, level = "/".join(parts[1:3]), parts[-1]
    question = act.method.at(criterion) if len(parts) == _DEPTH else None
    if question is None or question.kind != "level" or level not in hand_levels():
        raise EditError("edit-unknown-path", path=act.edit.path)
    return criterion, level


def _drafted(act: Act, problem: Problem) -> Decision:
    """Keep a count as it was typed; where a number is shown how to write, a room's."""
    details = dict(problem.details)
    if problem.rule in _WITHOUT_A_READING:
        details["example"] = _A_ROOM
    text, language = act.edit.raw, act.edit.language
    draft = {"text": text, "language": language, "rule": problem.rule, "details": details}
    return act.one("draft", draft, replace(problem, details=details))


def _stored(act: Act, criterion: str) -> dict[str, int]:
    """Return the tally of the log: with the counts that a draft stands over."""
    return dict(act.answers.value(f"{TALLIES}{criterion}") or {})


def _counted(
    act: Act, criterion: str, level: str, count: int, base: int | None
) -> Decision:
    """Write the tally with the new count of one level; a draft of that count is over."""
    path = f"{TALLIES}{criterion}"
    stands = _stored(act, criterion)
    counts = {**stands, level: count}
    made = {one: counts[one] for one in LEVELS if counts.get(one)}
    drafted = act.answers.draft(act.edit.path) is not None
    if made == stands:
        return act.one("erase", None) if drafted else Decision(())
    written = act.write("tally" if made else "erase", made or None)
    entry = replace(written, path=path, base=base)
    if not drafted:
        return Decision((entry,))
    over = replace(act.write("erase", None, path=act.edit.path), base=None)
    return Decision((over, entry))


def _base(
    act: Act, criterion: str, level: str, history: Callable[[], Sequence[Entry]]
) -> int | None:
    """Return what a typed count was made on, in the log of the whole tally.

    Two people who count hands of different levels do not clash: where nobody else changed
    this level since, the count is as good as made on the tally that stands.
    """
    path = f"{TALLIES}{criterion}"
    latest, seen = act.answers.base(path), act.edit.base
    if seen is None or seen >= latest:
        return seen
    former = None
    for one in history():
        if one.edit == act.edit.after:
            seen = max(seen, one.number)
    for one in history():
        if (one.respondent, one.path) == (GROUP, path) and one.number <= seen:
            former = one.value
    unchanged = (former or {}).get(level, 0) == _stored(act, criterion).get(level, 0)
    return latest if unchanged else seen
