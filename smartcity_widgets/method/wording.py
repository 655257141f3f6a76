"""Check that every id has its words, in every language that says it is finished.

A language whose file says ``status = "draft"`` may lack words; it takes them from English.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartcity_widgets.errors import ContentError

from .starting import BUTTON
from .tables import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from smartcity_widgets.words import Words

    from .parts import Method, Question, Step

__all__ = ["check_languages", "check_word", "check_words", "needed_words", "possible_words"]

_ANCHORS = 5
_NEXT = 4
_PLURALS = {"zero", "one", "two", "few", "many"}  # ``other`` is in every language
# What the method may say, and the places where an id nobody asks for is a slip.
_OWNED = ("phase", "step", "question", "choice", "indicator")
_OPTIONAL = ("help", "unit", "form", "guiding", "pitfalls", "anchors", "next", "prefilled")
_LENGTHS = {"anchors": _ANCHORS, "next": _NEXT, "guiding": -1, "pitfalls": -1}
_ALWAYS_SHOWN = ("confidence",)  # asked of every criterion, beside its evidence


def check_words(method: Method, spoken: Mapping[str, Words]) -> None:
    """Check that every id of the method has its words in every finished language.

    Raises
    ------
    ContentError
        If a word is missing, empty, of another length, or belongs to no id.
    """
    needed = dict(_needed(method))
    known = {*needed, *_known(method)}
    for words in _finished(spoken):
        file = f"text/{words.language}.toml"
        for key, length in needed.items():
            where = f"{file}: '{key}'"
            if not words.has(key):
                raise ContentError(
                    where, "this word is missing.", did_you_mean(key, _beside(words, key))
                )
            check_word(words.entries[key], where, length)
        for key in words.entries:
            if key.partition(".")[0] in _OWNED and key not in known:
                where, rule = f"{file}: '{key}'", "no id of the method asks for this word."
                raise ContentError(where, rule, did_you_mean(key, known))


def check_languages(spoken: Mapping[str, Words]) -> None:
    """Check that the finished languages say the same things, plurals apart.

    Raises
    ------
    ContentError
        If one has a word that another lacks, or a list of another length.
    """
    first, *others = _finished(spoken)
    for other in others:
        for one, against in ((first, other), (other, first)):
            for key, entry in against.entries.items():
                if key.rpartition(".")[2] not in _PLURALS and key != "language.status":
                    _check_same(one, against, key, entry)


def _finished(spoken: Mapping[str, Words]) -> list[Words]:
    return [one for one in spoken.values() if not one.draft]


def _beside(words: Words, key: str) -> list[str]:
    above = key.rpartition(".")[0]
    return [one for one in words.entries if one.rpartition(".")[0] == above]


def check_word(entry: str | tuple[str, ...], where: str, length: int) -> None:
    """Check one word; a length of 0 is a single word, -1 a list of any length.

    Raises
    ------
    ContentError
        If it is empty, or of another length.
    """
    if isinstance(entry, str) == bool(length):
        rule = f"must be a {'list' if length else 'single word'}."
        raise ContentError(where, rule, "Correct it.")
    if length > 0 and len(entry) != length:
        rule = f"has {len(entry)} sentences."
        raise ContentError(where, rule, f"Write {length}.")
    sentences = [entry] if isinstance(entry, str) else entry
    if not sentences or not all(one.strip() for one in sentences):
        raise ContentError(where, "an empty word.", "Write it.")


def _check_same(one: Words, against: Words, key: str, entry: str | tuple[str, ...]) -> None:
    where = f"text/{one.language}.toml: '{key}'"
    if not one.has(key):
        beside = [name for name in one.entries if not against.has(name)]
        rule = f"this word is missing; {against.name} has it."
        raise ContentError(where, rule, did_you_mean(key, beside))
    mine = one.entries[key]
    if isinstance(entry, str) != isinstance(mine, str):
        rule = f"a list here or in {against.name}, a single word in the other."
        raise ContentError(where, rule, "Make both the same.")
    if (
        key.split(".", maxsplit=1)[0] in _OWNED
        and len(entry) != len(mine)
        and not isinstance(mine, str)
    ):
        rule = f"has {len(mine)} sentences, {len(entry)} in {against.name}."
        raise ContentError(where, rule, "Make both the same.")


def _needed(method: Method) -> Iterator[tuple[str, int]]:
    """Every key of words that must be there, with its length (0 for a single word)."""
    yield "language.name", 0
    yield "level.names", _ANCHORS
    yield "level.unknown", 0
    yield "level.na", 0
    for phase in method.phases:
        yield from ((f"phase.{phase}.{name}", 0) for name in ("title", "kicker", "purpose"))
    lists = {one for one in _ALWAYS_SHOWN if one in method.choice_lists}
    for step in method.steps.values():
        yield f"step.{step.id}.title", 0
        if step.outline:
            continue
        yield from _of_step(step)
        lists |= {one.choice_list for one in _asked(step.questions) if one.choice_list}
    for name in lists:
        yield from ((f"choice.{name}.{one}", 0) for one in method.choice_lists[name])
    for indicator in method.indicators.values():
        yield f"{indicator.words_key}.name", 0
        yield f"{indicator.words_key}.formula", 0
        yield f"unit.{indicator.unit}.other", 0
        yield f"choice.dimension.{indicator.dimension}", 0


def _of_step(step: Step) -> Iterator[tuple[str, int]]:
    yield f"step.{step.id}.short", 0
    yield f"step.{step.id}.purpose", 0
    if step.role == "step":
        yield f"step.{step.id}.guiding", -1
        yield f"step.{step.id}.pitfalls", -1
    for one in step.questions:
        yield from needed_words(one)


def needed_words(question: Question) -> Iterator[tuple[str, int]]:
    """Every key of words that a question and its columns need, with its length.

    The words of its choices stand under ``choice.<list>``.
    """
    for one in _asked([question]):
        yield f"{one.words_key}.label", 0
        if one.criterion:
            yield f"{one.words_key}.anchors", _ANCHORS
            yield f"{one.words_key}.next", _NEXT
        if one.pattern:
            yield f"{one.words_key}.help", 0
        if one.prefilled:
            yield f"{one.words_key}.prefilled", 0
        for name in _starter_words(one):
            yield name, 0
        if one.unit and one.kind in {"whole_number", "decimal"}:
            yield f"unit.{one.unit}.other", 0


def _starter_words(table: Question) -> Iterator[str]:
    """Every key of what an empty table can begin with: its button, and its rows."""
    if table.starter:
        ids = (BUTTON, *(one.id for one in table.starter))
        yield from (f"{table.words_key}.starter.{one}" for one in ids)


def _known(method: Method) -> Iterator[str]:
    """Every key of words that may be there, of outlines too."""
    for step in method.steps.values():
        yield from (
            f"step.{step.id}.{name}"
            for name in ("title", "short", "purpose", "guiding", "pitfalls")
        )
        for one in _asked(step.questions):
            yield f"{one.words_key}.label"
            yield from (f"{one.words_key}.{name}" for name in _OPTIONAL)
            yield from _starter_words(one)
    for name, choices in method.choice_lists.items():
        yield from (f"choice.{name}.{one}" for one in choices)


def possible_words(method: Method) -> dict[str, int]:
    """Return every key of words that may be there of phases, steps, questions and choices.

    Each with its length, as `check_word` takes it.
    """
    titles = ("title", "kicker", "purpose")
    keys = [f"phase.{phase}.{name}" for phase in method.phases for name in titles]
    return {key: _length_of(key) for key in (*keys, *_known(method))}


def _length_of(key: str) -> int:
    of, name = key.partition(".")[0], key.rpartition(".")[2]
    return _LENGTHS.get(name, 0) if of in {"step", "question"} else 0


def _asked(questions: Iterable[Question]) -> Iterator[Question]:
    for one in questions:
        yield one
        yield from one.columns
