"""Sentences that name what people typed: escaped, quoted, and unable to turn the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from smartcity_widgets.render.templates import isolated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartcity_widgets.words import Words

__all__ = ["naming"]

_MARK = "\N{OBJECT REPLACEMENT CHARACTER}"
MOST = 4
"""More names than this make a list of a sentence: the rest is counted."""


def naming(
    words: Words,
    key: str,
    names: Sequence[str],
    *,
    counting: int | None = None,
    most: int = MOST,
    **details: object,
) -> Markup:
    """Return the word `key` with ``{names}`` filled by what people typed, each in quotes.

    Parameters
    ----------
    counting
        How many, for a word that counts.
    most
        More names than this are counted.
    """
    shown = list(names[:most]) if len(names) > most + 1 else list(names)
    quoted = [words.say("findings.naming.quote", name=_MARK) for _ in shown]
    if len(shown) < len(names):
        quoted.append(words.count("findings.naming.and_more", len(names) - len(shown)))
    listed = words.say("findings.naming.between").join(quoted)
    said = (
        words.say(key, names=listed, **details)
        if counting is None
        else words.count(key, counting, names=listed, **details)
    )
    first, *rest = str(escape(said)).split(_MARK)
    filled = [f"{isolated(name)}{after}" for name, after in zip(shown, rest, strict=True)]
    return Markup("".join([first, *filled]))  # noqa: S704 - escaped above, names isolated
