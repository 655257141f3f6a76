"""A comparison in words: what the template asks."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from smartcity_widgets.analysis.measuring import INDICATORS
from smartcity_widgets.analysis.projects import PROJECTS
from smartcity_widgets.charts import said_number, said_percent
from smartcity_widgets.render.drawing import Drawing, View
from smartcity_widgets.render.standing import STATUS_SIGNS, last_said, status_said
from smartcity_widgets.render.templates import safe_text
from smartcity_widgets.values.dates import format_day

from .becoming import Became, became

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smartcity_widgets.analysis.comparison import Comparison, Moved, Ran, Went
    from smartcity_widgets.analysis.monitoring import Standing
    from smartcity_widgets.analysis.projects import Project
    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method
    from smartcity_widgets.words import Words

__all__ = ["Line", "Told"]

KEY = "comparison"
WENT_SIGNS: Mapping[Went, str] = MappingProxyType(
    {
        "new": "+",
        "gone": "\N{MINUS SIGN}",
        "redefined": "≠",
        "broken": "≠",
        "unknown": "?",
        "unmeasured": "○",
        "same": "=",
        "better": "↗",
        "worse": "↘",
    }
)
"""Where an indicator went, as a sign beside its word."""
SHOWN_CRITERIA = 6
"""Criteria that moved most; the others stand in their own cycle."""
_PERSONS = "context/persons"


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator or a project in both cycles, one text for each cell."""

    name: str
    before: str
    after: str
    what: str
    sign: str = ""
    before_sign: str = ""
    after_sign: str = ""
    before_value: str = ""
    after_value: str = ""
    note: str = ""


