"""How wide a text may get in a picture, and where its lines break.

Nobody knows which font a browser draws a picture with. The widths here are those of a wide
one (DejaVu Sans) or more, so that a line that fits by them fits everywhere.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from smartcity_widgets.values import plain

__all__ = ["BOLD", "lettered", "lines_of", "width_of"]

ELLIPSIS = "…"
BOLD = 1.18
"""How much wider bold letters are."""

_WIDTHS = {
    one: width
    for width, letters in (
        (0.31, "ijl"),
        (0.35, "I.,:;|' \N{NO-BREAK SPACE}’‘·"),
        (0.43, "ftr()[]/-\\!ìíîï"),
        (0.56, 'sczJ?"ç_*`°'),
        (1.0, "mwMW@%—…&©®¼½¾ŴŵĦħŉ"),
        (1.08, "œŒæÆ"),
    )
    for one in letters
}
_LOWER, _UPPER, _SIGN, _WIDE, _OTHER = 0.66, 0.8, 0.84, 1.3, 1.1
_TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a line of text may get, in the units of the picture."""
    return sum(map(_em, text)) * size * (BOLD if bold else 1)


def lettered(text: object) -> str:
    """Return what was typed as one line that a picture can show.

    Marks that turn the direction of writing are left out: a picture has nothing to keep
    them inside.
    """
    shown = plain(str(text))[0]
    return " ".join(_TURNING.sub("", shown).split()) or ELLIPSIS


def lines_of(text: str, width: float, size: float, *, most: int = 4) -> tuple[str, ...]:
    """Return a text in lines that fit a width, broken at spaces, after hyphens or slashes.

    A word that is wider than a line is divided; what needs more than `most` lines ends with
    an ellipsis.
    """
    room = width / size
    lines: list[str] = []
    line, used = "", 0.0
    for piece in (part for one in _pieces(text) for part in _divided(one, room)):
        wide = sum(map(_em, piece.rstrip(" ")))
        if line and used + wide > room:
            lines.append(line.rstrip(" "))
            line, used = "", 0.0
        line += piece
        used += sum(map(_em, piece))
    lines.append(line.rstrip(" "))
    if len(lines) > most:
        lines = [*lines[: most - 1], _ended(lines[most - 1], room)]
    return tuple(lines)


def _pieces(text: str) -> list[str]:
    """Cut a text where a line may end; a space stays with the word before it."""
    return re.findall(r"[^ /–-]*(?:[/–-]+ *| +|$)", text)


def _divided(piece: str, room: float) -> list[str]:
    """Divide a word that no line can hold, with a hyphen, never before an accent."""
    parts: list[str] = []
    while sum(map(_em, piece.rstrip(" "))) > room:
        used, end = _em("-"), 0
        while end < len(piece) and (used := used + _em(piece[end])) <= room:
            end += 1
        while end > 1 and unicodedata.combining(piece[end]):
            end -= 1
        end = max(end, 1)
        parts.append(f"{piece[:end]}-")
        piece = piece[end:]
    return [*parts, piece]


def _ended(line: str, room: float) -> str:
    while line and sum(map(_em, line)) + _em(ELLIPSIS) > room:
        line = line[:-1]
    return f"{line.rstrip(' ,;:.-')}{ELLIPSIS}"


@lru_cache(maxsize=2048)
def _em(one: str) -> float:
    known = _WIDTHS.get(one)
    if known is not None:
        return known
    if unicodedata.combining(one):
        return 0.0
    if unicodedata.east_asian_width(one) in "WF":
        return _WIDE
    if one.isascii() or "\xa1" <= one <= "\u024f":
        letter = _UPPER if one.isupper() else _LOWER
        return letter if one.isalnum() else _SIGN
    return _OTHER
