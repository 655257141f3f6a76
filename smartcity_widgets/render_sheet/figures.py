"""What follows from other answers, in one sentence each."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from smartcity_widgets.values.amounts import format_money, format_percent

if TYPE_CHECKING:
    from smartcity_widgets.analysis.projectsheet import Figure
    from smartcity_widgets.answers import Answers
    from smartcity_widgets.words import Words

__all__ = ["figure_said"]

_MONEY = frozenset({"cost", "granted", "gap"})
_SHARES = frozenset({"coverage", "share"})


def figure_said(figure: Figure, words: Words, answers: Answers) -> str:
    """Return a figure as a sentence, its money and percentages as people write them.

    A percentage is cut, not rounded: what is not wholly paid never reads as 100 %.
    """
    numbers = figure.numbers
    said: dict[str, object] = {}
    for name, value in numbers.items():
        if name in _MONEY:
            said[name] = format_money(
                abs(Decimal(str(value))), answers.currency, words.language
            )
        elif name in _SHARES:
            whole = int(100 * Fraction(value))
            said[name] = format_percent(Decimal(whole), words.language)
    if figure.id == "coverage":
        gap = Decimal(str(numbers["gap"]))
        state = "gap" if gap > 0 else "over" if gap < 0 else "paid"
        vat = words.say(f"sheet.vat.{answers.vat}")
        return words.say(f"sheet.figure.coverage.{state}", vat=vat, **said)
    if figure.id == "milestones":
        done = int(numbers["done"])
        return words.count("sheet.figure.milestones", done, all=numbers["all"])
    if figure.id == "late":
        return words.count("sheet.figure.late", int(numbers["late"]))
    return words.say(f"sheet.figure.{figure.id}", **said)
