"""What the phase before says that matters here: a short page on top of a notebook."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from smartcity_widgets.analysis.carried import ACTIONS, COMMITTED, PLANS, carried_to
from smartcity_widgets.analysis.objectives import OBJECTIVES
from smartcity_widgets.render.look import look
from smartcity_widgets.render.templates import environment, safe_text
from smartcity_widgets.render_readiness.told import Told as Readiness

from .saying import Saying

if TYPE_CHECKING:
    from smartcity_widgets.analysis.carried import Carried
    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method
    from smartcity_widgets.words import Words

__all__ = ["carried_page"]

_SHOWN = 3
"""Plans and actions named; the others are counted."""

_QUOTED = {
    "planning": ("pre-vision/own_definition", "pre-vision/pre_vision"),
    "implementation": ("vision/vision_statement",),
    "monitoring": ("vision/vision_statement",),
}
"""Phase to what people said of where to go."""


@dataclass(frozen=True)
class Told:
    """What the template asks, in words."""

    saying: Saying
    phase: str

    @cached_property
    def carried(self) -> Carried:
        """What is handed over."""
        return carried_to(self.phase, self.saying.method, self.saying.answers)

    def lead(self) -> str:
        """Return what matters most: the verdict, or the objectives to be served."""
        if self.phase == "planning":
            return self.verdict()
        found, words = self.carried, self.saying.words
        n = len(found.objectives)
        if not n:
            return words.say("carried.no_objective")
        said = words.count("carried.objectives", n)
        if self.phase == "monitoring":
            return f"{said} {self.assessable()}"
        if found.unserved is None:
            return said
        left = len(found.unserved)
        if left in {0, n}:
            key = "carried.none_served" if left else "carried.all_served"
            return f"{said} {words.count(key, n)}"
        return f"{said} {words.count('carried.unserved', left)}"

    def assessable(self) -> str:
        """Return whether every indicator has what a status is computed from."""
        found, words = self.carried, self.saying.words
        left = len(found.unassessable)
        if not found.indicators:
            return words.say("carried.no_indicator")
        key = "carried.unassessable" if left else "carried.assessable"
        return words.count(key, left or found.indicators)

    def unserved(self) -> list[tuple[str, str]]:
        """Return the objectives that no project serves: name and path."""
        paths = [f"{OBJECTIVES}/{row}" for row in self._unserved[:_SHOWN]]
        return [(self.saying.name(one), one) for one in paths]

    @property
    def _unserved(self) -> tuple[str, ...]:
        return self.carried.unserved or ()

    def more_unserved(self) -> str:
        """Return how many others there are, in words."""
        more = len(self._unserved[_SHOWN:])
        return self.saying.words.count("panel.and_more", more) if more else ""

    def committed(self) -> str:
        """Return the means of step 1, with or without VAT as the workbook says."""
        question = self.saying.method.at(COMMITTED)
        if question is None or self.carried.committed is None:
            return ""
        amount = self.saying.drawing.show_with_unit(question, self.carried.committed)
        vat = self.saying.words.say(f"carried.vat.{self.saying.answers.vat}")
        return f"{amount} ({vat})"

    def verdict(self) -> str:
        """Return the verdict on the prerequisites, with what to strengthen."""
        one, words = self.saying, self.saying.words
        readiness = Readiness(one.method, one.answers, words)
        title = words.say(f"verdict.{readiness.found.verdict}.title")
        told = [words.say("carried.verdict", verdict=title), *readiness.insufficient()]
        names, more = readiness.weak_in_short()
        if names:
            others = [words.count("panel.and_more", more)] if more else []
            weak = " · ".join([*names, *others])
            told.append(words.say("carried.strengthen", names=weak))
        return " ".join(told)

    def missing(self) -> list[tuple[str, str, str]]:
        """Return what is missing: its name, its step and its path."""
        return [
            (self.saying.name(one), one.partition("/")[0], one)
            for one in self.carried.missing
        ]

    def quotes(self) -> list[tuple[str, str]]:
        """Return what people said of where to go, each with what was asked."""
        said = [(one, self.saying.answers.value(one)) for one in self._asked()]
        return [(self.saying.name(one), str(text)) for one, text in said if text]

    def _asked(self) -> list[str]:
        return [one for one in _QUOTED[self.phase] if self.saying.method.at(one)]

    def plans(self) -> str:
        """Return the plans that the approach serves, by name."""
        names = [self._text(f"{PLANS}/{row}/plan") for row in self.carried.plans]
        return self._listed([one for one in names if one])

    def actions(self) -> str:
        """Return the open actions of this phase, by name."""
        return self._listed(
            [self._text(f"{ACTIONS}/{row}/what") for row in self.carried.own_actions]
        )

    def _listed(self, names: list[str]) -> str:
        more = len(names[_SHOWN:])
        others = [self.saying.words.count("panel.and_more", more)] if more else []
        return " · ".join([*names[:_SHOWN], *others])

    def _text(self, path: str) -> str:
        return safe_text(" ".join(str(self.saying.answers.value(path) or "").split()))


def carried_page(
    method: Method, answers: Answers, words: Words, phase: str, *, uid: str
) -> str:
    """Return the live page of what a phase is handed."""
    saying = Saying(method, answers, words, internal=True)
    page = environment().get_template("carried.html.j2")
    return page.render(
        told=Told(saying, phase),
        say=words.say,
        count=words.count,
        uid=uid,
        title=words.say(f"carried.title.{phase}"),
        language=words.language,
        look=look(answers, uid),
    ).strip()
