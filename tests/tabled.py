"""A workbook with projects for tests of its tables, and a spreadsheet program in one line.

`edited` opens the bytes of a file, lets a test change it as a person would, and gives the
bytes it would be saved as.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook

from smartcity_widgets.exchange.sheets import Comparison, compare, read_sheets, sheets_bytes
from smartcity_widgets.method import load_method

if TYPE_CHECKING:
    from collections.abc import Callable

    from smartcity_widgets.answers import Answers

__all__ = [
    "METHOD",
    "WORKBOOK",
    "back",
    "cell",
    "changes_of",
    "edited",
    "file_of",
    "line_of",
]

METHOD = load_method()

WORKBOOK: dict[str, dict[str, Any]] = {
    "context": {
        "persons": [
            {"id": "ann", "name": "Ann Dubois", "role": "échevine"},
            {"id": "bob", "name": "Bob Martin"},
            {"id": "bob2", "name": "Bob Martin"},
        ]
    },
    "vision": {"objectives": [{"id": "o1", "statement": "Réduire; économiser"}]},
    "openness": {"stakeholders": [{"id": "s1", "name": "Université"}]},
    "action-plan": {
        "projects": [
            {
                "id": "p1",
                "title": "Vélos partagés",
                "objective": ["o1"],
                "kind": "pilot",
                "owner": "ann",
                "start": "2026-03",
                "end": "2027-12-31",
                "budget_capex": "1250000.50",
                "effort": 2,
                "status": "approved",
            },
            {
                "id": "p2",
                "title": "=1+1",
                "owner": "bob",
                "start": "2026",
                "depends_on": ["p1"],
                "partners": ["s1"],
            },
        ]
    },
    "means": {
        "costs": [
            {
                "id": "c1",
                "project": "p1",
                "item": "Bornes",
                "type": "capex",
                "year": 2027,
                "amount": "99.90",
            }
        ],
        "technologies": [
            {
                "id": "t1",
                "project": "p1",
                "solution": "Cadenas",
                "category": ["sensors_iot", "network"],
                "interoperability": "unknown",
            }
        ],
    },
    "delivery": {
        "progress": [{"id": "g1", "project": "p1", "progress": 45, "rag": "amber"}],
        "milestones": [
            {
                "id": "m1",
                "project": "p1",
                "name": "Marché attribué",
                "due": "2026-09-30",
                "deliverable": False,
            }
        ],
    },
}


def file_of(answers: Answers, language: str = "fr", *, internal: bool = False) -> bytes:
    return sheets_bytes(METHOD, answers, answers.words(language), internal=internal)


def edited(data: bytes, change: Callable[[Any], object]) -> bytes:
    """Return a file after somebody changed it and saved it."""
    book = load_workbook(BytesIO(data))
    change(book)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def back(data: bytes, answers: Answers) -> Comparison:
    """Return what comes of a file, where the workbook says this now."""
    returned = read_sheets(data, "tables.xlsx")
    spoken = answers.words(returned.base.language)
    return compare(returned, METHOD, answers, spoken)


def cell(book: Any, sheet: str, row: str, column: str) -> Any:
    """Return a cell by the id of its row (or its number) and that of its column."""
    found = book[sheet]
    marks = [one for row in found.iter_rows(max_row=3) for one in row]
    place = next(
        one.column
        for one in marks
        if re.fullmatch(f"smartcity:[^/]+/[^/]+/{column}", str(one.value))
    )
    return found.cell(line_of(book, sheet, row), place)


def line_of(book: Any, sheet: str, row: str) -> int:
    if row.isdigit():
        return int(row)
    return next(one.row for one in book[sheet]["A"] if one.value == row)


def changes_of(found: Comparison) -> dict[str, Any]:
    return {one.path: one.value for one in found.changes}
