"""What a workbook knows before an action plan is read: its places, names and rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from smartcity_widgets.log import GROUP
from smartcity_widgets.method.plans import plan_names
from smartcity_widgets.words import languages

from .roles import stemmed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method
    from smartcity_widgets.words import Words

    from .roles import Role

__all__ = [
    "COLUMNS",
    "COMPARED",
    "MILESTONES",
    "PEOPLE",
    "PROJECTS",
    "SOURCES",
    "Known",
    "known_of",
]

PROJECTS = "action-plan/projects"
PEOPLE = "context/persons"
SOURCES = "means/sources"
MILESTONES = "delivery/milestones"

COLUMNS: Mapping[Role, str] = MappingProxyType(
    {
        "title": f"{PROJECTS}/title",
        "subtitle": f"{PROJECTS}/title",
        "code": f"{PROJECTS}/code",
        "objective": f"{PROJECTS}/objective",
        "owner": f"{PROJECTS}/owner",
        "partners": f"{PROJECTS}/partners",
        "start": f"{PROJECTS}/start",
        "end": f"{PROJECTS}/end",
        "period": f"{PROJECTS}/start",
        "status": f"{PROJECTS}/status",
        "kind": f"{PROJECTS}/kind",
        "dimension": f"{PROJECTS}/dimension",
        "budget": f"{PROJECTS}/budget_capex",
        "capex": f"{PROJECTS}/budget_capex",
        "opex": f"{PROJECTS}/budget_opex_per_year",
        "funder": f"{SOURCES}/name",
        "funding": f"{SOURCES}/amount",
        "steps": f"{MILESTONES}/name",
        "note": f"{PROJECTS}/notes",
    }
)
"""Where what a column says goes."""

COMPARED: tuple[Role, ...] = ("code", "start", "end", "status", "capex", "opex")
"""What is compared of a project that was added before."""

_LISTS = {"status": "project_statuses", "kind": "project_kinds", "dimension": "dimension"}
_NAMED = {
    "objective": ("vision/objectives", ("statement", "code")),
    "owner": (PEOPLE, ("name",)),
    "partners": ("openness/stakeholders", ("name",)),
}
_LONGEST = 300
_LONGEST_NOTE = 3_000


@dataclass(frozen=True)
class Known:
    """What an action plan is understood with.

    Attributes
    ----------
    words
        Those of the workbook's language: how it writes days, and what its notes say.
    spoken
        Every language, the workbook's first.
    roles
        What a column may be for: what the workbook has a place for.
    options
        Role to what its cells may mean: choices, or the ids of rows.
    meant
        Role to the words of a cell and what they mean.
    labels
        Id of a row to what it is called.
    used
        Table to the ids that were ever used in it; `alive` those of the rows it has.
    titles
        The words of each project's title to its row.
    stored
        The row of each project to what it says, by role, of what a later file may change.
    """

    words: Words
    spoken: tuple[Words, ...]
    currency: str = "EUR"
    vat: str = ""
    roles: frozenset[str] = frozenset()
    options: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    meant: Mapping[str, Mapping[tuple[str, ...], str]] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    alive: Mapping[str, Collection[str]] = field(default_factory=dict)
    used: Mapping[str, Collection[str]] = field(default_factory=dict)
    titles: Mapping[tuple[str, ...], str] = field(default_factory=dict)
    stored: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    longest: int = _LONGEST
    longest_note: int = _LONGEST_NOTE

    def means(self, role: str, text: str) -> str:
        """Return what a cell means; empty where that is not known."""
        return self.meant.get(role, {}).get(stemmed(text), "")


def known_of(method: Method, answers: Answers, words: Words) -> Known:
    """Return what an action plan is understood with.

    Parameters
    ----------
    words
        Those of the workbook, in the language its notes are written in.
    """
    spoken = [words, *(answers.words(one) for one in languages() if one != words.language)]
    rows = {
        role: {row: _texts(answers, table, row, columns) for row in answers.rows(table)}
        for role, (table, columns) in _NAMED.items()
        if method.at(table) is not None
    }
    choices = {role: method.choice_lists.get(name, ()) for role, name in _LISTS.items()} | {
        "source": method.choice_lists.get("funding_sources", ())
    }
    tables = (PROJECTS, PEOPLE, SOURCES, MILESTONES)
    notes = method.at(f"{PROJECTS}/*/notes")
    return Known(
        words=words,
        spoken=tuple(spoken),
        currency=answers.currency,
        vat=answers.vat,
        roles=frozenset(one for one in COLUMNS if _has(method, COLUMNS[one])),
        options=choices | {role: tuple(one) for role, one in rows.items()},
        meant={role: _of_choices(role, choices[role], spoken) for role in choices}
        | {role: _of_rows(one) for role, one in rows.items()},
        labels={row: said[0] for one in rows.values() for row, said in one.items() if said},
        alive={one: frozenset(answers.rows(one)) for one in tables},
        used=_used(answers, tables),
        titles={
            stemmed(title): row
            for row in answers.rows(PROJECTS)
            if isinstance(title := answers.value(f"{PROJECTS}/{row}/title"), str)
        },
        stored={
            row: {
                role: value
                for role in COMPARED
                if (value := answers.value(_cell(row, role))) is not None
            }
            for row in answers.rows(PROJECTS)
        },
        longest_note=(notes.max_length if notes else None) or _LONGEST_NOTE,
    )


def _cell(row: str, role: Role) -> str:
    return f"{PROJECTS}/{row}/{COLUMNS[role].rpartition('/')[2]}"


def _has(method: Method, column: str) -> bool:
    table, _, name = column.rpartition("/")
    return method.at(f"{table}/*/{name}") is not None


def _texts(answers: Answers, table: str, row: str, columns: Iterable[str]) -> list[str]:
    found = (answers.value(f"{table}/{row}/{one}") for one in columns)
    return [one for one in found if isinstance(one, str)]


def _of_choices(
    role: str, choices: Iterable[str], spoken: Iterable[Words]
) -> dict[tuple[str, ...], str]:
    """Return what cells mean: by the words of the file of names, then by the labels."""
    name = _LISTS.get(role, "funding_sources")
    known = plan_names().choices.get(name, {})
    found: dict[tuple[str, ...], str] = {}
    for one in choices:
        labels = [words.maybe(f"choice.{name}.{one}") for words in spoken]
        for said in (*known.get(one, ()), *labels):
            if said:
                found.setdefault(stemmed(said), one)
    return found


def _of_rows(rows: Mapping[str, list[str]]) -> dict[tuple[str, ...], str]:
    """Return the rows by what they are called; none where two are called the same."""
    found: dict[tuple[str, ...], set[str]] = {}
    for row, said in rows.items():
        for one in said:
            found.setdefault(stemmed(one), set()).add(row)
    return {said: next(iter(ids)) for said, ids in found.items() if said and len(ids) == 1}


def _used(answers: Answers, tables: Collection[str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {one: set() for one in tables}
    for who, path in answers.latest:
        table, _, row = path.rpartition("/")
        if who == GROUP and table in found:
            found[table].add(row)
    return {table: frozenset(ids) for table, ids in found.items()}
