"""What is asked of a file of figures, as native selects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from smartcity_widgets.exchange.baselines import ROLES, TOGETHER
from smartcity_widgets.values import label_of_indicator
from smartcity_widgets.values.amounts import format_number
from smartcity_widgets.values.dates import format_day

from .looked import Choice, Field, role_select
from .templates import safe_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from smartcity_widgets.exchange.baselines import Ask, Plan, Proposal
    from smartcity_widgets.method import Method
    from smartcity_widgets.tables import Column, Reading
    from smartcity_widgets.words import Words

    from .figures import Looked

__all__ = ["field_of", "role_field"]

_LONGEST = 80
_MOST = 500
"""Choices of a select; of more, one is typed."""


def field_of(
    ask: Ask, plan: Plan, method: Method, words: Words, *, typed: str = ""
) -> Field:
    """Return the select for a question of a plan.

    Parameters
    ----------
    typed
        What was typed where there are too many choices.
    """
    asked = _Asked(ask, plan, method, words)
    subject = asked.subject()
    if len(ask.options) > _MOST:
        return Field(
            ask.name,
            words.say(f"figures.ask.{ask.kind}", name=subject),
            (),
            help=words.say("figures.typed", n=len(ask.options)),
            needed=True,
            open=ask.open,
            typed=ask.chosen or typed,
        )
    has_help = ask.kind in {"reading", "breakdown", "take"}
    is_of_days = ask.kind == "reading" and "day-first" in ask.options
    key = "plan.ask.reading" if is_of_days else f"figures.ask.{ask.kind}"
    if ask.kind == "value" and not ask.options:
        label = words.say("figures.no_numbers")
        return Field(ask.name, label, (), words.say("figures.choose"), needed=True)
    return Field(
        ask.name,
        words.say(key, name=subject),
        tuple(asked.choices()),
        empty=words.say("figures.choose") if ask.chosen is None else "",
        help=words.say(f"figures.help.{ask.kind}") if has_help else "",
        needed=ask.needed or ask.kind in {"indicator", "reading"},
        open=ask.open,
    )


def role_field(proposal: Proposal, looked: Looked, words: Words) -> Field:
    """Return the select that says what a column is for."""
    return role_select(proposal.at, proposal.role, ROLES, looked, words, key="figures.role")


@dataclass(frozen=True, slots=True)
class _Asked:
    ask: Ask
    plan: Plan
    method: Method
    words: Words

    def subject(self) -> str:
        """Return what the table calls what is asked about."""
        if self.ask.subject or self.ask.kind != "indicator":
            return _short(self.ask.subject)
        at = int(self.ask.name.partition("-")[2])
        series = next(one for one in self.plan.series if one.id == at)
        ends = [self.plan.columns[one].column.label for one, _ in series.columns]
        return " – ".join(dict.fromkeys((ends[0], ends[-1])))

    def choices(self) -> Iterator[Choice]:
        kinds: dict[str, Callable[[], Iterator[Choice]]] = {
            "indicator": self._indicators,
            "place": self._places,
            "reading": self._readings,
            "take": self._columns,
            "value": self._columns,
            "years": self._years,
        }
        yield from kinds.get(self.ask.kind, self._texts)()

    def _choice(self, option: str, text: str, group: str = "") -> Choice:
        return Choice(f"={option}", text, option == self.ask.chosen, group)

    def _texts(self) -> Iterator[Choice]:
        said = {
            "": self.words.say("figures.total"),
            TOGETHER: self.words.say("measure.together"),
        }
        for one in self.ask.options:
            yield self._choice(one, said.get(one) or _short(one))

    def _years(self) -> Iterator[Choice]:
        for one in self.ask.options:
            yield self._choice(one, self.words.say(f"figures.years.{one}"))

    def _places(self) -> Iterator[Choice]:
        totals = {one.name for one in self.plan.places if one.total}
        for one in sorted(self.ask.options, key=lambda name: name in totals):
            group = "totals" if one in totals else "places"
            label = self.words.say(f"figures.place.{group}") if totals else ""
            yield self._choice(one, _short(one), label)

    def _columns(self) -> Iterator[Choice]:
        for one in self.ask.options:
            column = self.plan.columns[int(one)].column
            series = next((it for it in self.plan.series if str(it.id) == one), None)
            name = series.name if series and series.name else column.label
            yield self._choice(one, f"{column.letter} · {_short(name)}")

    def _indicators(self) -> Iterator[Choice]:
        several = len(self.plan.series) > 1
        if several:
            yield Choice("=", self.words.say("figures.not_used"))
        by_dimension = sorted(
            self.method.indicators.values(),
            key=lambda one: self.method.choice_lists["dimension"].index(one.dimension),
        )
        for one in by_dimension:
            group = self.words.say(f"choice.dimension.{one.dimension}")
            yield self._choice(one.id, label_of_indicator(one, self.words), group)

    def _readings(self) -> Iterator[Choice]:
        column = self.plan.columns[int(self.ask.name.partition("-")[2])].column
        for one in self.ask.options:
            text, read = _example(column, one, self.ask.options, self.words)
            said = self.words.say(f"figures.reading.{one}")
            example = self.words.say("figures.example", text=text, number=read)
            yield self._choice(one, f"{said} {example}" if text else said)


def _example(
    column: Column, reading: str, readings: tuple[str, ...], words: Words
) -> tuple[str, str]:
    """Return a cell that the readings read differently, and how this one reads it."""
    known: list[Reading] = ["point", "comma", "day-first", "month-first"]
    read = {one: column.values(one) for one in known if one in readings}
    for at, cell in enumerate(column.cells):
        found = {one: values[at].value for one, values in read.items()}
        if len(set(found.values())) > 1:
            value = next((it for one, it in found.items() if one == reading), None)
            if value is None or isinstance(value, bool):
                return _short(cell.text), "–"
            if isinstance(value, str):
                return _short(cell.text), format_day(value, words)
            return _short(cell.text), format_number(value, words.language)
    return "", ""


def _short(text: str) -> str:
    line = " ".join(safe_text(text).split())
    line = line if " " in line else line.replace("_", " ")  # so that it can be broken
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
