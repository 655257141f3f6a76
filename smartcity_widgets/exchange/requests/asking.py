"""Who is asked for which indicators, and what is shown of each."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from smartcity_widgets.exchange.measuring import INDICATORS, known_of
from smartcity_widgets.exchange.sheets.naming import distinct
from smartcity_widgets.values import last_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.exchange.baselines import Baseline
    from smartcity_widgets.method import Method
    from smartcity_widgets.words import Words

__all__ = ["PERSONS", "WITHOUT_OWNER", "Asked", "Line", "asked_of", "file_name"]

PERSONS = "context/persons"
"""The table of those who may own an indicator."""

WITHOUT_OWNER = "without-owner"
"""What the file is called in which indicators stand that nobody owns."""

_COLUMNS = (
    "name",
    "catalogue",
    "unit",
    "formula",
    "direction",
    "owner",
    "target_value",
    "target_low",
    "target_high",
    "target_date",
)
_UNSAFE = re.compile(r"[^a-z0-9]+")
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator as it stands in a request.

    Attributes
    ----------
    definition
        Its formula, by the workbook or by the catalogue.
    last
        The last measurement of it, if any.
    target
        The value to arrive at, or the two ends of a range.
    """

    row: str
    name: str
    unit: str = ""
    definition: str = ""
    last: Baseline | None = None
    target: tuple[Decimal, ...] = ()
    target_date: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: one who owns indicators, and these.

    Attributes
    ----------
    owner
        Id of the row of the person; empty for indicators that nobody owns.
    file
        What its file is called, without language and ending.
    """

    owner: str
    name: str
    file: str
    lines: tuple[Line, ...]


def asked_of(method: Method, answers: Answers, words: Words) -> tuple[Asked, ...]:
    """Return the requests of a workbook: of each owner, in their order, then of nobody."""
    lines: dict[str, list[Line]] = {}
    persons = answers.rows(PERSONS)
    latest = _latest(known_of(method, answers).baselines)
    for row in answers.table(INDICATORS, _COLUMNS):
        owner = row.get("owner", "")
        owner = owner if owner in persons else ""
        line = _line(row, method, words, latest.get(row["id"]))
        lines.setdefault(owner, []).append(line)
    names = distinct(
        (one, answers.value(f"{PERSONS}/{one}/name") or one)
        for one in persons
        if one in lines
    )
    found = [Asked(one, name, "", tuple(lines[one])) for one, name in names.items()]
    files = distinct((one.owner, _slug(one.name) or one.owner) for one in found)
    asked = [
        Asked(one.owner, one.name, _in_a_name(files[one.owner]), one.lines) for one in found
    ]
    if "" in lines:
        asked.append(Asked("", "", WITHOUT_OWNER, tuple(lines[""])))
    return tuple(asked)


def _line(row: dict[str, str], method: Method, words: Words, last: Baseline | None) -> Line:
    catalogue = method.indicators.get(row.get("catalogue", ""))
    formula = words.maybe(f"{catalogue.words_key}.formula") if catalogue else ""
    names = ("target_low", "target_high")
    if row.get("direction") != "range" and "target_value" in row:
        names = ("target_value",)  # type: ignore[assignment]
    target = [Decimal(row[one]) for one in names if one in row]
    return Line(
        row=row["id"],
        name=row.get("name", row["id"]),
        unit=row.get("unit", ""),
        definition=row.get("formula", formula),
        last=last,
        target=tuple(target),
        target_date=row.get("target_date", ""),
    )


def _latest(baselines: Iterable[Baseline]) -> dict[str, Baseline]:
    """Return the last measurement of each indicator; of one day the later row."""
    found: dict[str, Baseline] = {}
    for one in baselines:
        before = found.get(one.indicator)
        if before is None or last_day(before.date) <= last_day(one.date):
            found[one.indicator] = one
    return found


def _slug(name: str) -> str:
    apart = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return _UNSAFE.sub("-", apart.lower()).strip("-")[:_LONGEST]


def _in_a_name(text: str) -> str:
    """Return ``ann-2`` for the second Ann."""
    return _slug(text) or WITHOUT_OWNER


def file_name(asked: Asked, language: str) -> str:
    """Return what the file of a request is called."""
    return f"{asked.file}.{language}.xlsx"
