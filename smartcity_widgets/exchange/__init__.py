"""The workbook document: one workbook as JSON, in and out.

`dump` writes what a workbook says, canonically; `import_document` reads such a document
whole or refuses it whole, and writes only what differs to the log. Drafts, the history and
who wrote what stay in the log.
"""

from .dumping import dump
from .importing import check_workbook_id, entries_of, import_document
from .shape import FORMAT
from .text import dumps, read_document

__all__ = [
    "FORMAT",
    "check_workbook_id",
    "dump",
    "dumps",
    "entries_of",
    "import_document",
    "read_document",
]
