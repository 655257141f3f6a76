"""Text that a page can carry: what no page can show is replaced, and named."""

from __future__ import annotations

import json
import re
import unicodedata

__all__ = ["plain", "quoted", "quoted_json"]

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

_QUOTED = 60
# Lone surrogates, controls other than tab and line ends, and the 66 non-characters.
_UNSHOWABLE = re.compile(
    "[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | end) for plane in range(17) for end in (0xFFFE, 0xFFFF))
    + "]"
)
_NAMES = {0: "NUL", 0x1B: "ESCAPE", 0x7F: "DELETE"}


def plain(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a text that can be shown safely, and what was replaced in it.

    Lone surrogates, NUL and other controls, and non-characters become U+FFFD each; their
    names (``U+D800``, ``U+0000 NUL``) are returned once each, in order. Markup is not
    touched: the renderer escapes it.
    """
    found = dict.fromkeys(_UNSHOWABLE.findall(text))
    if not found:
        return text, ()
    return _UNSHOWABLE.sub(REPLACEMENT, text), tuple(_name(one) for one in found)


def _name(character: str) -> str:
    name = _NAMES.get(ord(character)) or unicodedata.name(character, "")
    return f"U+{ord(character):04X} {name}".strip()


def quoted(text: str) -> str:
    """Return what was typed as a sentence can quote it: one line, short, showable."""
    line = " ".join(plain(text[: 4 * _QUOTED])[0].split())
    short = len(text) <= 4 * _QUOTED and len(line) <= _QUOTED
    return line if short else f"{line[: _QUOTED - 1]}…"


def quoted_json(value: object) -> str:
    """Return a value of a document as a sentence can quote it."""
    try:
        return quoted(json.dumps(value, ensure_ascii=False, default=str))
    except RecursionError:  # nested more deeply than it can be written
        return "…"
