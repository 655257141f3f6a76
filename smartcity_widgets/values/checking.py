"""Check a value that comes from a document: its type, its form, its limits.

Unlike what people type, a value of a document has one notation, whatever the language.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from smartcity_widgets.errors import nearest
from smartcity_widgets.method import CATALOGUE

from .amounts import PLAIN, is_too_long
from .dates import FIRST_YEAR, LAST_YEAR, stored_date_problem
from .limits import (
    ATTACHMENT,
    CENTS,
    bounds_problem,
    is_place,
    reference_problem,
    text_problem,
)
from .problem import Problem
from .texts import quoted_json

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from smartcity_widgets.method import Question

    Rows = Callable[[str], Collection[str]] | None

__all__ = ["check"]

_LEVELS: tuple[object, ...] = (0, 1, 2, 3, 4, "unknown", "na")


def check(question: Question, value: object, *, rows: Rows = None) -> Problem | None:
    """Return why a JSON value is no answer to a question; None where it is one.

    Parameters
    ----------
    rows
        Gives the ids of the rows of a ``step/table``; without it references are not looked
        up.
    """
    if value is None:
        return None
    if question.kind in _SEVERAL:
        return _check_several(question, value, rows)
    if question.kind == "reference":
        return _check_reference(question, value, rows)
    if question.kind not in _ONE:
        return Problem("stored-kind", {"kind": question.kind})
    return _ONE[question.kind](question, value)


def _given(value: object) -> dict[str, str]:
    return {"text": quoted_json(value)}


# Single values ---------------------------------------------------------------------------


def _text(question: Question, value: object) -> Problem | None:
    return _check_text(question, value, question.kind)


def _check_text(question: Question, value: object, kind: str) -> Problem | None:
    if not isinstance(value, str):
        return Problem("stored-text", _given(value))
    if not value.strip():
        return Problem("stored-empty")
    return text_problem(question, value, kind, None)


def _whole_number(question: Question, value: object) -> Problem | None:
    if type(value) is not int:
        return Problem("stored-whole-number", _given(value))
    number = Decimal(value)
    if is_too_long(number):
        return Problem("number-digits", _given(value))
    return bounds_problem(question, number, None)


def _decimal(question: Question, value: object) -> Problem | None:
    return _check_decimal(question, value, "stored-decimal")


def _money(question: Question, value: object) -> Problem | None:
    problem = _check_decimal(question, value, "stored-money")
    if problem is None and len(str(value).partition(".")[2]) != CENTS:
        return Problem("stored-money", _given(value))
    return problem


def _check_decimal(question: Question, value: object, rule: str) -> Problem | None:
    if not isinstance(value, str) or not PLAIN.fullmatch(value):
        return Problem(rule, _given(value))
    number = Decimal(value)
    if not number and value.startswith("-"):
        return Problem(rule, _given(value))
    if is_too_long(number):
        return Problem("number-digits", _given(value))
    return bounds_problem(question, number, None)


def _date(question: Question, value: object) -> Problem | None:  # noqa: ARG001 - one shape for all kinds
    rule = stored_date_problem(value) if isinstance(value, str) else "stored-date"
    return Problem(rule, _given(value)) if rule else None


def _year(question: Question, value: object) -> Problem | None:
    low = question.minimum or FIRST_YEAR
    high = question.maximum or LAST_YEAR
    if type(value) is int and low <= value <= high:
        return None
    return Problem("stored-year", _given(value))


def _yes_no(question: Question, value: object) -> Problem | None:  # noqa: ARG001
    return None if isinstance(value, bool) else Problem("stored-yes-no", _given(value))


def _level(question: Question, value: object) -> Problem | None:  # noqa: ARG001
    if isinstance(value, bool) or not isinstance(value, (int, str)) or value not in _LEVELS:
        near = nearest(value, ("unknown", "na")) if isinstance(value, str) else ""
        return _near("stored-level", value, near)
    return None


def _near(rule: str, value: object, near: str) -> Problem:
    """Return a problem that names what was probably meant, where that is known."""
    if near:
        return Problem(f"{rule}-near", {**_given(value), "nearest": near})
    return Problem(rule, _given(value))


def _choice(question: Question, value: object) -> Problem | None:
    if isinstance(value, str) and value in question.choices:
        return None
    near = nearest(value, question.choices) if isinstance(value, str) else ""
    if near:
        return _near("stored-choice", value, near)
    return Problem("stored-choice", {**_given(value), "known": ", ".join(question.choices)})


def _attachment(question: Question, value: object) -> Problem | None:  # noqa: ARG001
    if isinstance(value, str) and ATTACHMENT.fullmatch(value):
        return None
    return Problem("stored-attachment", _given(value))


def _place(question: Question, value: object) -> Problem | None:  # noqa: ARG001
    if isinstance(value, str) and is_place(value):
        return None
    return Problem("stored-place", _given(value))


def _check_reference(question: Question, value: object, rows: Rows) -> Problem | None:
    if not isinstance(value, str):
        return Problem("stored-reference", _given(value))
    problem = reference_problem(question, value, rows)
    if problem is None or problem.rule != "reference" or rows is None:
        return problem
    near = nearest(value, _rows_meant(question, rows))
    return _near("stored-reference", value, near) if near else problem


def _rows_meant(question: Question, rows: Callable[[str], Collection[str]]) -> list[str]:
    """Return what a reference may say, as a document writes it."""
    several = len(question.targets) > 1
    return [
        f"{table}/{row}" if several else row
        for table in question.targets
        if table != CATALOGUE
        for row in sorted(rows(table))
    ]


# Lists -----------------------------------------------------------------------------------


def _check_several(question: Question, value: object, rows: Rows) -> Problem | None:
    if not isinstance(value, list):
        return Problem("stored-list", _given(value))
    if not value:
        return Problem("stored-empty")
    for one in value:
        problem = _check_entry(question, one, rows)
        if problem is not None:
            return problem
    twice = next((one for place, one in enumerate(value) if one in value[:place]), None)
    if question.kind != "list" and twice is not None:
        return Problem("stored-twice", _given(twice))
    return None


def _check_entry(question: Question, value: object, rows: Rows) -> Problem | None:
    if question.kind == "references":
        return _check_reference(question, value, rows)
    if question.kind != "list":
        return _choice(question, value)
    of = question.of or "text"
    if of != "text":
        return _ONE[of](question, value)
    problem = _check_text(question, value, "text")
    if problem is None and "\n" in str(value):
        return Problem("stored-line", _given(value))
    return problem


_SEVERAL = {"list", "choices", "checklist", "references"}
_ONE = {
    "text": _text,
    "long_text": _text,
    "whole_number": _whole_number,
    "decimal": _decimal,
    "percent": _decimal,
    "money": _money,
    "date": _date,
    "year": _year,
    "yes_no": _yes_no,
    "choice": _choice,
    "level": _level,
    "attachment": _attachment,
    "place": _place,
}
