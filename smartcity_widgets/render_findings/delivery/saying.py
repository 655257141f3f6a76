"""Words that several parts of the page of the implementation need."""

from __future__ import annotations

from decimal import Decimal
from math import ceil, floor
from typing import TYPE_CHECKING

from smartcity_widgets.analysis.milestones import MILESTONES
from smartcity_widgets.analysis.projects import PROJECTS
from smartcity_widgets.render.templates import safe_text
from smartcity_widgets.values.amounts import format_money, format_percent
from smartcity_widgets.values.dates import format_day

if TYPE_CHECKING:
    from fractions import Fraction

    from smartcity_widgets.render.drawing import Drawing

__all__ = [
    "KEY",
    "STEP",
    "chosen",
    "date_said",
    "milestone_name",
    "money",
    "person",
    "project",
    "share",
]

KEY = "findings.delivery"
STEP = "delivery"


def project(row: str | None, drawing: Drawing) -> str:
    """Return what a project is called, or that there is none."""
    if row is None:
        return drawing.say(f"{KEY}.no_project")
    return drawing.label_of(PROJECTS, row)


def milestone_name(row: str, drawing: Drawing) -> str:
    """Return what a milestone is called, whatever column stands first in its table."""
    name = drawing.answers.value(f"{MILESTONES}/{row}/name")
    return safe_text(name) if name else drawing.say("due.no_milestone")


def person(row: str | None, drawing: Drawing) -> str:
    """Return the name of a person; empty where there is none."""
    return drawing.name_in("context/persons", row) if row else ""


def date_said(said: str, drawing: Drawing) -> str:
    """Return a stored date in words; empty where there is none."""
    return format_day(said, drawing.words) if said else ""


def chosen(path: str, value: str | None, drawing: Drawing) -> str:
    """Return the word of a choice; empty where nothing is chosen."""
    question = drawing.method.at(path)
    return drawing.show(question, value) if question and value else ""


def money(amount: Decimal, drawing: Drawing) -> str:
    """Return an amount in the currency of the workbook."""
    return format_money(amount, drawing.answers.currency, drawing.words.language)


def share(part: Fraction, drawing: Drawing) -> str:
    """Return a share in whole per cent, which never reads as all of it where it is not.

    What is below 100 % is rounded down, what is above it up; what is below 1 % is said so.
    """
    percent = part * 100
    if 0 < percent < 1:
        return drawing.say(f"{KEY}.under_one")
    whole = floor(percent) if part < 1 else ceil(percent)
    return format_percent(Decimal(whole), drawing.words.language)
