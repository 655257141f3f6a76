"""What rows and choices are called in a file: each name once, so it can be read back."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from smartcity_widgets.values import plain, show

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method, Question
    from smartcity_widgets.words import Words

__all__ = ["Names", "choice_key", "distinct", "normal"]

_LONGEST = 100
_NAMING = ("text", "long_text", "choice", "year", "date")


def normal(text: str) -> str:
    """Return a name as it is compared: without capitals, and spaces once each."""
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold()


def distinct(names: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return what each is called in one line, a second one of a name with its number.

    Parameters
    ----------
    names
        Ids, each with its name.

    Examples
    --------
    >>> distinct([("p1", "Bikes"), ("p2", "bikes")])
    {'p1': 'Bikes', 'p2': 'bikes (2)'}
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    numbers: dict[str, int] = {}
    for key, name in names:
        line = " ".join(plain(name)[0].split())
        short = line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
        label, number = short, numbers.get(normal(short), 1)
        while normal(label) in taken:
            number += 1
            label = f"{short} ({number})"
        numbers[normal(short)] = number
        taken.add(normal(label))
        found[key] = label
    return found


def choice_key(question: Question) -> str:
    """Return under which key the names of a question's choices are kept."""
    return (
        question.kind
        if question.kind in {"level", "yes_no"}
        else question.choice_list or ""
    )


class Names:
    """What the rows and choices of one workbook are called in one language."""

    def __init__(self, method: Method, answers: Answers, words: Words) -> None:
        self._method = method
        self._answers = answers
        self._words = words
        self._rows: dict[tuple[str, ...], dict[str, str]] = {}
        self._choices: dict[str, dict[str, str]] = {}
        self._gone: set[tuple[tuple[str, ...], str]] = set()

    @property
    def rows(self) -> Mapping[tuple[str, ...], Mapping[str, str]]:
        """The tables that were asked for, each with its rows and their names."""
        return self._rows

    @property
    def choices(self) -> Mapping[str, Mapping[str, str]]:
        """The lists of choices that were asked for, each with its choices."""
        return self._choices

    def of_choices(self, question: Question) -> Mapping[str, str]:
        """Return the choices of a question, each with its name, in order."""
        key = choice_key(question)
        if key not in self._choices:
            self._choices[key] = distinct(
                (str(name), show(question, value, words=self._words))
                for name, value in _possible(question)
            )
        return self._choices[key]

    def of_rows(self, targets: tuple[str, ...]) -> Mapping[str, str]:
        """Return the rows that a reference may name, each with its name, in order.

        With several tables a row is known by ``step/table/row``, as in an answer.
        """
        if targets not in self._rows:
            self._rows[targets] = distinct(
                (row if len(targets) == 1 else f"{table}/{row}", self.name(table, row))
                for table in targets
                for row in self._answers.rows(table)
            )
        return self._rows[targets]

    def offered(self, targets: tuple[str, ...]) -> list[str]:
        """Return the names that can be chosen: those of rows that exist."""
        found = self.of_rows(targets).items()
        return [name for row, name in found if (targets, row) not in self._gone]

    def said(self, question: Question, value: object) -> str:
        """Return what a reference says: the name of its row, also of one that is gone."""
        known = self.of_rows(question.targets)
        row = str(value)
        if row not in known:
            several = len(question.targets) > 1
            table, _, name = (
                row.rpartition("/") if several else (question.targets[0], "", row)
            )
            gone = self._words.say("ui.row.gone", label=self.name(table, name))
            self._rows[question.targets] = distinct([*known.items(), (row, gone)])
            self._gone.add((question.targets, row))
        return self._rows[question.targets][row]

    def name(self, table: str, row: str) -> str:
        """Return the name of a row: the text it must have, else the first that it has."""
        asked = self._method.at(table)
        columns = [one for one in asked.columns if not one.internal] if asked else []
        for one in sorted(columns, key=_naming_order):
            value = self._answers.value(f"{table}/{row}/{one.id}")
            if value is not None and one.kind in _NAMING:
                return show(one, value, words=self._words)
        rows = self._answers.rows(table)
        number = rows.index(row) + 1 if row in rows else row
        return self._words.say("ui.row.unnamed", n=number)


def _naming_order(column: Question) -> int:
    """Order columns: a text that is required names a row; else a text; else any."""
    if column.kind == "text":
        return 0 if column.required else 1
    return 2


def _possible(question: Question) -> list[tuple[str, object]]:
    if question.kind == "yes_no":
        return [("true", True), ("false", False)]
    if question.kind == "level":
        return [(str(one), one) for one in (0, 1, 2, 3, 4, "unknown", "na")]
    return [(one, one) for one in question.choices]
