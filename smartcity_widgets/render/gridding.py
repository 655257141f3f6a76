"""A table whose rows are given, as it stands in a form and on the wall.

Every line is there from the start, its cells to be filled in; who fills it in sees the own
answers. What the room thinks stands beside the group's, once it is revealed, as a median or
a sum, never for fewer than three.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from markupsafe import Markup

from smartcity_widgets.analysis.shown import is_shown
from smartcity_widgets.grids import (
    Place,
    columns_of,
    lines_of,
    row_of,
    rows_by_place,
)

from .fields import field_of
from .opinions import people_who_gave, room_said
from .shapes import Head, Lines, Link, Option, Row
from .templates import isolated

if TYPE_CHECKING:
    from collections.abc import Iterable

    from smartcity_widgets.method import Question

    from .drawing import Drawing
    from .shapes import Field

__all__ = ["group_label", "heads_of", "line_label", "named", "with_lines"]


def with_lines(drawing: Drawing, field: Field) -> Field:
    """Return a question of a form; a grid with its lines, for those who may fill it in."""
    table = field.question
    grid = table.grid
    if grid is None or not field.shown or not drawing.gives(table):
        return field
    who = drawing.view.respondent
    lines = lines_of(table, drawing.method, drawing.answers, who)
    standing = rows_by_place(table, drawing.answers, who)
    heads = heads_of(drawing, table)
    revealed = drawing.answers.revealed(table.step, table.path)
    said = room_said(drawing, table) if revealed and not drawing.alone else None

    def line_of(line: str, number: int) -> Row:
        label = line_label(drawing, table, line)
        places = [Place(line, one.column) for one in heads]
        ids = [row_of(table, standing, one) for one in places]
        rooms = [
            said(place, head.question.id) if said else ""
            for place, head in zip(places, heads, strict=True)
        ]

        def make() -> Row:
            return Row(
                id=line,
                path=f"{table.path}/{line}",
                label=label,
                number=number,
                first=number == 1,
                last=number == len(lines),
                base=0,
                fields=tuple(
                    replace(
                        _cell(drawing, head, row),
                        label=f"{label} · {head.label}",
                        labelled=(f"{table.path}/{line}", head.path),
                        room=room,
                    )
                    for head, row, room in zip(heads, ids, rooms, strict=True)
                ),
                more=(),
            )

        if drawing.kept is None or drawing.view.mode != "edit":
            return make()
        bases = [
            drawing.base(f"{table.path}/{row}/{head.question.id}")
            for head, row in zip(heads, ids, strict=True)
        ]
        seen = (number, len(lines), label, heads, *ids, *rooms, *bases)
        return drawing.kept.row(drawing, table, line, seen, make)

    rows = tuple(line_of(line, number) for number, line in enumerate(lines, 1) if heads)
    waiting = 0 if revealed or drawing.alone else people_who_gave(drawing, table)
    return replace(
        field,
        rows=rows,
        lines=Lines(
            label=drawing.text(f"{named(table, grid.rows).words_key}.label"),
            heads=heads,
            blocks=_blocks(drawing, table, rows),
            missing=_missing(drawing, table),
            chosen_in=_chosen_in(drawing, table) if not lines else None,
            waits=_waits(drawing, table),
        ),
        hidden_opinions=waiting,
        answered=bool(standing),
    )


def _cell(drawing: Drawing, head: Head, row: str) -> Field:
    """Return a cell of a line, whether its row is there already or not."""
    made = field_of(drawing, head.question, row)
    echo = "" if made.echo == made.typed else made.echo
    return replace(made, options=_with_numbers(drawing, made), echo=echo)


def line_label(drawing: Drawing, table: Question, line: str) -> str:
    """Return what people call a line of a grid."""
    grid = table.grid
    return drawing.show(named(table, grid.rows), line) if grid else line


def _asked_columns(drawing: Drawing, table: Question) -> tuple[Question, ...]:
    """Return the columns that who is looking fills in, or may read."""
    grid = table.grid
    if grid is None:
        return ()
    return tuple(
        one
        for one in table.columns
        if one.id not in grid.named
        and (drawing.shows_internal or not one.internal)
        and (not drawing.alone or one.id in grid.individual)
        and _is_asked(drawing, one)
    )


def heads_of(drawing: Drawing, table: Question) -> tuple[Head, ...]:
    """Return the columns of a grid: those of the table, or in a matrix those it names."""
    grid = table.grid
    asked = _asked_columns(drawing, table)
    if grid is None or grid.columns is None:
        return tuple(
            Head(
                path=f"{table.path}/{one.id}",
                column="",
                label=drawing.text(f"{one.words_key}.label"),
                help=drawing.text(f"{one.words_key}.help"),
                question=one,
            )
            for one in asked
        )
    heads = named(table, grid.columns)
    return tuple(
        Head(
            path=f"{table.path}/{column}",
            column=column,
            label=isolated(drawing.show(heads, column)),
            help=Markup(),
            question=one,
        )
        for column in columns_of(table, drawing.answers, drawing.view.respondent)
        for one in asked
    )


def named(table: Question, column: str) -> Question:
    """Return a column that a grid names.

    Raises
    ------
    ValueError
        If the table has none of this id: content is checked when it is loaded.
    """
    asked = table.column(column)
    if asked is None:
        message = f"{table.path} has no column {column}"
        raise ValueError(message)
    return asked


def _is_asked(drawing: Drawing, column: Question) -> bool:
    """Whether a column is asked in any line, given the answers of its step."""
    condition = column.shown_when
    if condition is None or not condition.of_step:
        return True
    return is_shown(column, drawing.answers)


def _with_numbers(drawing: Drawing, field: Field) -> tuple[Option, ...]:
    """Return what can be chosen; a level by its number, which is one key."""
    if field.kind != "level":
        return field.options
    return tuple(
        replace(one, label=drawing.say("value.level", level=one.value, name=one.label))
        if one.value.isdigit()
        else one
        for one in field.options
    )


# Lines -----------------------------------------------------------------------------------


def _blocks(
    drawing: Drawing, table: Question, rows: Iterable[Row]
) -> tuple[tuple[str, tuple[Row, ...]], ...]:
    """Return the lines in their groups, each with its name; of other grids one without."""
    blocks: dict[str, list[Row]] = {}
    for row in rows:
        blocks.setdefault(group_label(drawing, table, row.id), []).append(row)
    return tuple((label, tuple(found)) for label, found in blocks.items())


def group_label(drawing: Drawing, table: Question, line: str) -> str:
    """Return the name of the group a line stands in; empty where it stands in none."""
    grid = table.grid
    if grid is None or grid.groups is None or line not in grid.members:
        return ""
    return drawing.show(named(table, grid.groups), grid.members[line])


def _missing(drawing: Drawing, table: Question) -> tuple[str, ...]:
    """Return the tables that need a row before there is anything to fill in here."""
    grid = table.grid
    names = [grid.rows, grid.columns] if grid else []
    targets = [named(table, one).targets for one in names if one]
    return tuple(one[0] for one in targets if one and not drawing.rows(one[0]))


def _chosen_in(drawing: Drawing, table: Question) -> Link | None:
    """Return where it is said which lines are asked, if that is said anywhere."""
    where = table.grid.only_at if table.grid else None
    other = drawing.method.at(f"{table.step}/{where[0]}") if where else None
    if where is None or other is None:
        return None
    column = named(other, where[1])
    return Link(
        other.path,
        f"{drawing.say(f'{other.words_key}.label')} · "
        f"{drawing.say(f'{column.words_key}.label')}",
    )


def _waits(drawing: Drawing, table: Question) -> tuple[Link, ...]:
    """Return the questions whose answer says which more columns are asked."""
    conditions = (one.shown_when for one in table.columns)
    names = dict.fromkeys(one.question for one in conditions if one and one.of_step)
    step = drawing.method.steps[table.step]
    asked = (step.question(name) for name in names)
    return tuple(
        Link(one.path, drawing.say(f"{one.words_key}.label"))
        for one in asked
        if one is not None and drawing.answers.value(one.path) is None
    )
