"""The record of decisions of one meeting: a page, a text for an e-mail, a calendar.

What is in it is for every eye: no individual answer, no dissent, nothing marked internal,
no score. It is made from the answers alone, so the same answers give the same bytes.
"""

from .calendar import calendar_of
from .letter import letter_of
from .meeting import Record, meeting_meant, record_of
from .page import draw_record

__all__ = [
    "Record",
    "calendar_of",
    "draw_record",
    "letter_of",
    "meeting_meant",
    "record_of",
]
