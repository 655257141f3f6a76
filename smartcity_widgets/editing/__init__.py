"""Turn what somebody did in a form into entries for the log.

`decide` is pure: it reads an edit against the method and the answers, and says what is to
be written and what the form is told. `smartcity_widgets.workbook` acts on it. A slip is a
*draft*, never an exception; an edit that names something the method does not have is
refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import EditError
from ..log import HANDS
from .act import Act, Decision, Edit
from .answering import (
    MAX_TEXT,
    answer,
    clear,
    discuss,
    equal_weights,
    former,
    keep,
    reveal,
    take,
)
from .filling import with_filled
from .prefilling import is_prefilled, with_prefilled
from .putting import put_rows
from .rating import at_line, with_line
from .rows import add_row, move_row, remove_row, restore_row
from .starting import start
from .takingover import take_over
from .tallying import TALLIES, count_question, hand_levels, tally
from .undoing import undo, undoable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..answers import Answers
    from ..log import Entry
    from ..method import Method

__all__ = [
    "MAX_TEXT",
    "TALLIES",
    "Decision",
    "Edit",
    "count_question",
    "decide",
    "hand_levels",
    "is_prefilled",
    "undoable",
]


def decide(
    edit: Edit,
    *,
    method: Method,
    answers: Answers,
    author: str,
    history: Callable[[], Sequence[Entry]],
) -> Decision:
    """Return what an edit writes to the log.

    Parameters
    ----------
    history
        Gives every entry of the workbook's cycle, in order; asked to undo, for a count of
        hands made on an older one, and where an answer may have been prefilled or filled.

    Raises
    ------
    EditError
        If the edit names a path, row, entry or act that does not exist.
    """
    acts = {
        "answer": answer,
        "note": answer,
        "clear": clear,
        "add-row": add_row,
        "put-rows": put_rows,
        "put-tables": put_rows,
        "remove-row": remove_row,
        "restore-row": restore_row,
        "move-row": move_row,
        "start": start,
        "former": former,
        "take": take,
        "take-over": take_over,
        "keep": keep,
        "reveal": reveal,
        "discuss": discuss,
        "equal-weights": equal_weights,
    }
    act = Act(edit, method, answers, author)
    if edit.op == "undo":
        undone = undo(edit, answers, author, history())
        return with_filled(with_prefilled(undone, act, history), act, history)
    if edit.path.startswith(TALLIES):
        return tally(act, history)
    if edit.op not in acts:
        raise EditError("edit-unknown-act", act=edit.op, path=edit.path)
    if edit.respondent == HANDS:  # a show of hands gives counts, and nothing else
        raise EditError("edit-not-individual", path=edit.path)
    act = at_line(act)
    decision = with_line(acts[edit.op](act), act)
    return with_filled(with_prefilled(decision, act, history), act, history)
