"""Workbook documents for tests: one small by hand, any number generated from a method."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import UTC
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from smartcity_widgets.answers import NOTES, Answers
from smartcity_widgets.exchange import dump, dumps, entries_of, read_document
from smartcity_widgets.exchange.shape import LEVELS, answered_steps, journal_tables
from smartcity_widgets.log import Entry
from smartcity_widgets.method import load_method
from smartcity_widgets.values.limits import ATTACHMENT, LONGEST_PLACE, PLACE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from smartcity_widgets.log import NewEntry
    from smartcity_widgets.method import Question

__all__ = [
    "METHOD",
    "after",
    "closed",
    "cycles_after",
    "documents",
    "redumped",
    "small",
    "third",
]

METHOD = load_method()

Document = dict[str, Any]


def small(**members: object) -> Document:
    """Return the smallest document, with more members."""
    return {
        "format": "smartcity-workbook/1",
        "method": METHOD.version,
        "workbook": {"id": "namur", "cycle": 1},
        **members,
    }


def closed(**members: object) -> Document:
    """Return the smallest closed cycle of a document, with more members."""
    return {
        "cycle": 1,
        "closed_at": "2026-06-30T16:30:00Z",
        "closed_by": "Anne",
        "method": METHOD.version,
        **members,
    }


def third(*cycles: Document) -> Document:
    """Return a document whose open cycle is the third, with closed ones before it."""
    return small(workbook={"id": "namur", "cycle": 3}, cycles=list(cycles))


def after(entries: Iterable[NewEntry], before: Answers | None = None) -> Answers:
    """Return the answers after new entries, as if a store had numbered them."""
    answers = before or Answers("namur")
    names = [one.name for one in fields(Entry) if one.name not in {"number", "time"}]
    return answers.with_entries(
        Entry(**{name: getattr(one, name) for name in names}, number=answers.entry + place)
        for place, one in enumerate(entries, start=1)
    )


def cycles_after(entries: Iterable[NewEntry]) -> list[Answers]:
    """Return the answers of each cycle of a workbook, oldest first."""
    entries = list(entries)
    cycles = sorted({one.cycle for one in entries})
    return [after(entries, Answers("namur", cycle)) for cycle in cycles]


def redumped(document: Document) -> Document:
    """Return a document written to JSON, read, imported, dumped."""
    entries = entries_of(read_document(dumps(document)), METHOD, author="test")
    *former, open_ = cycles_after(entries)
    return dump(open_, METHOD, former)


# Generated -------------------------------------------------------------------------------


def _text(most: int, extra: str = "") -> st.SearchStrategy[str]:
    # Through JSON, in which two surrogates side by side are one character.
    every = st.characters(exclude_characters=extra, exclude_categories=())
    return (
        st.text(every, min_size=1, max_size=most)
        .map(lambda text: json.loads(json.dumps(text)))
        .filter(str.strip)
    )


def _number(question: Question, places: int) -> st.SearchStrategy[str]:
    low = 0 if question.minimum is None else question.minimum
    high = 999_999 if question.maximum is None else question.maximum
    return st.decimals(low, high, places=places).map(lambda one: f"{abs(one):f}")


_DATES = st.one_of(
    st.dates().map(lambda day: f"20{day:%y-%m-%d}").filter(lambda day: day[5:] != "02-29"),
    st.dates().map(lambda day: f"20{day:%y-%m}"),
    st.integers(1900, 2100).map(str),
)


_PLACES = st.sampled_from(["team", "team/T1", "context/persons/p1"]) | st.from_regex(
    PLACE, fullmatch=True
).filter(lambda place: len(place) <= LONGEST_PLACE)


def _whole(question: Question, low: int, high: int) -> st.SearchStrategy[int]:
    least = low if question.minimum is None else int(question.minimum)
    most = high if question.maximum is None else int(question.maximum)
    return st.integers(least, most)


def _several(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(strategy, min_size=1, max_size=4, unique=True)


def _value(question: Question, rows: dict[str, list[str]]) -> st.SearchStrategy[Any] | None:
    """Return a strategy for the answers to a question; None where nothing can be one."""
    kind = question.of or "text" if question.kind == "list" else question.kind
    if kind in {"reference", "references"}:
        known = [
            row if len(question.targets) == 1 else f"{table}/{row}"
            for table in question.targets
            for row in rows.get(table, ())
        ]
        if "catalogue" in question.targets:
            known += question.indicators
        if not known:
            return None
        one = st.sampled_from(known)
        return one if kind == "reference" else _several(one)
    if kind == "computed":
        return None
    if kind in {"choices", "checklist"}:
        return _several(st.sampled_from(question.choices)).map(
            lambda chosen: sorted(chosen, key=question.choices.index)
        )
    one = {
        "text": lambda: (
            st.from_regex(question.pattern.strip("^$"), fullmatch=True)
            if question.pattern
            else _text(20, "\n" if question.kind == "list" else "")
        ),
        "long_text": lambda: _text(100),
        "whole_number": lambda: _whole(question, -10, 1_000_000),
        "year": lambda: _whole(question, 1990, 2050),
        "decimal": lambda: _number(question, 3),
        "percent": lambda: _number(question, 1),
        "money": lambda: _number(question, 2),
        "date": lambda: _DATES,
        "yes_no": st.booleans,
        "choice": lambda: st.sampled_from(question.choices),
        "level": lambda: st.sampled_from([0, 1, 2, 3, 4, "unknown", "na"]),
        "attachment": lambda: st.from_regex(ATTACHMENT, fullmatch=True),
        "place": lambda: _PLACES,
    }[kind]()
    return st.lists(one, min_size=1, max_size=3) if question.kind == "list" else one


_ASKED = [
    one
    for step in answered_steps(METHOD).values()
    for one in step.questions
    if one.kind != "computed"
]
_TABLES = [one for one in _ASKED if one.kind == "table"]
_SINGLE = [one for one in _ASKED if one.kind != "table"]
_CRITERIA = [one for one in _SINGLE if one.kind == "level"]
_ROW = st.from_regex(r"[A-Za-z0-9_-]{1,40}", fullmatch=True)
_LATER = {"context/persons", "diagnosis/needs", "action-plan/projects"}


def _some(pool: list[Question], most: int) -> st.SearchStrategy[list[Question]]:
    return st.lists(
        st.sampled_from(pool), max_size=most, unique_by=lambda question: question.path
    )


@st.composite
def _rows(draw: st.DrawFn) -> dict[str, list[str]]:
    tables = {one.path for one in draw(_some(_TABLES, 3))} | _LATER
    rows = st.lists(_ROW, max_size=3, unique=True)
    return {path: draw(rows) for path in sorted(tables)}


@st.composite
def _answers(draw: st.DrawFn, rows: dict[str, list[str]]) -> Document:
    answers: Document = {}
    for one in draw(_some(_SINGLE, 8)):
        value = _value(one, rows)
        if value is not None:
            answers.setdefault(one.step, {})[one.id] = draw(value)
    for path, names in rows.items():
        table = METHOD.at(path)
        found = draw(_lines(table, names, rows))
        if found:
            answers.setdefault(table.step, {})[table.id] = found
    return answers


@st.composite
def _lines(
    draw: st.DrawFn, table: Question, names: list[str], rows: dict[str, list[str]]
) -> list[Document]:
    found = []
    for name in names:
        row = {"id": name}
        for column in draw(_some(list(table.columns), 4)):
            value = _value(column, rows)
            if value is not None:
                row[column.id] = draw(value)
        found.append(row)
    return found


@st.composite
def _journal(draw: st.DrawFn, rows: dict[str, list[str]]) -> Document:
    tables = journal_tables(METHOD)
    some = st.lists(_ROW, max_size=2, unique=True)
    own = {one.path: draw(some) for one in tables.values()}
    journal: Document = {
        name: draw(_lines(one, own[one.path], rows | own)) for name, one in tables.items()
    }
    commented = st.sampled_from(METHOD.commented)
    journal["comments"] = draw(st.dictionaries(commented, _text(100), max_size=3))
    return {name: value for name, value in journal.items() if value}


def _note(name: str) -> st.SearchStrategy[str]:
    if name == "discussed":
        return _DATES
    return st.sampled_from(["low", "medium", "high"]) if name == "confidence" else _text(30)


@st.composite
def _notes(draw: st.DrawFn) -> Document:
    notes: Document = {}
    for one in draw(_some(_ASKED, 2)):
        names = draw(st.lists(st.sampled_from(NOTES), min_size=1, unique=True))
        notes.setdefault(one.step, {})[one.id] = {name: draw(_note(name)) for name in names}
    return notes


@st.composite
def _tallies(draw: st.DrawFn) -> Document:
    tallies: Document = {}
    count = st.dictionaries(st.sampled_from(LEVELS), st.integers(1, 500), min_size=1)
    for one in draw(_some(_CRITERIA, 2)):
        tallies.setdefault(one.step, {})[one.id] = draw(count)
    return tallies


@st.composite
def _settings(draw: st.DrawFn) -> Document:
    shares = st.integers(0, 100).map(lambda percent: percent / 100)
    settings = {
        "weights": draw(
            st.dictionaries(st.sampled_from(METHOD.prerequisites), shares, max_size=2)
        ),
        "thresholds": draw(
            st.dictionaries(st.sampled_from(sorted(METHOD.thresholds)), st.integers(0, 100))
        ),
        "discussions": draw(st.none() | st.integers(1, 25)),
    }
    return {name: value for name, value in settings.items() if value}


@st.composite
def _members(draw: st.DrawFn) -> Document:
    """Return the members of one cycle: nothing twice and nothing empty."""
    rows = draw(_rows())
    people = draw(st.lists(_ROW, max_size=3, unique=True))
    individual = {}
    for name in people:
        own = draw(_answers({}))
        notes = draw(_notes())
        individual[name] = own | ({"notes": notes} if notes else {})
    groups = st.sampled_from(METHOD.at("workbook/respondents").column("group").choices)
    members = {
        "settings": draw(_settings()),
        "respondents": [
            {"id": name, "name": draw(_text(10)), "group": draw(groups)} for name in people
        ],
        "answers": draw(_answers(rows)),
        "notes": draw(_notes()),
        "individual": {name: own for name, own in individual.items() if own},
        "tallies": draw(_tallies()),
        "journal": draw(_journal(rows)),
    }
    vat = members["answers"].get("context", {}).get("vat")
    if vat is not None:  # said in both places, as a dump does
        members["settings"] = members["settings"] | {"vat": vat}
    return {name: value for name, value in members.items() if value}


@st.composite
def documents(draw: st.DrawFn, *, most: int = 0) -> Document:
    """Return a document that says nothing twice and nothing empty.

    Parameters
    ----------
    most
        Closed cycles it has at most.
    """
    languages = st.sampled_from(["en", "fr"])
    own = {"name": draw(_text(20)), "language": draw(languages)}
    cycles = []
    for cycle in range(1, draw(st.integers(0, most)) + 1):
        other = {"name": draw(_text(20)), "language": draw(languages)}
        shared = other == own or draw(st.booleans())
        time = draw(st.datetimes(timezones=st.just(UTC)))
        cycles.append(
            closed(
                cycle=cycle,
                closed_at=time.isoformat().replace("+00:00", "Z"),
                closed_by=draw(_text(10)),
                **({} if shared else {"workbook": other}),
                **draw(_members()),
            )
        )
    said = draw(_members()) | ({"cycles": cycles} if cycles else {})
    return small(**said) | {"workbook": {"id": "namur", **own, "cycle": len(cycles) + 1}}
