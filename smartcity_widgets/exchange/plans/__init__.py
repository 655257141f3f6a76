"""An existing action plan, read from a spreadsheet or a CSV file.

`plan_of` says what would be added, what is left out with sheet, row and column, and what is
still to be asked; it writes nothing. What is chosen is handed to it again until no question
is open. The id of an action follows from the file: the same file adds it once.
"""

from .cells import stored_of
from .known import PROJECTS, Known, known_of
from .meanings import NEW
from .plan import Action, Added, Ask, Doubt, Left, Plan, Proposal
from .planning import Choices, best_sheet, plan_of
from .roles import ROLES, Role
from .workbook import people_of, rows_of, taken

__all__ = [
    "NEW",
    "PROJECTS",
    "ROLES",
    "Action",
    "Added",
    "Ask",
    "Choices",
    "Doubt",
    "Known",
    "Left",
    "Plan",
    "Proposal",
    "Role",
    "best_sheet",
    "known_of",
    "people_of",
    "plan_of",
    "rows_of",
    "stored_of",
    "taken",
]
