"""The journal to be read: meetings, what is to be done, remarks put aside.

The same lines stand in the report and in the record of a meeting. What is marked internal
is in neither.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .templates import environment, safe_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartcity_widgets.method import Question

    from .drawing import Drawing

__all__ = [
    "MEETINGS",
    "Action",
    "Journal",
    "Meeting",
    "Remark",
    "journal_of",
    "journal_page",
    "meeting_of",
]

MEETINGS = "journal/meetings"

PERSONS = "context/persons"


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting in words; `day` is its date as it is stored, None where it has none."""

    row: str
    day: str | None
    date: str
    place: str
    present: tuple[str, ...]
    excused: tuple[str, ...]
    facilitator: str


@dataclass(frozen=True, slots=True)
class Action:
    """What somebody is to do; `due` is the date as it is stored."""

    row: str
    what: str
    who: str
    by_when: str
    due: str | None
    place: str
    done: bool
    meeting: str | None


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark off the subject, and what became of it."""

    row: str
    text: str
    place: str
    outcome: str
    meeting: str | None


@dataclass(frozen=True, slots=True)
class Journal:
    """All of it, in the order of its rows."""

    meetings: tuple[Meeting, ...]
    actions: tuple[Action, ...]
    parking: tuple[Remark, ...]


def journal_of(drawing: Drawing) -> Journal:
    """Return what the journal says; a row in which nothing is said is left out."""
    return Journal(
        meetings=tuple(
            meeting_of(drawing, one.table, one.row) for one in _lines(drawing, "meetings")
        ),
        actions=tuple(
            Action(
                row=one.row,
                what=one.said("what") or drawing.say("ui.row.empty"),
                who=one.said("who"),
                by_when=one.said("by_when"),
                due=one.value("by_when"),
                place=one.said("from"),
                done=one.value("done") is True,
                meeting=one.value("meeting"),
            )
            for one in _lines(drawing, "actions")
        ),
        parking=tuple(
            Remark(
                row=one.row,
                text=one.said("text") or drawing.say("ui.row.empty"),
                place=one.said("step"),
                outcome=one.said("outcome"),
                meeting=one.value("meeting"),
            )
            for one in _lines(drawing, "parking")
        ),
    )


def meeting_of(drawing: Drawing, table: Question, row: str) -> Meeting:
    """Return the meeting in a row, whatever is said of it yet."""
    one = _Line(drawing, table, row)
    return Meeting(
        row=row,
        day=one.value("date"),
        date=one.said("date"),
        place=one.said("place"),
        present=one.names("present"),
        excused=one.names("excused"),
        facilitator="".join(one.names("facilitator")),
    )


def journal_page(drawing: Drawing) -> str:
    """Return the journal as a part of a report; empty where nothing is kept in it."""
    journal = journal_of(drawing)
    if not (journal.meetings or journal.actions or journal.parking):
        return ""
    page: Any = environment().get_template("journal.html.j2").module
    open_first = sorted(journal.actions, key=lambda one: one.done)
    by_day = sorted(journal.meetings, key=lambda one: (one.day is None, one.day or ""))
    return str(page.journal(drawing, open_first, by_day, journal.parking)).strip()


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of a table of the journal."""

    drawing: Drawing
    table: Question
    row: str

    def value(self, name: str) -> Any:  # noqa: ANN401 - any answer
        """Return an answer as it is stored; None for what is not for every eye."""
        column = self.table.column(name)
        if column is None or (column.internal and not self.drawing.shows_internal):
            return None
        return self.drawing.answers.value(self._path(name))

    def said(self, name: str) -> str:
        """Return an answer in words, what could not be read as one marked so."""
        column, value = self.table.column(name), self.value(name)
        if column is None or (column.internal and not self.drawing.shows_internal):
            return ""
        draft = self.drawing.answers.draft(self._path(name))
        if draft is not None:
            text = draft.text if isinstance(draft.text, str) else ", ".join(draft.text)
            return self.drawing.say("ui.journal.draft", text=safe_text(text))
        return safe_text(self.drawing.show(column, value))

    def names(self, name: str) -> tuple[str, ...]:
        """Return the persons that an answer names, by name alone."""
        value = self.value(name)
        rows = value if isinstance(value, list) else [value] if value else []
        return tuple(
            self.drawing.name_in(PERSONS, one) or self.drawing.say("ui.row.empty")
            for one in rows
        )

    def _path(self, name: str) -> str:
        return f"{self.table.path}/{self.row}/{name}"


def _lines(drawing: Drawing, name: str) -> Iterator[_Line]:
    table = drawing.method.at(f"journal/{name}")
    if table is None:
        return
    for row in drawing.rows(table.path):
        line = _Line(drawing, table, row)
        if any(
            line.value(one.id) is not None or line.said(one.id) for one in table.columns
        ):
            yield line
