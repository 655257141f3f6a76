"""The open points of a report in words: step by step, what is alike together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from smartcity_widgets.analysis.openpoints import open_points
from smartcity_widgets.render import Drawing, View

if TYPE_CHECKING:
    from collections.abc import Collection

    from smartcity_widgets.analysis.openpoints import OpenPoint
    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method
    from smartcity_widgets.words import Words

__all__ = ["OpenStep", "open_steps"]

LONGEST = 100


@dataclass(frozen=True, slots=True)
class OpenStep:
    """What is open in one step: sentences, each with what it is about."""

    title: str
    points: tuple[tuple[str, tuple[str, ...]], ...]


def open_steps(
    method: Method,
    answers: Answers,
    words: Words,
    *,
    steps: Collection[str],
    internal: bool = False,
) -> tuple[OpenStep, ...]:
    """Return what is open in `steps`, in the order of the method."""
    found: dict[str, dict[str, list[str]]] = {}
    for one in open_points(method, answers, internal=internal):
        if one.step in steps:
            rules = found.setdefault(one.step, {})
            rules.setdefault(one.rule, []).append(_subject(one, method, answers, words))
    return tuple(
        OpenStep(
            words.say(f"step.{step}.title"),
            tuple(
                (words.count(f"report.points.{rule}", len(subjects)), tuple(subjects))
                for rule, subjects in rules.items()
            ),
        )
        for step, rules in found.items()
    )


def _subject(point: OpenPoint, method: Method, answers: Answers, words: Words) -> str:
    """Return what a point is about, with what was typed or what speaks against it."""
    name = _name(point.path, method, answers, words)
    if point.path.startswith("tallies/"):  # what was counted may not be shown yet
        return words.say("report.points.tally", name=name)
    if point.rule == "draft":
        draft = answers.draft(point.path)
        text = "" if draft is None else draft.text
        typed = " ".join((text if isinstance(text, str) else ", ".join(text)).split())
        short = typed if len(typed) <= LONGEST else f"{typed[: LONGEST - 1]}…"
        return words.say("report.points.typed", name=name, text=short)
    if point.rule == "not-asked":
        text = " ".join(str(answers.value(point.path)).split())
        short = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
        return words.say("report.points.typed", name=name, text=short)
    if point.line:  # what stands in it is not repeated
        return words.say("report.points.line", name=name, n=point.line)
    if point.against:
        against = _name(point.against, method, answers, words)
        return words.say("report.points.against", name=name, against=against)
    return name


def _name(path: str, method: Method, answers: Answers, words: Words) -> str:
    """Return the label of a question; for a cell, with its table and its line."""
    if path.startswith("tallies/"):
        path = "/".join(path.split("/")[1:3])
    question = method.at(path)
    if question is None:
        return path
    label = words.say(f"{question.words_key}.label")
    parts = path.split("/")
    if question.table is None:
        return label
    table = method.at("/".join(parts[:2]))
    rows = answers.rows("/".join(parts[:2]))
    number = rows.index(parts[2]) + 1 if parts[2] in rows else len(rows) + 1
    of = words.say(f"{table.words_key}.label") if table else parts[1]
    if table is not None and table.grid is not None:
        view = View(uid="read", language=words.language, mode="read")
        line = Drawing(method, answers, words, view).label_of(table.path, parts[2])
        return words.say("report.points.place", table=of, line=line, column=label)
    return words.say("report.points.cell", table=of, n=number, column=label)
