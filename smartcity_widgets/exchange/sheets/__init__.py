"""The tables of a workbook as a spreadsheet (XLSX): written, and read back.

People go on working in it: they sort, hide, add columns and rows. What comes back is
compared with what was written and with what the workbook says meanwhile; only what they
changed is written, and whatever is in doubt is told.
"""

from .comparing import compare
from .guide import file_name
from .putting import Put, put_of
from .reading import is_spreadsheet, read_sheets
from .told import Addition, Change, Comparison, Told
from .writing import sheets_bytes

__all__ = [
    "Addition",
    "Change",
    "Comparison",
    "Put",
    "Told",
    "compare",
    "file_name",
    "is_spreadsheet",
    "put_of",
    "read_sheets",
    "sheets_bytes",
]
