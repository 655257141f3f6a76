"""Undo: an entry that brings back what stood before another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import EditError
from ..log import GROUP, HANDS, Entry, NewEntry
from .act import Decision, Edit, uuid_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ..answers import Answers

__all__ = ["entry_before", "undo", "undoable"]


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
    end = len(history)  # of the entries that were written together with one
    for place in range(len(history) - 1, -1, -1):
        one = history[place]
        if history[end - 1].time != one.time:
            end = place + 1
        commented = respondent == GROUP and one.path == f"comments/{step}"
        mine = one.respondent == respondent and (one.path.startswith(starts) or commented)
        by_hand = one.time is None or one.time != first
        seen = mine and by_hand and asks(one.path)
        open_ = one.undoes is None and one.number not in undone
        if seen and open_ and not _goes_along(one, history[place + 1 : end]):
            return one
    return None


def _goes_along(one: Entry, together: Sequence[Entry]) -> bool:
    """Whether an entry was written with a later one of the same act, mostly the last."""
    return any(uuid_of(other.edit, one.path) == one.edit for other in reversed(together))


def entry_before(entry: NewEntry, number: int, history: Sequence[Entry]) -> Entry | None:
    """Return the latest entry at the place of another, before the entry `number`."""
    key = (entry.respondent, entry.path)
    return next(
        (
            one
            for one in reversed(history)
            if one.number < number and (one.respondent, one.path) == key
        ),
        None,
    )


def undo(edit: Edit, answers: Answers, author: str, history: Sequence[Entry]) -> Decision:
    """Bring back what stood before an entry, and the rows that came with it; once."""
    target = next((one for one in history if one.number == edit.entry), None)
    undone = {one.undoes for one in history if one.undoes is not None}
    if target is None or target.kind == "new":
        raise EditError("edit-unknown-entry", entry=edit.entry)
    if target.number in undone:
        return Decision(())
    along = tuple(_along(target, answers, history))
    before = _standing([*along, target], history)
    return Decision(
        tuple(
            _back(one, before.get(one.number), uuid, answers, author)
            for one, uuid in (
                *((one, uuid_of(edit.edit, one.path)) for one in along),
                (target, edit.edit),
            )
        )
    )


def _back(
    target: Entry, before: Entry | None, edit: str, answers: Answers, author: str
) -> NewEntry:
    """Return the entry that brings back what stood before another."""
    kind, value = ("row" if target.kind == "row" else "erase", None)
    if before is not None:
        kind, value = before.kind, before.value
        if kind == target.kind == "row" and value == target.value:
            # It moved nothing: where its row went since, and whether it is gone, stays.
            value = answers.value(target.path, target.respondent)
    return NewEntry(
        edit=edit,
        workbook=answers.workbook,
        cycle=answers.cycle,
        respondent=target.respondent,
        path=target.path,
        kind=kind,
        value=value,
        author=author,
        undoes=target.number,
    )


def _standing(entries: Sequence[Entry], history: Sequence[Entry]) -> dict[int, Entry]:
    """Return what stood before each entry, by its number: `entry_before` of many."""
    wanted = {(one.respondent, one.path): one.number for one in entries}
    found: dict[int, Entry] = {}
    for one in history:
        number = wanted.get((one.respondent, one.path), 0)
        if one.number < number:
            found[number] = one
    return found


def _along(target: Entry, answers: Answers, history: Sequence[Entry]) -> Iterator[Entry]:
    """Yield what was written with an entry: the rows of its act, and what names its own.

    A row that came with a cell of it and says more by now stays.
    """
    mates = [
        one
        for one in history
        if one.respondent == target.respondent
        and one.number != target.number
        and one.edit == uuid_of(target.edit, one.path)
    ]
    row = target.path.rpartition("/")[0]
    came = next((one for one in mates if (one.kind, one.path) == ("row", row)), None)
    rows = [one for one in mates if one.kind == "row" and one is not came]
    yield from rows
    yield from _changed([*rows, target], mates, history)
    if came is None:
        return
    cells = [one for one in mates if one.path.startswith(f"{row}/")]
    own = {target.path, *(one.path for one in cells)}
    says_more = any(
        who == target.respondent
        and path.startswith(f"{row}/")
        and path not in own
        and one.kind in {"answer", "draft"}
        for (who, path), one in answers.latest.items()
    )
    if not (came.value and says_more):
        yield from (came, *cells)


def _changed(
    rows: Sequence[Entry], mates: Sequence[Entry], history: Sequence[Entry]
) -> Iterator[Entry]:
    """Yield the cells that were changed in rows of an act that were there before it."""
    rows = [one for one in rows if one.kind == "row"]
    before = _standing(rows, history)
    stay = {
        one.path
        for one in rows
        if (there := before.get(one.number)) is not None and there.value
    }
    yield from (one for one in mates if one.path.rpartition("/")[0] in stay)
