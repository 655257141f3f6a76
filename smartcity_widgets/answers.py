"""What a workbook says at one moment: a frozen view folded from the log.

`Answers` holds no disk and no widget. A new entry makes new `Answers` (`with_entries`); the
scores are computed from it and never stored.

Values are plain JSON: a level is 0 to 4, ``"unknown"`` or ``"na"``; money and decimals are
texts in plain notation; a date is ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.

Paths mirror the workbook document::

    political-will/W1                     an answer (the group's, or a respondent's)
    context/persons/p7                    a row: {"order": "1/2"}, null when removed
    context/persons/p7/name               a cell
    notes/political-will/W1/reason        a note: one of `NOTES`
    comments/political-will               the consultant's comment on a step or a phase
    journal/actions/a1/who                the journal, a table like any other
    tallies/political-will/W1             {"0": 1, "2": 5, "unknown": 2}
    tallies/political-will/W1/2           a count that could not be read: a draft
    revealed/political-will               true once the room's opinions are shown
    revealed/political-will/W1            the same of one criterion
    workbook/name, workbook/respondents/r1, workbook/respondents/r1/group
    workbook/overlay                      how the method is adapted; null where it is not
    workbook                              {"method": "1.0.0"}: begun, or closed, under it
    settings/weight_political-will, settings/threshold_overall_go
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from .log import GROUP, HANDS, WORKBOOK, Closed, Entry
from .words import Words, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["NOTES", "OVERLAY", "Answers", "Conflict", "Draft", "Respondent"]

OVERLAY = "workbook/overlay"
"""Where the log has the overlay of a workbook."""

NOTES = ("comment", "evidence", "confidence", "dissent", "reason", "discussed")
"""What may stand beside a question; ``discussed`` is the day the group talked about it."""

Value = Any

_CELL_DEPTH = 4
"""Parts of ``step/table/row/column``."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Text that could not be read as an answer, with the language it was typed in."""

    text: str | tuple[str, ...]
    language: str
    rule: str
    details: Mapping[str, str]
    entry: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two answers on the same base; the newer stands, both are in the history."""

    former: Entry
    newer: Entry


@dataclass(frozen=True, slots=True)
class Respondent:
    """Somebody who gives an own opinion."""

    id: str
    name: str
    group: str | None


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of a table: those that exist, in order; those removed, latest first."""

    ids: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


_NO_ROWS = _Rows()


