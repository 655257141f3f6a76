"""How a client's pages look: the accent of the workbook's overlay, and its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from smartcity_widgets.overlay import PRESETS, look_style

if TYPE_CHECKING:
    from smartcity_widgets.answers import Answers
    from smartcity_widgets.words import Words

__all__ = ["look", "look_of_report", "overlay_name"]

_LIGHT = 'body:not([data-jp-theme-light="false"])'
"""A dark theme keeps the accent that was chosen for it."""


def look(answers: Answers, uid: str) -> Markup:
    """Return the style element that colours one page in a notebook; empty where none.

    It names the page: what it says must not reach the page of another workbook.
    """
    return _styled(answers, f"{_LIGHT} #{uid}")


def look_of_report(answers: Answers) -> Markup:
    """Return the style element that colours a whole report; empty where none."""
    return _styled(answers, "body.smartcity")


def _styled(answers: Answers, selector: str) -> Markup:
    style = look_style(answers.overlay, selector)
    return Markup(f"<style>{style}</style>") if style else Markup()  # noqa: S704 - of checked colours


def overlay_name(answers: Answers, words: Words) -> str:
    """Return what people call the overlay of a workbook; presets by their own words."""
    name = str(answers.overlay.get("name", ""))
    parts = [
        words.say(f"overlay.preset.{part}") if part in PRESETS else part
        for part in name.split(" + ")
    ]
    return " + ".join(parts) if name else words.say("overlay.unnamed")
