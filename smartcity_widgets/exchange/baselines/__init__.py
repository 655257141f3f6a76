"""Baselines read from a table that a city or a statistical office publishes.

`plan_of` says what would be added, what is refused and what is still to be asked; it writes
nothing. What is chosen is handed to it again until no question is open.
"""

from .known import Baseline, Known
from .places import Place
from .plan import TOGETHER, Ask, Difference, Figure, Plan, Proposal, RefusedFigure
from .planning import Choices, asks_of, plan_of
from .reading import read_figures, texts_wanted
from .roles import ROLES, Role
from .series import Series
from .workbook import TABLE, known_of, names_of_place, rows_of

__all__ = [
    "ROLES",
    "TABLE",
    "TOGETHER",
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
    "asks_of",
    "known_of",
    "names_of_place",
    "plan_of",
    "read_figures",
    "rows_of",
    "texts_wanted",
]
