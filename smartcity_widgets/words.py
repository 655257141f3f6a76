"""Every sentence a person reads, by id, in each language.

The files ``content/text/<language>.toml`` are the only place where sentences of the
interface, the method and the reports stand. This module reads them; it knows nothing of
what the ids mean. Whether every id has its word in every finished language is checked by
`smartcity_widgets.method`, which knows the ids.

A word may hold placeholders: ``{name}`` is filled by the caller, ``{term.alderman}`` by the
terms of the workbook's country (``[terms.be]``, ``[terms.fr]``, ``[terms.generic]``).
"""

from __future__ import annotations

import re
import tomllib
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["TEXT_FOLDER", "Words", "languages", "read_words", "speaking", "words"]

TEXT_FOLDER = Path(__file__).parent / "content" / "text"
FALLBACK = "en"

speaking: ContextVar[str] = ContextVar("speaking", default=FALLBACK)
"""The language in which an error of ours is shown when nobody says which."""

_PLACEHOLDER = re.compile(r"\{([a-z_][a-z0-9_.]*)\}")


@dataclass(frozen=True)
class Words:
    """The words of one language, with the terms of one country.

    A language whose file says ``status = "draft"`` takes what it lacks from English;
    `is_fallback` tells which words those are, so that they can be marked.
    """

    language: str
    name: str
    draft: bool
    entries: Mapping[str, str | tuple[str, ...]] = field(repr=False)
    terms: str = "generic"
    fallback: Words | None = field(default=None, repr=False)

    def has(self, key: str) -> bool:
        """Whether this language itself has the word."""
        return key in self.entries

    def is_fallback(self, key: str) -> bool:
        """Whether the word is missing here and comes from English."""
        return (
            key not in self.entries and self.fallback is not None and self.fallback.has(key)
        )

    def with_terms(self, terms: str) -> Words:
        """Return the same words with the terms of another country."""
        fallback = self.fallback.with_terms(terms) if self.fallback else None
        return replace(self, terms=terms, fallback=fallback)

    def reworded(self, said: Mapping[str, Mapping[str, str | tuple[str, ...]]]) -> Words:
        """Return the same words with some said otherwise, by language.

        A word that is said in English alone, of a question that nobody else asks, is
        English here too: a language that came later lacks it.
        """
        if not said:
            return self
        english = {} if self.fallback else said.get(FALLBACK, {})
        mine = {key: one for key, one in english.items() if key not in self.entries}
        mine |= said.get(self.language, {})
        return replace(
            self,
            entries=MappingProxyType({**self.entries, **mine}),
            fallback=self.fallback.reworded(said) if self.fallback else None,
        )

    def say(self, key: str, /, **details: object) -> str:
        """Return the word `key` with its placeholders filled.

        Raises
        ------
        KeyError
            If no word has this id, or a placeholder is not among `details`.
        """
        entry = self._entry(key)
        if not isinstance(entry, str):
            message = f"{key} is a list of words: ask for each()."
            raise KeyError(message)
        return self._fill(key, entry, details)

    def each(self, key: str, /) -> tuple[str, ...]:
        """Return the list of words `key`; empty where the language has none.

        Raises
        ------
        KeyError
            If the id names a single word.
        """
        if not self.has(key) and not self.is_fallback(key):
            return ()
        entry = self._entry(key)
        if isinstance(entry, str):
            message = f"{key} is a single word: ask for say()."
            raise KeyError(message)
        return tuple(self._fill(key, one, {}) for one in entry)

    def maybe(self, key: str, /, **details: object) -> str:
        """Return the word `key`, or an empty text where there is none."""
        known = self.has(key) or self.is_fallback(key)
        return self.say(key, **details) if known else ""

    def count(self, key: str, n: int, /, **details: object) -> str:
        """Return ``key.one`` or ``key.other`` as the language counts, with ``{n}``."""
        from babel import Locale

        form = Locale.parse(self.language).plural_form(n)
        known = self.has(f"{key}.{form}") or self.is_fallback(f"{key}.{form}")
        return self.say(f"{key}.{form if known else 'other'}", n=n, **details)

    def name_of(self, language: str) -> str:
        """Return what a language is called in this one, as in the middle of a sentence."""
        from babel import Locale

        return Locale.parse(language).get_display_name(self.language) or language

    def _entry(self, key: str) -> str | tuple[str, ...]:
        if key in self.entries:
            return self.entries[key]
        if self.fallback is not None:
            return self.fallback._entry(key)  # noqa: SLF001 - the same class
        message = f"text/{self.language}.toml: no word is called '{key}'."
        raise KeyError(message)

    def _fill(self, key: str, text: str, details: Mapping[str, object]) -> str:
        def filled(match: re.Match[str]) -> str:
            name = match[1]
            if name.startswith("term."):
                return str(self._entry(f"terms.{self.terms}.{name[5:]}"))
            if name not in details:
                message = f"text/{self.language}.toml: '{key}' needs {{{name}}}."
                raise KeyError(message)
            return str(details[name])

        return _PLACEHOLDER.sub(filled, text)


def _flat(table: Mapping[str, Any], prefix: str = "") -> dict[str, str | tuple[str, ...]]:
    flat: dict[str, str | tuple[str, ...]] = {}
    for name, value in table.items():
        key = f"{prefix}{name}"
        if isinstance(value, dict):
            flat |= _flat(value, f"{key}.")
        elif isinstance(value, list):
            flat[key] = tuple(str(one) for one in value)
        else:
            flat[key] = str(value)
    return flat


def read_words(folder: Path = TEXT_FOLDER) -> dict[str, Words]:
    """Read every language of a folder.

    Returns
    -------
    dict
        Language code to `Words` with generic terms, English first.

    Raises
    ------
    tomllib.TOMLDecodeError
        If a file is not TOML.
    OSError
        If a file cannot be read.
    """
    tables = {
        path.stem: _flat(tomllib.loads(path.read_text(encoding="utf-8")))
        for path in sorted(folder.glob("*.toml"))
    }
    # Every language offers every other by its own name.
    names = {
        f"choice.language.{one}": table.get("language.name", one)
        for one, table in tables.items()
    }
    tables = {one: names | table for one, table in tables.items()}
    english = _words_of(FALLBACK, tables.pop(FALLBACK), None)
    found = {FALLBACK: english}
    for language, entries in tables.items():
        draft = entries.get("language.status") == "draft"
        found[language] = _words_of(language, entries, english if draft else None)
    return found


def _words_of(
    language: str, entries: dict[str, str | tuple[str, ...]], fallback: Words | None
) -> Words:
    return Words(
        language=language,
        name=str(entries.get("language.name", language)),
        draft=entries.get("language.status") == "draft",
        entries=MappingProxyType(entries),
        fallback=fallback,
    )


@cache
def _shipped() -> Mapping[str, Words]:
    return MappingProxyType(read_words())


@cache
def words(language: str, terms: str = "generic") -> Words:
    """Return the shipped words of a language; English where we do not speak it."""
    shipped = _shipped()
    return shipped.get(language, shipped[FALLBACK]).with_terms(terms)


def languages() -> Mapping[str, str]:
    """Return the languages we speak: code to its own name, English first."""
    return MappingProxyType({code: one.name for code, one in _shipped().items()})
