"""What is asked, as frozen values: phases, steps, questions, criteria, weights, thresholds.

What is asked stands in ``content/`` as data. This package is its only reader (the words are
read by `smartcity_widgets.words`): `load_method` turns the files into values, and refuses
content that breaks a rule with the file, the id, the rule and the nearest name.
"""

from __future__ import annotations

from .catalogue import CATALOGUE, Indicator
from .grids import Grid
from .loader import load_method
from .parts import (
    KINDS,
    NUMERIC_KINDS,
    Condition,
    Kind,
    Method,
    Phase,
    Question,
    Step,
)
from .sources import Changed, Prefilled, Recall, Source

__all__ = [
    "CATALOGUE",
    "KINDS",
    "NUMERIC_KINDS",
    "Changed",
    "Condition",
    "Grid",
    "Indicator",
    "Kind",
    "Method",
    "Phase",
    "Prefilled",
    "Question",
    "Recall",
    "Source",
    "Step",
    "load_method",
]
