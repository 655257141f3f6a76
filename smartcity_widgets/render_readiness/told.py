"""What is found of a municipality, put into words for the page that shows it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from smartcity_widgets.analysis.advice import next_steps, strengths
from smartcity_widgets.analysis.comparing import basis_of, comparable, published_basis
from smartcity_widgets.analysis.readiness import readiness
from smartcity_widgets.charts import said_number, said_percent
from smartcity_widgets.render.look import overlay_name
from smartcity_widgets.render.templates import isolated

if TYPE_CHECKING:
    from smartcity_widgets.analysis.advice import NextStep
    from smartcity_widgets.analysis.readiness import Criterion, Readiness
    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method
    from smartcity_widgets.words import Words

__all__ = ["Named", "Step", "Told"]

TO_STRENGTHEN = 6
"""Names in the one sentence of the verdict."""
RARELY_REACHED = 4
_SCORED = ("hidden", "words", "questions", "weights", "thresholds")
"""What of an overlay a score stands under; its colours change none."""


@dataclass(frozen=True, slots=True)
class Named:
    """A criterion or prerequisite by name, with what is said of it and where it stands."""

    name: str
    step: str
    path: str
    said: str = ""
    within: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One next step as a card."""

    title: Named
    sentence: str
    reason: str


class Told:
    """What the template asks, in words; the findings are made once.

    Attributes
    ----------
    found
        The findings themselves.
    name
        The municipality's name as it was typed; the workbook's where it is not answered.
    """

    def __init__(self, method: Method, answers: Answers, words: Words) -> None:
        self.method = method
        self.answers = answers
        self.words = words
        self.found: Readiness = readiness(method, answers)
        self.name = str(answers.value("context/name") or answers.name)

    @property
    def title(self) -> Markup:
        """The title, with a name nobody can turn around."""
        mark = "\N{OBJECT REPLACEMENT CHARACTER}"
        said = str(escape(self.words.say("panel.title", name=mark)))
        return Markup(said.replace(mark, str(isolated(self.name))))  # noqa: S704 - escaped above

    def named(self, criterion: Criterion, said: str = "") -> Named:
        """Return a criterion by name."""
        step = criterion.step
        return Named(
            name=self.words.say(f"question.{step}.{criterion.id}.label"),
            step=step,
            path=f"{step}/{criterion.id}",
            said=said,
            within=self.words.say(f"step.{step}.short"),
        )

    def strong(self) -> list[str]:
        """Return the names of the strengths."""
        return [self.named(one).name for one in strengths(self.found)]

    def weak(self) -> list[Named]:
        """Return what to strengthen, each with why; what is only missing is told apart."""
        told = [self._reserved(one) for one in self.found.reservations]
        if self.found.verdict != "insufficient-data":
            return told
        missing = {f"{one.step}/{one.id}" for one in self.found.missing}
        return [one for one in told if one.path not in missing]

    def weak_in_short(self) -> tuple[list[str], int]:
        """Return the first names of what to strengthen, and how many more there are."""
        names = [one.name for one in self.weak()]
        return names[:TO_STRENGTHEN], len(names[TO_STRENGTHEN:])

    def _reserved(self, name: str) -> Named:
        part = self.found.prerequisites.get(name)
        if part is None:
            criterion = self.found.criteria[name]
            return self.named(criterion, self._why(criterion))
        score, rules = part.score or Fraction(0), self.found.rules
        floor, goal = (rules.thresholds[f"{one}_go"] for one in ("prerequisite", "overall"))
        below = "floor" if score < floor else "goal"
        said = self.words.say(
            f"panel.reason.{below}",
            score=rules.whole(score),
            floor=said_number(floor, self.words),
            goal=said_number(goal, self.words),
        )
        label = self.words.say(f"step.{name}.short")
        return Named(label, name, f"{name}/{part.criteria[0].id}", said)

    def _why(self, criterion: Criterion) -> str:
        level = criterion.level
        if level == 0:
            return self.words.say("panel.reason.zero")
        if isinstance(level, Fraction):
            shown = said_number(level, self.words)
            return self.words.say("panel.reason.key", level=shown)
        return self.words.say(f"panel.reason.{level or 'unanswered'}")

    def fine(self) -> list[str]:
        """Return the small print of the verdict: how much is known, and the number."""
        found, words = self.found, self.words
        concluded = found.verdict != "insufficient-data"
        told = []
        if concluded:
            told.append(words.count("panel.known", found.known, applying=found.applying))
        if concluded and found.differs_at_equal_weights:
            told.append(self._other())
        elif concluded:
            told.append(words.say("panel.same_at_equal_weights"))
        if found.overall is not None:
            key = "panel.overall" if concluded else "panel.overall_so_far"
            told.append(words.say(key, score=found.rules.whole(found.overall)))
            told += self.under()
        return told

    def under(self) -> list[str]:
        """Return under which overlay a score stands, and with what it may be compared."""
        mine = basis_of(self.method, self.answers)
        reasons = comparable(published_basis(self.method), mine)
        overlay = self.answers.overlay
        if not reasons or not any(overlay.get(one) for one in _SCORED):
            return []
        told = ", ".join(self.words.say(f"overlay.reason.{one}") for one in reasons)
        name = overlay_name(self.answers, self.words)
        return [self.words.say("overlay.under", name=name, reasons=told)]

    def _other(self) -> str:
        verdict = self.words.say(f"verdict.{self.found.equal_weights.verdict}.title")
        return self.words.say("panel.other_at_equal_weights", verdict=verdict)

    def insufficient(self) -> list[str]:
        """Return why nothing can be concluded yet, empty where it can."""
        found, words = self.found, self.words
        if found.verdict != "insufficient-data":
            return []
        if not found.known:
            return [words.say("panel.insufficient.none")]
        told = []
        parts = found.prerequisites.values()
        if found.missing:
            told.append(
                words.count(
                    "panel.insufficient.missing",
                    len(found.missing),
                    applying=found.applying,
                )
            )
        told += [
            words.say(
                "panel.insufficient.prerequisite", name=words.say(f"step.{one.step}.short")
            )
            for one in parts
            if not one.known or one.applying - one.known > 2  # noqa: PLR2004 - as the verdict
        ]
        apart = [len(one.criteria) - one.applying for one in parts]
        if max(apart) > 1 or sum(apart) > 2:  # noqa: PLR2004 - as the verdict
            told.append(words.say("panel.insufficient.na"))
        return told

    def next(self) -> list[Step]:
        """Return the next steps; those to level 4 only where nothing else is left to do."""
        steps = next_steps(self.found)
        nearer = [one for one in steps if one.goal < RARELY_REACHED]
        return [self._step(one) for one in nearer or steps]

    def _step(self, one: NextStep) -> Step:
        criterion, words = one.criterion, self.words
        sentences = words.each(f"question.{criterion.step}.{criterion.id}.next")
        told = one.reason in {"zero", "key"} or (
            one.reason == "disagreement" and criterion.shows_opinions
        )
        name = self.named(criterion)
        said = words.say(
            "panel.next_line", criterion=name.name, start=one.start, goal=one.goal
        )
        return Step(
            title=Named(said, name.step, name.path, within=name.within),
            sentence=sentences[one.start] if one.start < len(sentences) else "",
            reason=words.say(f"panel.next_{one.reason}") if told else "",
        )

    def missing(self) -> list[tuple[str, list[Named]]]:
        """Return the criteria without a level, by prerequisite."""
        groups: dict[str, list[Named]] = {}
        for one in self.found.missing:
            state = "unknown" if one.level == "unknown" else "unanswered"
            named = self.named(one, self.words.say(f"panel.missing_{state}"))
            groups.setdefault(one.step, []).append(named)
        return [
            (self.words.say(f"step.{step}.title"), ones) for step, ones in groups.items()
        ]

    def not_applicable(self) -> list[tuple[Named, str]]:
        """Return the criteria that do not apply, each with its reason as it was typed."""
        return [
            (self.named(one), self.answers.note(one.step, one.id, "reason") or "")
            for one in self.found.criteria.values()
            if one.level == "na"
        ]

    def fragile(self) -> list[str]:
        """Return what the verdict hangs on."""
        found, words = self.found, self.words
        told = [
            self._other()
            if found.differs_at_equal_weights
            else words.say("panel.same_at_equal_weights")
        ]
        sensitivity = found.sensitivity
        key = "panel.fragile.swings" if sensitivity.changed else "panel.fragile.swings_none"
        return [*told, words.say(key, tried=sensitivity.tried, changed=sensitivity.changed)]

    def swings(self) -> list[Named]:
        """Return the criteria of which one level more or less changes the verdict."""
        return [
            self.named(self.found.criteria[one]) for one in self.found.sensitivity.swings
        ]

    def weights(self) -> str:
        """Return the weights in force in one sentence."""
        told = [
            self.words.say(
                "panel.weight",
                name=self.words.say(f"step.{step}.short"),
                weight=said_percent(one.weight * 100, self.words),
            )
            for step, one in self.found.prerequisites.items()
        ]
        return self.words.say("panel.weights", weights=", ".join(told))

    def thresholds(self) -> str:
        """Return the thresholds in force in one sentence."""
        limits = dict(self.found.rules.thresholds)
        share = said_percent(limits.pop("missing_share"), self.words)
        shown = {name: said_number(one, self.words) for name, one in limits.items()}
        return self.words.say("panel.thresholds", **shown, missing_share=share)

    def chart_note(self) -> list[str]:
        """Return how to read the bars, as far as there is something to read."""
        floor = self.found.rules.thresholds["prerequisite_go"]
        scores = [one.score for one in self.found.prerequisites.values()]
        told = [self.words.say("panel.chart_note")]
        if any(one is not None and one < floor for one in scores):
            shown = said_number(floor, self.words)
            told.append(self.words.say("panel.chart_note_low", floor=shown))
        if None in scores:
            told.append(self.words.say("panel.chart_note_unknown"))
        return told
