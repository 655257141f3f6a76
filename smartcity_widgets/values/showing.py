"""Show an answer to people, in the words and the notation of their language."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from babel import Locale

from smartcity_widgets.method import CATALOGUE
from smartcity_widgets.words import words as shipped_words

from .amounts import format_money, format_number, format_percent
from .dates import format_day
from .indicators import label_of_indicator
from .texts import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from smartcity_widgets.method import Question
    from smartcity_widgets.words import Words

    LabelOf = Callable[[str, str], str] | None
    PlaceOf = Callable[[str], str] | None

__all__ = ["echo", "show", "typed", "unit_word"]

_NUMBERS = {"whole_number", "decimal", "percent", "money"}


@dataclass(frozen=True, slots=True)
class _Shown:
    """What an answer is shown with."""

    question: Question
    words: Words
    currency: str
    label_of: LabelOf
    place_of: PlaceOf


def show(
    question: Question,
    value: object,
    *,
    words: Words,
    currency: str = "EUR",
    label_of: LabelOf = None,
    place_of: PlaceOf = None,
) -> str:
    """Return an answer in words; an empty text where there is none.

    Parameters
    ----------
    label_of
        Names the row a reference points at: (``step/table``, row id) to its label.
    place_of
        Names a place of the method: ``step``, ``step/question`` or ``step/table/row``.
    """
    if value is None:
        return ""
    several = value if isinstance(value, list) else [value]
    kind = (question.of or "text") if question.kind == "list" else question.kind
    with_ = _Shown(question, words, currency, label_of, place_of)
    shown = [_SHOWN.get(kind, _plain)(with_, one) for one in several]
    mark = "value.between-texts" if kind == "text" else "value.between"
    return words.say(mark).join(shown) if len(shown) > 1 else "".join(shown)


def _number(with_: _Shown, value: object) -> str:
    return format_number(Decimal(str(value)), with_.words.language)


def _percent(with_: _Shown, value: object) -> str:
    return format_percent(Decimal(str(value)), with_.words.language)


def _money(with_: _Shown, value: object) -> str:
    return format_money(Decimal(str(value)), with_.currency, with_.words.language)


def _date(with_: _Shown, value: object) -> str:
    return format_day(str(value), with_.words)


def _yes_no(with_: _Shown, value: object) -> str:
    return with_.words.say("value.yes" if value else "value.no")


def _level(with_: _Shown, value: object) -> str:
    if isinstance(value, str):
        return with_.words.say(f"level.{value}")
    name = with_.words.each("level.names")[int(str(value))]
    return with_.words.say("value.level", level=value, name=name)


def _choice(with_: _Shown, value: object) -> str:
    return with_.words.say(f"choice.{with_.question.choice_list}.{value}")


def _attachment(with_: _Shown, value: object) -> str:
    return with_.words.say(f"value.attachment.{str(value).rpartition('.')[2]}")


def _reference(with_: _Shown, value: object) -> str:
    text, targets, label_of = str(value), with_.question.targets, with_.label_of
    table, _, row = text.rpartition("/") if len(targets) > 1 else (targets[0], "", text)
    if CATALOGUE in targets and not table.count("/"):
        indicator = with_.question.indicators.get(text)
        if indicator is not None:
            return label_of_indicator(indicator, with_.words)
        table, row = CATALOGUE, text
    return plain(label_of(table, row) if label_of else text)[0]


def _place(with_: _Shown, value: object) -> str:
    text = str(value)
    return plain(with_.place_of(text) if with_.place_of else text)[0]


def _plain(with_: _Shown, value: object) -> str:  # noqa: ARG001 - one shape for all kinds
    return plain(str(value))[0]


_SHOWN = {
    "whole_number": _number,
    "decimal": _number,
    "percent": _percent,
    "money": _money,
    "date": _date,
    "yes_no": _yes_no,
    "level": _level,
    "choice": _choice,
    "choices": _choice,
    "checklist": _choice,
    "reference": _reference,
    "references": _reference,
    "attachment": _attachment,
    "place": _place,
}


def echo(question: Question, value: object, *, words: Words, currency: str = "EUR") -> str:
    """Return what was read, with its unit; an empty text where it is no number or date."""
    if value is None or question.kind not in {*_NUMBERS, "date"}:
        return ""
    shown = show(question, value, words=words, currency=currency)
    unit = unit_word(question, value, words=words)
    return words.say("value.with-unit", value=shown, unit=unit) if unit else shown


def unit_word(question: Question, value: object, *, words: Words) -> str:
    """Return the unit that stands after a value, in the singular or plural it asks for.

    Percent and money carry theirs already.
    """
    if question.unit is None or question.kind not in {"whole_number", "decimal"}:
        return ""
    form = Locale.parse(words.language).plural_form(Decimal(str(value or 0)))
    own = words.maybe(f"{question.words_key}.unit")
    many = words.maybe(f"unit.{question.unit}.other") or own
    return words.maybe(f"unit.{question.unit}.{form}") or many


def typed(question: Question, value: object, *, language: str) -> str | list[str]:
    """Return a value as a form's field holds it: what `read` would read as that value."""
    kind = question.kind
    if value is None:
        return [] if kind in {"choices", "checklist", "references"} else ""
    if kind in {"choices", "checklist", "references"}:
        return [str(one) for one in value]  # type: ignore[attr-defined]
    if kind == "list":
        of = question.of or "text"
        return "\n".join(_typed(of, one, language) for one in value)  # type: ignore[attr-defined]
    if kind == "reference" and value in question.indicators:
        return label_of_indicator(question.indicators[str(value)], shipped_words(language))
    return _typed(kind, value, language)


def _typed(kind: str, value: object, language: str) -> str:
    if kind == "yes_no":
        return "true" if value else "false"
    if kind in _NUMBERS:
        return format_number(Decimal(str(value)), language)
    return str(value)
