"""A table whose rows are given, as a report reads it and as a sheet has it.

A report says what the group agreed; where it agreed on nothing, what the room thinks, once
that is revealed and never for fewer than three. A sheet has the lines as far as they are
known, and cells to write in.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from markupsafe import Markup

from smartcity_widgets.analysis.shown import is_shown
from smartcity_widgets.grids import Place, columns_of, lines_of, rows_by_place

from .conditions import is_decided, is_on_paper
from .gridding import group_label, heads_of, line_label, named
from .opinions import room_said
from .templates import isolated

if TYPE_CHECKING:
    from smartcity_widgets.method import Question

    from .drawing import Drawing

__all__ = ["ReadLines", "SheetLines", "agreed_cell", "read_lines", "sheet_lines"]

_LINES_ON_A4, _COLUMNS_ON_A4 = 7, 5
"""What is drawn to be written in where no line, or column of a matrix, is known."""

Cells = tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class ReadLines:
    """A grid to be read.

    Attributes
    ----------
    blocks
        The lines in their groups: the name of the group; each line with its cells.
    silent
        How many lines say nothing, and are left out.
    """

    label: Markup
    heads: tuple[Markup, ...]
    blocks: tuple[tuple[str, tuple[tuple[Markup, Cells], ...]], ...]
    silent: int


def read_lines(drawing: Drawing, table: Question) -> ReadLines | None:
    """Return a grid to be read; None where nobody said anything that may be told."""
    grid = table.grid
    if grid is None:
        return None
    lines = lines_of(table, drawing.method, drawing.answers)
    heads = heads_of(drawing, table)
    agreed = rows_by_place(table, drawing.answers)
    said = None
    if drawing.answers.revealed(table.step, table.path):
        said = room_said(drawing, table)

    def cell(place: Place, column: Question) -> Markup:
        given = agreed_cell(drawing, column, table.path, agreed.get(place))
        room = said(place, column.id) if said and not given else ""
        return Markup('<span class="soft">{}</span>').format(room) if room else given

    cells = {
        line: {one.path: cell(Place(line, one.column), one.question) for one in heads}
        for line in lines
    }
    if grid.columns is None:
        heads = tuple(one for one in heads if any(row[one.path] for row in cells.values()))
    told = [line for line in lines if any(cells[line].values())]
    if not told:
        return None
    blocks: dict[str, list[tuple[Markup, Cells]]] = {}
    for line in told:
        row = tuple(cells[line][one.path] for one in heads)
        label = isolated(line_label(drawing, table, line))
        blocks.setdefault(group_label(drawing, table, line), []).append((label, row))
    return ReadLines(
        label=drawing.text(f"{named(table, grid.rows).words_key}.label"),
        heads=tuple(one.label for one in heads),
        blocks=tuple((name, tuple(rows)) for name, rows in blocks.items()),
        silent=len(lines) - len(told),
    )


def agreed_cell(drawing: Drawing, column: Question, table: str, row: str | None) -> Markup:
    """Return what the group's row says in a column."""
    if row is None:
        return Markup()
    path = f"{table}/{row}/{column.id}"
    draft = drawing.answers.draft(path)
    if draft is not None:
        text = draft.text if isinstance(draft.text, str) else "\n".join(draft.text)
        return Markup("<em>{}</em> {}").format(drawing.say("ui.read.draft"), isolated(text))
    value = (
        drawing.answer(column, row)
        if column.kind == "computed"
        else drawing.answers.value(path)
    )
    if value is None or not is_shown(column, drawing.answers, row):
        return Markup()
    return isolated(drawing.show_with_unit(column, value))


# On paper --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SheetLines:
    """A grid on a sheet.

    Attributes
    ----------
    heads
        Its columns: what is written there, and its name.
    blocks
        The lines in their groups: the name of the group; each line with what is printed.
    empty
        How many lines there are to write in where none is known.
    """

    label: Markup
    heads: tuple[tuple[Question, Markup], ...]
    blocks: tuple[tuple[str, tuple[tuple[Markup, Cells], ...]], ...]
    empty: int


def sheet_lines(drawing: Drawing, table: Question) -> SheetLines | None:
    """Return a grid to be filled in by hand; None where the table is none."""
    grid = table.grid
    if grid is None:
        return None
    heads = _written(drawing, table)
    agreed = rows_by_place(table, drawing.answers)
    lines = lines_of(table, drawing.method, drawing.answers)
    blocks: dict[str, list[tuple[Markup, Cells]]] = {}
    for line in lines:
        printed = tuple(
            _printed(drawing, one, table.path, agreed.get(Place(line, column)))
            for one, column, _ in heads
        )
        label = isolated(line_label(drawing, table, line))
        blocks.setdefault(group_label(drawing, table, line), []).append((label, printed))
    return SheetLines(
        label=drawing.text(f"{named(table, grid.rows).words_key}.label"),
        heads=tuple((one, label) for one, _, label in heads),
        blocks=tuple((name, tuple(rows)) for name, rows in blocks.items()),
        empty=0 if lines else _LINES_ON_A4,
    )


def _written(drawing: Drawing, table: Question) -> list[tuple[Question, str, Markup]]:
    """Return what is written by hand: the column, in a matrix which of it, its name."""
    grid = table.grid
    asked = [
        one
        for one in table.columns
        if grid is not None and one.id not in grid.named and is_on_paper(drawing, one)
    ]
    if grid is None or grid.columns is None:
        return [
            (one, "", drawing.text(f"{one.words_key}.label"))
            for one in asked
            if not is_decided(drawing, one) or is_shown(one, drawing.answers)
        ]
    over = named(table, grid.columns)
    known = columns_of(table, drawing.answers) or ("",) * _COLUMNS_ON_A4
    return [
        (replace(one, required=False), column, isolated(drawing.show(over, column)))
        if column
        else (replace(one, required=False), "", Markup())
        for column in known
        for one in asked
    ]


def _printed(drawing: Drawing, column: Question, table: str, row: str | None) -> Markup:
    value = drawing.answers.value(f"{table}/{row}/{column.id}") if row else None
    if value is None or not is_shown(column, drawing.answers, row):
        return Markup()
    return isolated(drawing.show_with_unit(column, value))
