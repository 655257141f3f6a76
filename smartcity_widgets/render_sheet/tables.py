"""The tables of a project sheet: only the columns that say something."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from smartcity_widgets.analysis.measuring import INDICATORS
from smartcity_widgets.render.gridreading import agreed_cell
from smartcity_widgets.render.standing import (
    STATUS_SIGNS,
    aim_said,
    because,
    last_said,
    status_said,
    trend_said,
)
from smartcity_widgets.render.templates import isolated
from smartcity_widgets.values.dates import format_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from smartcity_widgets.analysis.monitoring import Standing
    from smartcity_widgets.analysis.projectsheet import Rows
    from smartcity_widgets.method import Question
    from smartcity_widgets.render.drawing import Drawing

__all__ = ["Grid", "Place", "grid_of", "short_cell"]

Cells = tuple[Markup, ...]

_PERSONS = "context/persons"
_NARROW = frozenset(
    {"whole_number", "decimal", "percent", "yes_no", "year", "money", "date"}
)


@dataclass(frozen=True, slots=True)
class Place:
    """Something with a name, and where it is filled in, if anywhere."""

    name: Markup | str
    path: str = ""

    @property
    def step(self) -> str:
        """The step it stands in."""
        return self.path.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table to be read.

    Attributes
    ----------
    place
        What it is, and where it is filled in.
    caption
        Whether that is said above it.
    narrow
        Which columns hold a number or a date.
    note
        Where its rows were found, where the sheet names none.
    """

    place: Place
    caption: bool
    heads: Cells
    narrow: tuple[bool, ...]
    rows: tuple[Cells, ...]
    note: str = ""


def grid_of(drawing: Drawing, rows: Rows, *, named: bool) -> Grid:
    """Return the rows of a table as they are read, in the order of its columns."""
    label = drawing.text(f"{rows.table.words_key}.label")
    if rows.path == INDICATORS:
        heads, cells = _indicators(drawing, rows)
        narrow = [False] * len(heads)
    elif rows.standings:
        heads, cells = _results(drawing, rows.standings)
        narrow = [False] * len(heads)
    else:
        asked = [
            (one, [short_cell(drawing, one, rows.path, row) for row in rows.rows])
            for one in rows.columns
        ]
        told = [(one, column) for one, column in asked if any(column)]
        heads = [drawing.text(f"{one.words_key}.label") for one, _ in told]
        narrow = [one.kind in _NARROW for one, _ in told]
        cells = list(zip(*(column for _, column in told), strict=True))
    return Grid(
        place=Place(label, rows.path),
        caption=named,
        heads=tuple(heads),
        narrow=tuple(narrow),
        rows=tuple(cells),
        note=drawing.say("sheet.found") if rows.found else "",
    )


def short_cell(drawing: Drawing, column: Question, table: str, row: str | None) -> Markup:
    """Return a cell; of a person the name alone, where there is little room."""
    if column.kind == "reference" and column.targets == (_PERSONS,):
        named = drawing.answers.value(f"{table}/{row}/{column.id}")
        if named in drawing.rows(_PERSONS):
            return isolated(drawing.name_in(_PERSONS, named))
    return agreed_cell(drawing, column, table, row)


def _indicators(drawing: Drawing, rows: Rows) -> tuple[list[Markup], list[Cells]]:
    """Return the indicators: name, from where, to where and by when, by whom."""
    names = {one.id for one in rows.columns}
    cells = [
        {
            name: short_cell(drawing, one, rows.path, row)
            for name, one in ((one.id, one) for one in rows.columns)
        }
        for row in rows.rows
    ]
    groups = (
        ("name", ("name",)),
        ("baseline", ("baseline_value", "baseline_date")),
        ("target", ("target_value", "target_low", "target_high", "target_date")),
        ("owner", ("owner",)),
    )
    asked = [(head, parts) for head, parts in groups if names & set(parts)]
    heads = [Markup("{}").format(drawing.say(f"sheet.indicator.{one}")) for one, _ in asked]
    return heads, [tuple(_joined(cell, parts) for _, parts in asked) for cell in cells]


def _results(
    drawing: Drawing, standings: Iterable[Standing]
) -> tuple[list[Markup], list[Cells]]:
    """Return where indicators stand: name, last value, target, status, why."""
    heads = [
        drawing.say(f"sheet.{one}")
        for one in (
            "indicator.name",
            "result.last",
            "indicator.target",
            "result.status",
            "result.why",
        )
    ]
    cells = [_result(drawing, one) for one in standings]
    return [Markup("{}").format(one) for one in heads], cells


def _result(drawing: Drawing, one: Standing) -> Cells:
    indicator, words = one.indicator, drawing.words
    aim, due = aim_said(indicator, words), indicator.target_date
    if due:
        dated = {"value": aim, "date": format_day(due, words)}
        aim = words.say("standing.dated", **dated) if aim else dated["date"]
    status = Markup('<span aria-hidden="true">{}</span> {}').format(
        STATUS_SIGNS[one.status], status_said(one.status, words)
    )
    trend = trend_said(one, words)
    return (
        isolated(drawing.label_of(INDICATORS, indicator.row)),
        isolated(last_said(one, words)),
        isolated(aim),
        Markup("{}<br>{}").format(status, trend) if trend else status,
        isolated(because(one, words)),
    )


def _joined(cell: dict[str, Markup], parts: tuple[str, ...]) -> Markup:
    """Return values with their unit, then the day."""
    day = next((cell[one] for one in parts if one.endswith("_date") and cell.get(one)), "")
    values = [cell[one] for one in parts if not one.endswith("_date") and cell.get(one)]
    said = Markup(" – ").join(values)
    unit = cell.get("unit")
    if values and unit and len(parts) > 1:
        said = Markup("{} {}").format(said, unit)
    if not day:
        return said
    return Markup("{} ({})").format(said, day) if said else Markup("{}").format(day)
