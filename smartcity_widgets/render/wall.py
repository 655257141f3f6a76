"""The present view: one question of a form on the whole window, for the eyes of a room.

It draws the same questions as the form, larger and one at a time. What is `internal` is
never part of it, nor are notes; how far apart a room is shows once it is revealed, and
never for fewer than three.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from smartcity_widgets.analysis.shown import is_shown

from .catalogue import catalogue_list
from .discussing import bars_of
from .fields import field_of
from .gridding import with_lines
from .opinions import opinions_at
from .templates import environment

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from smartcity_widgets.method import Question, Step

    from .discussing import Bar
    from .drawing import Drawing
    from .shapes import Field

__all__ = ["Slide", "bar", "jots", "presentable", "sequence_of", "slide_of", "wall"]

_TOP = 4


@dataclass(frozen=True, slots=True)
class Slide:
    """One question on the wall.

    Attributes
    ----------
    number, total
        Its place among the questions it is shown with; 0 for one that stands alone.
    next_level
        The sentence that leads from the agreed level to the next: what an action of this
        criterion begins with.
    actions, parked
        How many actions and remarks this criterion and step have in the journal.
    hidden
        Whether opinions wait to be revealed.
    bars
        How many opinions each level has, where that may be shown.
    mark
        Where it stands that the group has discussed the criterion.
    """

    step: Step
    field: Field
    number: int
    total: int
    respondent: str = ""
    next_level: str = ""
    actions: int = 0
    parked: int = 0
    hidden: bool = False
    bars: tuple[Bar, ...] = ()
    mark: str = ""


def presentable(drawing: Drawing, step: Step) -> list[Question]:
    """Return the questions of a step that a room may see, in the order of the form."""
    return [
        one
        for one in step.questions
        if not one.internal
        and not one.id.startswith("step_")
        and is_shown(one, drawing.answers)
        and drawing.gives(one)
    ]


def sequence_of(drawing: Drawing, step: Step) -> list[str]:
    """Return the paths one goes through with the arrow keys: what is essential."""
    asked = presentable(drawing, step)
    return [one.path for one in asked if one.importance == "essential"]


def slide_of(
    drawing: Drawing, step: Step, path: str, fields: Iterable[Field]
) -> Slide | None:
    """Return what stands on the wall for a question; None where a room may not see it.

    Parameters
    ----------
    fields
        Those of the form: what follows from other answers is said on the wall too, what
        contradicts them is not.
    """
    question = next((one for one in presentable(drawing, step) if one.path == path), None)
    if question is None:
        return None
    given = next((one for one in fields if one.path == path), None)
    columns = tuple(one for one in question.columns if not one.internal)
    if given is None or columns != question.columns:
        given = with_lines(drawing, field_of(drawing, replace(question, columns=columns)))
    field = replace(given, against=())
    around: Sequence[str] = sequence_of(drawing, step)
    people = {one.id: one.name for one in drawing.answers.respondents}
    return Slide(
        step=step,
        field=field,
        number=around.index(path) + 1 if path in around else 0,
        total=len(around),
        respondent=people.get(drawing.view.respondent, ""),
        next_level=_next_level(drawing, question),
        actions=_kept(drawing, "journal/actions", "from", path),
        parked=_kept(drawing, "journal/parking", "step", step.id),
        hidden=field.hidden_opinions > 0 and not drawing.alone,
        bars=_bars(drawing, question) if field.spread else (),
        mark=f"notes/{path}/discussed" if _is_discussed(drawing, question) else "",
    )


def wall(drawing: Drawing, step: Step, fields: Iterable[Field]) -> str:
    """Return the inside of the present view; empty while nothing is presented."""
    presented = drawing.view.presented
    if not presented:
        return ""
    on_wall = replace(drawing, view=replace(drawing.view, mode="present"))
    slide = slide_of(on_wall, step, presented, fields)
    if slide is None:
        return ""
    page: Any = environment().get_template("wall.html.j2").module
    picked = catalogue_list(on_wall, [slide.field.question])
    return "\n".join(filter(None, [str(page.wall(on_wall, slide)).strip(), picked]))


def bar(drawing: Drawing) -> str:
    """Return what stands above the present view: the keys, the way out."""
    page: Any = environment().get_template("wall.html.j2").module
    return str(page.bar(drawing, drawing.view.timing)).strip()


def jots(drawing: Drawing, *, decisions: bool) -> str:
    """Return the windows in which something is noted down in passing.

    Parameters
    ----------
    decisions
        Whether a decision can be noted: it belongs to a step.
    """
    page: Any = environment().get_template("jots.html.j2").module
    return str(page.jots(drawing.say, drawing.people, drawing.uid, decisions)).strip()


def _bars(drawing: Drawing, question: Question) -> tuple[Bar, ...]:
    given = drawing.answers.opinions(question.path)
    unsure = sum(one == "unknown" for one in given)
    return bars_of(drawing, opinions_at(drawing, question), unsure)


def _is_discussed(drawing: Drawing, question: Question) -> bool:
    """Whether it is the group that may talk about it: a criterion, the opinions seen."""
    if drawing.alone or not question.criterion:
        return False
    return drawing.answers.revealed(question.step, question.path)


def _next_level(drawing: Drawing, question: Question) -> str:
    level = drawing.answers.value(question.path)
    sentences = drawing.words.each(f"{question.words_key}.next")
    if question.criterion and isinstance(level, int) and level < _TOP and sentences:
        return sentences[level]
    return ""


def _kept(drawing: Drawing, table: str, column: str, place: str) -> int:
    return sum(
        drawing.answers.value(f"{table}/{row}/{column}") == place
        for row in drawing.rows(table)
    )
