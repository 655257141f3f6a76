"""The answers of a document as lines of the log: one per path, under a method.

What older versions of the method called otherwise is found by the name it has now.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from smartcity_widgets.errors import DocumentError
from smartcity_widgets.log import GROUP

from .members import list_at, members_at, object_at, place_of
from .refusal import refused_type, unknown
from .shape import (
    COMMENT,
    COMMENTS,
    LEVELS,
    MOST_OPINIONS,
    NOTE_QUESTIONS,
    ROW_ID,
    answered_steps,
    journal_tables,
)
from .versions import path_now

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from smartcity_widgets.method import Method, Question

__all__ = ["Line", "Places", "rows_at"]


@dataclass(frozen=True, slots=True)
class Line:
    """What a document says at one path of the log.

    Attributes
    ----------
    where
        The place in the document, for a refusal.
    question
        What the value must answer; None where it was checked when it was read.
    """

    path: str
    kind: str
    value: Any
    where: str
    question: Question | None = None
    respondent: str = GROUP


@dataclass(frozen=True, slots=True)
class Places:
    """Where the method has what a document of an older version names."""

    method: Method
    renames: Sequence[Mapping[str, str]]

    def answers(self, value: object, where: str) -> Iterator[Line]:
        """Yield the answers of a member ``answers``."""
        for question, answer, place in self._questions(value, where):
            if question.kind == "computed":
                raise DocumentError("document-computed", path=place)
            if question.kind == "table":
                columns = self._columns(question, place.removeprefix(f"{where}/"))
                yield from rows_at(answer, place, question.path, columns)
            else:
                yield Line(question.path, "answer", answer, place, question)

    def notes(self, value: object, where: str) -> Iterator[Line]:
        """Yield the notes of a member ``notes``."""
        for question, notes, place in self._questions(value, where):
            for name, note in members_at(notes, place, NOTE_QUESTIONS, "note").items():
                path = f"notes/{question.path}/{name}"
                yield Line(path, "note", note, f"{place}/{name}", NOTE_QUESTIONS[name])

    def individual(self, value: object, people: Collection[str]) -> Iterator[Line]:
        """Yield what each respondent says alone."""
        for who, table in members_at(value, "individual", people, "respondent").items():
            where = f"individual/{who}"
            own = object_at(table, where)
            notes = own.pop("notes", {})
            for one in self.answers(own, where):
                yield replace(one, respondent=who)
            for one in self.notes(notes, f"{where}/notes"):
                yield replace(one, respondent=who)

    def tallies(self, value: object) -> Iterator[Line]:
        """Yield the hands that were counted."""
        for question, tally, place in self._questions(value, "tallies"):
            if question.kind != "level":
                questions = self.method.steps[question.step].questions
                levels = [one.id for one in questions if one.kind == "level"]
                raise unknown("criterion", place, question.id, levels)
            counts = members_at(tally, place, LEVELS, "level")
            for level, count in counts.items():
                if type(count) is not int or not 0 <= count <= MOST_OPINIONS:
                    raise refused_type(place_of(place, level), "count")
            kept = {level: counts[level] for level in LEVELS if counts.get(level)}
            if kept:
                yield Line(f"tallies/{question.path}", "tally", kept, place)

    def journal(self, value: object) -> Iterator[Line]:
        """Yield the tables of the journal, and the comments."""
        tables = journal_tables(self.method)
        members = members_at(value, "journal", [*tables, COMMENTS])
        comments = members.pop(COMMENTS, {})
        for name, rows in members.items():
            where = f"journal/{name}"
            columns = self._columns(tables[name], where)
            yield from rows_at(rows, where, tables[name].path, columns)
        for theirs, comment in object_at(comments, f"journal/{COMMENTS}").items():
            place = f"journal/{COMMENTS}/{theirs}"
            name = path_now(theirs, self.renames)
            if name not in self.method.commented:
                raise unknown("comment", place, theirs, self.method.commented)
            yield Line(f"comments/{name}", "note", comment, place, COMMENT)

    def _questions(self, value: object, where: str) -> Iterator[tuple[Question, Any, str]]:
        steps = answered_steps(self.method)
        for theirs, table in object_at(value, where).items():
            step = steps.get(path_now(theirs, self.renames).partition("/")[0])
            place = place_of(where, theirs)
            if step is None:
                raise unknown("step", place, theirs, steps)
            for name, answer in object_at(table, place).items():
                path = path_now(f"{theirs}/{name}", self.renames)
                question = self.method.at(path) if path.count("/") == 1 else None
                if question is None or question.step not in steps:
                    names = [one.id for one in step.questions]
                    raise unknown("question", place_of(place, name), name, names)
                yield question, answer, place_of(place, name)

    def _columns(self, question: Question, theirs: str) -> dict[str, Question]:
        """Return the columns of a table by the names the document may call them."""
        now = {one.id: one for one in question.columns}
        former = {
            old.rpartition("/")[2]
            for pairs in self.renames
            for old in pairs
            if old.count("/") == 2  # noqa: PLR2004 - step/table/column
        }
        for old in former:
            step, _, name = path_now(f"{theirs}/{old}", self.renames).rpartition("/")
            if step == question.path and name in now:
                now.setdefault(old, now[name])
        return now


def rows_at(
    value: object, where: str, path: str, columns: Mapping[str, Question]
) -> Iterator[Line]:
    """Yield the rows of a table and their cells; `columns` are by the document's names."""
    seen: set[str] = set()
    for number, row in enumerate(list_at(value, where)):
        members = object_at(row, f"{where}/{number}")
        name = members.pop("id", None)
        if not isinstance(name, str) or not ROW_ID.fullmatch(name):
            raise DocumentError("document-row-id", path=place_of(where, str(number)))
        place = f"{where}/{name}"
        if name in seen:
            raise DocumentError("document-row-duplicate", path=place)
        seen.add(name)
        yield Line(f"{path}/{name}", "row", number, place)
        for one, cell in members_at(members, place, columns, "column").items():
            column = columns[one]
            spot = f"{place}/{one}"
            if column.kind == "computed":
                raise DocumentError("document-computed", path=spot)
            yield Line(f"{path}/{name}/{column.id}", "answer", cell, spot, column)
