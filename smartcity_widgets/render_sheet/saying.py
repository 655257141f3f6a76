"""A project sheet in words: what each line, table, figure and gate says."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from markupsafe import Markup

from smartcity_widgets.analysis.projects import PROJECTS
from smartcity_widgets.analysis.projectsheet import Rows
from smartcity_widgets.render.drawing import Drawing, View
from smartcity_widgets.render.gridreading import agreed_cell
from smartcity_widgets.render.templates import isolated
from smartcity_widgets.values.dates import format_day

from .figures import figure_said
from .tables import Grid, Place, grid_of, short_cell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from smartcity_widgets.analysis.projectsheet import (
        Box,
        Condition,
        Figure,
        Gate,
        Line,
        ProjectSheet,
        Stage,
    )
    from smartcity_widgets.analysis.reflections import Light
    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method
    from smartcity_widgets.words import Words

__all__ = ["Telling"]

_SIGNS = {"open": "✓", "waits": "○", "warns": "▲"}
"""State of a gate to its sign; its sentence says it too."""

_LIGHTS = {"green": "●", "amber": "◐", "red": "▲", "unknown": "○"}
"""Colour of a light to its sign; its word stands beside it."""

_NARROW = 3
"""Columns of a table that have room in half a page."""

_INLINE = frozenset({"pitch"})
"""Lines of the head that are no pair of label and answer."""


@dataclass(frozen=True)
class Telling:
    """What the template asks, in words.

    Attributes
    ----------
    uid
        Prefix of every id in the page.
    internal
        Whether what is marked internal may be told.
    live
        Whether what is missing leads to where it is filled in.
    """

    method: Method
    answers: Answers
    words: Words
    uid: str
    internal: bool = False
    live: bool = False

    @cached_property
    def drawing(self) -> Drawing:
        """The drawing that shows answers and names rows."""
        view = View(self.uid, self.words.language, mode="read", show_internal=self.internal)
        return Drawing(self.method, self.answers, self.words, view)

    def say(self, key: str, **details: object) -> str:
        """Return a word of the sheet."""
        return self.words.say(f"sheet.{key}", **details)

    # The head -----------------------------------------------------------------------------

    def name(self, sheet: ProjectSheet) -> str:
        """Return what people call the project."""
        return self.name_of(sheet.project.row)

    def name_of(self, row: str) -> str:
        """Return the title of a project, or which row it is."""
        title = self.answers.value(f"{PROJECTS}/{row}/title")
        if isinstance(title, str) and title.strip():
            return title
        return self.say("untitled", n=self.drawing.number_of(PROJECTS, row))

    def id(self, sheet: ProjectSheet, part: str = "") -> str:
        """Return a DOM id in a sheet."""
        return f"{self.uid}-{sheet.project.row}{f'-{part}' if part else ''}"

    def pitch(self, sheet: ProjectSheet) -> Markup:
        """Return the pitch; empty where there is none."""
        found = (self.answer(one) for one in sheet.identity if one.question.id in _INLINE)
        return Markup().join(found)

    def facts(self, sheet: ProjectSheet) -> list[tuple[Place, Markup, bool]]:
        """Return the other facts of the head: label, answer, whether it is long."""
        facts = [
            (self.place(one), self._short(one), one.question.kind == "choices")
            for one in sheet.identity
            if one.question.id not in _INLINE and (one.filled or one.draft)
        ]
        if sheet.last_update is not None:
            day = format_day(f"{sheet.last_update}", self.words)
            facts.append((Place(self.say("last_update")), Markup("{}").format(day), False))
        return facts

    # Boxes --------------------------------------------------------------------------------

    def label(self, line: Line) -> Markup:
        """Return what a line asks; of one that stands in for another, whose it is too."""
        if line.instead:
            return Markup("{}").format(self.say("instead"))
        return self.drawing.text(f"{line.question.words_key}.label")

    def place(self, line: Line) -> Place:
        """Return what a line asks, and where that is filled in."""
        return Place(self.label(line), line.path)

    def answer(self, line: Line) -> Markup:
        """Return what a line says; empty where it says nothing."""
        return agreed_cell(self.drawing, line.question, line.table, line.row)

    def _short(self, line: Line) -> Markup:
        return short_cell(self.drawing, line.question, line.table, line.row)

    def answers_in(self, box: Box) -> list[tuple[Place, Markup]]:
        """Return the lines of a box that say something: label and answer.

        Lists to tick stand apart; a reason stands behind what it is the reason of.
        """
        told: dict[tuple[str | None, str], tuple[Place, Markup]] = {}
        for one in box.lines:
            if not (one.filled or one.draft) or one.question.kind == "checklist":
                continue
            place, said = self.place(one), self.answer(one)
            of = (one.row, one.question.id.removesuffix("_reason"))
            if of in told:
                before = told[of]
                told[of] = (before[0], Markup("{} – {}").format(before[1], said))
            else:
                told[one.row, one.question.id] = (place, said)
        return list(told.values())

    def ticks(self, box: Box) -> list[tuple[str, bool]]:
        """Return the lines of a list to tick: what each says, whether it is ticked."""
        found: list[tuple[str, bool]] = []
        for one in box.lines:
            if one.question.kind == "checklist" and one.filled:
                ticked = self.answers.value(one.path)
                found += [
                    (
                        self.words.say(f"choice.{one.question.choice_list}.{each}"),
                        each in ticked,
                    )
                    for each in one.question.choices
                ]
        return found

    def ticked_at(self, box: Box) -> list[Place]:
        """Return where the lists to tick of a box are filled in."""
        return [
            self.place(one)
            for one in box.lines
            if one.question.kind == "checklist" and one.filled
        ]

    def grids(self, box: Box) -> list[Grid]:
        """Return the tables of a box that have rows; live, each is named to lead there."""
        several = self.live or sum(bool(one.rows) for one in box.tables) > 1
        return [grid_of(self.drawing, one, named=several) for one in box.tables if one.rows]

    def is_wide(self, grids: Iterable[Grid]) -> bool:
        """Whether a box needs the whole width: a table of many columns, or several."""
        columns = [len(one.heads) for one in grids]
        return any(n > _NARROW for n in columns) or sum(columns) > 2 * _NARROW

    def figure(self, figure: Figure) -> str:
        """Return what follows from other answers, as a sentence."""
        return figure_said(figure, self.words, self.answers)

    def light(self, light: Light) -> tuple[str, str]:
        """Return the sign of a light, and what it says."""
        colour = self.words.say(f"reflection.colour.{light.colour}")
        rule = self.words.say(f"reflection.{light.rule}")
        return _LIGHTS[light.colour], self.say("light.why", colour=colour, rule=rule)

    def twice(self, box: Box) -> list[str]:
        """Return that a table says more than once what it says once of a project."""
        return [self.say("twice", table=self._named(one)) for one in box.twice]

    def missing(self, asked: Iterable[Line | Rows]) -> list[Place]:
        """Return what is missing: its name, and where it is filled in."""
        return [Place(self._label_of(one), one.path) for one in asked if one.is_missing]

    def missing_head(self, sheet: ProjectSheet) -> list[Place]:
        """Return what is missing in the head."""
        return self.missing(sheet.identity)

    def _label_of(self, one: Line | Rows) -> Markup:
        question = one.table if isinstance(one, Rows) else one.question
        return self.drawing.text(f"{question.words_key}.label")

    def _named(self, table: str) -> str:
        question = self.method.at(table)
        return self.words.say(f"{question.words_key}.label") if question else table

    # Stages -------------------------------------------------------------------------------

    def written(self, stage: Stage) -> list[Box]:
        """Return the boxes that are drawn: what is written, or missed now."""
        return [
            one
            for one in stage.boxes
            if not one.is_empty or (stage.reached and one.missing)
        ]

    def not_yet(self, stage: Stage) -> list[Place]:
        """Return the boxes that a later day will fill, where the project is not so far."""
        return [] if stage.reached else self._boxes(stage, required=True)

    def unused(self, stage: Stage) -> list[Place]:
        """Return the boxes that may stay empty, and do."""
        return self._boxes(stage, required=False)

    def _boxes(self, stage: Stage, *, required: bool) -> list[Place]:
        return [
            Place(self.say(f"box.{one.id}"), _path_of(one))
            for one in stage.boxes
            if one.is_empty and one.required is required
        ]

    # Gates --------------------------------------------------------------------------------

    def gate(self, gate: Gate) -> tuple[str, str, str]:
        """Return the state of a gate, its sign, and what it says."""
        state = "open" if gate.is_open else "warns" if gate.warns else "waits"
        to = self.say(f"into.{gate.before}")
        n = len(gate.missing)
        said = (
            self.say("gate.open", to=to)
            if gate.is_open
            else self.words.count(f"sheet.gate.{state}", n, to=to)
        )
        return state, _SIGNS[state], said

    def condition(self, condition: Condition) -> str:
        """Return what a gate asks for."""
        return self.say(f"condition.{condition.id}")

    def typed_name(self, sheet: ProjectSheet) -> Markup:
        """Return the title of a project for display."""
        return isolated(self.name(sheet))


def _path_of(box: Box) -> str:
    asked: tuple[Line | Rows, ...] = (*box.lines, *box.tables)
    return asked[0].path if asked else ""
