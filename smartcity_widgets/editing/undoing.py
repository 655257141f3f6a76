"""Undo: an entry that brings back what stood before another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import EditError
from ..log import GROUP, HANDS, Entry, NewEntry
from .act import Decision, Edit, uuid_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ..answers import Answers

__all__ = ["undo", "undoable"]


def undoable(
    history: Sequence[Entry],
    step: str,
    respondent: str = GROUP,
    *,
    asks: Callable[[str], bool] = lambda _path: True,
) -> Entry | None:
    """Return the latest entry of a step that can be undone: no undo, and not undone yet.

    Where hands are counted only tallies can be undone. What came with the workbook, created
    or imported in one go, was nobody's single act. What goes with another entry (the cells
    of a row that was added, an answer that was prefilled) is undone with it, never alone.

    Parameters
    ----------
    asks
        Whether a path is of a question that is asked (`Method.asks`): what is hidden is not
        undone unseen.
    """
    first = history[0].time if history and history[0].kind == "new" else None
    undone = {one.undoes for one in history if one.undoes is not None}
    starts: tuple[str, ...] = (f"{step}/", f"notes/{step}/", f"tallies/{step}/")
    if step == "journal":  # its form has every comment
        starts += ("comments/",)
    if respondent == HANDS:
        respondent, starts = GROUP, (f"tallies/{step}/",)
    for place in range(len(history) - 1, -1, -1):
        one = history[place]
        commented = respondent == GROUP and one.path == f"comments/{step}"
        mine = one.respondent == respondent and (one.path.startswith(starts) or commented)
        by_hand = one.time is None or one.time != first
        seen = mine and by_hand and asks(one.path)
        open_ = one.undoes is None and one.number not in undone
        if seen and open_ and not _goes_along(one, history, place + 1):
            return one
    return None


def _goes_along(one: Entry, history: Sequence[Entry], after: int) -> bool:
    """Whether an entry was written with a later one of the same act."""
    for place in range(after, len(history)):
        other = history[place]
        if other.time != one.time:
            return False
        if uuid_of(other.edit, one.path) == one.edit:
            return True
    return False


def undo(edit: Edit, answers: Answers, author: str, history: Sequence[Entry]) -> Decision:
    """Bring back what stood before an entry; once."""
    target = next((one for one in history if one.number == edit.entry), None)
    undone = {one.undoes for one in history if one.undoes is not None}
    if target is None or target.kind == "new":
        raise EditError("edit-unknown-entry", entry=edit.entry)
    if target.number in undone:
        return Decision(())
    along = tuple(_row_along(target, answers, history))
    return Decision(
        tuple(
            NewEntry(
                edit=edit.edit if one is target else uuid_of(edit.edit, one.path),
                workbook=answers.workbook,
                cycle=answers.cycle,
                respondent=one.respondent,
                path=one.path,
                kind=kind,
                value=value,
                author=author,
                undoes=one.number,
            )
            for one in (*along, target)
            for kind, value in [_before(one, history)]
        )
    )


def _before(entry: Entry, history: Sequence[Entry]) -> tuple[str, object]:
    """Return the kind and value of what stood before an entry."""
    key = (entry.respondent, entry.path)
    for one in reversed(history):
        if one.number < entry.number and (one.respondent, one.path) == key:
            return one.kind, one.value
    return "row" if entry.kind == "row" else "erase", None


def _row_along(
    target: Entry, answers: Answers, history: Sequence[Entry]
) -> Iterator[Entry]:
    """Yield what was written with a cell of a grid: its row, and what names the row.

    A row that came with the cell and says more by now stays.
    """
    row = target.path.rpartition("/")[0]
    if row.count("/") != 2 or row.startswith("notes/"):  # noqa: PLR2004 - step/table/row
        return
    along = [
        one
        for one in history
        if one.respondent == target.respondent
        and one.path.startswith(row)
        and one.edit == uuid_of(target.edit, one.path)
    ]
    came = any(one.kind == "row" and one.value for one in along)
    own = {target.path, *(one.path for one in along)}
    says_more = any(
        who == target.respondent
        and path.startswith(f"{row}/")
        and path not in own
        and one.kind in {"answer", "draft"}
        for (who, path), one in answers.latest.items()
    )
    if not (came and says_more):
        yield from along
