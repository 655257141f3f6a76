"""What every chart is made of, and the few ways a number is said in one."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from smartcity_widgets.values.amounts import format_number, format_percent

if TYPE_CHECKING:
    from fractions import Fraction

    from jinja2 import Environment

    from smartcity_widgets.analysis.readiness import Prerequisite
    from smartcity_widgets.analysis.verdict import Level
    from smartcity_widgets.words import Words

__all__ = ["Chart", "draw", "said_known", "said_level", "said_number", "said_percent"]

FOLDER = Path(__file__).parent.parent / "templates" / "charts"


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure in its forms; `title` and `alt` are plain text, the others are HTML.

    Attributes
    ----------
    svg
        The picture, with `title` and `alt` inside for a screen reader.
    table
        The same numbers as a ``<table>`` with a caption.
    """

    id: str
    title: str
    svg: str
    alt: str
    table: str


def draw(template: str, **parts: object) -> str:
    """Return a template of ``templates/charts/`` drawn, everything in it escaped."""
    return _environment().get_template(template).render(parts)


def said_number(value: Fraction, words: Words) -> str:
    """Return a number as the language writes it, with two decimals at most."""
    return format_number(_decimal(value), words.language)


def said_percent(value: Fraction, words: Words) -> str:
    """Return a percentage as the language writes it, with two decimals at most."""
    return format_percent(_decimal(value), words.language)


def said_level(level: Level, words: Words) -> str:
    """Return a level in words: ``3 · Operational``, ``1.5``, don't know, no answer."""
    if level is None:
        return words.say("chart.unanswered")
    if isinstance(level, str):
        return words.say(f"level.{level}")
    number = said_number(level, words)
    if level.denominator != 1:
        return number
    name = words.each("level.names")[int(level)]
    return words.say("value.level", level=number, name=name)


def said_known(part: Prerequisite, words: Words) -> str:
    """Return how many criteria of a prerequisite have a level."""
    return words.say("chart.known", known=part.known, applying=part.applying)


def _decimal(value: Fraction) -> Decimal:
    rounded = round(Decimal(value.numerator) / Decimal(value.denominator), 2)
    return rounded.quantize(Decimal(1)) if rounded == int(rounded) else rounded.normalize()


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
