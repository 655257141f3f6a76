"""Tables as cities publish them: CSV and text files, and spreadsheets (XLSX).

`open_document` gives the cells of a file exactly as they stand; `table_of` finds the table
in a sheet; a `Column` says what it holds, decided from all its cells, and how it could be
read where that is not plain. Nothing here knows what the figures are for, and nothing
ambiguous is decided.

The cells are split by the standard library and openpyxl, not by pandas: the number of a row
as people see it, what was merged, and a formula that was never computed do not survive in a
data frame.
"""

from .cells import Cell, Content, Document, Sheet, letters
from .columns import Column, Kind, Reading, Value
from .layout import Aside, Refused, Table, table_of
from .long import LongText, open_long
from .opening import open_document
from .periods import PERIODS, moment_in, period_in, period_of
from .years import is_year, year_alone, years_in

__all__ = [
    "PERIODS",
    "Aside",
    "Cell",
    "Column",
    "Content",
    "Document",
    "Kind",
    "LongText",
    "Reading",
    "Refused",
    "Sheet",
    "Table",
    "Value",
    "is_year",
    "letters",
    "moment_in",
    "open_document",
    "open_long",
    "period_in",
    "period_of",
    "table_of",
    "year_alone",
    "years_in",
]
