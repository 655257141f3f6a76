"""Read what was typed or ticked in a form as the answer to a question.

Nothing is clamped, cleared or guessed: whatever cannot be read in exactly one way is a
`Problem`, and the text stays what it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from smartcity_widgets.method import CATALOGUE
from smartcity_widgets.words import words

from .dates import read_date
from .figures import decimal, money, whole_number, year
from .indicators import read_indicator
from .limits import ATTACHMENT, Reader, is_place, reference_problem, text_problem
from .problem import EMPTY, Problem, Reading
from .texts import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from smartcity_widgets.method import Question

__all__ = ["LEVELS", "read"]

LEVELS = {"0": 0, "1": 1, "2": 2, "3": 3, "4": 4, "unknown": "unknown", "na": "na"}
"""What a level can be, by what a form sends."""

_YES_NO = {"true": True, "false": False}


def read(
    question: Question,
    raw: object,
    *,
    language: str,
    currency: str = "EUR",
    rows: Callable[[str], Collection[str]] | None = None,
) -> Reading:
    """Read what a form sends.

    Parameters
    ----------
    raw
        As typed in a browser: a text; ``"3"``, ``"unknown"`` or ``"na"`` for a level;
        ``"true"`` or ``"false"`` for yes/no; a list of ids for choices and references; for
        a list a text with one line per entry; of the catalogue of indicators an id, name or
        code; the name of a file that is attached. An empty
        text, list or None reads as no answer.
    language
        Whose notation is read.
    rows
        Gives the ids of the rows of a ``step/table``; without it references are not looked
        up.
    """
    if raw is None or raw == [] or (isinstance(raw, str) and not raw.strip()):
        return EMPTY
    spoken = words(language).language  # English where we do not speak it
    found = _read(Reader(question, spoken, currency, rows), raw)
    if isinstance(found, Problem):
        return Reading(problem=found)
    return Reading(found, echo=question.kind in _ECHOED) if found != [] else EMPTY


def _read(reader: Reader, raw: object) -> object:
    kind = reader.question.kind
    if isinstance(raw, str) and kind in _SINGLE:
        return _SINGLE[kind](reader, raw)
    if isinstance(raw, str) and kind in _LISTS:
        return _LISTS[kind](reader, re.split(r"\r?\n", raw))
    if (
        isinstance(raw, list)
        and kind in _LISTS
        and all(isinstance(one, str) for one in raw)
    ):
        return _LISTS[kind](reader, raw)
    return Problem("unreadable")


# Dates and texts -------------------------------------------------------------------------


def _date(reader: Reader, raw: str) -> object:
    return read_date(raw, words(reader.language))


def _text(reader: Reader, raw: str) -> object:
    question = reader.question
    return text_problem(question, raw, question.kind, reader.language) or raw


def _list(reader: Reader, lines: list[str]) -> object:
    """Read one entry per line; several years may stand on one."""
    of = reader.question.of or "text"
    apart = r"[,;\s]+" if of == "year" else r"\r?\n"
    lines = [one for line in lines for one in re.split(apart, line)]
    found = []
    for line in lines:
        if line.strip():
            value = _entry(reader, of, line)
            if isinstance(value, Problem):
                return value
            found.append(value)
    return found


def _entry(reader: Reader, of: str, line: str) -> object:
    if of == "text":
        return text_problem(reader.question, line, "text", reader.language) or line
    return _SINGLE[of](reader, line)


# Choices ---------------------------------------------------------------------------------


def _yes_no(reader: Reader, raw: str) -> object:  # noqa: ARG001 - one shape for all kinds
    found = _YES_NO.get(raw)
    return Problem("unreadable") if found is None else found


def _level(reader: Reader, raw: str) -> object:  # noqa: ARG001
    found = LEVELS.get(raw)
    return Problem("level", {"text": quoted(raw)}) if found is None else found


def _choice(reader: Reader, raw: str) -> object:
    if raw in reader.question.choices:
        return raw
    return Problem("choice", {"text": quoted(raw)})


def _choices(reader: Reader, given: list[str]) -> object:
    unknown = next((one for one in given if one not in reader.question.choices), None)
    if unknown is not None:
        return Problem("choice", {"text": quoted(unknown)})
    return [one for one in reader.question.choices if one in given]


def _attachment(reader: Reader, raw: str) -> object:  # noqa: ARG001
    return raw if ATTACHMENT.fullmatch(raw) else Problem("attachment")


def _reference(reader: Reader, raw: str) -> object:
    problem = reference_problem(reader.question, raw, reader.rows)
    if problem is None or CATALOGUE not in reader.question.targets:
        return problem or raw
    named = read_indicator(raw, reader.question.indicators, reader.language)
    mixed = len(reader.question.targets) > 1 and isinstance(named, Problem)
    return problem if mixed else named


def _place(reader: Reader, raw: str) -> object:  # noqa: ARG001 - one shape for all kinds
    return raw if is_place(raw) else Problem("place", {"text": quoted(raw)})


def _references(reader: Reader, given: list[str]) -> object:
    found = [_reference(reader, one) for one in given]
    problem = next((one for one in found if isinstance(one, Problem)), None)
    return problem or list(dict.fromkeys(found))


_SINGLE = {
    "text": _text,
    "long_text": _text,
    "whole_number": whole_number,
    "decimal": decimal,
    "percent": decimal,
    "money": money,
    "date": _date,
    "year": year,
    "yes_no": _yes_no,
    "choice": _choice,
    "level": _level,
    "reference": _reference,
    "attachment": _attachment,
    "place": _place,
}
_LISTS = {
    "list": _list,
    "choices": _choices,
    "checklist": _choices,
    "references": _references,
}
_ECHOED = {"whole_number", "decimal", "percent", "money", "date", "year"}
