"""Read a document against the method: every place is looked at, the first slip refuses all.

The document is taken apart into `Line` values, one per path of the log; then, when every
row is known, each value is checked.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from smartcity_widgets.errors import DocumentError
from smartcity_widgets.log import GROUP
from smartcity_widgets.method import Question
from smartcity_widgets.overlay import adapt
from smartcity_widgets.values import check

from .members import empty_at, list_at, members_at, object_at, place_of
from .overlays import overlay_of
from .refusal import refused_type, refused_value, shown, unknown
from .shape import (
    COMMENT,
    COMMENTS,
    DISCUSSIONS,
    FORMAT,
    LEVELS,
    MEMBERS,
    MOST_OPINIONS,
    NOTE_QUESTIONS,
    RESPONDENTS,
    ROW_ID,
    VAT,
    WORKBOOK_ID,
    answered_steps,
    journal_tables,
    text_of_number,
    thresholds,
    weights,
    workbook_questions,
)
from .versions import path_now, renames_since

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from smartcity_widgets.method import Method

__all__ = ["Line", "Said", "read"]


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
class Said:
    """What a whole document says.

    Attributes
    ----------
    values
        (respondent, path) to the line there, rows excepted.
    rows
        (respondent, ``step/table``) to the ids of its rows, in order.
    overlay
        How the method is adapted, canonically; empty where it is not.
    """

    workbook: str
    cycle: int
    values: Mapping[tuple[str, str], Line]
    rows: Mapping[tuple[str, str], tuple[str, ...]]
    overlay: Mapping[str, Any]


def read(document: object, method: Method) -> Said:
    """Return what a document says.

    Raises
    ------
    DocumentError
        If anything in it breaks a rule: where, which rule, the nearest name.
    """
    top = members_at(document, "", MEMBERS)
    for name in ("format", "method", "workbook"):
        if name not in top:
            raise DocumentError("document-missing", path="/", name=name)
    if top["format"] != FORMAT:
        raise DocumentError("document-format", found=shown(top["format"]), expected=FORMAT)
    renames = renames_since(top["method"], method.published)
    overlay = overlay_of(top.get("overlay", {}), method, renames)
    method = adapt(method, overlay, hide=False)
    places = _Places(method, renames)
    workbook, cycle, lines = _workbook(top["workbook"], method)
    lines += _settings(top.get("settings", {}), method)
    lines += _respondents(top.get("respondents", []), method)
    people = [one.path.rpartition("/")[2] for one in lines if one.kind == "row"]
    lines += places.answers(top.get("answers", {}), "answers")
    lines += places.notes(top.get("notes", {}), "notes")
    lines += places.individual(top.get("individual", {}), people)
    lines += places.tallies(top.get("tallies", {}))
    lines += places.journal(top.get("journal", {}))
    _later(top)
    rows = _rows_of(lines)
    _check(lines, rows)
    _agree_on_vat(lines)
    values = {(one.respondent, one.path): one for one in lines if one.kind != "row"}
    return Said(workbook, cycle, values, rows, overlay)


def _agree_on_vat(lines: Iterable[Line]) -> None:
    """Refuse a document whose context and settings state amounts in two ways."""
    here = (GROUP, VAT)
    said = {one.where: one.value for one in lines if (one.respondent, one.path) == here}
    if len(set(said.values())) > 1:
        raise DocumentError("document-vat-twice", path=" / ".join(said))


def _rows_of(lines: Iterable[Line]) -> dict[tuple[str, str], tuple[str, ...]]:
    rows: dict[tuple[str, str], tuple[str, ...]] = {}
    for one in lines:
        if one.kind == "row":
            table, _, row = one.path.rpartition("/")
            key = (one.respondent, table)
            rows[key] = (*rows.get(key, ()), row)
    return rows


def _check(lines: Iterable[Line], rows: Mapping[tuple[str, str], tuple[str, ...]]) -> None:
    for one in lines:
        if one.question is None:
            continue

        def known(table: str, who: str = one.respondent) -> Collection[str]:
            return {*rows.get((GROUP, table), ()), *rows.get((who, table), ())}

        problem = check(one.question, one.value, rows=known)
        if problem is not None:
            raise refused_value(one.where, problem)


def _later(top: Mapping[str, Any]) -> None:
    """Refuse what is not empty of the members that come with later versions."""
    empty_at(top.get("cycles", []), "cycles", list)


# The workbook, its settings, its people --------------------------------------------------


def _workbook(value: object, method: Method) -> tuple[str, int, list[Line]]:
    questions = workbook_questions(method)
    members = members_at(value, "workbook", ["id", "cycle", *questions])
    name, cycle = members.get("id"), members.get("cycle", 1)
    if name is None:
        raise DocumentError("document-missing", path="workbook", name="id")
    if not isinstance(name, str) or not WORKBOOK_ID.fullmatch(name):
        raise DocumentError("document-workbook-id", found=shown(name))
    if type(cycle) is not int or not 1 <= cycle < 2**31:
        raise refused_type("workbook/cycle", "cycle")
    lines = [
        Line(f"workbook/{one}", "answer", members[one], f"workbook/{one}", questions[one])
        for one in questions
        if one in members
    ]
    return name, cycle, lines


def _settings(value: object, method: Method) -> Iterator[Line]:
    members = members_at(value, "settings", ["weights", "thresholds", "vat", "discussions"])
    for name, questions, places, expected, most in (
        ("weights", weights(method), 2, "share", 1),
        ("thresholds", thresholds(method), 0, "percent", 100),
    ):
        where = f"settings/{name}"
        for one, number in members_at(members.get(name, {}), where, questions).items():
            if type(number) not in {int, float} or not 0 <= number <= most:
                raise refused_type(place_of(where, one), expected)
            text = text_of_number(number, places)
            yield Line(
                questions[one].path, "answer", text, f"{where}/{one}", questions[one]
            )
    vat = method.at(VAT)
    if "vat" in members and vat is not None:
        yield Line(VAT, "answer", members["vat"], "settings/vat", vat)
    proposed = method.at(DISCUSSIONS)
    if "discussions" in members and proposed is not None:
        count = members["discussions"]
        yield Line(DISCUSSIONS, "answer", count, DISCUSSIONS, proposed)
    given = members_at(members.get("weights", {}), "settings/weights", weights(method))
    if len(given) == len(weights(method)) and not any(given.values()):
        raise DocumentError("document-weights-zero", path="settings/weights")


def _respondents(value: object, method: Method) -> Iterator[Line]:
    table = method.at(RESPONDENTS) or Question("respondents", "table", "workbook")
    columns = {one.id: one for one in table.columns}
    yield from _rows(value, "respondents", RESPONDENTS, columns)


def _rows(
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


# Answers ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the method has what a document of an older version names."""

    method: Method
    renames: Sequence[Mapping[str, str]]

    def answers(self, value: object, where: str) -> Iterator[Line]:
        for question, answer, place in self._questions(value, where):
            if question.kind == "computed":
                raise DocumentError("document-computed", path=place)
            if question.kind == "table":
                columns = self._columns(question, place.removeprefix(f"{where}/"))
                yield from _rows(answer, place, question.path, columns)
            else:
                yield Line(question.path, "answer", answer, place, question)

    def notes(self, value: object, where: str) -> Iterator[Line]:
        for question, notes, place in self._questions(value, where):
            for name, note in members_at(notes, place, NOTE_QUESTIONS, "note").items():
                path = f"notes/{question.path}/{name}"
                yield Line(path, "note", note, f"{place}/{name}", NOTE_QUESTIONS[name])

    def individual(self, value: object, people: Collection[str]) -> Iterator[Line]:
        for who, table in members_at(value, "individual", people, "respondent").items():
            where = f"individual/{who}"
            own = object_at(table, where)
            notes = own.pop("notes", {})
            for one in self.answers(own, where):
                yield replace(one, respondent=who)
            for one in self.notes(notes, f"{where}/notes"):
                yield replace(one, respondent=who)

    def tallies(self, value: object) -> Iterator[Line]:
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
        tables = journal_tables(self.method)
        members = members_at(value, "journal", [*tables, COMMENTS])
        comments = members.pop(COMMENTS, {})
        for name, rows in members.items():
            where = f"journal/{name}"
            columns = self._columns(tables[name], where)
            yield from _rows(rows, where, tables[name].path, columns)
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
