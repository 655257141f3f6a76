"""What follows from the action plan: what it costs, what comes when, and what is doubtful.

One sentence first, then what to look at again with links to where it is mended; the two
pictures; how the plan is balanced and what it costs by year. Every total says its VAT, and
that an amount was counted inside another. Today is the day of the last change, so that the
same answers give the same page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartcity_widgets.analysis.due import last_change
from smartcity_widgets.analysis.efforts import efforts_of
from smartcity_widgets.analysis.portfolio import portfolio_of
from smartcity_widgets.analysis.projects import PROJECTS
from smartcity_widgets.analysis.roadmap import roadmap_of
from smartcity_widgets.charts import effort_board, roadmap_chart
from smartcity_widgets.charts.roadmap import MOST
from smartcity_widgets.render.drawing import Drawing, View

from .leading import lead
from .money import balances, years
from .warning import warnings

if TYPE_CHECKING:
    from ..told import Told

__all__ = ["draw"]

KEY = "findings.action-plan"
SHOWN = 10
"""So many warnings stand open on a screen; the others are folded."""


def draw(told: Told) -> str:
    """Return the page of the action plan; empty while there is no project."""
    method, answers, words = told.method, told.answers, told.words
    if method.at(PROJECTS) is None:
        return ""  # an adaptation hides it
    portfolio = portfolio_of(method, answers)
    if not portfolio.projects and not portfolio.cancelled:
        return ""
    roadmap = roadmap_of(method, answers, today=last_change(answers))
    efforts = efforts_of(portfolio)
    view = View(told.uid, words.language, mode="read", show_internal=told.internal)
    drawing = Drawing(method, answers, words, view)
    prefix = f"{told.uid}-"
    found = warnings(portfolio, drawing, told)
    return told.render(
        "findings/action-plan.html.j2",
        key=KEY,
        lead=lead(portfolio, told),
        warnings=found,
        shown=len(found) if told.report else SHOWN,
        roadmap=[roadmap_chart(one, words, prefix=prefix) for one in roadmap.split(MOST)],
        efforts=effort_board(efforts, words, prefix=prefix) if efforts.placed else None,
        unplaced=told.count(f"{KEY}.unplaced", len(efforts.unplaced))
        if efforts.unplaced
        else "",
        balances=balances(portfolio, told) if portfolio.projects else (),
        years=years(portfolio, told),
    )
