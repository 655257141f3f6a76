"""The words of an overlay: whose they are, whether any is missing, or cannot be shown."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from smartcity_widgets.errors import ContentError
from smartcity_widgets.method.tables import did_you_mean
from smartcity_widgets.method.wording import check_word, needed_words, possible_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from smartcity_widgets.method import Method
    from smartcity_widgets.words import Words

    from .own import Own

__all__ = ["check_said", "check_text"]

Said = dict[str, dict[str, "str | list[str]"]]

_LONGEST = 2000
_PLACEHOLDER = re.compile(r"\{([a-z_][a-z0-9_.]*)\}")
_TURNING = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
"""Marks that turn the text around them: nobody could see what stands where."""


def check_text(text: str, where: str) -> str:
    """Return a text that can stand anywhere.

    Raises
    ------
    ContentError
        If it is too long, or holds a character that cannot be shown.
    """
    if len(text) > _LONGEST:
        raise ContentError(where, f"is longer than {_LONGEST} characters.", "Shorten it.")
    for one in text:
        if one in _TURNING or (
            one != "\n" and unicodedata.category(one) in {"Cc", "Cs", "Cn", "Co"}
        ):
            rule = f"the character U+{ord(one):04X} cannot be shown."
            raise ContentError(where, rule, "Take it away.")
    return text


def check_said(
    said: Said,
    method: Method,
    own: Sequence[Own],
    spoken: Mapping[str, Words],
    where: str,
) -> Said:
    """Return the words of an overlay in a fixed order.

    Parameters
    ----------
    method
        The method with the own questions of the overlay, and with the hidden ones.

    Raises
    ------
    ContentError
        If one is of no id that is asked, of another length, empty, or holds what cannot be
        filled; if an own question lacks one in a finished language.
    """
    known = possible_words(method)
    for language, entries in said.items():
        if language not in spoken:
            place, rule = f"{where}: words", f"no language is called '{language}'."
            raise ContentError(place, rule, did_you_mean(language, spoken))
        for key, entry in entries.items():
            place = f"{where}: words.{language}: '{key}'"
            if key not in known:
                rule = "no id of the method asks for this word."
                raise ContentError(place, rule, did_you_mean(key, known))
            check_word(
                tuple(entry) if isinstance(entry, list) else entry, place, known[key]
            )
            _check_filling(key, entry, spoken[language], place)
    for language, words in spoken.items():
        if not words.draft:
            _check_needed(said.get(language, {}), words, own, f"{where}: words.{language}")
    return {
        language: {key: said[language][key] for key in sorted(said[language])}
        for language in spoken
        if said.get(language)
    }


def _check_filling(key: str, entry: str | list[str], words: Words, place: str) -> None:
    known = words.entries.get(key, "")
    allowed = {
        name
        for one in ([known] if isinstance(known, str) else known)
        for name in _PLACEHOLDER.findall(one)
    }
    for one in [entry] if isinstance(entry, str) else entry:
        check_text(one, place)
        for name in _PLACEHOLDER.findall(one):
            term = f"terms.{words.terms}.{name.removeprefix('term.')}"
            if name not in allowed and not (name.startswith("term.") and words.has(term)):
                rule = f"nothing fills {{{name}}}."
                raise ContentError(place, rule, "Write the word itself.")


def _check_needed(
    entries: Mapping[str, object], words: Words, own: Sequence[Own], where: str
) -> None:
    for key, place in _needed(own):
        if key.startswith("unit.") and not words.has(key):
            unit = key.split(".")[1]
            rule = f"no unit is called '{unit}' ({place})."
            units = {one.split(".")[1] for one in words.entries if one.startswith("unit.")}
            raise ContentError(where, rule, did_you_mean(unit, sorted(units)))
        if key not in entries and not words.has(key):
            missing, rule = f"{where}: '{key}'", "this word is missing."
            raise ContentError(missing, rule, did_you_mean(key, entries))


def _needed(own: Sequence[Own]) -> Iterator[tuple[str, str]]:
    """Every key of words that the own questions need, and which needs it."""
    for one in own:
        path = one.question.path
        yield from ((key, path) for key, _ in needed_words(one.question))
        for asked in (one.question, *one.question.columns):
            for choice in asked.choices:
                yield f"choice.{asked.choice_list}.{choice}", path
