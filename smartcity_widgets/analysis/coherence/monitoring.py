"""The rules of the thread from indicators to results, and to what is decided upon them.

An indicator is judged as in `smartcity_widgets.analysis.monitoring`: what cannot be
assessed, or is too early to see, is neither red nor late. A project that was cancelled asks
nothing, and neither does what was decided about it.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from smartcity_widgets.analysis.decisions import DECISIONS
from smartcity_widgets.analysis.due import series_of
from smartcity_widgets.analysis.measurements import MEASUREMENTS
from smartcity_widgets.values import last_day

from .gap import Finding
from .reading import INDICATORS, PROJECTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartcity_widgets.analysis.measuring import Indicator
    from smartcity_widgets.analysis.projects import Project

    from .gap import Detail
    from .reading import Reading

__all__ = [
    "decision_overdue",
    "decision_without_owner",
    "indicator_not_measured",
    "measurement_before_baseline",
    "project_done_without_evaluation",
    "red_indicator_without_decision",
    "survey_without_feedback",
]

SURVEYS = "satisfaction/surveys"
FEEDBACK = "satisfaction/feedback_given"

_DAY = timedelta(days=1)


# What was measured ------------------------------------------------------------------------


def measurement_before_baseline(reading: Reading) -> Iterator[Finding]:
    """Tell an indicator with measurements that are, for certain, before its baseline.

    A baseline of ``2025`` may be of any day of that year: nothing in it is before.
    """
    for one in reading.indicators:
        if one.baseline_date is None:
            continue
        start = date.fromisoformat(f"{one.baseline_date}-01-01"[:10])
        early = [each for each in reading.measured.get(one.row, ()) if each.day < start]
        if early:
            details: dict[str, Detail] = {
                "n": len(early),
                "day": early[0].day,
                "start": last_day(one.baseline_date),
            }
            several = "several" if len(early) > 1 else ""
            where = f"{early[0].path}/date"
            yield Finding(f"{INDICATORS}/{one.row}", where, details, several)


def indicator_not_measured(reading: Reading) -> Iterator[Finding]:
    """Tell an indicator whose measurement is due and not there, or too old to count."""
    for one in reading.standings:
        if one.status != "no_data":
            continue
        path = f"{INDICATORS}/{one.indicator.row}"
        if one.last is not None:
            details: dict[str, Detail] = {"last": one.last.day, "on": one.on}
            yield Finding(path, MEASUREMENTS, details, "stale")
        elif (due := _first_due(one.indicator, one.on)) is not None:
            yield Finding(path, MEASUREMENTS, {"due": due, "on": one.on})


def _first_due(indicator: Indicator, on: date) -> date | None:
    """Return the first day on which it was to be measured, once that is over."""
    return next(iter(series_of(indicator).days(date.min, on - _DAY)), None)


# What was decided -------------------------------------------------------------------------


def red_indicator_without_decision(reading: Reading) -> Iterator[Finding]:
    """Tell an indicator at risk or off track for which nothing was decided.

    A decision about the indicator answers for it, or one about its objective, or about a
    project that serves that objective.
    """
    for one in reading.standings:
        row = one.indicator.row
        if one.is_red and not reading.decided[row]:
            yield Finding(f"{INDICATORS}/{row}", DECISIONS, {"on": one.on}, one.status)


def decision_overdue(reading: Reading) -> Iterator[Finding]:
    """Tell a decision whose day is over and that is not done."""
    if reading.on is None:
        return
    for one in reading.decisions:
        if one.is_overdue(reading.on):
            details: dict[str, Detail] = {"due": one.due or reading.on, "on": reading.on}
            yield Finding(one.path, f"{one.path}/done", details)


def decision_without_owner(reading: Reading) -> Iterator[Finding]:
    """Tell a decision that is not done, and that nobody sees to."""
    for one in reading.decisions:
        if one.is_open and one.owner is None:
            yield Finding(one.path, f"{one.path}/owner")


# What came of it --------------------------------------------------------------------------


def project_done_without_evaluation(reading: Reading) -> Iterator[Finding]:
    """Tell a project that is done, and of which nobody looked what came of it.

    Neither were people asked about it, nor was an indicator of its objectives measured at
    its end or after, nor was anything decided about it.
    """
    asked = reading.referred(SURVEYS, "project")
    decided = {one.target for one in reading.decisions}
    for one in reading.projects:
        path = f"{PROJECTS}/{one.row}"
        if one.status != "done" or one.row in asked or path in decided:
            continue
        if not _measured_since(one, reading):
            yield Finding(path, DECISIONS)


def _measured_since(project: Project, reading: Reading) -> bool:
    """Whether an indicator of its objectives was measured at its end or after.

    Any measurement counts where the end is not known, or still to come: it was done
    earlier, and nobody says when.
    """
    end, on = project.end, reading.on
    since = date.min if end is None or (on is not None and end > on) else end
    return any(
        each.day >= since
        for one in reading.indicators
        if one.objective in project.objectives
        for each in reading.measured.get(one.row, ())
    )


def survey_without_feedback(reading: Reading) -> Iterator[Finding]:
    """Tell that people answered surveys, and were not told what came of it."""
    answers = sum(
        reading.cell(SURVEYS, row, "responses") or 0 for row in reading.rows(SURVEYS)
    )
    told = reading.answers.value(FEEDBACK)
    if answers and told is not True:
        yield Finding(FEEDBACK, FEEDBACK, {"n": answers}, "none" if told is False else "")
