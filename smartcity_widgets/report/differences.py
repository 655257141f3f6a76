"""How a workbook's method differs from the published one, for the note of a report."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from smartcity_widgets.charts import said_number, said_percent
from smartcity_widgets.overlay import adapt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from decimal import Decimal

    from smartcity_widgets.method import Question

    from .page import Edition

__all__ = ["Difference", "differences_of"]

_TITLES = ("label", "title")
"""The part of a question, step or phase that it is called by."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs in one respect: a heading and its lines."""

    heading: str
    lines: tuple[str, ...]


def differences_of(edition: Edition) -> tuple[Difference, ...]:
    """Return every difference that the overlay of a workbook makes, by respect.

    Internal questions are told by number, unless the report has them.
    """
    overlay = edition.answers.overlay
    if not overlay:
        return ()
    told = _Told(edition)
    found = {
        "hidden": told.hidden(overlay.get("hidden", ())),
        "questions": told.own(),
        "reworded": told.reworded(overlay.get("words", {})),
        "weights": told.weights(),
        "thresholds": told.thresholds(),
    }
    return tuple(
        Difference(edition.words.say(f"overlay.difference.{name}"), lines)
        for name, each in found.items()
        if (lines := tuple(each))
    )


class _Told:
    """The differences in words.

    Attributes
    ----------
    full
        The method with the own questions, and with the hidden ones.
    before
        The words as they are published.
    new
        How the keys of words begin that no published question has.
    """

    def __init__(self, edition: Edition) -> None:
        self.words = edition.words
        self.internal = edition.internal
        self.full = adapt(edition.method, edition.answers.overlay, hide=False)
        self.published = edition.method.published
        self.before = edition.answers.words(edition.words.language, adapted=False)
        self.asked = edition.method
        lists = self.full.choice_lists.keys() - self.published.choice_lists.keys()
        self.new = (
            *(f"{one.words_key}." for one in self._own_questions()),
            *(f"choice.{one}." for one in lists),
        )

    def hidden(self, paths: Iterable[str]) -> Iterator[str]:
        yield from self._by_step(
            question for path in paths if (question := self.full.at(path)) is not None
        )

    def own(self) -> Iterator[str]:
        yield from self._by_step(self._own_questions())

    def _own_questions(self) -> Iterator[Question]:
        for step in self.full.steps.values():
            known = self.published.steps[step.id]
            yield from (one for one in step.questions if known.question(one.id) is None)

    def _by_step(self, questions: Iterable[Question]) -> Iterator[str]:
        steps: dict[str, list[str]] = {}
        unseen = 0
        for one in questions:
            if one.internal and not self.internal:
                unseen += 1
            else:
                label = self.words.say(f"{one.words_key}.label")
                steps.setdefault(one.step, []).append(label)
        for step, labels in steps.items():
            title = self.words.say(f"step.{step}.title")
            listed = " · ".join(labels)
            yield self.words.say("overlay.difference.of_step", step=title, listed=listed)
        if unseen:
            yield self.words.count("overlay.difference.internal", unseen)

    def reworded(self, said: Mapping[str, Mapping[str, object]]) -> Iterator[str]:
        mine = said.get(self.words.language, {})
        groups: dict[str, list[str]] = {}
        unseen: set[str] = set()
        readers = self._readers()
        for key in filter(self._differs, mine):
            owner, _, part = key.rpartition(".")
            if owner.partition(".")[0] in {"question", "choice"} and owner not in readers:
                continue  # hidden: nobody reads it
            if readers.get(owner) and not self.internal:
                unseen.add(owner)
            elif owner.startswith("choice."):
                groups[key] = []
            else:
                groups.setdefault(owner, []).append(part)
        yield from (self._line(owner, parts) for owner, parts in groups.items())
        if unseen:
            yield self.words.count("overlay.difference.internal", len(unseen))
        for language, entries in said.items():
            only = [key for key in entries if key not in mine and self.before.has(key)]
            if only:
                name = self.words.name_of(language)
                key = "overlay.difference.elsewhere"
                yield self.words.count(key, len(only), language=name)

    def _differs(self, key: str) -> bool:
        """Whether a published word is said otherwise; those of own questions are new."""
        known = self.before.entries.get(key)
        return not key.startswith(self.new) and known != self.words.entries.get(key)

    def _readers(self) -> dict[str, bool]:
        """Return what is asked by the prefix of its words, and whether only internally."""
        found: dict[str, bool] = {}
        for step in self.asked.steps.values():
            for one in step.questions:
                for asked in (one, *one.columns):
                    internal = one.internal or asked.internal
                    found[asked.words_key] = internal
                    if asked.choice_list:
                        name = f"choice.{asked.choice_list}"
                        found[name] = internal and found.get(name, True)
        return found

    def _line(self, owner: str, parts: list[str]) -> str:
        title = next((one for one in _TITLES if self.words.has(f"{owner}.{one}")), None)
        key = f"{owner}.{title}" if title else owner
        say = self.words.say
        if not parts or title in parts:
            former, now = self.before.say(key), say(key)
            line = say("overlay.difference.from_to", former=former, now=now)
        else:
            line = say("overlay.difference.quoted", label=say(key))
        others = [say(f"overlay.part.{one}") for one in parts if one not in _TITLES]
        if not others:
            return line
        listed = ", ".join(others)
        return say("overlay.difference.and_parts", line=line, listed=listed)

    def weights(self) -> Iterator[str]:
        for step, weight in self.asked.weights.items():
            if weight != self.published.weights[step]:
                shown = (
                    said_percent(Fraction(one) * 100, self.words)
                    for one in (weight, self.published.weights[step])
                )
                yield self._number(self.words.say(f"step.{step}.short"), *shown)

    def thresholds(self) -> Iterator[str]:
        for name, value in self.asked.thresholds.items():
            former = self.published.thresholds[name]
            if value != former:
                label = self.words.say(f"question.settings.threshold_{name}.label")
                yield self._number(label, *(self._points(one) for one in (value, former)))

    def _points(self, number: Decimal) -> str:
        return said_number(Fraction(number), self.words)

    def _number(self, name: str, now: str, former: str) -> str:
        key = "overlay.difference.number"
        return self.words.say(key, name=name, now=now, former=former)
