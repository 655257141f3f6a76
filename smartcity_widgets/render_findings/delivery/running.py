"""How each project runs, in words: how far it is, how it goes, what comes next, money."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from smartcity_widgets.analysis.delivery import PROGRESS
from smartcity_widgets.analysis.projects import PROJECTS
from smartcity_widgets.values.amounts import format_percent

from .saying import KEY, chosen, date_said, money, person, project, share

if TYPE_CHECKING:
    from smartcity_widgets.analysis.courses import Course
    from smartcity_widgets.analysis.delivery import Delivery
    from smartcity_widgets.render.drawing import Drawing

__all__ = ["Running", "courses", "spending"]

SIGNS = {"green": "●", "amber": "▲", "red": "■"}
"""What stands before the word for how it goes, so that it is not colour alone."""


@dataclass(frozen=True, slots=True)
class Running:
    """A project, one text for each cell; `percent` is None where nobody says.

    Attributes
    ----------
    path
        Where its progress is filled in.
    over
        Whether more was spent than the budget.
    """

    title: str
    status: str
    path: str
    percent: int | None
    progress: str
    rag: str
    sign: str
    how: str
    done: str
    next: str
    next_when: str
    next_who: str
    spent: str
    of: str
    over: str


def courses(found: Delivery, drawing: Drawing) -> tuple[Running, ...]:
    """Return the projects there is something to tell of, in the order of the workbook."""
    return tuple(_course(one, drawing) for one in found.courses if one.is_told)


def _course(course: Course, drawing: Drawing) -> Running:
    say, coming = drawing.say, course.next
    done = len(course.milestones) - len(course.undone)
    return Running(
        title=project(course.project.row, drawing),
        status=chosen(f"{PROJECTS}/row/status", course.project.status, drawing),
        path=f"{PROGRESS}/{course.row}/progress" if course.row else PROGRESS,
        percent=course.progress,
        progress=_percent(course, drawing),
        rag=course.rag or "",
        sign=SIGNS.get(course.rag or "", ""),
        how=chosen(f"{PROGRESS}/row/rag", course.rag, drawing),
        done=drawing.count(f"{KEY}.milestones_done", len(course.milestones), done=done)
        if course.milestones
        else "",
        next=(coming.name or say("due.no_milestone")) if coming else "",
        next_when=date_said(coming.due_said, drawing) if coming else "",
        next_who=person(coming.owner, drawing) if coming else "",
        spent="" if course.spent is None else money(course.spent, drawing),
        of=_of(course, drawing),
        over=say(f"{KEY}.over_budget", amount=money(course.overspent, drawing))
        if course.overspent
        else "",
    )


def _percent(course: Course, drawing: Drawing) -> str:
    if course.progress is None:
        return drawing.say(f"{KEY}.unsaid")
    return format_percent(Decimal(course.progress), drawing.words.language)


def _of(course: Course, drawing: Drawing) -> str:
    """Return the budget that something was spent of, and which share that is."""
    if course.spent is None and course.budget is None:
        return ""
    if course.budget is None:
        return drawing.say(f"{KEY}.no_budget")
    budget = money(course.budget, drawing)
    if course.share is None:
        return drawing.say(f"{KEY}.budget", amount=budget)
    said = share(course.share, drawing)
    return drawing.say(f"{KEY}.of_budget", amount=budget, share=said)


def spending(found: Delivery, drawing: Drawing) -> str:
    """Return what was spent of which budget in all; empty where that is not known."""
    total = found.spending
    if not total.projects:
        return ""
    vat = drawing.say(f"{KEY}.vat.{drawing.answers.vat}")
    said = drawing.count(
        f"{KEY}.spending",
        total.projects,
        spent=money(total.spent, drawing),
        budget=money(total.budget, drawing),
        vat=vat,
    )
    if not total.left_out:
        return said
    return f"{said} {drawing.count(f'{KEY}.left_out', total.left_out)}"
