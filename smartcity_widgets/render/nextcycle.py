"""Closing a cycle, as a page: what goes on is chosen, then it is asked once more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .drawing import Drawing, View
from .look import look
from .templates import environment

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method
    from smartcity_widgets.words import Words

__all__ = ["Passed", "next_cycle_page"]


@dataclass(frozen=True, slots=True)
class Passed:
    """What became of a cycle that was closed here: its number, and how much went on."""

    closed: int
    opened: int
    carried: int
    along: int
    cut: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """A row that may go on."""

    path: str
    name: str
    chosen: bool


def next_cycle_page(
    method: Method,
    answers: Answers,
    words: Words,
    *,
    uid: str,
    rows: Iterable[str],
    chosen: Collection[str],
    asking: bool = False,
    passed: Passed | None = None,
) -> str:
    """Return the page on which a cycle is closed.

    Parameters
    ----------
    rows
        ``step/table/row`` of those that may go on.
    chosen
        Those of them that do.
    asking
        Whether it is asked once more.
    passed
        What became of it, once it is closed here.
    """
    view = View(uid, words.language, mode="read", show_internal=True)
    drawing = Drawing(method, answers, words, view)
    groups: dict[str, list[Choice]] = {}
    for path in rows:
        table, _, row = path.rpartition("/")
        name = drawing.label_of(table, row)
        groups.setdefault(table, []).append(Choice(path, name, path in chosen))
    cut = [
        (_name(one, drawing), _name(left, drawing))
        for one, left in (passed.cut if passed else ())
    ]
    page = environment().get_template("next-cycle.html.j2")
    return page.render(
        groups=[
            (words.say(f"next.table.{table.replace('/', '-')}"), ones)
            for table, ones in groups.items()
        ],
        count_chosen=len(tuple(chosen)),
        closing=answers.closing,
        cycle=answers.cycle,
        review=_day("adjustment/next_review", drawing),
        asking=asking,
        passed=passed,
        cut=cut,
        say=words.say,
        count=words.count,
        uid=uid,
        language=words.language,
        look=look(answers, uid),
    ).strip()


def _name(path: str, drawing: Drawing) -> str:
    table, row = path.split("/")[:2], path.split("/")[2]
    return drawing.label_of("/".join(table), row)


def _day(path: str, drawing: Drawing) -> str:
    question, value = drawing.method.at(path), drawing.answers.value(path)
    return drawing.show(question, value) if question is not None and value else ""
