"""What was understood of a file of figures, column by column, and what would be added."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from smartcity_widgets.values import label_of_indicator
from smartcity_widgets.values.amounts import format_number

from .looked import short
from .templates import safe_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from smartcity_widgets.exchange.baselines import Figure, Plan, Proposal
    from smartcity_widgets.method import Method
    from smartcity_widgets.tables import Value
    from smartcity_widgets.words import Words

    from .looked import Field

__all__ = ["Told", "columns_of", "differing_of", "figures_table", "refused_of"]

_EXAMPLES, _REFUSED = 3, 8
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Told:
    """A column in words.

    Attributes
    ----------
    facts
        What it holds, how many of its cells, what the publisher flags.
    refused
        The cells that cannot be read, each with its row.
    more
        How many more there are.
    used
        Whether anything is read from it.
    """

    letter: str
    name: str
    group: str
    facts: str
    refused: tuple[str, ...]
    more: int
    used: bool
    role: Field


@dataclass(frozen=True, slots=True)
class Line:
    """A figure in words; `place` is that of its indicator among those of the table."""

    place: int
    indicator: str
    year: int
    value: str
    unit: str
    row: int
    flag: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that differs from the workbook's; `id` is the row of the workbook."""

    id: str
    label: str
    replaced: bool


def columns_of(
    plan: Plan, words: Words, role: Callable[[Proposal], Field]
) -> tuple[Told, ...]:
    """Return every column in words, in the order of the table."""
    used = _used(plan)
    return tuple(
        Told(
            letter=one.column.letter,
            name=_short(one.column.label),
            group=_short(one.column.group),
            facts=" · ".join(_facts(one, words)),
            refused=tuple(_refused(it, words) for it in one.refused[:_REFUSED]),
            more=max(0, len(one.refused) - _REFUSED),
            used=one.at in used,
            role=role(one),
        )
        for one in plan.columns
    )


def _used(plan: Plan) -> set[int]:
    """Return the columns that are read: keys, and the series that were chosen."""
    by_row = any(one.role == "indicator" for one in plan.columns)
    asked = {int(one.name.partition("-")[2]) for one in plan.asks if one.name[-1].isdigit()}
    keys = {one.at for one in plan.columns if one.role not in {"ignored", "value"}}
    taken = {
        at for one in plan.series if by_row or one.id in asked for at, _ in one.columns
    }
    return keys | taken | asked


def _facts(one: Proposal, words: Words) -> Iterator[str]:
    special = {"value": "number", "year": "year"}
    kind = special.get(one.role, one.column.kind)
    if one.reading is None:
        yield words.say("figures.reading.open")
        stand = [_short(it.text) for it in one.column.cells if it.text]
        yield _for_example(stand, words)
        return
    marks = words.maybe(f"figures.mark.{one.reading}")
    said = words.say(f"figures.kind.{kind}")
    yield f"{said} ({marks})" if marks else said
    if one.column.unit and kind == "number":
        yield words.say("figures.unit", unit=safe_text(one.column.unit))
    if one.read:
        yield words.count("figures.read", len(one.read))
    if one.missing:
        yield words.count("figures.missing", one.missing)
    if one.flags:
        yield words.say("figures.flags", flags=", ".join(map(safe_text, one.flags)))
    examples = [
        it.cell.text if one.role == "year" else _example(it, words) for it in one.read
    ]
    if examples:
        yield _for_example(examples, words)


def _for_example(examples: list[str], words: Words) -> str:
    few = list(dict.fromkeys(examples))[:_EXAMPLES]
    said = words.say("figures.between").join(few)
    return words.say("figures.for_example", examples=said)


def _example(value: Value, words: Words) -> str:
    """Return a cell as it was read, and as it stands where that differs."""
    as_read = value.value
    if not isinstance(as_read, Decimal) or not isinstance(value.cell.content, str):
        return _short(f"{as_read}" if isinstance(as_read, str) else value.cell.text)
    shown = format_number(as_read, words.language)
    return shown if shown == value.cell.text else f"{_short(value.cell.text)} → {shown}"


def _refused(value: Value, words: Words) -> str:
    return words.say(
        f"figures.refused.{value.refused}",
        row=value.row,
        text=_short(value.cell.text),
    )


def figures_table(plan: Plan, method: Method, words: Words) -> tuple[Line, ...]:
    """Return the figures that would be added."""
    order = list(dict.fromkeys(one.indicator for one in plan.new))
    return tuple(
        Line(
            order.index(one.indicator),
            _indicator(one, method, words),
            one.year,
            format_number(one.value, words.language),
            safe_text(one.unit),
            one.row,
            safe_text(one.flag),
        )
        for one in plan.new
    )


def differing_of(
    plan: Plan, method: Method, words: Words, replaced: frozenset[str]
) -> tuple[Change, ...]:
    """Return the figures of which the workbook has another value."""
    return tuple(
        Change(
            one.baseline.row,
            words.say(
                "figures.replace",
                indicator=_indicator(one.figure, method, words),
                year=one.figure.year,
                old=format_number(one.baseline.value, words.language),
                new=format_number(one.figure.value, words.language),
            ),
            one.baseline.row in replaced,
        )
        for one in plan.differing
    )


def refused_of(plan: Plan, words: Words) -> tuple[str, ...]:
    """Return the figures that cannot be added, each with its row and why."""
    return tuple(
        words.say(f"figures.refused.{one.reason}", row=one.row, text=_short(one.text))
        for one in plan.refused
    )


def _indicator(figure: Figure, method: Method, words: Words) -> str:
    return label_of_indicator(method.indicators[figure.indicator], words)


def _short(text: str) -> str:
    return short(text, _LONGEST)
