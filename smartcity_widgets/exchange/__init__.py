"""The workbook document: one workbook as JSON, in and out.

`dump` writes what a workbook says, canonically; `import_document` reads such a document
whole or refuses it whole, and writes only what differs to the log. A bundle is the document
in a zip with the files that are attached. Drafts, the history and
who wrote what stay in the log.
"""

from .bundling import attached_to, import_bundle, is_bundle, open_bundle, write_bundle
from .dumping import dump
from .importing import check_workbook_id, entries_of, import_document
from .shape import FORMAT
from .text import dumps, read_document

__all__ = [
    "FORMAT",
    "attached_to",
    "check_workbook_id",
    "dump",
    "dumps",
    "entries_of",
    "import_bundle",
    "import_document",
    "is_bundle",
    "open_bundle",
    "read_document",
    "write_bundle",
]
