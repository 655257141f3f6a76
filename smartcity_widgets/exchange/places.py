"""The answers of a document as lines of the log: one per path, under a method.

What older versions of the method called otherwise is found by the name it has now.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from smartcity_widgets.errors import DocumentError
from smartcity_widgets.log import GROUP
from smartcity_widgets.method.renaming import path_now, value_in_log_now

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
        What the value must answer; None where it was checked when it was read, or where
        nothing asks it any more: then it is kept as it was written.
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
        for question, answer, theirs, place in self._questions(value, where):
            if question is None:
                yield Line(theirs, "answer", answer, place)
            elif question.kind == "computed":
                raise DocumentError("document-computed", path=place)
            elif question.kind == "table":
                columns = self._columns(question, theirs)
                yield from self._rows(answer, place, question.path, columns)
            else:
                now = self._value(question, answer)
                yield Line(question.path, "answer", now, place, question)

    def notes(self, value: object, where: str) -> Iterator[Line]:
        """Yield the notes of a member ``notes``."""
        for question, notes, theirs, place in self._questions(value, where):
            if question is None:
                for name, note in object_at(notes, place).items():
                    yield Line(f"notes/{theirs}/{name}", "note", note, f"{place}/{name}")
                continue
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
        for question, tally, theirs, place in self._questions(value, "tallies"):
            if question is None:
                yield Line(f"tallies/{theirs}", "tally", tally, place)
                continue
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
            yield from self._rows(rows, where, tables[name].path, columns)
        for theirs, comment in object_at(comments, f"journal/{COMMENTS}").items():
            place = f"journal/{COMMENTS}/{theirs}"
            name = path_now(theirs, self.renames)
            if name not in self.method.commented:
                raise unknown("comment", place, theirs, self.method.commented)
            yield Line(f"comments/{name}", "note", comment, place, COMMENT)

    def _questions(
        self, value: object, where: str
    ) -> Iterator[tuple[Question | None, Any, str, str]]:
        """Yield a question, None where it was removed; its value, former path and place."""
        steps = answered_steps(self.method)
        for theirs, table in object_at(value, where).items():
            step_now = path_now(theirs, self.renames)
            step = steps.get(step_now.partition("/")[0])
            place = place_of(where, theirs)
            if step is None and step_now:
                raise unknown("step", place, theirs, steps)
            for name, answer in object_at(table, place).items():
                before, spot = f"{theirs}/{name}", place_of(place, name)
                path = path_now(before, self.renames)
                if not path:
                    yield None, answer, before, spot
                    continue
                question = self.method.at(path) if path.count("/") == 1 else None
                if question is None or question.step not in steps:
                    names = [one.id for one in step.questions] if step else []
                    raise unknown("question", spot, name, names)
                yield question, answer, before, spot

    def _columns(self, question: Question, theirs: str) -> dict[str, Question | None]:
        """Return the columns of a table by the names the document may call them.

        None stands for one that was removed.
        """
        now: dict[str, Question | None] = {one.id: one for one in question.columns}
        former = {
            old.rpartition("/")[2]
            for pairs in self.renames
            for old in pairs
            if old.count("/") == 2  # noqa: PLR2004 - step/table/column
        }
        for old in former:
            path = path_now(f"{theirs}/{old}", self.renames)
            step, _, name = path.rpartition("/")
            if not path:
                now.setdefault(old, None)
            elif step == question.path and name in now:
                now.setdefault(old, now[name])
        return now

    def _value(self, question: Question, value: object) -> object:
        """Return what was answered; a row or a place that it names as it is called now."""
        named = question.kind == "place" or len(question.targets) > 1
        return value_in_log_now(value, self.renames) if named else value

    def _rows(
        self, value: object, where: str, path: str, columns: Mapping[str, Question | None]
    ) -> Iterator[Line]:
        for one in rows_at(value, where, path, columns):
            now = self._value(one.question, one.value) if one.question else None
            yield one if now is None else replace(one, value=now)


def rows_at(
    value: object, where: str, path: str, columns: Mapping[str, Question | None]
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
            if column is not None and column.kind == "computed":
                raise DocumentError("document-computed", path=spot)
            cell_path = f"{path}/{name}/{column.id if column else one}"
            yield Line(cell_path, "answer", cell, spot, column)
