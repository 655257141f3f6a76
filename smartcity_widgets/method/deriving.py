"""Read what follows from other answers of a step, and check that it can.

In a step's file::

    [derived.checklist]
    named_elected_official = { question = "mandate_holder", filled = true }
    written_mandate = [
      { question = "mandate_written", values = ["yes"] },
      { question = "L1", at_least = 3 },
    ]

Of several sources any one ticks the line. A question that takes over an answer of another
says ``prefilled = { question = "O2", value = 0 }``.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from smartcity_widgets.errors import ContentError

from .conditions import check_values
from .parts import NUMERIC_KINDS, Question
from .sources import Prefilled, Source
from .tables import Fields, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .parts import Method

__all__ = ["check_prefilled", "read_prefilled", "with_derived"]

_TESTS = ("filled", "at_least", "values", "distinct")
_LEVELS = (1, 2, 3, 4)  # those that can be reached
_MONEY = "money"  # tells an amount in a currency, which no threshold knows


def with_derived(
    file: Fields, step: str, questions: tuple[Question, ...]
) -> tuple[Question, ...]:
    """Return the questions of a step, its check lists with what their lines follow from.

    Raises
    ------
    ContentError
        If a list, line, question, column or value does not exist, or a line would tell an
        internal answer.
    """
    beside = {one.id: one for one in questions}
    for name, lines in file.items("derived").items():
        where = f"{file.where}: derived '{step}/{name}'"
        asked = _beside(name, beside, where)
        if asked.kind != "checklist":
            rule = f"'{name}' is a {asked.kind}: it has no lines."
            raise ContentError(where, rule, "Name a check list.")
        if not isinstance(lines, dict):
            raise ContentError(where, "must be a table.", "Name its lines.")
        for line in lines:
            if line not in asked.choices:
                rule = f"the list has no line '{line}'."
                raise ContentError(where, rule, did_you_mean(line, asked.choices))
        derived = {
            line: _sources(f"{where}: line '{line}'", lines[line], asked, beside)
            for line in asked.choices
            if line in lines
        }
        beside[name] = replace(asked, derived=MappingProxyType(derived))
    return tuple(beside[one.id] for one in questions)


def _sources(
    where: str, written: object, asked: Question, beside: Mapping[str, Question]
) -> tuple[Source, ...]:
    tables = [
        one
        for one in (written if isinstance(written, list) else [written])
        if isinstance(one, dict)
    ]
    if not tables or (isinstance(written, list) and len(tables) < len(written)):
        rule = "must be a table, or a list of them."
        raise ContentError(where, rule, "Write { question = '…', filled = true }.")
    return tuple(_source(where, one, asked, beside) for one in tables)


def _source(
    where: str, table: dict[str, Any], asked: Question, beside: Mapping[str, Question]
) -> Source:
    fields = Fields(where, table)
    source = Source(
        question=fields.get("question", str),
        column=fields.get("column", str, None),
        filled=fields.get("filled", bool, False),
        at_least=fields.get("at_least", Decimal, None),
        values=tuple(fields.get("values", list, [])),
        distinct=fields.get("distinct", int, None),
    )
    fields.closed()
    tests = [one for one in _TESTS if one in table]
    if len(tests) != 1:
        rule = f"a source has one test, not {len(tests)}."
        raise ContentError(where, rule, f"Write one of: {', '.join(_TESTS)}.")
    question = answered = _beside(source.question, beside, where)
    if source.column is not None:
        columns = {one.id: one for one in question.columns}
        if source.column not in columns:
            rule = f"'{question.id}' has no column '{source.column}'."
            raise ContentError(where, rule, did_you_mean(source.column, columns))
        answered = columns[source.column]
    if (question.internal or answered.internal) and not asked.internal:
        rule = f"'{answered.id}' is internal, and a line would tell it to every eye."
        raise ContentError(where, rule, "Take another source, or leave the line asked.")
    if question.shown_when is not None:
        rule = f"'{question.id}' is not always asked."
        raise ContentError(where, rule, "Take another source, or leave the line asked.")
    _check_test(where, source, answered, tests[0])
    return source


def _check_test(where: str, source: Source, answered: Question, test: str) -> None:
    """Check that the test can be made of these answers, and can be met."""
    what = f"'{answered.id}' is a {answered.kind}"
    if answered.kind in {"checklist", "computed"}:
        rule = f"{what}: no line follows from it."
        raise ContentError(where, rule, "Take another source.")
    if test == "filled" and not source.filled:
        raise ContentError(where, "'filled' can only be true.", "Correct it.")
    if test == "values":
        if not source.values:
            raise ContentError(where, "'values' is empty.", "Name at least one.")
        check_values(where, answered, source.values)
    if source.at_least is not None:
        if answered.kind == "level" and source.at_least not in _LEVELS:
            rule = f"{source.at_least} is no level that can be reached."
            raise ContentError(where, rule, "Write 1, 2, 3 or 4.")
        if answered.kind not in {"level", *NUMERIC_KINDS - {_MONEY}}:
            raise ContentError(where, f"{what}: it is no number.", "Write another test.")
    if source.distinct is not None and (source.distinct < 1 or source.column is None):
        rule = "'distinct' counts the different answers of a column."
        raise ContentError(where, rule, "Name a column, and a number from 1.")


def read_prefilled(fields: Fields) -> Prefilled | None:
    """Return the answer a question takes over, if its table says so.

    Raises
    ------
    ContentError
        If what it says is incomplete.
    """
    table = fields.get("prefilled", dict, None)
    if table is None:
        return None
    inner = Fields(f"{fields.where}: prefilled", table)
    value = inner.get("value", type(table.get("value", "")))
    found = Prefilled(inner.get("question", str), value)
    inner.closed()
    return found


def check_prefilled(method: Method, homes: Mapping[str, str]) -> None:
    """Check that what a question takes over stands beside it, and can be an answer to both.

    Raises
    ------
    ContentError
        If not, or if one prefilled question would prefill another.
    """
    for step in method.steps.values():
        beside = {one.id: one for one in step.questions}
        for column in (column for one in step.questions for column in one.columns):
            if column.prefilled is not None:
                where = f"{homes[step.id]}: question '{column.path}': prefilled"
                raise ContentError(where, "a column takes over nothing.", "Take it away.")
        for one in step.questions:
            if one.prefilled is None:
                continue
            where = f"{homes[step.id]}: question '{one.path}': prefilled"
            others = {name: other for name, other in beside.items() if name != one.id}
            giver = _beside(one.prefilled.question, others, where)
            if giver.prefilled is not None:
                rule = f"'{giver.id}' is prefilled itself."
                raise ContentError(where, rule, "Take the answer from where it comes.")
            for asked in (giver, one):
                if asked.kind not in {"level", "yes_no", "choice"}:
                    rule = f"'{asked.id}' is a {asked.kind}: it has no one answer."
                    raise ContentError(where, rule, "Name a choice, a level or a yes/no.")
                check_values(where, asked, (one.prefilled.value,))


def _beside(name: str, known: Mapping[str, Question], where: str) -> Question:
    if name not in known:
        rule = f"no question of the step is called '{name}'."
        raise ContentError(where, rule, did_you_mean(name, known))
    return known[name]
