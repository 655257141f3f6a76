"""What one meeting decided, agreed to do and put aside, gathered from all steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from smartcity_widgets.errors import UnknownIdError
from smartcity_widgets.render.drawing import Drawing, View
from smartcity_widgets.render.journal import MEETINGS, journal_of, meeting_of
from smartcity_widgets.render.templates import safe_text
from smartcity_widgets.values import last_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method, Question, Step
    from smartcity_widgets.render.journal import Action, Meeting, Remark
    from smartcity_widgets.words import Words

__all__ = ["Decision", "Discussed", "Record", "meeting_meant", "record_of"]


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided in a step, by whom or for whom to do."""

    what: str
    who: str
    step: str


@dataclass(frozen=True, slots=True)
class Discussed:
    """A criterion the meeting talked about, and the level agreed; empty where none is."""

    criterion: str
    level: str


@dataclass(frozen=True, slots=True)
class Record:
    """All that the record of a meeting says, in words.

    Attributes
    ----------
    name
        The municipality.
    next
        The next meeting, None where none has a later date.
    """

    workbook: str
    name: str
    meeting: Meeting
    decisions: tuple[Decision, ...]
    discussed: tuple[Discussed, ...]
    actions: tuple[Action, ...]
    parking: tuple[Remark, ...]
    next: Meeting | None

    @property
    def stem(self) -> str:
        """What its files are called, without language and ending."""
        return f"record-{self.meeting.day or self.meeting.row}"


def meeting_meant(answers: Answers, wanted: str | None, today: date) -> str:
    """Return the row of the meeting whose record is asked for.

    Parameters
    ----------
    wanted
        The id of a row, or a date as it is stored (of two meetings of one day: the last).
        None means the latest meeting that is not in the future, else the first.

    Raises
    ------
    UnknownIdError
        If the journal has no meeting, or none of that id or date.
    """
    rows = answers.rows(MEETINGS)
    if not rows:
        raise UnknownIdError("record-no-meeting", workbook=answers.workbook)
    days = {row: answers.value(f"{MEETINGS}/{row}/date") for row in rows}
    if wanted is None:
        held = [
            (last_day(day), place, row)
            for place, (row, day) in enumerate(days.items())
            if day is not None and last_day(day) <= today
        ]
        return max(held)[2] if held else rows[0]
    if wanted in days:
        return wanted
    same = [row for row, day in days.items() if day == wanted]
    if not same:
        raise UnknownIdError(
            "record-unknown-meeting",
            workbook=answers.workbook,
            meeting=wanted,
            known=", ".join(day or row for row, day in days.items()),
        )
    return same[-1]


def record_of(method: Method, answers: Answers, words: Words, row: str) -> Record:
    """Return the record of the meeting that stands in a row of the journal.

    What belongs to it: the decisions of any step dated on its day, the criteria noted as
    discussed on its day, the actions and remarks that say so.
    """
    view = View(uid="record", language=words.language, mode="read")
    drawing = Drawing(method, answers, words, view)
    journal = journal_of(drawing)
    meeting = meeting_of(drawing, _table(method), row)
    steps = [one for one in method.steps.values() if one.role == "step"]
    return Record(
        workbook=answers.workbook,
        name=safe_text(answers.value("context/name") or answers.name),
        meeting=meeting,
        decisions=tuple(
            found for step in steps for found in _decisions(drawing, step, meeting.day)
        ),
        discussed=tuple(
            found for step in steps for found in _discussed(drawing, step, meeting.day)
        ),
        actions=tuple(one for one in journal.actions if one.meeting == row),
        parking=tuple(one for one in journal.parking if one.meeting == row),
        next=_after(meeting, journal.meetings),
    )


def _table(method: Method) -> Question:
    """Return the table of the meetings.

    Raises
    ------
    UnknownIdError
        If the method has no journal.
    """
    table = method.at(MEETINGS)
    if table is None:
        near = ", ".join(method.steps)
        raise UnknownIdError("unknown-step", step=MEETINGS.partition("/")[0], nearest=near)
    return table


def _decisions(drawing: Drawing, step: Step, day: str | None) -> Iterator[Decision]:
    table = step.question("step_decisions")
    if table is None or table.internal or day is None:
        return
    columns = {one.id: one for one in table.columns if not one.internal}
    for row in drawing.rows(table.path):
        said = {
            name: drawing.answers.value(f"{table.path}/{row}/{name}") for name in columns
        }
        if said.get("date") == day and said.get("what"):
            what, who = (
                safe_text(drawing.show(columns[name], said[name])) if name in said else ""
                for name in ("what", "who")
            )
            yield Decision(what, who, _short(drawing, step))


def _short(drawing: Drawing, step: Step) -> str:
    """Return the short title of a step: ten actions have to fit on the page too."""
    key = f"step.{step.id}.short"
    return drawing.say(key if drawing.has(key) else f"step.{step.id}.title")


def _discussed(drawing: Drawing, step: Step, day: str | None) -> Iterator[Discussed]:
    for one in step.questions:
        if one.kind != "level" or one.internal or day is None:
            continue
        if drawing.answers.note(step.id, one.id, "discussed") == day:
            level = drawing.answers.value(one.path)
            label = drawing.say(f"{one.words_key}.label")
            yield Discussed(label, "" if level is None else drawing.show(one, level))


def _after(meeting: Meeting, meetings: tuple[Meeting, ...]) -> Meeting | None:
    if meeting.day is None:
        return None
    here = last_day(meeting.day)
    later = [one for one in meetings if one.day is not None and last_day(one.day) > here]
    return min(later, key=lambda one: last_day(one.day or ""), default=None)
