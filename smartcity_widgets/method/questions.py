"""Read the questions of a step, and check what each says against its kind."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from smartcity_widgets.errors import ContentError

from .catalogue import CATALOGUE
from .changing import read_changed
from .conditions import read_condition
from .deriving import read_prefilled
from .filling import read_fills, read_recall
from .grids import read_grid
from .parts import KINDS, NUMERIC_KINDS, Method, Question
from .starting import check_starter, read_starter
from .tables import Fields, did_you_mean, well_formed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["check_targets", "read_questions"]

_WITH_CHOICES = {"choice", "choices", "checklist"}
_REFERENCES = {"reference", "references"}
_BOUNDED = NUMERIC_KINDS | {"table"}
_TEXTS = {"text", "long_text"}
_LISTED = ("text", "date", "whole_number", "year")
_IMPORTANCES = ("essential", "full")
# A column's words stand beside those of its table, so it may not be called like them.
_TAKEN = {"id", "label", "help"}


def read_questions(
    file: str,
    step: str,
    tables: Iterable[Fields],
    lists: Mapping[str, tuple[str, ...]],
    table: str | None = None,
) -> tuple[Question, ...]:
    """Return the questions of a step, or the columns of one of its tables.

    Raises
    ------
    ContentError
        If one breaks a rule that can be seen without the others.
    """
    return tuple(_read(file, step, one, lists, table) for one in tables)


def _read(
    file: str,
    step: str,
    fields: Fields,
    lists: Mapping[str, tuple[str, ...]],
    table: str | None,
) -> Question:
    name = well_formed(fields.get("id", str), file)
    path = f"{step}/{table}/{name}" if table else f"{step}/{name}"
    fields.where = f"{file}: question '{path}'"
    kind = fields.word("kind", KINDS)
    _check_column(fields, name, kind, table)
    choice_list = _choice_list(fields, kind, lists)
    question = Question(
        id=name,
        kind=kind,  # type: ignore[arg-type] # one of KINDS
        step=step,
        table=table,
        importance=fields.word("importance", _IMPORTANCES, "full"),  # type: ignore[arg-type]
        required=fields.get("required", bool, False),
        internal=fields.get("internal", bool, False),
        criterion=fields.get("criterion", bool, False),
        choice_list=choice_list,
        choices=lists[choice_list] if choice_list else (),
        of=fields.get("of", str, None),
        targets=fields.texts("targets", []),
        suggests=fields.texts("suggests", []),
        columns=_columns(file, step, name, fields, lists),
        minimum=fields.get("minimum", Decimal, None),
        maximum=fields.get("maximum", Decimal, None),
        pattern=fields.get("pattern", str, None),
        unit=fields.get("unit", str, None),
        max_length=fields.get("max_length", int, None),
        shown_when=read_condition(fields),
        prefilled=read_prefilled(fields),
        fills=read_fills(fields),
        recalls=read_recall(fields),
        starter=read_starter(fields),
        changed=read_changed(fields),
        grid=read_grid(fields),
        at_hand=fields.get("at_hand", bool, False),
    )
    fields.closed()
    _check(question, fields.where)
    return question


def _check_column(fields: Fields, name: str, kind: str, table: str | None) -> None:
    if table is None:
        if kind == "attachment":
            rule = "an attachment stands in a table: a row for each."
            raise ContentError(fields.where, rule, "Make it a column.")
        return
    if kind == "table":
        rule = "a table cannot stand in a table."
        raise ContentError(
            fields.where, rule, "Make it a table of the step with a reference."
        )
    if name in _TAKEN:
        raise ContentError(
            fields.where, f"a column cannot be called '{name}'.", "Rename it."
        )


def _choice_list(
    fields: Fields, kind: str, lists: Mapping[str, tuple[str, ...]]
) -> str | None:
    name = fields.get("choices", str, None)
    if (name is None) == (kind in _WITH_CHOICES):
        rule = f"the kind '{kind}' {'needs' if name is None else 'has no'} 'choices'."
        raise ContentError(fields.where, rule, "Correct one of them.")
    if name is not None and name not in lists:
        rule = f"no list of choices is called '{name}'."
        raise ContentError(fields.where, rule, did_you_mean(name, lists))
    return name


def _columns(
    file: str,
    step: str,
    name: str,
    fields: Fields,
    lists: Mapping[str, tuple[str, ...]],
) -> tuple[Question, ...]:
    columns = read_questions(file, step, fields.tables("columns"), lists, table=name)
    seen: set[str] = set()
    for one in columns:
        if one.id in seen:
            where = f"{file}: question '{step}/{name}/{one.id}'"
            raise ContentError(where, "its table has this id already.", "Rename one.")
        seen.add(one.id)
    return columns


def _check(one: Question, where: str) -> None:
    """Check what a question says against its kind."""
    needs = {
        "columns": (bool(one.columns), one.kind == "table"),
        "targets": (bool(one.targets), one.kind in _REFERENCES),
        "of": (one.of is not None, one.kind in {"list", "computed"}),
    }
    for name, (has, wants) in needs.items():
        if has != wants:
            rule = f"the kind '{one.kind}' {'needs' if wants else 'has no'} '{name}'."
            raise ContentError(where, rule, "Correct one of them.")
    allows = {
        "minimum": (one.minimum is not None, one.kind in _BOUNDED),
        "maximum": (one.maximum is not None, one.kind in _BOUNDED),
        "pattern": (one.pattern is not None, one.kind in _TEXTS),
        "max_length": (one.max_length is not None, one.kind in {*_TEXTS, "list"}),
        "criterion": (one.criterion, one.kind == "level"),
        "suggests": (bool(one.suggests), one.kind == "text"),
        "change_of": (one.changed is not None, bool(one.table) and one.kind == "decimal"),
        "grid": (one.grid is not None, one.kind == "table"),
        "at_hand": (one.at_hand, bool(one.table)),
    }
    for name, (has, may) in allows.items():
        if has and not may:
            rule = f"the kind '{one.kind}' has no '{name}'."
            raise ContentError(where, rule, "Take it away.")
    if one.kind == "list" and one.of not in _LISTED:
        rule = f"a list cannot be of '{one.of}'."
        raise ContentError(where, rule, did_you_mean(str(one.of), _LISTED))
    if one.minimum is not None and one.maximum is not None and one.minimum > one.maximum:
        rule = f"its minimum {one.minimum} is above its maximum {one.maximum}."
        raise ContentError(where, rule, "Swap them.")
    check_starter(one, where)
    if one.pattern is not None:
        _check_pattern(one.pattern, where)


def _check_pattern(pattern: str, where: str) -> None:
    try:
        re.compile(pattern)
    except re.error as error:
        rule = f"'{pattern}' is not a regular expression: {error}."
        raise ContentError(where, rule, "Correct it.") from None


def check_targets(method: Method, homes: Mapping[str, str]) -> None:
    """Check that every reference points at a table that exists, and every suggestion.

    Raises
    ------
    ContentError
        If one does not.
    """
    tables = [
        f"{step.id}/{one.id}"
        for step in method.steps.values()
        for one in step.questions
        if one.kind == "table"
    ]
    for one in _all(method):
        for target in one.targets:
            if target != CATALOGUE and target not in tables:
                where = f"{homes[one.step]}: question '{one.path}'"
                rule = f"no table is called '{target}'."
                raise ContentError(where, rule, did_you_mean(target, [*tables, CATALOGUE]))
        for table in one.suggests:
            if table not in tables:
                where = f"{homes[one.step]}: question '{one.path}': suggests"
                rule = f"no table is called '{table}'."
                raise ContentError(where, rule, did_you_mean(table, tables))


def _all(method: Method) -> Iterable[Question]:
    for step in method.steps.values():
        for question in step.questions:
            yield question
            yield from question.columns
