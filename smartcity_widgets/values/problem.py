"""What reading an answer gives: a value, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smartcity_widgets.words import Words

__all__ = ["EMPTY", "Problem", "Reading"]


@dataclass(frozen=True, slots=True)
class Problem:
    """A slip of a person, or of a document: a value, never an exception.

    Attributes
    ----------
    rule
        Its sentence stands under ``problem.<rule>``: which rule, and what to do.
    details
        What the sentence names, as people write it in the language of the form.
        ``question`` is the prefix of the words of a question that say its form.
    """

    rule: str
    details: Mapping[str, str] = field(default_factory=dict)

    def sentence(self, words: Words) -> str:
        """Return the problem in words.

        A draft may come from another version of this program, whose rule or details are
        not known here: then the sentence says only that the text could not be read.
        """
        details = dict(self.details)
        key = details.pop("question", None)
        if key is not None:
            form = words.maybe(f"{key}.form") or words.maybe(f"{key}.help")
            details["form"] = form
        try:
            return words.say(f"problem.{self.rule}", **details).rstrip()
        except KeyError:
            return words.say("problem.unreadable")


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read.

    Attributes
    ----------
    value
        The answer as it is stored; None where there is none or a problem.
    problem
        Why it could not be read.
    echo
        Whether what was read should be said back: a number, an amount, a date.
    """

    value: object | None = None
    problem: Problem | None = None
    echo: bool = False


EMPTY = Reading()
