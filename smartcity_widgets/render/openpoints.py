"""What is still open, as sentences by step: for the report, and for whoever prepares a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartcity_widgets.analysis.openpoints import open_points

from .drawing import Drawing, View
from .templates import safe_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartcity_widgets.analysis.openpoints import OpenPoint
    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method
    from smartcity_widgets.words import Words

__all__ = ["open_point_sentences"]

TOGETHER = ("missing", "unknown", "not-agreed", "na-without-reason")
"""Rules of which all points of a step make one sentence."""


def open_point_sentences(
    method: Method, answers: Answers, words: Words, *, internal: bool = False
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the open points as plain text: title of the step, and its sentences.

    Parameters
    ----------
    internal
        Whether internal questions are told too.
    """
    steps: dict[str, list[OpenPoint]] = {}
    for one in open_points(method, answers, internal=internal):
        steps.setdefault(one.step, []).append(one)
    saying = _Saying(Drawing(method, answers, words, View(uid="", language=words.language)))
    return tuple(
        (words.say(f"step.{step}.title"), tuple(saying.sentences(points)))
        for step, points in steps.items()
    )


class _Saying:
    """Puts open points into words."""

    def __init__(self, drawing: Drawing) -> None:
        self._drawing = drawing
        self._words = drawing.words

    def sentences(self, points: Sequence[OpenPoint]) -> list[str]:
        told = []
        for rule in dict.fromkeys(one.rule for one in points):
            same = [one for one in points if one.rule == rule]
            if rule in TOGETHER:
                names = self._words.say("openpoint.between").join(
                    self._label(one.path) for one in same
                )
                told.append(self._words.say(f"openpoint.{rule}", questions=names))
            elif rule == "level-against-field":
                told += [self._contradiction(one) for one in same]
            else:
                told += [self._unsettled(one) for one in same]
        return told

    def _label(self, path: str) -> str:
        parts = path.split("/")
        question, words = self._drawing.method.at(path), self._words
        if question is None:
            return path
        if len(parts) == 2:  # noqa: PLR2004 - step/question
            return words.say(f"{question.words_key}.label")
        table = "/".join(parts[:2])
        named = self._drawing.method.at(table)
        return words.say(
            "openpoint.cell",
            table=words.say(f"{named.words_key}.label") if named else table,
            row=self._drawing.label_of(table, parts[2]),
            column=words.say(f"{question.words_key}.label"),
        )

    def _quoted(self, path: str) -> str:
        return self._words.say("openpoint.quoted", label=self._label(path))

    def _unsettled(self, one: OpenPoint) -> str:
        draft = self._drawing.answers.draft(one.path)
        typed = "" if draft is None else draft.text
        text = typed if isinstance(typed, str) else ", ".join(typed)
        return self._words.say(
            f"openpoint.{one.rule}",
            question=self._label(one.path),
            text=" ".join(safe_text(text).split()),
        )

    def _contradiction(self, one: OpenPoint) -> str:
        answers, words = self._drawing.answers, self._words
        field = self._drawing.method.at(one.against)
        if field is not None and field.kind == "table":
            value = words.count("openpoint.rows", len(answers.rows(one.against)))
        else:
            value = self._drawing.show(field, answers.value(one.against)) if field else ""
        return words.say(
            "openpoint.level-against-field",
            criterion=self._quoted(one.path),
            level=self._level(one.path),
            field=self._quoted(one.against),
            value=value,
        )

    def _level(self, path: str) -> str:
        """Return the level in force: the agreed one, else the median of the opinions."""
        question, agreed = self._drawing.method.at(path), self._drawing.answers.value(path)
        if question is None or agreed is None:
            return self._words.say("openpoint.median")
        return self._drawing.show(question, agreed)
