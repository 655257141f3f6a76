"""The values that a change typed into a form may lead to: what is said, and its buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel import Locale

from smartcity_widgets.analysis.changing import offer_of
from smartcity_widgets.values import Problem
from smartcity_widgets.values.amounts import format_number, format_percent

from .shapes import Take

if TYPE_CHECKING:
    from decimal import Decimal

    from smartcity_widgets.analysis.changing import Offer
    from smartcity_widgets.answers import Draft
    from smartcity_widgets.method import Question
    from smartcity_widgets.values.changes import Led

    from .drawing import Drawing

__all__ = ["told_change"]


def told_change(
    drawing: Drawing, question: Question, path: str, draft: Draft
) -> tuple[str, tuple[Take, ...]]:
    """Return what a form says of a draft, and the values it offers instead.

    Of a draft that is no change: its own sentence, and nothing to choose.
    """
    words = drawing.words
    offer = offer_of(
        question, path, draft, method=drawing.method, answers=drawing.answers, words=words
    )
    if offer is None:
        return Problem(draft.rule, draft.details).sentence(words), ()
    details = {**draft.details, "start": _start(drawing, question, offer)}
    takes = tuple(Take(one.plain, _label(drawing, offer, one)) for one in offer.led)
    return Problem(_rule(offer), details).sentence(words), takes


def _rule(offer: Offer) -> str:
    if offer.start is None:
        return "change-without-start"
    if not offer.led:
        return "change-of-nothing"
    both = len(offer.led) > 1 and offer.change.measure == "percent"
    return "change-which" if both else "change"


def _start(drawing: Drawing, question: Question, offer: Offer) -> str:
    """Return the number it changes from; while there is none, what that is called."""
    if offer.start is not None:
        return _with_unit(drawing, offer.start, offer.unit)
    changed = question.changed
    if changed is None or question.table is None:
        return ""
    home: Question | None = drawing.method.at(f"{question.step}/{question.table}")
    names = []
    if changed.through and home is not None:
        reference = home.column(changed.through)
        if reference is not None:
            names.append(drawing.words.maybe(f"{reference.words_key}.label"))
            home = drawing.method.at(reference.targets[0])
    number = home.column(changed.column) if home is not None else None
    if number is not None:
        names.append(drawing.words.maybe(f"{number.words_key}.label"))
    return drawing.say("value.between").join(names)


def _label(drawing: Drawing, offer: Offer, one: Led) -> str:
    """Say which sense of the change a value is, and the value."""
    amount, language = abs(offer.change.amount), drawing.words.language
    value = _with_unit(drawing, one.value, offer.unit)
    side = "higher" if one.sense == "exactly" or offer.change.amount >= 0 else "lower"
    key = f"ui.change.{one.sense}-{side}"
    shown = format_number(amount, language)
    if one.sense == "relative":
        shown = format_percent(amount, language)
    if one.sense == "points":
        form = Locale.parse(language).plural_form(amount)
        known = drawing.has(f"{key}.{form}")
        key = f"{key}.{form if known else 'other'}"
    return drawing.say(key, amount=shown, value=value)


def _with_unit(drawing: Drawing, value: Decimal, unit: str | None) -> str:
    shown = format_number(value, drawing.words.language)
    return drawing.say("value.with-unit", value=shown, unit=unit) if unit else shown
