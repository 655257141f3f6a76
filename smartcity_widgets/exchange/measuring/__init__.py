"""Measurements of the workbook's indicators, read from files.

`measured` says what would be added, what is refused and what is still to be asked; it
writes nothing. Columns are understood as those of baselines are; here a figure has a day,
and a file too long to be held is brought down to one value for each period while it passes
by.
"""

from .deciding import measured
from .files import Given, Opened, given_of, open_file
from .known import INDICATORS, TABLE, Measurable, known_of
from .outcome import AGGREGATIONS, Leap, Measured, Summary, Taken, Twice
from .rows import entries_of, summary_said

__all__ = [
    "AGGREGATIONS",
    "INDICATORS",
    "TABLE",
    "Given",
    "Leap",
    "Measurable",
    "Measured",
    "Opened",
    "Summary",
    "Taken",
    "Twice",
    "entries_of",
    "given_of",
    "known_of",
    "measured",
    "open_file",
    "summary_said",
]
