"""What was understood of an action plan, what would be added, and what is left out."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from smartcity_widgets.exchange.plans import stored_of
from smartcity_widgets.exchange.plans.roles import AMOUNTS
from smartcity_widgets.values.amounts import format_money
from smartcity_widgets.values.dates import format_day

from .looked import short
from .templates import safe_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from smartcity_widgets.exchange.plans import Action, Known, Left, Plan, Proposal
    from smartcity_widgets.tables import Cell
    from smartcity_widgets.words import Words

    from .looked import Field

__all__ = ["Gone", "Told", "actions_of", "columns_of", "doubts_of", "gone_of"]

_EXAMPLES = 3
_LONGEST = 40
_ROWS = 8
_READING = {"month-first", "point"}
"""Readings that are said: the others are what the language does itself."""


@dataclass(frozen=True, slots=True)
class Told:
    """A column in words; `used` is whether it has a place of its own."""

    letter: str
    name: str
    group: str
    facts: str
    used: bool
    role: Field


@dataclass(frozen=True, slots=True)
class Gone:
    """What was left out for one reason: where, why, an example, and whether it is kept."""

    said: str
    example: str
    kept: str


@dataclass(frozen=True, slots=True)
class Line:
    """An action in words; `id` is that of its row."""

    id: str
    title: str
    owner: str
    dates: str
    status: str
    budget: str
    row: int
    left_out: bool


def columns_of(
    plan: Plan, known: Known, words: Words, role: Callable[[Proposal], Field]
) -> tuple[Told, ...]:
    """Return every column in words, in the order of the table."""
    return tuple(
        Told(
            letter=one.column.letter,
            name=short(one.column.label),
            group=short(one.column.group),
            facts=" · ".join(_facts(one, known, words)),
            used=one.role not in {"note", "ignored"},
            role=role(one),
        )
        for one in plan.columns
    )


def _facts(one: Proposal, known: Known, words: Words) -> Iterator[str]:
    filled = [it for it in one.column.cells if it.text]
    if not filled:
        yield words.say("figures.kind.empty")
        return
    yield words.count("plan.filled", len(filled))
    if one.reading in _READING:
        yield words.say(f"figures.mark.{one.reading}")
    examples: dict[str, str] = {}
    for it in filled:
        shown = short(it.text, _LONGEST)
        if shown not in examples and len(examples) < _EXAMPLES:
            examples[shown] = _as_read(one, it, shown, known, words)
    said = words.say("figures.between").join(examples.values())
    yield words.say("figures.for_example", examples=said)


def _as_read(one: Proposal, cell: Cell, shown: str, known: Known, words: Words) -> str:
    """Return a cell as it stands, and as it was read where that is another thing."""
    stored = stored_of(one, cell, known)
    if not stored:
        return shown
    read = [
        format_money(Decimal(it), known.currency, words.language)
        if one.role in AMOUNTS
        else format_day(it, words)
        for it in dict.fromkeys(stored)
    ]
    said = " – ".join(read)
    return shown if said == shown else f"{shown} → {said}"


def actions_of(
    plan: Plan, known: Known, words: Words, left_out: frozenset[str]
) -> tuple[Line, ...]:
    """Return the actions that would be added, and those that somebody leaves out."""
    return tuple(
        Line(
            one.row,
            safe_text(one.title),
            _owner(one, known),
            _dates(one, words),
            words.maybe(f"choice.project_statuses.{one.cells.get('status', '')}"),
            _budget(one, known, words),
            one.lines[0],
            one.row in left_out,
        )
        for one in plan.new
    )


def _owner(action: Action, known: Known) -> str:
    if action.owner is not None:
        return safe_text(action.owner[1])
    return safe_text(known.labels.get(str(action.cells.get("owner", "")), ""))


def _dates(action: Action, words: Words) -> str:
    ends = [str(action.cells.get(one, "")) for one in ("start", "end")]
    start, end = (format_day(one, words) if one else "…" for one in ends)
    return words.say("plan.dates", start=start, end=end) if any(ends) else ""


def _budget(action: Action, known: Known, words: Words) -> str:
    """Return the budgets, the yearly one told apart."""
    found = []
    for name, key in (("budget_capex", ""), ("budget_opex_per_year", "plan.a_year")):
        if name in action.cells:
            value = Decimal(str(action.cells[name]))
            shown = format_money(value, known.currency, words.language)
            found.append(words.say(key, amount=shown) if key else shown)
    return " + ".join(found)


def doubts_of(plan: Plan, words: Words) -> tuple[str, ...]:
    """Return what somebody should know before adding, as sentences."""
    return tuple(
        words.say(
            f"plan.doubt.{one.kind}",
            name=short(one.text),
            rows=_rows(one.rows, words) if one.rows else "",
            what=", ".join(words.say(f"plan.role.{it}") for it in one.what),
        )
        for one in plan.doubts
    )


def gone_of(left: Sequence[Left], words: Words) -> tuple[Gone, ...]:
    """Return what was left out, once for each column and reason, with the rows."""
    groups: dict[tuple[str, str, bool], list[Left]] = {}
    for one in left:
        groups.setdefault((one.column, one.reason, one.kept), []).append(one)
    found = []
    for (column, reason, kept), ones in groups.items():
        key = "plan.left_cells" if column else "plan.left_rows"
        rows = _rows(tuple(dict.fromkeys(one.row for one in ones)), words)
        said = words.say(
            key, column=short(column), rows=rows, reason=words.say(f"plan.reason.{reason}")
        )
        example = next((one.text for one in ones if one.text), "")
        found.append(
            Gone(
                said,
                words.say("plan.example", text=short(example)) if example else "",
                words.say("plan.kept" if kept else "plan.lost"),
            )
        )
    return tuple(found)


def _rows(rows: Sequence[int], words: Words) -> str:
    """Return some rows in words: all of a few, the first of many."""
    named = ", ".join(str(one) for one in rows[:_ROWS])
    if len(rows) > _ROWS:
        return words.count("plan.rows_more", len(rows) - _ROWS, rows=named)
    return words.count("plan.rows", len(rows), rows=named)
