"""A kind of answer: read what was typed, check what is stored, show it to people.

Reading is strict and never guesses: what could be read in two ways, or in another notation,
is a `Problem` that names both readings and shows how to write it. A slip is a value, never
an exception, and what was typed is never changed.

Values are plain JSON: money and decimals are texts in plain notation, a date is ``YYYY``,
``YYYY-MM`` or ``YYYY-MM-DD``, a level is 0 to 4, ``"unknown"`` or ``"na"``.
"""

from __future__ import annotations

from .checking import check
from .dates import last_day
from .indicators import code_of, folded, found, label_of_indicator, meant, said_of
from .leaps import LEAP, is_leap
from .problem import Problem, Reading
from .reading import read
from .showing import echo, show, typed, unit_word
from .texts import plain

__all__ = [
    "LEAP",
    "Problem",
    "Reading",
    "check",
    "code_of",
    "echo",
    "folded",
    "found",
    "is_leap",
    "label_of_indicator",
    "last_day",
    "meant",
    "plain",
    "read",
    "said_of",
    "show",
    "typed",
    "unit_word",
]
