"""What the group should talk about, as a page; what it talked about, in a report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from smartcity_widgets.analysis.consensus import LEVELS
from smartcity_widgets.analysis.discussion import discussions
from smartcity_widgets.values.dates import format_day

from .drawing import Drawing, View
from .fields import field_of
from .hands import count_label
from .opinions import median_said, spread_of
from .templates import environment, isolated

if TYPE_CHECKING:
    from smartcity_widgets.analysis.consensus import Opinions
    from smartcity_widgets.analysis.discussion import Discussion, Discussions
    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method
    from smartcity_widgets.words import Words

    from .opinions import Spread
    from .shapes import Field

__all__ = ["Bar", "bars_of", "discussed_part", "discussion_page"]


@dataclass(frozen=True, slots=True)
class Bar:
    """How many opinions a level has; its height is a share of the tallest, in percent."""

    sign: str
    label: str
    count: int
    height: int


@dataclass(frozen=True, slots=True)
class Card:
    """One criterion to talk about.

    Attributes
    ----------
    bars, spread, median
        What the room thinks; nothing where it may not be shown.
    next
        The sentence that leads to the next level, to be kept as an action.
    """

    one: Discussion
    field: Field
    within: str
    bars: tuple[Bar, ...]
    spread: Spread | None
    median: str
    agreed: str
    next: str
    base: int

    @property
    def dissent(self) -> Field:
        """The field for who sees it otherwise."""
        return next(note for note in self.field.notes if note.question.id == "dissent")

    @property
    def mark(self) -> str:
        """Where it stands that the criterion was discussed."""
        return f"notes/{self.one.path}/discussed"


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion of the report: discussed, with what came of it."""

    label: Markup
    said: str
    agreed: str
    day: str
    dissent: Markup


def discussion_page(
    method: Method, answers: Answers, words: Words, *, uid: str, author: str = ""
) -> str:
    """Return the page of what to talk about: the proposed criteria as cards, then the rest.

    Opinions that are not revealed are in no card, in no order and nowhere in the page.
    """
    view = View(uid=uid, language=words.language, author=author)
    drawing = Drawing(method, answers, words, view)
    found = discussions(method, answers)
    page: Any = environment().get_template("discussion.html.j2").module
    html = page.whole(
        drawing,
        found,
        headline=_headline(drawing, found),
        proposed=[_card(drawing, one) for one in found.proposed],
        others=[_card(drawing, one) for one in found.others],
    )
    return str(html).strip()


def discussed_part(
    method: Method, answers: Answers, words: Words, *, internal: bool = False
) -> str:
    """Return what the group has talked about, for a report; empty where it is nothing.

    Parameters
    ----------
    internal
        Whether it is told what the dissent was, not only that there was one.
    """
    view = View(uid="discussed", language=words.language, mode="read")
    drawing = Drawing(method, answers, words, view)
    found = {one.path: one for one in discussions(method, answers).criteria}
    lines = [
        _line(drawing, found[one.path], internal=internal)
        for one in method.criteria
        if found[one.path].discussed is not None
    ]
    if not lines:
        return ""
    page: Any = environment().get_template("discussion.html.j2").module
    return str(page.told(drawing, lines)).strip()


def _headline(drawing: Drawing, found: Discussions) -> str:
    total, proposed = len(found.criteria), len(found.proposed)
    return drawing.say(
        "ui.discussion.headline",
        proposed=drawing.count("ui.discussion.proposed", proposed, total=total),
        done=drawing.count("ui.discussion.done", found.discussed),
    )


def _card(drawing: Drawing, one: Discussion) -> Card:
    question = one.question
    shows = one.shows_opinions
    return Card(
        one=one,
        field=field_of(drawing, question),
        within=drawing.say(f"step.{question.step}.short"),
        bars=bars_of(drawing, one.opinions, one.unsure) if shows else (),
        spread=spread_of(one.opinions) if shows else None,
        median=median_said(one.opinions, drawing.words) if shows else "",
        agreed=_agreed(drawing, one),
        next=_next(drawing, one),
        base=drawing.base(f"notes/{one.path}/discussed"),
    )


def bars_of(drawing: Drawing, opinions: Opinions, unsure: int) -> tuple[Bar, ...]:
    """Return how many opinions each level has, and how many do not know."""
    counts = {str(level): opinions.counts[level] for level in LEVELS}
    counts["unknown"] = unsure
    most = max(counts.values()) or 1
    return tuple(
        Bar(
            sign=level if level.isdigit() else "?",
            label=count_label(drawing, level),
            count=count,
            height=100 * count // most,
        )
        for level, count in counts.items()
    )


def _agreed(drawing: Drawing, one: Discussion) -> str:
    if one.agreed is None:
        return ""
    return drawing.show(one.question, one.agreed)


def _next(drawing: Drawing, one: Discussion) -> str:
    """Return how to get one level further, from what is agreed or may be seen."""
    level = one.agreed
    if level is None and one.shows_opinions and one.opinions.median is not None:
        level = int(one.opinions.median)
    steps = drawing.words.each(f"{one.question.words_key}.next")
    if not isinstance(level, int) or not 0 <= level < len(steps):
        return ""
    return steps[level]


def _line(drawing: Drawing, one: Discussion, *, internal: bool) -> Line:
    question = one.question
    spread = spread_of(one.opinions) if one.shows_opinions else None
    said = ""
    if spread is not None:
        said = drawing.say(
            f"ui.spread.{spread.word}", n=spread.n, low=spread.lowest, high=spread.highest
        )
    dissent = drawing.answers.note(question.step, question.id, "dissent")
    recorded = Markup("{}").format(drawing.say("ui.discussion.recorded"))
    return Line(
        label=drawing.text(f"{question.words_key}.label"),
        said=said,
        agreed=_agreed(drawing, one),
        day=format_day(str(one.discussed), drawing.words),
        dissent=(isolated(dissent) if internal else recorded) if dissent else Markup(),
    )
