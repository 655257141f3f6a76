"""The roadmap as a table: when each project runs, what it waits for, its milestones."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from smartcity_widgets.values.dates import format_day

from .kinds import kind_of, title_of
from .lettering import lettered

if TYPE_CHECKING:
    from datetime import date

    from smartcity_widgets.analysis.milestones import Milestone
    from smartcity_widgets.analysis.roadmap import Planned, Roadmap, Standing, Wait
    from smartcity_widgets.words import Words

__all__ = ["rows_of_table", "when_of"]

KEY = "chart.roadmap"


def rows_of_table(found: Roadmap, words: Words) -> list[tuple[str, list[tuple[str, ...]]]]:
    """Return each priority in words with the cells of its projects."""
    return [
        (
            words.say(f"{KEY}.no_priority")
            if priority is None
            else lettered(found.priorities[priority]),
            [_cells(one, found.today, words) for one in ones],
        )
        for priority, ones in groupby(found.projects, key=lambda one: one.priority)
    ]


def when_of(one: Planned, words: Words) -> str:
    """Return when a project runs, in words, as precisely as it was said."""
    project = one.project
    if not project.start_said and not project.end_said:
        return words.say(f"{KEY}.no_dates")
    start, end = (
        format_day(said, words) if said else words.say(f"{KEY}.unknown")
        for said in (project.start_said, project.end_said)
    )
    said = words.say(f"{KEY}.from_to", start=start, end=end)
    if one.span is None and project.start_said and project.end_said:
        return words.say(f"{KEY}.aside", said=said, note=words.say(f"{KEY}.reversed"))
    return said


def _cells(one: Planned, today: date | None, words: Words) -> tuple[str, ...]:
    none, between = words.say("chart.none"), words.say(f"{KEY}.between")
    kind, status = kind_of(one.project.kind, words), one.project.status
    if status:
        state = words.say(f"choice.project_statuses.{status}")
        kind = words.say(f"{KEY}.kind_state", kind=kind, state=state)
    return (
        str(one.number),
        title_of(one.project, one.number, words),
        kind,
        when_of(one, words),
        between.join(_wait(each, one, words) for each in one.waits_for) or none,
        between.join(
            _milestone(each, one.standing(each, today), words) for each in one.milestones
        )
        or none,
    )


def _wait(wait: Wait, one: Planned, words: Words) -> str:
    said = words.say(
        f"{KEY}.named",
        number=wait.number,
        title=title_of(wait.project, wait.number, words),
    )
    note = (
        "itself"
        if wait.number == one.number
        else "cancelled"
        if wait.project.is_cancelled
        else "early"
        if wait.is_early
        else ""
    )
    if not note:
        return said
    return words.say(f"{KEY}.aside", said=said, note=words.say(f"{KEY}.wait.{note}"))


def _milestone(one: Milestone, standing: Standing, words: Words) -> str:
    name = lettered(one.name) if one.name else words.say(f"{KEY}.milestone_unnamed")
    day = format_day(one.done_said or one.due_said, words)
    return words.say(f"{KEY}.milestone.{standing}", name=name, date=day)
