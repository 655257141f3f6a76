"""A value given as a change from another one: ``-20 %``, ``+5 points``, ``+ 12``.

A target is often said as a change from where one stands today. What is stored is a value,
so the change is never taken for one: it stays a draft, and each value it may lead to is
offered. A part of the unit and a percentage are both written ``%``: where the value is
itself in percent, ``-20 %`` of 38 % can be 30.4 % (relative) or 18 % (in points).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING, Literal

from .amounts import PLAIN, Misread, is_too_long, read_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smartcity_widgets.words import Words

__all__ = ["Change", "Led", "is_percent", "led_to", "read_change"]

Measure = Literal["percent", "points", "plus"]
Sense = Literal["relative", "points", "plus", "exactly"]

_PRECISION = 60  # Decimal's usual 28 digits would round what is kept
_SIGNS = {
    "+": "",
    "-": "-",
    "\N{MINUS SIGN}": "-",
    "\N{EN DASH}": "-",  # what word processors make of a hyphen
}


@dataclass(frozen=True, slots=True)
class Change:
    """How much a value is to change: ``-20`` and ``percent``.

    Attributes
    ----------
    measure
        ``percent`` and ``points`` were written behind the number; ``plus``: only a plus
        sign before it, which may be no more than a sign.
    """

    amount: Decimal
    measure: Measure

    def to_details(self) -> dict[str, str]:
        """Return it as the details of a `Problem`, from which `of` reads it again."""
        return {"amount": f"{self.amount:f}", "measure": self.measure}

    @classmethod
    def of_details(cls, rule: str, details: Mapping[str, str]) -> Change | None:
        """Return the change a draft in the log is about, if it is about one.

        A draft may come from another version of this program, which says it otherwise.
        """
        amount, measure = details.get("amount", ""), details.get("measure")
        known = measure in {"percent", "points", "plus"} and PLAIN.fullmatch(amount)
        if rule != "change" or not known:
            return None
        return cls(Decimal(amount), measure)  # type: ignore[arg-type] # a Measure


@dataclass(frozen=True, slots=True)
class Led:
    """A value that a change may lead to, and in which sense of it."""

    value: Decimal
    sense: Sense

    @property
    def plain(self) -> str:
        """The value in plain notation, as it is stored."""
        return f"{self.value:f}" if self.value else f"{abs(self.value):f}"  # no -0


def read_change(text: str, words: Words) -> Change | None:
    """Return the change a text says; None where it is a plain number, or none.

    A negative number alone is a number (more people may leave a town than come); with a
    plus sign, a percent sign or the word for points behind a sign it is a change.
    """
    line = " ".join(text.split())
    sign = _SIGNS.get(line[:1])
    if sign is None:
        return None
    body, measure = _measured(line[1:].strip(), words)
    if measure is None:
        if sign:
            return None
        measure = "plus"
    number = read_number(body, words.language)
    if isinstance(number, Misread) or not re.match("[0-9]", body):
        return None
    return Change(Decimal(f"{sign}{number.value:f}"), measure)


def _measured(body: str, words: Words) -> tuple[str, Measure | None]:
    """Return the number of a text, and what was written behind it."""
    if body.endswith("%"):
        return body.removesuffix("%").rstrip(), "percent"
    found = re.fullmatch(r"(.*[0-9])\s?([^\W\d][^\d]*)", body)
    if found is None:
        return body, None
    unit = found[2].replace(".", "").strip().casefold()
    measures: tuple[Measure, ...] = ("percent", "points")
    for measure in measures:
        if unit in words.each(f"value.change.{measure}"):
            return found[1], measure
    return body, None


def is_percent(unit: str | None, words: Words) -> bool | None:
    """Whether values in a unit are percentages; None where no unit is known."""
    if unit is None or not unit.strip():
        return None
    said = " ".join(unit.split()).casefold()
    names = words.each("value.change.percent")
    return "%" in said or any(re.search(rf"\b{re.escape(one)}\b", said) for one in names)


def led_to(change: Change, start: Decimal, *, percent: bool | None) -> tuple[Led, ...]:
    """Return the values a change may lead to, the likeliest first; none where it cannot.

    A part of nothing is nothing, so a percentage of zero leads nowhere; and a value of more
    digits than are kept is not offered.

    Parameters
    ----------
    start
        The value that is to change.
    percent
        Whether it is a percentage; None where that is not known.
    """
    with localcontext(prec=_PRECISION):
        sum_ = start + change.amount
        found = {
            "percent": [
                *_relative(change, start),
                *([Led(sum_, "points")] if percent is not False else []),
            ],
            "points": [Led(sum_, "points")],
            "plus": [Led(sum_, "plus"), Led(change.amount, "exactly")],
        }[change.measure]
    distinct = {one.value: one for one in reversed(found) if not is_too_long(one.value)}
    return tuple(one for one in found if distinct.get(one.value) == one)


def _relative(change: Change, start: Decimal) -> list[Led]:
    if not start:
        return []
    value = start + abs(start) * change.amount.scaleb(-2)
    whole, mark, fraction = f"{value:f}".partition(".")
    short = fraction.rstrip("0")
    return [Led(Decimal(f"{whole}{mark if short else ''}{short}"), "relative")]
