"""Words that several parts of the page of the adjustment need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartcity_widgets.analysis.measuring import INDICATORS, OBJECTIVES
from smartcity_widgets.analysis.projects import PROJECTS
from smartcity_widgets.render.standing import VERDICT_SIGNS
from smartcity_widgets.render.templates import safe_text

if TYPE_CHECKING:
    from smartcity_widgets.analysis.decisions import Due
    from smartcity_widgets.render.drawing import Drawing

__all__ = ["KEY", "STANDING_SIGNS", "chosen", "kind_of", "named", "typed", "verdict"]

KEY = "findings.adjustment"

STANDING_SIGNS: dict[Due, str] = {
    "done": "✓",
    "dropped": "–",
    "overdue": "▲",
    "due": "○",
    "undated": "?",
}
"""How a decision stands, as a sign beside its word."""

_KINDS = {OBJECTIVES: "objective", PROJECTS: "project", INDICATORS: "indicator"}


def named(path: str, drawing: Drawing) -> str:
    """Return what people call a row."""
    table, _, row = path.rpartition("/")
    return drawing.label_of(table, row)


def kind_of(path: str, drawing: Drawing) -> str:
    """Return what a row is: an objective, a project, an indicator."""
    return drawing.say(f"thread.level.{_KINDS[path.rpartition('/')[0]]}")


def chosen(path: str, value: str | None, drawing: Drawing) -> str:
    """Return the word of a choice; empty where nothing is chosen."""
    question = drawing.method.at(path)
    return drawing.show(question, value) if question and value else ""


def verdict(value: str | None, drawing: Drawing) -> tuple[str, str]:
    """Return the sign and the word of a verdict, both empty where none is chosen."""
    said = chosen("adjustment/decisions/row/verdict", value, drawing)
    return VERDICT_SIGNS.get(value or "", ""), said


def typed(text: str) -> str:
    """Return what people typed on one line."""
    return safe_text(" ".join(text.split()))
