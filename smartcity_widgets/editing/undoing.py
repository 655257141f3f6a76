"""Undo: an entry that brings back what stood before another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import EditError
from ..log import GROUP, Entry, NewEntry
from .act import Decision, Edit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..answers import Answers

__all__ = ["undo", "undoable"]


def undoable(history: Sequence[Entry], step: str, respondent: str = GROUP) -> Entry | None:
    """Return the latest entry of a step that can be undone: no undo, and not undone yet.

    What came with the workbook, created or imported in one go, was nobody's single act.
    """
    first = history[0].time if history and history[0].kind == "new" else None
    undone = {one.undoes for one in history if one.undoes is not None}
    starts = [f"{step}/", f"notes/{step}/", f"tallies/{step}/"]
    if step == "journal":  # its form has every comment
        starts.append("comments/")
    for one in reversed(history):
        here = one.path.startswith(tuple(starts)) or one.path == f"comments/{step}"
        mine = one.respondent == respondent and here
        by_hand = one.time is None or one.time != first
        if mine and by_hand and one.undoes is None and one.number not in undone:
            return one
    return None


def undo(edit: Edit, answers: Answers, author: str, history: Sequence[Entry]) -> Decision:
    """Bring back what stood before an entry; once."""
    target = next((one for one in history if one.number == edit.entry), None)
    undone = {one.undoes for one in history if one.undoes is not None}
    if target is None or target.kind == "new":
        raise EditError("edit-unknown-entry", entry=edit.entry)
    if target.number in undone:
        return Decision(())
    key = (target.respondent, target.path)
    before = next(
        (
            one
            for one in reversed(history)
            if one.number < target.number and (one.respondent, one.path) == key
        ),
        None,
    )
    kind, value = ("row" if target.kind == "row" else "erase", None)
    if before is not None:
        kind, value = before.kind, before.value
    entry = NewEntry(
        edit=edit.edit,
        workbook=answers.workbook,
        cycle=answers.cycle,
        respondent=target.respondent,
        path=target.path,
        kind=kind,
        value=value,
        author=author,
        undoes=target.number,
    )
    return Decision((entry,))
