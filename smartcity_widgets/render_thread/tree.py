"""The golden thread as a page: one sentence, the tree, its gaps, what else to look at."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from smartcity_widgets.analysis.coherence.thread import UPWARDS, thread_of
from smartcity_widgets.render.look import look
from smartcity_widgets.render.templates import environment, safe_text

from .following import decided, decision_course, links, result, verdict_sign
from .saying import Saying

if TYPE_CHECKING:
    from smartcity_widgets.analysis.coherence import Gap
    from smartcity_widgets.analysis.coherence.thread import Knot, Thread
    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method
    from smartcity_widgets.words import Words

    from .following import LinkSaid, Result

__all__ = ["thread_page", "thread_part"]

_OPEN_POINTS = {"level-against-field", "na-without-reason"}
"""Rules that a report tells among its open points."""


@dataclass(frozen=True)
class Told:
    """What the template asks, in words.

    Attributes
    ----------
    report
        Whether it stands in a report: nothing to click, nothing told twice.
    """

    saying: Saying
    report: bool = False

    @cached_property
    def thread(self) -> Thread:
        """The thread itself."""
        one = self.saying
        return thread_of(one.method, one.answers, internal=one.internal)

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """The gaps that are told here."""
        return tuple(one for one in self.thread.gaps if self._is_told(one))

    def _is_told(self, gap: Gap) -> bool:
        return not (self.report and gap.rule in _OPEN_POINTS)

    def lead(self) -> list[str]:
        """Return in a few sentences how far the thread leads."""
        words, thread = self.saying.words, self.thread
        needs = thread.counts["need"]
        if not any(thread.counts.values()):
            return [words.say("thread.empty")]
        told = []
        if not needs:
            told.append(words.say("thread.no_needs"))
        elif thread.reached == needs:
            told.append(words.count("thread.all", needs))
        elif not thread.reached:
            told.append(words.count("thread.none", needs))
        else:
            told.append(words.count("thread.reach", thread.reached, needs=needs))
        if thread.left_out:
            told.append(words.count("thread.left_out", len(thread.left_out)))
        if self.gaps:
            told.append(words.count("thread.gaps", len(self.gaps)))
        else:
            told.append(words.say("thread.whole"))
        return told

    def links(self) -> list[LinkSaid]:
        """Return how much of each link is there; none while nothing hangs on the thread."""
        thread = self.thread
        return links(thread.links, self.saying) if any(thread.counts.values()) else []

    def level(self, knot: Knot) -> str:
        """Return what a knot is: a priority, an objective, …."""
        return self.saying.words.say(f"thread.level.{knot.level}")

    def name(self, knot: Knot) -> str:
        """Return what people call a knot; of a decision what it is, and why."""
        if knot.level == "decision":
            return decided(knot.path, self.saying)
        return self.saying.name(knot.path)

    def sign(self, knot: Knot) -> str:
        """Return the sign of a decision; empty where a knot has none."""
        return verdict_sign(knot.path, self.saying) if knot.level == "decision" else ""

    def result(self, knot: Knot) -> Result | None:
        """Return what was measured of an indicator, and where it stands."""
        return None if knot.is_again else result(knot, self.saying)

    def loose(self) -> list[tuple[str, list[Knot]]]:
        """Return what hangs on nothing, level by level, with what to call it."""
        groups: dict[str, list[Knot]] = {}
        for one in self.thread.loose:
            groups.setdefault(one.level, []).append(one)
        say = self.saying.words.say
        return [(say(f"thread.loose.{level}"), ones) for level, ones in groups.items()]

    @cached_property
    def _adrift(self) -> frozenset[str]:
        return frozenset(one.path for one in self.thread.loose)

    def attach(self, knot: Knot) -> tuple[str, str] | None:
        """Return what to do about a knot that hangs on nothing, and where to do it.

        A need is taken up by a priority, and its gap says so. None where a gap does.
        """
        above = UPWARDS.get(knot.level)
        if self.report or above is None or knot.path not in self._adrift:
            return None
        where = f"{knot.path}/{above}"
        if any(one.where == where for one in knot.gaps):
            return None
        return self.saying.words.say(f"thread.attach.{knot.level}"), where

    def left_out(self) -> list[tuple[str, str]]:
        """Return each need that was left out, with the reason as it was typed."""
        saying, told = self.saying, []
        for row in self.thread.left_out:
            path = f"vision/left_out/{row}"
            need = saying.answers.value(f"{path}/need")
            reason = safe_text(saying.answers.value(f"{path}/reason"))
            told.append((saying.name(f"diagnosis/needs/{need}"), reason))
        return told

    def others(self) -> list[tuple[str, list[Gap]]]:
        """Return the gaps of what is no knot, step by step."""
        groups: dict[str, list[Gap]] = {}
        for one in self.thread.others:
            if self._is_told(one):
                groups.setdefault(one.step, []).append(one)
        say = self.saying.words.say
        return [(say(f"step.{step}.title"), ones) for step, ones in groups.items()]

    def course(self, knot: Knot) -> str:
        """Return from where to where an indicator goes, when an objective or project ends.

        Of what was told before, that it was.
        """
        if knot.is_again:
            return self.saying.words.say("thread.again")
        if knot.level == "project":
            return self._run(knot)
        if knot.level == "decision":
            return decision_course(knot.path, self.saying)
        if knot.level == "objective":
            by = self._cell(knot, "deadline")
            return self.saying.words.say("thread.by", date=by) if by else ""
        return self._aim(knot) if knot.level == "indicator" else ""

    def _run(self, knot: Knot) -> str:
        """Return what kind of project it is, how far, and by when it ends."""
        by = self._cell(knot, "end")
        said = [self._cell(knot, "kind"), self._cell(knot, "status")]
        said.append(self.saying.words.say("thread.by", date=by) if by else "")
        return " · ".join(one for one in said if one)

    def _aim(self, knot: Knot) -> str:
        say = self.saying.words.say
        start, end, low, high, unit, by = (
            self._cell(knot, name)
            for name in (
                "baseline_value",
                "target_value",
                "target_low",
                "target_high",
                "unit",
                "target_date",
            )
        )
        is_range = self.saying.answers.value(f"{knot.path}/direction") == "range"
        if is_range and low and high:
            said = say("thread.between", low=low, high=high)
        elif end and not is_range:
            said = (
                say("thread.from_to", start=start, end=end)
                if start
                else say("thread.to", end=end)
            )
        elif start:
            said = say("thread.start", start=start)
        else:
            return ""
        said = say("value.with-unit", value=said, unit=unit) if unit else said
        due = say("thread.by", date=by) if by and (end or low) else ""
        return f"{said}, {due}" if due else said

    def _cell(self, knot: Knot, column: str) -> str:
        path = f"{knot.path}/{column}"
        question = self.saying.method.at(path)
        value = self.saying.answers.value(path)
        if question is None or value is None:
            return ""
        return safe_text(self.saying.drawing.show(question, value))


def thread_page(method: Method, answers: Answers, words: Words, *, uid: str) -> str:
    """Return the live page of the thread, which its consultant sees."""
    told = Told(Saying(method, answers, words, internal=True))
    return _draw(told, uid)


def thread_part(
    method: Method, answers: Answers, words: Words, *, internal: bool = False
) -> str:
    """Return the same for a report; empty where nothing of the thread is there yet."""
    told = Told(Saying(method, answers, words, internal=internal), report=True)
    if not any(told.thread.counts.values()):
        return ""
    return _draw(told, "thread")


def _draw(told: Told, uid: str) -> str:
    words = told.saying.words
    page = environment().get_template("thread.html.j2")
    return page.render(
        told=told,
        saying=told.saying,
        thread=told.thread,
        say=words.say,
        count=words.count,
        uid=uid,
        language=words.language,
        look=look(told.saying.answers, uid),
    ).strip()
