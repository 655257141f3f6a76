"""Read the rows that a table can begin with, and check them against its columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartcity_widgets.errors import ContentError

from .parts import NUMERIC_KINDS
from .sources import Starter
from .tables import did_you_mean, well_formed

if TYPE_CHECKING:
    from .parts import Kind, Question
    from .tables import Fields

__all__ = ["BUTTON", "check_starter", "read_starter"]

BUTTON = "button"
"""The word of the button stands beside those of the rows: no row has this id."""

# What a row can begin with: nothing that refers to another row, or follows from others.
_PLAIN: frozenset[Kind] = NUMERIC_KINDS | {"text", "long_text", "date", "yes_no", "choice"}


def read_starter(fields: Fields) -> tuple[Starter, ...]:
    """Return the rows a question names in ``starter``, each with an ``id`` and ``cells``.

    Raises
    ------
    ContentError
        If one has no id, or one that stands twice.
    """
    found: list[Starter] = []
    for one in fields.tables("starter"):
        name = well_formed(one.get("id", str), fields.where)
        if name == BUTTON or name in {other.id for other in found}:
            rule = f"no second starter may be called '{name}', and none 'button'."
            raise ContentError(fields.where, rule, "Rename one.")
        found.append(Starter(name, tuple(one.items("cells").items())))
        one.closed()
    return tuple(found)


def check_starter(question: Question, where: str) -> None:
    """Check that the rows a table begins with fit its columns.

    Raises
    ------
    ContentError
        If it is no table, its first column is no text, or a cell has no such column or
        choice.
    """
    if not question.starter:
        return
    if question.kind != "table":
        rule = f"the kind '{question.kind}' has no 'starter'."
        raise ContentError(where, rule, "Take it away.")
    first, *others = question.columns
    if first.kind not in {"text", "long_text"} or question.column("starter"):
        rule = "a table with a 'starter' begins with a text, and no column is called so."
        raise ContentError(where, rule, "Correct its columns.")
    known = {one.id: one for one in others}
    for starter in question.starter:
        place = f"{where}: starter '{starter.id}'"
        for name, value in starter.cells:
            column = known.get(name)
            if column is None:
                rule = f"no other column is called '{name}'."
                raise ContentError(place, rule, did_you_mean(name, known))
            if column.kind not in _PLAIN:
                rule = f"no row can begin with a column of kind '{column.kind}'."
                raise ContentError(place, rule, "Take the cell away.")
            if column.choices and value not in column.choices:
                rule = f"'{name}' has no choice '{value}'."
                raise ContentError(place, rule, did_you_mean(str(value), column.choices))
