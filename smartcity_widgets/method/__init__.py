"""What is asked, as frozen values: phases, steps, questions, criteria, weights, thresholds.

What is asked stands in ``content/`` as data. This package is its only reader (the words are
read by `smartcity_widgets.words`): `load_method` turns the files into values, and refuses
content that breaks a rule with the file, the id, the rule and the nearest name.
"""

from __future__ import annotations

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
from .sources import Prefilled, Source

__all__ = [
    "KINDS",
    "NUMERIC_KINDS",
    "Condition",
    "Grid",
    "Kind",
    "Method",
    "Phase",
    "Prefilled",
    "Question",
    "Source",
    "Step",
    "load_method",
]
