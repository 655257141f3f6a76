"""The one door to ``templates/``: Jinja with escaping on, and nothing forgotten.

Everything a person typed passes `plain` before it is drawn, so that a lone surrogate or a
NUL neither breaks the page nor goes unseen; Jinja escapes the rest.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from smartcity_widgets.values import plain

__all__ = [
    "TEMPLATE_FOLDER",
    "css_text",
    "environment",
    "isolated",
    "safe_text",
    "stylesheet",
]

TEMPLATE_FOLDER = Path(__file__).parent.parent / "templates"


def safe_text(text: object) -> str:
    """Return what was typed with its unprintable characters replaced, not yet escaped."""
    return plain(str(text))[0]


def isolated(text: object) -> Markup:
    """Return what was typed for display: escaped, and unable to turn the text around it.

    A ``bdi`` keeps a right-to-left override inside; its title names what was replaced.
    """
    shown, replaced = plain(str(text))
    hint = Markup()
    if replaced:
        hint = Markup(' title="{}"').format(", ".join(replaced))
    return Markup("<bdi{}>{}</bdi>").format(hint, Markup("<br>").join(shown.splitlines()))


def css_text(text: str) -> str:
    r"""Return a CSS string: every character but ASCII letters and digits as ``\00263a``."""
    plain_text = (
        one if one.isascii() and one.isalnum() else f"\\{ord(one):06x}" for one in text
    )
    return f'"{"".join(plain_text)}"'


@cache
def environment() -> Environment:
    """Return the environment every template of ours is drawn with."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATE_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["plain"] = safe_text
    made.filters["typed"] = isolated
    return made


@cache
def stylesheet(*names: str) -> str:
    """Return the style sheets of these names, one after the other; by default a page's."""
    return "\n".join(
        (TEMPLATE_FOLDER / f"{name}.css").read_text(encoding="utf-8")
        for name in names
        or (
            "tokens",
            "form",
            "grid",
            "wall",
            "hands",
            "catalogue",
            "readiness",
            "findings",
            "thread",
            "diagnosis",
            "measured",
            "delivery",
            "results",
            "discussion",
            "agenda",
            "figures",
            "project-sheet",
        )
    )
