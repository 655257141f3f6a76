"""From one cycle to the next: what goes on, what stays behind, how a cycle is closed.

A cycle is closed by one entry, and the next one begins with the rows that were chosen; both
in one transaction, so that a cycle is open or closed and never half. A closed cycle is read
and not changed.
"""

from .carrying import CARRIED_OVER, Carriable, Carry, Cut, carriable, carry_over
from .choosing import read_choice
from .closing import Closing, check_open, close_cycle

__all__ = [
    "CARRIED_OVER",
    "Carriable",
    "Carry",
    "Closing",
    "Cut",
    "carriable",
    "carry_over",
    "check_open",
    "close_cycle",
    "read_choice",
]
