"""Names that many rows choose from, drawn once for a form.

Two hundred rows that each list two hundred names would be forty thousand lines. Where a
column of a table points at many rows, a field is drawn with what it names already, and the
others stand in one list of the form (``forms/pooling.js`` puts them into the fields of a
card that is open).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from smartcity_widgets.method import CATALOGUE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from smartcity_widgets.method import Question

    from .drawing import Drawing

__all__ = ["POOLED_FROM", "named_rows", "pool_of", "pools"]

POOLED_FROM = 20
"""Fewer names than this stand in each field."""

_MODES = {"edit", "present"}


def pool_of(drawing: Drawing, question: Question) -> str:
    """Return the list a column chooses from; empty where its names stand in the field."""
    if not question.table or not question.targets or CATALOGUE in question.targets:
        return ""
    table = drawing.method.steps[question.step].question(question.table)
    if drawing.view.mode not in _MODES or table is None or table.grid is not None:
        return ""
    many = sum(len(drawing.rows(one)) for one in question.targets) >= POOLED_FROM
    return " ".join(question.targets) if many else ""


def named_rows(drawing: Drawing, targets: Iterable[str]) -> dict[str, str]:
    """Return each row of the tables a reference points at: its value and its name."""
    tables = tuple(targets)
    return {
        f"{table}/{row}" if len(tables) > 1 else row: drawing.label_of(table, row)
        for table in tables
        for row in drawing.rows(table)
    }


def pools(drawing: Drawing, questions: Iterable[Question]) -> str:
    """Return the lists that the columns of these questions choose from."""
    names = (pool_of(drawing, one) for table in questions for one in table.columns)
    return "\n".join(
        _list(name, named_rows(drawing, name.split()))
        for name in dict.fromkeys(names)
        if name
    )


def _list(name: str, rows: dict[str, str]) -> str:
    option = Markup('<option value="{}">{}</option>')
    options = Markup().join(option.format(row, label) for row, label in rows.items())
    return str(
        Markup('<datalist data-pool-of="{}" hidden>{}</datalist>').format(name, options)
    )
