"""The catalogue of indicators in a form: the list one picks from, and what is said of one.

The list is drawn once for a form, whatever the number of its fields that pick from it
(``forms/catalogue.js`` shows it under the field in use). Without a script a field is a
line: the name or code that is typed is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from smartcity_widgets import values
from smartcity_widgets.method import CATALOGUE

from .shapes import Take
from .templates import environment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from smartcity_widgets.method import Indicator, Question

    from .drawing import Drawing

__all__ = ["Choosable", "catalogue_list", "hints_of", "near_of", "picks_from_catalogue"]

FEW_INHABITANTS = 20_000
"""With fewer inhabitants a figure per 100,000 of them moves with every single case."""


@dataclass(frozen=True, slots=True)
class Choosable:
    """An indicator in the list.

    Attributes
    ----------
    label
        What stands in the field once it is chosen.
    found_by
        The words it is found by, folded.
    """

    id: str
    label: str
    name: str
    code: str
    unit: str
    dimension: str
    found_by: str


def picks_from_catalogue(question: Question) -> bool:
    """Whether a question is answered by one indicator of the catalogue."""
    return question.kind == "reference" and question.targets == (CATALOGUE,)


def catalogue_list(drawing: Drawing, questions: Iterable[Question]) -> str:
    """Return the list for all fields of these questions; empty where none picks from it."""
    asked = [
        one
        for question in questions
        for one in (question, *question.columns)
        if picks_from_catalogue(one)
    ]
    if not asked:
        return ""
    indicators = tuple(_choosable(drawing, one) for one in asked[0].indicators.values())
    page: Any = environment().get_template("catalogue.html.j2").module
    return str(page.catalogue(drawing, indicators)).strip()


def _choosable(drawing: Drawing, indicator: Indicator) -> Choosable:
    words = drawing.words
    return Choosable(
        id=indicator.id,
        label=values.label_of_indicator(indicator, words),
        name=words.say(f"{indicator.words_key}.name"),
        code=values.code_of(indicator, words),
        unit=words.say(f"unit.{indicator.unit}.other"),
        dimension=words.say(f"choice.dimension.{indicator.dimension}"),
        found_by=" ".join(values.said_of(indicator, words)),
    )


def near_of(drawing: Drawing, question: Question, text: str) -> tuple[Take, ...]:
    """Return the indicators that are offered for a text which names no single one."""
    if not picks_from_catalogue(question):
        return ()
    near = values.meant(text, question.indicators, drawing.words)
    return tuple(Take(one.id, drawing.show(question, one.id)) for one in near)


def hints_of(drawing: Drawing, question: Question, value: object) -> tuple[str, ...]:
    """Return how the chosen indicator is worked out, and what to mind in a small place."""
    indicator = question.indicators.get(value) if isinstance(value, str) else None
    if indicator is None or not picks_from_catalogue(question):
        return ()
    about = drawing.say(
        "ui.catalogue.about",
        formula=drawing.say(f"{indicator.words_key}.formula"),
        unit=drawing.say(f"unit.{indicator.unit}.other"),
        dimension=drawing.say(f"choice.dimension.{indicator.dimension}"),
    )
    population = drawing.answers.value("context/population")
    small = population is not None and population < FEW_INHABITANTS
    if not small or not indicator.per_100k:
        return (about,)
    return (about, drawing.say("ui.catalogue.small"))
