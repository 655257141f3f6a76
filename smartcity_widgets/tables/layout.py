"""Find the table in a sheet: its title, its headings, its rows, what stands around it.

Cities put titles above a table, headings in two rows with merged cells, a row of help below
them and notes at the end. What is no row of figures is set aside with its row number, never
dropped unseen.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from .cells import Cell, letters
from .columns import Column
from .days import is_day
from .numerals import missing_in, numeral_in
from .years import is_year, year_alone

if TYPE_CHECKING:
    from .cells import Sheet

__all__ = ["Aside", "Refused", "Table", "table_of"]

_SEARCHED = 50
"""Rows at the top of a sheet among which the headings are looked for."""

_NOTE = re.compile(
    r"(?:\*|†|¹|\(|sources?\b|notes?\b|lecture\b|champ\b|légende\b)", re.IGNORECASE
)
_FULL, _ENOUGH = Decimal("0.9"), Decimal("0.6")
_MANY = 3
_ACROSS = "\\"


@dataclass(frozen=True, slots=True)
class Aside:
    """A row that is no row of the table: above it, of help below the headings, a note."""

    row: int
    text: str
    kind: Literal["above", "help", "note"]


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that cannot be read: it has more cells than headings, or parts of its key."""

    row: int
    reason: Literal["cells", "parts"]


@dataclass(frozen=True)
class Table:
    r"""A table found in a sheet.

    Attributes
    ----------
    headings
        The rows of its headings; none where it has no headings.
    rows
        The row numbers of its rows, in order; each column has one cell for each.
    across
        What the headings of the columns are, where the first heading says so
        (``geo\time``: ``time``).
    """

    sheet: str
    title: str
    headings: tuple[int, ...]
    rows: tuple[int, ...]
    columns: tuple[Column, ...]
    asides: tuple[Aside, ...] = ()
    refused: tuple[Refused, ...] = ()
    across: str = ""

    def column(self, label: str) -> Column | None:
        """Return the column of this label, or the first of this name."""
        labelled = [one for one in self.columns if one.label == label]
        named = [one for one in self.columns if one.name == label]
        return next(iter(labelled + named), None)


def table_of(sheet: Sheet) -> Table:
    """Return the table that a sheet holds, whatever stands around it."""
    headings, below = _headings(sheet)
    title, above = _above(sheet, headings[0] if headings else below[0])
    body = [row for row in below if _has_own(sheet, row)]
    notes = _notes(sheet, body)
    body = body[: len(body) - len(notes)]
    body, refused = _too_long(sheet, headings, body)
    asides = _help(sheet, body)
    helped = {one.row for one in asides}
    body = [row for row in body if row not in helped]
    columns = _columns(sheet, headings, body, sorted(helped))
    across = ""
    if headings and columns and _ACROSS in columns[0].name:
        columns, across, broken = _parted(columns)
        refused += [Refused(row, "parts") for row in broken]
        kept = [place for place, row in enumerate(body) if row not in broken]
        body = [body[place] for place in kept]
        columns = [
            replace(one, cells=tuple(one.cells[place] for place in kept)) for one in columns
        ]
    return Table(
        sheet=sheet.name,
        title=title,
        headings=headings,
        rows=tuple(body),
        columns=tuple(_labelled(columns)),
        asides=(*above, *asides, *notes),
        refused=tuple(refused),
        across=across,
    )


# Headings ---------------------------------------------------------------------------------


def _own(sheet: Sheet, row: int) -> list[Cell]:
    """Return the filled cells of a row, a merged one once and where it begins."""
    return [one for one in sheet.rows.get(row, ()) if one.filled and not one.merged]


def _has_own(sheet: Sheet, row: int) -> bool:
    return bool(_own(sheet, row))


def _headings(sheet: Sheet) -> tuple[tuple[int, ...], list[int]]:
    """Return the rows of the headings, and all filled rows after them."""
    rows = list(sheet.rows)
    fill = {row: len(_own(sheet, row)) for row in rows}
    most = max(fill.values())
    searched = rows[:_SEARCHED]
    wide = {row: _reach(sheet, row, fill[row], most) for row in searched}
    full = next((row for row in searched if wide[row] >= _FULL * most), rows[0])
    if _has_figures(sheet, full):
        block = _block(searched, full)
        enough = [row for row in block if fill[row] >= _ENOUGH * most]
        heads = [row for row in enough if row < full and not _has_figures(sheet, row)]
        if not heads:
            first = enough[0]
            return (), [row for row in rows if row >= first]
        full = heads[0]
    found = [full]
    while _continues(sheet, found[-1]):
        found.append(found[-1] + 1)
    return tuple(found), [row for row in rows if row > found[-1]]


