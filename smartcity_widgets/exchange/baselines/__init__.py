"""Baselines read from a table that a city or a statistical office publishes.

`plan_of` says what would be added, what is refused and what is still to be asked; it writes
nothing. What is chosen is handed to it again until no question is open.
"""

from .known import Baseline, Known
from .places import Place
from .plan import Ask, Difference, Figure, Plan, Proposal, RefusedFigure
from .planning import Choices, plan_of
from .roles import ROLES, Role
from .series import Series
from .workbook import TABLE, known_of, rows_of

__all__ = [
    "ROLES",
    "TABLE",
    "Ask",
    "Baseline",
    "Choices",
    "Difference",
    "Figure",
    "Known",
    "Place",
    "Plan",
    "Proposal",
    "RefusedFigure",
    "Role",
    "Series",
    "known_of",
    "plan_of",
    "rows_of",
]