@dataclass(frozen=True)
class Told:
    """A comparison, and the answers in which its rows are called by their names."""

    method: Method
    before: Answers
    after: Answers
    words: Words
    found: Comparison
    internal: bool = False

    @cached_property
    def drawings(self) -> tuple[Drawing, Drawing]:
        """What names the rows of each cycle."""
        view = View(KEY, self.words.language, mode="read", show_internal=self.internal)
        return (
            Drawing(self.method, self.before, self.words, view),
            Drawing(self.method, self.after, self.words, view),
        )

    def name(self, table: str, row: str) -> str:
        """Return what a row is called: in the later cycle, else in the earlier."""
        earlier, later = self.drawings
        return (later if row in later.rows(table) else earlier).label_of(table, row)

    # In short -----------------------------------------------------------------------------

    def lead(self) -> list[str]:
        """Return in a few sentences what became of it."""
        return [self._readiness(), *self._indicators_told(), *self._decisions_told()]

    def _readiness(self) -> str:
        found, words = self.found, self.words
        if found.before.overall is None or found.after.overall is None:
            return self._scored_once()
        verdicts = [
            words.say(f"verdict.{one.verdict}.title") for one in (found.before, found.after)
        ]
        details = {
            "before": self.points(found.before.overall),
            "after": self.points(found.after.overall),
        }
        if verdicts[0] == verdicts[1]:
            same = details["before"] == details["after"]
            key = "readiness_kept" if same else "readiness_same"
            return words.say(f"{KEY}.{key}", verdict=verdicts[0], **details)
        details |= {"verdict_before": verdicts[0], "verdict_after": verdicts[1]}
        return words.say(f"{KEY}.readiness", **details)

    def _scored_once(self) -> str:
        """Return how ready the one cycle is of which that is known."""
        scores = (self.found.before.overall, self.found.after.overall)
        earlier, later = self.found.cycles
        for which, score in zip(("before", "after"), scores, strict=True):
            if score is not None:
                return self.words.say(
                    f"{KEY}.scored_{which}",
                    points=self.points(score),
                    earlier=earlier,
                    later=later,
                )
        return self.words.say(f"{KEY}.not_scored")

    def _indicators_told(self) -> list[str]:
        judged = [one for one in self.found.indicators if one.is_comparable]
        if not judged:
            return []
        count = self.words.count
        better, worse = (
            sum(one.went == went for one in judged) for went in ("better", "worse")
        )
        return [
            count(f"{KEY}.indicators_better", better, total=len(judged)),
            *([count(f"{KEY}.indicators_worse", worse)] if worse else []),
        ]

    def _decisions_told(self) -> list[str]:
        outcomes = self.found.outcomes
        if not outcomes:
            return []
        done = sum(one.is_done for one in outcomes)
        return [self.words.count(f"{KEY}.decisions_done", done, total=len(outcomes))]

    def days(self) -> str:
        """Return on which day each cycle is looked at; empty where no entry is dated."""
        earlier, later = self.found.days
        if earlier is None or later is None:
            return ""
        return self.words.say(
            f"{KEY}.days", before=self.day(f"{earlier}"), after=self.day(f"{later}")
        )

    def different(self) -> list[str]:
        """Return what was not the same, and under what both are computed."""
        found, words = self.found, self.words
        if not found.different:
            return []
        versions = self._versions()
        said = [words.say(f"{KEY}.different.{one}", **versions) for one in found.different]
        said.append(words.say(f"{KEY}.under", cycle=found.cycles[1]))
        if found.own is not None and found.own.overall is not None:
            own = words.say(f"verdict.{found.own.verdict}.title")
            points = self.points(found.own.overall)
            said.append(
                words.say(f"{KEY}.own", cycle=found.cycles[0], points=points, verdict=own)
            )
        return said

    def _versions(self) -> dict[str, str]:
        before, after = self.found.versions
        return {"before": before, "after": after, "running": self.found.running}

    def points(self, value: Fraction) -> str:
        """Return points as people read them."""
        return str(self.found.rules.whole(value))

    # In full ------------------------------------------------------------------------------

    def criteria(self) -> list[str]:
        """Return the criteria that moved most, each with its levels."""
        steps = {one.id: one for one in self.method.criteria}
        return [
            self.words.say(
                f"{KEY}.criterion",
                name=self.words.say(f"{steps[one.id].words_key}.label"),
                before=self._level(one.before),
                after=self._level(one.after),
            )
            for one in self.found.criteria[:SHOWN_CRITERIA]
        ]

    def _level(self, value: Fraction | None) -> str:
        return "" if value is None else said_number(value, self.words)

    def indicators(self) -> list[Line]:
        """Return the indicators of both cycles."""
        return [self._indicator(one) for one in self.found.indicators]

    def _indicator(self, one: Moved) -> Line:
        sign, what = self.went(one)
        first, last = (self._standing(side) for side in (one.before, one.after))
        return Line(
            self.name(INDICATORS, one.row),
            first[1],
            last[1],
            what,
            sign,
            first[0],
            last[0],
            first[2],
            last[2],
            self._known_as(one),
        )

    def _known_as(self, one: Moved | Ran) -> str:
        return self.words.say(f"{KEY}.by_name") if one.former else ""

    def _standing(self, one: Standing | None) -> tuple[str, str, str]:
        if one is None:
            return "", self.words.say("chart.none"), ""
        words = self.words
        return (
            STATUS_SIGNS[one.status],
            status_said(one.status, words),
            last_said(one, words),
        )

    def went(self, one: Moved) -> tuple[str, str]:
        """Return where an indicator went, as a sign and in words."""
        words, sign = self.words, WENT_SIGNS[one.went]
        if one.kept != "kept":
            return sign, words.say(f"{KEY}.kept.{one.kept}")
        if one.went == "redefined":
            names = words.say("value.between").join(
                words.say(f"question.evaluation.indicators.{name}.label")
                for name in one.changed
            )
            return sign, words.say(f"{KEY}.redefined", names=names)
        return sign, words.say(f"{KEY}.went.{one.went}")

    def projects(self) -> list[Line]:
        """Return the projects that are new, that went, or that moved."""
        return [self._project(one) for one in self.found.projects if one.has_moved]

    def unmoved(self) -> int:
        """Return how many projects stand as they stood."""
        return sum(not one.has_moved for one in self.found.projects)

    def _project(self, one: Ran) -> Line:
        return Line(
            self.name(PROJECTS, one.row),
            self._ran(one.before, one.progress[0]),
            self._ran(one.after, one.progress[1]),
            "" if one.kept == "kept" else self.words.say(f"{KEY}.kept.{one.kept}"),
            "" if one.kept == "kept" else WENT_SIGNS[one.kept],
            note=self._known_as(one),
        )

    def _ran(self, project: Project | None, progress: int | None) -> str:
        if project is None:
            return self.words.say("chart.none")
        asked = self.method.at(f"{PROJECTS}/row/status")
        status = project.status
        said = self.drawings[1].show(asked, status) if asked and status else ""
        far = "" if progress is None else said_percent(Fraction(progress), self.words)
        told = self.words.say("value.between").join(one for one in (said, far) if one)
        return told or self.words.say("chart.none")

    def ran_said(self, one: Ran) -> str:
        """Return how a project stood then and now."""
        then = self._ran(one.before, one.progress[0])
        now = self._ran(one.after, one.progress[1])
        return self.words.say(f"{KEY}.then_now", then=then, now=now)

    def decisions(self) -> list[Became]:
        """Return what was decided in the earlier cycle, and what became of it."""
        return [became(one, self) for one in self.found.outcomes]

    def people(self) -> list[tuple[str, list[str]]]:
        """Return who came, who left and whose role changed, from which to which."""
        people, (earlier, later) = self.found.people, self.drawings
        groups = {
            "new": [later.label_of(_PERSONS, row) for row in people.new],
            "gone": [earlier.label_of(_PERSONS, row) for row in people.gone],
            "changed": [self._role(row, *both) for row, both in people.roles.items()],
        }
        return [
            (self.words.say(f"{KEY}.people.{name}"), [safe_text(one) for one in said])
            for name, said in groups.items()
            if said
        ]

    def _role(self, row: str, then: str, now: str) -> str:
        none = self.words.say("chart.none")
        later = self.drawings[1]
        return self.words.say(
            f"{KEY}.role",
            name=later.name_in(_PERSONS, row) or later.label_of(_PERSONS, row),
            before=then or none,
            after=now or none,
        )

    def day(self, value: str) -> str:
        """Return a stored date in words."""
        return format_day(value, self.words)