def _reach(sheet: Sheet, row: int, filled: int, most: int) -> int:
    """Return how many columns a row speaks for: some with headings of their own below.

    A title that is merged over the whole table speaks for one.
    """
    if filled < _ENOUGH * most or not _continues(sheet, row):
        return filled
    across = (it.columns - 1 for it in sheet.merged if it.top == row)
    return filled + sum(across)


def _block(rows: list[int], row: int) -> list[int]:
    """Return the rows above a row with no blank line between, and the row."""
    first = row
    while first - 1 in rows:
        first -= 1
    return list(range(first, row + 1))


def _has_figures(sheet: Sheet, row: int) -> bool:
    """Whether a row holds a number that is no year: then it is no row of headings."""
    return any(_is_figure(one) for one in _own(sheet, row))


def _is_figure(cell: Cell) -> bool:
    if isinstance(cell.content, str):
        numeral = numeral_in(cell.text)
        plain = numeral is not None and numeral.unit in {"", "%", "£", "€", "$", "¥"}
        return plain and year_alone(cell.text) is None
    if isinstance(cell.content, Decimal):
        return not is_year(cell.text)
    return bool(cell.fault)


def _continues(sheet: Sheet, row: int) -> bool:
    """Whether the headings go on below: only below those that were merged across."""
    wide = [it for it in sheet.merged if it.columns > 1 and it.top <= row <= it.bottom]
    wide = [it for it in wide if sheet.cell(it.top, it.left).filled]
    below = _own(sheet, row + 1)
    if not wide or not below or _has_figures(sheet, row + 1):
        return False
    return all(
        any(it.left <= one.column <= it.right and it.bottom == row for it in wide)
        for one in below
    )


def _above(sheet: Sheet, first: int) -> tuple[str, list[Aside]]:
    asides = [
        Aside(row, " · ".join(one.text for one in _own(sheet, row)), "above")
        for row in sheet.rows
        if row < first and _has_own(sheet, row)
    ]
    title = next(
        (_own(sheet, one.row)[0].text for one in asides if _own(sheet, one.row)), ""
    )
    return title, asides


def _heads(sheet: Sheet, headings: tuple[int, ...], place: int) -> tuple[str, str]:
    """Return the heading of a column, and the headings above it.

    Where a heading has rows above it, a merged cell there belongs to all it covers.
    """
    rows = _with_groups(sheet, headings)
    found = [
        " ".join(sheet.cell(row, place).text.split())
        for row in rows
        if row in headings or _covered(sheet, row, place)
    ]
    found = [one for one in dict.fromkeys(found) if one]
    if not found:
        return "", ""
    own = " ".join(sheet.cell(headings[-1], place).text.split())
    name = own or found[-1]
    return name, " · ".join(one for one in found if one != name)


def _with_groups(sheet: Sheet, headings: tuple[int, ...]) -> list[int]:
    row = headings[0] - 1
    wide = any(it.columns > 1 and it.top <= row <= it.bottom for it in sheet.merged)
    partly = wide and len(_own(sheet, row)) > 1
    beside = row in sheet.rows and len(_own(sheet, row)) > 1
    return [row, *headings] if partly or beside else list(headings)


def _covered(sheet: Sheet, row: int, place: int) -> bool:
    """Whether a cell above the headings speaks of this column, and is not the title."""
    if any(it.covers(row, place) for it in sheet.merged):
        return True
    corner = _own(sheet, row)[0].column
    named = sheet.cell(row + 1, place).filled
    return place != corner or not named


# Rows -------------------------------------------------------------------------------------


def _notes(sheet: Sheet, body: list[int]) -> list[Aside]:
    """Return the notes at the end: one cell in a row, after a blank line or marked."""
    first = len(body)
    while first > 1 and sheet.width >= _MANY and _is_alone(sheet, body[first - 1]):
        first -= 1
    for place in range(first, len(body)):
        text = _own(sheet, body[place])[0].text
        if body[place] - body[place - 1] > 1 or _NOTE.match(text):
            return [Aside(row, _own(sheet, row)[0].text, "note") for row in body[place:]]
    return []


