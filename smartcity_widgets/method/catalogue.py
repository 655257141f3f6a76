"""The catalogue of indicators: what can be measured, as published standards code it.

``content/indicators.toml`` lists them; their names and formulas are words. A standard gives
its indicators other codes in a later edition, so standard, edition and code together name
one: ``ISO 37120:2018:8.1``. A reference to the catalogue holds that id.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from smartcity_widgets.errors import ContentError

from .tables import Fields, read_toml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from .parts import Question

__all__ = ["CATALOGUE", "DIRECTIONS", "Indicator", "read_catalogue", "with_catalogue"]

CATALOGUE = "catalogue"
"""The target of a reference that is no table: the catalogue of indicators."""

DIRECTIONS = ("higher", "lower", "parity", "context")
"""Which values are better: more, less, nearer to 50; or none is."""

_FILE = "indicators.toml"
_DIMENSIONS = "dimension"
_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 -]{0,38}[A-Za-z0-9])?")
_CODE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 .:-]{0,38}[A-Za-z0-9])?")
_UNIT = re.compile(r"[a-z][a-z0-9_]{0,59}")


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator of a standard; its name and formula are words.

    Attributes
    ----------
    unit
        Id of its unit; its word stands under ``unit.<id>.other``.
    direction
        One of `DIRECTIONS`.
    dimension
        One of the six dimensions of the method.
    """

    standard: str
    edition: str
    code: str
    unit: str
    direction: str
    dimension: str

    @property
    def id(self) -> str:
        """``standard:edition:code``, in public for ever; a code may hold colons."""
        return f"{self.standard}:{self.edition}:{self.code}"

    @property
    def words_key(self) -> str:
        """Prefix of its words."""
        return f"indicator.{self.id}"

    @property
    def per_100k(self) -> bool:
        """Whether it counts per 100,000 inhabitants, which few inhabitants make jump."""
        return "per_100k" in self.unit


def read_catalogue(
    folder: Path, lists: Mapping[str, tuple[str, ...]]
) -> Mapping[str, Indicator]:
    """Return the indicators of a content folder by id, in order; it may have none.

    Parameters
    ----------
    lists
        The lists of choices of the method; one is of the dimensions.

    Raises
    ------
    ContentError
        If an indicator breaks a rule, or two have one id.
    """
    path = folder / _FILE
    if not path.exists():
        return MappingProxyType({})
    file = read_toml(path)
    found: dict[str, Indicator] = {}
    for fields in file.tables("indicators"):
        one = _read(fields, lists.get(_DIMENSIONS, ()))
        if one.id in found:
            raise ContentError(fields.where, "this id stands twice.", "Remove one.")
        found[one.id] = one
    file.closed()
    return MappingProxyType(found)


def _read(fields: Fields, dimensions: Iterable[str]) -> Indicator:
    named = {
        "standard": _formed(fields, "standard", _NAME),
        "edition": _formed(fields, "edition", _NAME),
        "code": _formed(fields, "code", _CODE),
    }
    fields.where = f"{fields.where}: indicator '{':'.join(named.values())}'"
    one = Indicator(
        **named,
        unit=_formed(fields, "unit", _UNIT),
        direction=fields.word("direction", DIRECTIONS),
        dimension=fields.word("dimension", dimensions),
    )
    fields.closed()
    return one


def _formed(fields: Fields, name: str, form: re.Pattern[str]) -> str:
    text = fields.get(name, str)
    if not form.fullmatch(text):
        rule = f"{text!r} cannot be the {name} of an indicator."
        raise ContentError(fields.where, rule, "Use letters, digits, and what joins them.")
    return text


def with_catalogue(question: Question, indicators: Mapping[str, Indicator]) -> Question:
    """Return a question that knows the catalogue, if it or a column of it refers to it.

    Raises
    ------
    ContentError
        If it refers to a catalogue that has no indicator.
    """
    if any(CATALOGUE in one.targets for one in question.columns):
        columns = tuple(with_catalogue(one, indicators) for one in question.columns)
        return replace(question, columns=columns)
    if CATALOGUE not in question.targets:
        return question
    if not indicators:
        where = f"{_FILE}: question '{question.path}'"
        raise ContentError(
            where, "it refers to a catalogue without indicators.", "Add one."
        )
    return replace(question, indicators=indicators)
