"""Reading a TOML file key by key: a type for each, and no key left over.

A `Fields` is one table of a file. What is asked of it is remembered, so that a key that
nobody asked for is refused with the nearest one that exists.
"""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar, overload

from smartcity_widgets.errors import ContentError, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

__all__ = ["Fields", "did_you_mean", "load_toml", "read_toml", "well_formed"]

T = TypeVar("T")

_QUESTION_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,59}")
_CHOICE_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")
_NAMES = {
    str: "a text",
    bool: "true or false",
    int: "a whole number",
    list: "a list",
    dict: "a table",
    Decimal: "a number",
}


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return advice that names the nearest known name, or else all of them if few."""
    known = list(known)
    close = nearest(name, known)
    if close:
        return f"Did you mean '{close}'?"
    return f"Known: {', '.join(known)}." if len(known) <= 20 else ""  # noqa: PLR2004


def read_toml(path: Path) -> Fields:
    """Read a file as the table it is.

    Raises
    ------
    ContentError
        If it is missing, or no TOML in UTF-8.
    """
    return Fields(path.name, load_toml(path))


def load_toml(path: Path) -> dict[str, Any]:
    """Return what a file holds, its broken numbers as `Decimal`.

    Raises
    ------
    ContentError
        If it cannot be read, or is no TOML in UTF-8.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except FileNotFoundError:
        raise ContentError(path.name, "the file is missing.", "Restore it.") from None
    except OSError as error:
        rule = f"the file cannot be read ({error.strerror})."
        raise ContentError(path.name, rule, "Name a file.") from None
    except UnicodeDecodeError as error:
        raise ContentError(
            path.name, "is not UTF-8.", f"Save it as UTF-8: {error}."
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise ContentError(
            path.name, f"is not TOML: {error}.", "Correct that line."
        ) from None


def well_formed(name: object, where: str, *, choice: bool = False) -> str:
    """Return an id that may stand in a path and in a key of words.

    Raises
    ------
    ContentError
        If it holds other characters, or is no text.
    """
    pattern = _CHOICE_ID if choice else _QUESTION_ID
    if not isinstance(name, str) or not pattern.fullmatch(name):
        allowed = "a to z, 0 to 9, _ and -" if choice else "letters, digits, _ and -"
        raise ContentError(where, f"{name!r} cannot be an id.", f"Use {allowed}.")
    return name


class Fields:
    """One table of a file, read key by key.

    Parameters
    ----------
    where
        How an error names it: the file, then the id.
    """

    def __init__(self, where: str, table: Mapping[str, object]) -> None:
        self.where = where
        self._table = table
        self._asked: set[str] = set()

    @overload
    def get(self, name: str, kind: type[T]) -> T: ...

    @overload
    def get(self, name: str, kind: type[T], default: None) -> T | None: ...

    @overload
    def get(self, name: str, kind: type[T], default: T) -> T: ...

    def get(self, name: str, kind: type[T], default: object = ...) -> T | None:
        """Return the value of a key.

        Raises
        ------
        ContentError
            If it is of another type, or missing without a default.
        """
        self._asked.add(name)
        if name not in self._table:
            if default is ...:
                raise ContentError(self.where, f"'{name}' is missing.", "Add it.")
            return default  # type: ignore[return-value]
        value = self._table[name]
        if kind is Decimal and type(value) is int:
            value = Decimal(value)
        if type(value) is not kind:
            rule = f"'{name}' must be {_NAMES[kind]}, not {value!r}."
            raise ContentError(self.where, rule, "Correct it.")
        return value

    def texts(self, name: str, default: list[object] | None = None) -> tuple[str, ...]:
        """Return a list of texts."""
        found = self.get(name, list) if default is None else self.get(name, list, default)
        for one in found:
            if not isinstance(one, str):
                rule = f"'{name}' must be a list of texts, not {one!r}."
                raise ContentError(self.where, rule, "Correct it.")
        return tuple(found)

    def word(self, name: str, known: Iterable[str], default: str | None = None) -> str:
        """Return a text that must be one of `known`."""
        found = self.get(name, str) if default is None else self.get(name, str, default)
        known = list(known)
        if found not in known:
            raise ContentError(
                self.where, f"no {name} is called '{found}'.", did_you_mean(found, known)
            )
        return found

    def tables(self, name: str) -> tuple[Fields, ...]:
        """Return a list of tables; empty where the key is missing."""
        found = self.get(name, list, [])
        for one in found:
            if not isinstance(one, dict):
                raise ContentError(
                    self.where, f"'{name}' must be a list of tables.", f"Write [[{name}]]."
                )
        return tuple(Fields(self.where, one) for one in found)

    def items(self, name: str) -> dict[str, object]:
        """Return a table of keys that are ids; empty where the key is missing."""
        return dict(self.get(name, dict, {}))

    def closed(self) -> None:
        """Refuse keys that nobody asked for.

        Raises
        ------
        ContentError
            If there is one.
        """
        for name in self._table:
            if name not in self._asked:
                raise ContentError(
                    self.where,
                    f"no key is called '{name}'.",
                    did_you_mean(name, self._asked),
                )