def _is_alone(sheet: Sheet, row: int) -> bool:
    own = _own(sheet, row)
    return len(own) == 1 and own[0].column == 1


def _too_long(
    sheet: Sheet, headings: tuple[int, ...], body: list[int]
) -> tuple[list[int], list[Refused]]:
    """Refuse rows of a text file with more cells than headings: something is not quoted.

    ``Namur,1,5`` below two headings may be 1.5 or 1; so are all rows of such a file.
    """
    if not headings or sheet.epoch is not None:
        return body, []
    width = len(sheet.rows[headings[-1]])
    long = [row for row in body if len(sheet.rows[row]) > width]
    refused = [Refused(row, "cells") for row in long]
    gone = set(long)
    return [row for row in body if row not in gone], refused


def _help(sheet: Sheet, body: list[int]) -> list[Aside]:
    """Return the rows below the headings that say how to fill the columns in.

    Texts stand there in columns that hold numbers or dates below; or one cell alone.
    """
    found = []
    for place, row in enumerate(body[:-1]):
        own = _own(sheet, row)
        typed = _typed_columns(sheet, body[place + 1 :])
        there = [one for one in own if one.column in typed]
        texts = [one for one in there if not _is_typed(one)]
        next_filled = len(_own(sheet, body[place + 1]))
        helps = len(texts) > 1 and len(texts) == len(there)
        alone = len(own) == 1 and next_filled > 1 and sheet.width > _MANY and place == 0
        if not (helps or (alone and not _is_typed(own[0]) and own[0].column == 1)):
            break
        found.append(Aside(row, " · ".join(one.text for one in own), "help"))
    return found


def _typed_columns(sheet: Sheet, body: list[int]) -> set[int]:
    """Return the columns that hold numbers or dates in nearly all their cells."""
    filled, typed, valued = Counter[int](), Counter[int](), Counter[int]()
    for row in body[: 10 * _SEARCHED]:
        for one in sheet.rows[row]:
            if one.filled:
                filled[one.column] += 1
                typed[one.column] += _is_typed(one)
                valued[one.column] += missing_in(one.text) is None
    return {
        place
        for place, n in typed.items()
        # Dashes alone say nothing of what a column holds.
        if n and valued[place] and n >= _FULL * filled[place]
    }


def _is_typed(cell: Cell) -> bool:
    if isinstance(cell.content, str):
        missing = missing_in(cell.text) is not None
        return missing or numeral_in(cell.text) is not None or is_day(cell)
    return cell.content is not None or bool(cell.fault)


# Columns ----------------------------------------------------------------------------------


def _columns(
    sheet: Sheet, headings: tuple[int, ...], body: list[int], helped: list[int]
) -> list[Column]:
    found = []
    for place in range(1, sheet.width + 1):
        name, group = _heads(sheet, headings, place) if headings else ("", "")
        cells = tuple(sheet.cell(row, place) for row in body)
        if not name and not any(one.filled for one in cells):
            continue
        said = " ".join(sheet.cell(row, place).text for row in helped).strip()
        found.append(Column(place, name, cells, group=group, help=said, epoch=sheet.epoch))
    return found


def _parted(columns: list[Column]) -> tuple[list[Column], str, set[int]]:
    r"""Take the first column apart where it is several: ``indic_de,geo\time``."""
    first, rest = columns[0], columns[1:]
    names, _, across = first.name.partition(_ACROSS)
    parts = [one.strip() for one in names.split(",")]
    split = [one.text.split(",") for one in first.cells]
    broken = {
        cell.row
        for cell, found in zip(first.cells, split, strict=True)
        if len(found) != len(parts)
    }
    made = [
        replace(
            first,
            name=name,
            cells=tuple(
                replace(cell, content=found[at].strip() if at < len(found) else None)
                for cell, found in zip(first.cells, split, strict=True)
            ),
        )
        for at, name in enumerate(parts)
    ]
    return [*made, *rest], across.strip(), broken


def _labelled(columns: list[Column]) -> list[Column]:
    """Give each column a label that no other has."""
    names = Counter(one.name for one in columns)
    return [
        replace(
            one,
            label=one.name
            if names[one.name] == 1 and one.name
            else f"{one.name} ({letters(one.place)})".strip(),
        )
        for one in columns
    ]
