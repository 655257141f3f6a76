"""The shape of a workbook document, as far as the method does not say it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from smartcity_widgets.answers import NOTES
from smartcity_widgets.log import MOST_OPINIONS
from smartcity_widgets.method import Question

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smartcity_widgets.method import Method, Step

__all__ = [
    "COMMENT",
    "COMMENTS",
    "CONFIDENCES",
    "CYCLE_MEMBERS",
    "DISCUSSIONS",
    "FORMAT",
    "LEVELS",
    "MEMBERS",
    "MOST_OPINIONS",
    "NOTE_QUESTIONS",
    "RESPONDENTS",
    "ROW_ID",
    "VAT",
    "WORKBOOK_ID",
    "answered_steps",
    "journal_tables",
    "share_of",
    "text_of_number",
    "thresholds",
    "weights",
    "workbook_questions",
]

FORMAT = "smartcity-workbook/1"

MEMBERS = (
    "format",
    "method",
    "workbook",
    "settings",
    "respondents",
    "answers",
    "notes",
    "individual",
    "tallies",
    "journal",
    "overlay",
    "cycles",
)

CYCLE_MEMBERS = (
    "cycle",
    "closed_at",
    "closed_by",
    "method",
    "workbook",
    "settings",
    "respondents",
    "answers",
    "notes",
    "individual",
    "tallies",
    "journal",
    "overlay",
)
"""What stands under a closed cycle. Its name, language, terms and currency (``workbook``)
and its overlay stand there only where the open cycle has others."""

COMMENTS = "comments"
"""The member of the journal that holds the comments on steps and phases."""

RESPONDENTS = "workbook/respondents"

DISCUSSIONS = "settings/discussions"
"""Where the log has how many criteria are proposed for discussion."""

VAT = "context/vat"
"""Where the log has the one answer about VAT; ``settings.vat`` mirrors it."""

LEVELS = ("0", "1", "2", "3", "4", "unknown", "na")
CONFIDENCES = ("low", "medium", "high")

WORKBOOK_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
ROW_ID = re.compile(r"[A-Za-z0-9_-]{1,40}")

_WEIGHT = "weight_"
_THRESHOLD = "threshold_"


def _note(name: str) -> Question:
    if name == "confidence":
        return Question(id=name, kind="choice", step="notes", choices=CONFIDENCES)
    if name == "discussed":
        return Question(id=name, kind="date", step="notes")
    return Question(id=name, kind="long_text", step="notes")


NOTE_QUESTIONS: Mapping[str, Question] = {name: _note(name) for name in NOTES}
"""What a note may be, by its name."""


COMMENT = Question(id="comment", kind="long_text", step="comments")
"""What a comment of the consultant on a step or a phase may be."""


def answered_steps(method: Method) -> dict[str, Step]:
    """Return the steps whose answers stand under ``answers``.

    The settings and the journal have members of their own.
    """
    apart = {"setting", "journal"}
    return {name: step for name, step in method.steps.items() if step.role not in apart}


def journal_tables(method: Method) -> dict[str, Question]:
    """Return the tables of the journal, by name; none where the method has no journal."""
    step = method.steps.get("journal")
    return {one.id: one for one in step.questions} if step else {}


def workbook_questions(method: Method) -> dict[str, Question]:
    """Return what stands under ``workbook`` besides its id and cycle."""
    step = method.steps.get("workbook")
    questions = step.questions if step else ()
    return {one.id: one for one in questions if one.kind != "table"}


def weights(method: Method) -> dict[str, Question]:
    """Return the questions of ``settings/weights``, by prerequisite."""
    return _settings(method, _WEIGHT)


def thresholds(method: Method) -> dict[str, Question]:
    """Return the questions of ``settings/thresholds``, by name."""
    return _settings(method, _THRESHOLD)


def _settings(method: Method, prefix: str) -> dict[str, Question]:
    step = method.steps.get("settings")
    questions = step.questions if step else ()
    return {
        one.id.removeprefix(prefix): one for one in questions if one.id.startswith(prefix)
    }


def share_of(percent: str, places: int = 0) -> float:
    """Return a percentage as a JSON number, its mark moved `places` to the left."""
    number = Decimal(percent).scaleb(-places)
    return int(number) if number == number.to_integral_value() else float(number)


def text_of_number(number: float, places: int = 0) -> str:
    """Return a JSON number in plain notation, its mark moved `places` to the right."""
    return f"{Decimal(repr(number)).scaleb(places).normalize():f}"
