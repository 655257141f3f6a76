"""Read what an indicator that is chosen fills in beside it, and check that it can.

In a column that refers to the catalogue::

    fills = { name = "name", unit = "unit", target_value = "target" }

    [questions.columns.recalls]
    table = "diagnosis/baseline"
    latest = "year"
    cells = { baseline_value = "value", baseline_date = "year" }

On the left stands a column of the same row. ``fills`` takes what the catalogue says of the
indicator; ``recalls`` what the latest row of another table says of it.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from smartcity_widgets.errors import ContentError

from .catalogue import CATALOGUE
from .sources import Recall
from .tables import Fields, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .parts import Method, Question

__all__ = ["check_fills", "read_fills", "read_recall"]

_FITS = {
    "name": ("text", "long_text"),
    "unit": ("text", "long_text"),
    "formula": ("text", "long_text"),
    "direction": ("choice",),
    "dimension": ("choice",),
    "target": ("decimal", "percent"),
}
"""What the catalogue says of an indicator, and in which kinds of column it fits."""

_DIRECTIONS = ("higher", "lower", "target_value")
_NEEDS = {"direction": _DIRECTIONS, "dimension": ()}


def read_fills(fields: Fields) -> Mapping[str, str]:
    """Return which columns an indicator fills, and with what; none where it says nothing.

    Raises
    ------
    ContentError
        If the catalogue says no such thing.
    """
    table = fields.get("fills", dict, None)
    if table is None:
        return MappingProxyType({})
    inner = Fields(f"{fields.where}: fills", table)
    return MappingProxyType({name: inner.word(name, _FITS) for name in table})


def read_recall(fields: Fields) -> Recall | None:
    """Return which row of another table an indicator recalls, if its column says so.

    Raises
    ------
    ContentError
        If what it says is incomplete.
    """
    table = fields.get("recalls", dict, None)
    if table is None:
        return None
    inner = Fields(f"{fields.where}: recalls", table)
    pairs = Fields(inner.where, inner.items("cells"))
    cells = {name: pairs.get(name, str) for name in inner.items("cells")}
    found = Recall(
        inner.get("table", str), inner.get("latest", str), MappingProxyType(cells)
    )
    inner.closed()
    return found


def check_fills(method: Method, homes: Mapping[str, str]) -> None:
    """Check that what an indicator fills stands beside it, and can hold it.

    Raises
    ------
    ContentError
        If not.
    """
    for step in method.steps.values():
        for question in step.questions:
            for one in (question, *question.columns):
                if one.fills or one.recalls:
                    _check(
                        method, question, one, f"{homes[step.id]}: question '{one.path}'"
                    )


def _check(method: Method, table: Question, one: Question, where: str) -> None:
    if one.targets != (CATALOGUE,) or one.table is None:
        rule = "only a column that refers to the catalogue fills others."
        raise ContentError(where, rule, "Take away 'fills' and 'recalls'.")
    inside = f"{where}: fills"
    for name, said in one.fills.items():
        column = _column(table, name, inside)
        if column.kind not in _FITS[said]:
            rule = f"'{name}' is a {column.kind}: it cannot hold the {said}."
            raise ContentError(inside, rule, "Name another column.")
        wanted = _NEEDS.get(said, ()) or method.choice_lists.get("dimension", ())
        missing = [choice for choice in wanted if choice not in column.choices]
        if said in _NEEDS and missing:
            rule = f"'{name}' has no choice '{missing[0]}'."
            raise ContentError(inside, rule, "Add it, or name another column.")
    if one.recalls is not None:
        _check_recall(method, table, one.recalls, f"{where}: recalls")


def _check_recall(method: Method, table: Question, recall: Recall, where: str) -> None:
    tables = {
        question.path: question
        for step in method.steps.values()
        for question in step.questions
        if question.kind == "table"
    }
    if recall.table not in tables:
        rule = f"no table is called '{recall.table}'."
        raise ContentError(where, rule, did_you_mean(recall.table, tables))
    other = tables[recall.table]
    named = [one for one in other.columns if one.targets == (CATALOGUE,)]
    if len(named) != 1:
        rule = f"'{other.path}' has {len(named)} columns that refer to the catalogue."
        raise ContentError(where, rule, "Name a table with one.")
    if _column(other, recall.latest, where).kind != "year":
        rule = f"'{recall.latest}' is no year."
        raise ContentError(where, rule, "Name the column by which a row is the latest.")
    for name, source in recall.cells.items():
        mine, theirs = _column(table, name, where), _column(other, source, where)
        if theirs.internal and not mine.internal:
            rule = f"'{source}' is internal, and '{name}' would tell it to every eye."
            raise ContentError(where, rule, "Take another column.")
        same = (mine.kind, mine.choices) == (theirs.kind, theirs.choices)
        if not same and (theirs.kind, mine.kind) != ("year", "date"):
            rule = (
                f"'{name}' is a {mine.kind}: it cannot hold the {theirs.kind} '{source}'."
            )
            raise ContentError(where, rule, "Take another column.")


def _column(table: Question, name: str, where: str) -> Question:
    column = table.column(name)
    if column is None:
        rule = f"'{table.path}' has no column '{name}'."
        raise ContentError(
            where, rule, did_you_mean(name, [one.id for one in table.columns])
        )
    return column
