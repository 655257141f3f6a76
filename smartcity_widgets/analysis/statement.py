"""How easily a vision statement is read and remembered: hints in plain words.

Counts that anybody can check by hand, rather than a formula: how many sentences, how many
words the longest has, which words are long, which of them the territory chose to avoid.
Formulas like that of Flesch (1948), and of Kandel and Moles (1958) for French, were made
for texts of a hundred words or more; a vision has two sentences.

Twenty-five words is where the United Kingdom's government asks its writers to split a
sentence (GOV.UK, "Content design: writing for GOV.UK"). The horizon of ten years is the
least that passes two mandates; the EU's Smart City Guidance Package asks for twenty to
thirty.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method

__all__ = [
    "AVOIDED",
    "HORIZON",
    "STATEMENT",
    "Hint",
    "Statement",
    "read_statement",
    "sentences_of",
    "statement_of",
    "words_of",
]

STATEMENT, HORIZON = "vision/vision_statement", "vision/vision_horizon"
AVOIDED = "communication/avoided_words"

SENTENCES = 2
"""A vision has one or two sentences (check list of the step)."""
WORDS = 25
"""Words of a sentence that is read in one breath."""
LETTERS: Mapping[str, int] = {"en": 12, "fr": 13}
"""Letters from which a word is long; French words have about one more than English ones."""
LONG_WORDS = 3
"""So many long words in a vision are worth a hint."""
YEARS = 10
"""A horizon nearer than this hardly passes the mandate."""

# A stop ends a sentence where a space or the end follows it: not in 2.5, nor in n.b.
_STOP = re.compile(r"(?<=[^\s.!?…])[.!?…]+[»”\"')\]]*(?=\s|$)")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_YEAR = re.compile(r"\b20[2-9]\d\b")


@dataclass(frozen=True, slots=True)
class Hint:
    """One remark.

    Attributes
    ----------
    rule
        ``many-sentences``, ``long-sentence``, ``long-words``, ``avoided-words``,
        ``no-horizon`` or ``near-horizon``; its words stand under ``findings.vision.hint``.
    n
        The number it is about.
    found
        The words it is about.
    path
        Where it can be changed.
    """

    rule: str
    n: int = 0
    found: tuple[str, ...] = ()
    path: str = STATEMENT


@dataclass(frozen=True, slots=True)
class Statement:
    """The vision statement with what was counted in it."""

    text: str
    horizon: int | None
    sentences: int
    words: int
    hints: tuple[Hint, ...] = field(default=())


def statement_of(method: Method, answers: Answers, year: int | None = None) -> Statement:
    """Return the vision statement of a workbook with its hints.

    Parameters
    ----------
    year
        The year it is read in; by default that of the last entry, for pure code has no
        clock.
    """
    text = str(_value(STATEMENT, method, answers) or "")
    horizon = _value(HORIZON, method, answers)
    avoided = _value(AVOIDED, method, answers)
    return read_statement(
        text,
        language=answers.language,
        horizon=int(str(horizon)) if horizon is not None else None,
        avoided=avoided if isinstance(avoided, list) else (),
        year=year or _last_year(answers),
    )


def read_statement(
    text: str,
    *,
    language: str,
    horizon: int | None = None,
    avoided: Iterable[str] = (),
    year: int | None = None,
) -> Statement:
    """Return a text with what is worth saying of it; of an empty one there is no hint."""
    text = text.strip()
    sentences = sentences_of(text)
    lengths = [len(words_of(one, language)) for one in sentences]
    hints: list[Hint] = []
    if len(sentences) > SENTENCES:
        hints.append(Hint("many-sentences", len(sentences)))
    if lengths and max(lengths) > WORDS:
        hints.append(Hint("long-sentence", max(lengths)))
    long = _long_words(text, language)
    if len(long) >= LONG_WORDS:
        hints.append(Hint("long-words", len(long), long))
    used = tuple(one for one in dict.fromkeys(avoided) if _stands_in(one, text))
    if used:
        hints.append(Hint("avoided-words", len(used), used))
    if text and horizon is None and not _YEAR.search(text):
        hints.append(Hint("no-horizon", path=HORIZON))
    if horizon is not None and year is not None and horizon - year < YEARS:
        hints.append(Hint("near-horizon", horizon - year, (str(horizon),), HORIZON))
    return Statement(text, horizon, len(sentences), sum(lengths), tuple(hints))


def sentences_of(text: str) -> tuple[str, ...]:
    """Return the sentences of a text.

    Examples
    --------
    >>> sentences_of("In 2040, 2.5 times more trees. And you?")
    ('In 2040, 2.5 times more trees.', 'And you?')
    """
    parts, start = [], 0
    for stop in _STOP.finditer(text):
        parts.append(text[start : stop.end()])
        start = stop.end()
    parts.append(text[start:])
    return tuple(one.strip() for one in parts if _WORD.search(one))


def words_of(text: str, language: str) -> tuple[str, ...]:
    """Return the words of a text, as each language counts them.

    In French an elided word is a word: *l’eau* has two.

    Examples
    --------
    >>> words_of("l’eau d’aujourd’hui", "fr")
    ('l', 'eau', 'd', 'aujourd’hui')
    """
    if language == "fr":
        text = _ELIDED.sub(r"\1 ", text)
    return tuple(_WORD.findall(text))


_ELIDED = re.compile(r"\b([cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’]", re.IGNORECASE)


def _long_words(text: str, language: str) -> tuple[str, ...]:
    most = LETTERS.get(language, max(LETTERS.values()))
    long = (one for one in words_of(text, language) if len(one) > most)
    return tuple({one.casefold(): one for one in reversed(tuple(long))}.values())[::-1]


def _stands_in(avoided: str, text: str) -> bool:
    """Whether a word or phrase stands in a text, in the plural too, whatever its case."""
    words = avoided.split()
    if not words:
        return False
    between = r"[\s-]+".join(_in_any_number(one) for one in words)
    return re.search(rf"(?<!\w){between}(?!\w)", text, re.IGNORECASE) is not None


def _in_any_number(word: str) -> str:
    if word[-1:].casefold() == "y":
        return rf"{re.escape(word[:-1])}(?:y|ys|ies)"
    return rf"{re.escape(word)}[sx]?"


def _last_year(answers: Answers) -> int | None:
    times = (one.time for one in answers.latest.values() if one.number == answers.entry)
    time = next(times, None)
    return time.year if time else None


def _value(path: str, method: Method, answers: Answers) -> object:
    return answers.value(path) if method.asks(path) else None
