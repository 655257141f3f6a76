"""What the cells of a plan mean: a choice of the method, a row of the workbook.

What a cell says plainly is taken; what else it may mean is offered and never guessed. The
one who leads an action and is nobody of the workbook yet is a new person; where a cell
names several, somebody says which.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING

from .plan import Ask
from .roles import stemmed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .known import Known

__all__ = ["NEW", "asks_of", "digest", "meaning", "parts_of", "word_of"]

NEW = "+"
"""Before the name of a person to be added, among the options."""

_MOST = 24
"""Different words of one column that are asked about; of more, they stay in the notes."""

_PARTS = re.compile(r"[,;/\n]+|\s(?:&|et|and)\s")
_ID_LENGTH = 10


def digest(*texts: str) -> str:
    """Return an id that follows from some texts."""
    return sha256("\x1f".join(texts).encode()).hexdigest()[:_ID_LENGTH]


def word_of(role: str, text: str) -> str:
    """Return the name of the question what a cell means."""
    return f"word-{role}-{digest(' '.join(stemmed(text)))}"


def parts_of(text: str) -> tuple[str, ...]:
    """Return the names in a cell, once each.

    Examples
    --------
    >>> parts_of("Anne Petit,  Jean Roy")
    ('Anne Petit', 'Jean Roy')
    """
    names = (" ".join(one.split()) for one in _PARTS.split(text))
    return tuple(dict.fromkeys(one for one in names if one))


def asks_of(
    role: str, texts: Iterable[str], known: Known, chosen: Mapping[str, str]
) -> list[Ask]:
    """Return what is asked about the words of a column, once each.

    Status is needed: an action without one is overlooked. What is plain is not asked.
    """
    counted: dict[str, tuple[str, int]] = {}
    for text in texts:
        name = word_of(role, text)
        said, count = counted.get(name, (text, 0))
        counted[name] = (said, count + 1)
    asks = []
    for name, (text, count) in counted.items():
        options, plain = _options(role, text, known)
        if not options or (plain and role != "owner"):
            continue
        picked = chosen.get(name)
        if picked is not None and picked not in {*options, ""}:
            picked = None
        if picked is None and plain:
            picked = plain
        needed = role == "status"
        asks.append(Ask(name, text, (*options, ""), picked, needed, count))
    told = [one for one in asks if role != "owner" or one.chosen not in known.labels]
    return told if len(told) <= _MOST else []


def meaning(role: str, text: str, known: Known, chosen: Mapping[str, str]) -> str | None:
    """Return what a cell means, as chosen or plain; None where it stays in the notes."""
    options, plain = _options(role, text, known)
    picked = chosen.get(word_of(role, text))
    if picked is not None and picked in {*options, ""}:
        return picked or None
    return plain or None


def _options(role: str, text: str, known: Known) -> tuple[tuple[str, ...], str]:
    """Return what a cell may mean, and what it means plainly."""
    options = known.options.get(role, ())
    plain = known.means(role, text)
    if role != "owner":
        return options, plain
    parts = [one for one in parts_of(text) if len(one) <= known.longest]
    new = tuple(f"{NEW}{one}" for one in parts if not known.means(role, one))
    if not plain and len(parts) == 1:
        plain = new[0] if new else known.means(role, parts[0])
    return (*options, *new), plain
