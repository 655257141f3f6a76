"""What a template is given: a question as it stands in a form, ready to write down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from smartcity_widgets.method import NUMERIC_KINDS

if TYPE_CHECKING:
    from smartcity_widgets.method import Question

    from .opinions import Spread

__all__ = ["COLUMNS_AT_MOST", "Clash", "Control", "Field", "Option", "Row"]

Control = Literal[
    "line", "text", "select", "radios", "checks", "levels", "table", "nothing", "output"
]

COLUMNS_AT_MOST = 4
"""A wider table has a card per row."""


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: its value, its words, whether it is the answer."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Clash:
    """One of two answers that clash, with who gave it and when."""

    entry: int
    shown: str
    author: str
    time: str
    stands: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, with the fields asked first and those behind "More"."""

    id: str
    path: str
    label: str
    number: int
    first: bool
    last: bool
    base: int
    fields: tuple[Field, ...]
    more: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A question as it stands in a form.

    Attributes
    ----------
    typed
        What stands in the control: the text of a draft as it was typed, else the answer
        written so that the same language reads it back.
    replaced
        Names of characters that cannot be shown and stand as U+FFFD.
    named
        What the question is called here, where that is not its label.
    suggestions
        Names that are offered while a text is typed.
    former
        The answer a draft took the place of, as shown; None where there was none.
    """

    question: Question
    path: str
    control: Control
    label: str
    key: str
    base: int
    typed: str = ""
    replaced: str = ""
    draft: bool = False
    message: str = ""
    former: str | None = None
    echo: str = ""
    unit: str = ""
    named: str = ""
    suggestions: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    clash: tuple[Clash, ...] = ()
    rows: tuple[Row, ...] = ()
    removed: str = ""
    removed_label: str = ""
    shown: bool = True
    answered: bool = False
    notes: tuple[Field, ...] = ()
    reason: Field | None = None
    spread: Spread | None = None
    hidden_opinions: int = 0
    cell: bool = False

    @property
    def kind(self) -> str:
        """The kind of the question."""
        return self.question.kind

    @property
    def wide(self) -> bool:
        """Whether it takes the whole width of a form."""
        if self.cell and self.kind == "text":
            return False
        return self.control in {"levels", "table", "text", "checks", "radios"}

    @property
    def as_table(self) -> bool:
        """Whether its rows stand in a real table rather than as cards."""
        return len(self.question.columns) <= COLUMNS_AT_MOST

    @property
    def columns(self) -> tuple[Question, ...]:
        """The columns of a table."""
        return self.question.columns

    @property
    def inputmode(self) -> str:
        """The keyboard a phone offers; never a rule."""
        return {"whole_number": "numeric", "year": "numeric"}.get(
            self.kind, "decimal" if self.kind in NUMERIC_KINDS else "text"
        )
