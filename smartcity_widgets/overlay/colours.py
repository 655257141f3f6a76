"""The colour of a client on our pages, as far as everybody can read it.

Contrast is that of WCAG 2.1: 4.5 to 1 for text (AA). The accent stands as text on paper and
under white text; what is derived of it is as light as its readers need.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from smartcity_widgets.errors import ContentError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["AA", "INK", "SOFT", "WASH", "check_accent", "contrast", "look_style", "tint"]

AA = 4.5
PAPER = "#ffffff"
INK = "#17222e"
SOFT = "#55626f"
WASH = "#f4f7f9"
"""What the style sheet calls ``--sc-ink``, ``--sc-soft`` and ``--sc-wash``."""

_COLOUR = re.compile(r"#[0-9a-f]{6}")
_TINTS = (0.12, 0.1, 0.08, 0.06, 0.04, 0.02)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21.

    Examples
    --------
    >>> contrast("#000000", "#ffffff")
    21.0
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def check_accent(text: str, where: str) -> str:
    """Return an accent as ``#rrggbb``.

    Raises
    ------
    ContentError
        If it is no such colour, or too pale to be read on white and under white text.
    """
    accent = text.strip().lower()
    if not _COLOUR.fullmatch(accent):
        rule = f"'{text}' is no colour."
        raise ContentError(where, rule, "Write it as #rrggbb, for example #0a5c63.")
    found = contrast(accent, PAPER)
    if found < AA:
        shown = int(found * 100) / 100  # never rounded up to what would pass
        rule = f"{accent} has a contrast of {shown:.2f} to white, below {AA} (WCAG AA)."
        raise ContentError(where, rule, "Choose a darker colour.")
    return accent


def tint(colour: str, share: float) -> str:
    """Return white with a share of a colour in it.

    Examples
    --------
    >>> tint("#000000", 0.1)
    '#e6e6e6'
    """
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(255 + (part - 255) * share):02x}" for part in parts)


def _wash(accent: str) -> str:
    """Return the deepest tint of an accent on which it, ink and soft ink can be read."""
    return next(
        (
            wash
            for wash in (tint(accent, share) for share in _TINTS)
            if min(contrast(one, wash) for one in (accent, INK, SOFT)) >= AA
        ),
        PAPER,
    )


def look_style(overlay: Mapping[str, Any], selector: str) -> str:
    """Return the style of what `selector` chooses; empty where there is no accent."""
    accent = overlay.get("look", {}).get("accent", "")
    if not _COLOUR.fullmatch(accent):
        return ""
    colours = {"accent": accent, "accent-wash": _wash(accent)}
    if contrast(accent, WASH) < AA:
        colours["wash"] = PAPER
    said = "".join(f"--sc-{name}:{colour};" for name, colour in colours.items())
    return f"{selector}{{{said}}}"
