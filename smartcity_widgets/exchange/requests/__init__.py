"""Requests for figures: a spreadsheet (XLSX) for each who owns indicators, and back.

A request shows what is known of each indicator and leaves a cell for its value. What comes
back is known by marks that nobody sees; only values that were filled in are read.
"""

from .asking import WITHOUT_OWNER, Asked, asked_of, file_name
from .reading import Answered, is_request, read_request
from .writing import request_bytes

__all__ = [
    "WITHOUT_OWNER",
    "Answered",
    "Asked",
    "asked_of",
    "file_name",
    "is_request",
    "read_request",
    "request_bytes",
]
