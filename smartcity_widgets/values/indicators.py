"""An indicator of the catalogue as people name it, and finding the one they mean.

An indicator is found by the beginnings of words of its name, code, standard, dimension or
formula, without accents or capitals. The browser looks through the same words by the same
rule (``forms/catalogue.js``): `folded` here and there are one.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from smartcity_widgets.errors import nearest
from smartcity_widgets.words import words

from .problem import Problem
from .texts import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from smartcity_widgets.method import Indicator
    from smartcity_widgets.words import Words

__all__ = [
    "code_of",
    "finds",
    "folded",
    "found",
    "label_of_indicator",
    "meant",
    "read_indicator",
    "said_of",
]

_NEAR = 3
"""How many indicators a sentence names at most."""

_DECIMAL_COMMA = re.compile(r"(?<=[0-9]),(?=[0-9])")
_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*")


def code_of(indicator: Indicator, spoken: Words) -> str:
    """Return standard, edition and code as they stand after a name."""
    standard = spoken.maybe(f"standard.{indicator.standard}") or indicator.standard
    return spoken.say(
        "value.indicator-code",
        standard=standard,
        edition=indicator.edition,
        code=indicator.code,
    )


def label_of_indicator(indicator: Indicator, spoken: Words) -> str:
    """Return what an indicator is called: its name, standard and code."""
    name = _name(indicator, spoken)
    return spoken.say("value.indicator", name=name, code=code_of(indicator, spoken))


def _name(indicator: Indicator, spoken: Words) -> str:
    return spoken.maybe(f"{indicator.words_key}.name") or indicator.id


def folded(text: str) -> tuple[str, ...]:
    """Return the words of a text without accents and capitals, a decimal comma as a point.

    Examples
    --------
    >>> folded("Énergie : PM2,5 (CO₂)")
    ('energie', 'pm2.5', 'co2')
    """
    apart = unicodedata.normalize("NFKD", text)
    bare = "".join(one for one in apart if not unicodedata.category(one).startswith("M"))
    return tuple(_WORD.findall(_DECIMAL_COMMA.sub(".", bare.lower())))


def said_of(indicator: Indicator, spoken: Words) -> tuple[str, ...]:
    """Return every word an indicator is found by, folded, each once."""
    said = (
        label_of_indicator(indicator, spoken),
        indicator.id,
        spoken.say(f"choice.dimension.{indicator.dimension}"),
        spoken.maybe(f"{indicator.words_key}.formula"),
    )
    return tuple(dict.fromkeys(word for one in said for word in folded(one)))


def finds(query: Iterable[str], said: Iterable[str]) -> bool:
    """Whether every word of a query begins a word that is said."""
    said = tuple(said)
    return all(any(word.startswith(one) for word in said) for one in query)


def found(
    text: str, indicators: Mapping[str, Indicator], spoken: Words
) -> tuple[Indicator, ...]:
    """Return the indicators a text finds, in the order of the catalogue."""
    query = folded(text)
    return tuple(one for one in indicators.values() if finds(query, said_of(one, spoken)))


def read_indicator(
    text: str, indicators: Mapping[str, Indicator], language: str
) -> str | Problem:
    """Return the id of the indicator a text names: by id, or alone by its name or code.

    Nothing is guessed: of several that a name could mean, none is taken.
    """
    spoken = words(language)
    if text.strip() in indicators:
        return text.strip()
    named = _named(text, indicators, spoken)
    if len(named) == 1:
        return named[0].id
    details = {"text": quoted(text)}
    if named:
        return Problem("indicator-several", details | {"names": _listed(named, spoken)})
    near = _nearest(text, indicators, spoken)
    if not near:
        return Problem("indicator", details)
    return Problem("indicator-near", details | {"nearest": _listed(near, spoken)})


def meant(
    text: str, indicators: Mapping[str, Indicator], spoken: Words
) -> tuple[Indicator, ...]:
    """Return the indicators that a text which names no single one may mean, the few."""
    named = _named(text, indicators, spoken) or _nearest(text, indicators, spoken)
    return tuple(named[:_NEAR])


def _named(
    text: str, indicators: Mapping[str, Indicator], spoken: Words
) -> list[Indicator]:
    wanted = folded(text)
    return [one for one in indicators.values() if wanted in _names(one, spoken)]


def _names(indicator: Indicator, spoken: Words) -> set[tuple[str, ...]]:
    """Return the folded names of an indicator."""
    said = (
        indicator.id,
        label_of_indicator(indicator, spoken),
        code_of(indicator, spoken),
        _name(indicator, spoken),
        indicator.code,
    )
    return {folded(one) for one in said}


def _nearest(
    text: str, indicators: Mapping[str, Indicator], spoken: Words
) -> list[Indicator]:
    close = list(found(text, indicators, spoken)) if folded(text) else []
    if close:
        return close
    names = {" ".join(folded(_name(one, spoken))): one for one in indicators.values()}
    name = nearest(" ".join(folded(text)), names)
    return [names[name]] if name else []


def _listed(indicators: list[Indicator], spoken: Words) -> str:
    labels = [label_of_indicator(one, spoken) for one in indicators[:_NEAR]]
    rest = ["…"] if len(indicators) > _NEAR else []
    return spoken.say("value.between-texts").join([*labels, *rest])