@dataclass(frozen=True)
class Answers:
    """A frozen, typed view of what a workbook says.

    Attributes
    ----------
    latest
        (respondent, path) to the latest entry there, drafts and erasures included.
    former
        (respondent, path) to the answer that stood before a draft, or the place a removed
        row had: what comes back in one act.
    conflicts
        (respondent, path) to the two entries that clash.
    """

    workbook: str
    cycle: int = 1
    entry: int = 0
    latest: Mapping[tuple[str, str], Entry] = field(default_factory=dict)
    former: Mapping[tuple[str, str], Entry] = field(default_factory=dict)
    conflicts: Mapping[tuple[str, str], Conflict] = field(default_factory=dict)

    def with_entries(self, entries: Iterable[Entry]) -> Answers:
        """Return the answers after more entries of the same workbook and cycle.

        Entries of another workbook or cycle are ignored, and so are those already seen.
        """
        latest, former, conflicts = (
            dict(self.latest),
            dict(self.former),
            dict(self.conflicts),
        )
        last = self.entry
        for one in entries:
            if (
                one.workbook != self.workbook
                or one.cycle != self.cycle
                or one.number <= last
            ):
                continue
            last = one.number
            key = (one.respondent, one.path)
            before = latest.get(key)
            covers = one.kind == "draft" or (one.kind == "row" and one.value is None)
            if not covers:
                former.pop(key, None)
            elif before is not None and before.kind != "draft" and before.value is not None:
                former[key] = before
            clash = (
                before is not None
                and one.base is not None
                and one.base < before.number
                and (before.kind, before.value) != (one.kind, one.value)
            )
            if clash and before is not None:
                conflicts[key] = Conflict(former=before, newer=one)
            else:
                conflicts.pop(key, None)
            latest[key] = one
        return replace(
            self,
            entry=last,
            latest=MappingProxyType(latest),
            former=MappingProxyType(former),
            conflicts=MappingProxyType(conflicts),
        )

    # Single answers ---------------------------------------------------------------------

    def value(self, path: str, respondent: str = GROUP) -> Value:
        """Return the answer at a path; None where unanswered, erased or a draft."""
        one = self.latest.get((respondent, path))
        return None if one is None or one.kind in {"draft", "erase"} else one.value

    def draft(self, path: str, respondent: str = GROUP) -> Draft | None:
        """Return the draft standing at a path, if any."""
        one = self.latest.get((respondent, path))
        if one is None or one.kind != "draft":
            return None
        text = one.value["text"]
        return Draft(
            text=tuple(text) if isinstance(text, list) else text,
            language=one.value["language"],
            rule=one.value["rule"],
            details=one.value.get("details", {}),
            entry=one.number,
        )

    def drafts(self) -> dict[tuple[str, str], Draft]:
        """Return every standing draft whose row, if it has one, exists."""
        found = {}
        for respondent, path in self.latest:
            one = self.draft(path, respondent)
            if one is not None and self._alive(path, respondent):
                found[respondent, path] = one
        return found

    def base(self, path: str, respondent: str = GROUP) -> int:
        """Return the number of the latest entry at a path, 0 where there is none."""
        one = self.latest.get((respondent, path))
        return one.number if one else 0

    def note(
        self, step: str, question: str, name: str, respondent: str = GROUP
    ) -> str | None:
        """Return one of `NOTES` of a question, or None."""
        return self.value(f"notes/{step}/{question}/{name}", respondent)  # type: ignore[no-any-return]

    def comment(self, name: str) -> str | None:
        """Return the consultant's comment on a step or a phase, or None."""
        return self.value(f"comments/{name}")  # type: ignore[no-any-return]

    # Rows -------------------------------------------------------------------------------

    @cached_property
    def _rows(self) -> Mapping[tuple[str, str], _Rows]:
        """(respondent, ``step/table``) to its rows; read once for these answers."""
        orders: dict[tuple[str, str], list[tuple[Fraction, str]]] = {}
        removals: dict[tuple[str, str], list[tuple[int, str]]] = {}
        for (respondent, path), one in self.latest.items():
            if one.kind != "row":
                continue
            table, _, row = path.rpartition("/")
            if one.value:
                order = Fraction(one.value["order"])
                orders.setdefault((respondent, table), []).append((order, row))
            else:
                removals.setdefault((respondent, table), []).append((one.number, row))
        return {
            key: _Rows(
                ids=tuple(row for _, row in sorted(orders.get(key, ()))),
                removed=tuple(
                    row for _, row in sorted(removals.get(key, ()), reverse=True)
                ),
            )
            for key in orders.keys() | removals.keys()
        }

    def rows(self, table: str, respondent: str = GROUP) -> tuple[str, ...]:
        """Return the ids of the rows of ``step/table``, in order."""
        return self._rows.get((respondent, table), _NO_ROWS).ids

    def removed_rows(self, table: str, respondent: str = GROUP) -> tuple[str, ...]:
        """Return the ids of the removed rows of ``step/table``, latest removal first."""
        return self._rows.get((respondent, table), _NO_ROWS).removed

    def table(
        self, table: str, columns: Iterable[str], respondent: str = GROUP
    ) -> tuple[dict[str, Value], ...]:
        """Return the rows of ``step/table`` as dicts: ``id`` and the answered columns."""
        names = tuple(columns)
        rows = []
        for row in self.rows(table, respondent):
            cells = {
                name: self.value(f"{table}/{row}/{name}", respondent) for name in names
            }
            rows.append({"id": row} | {k: v for k, v in cells.items() if v is not None})
        return tuple(rows)

    def _alive(self, path: str, respondent: str) -> bool:
        parts = path.split("/")
        if len(parts) != _CELL_DEPTH or parts[0] in {"notes", "tallies"}:
            return True
        rows = (
            self.latest.get((owner, "/".join(parts[:3]))) for owner in (respondent, GROUP)
        )
        return any(one is not None and bool(one.value) for one in rows)

    # The workbook and its people --------------------------------------------------------

    @property
    def closing(self) -> Closed | None:
        """By whom and when this cycle was closed; None while it is open."""
        one = self.latest.get((GROUP, WORKBOOK))
        return Closed.of(one) if one is not None and one.kind == "close" else None

    @property
    def method_version(self) -> str | None:
        """The version of the method the cycle was closed under, while it is open begun."""
        one = self.latest.get((GROUP, WORKBOOK))
        return None if one is None else one.value["method"]

    @property
    def name(self) -> str:
        """The name of the workbook, its id where it has none."""
        return self.value("workbook/name") or self.workbook

    @property
    def language(self) -> str:
        """The language of the workbook."""
        return self.value("workbook/language") or "en"

    @property
    def terms(self) -> str:
        """The set of terms: ``be``, ``fr`` or ``generic``."""
        return self.value("workbook/terms") or "generic"

    @property
    def overlay(self) -> Mapping[str, Any]:
        """How the method is adapted to the client; empty where it is not."""
        return self.value(OVERLAY) or {}

    def words(self, language: str | None = None, *, adapted: bool = True) -> Words:
        """Return the words in which this workbook is shown, by default in its language.

        Parameters
        ----------
        adapted
            Whether its overlay rewords them; without it they are as published.
        """
        published = words(language or self.language, self.terms)
        return published.reworded(self._said_otherwise) if adapted else published

    @cached_property
    def _said_otherwise(self) -> Mapping[str, Mapping[str, str | tuple[str, ...]]]:
        return {
            language: {
                key: tuple(one) if isinstance(one, list) else one
                for key, one in entries.items()
            }
            for language, entries in self.overlay.get("words", {}).items()
        }

    @property
    def currency(self) -> str:
        """ISO 4217 code of the workbook's money."""
        return self.value("workbook/currency") or "EUR"

    @property
    def vat(self) -> str:
        """``included`` or ``excluded``; included where nobody says."""
        return self.value("context/vat") or "included"

    @cached_property
    def respondents(self) -> tuple[Respondent, ...]:
        """Those who give an own opinion, in order."""
        table = "workbook/respondents"
        return tuple(
            Respondent(
                id=row,
                name=self.value(f"{table}/{row}/name") or row,
                group=self.value(f"{table}/{row}/group"),
            )
            for row in self.rows(table)
        )

    @property
    def people(self) -> tuple[str, ...]:
        """The names of the persons of the context, each once, in order."""
        table = "context/persons"
        names = (self.value(f"{table}/{row}/name") for row in self.rows(table))
        return tuple(dict.fromkeys(one for one in names if one))

    def opinions(self, path: str) -> tuple[Value, ...]:
        """Return the answers of the respondents at a path, then those of the tally.

        A tally of ``{"0": 1, "2": 5, "unknown": 2}`` gives eight opinions.
        """
        given = [
            self.value(path, one.id)
            for one in self.respondents
            if self.value(path, one.id) is not None
        ]
        for level, count in self.tally(path).items():
            given += [int(level) if level.isdigit() else level] * count
        return tuple(given)

    def tally(self, path: str) -> Mapping[str, int]:
        """Return how many hands were counted for each level of the criterion at a path.

        A level whose count is a draft was not counted.
        """
        counts: Mapping[str, int] = self.value(f"tallies/{path}") or {}
        return {
            level: count
            for level, count in counts.items()
            if self.draft(f"tallies/{path}/{level}") is None
        }

    def answered(self, path: str, respondent: str = GROUP) -> bool:
        """Whether a respondent, the group or a show of hands has an answer at a path."""
        if respondent == HANDS:
            return bool(self.tally(path))
        return self.value(path, respondent) is not None

    def revealed(self, step: str, path: str) -> bool:
        """Whether the room's opinions on a criterion may be seen: agreed, or revealed.

        They are revealed for a whole step, or for one criterion.
        """
        return self.value(path) is not None or any(
            self.value(f"revealed/{one}") for one in (step, path)
        )
