"""A gap of the thread in words: what people call a row, what is wrong, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from smartcity_widgets.analysis.coherence.gap import Amount
from smartcity_widgets.analysis.coherence.reading import (
    INDICATORS,
    NEEDS,
    OBJECTIVES,
    PRIORITIES,
    PROJECTS,
)
from smartcity_widgets.analysis.decisions import DECISIONS, decisions_of
from smartcity_widgets.render.drawing import Drawing, View
from smartcity_widgets.render.templates import safe_text
from smartcity_widgets.values.amounts import format_money, format_number
from smartcity_widgets.values.dates import format_day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smartcity_widgets.analysis.coherence import Gap
    from smartcity_widgets.analysis.coherence.gap import Detail
    from smartcity_widgets.analysis.decisions import Decision
    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method
    from smartcity_widgets.words import Words

__all__ = ["SIGNS", "Saying"]

SIGNS = {"error": "✕", "warning": "▲", "note": "○"}
"""Severity to its sign; its word is said beside it."""

_NAMED = {
    NEEDS: "need",
    PRIORITIES: "priority",
    OBJECTIVES: "statement",
    INDICATORS: "name",
    PROJECTS: "title",
    "delivery/milestones": "name",
    "delivery/risks": "risk",
    "openness/stakeholders": "name",
    "communication/audiences": "name",
}
"""Table to the column by which people know a row; its ``code``, if any, is said before."""

_ROW_DEPTH = 3  # step/table/row


@dataclass(frozen=True)
class Saying:
    """What is said of the gaps of one workbook.

    Attributes
    ----------
    internal
        Whether what is marked internal may be told.
    """

    method: Method
    answers: Answers
    words: Words
    internal: bool = False

    @cached_property
    def drawing(self) -> Drawing:
        """The drawing that names rows and places."""
        view = View(
            uid="thread",
            language=self.words.language,
            mode="read",
            show_internal=self.internal,
        )
        return Drawing(self.method, self.answers, self.words, view)

    def name(self, path: str) -> str:
        """Return what people call a row, a table or a question."""
        parts = path.split("/")
        table = "/".join(parts[:2])
        if len(parts) < _ROW_DEPTH:
            question = self.method.at(path)
            label = f"{question.words_key}.label" if question else path
            return safe_text(self.words.maybe(label) or path)
        if table == DECISIONS:
            return self._decision(path)
        if table not in _NAMED:
            return self.drawing.label_of(table, parts[2])
        said, code = (self._cell(path, one) for one in (_NAMED[table], "code"))
        if said and code:
            return self.words.say("thread.coded", code=code, name=said)
        if said or code:
            return said or code
        number = self.drawing.number_of(table, parts[2])
        return self.words.say("ui.row.unnamed", n=number)

    def _decision(self, path: str) -> str:
        """Return what was decided about what; its place where neither is said."""
        verdict, column = self.answers.value(f"{path}/verdict"), f"{path}/verdict"
        asked = self.method.at(column)
        said = self.drawing.show(asked, verdict) if asked and verdict else ""
        row = path.rpartition("/")[2]
        found = self.decisions.get(row)
        about = self.name(found.target) if found and found.target else ""
        if said and about:
            return self.words.say("thread.decided", verdict=said, name=about)
        number = self.drawing.number_of(DECISIONS, row)
        return said or about or self.words.say("ui.row.unnamed", n=number)

    @cached_property
    def decisions(self) -> Mapping[str, Decision]:
        """Row to the decision it holds."""
        return {one.row: one for one in decisions_of(self.answers)}

    def sign(self, gap: Gap) -> str:
        """Return the sign of a gap's severity."""
        return SIGNS[gap.severity]

    def severity(self, gap: Gap) -> str:
        """Return the word of a gap's severity."""
        return self.words.say(f"check.severity.{gap.severity}")

    def message(self, gap: Gap) -> str:
        """Return what is wrong, with the name of what it is about."""
        return self._said(gap, "message", name=self.name(gap.subject))

    def here(self, gap: Gap) -> str:
        """Return what is wrong, where its row stands just above."""
        return self._said(gap, "here")

    def todo(self, gap: Gap) -> str:
        """Return what to do about it."""
        return self.words.say(f"check.{gap.rule}.todo", **self._details(gap))

    def _said(self, gap: Gap, key: str, **named: str) -> str:
        variant = f"_{gap.variant}" if gap.variant else ""
        details = self._details(gap)
        return self.words.say(f"check.{gap.rule}.{key}{variant}", **details, **named)

    def _details(self, gap: Gap) -> dict[str, str]:
        vat = self.words.say(f"check.vat.{self.answers.vat}")
        return {name: self._detail(one) for name, one in gap.details.items()} | {"vat": vat}

    def _detail(self, value: Detail) -> str:
        language = self.words.language
        if isinstance(value, Amount):
            return format_money(value.value, self.answers.currency, language)
        if isinstance(value, Decimal):
            return format_number(value, language)
        if isinstance(value, date):
            return format_day(value.isoformat(), self.words)
        if isinstance(value, tuple):
            paths = [self.name(one) for one in value if isinstance(one, str)]
            years = [str(one) for one in value if isinstance(one, int)]
            return " → ".join(paths) or ", ".join(years)
        return self.name(value) if isinstance(value, str) else str(value)

    def _cell(self, row: str, column: str) -> str:
        value = self.answers.value(f"{row}/{column}")
        return safe_text(" ".join(value.split())) if isinstance(value, str) else ""
