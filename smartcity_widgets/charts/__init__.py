"""Charts as figures: an SVG, its alternative text and its data table, never one alone.

Drawn with Jinja, without a plotting library: no script, no style sheet, the same bytes
each time. Every id starts with the chart's own, so that two charts, or one chart twice, can
stand in a page. State is told by shape and word before colour: a score below the floor has
a dashed outline and a sign, an unknown one is a hatched track that says so.

To add a chart: a module here with a function that returns a `Chart`, its entry in `CHARTS`,
its templates in ``templates/charts/``, and its words under ``chart.<name>``.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from .bars import readiness_bars
from .course import Course, course_chart, small_course
from .dimensions import dimension_bars
from .efforts import effort_board
from .figure import Chart, said_number, said_percent
from .funding import funding_chart
from .initiatives import initiative_bars
from .lights import lights_chart
from .maturity import maturity_bars
from .outreach import outreach_calendar
from .participation import participation_bars
from .profile import criteria_profile
from .ranking import ranking_chart
from .roadmap import roadmap_chart
from .shifts import shifts_chart
from .stakeholders import stakeholder_board
from .standings import Board, standings_chart

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = [
    "CHARTS",
    "Board",
    "Chart",
    "Course",
    "course_chart",
    "criteria_profile",
    "dimension_bars",
    "effort_board",
    "funding_chart",
    "initiative_bars",
    "lights_chart",
    "maturity_bars",
    "outreach_calendar",
    "participation_bars",
    "ranking_chart",
    "readiness_bars",
    "roadmap_chart",
    "said_number",
    "said_percent",
    "shifts_chart",
    "small_course",
    "stakeholder_board",
    "standings_chart",
]

CHARTS: Mapping[str, Callable[..., Chart]] = MappingProxyType(
    {
        "readiness-bars": readiness_bars,
        "criteria-profile": criteria_profile,
        "dimensions": dimension_bars,
        "maturity": maturity_bars,
        "initiatives": initiative_bars,
        "participation": participation_bars,
        "stakeholder-map": stakeholder_board,
        "ranking": ranking_chart,
        "outreach": outreach_calendar,
        "efforts": effort_board,
        "roadmap": roadmap_chart,
        "lights": lights_chart,
        "funding": funding_chart,
        "standings": standings_chart,
        "course": course_chart,
        "course-small": small_course,
        "shifts": shifts_chart,
    }
)
"""Every chart by name; a test holds one page with all of them."""
