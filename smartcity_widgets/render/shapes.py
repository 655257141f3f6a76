"""What a template is given: a question as it stands in a form, ready to write down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from smartcity_widgets.method import NUMERIC_KINDS

if TYPE_CHECKING:
    from markupsafe import Markup

    from smartcity_widgets.analysis.derived import LineState
    from smartcity_widgets.method import Question

    from .attached import File
    from .opinions import Spread

__all__ = [
    "COLUMNS_AT_MOST",
    "OPEN_AT_MOST",
    "Against",
    "Clash",
    "Control",
    "DerivedLine",
    "Field",
    "Head",
    "Lines",
    "Link",
    "Option",
    "Row",
    "Take",
]

Control = Literal[
    "line",
    "text",
    "select",
    "catalogue",
    "radios",
    "checks",
    "levels",
    "hands",
    "table",
    "grid",
    "file",
    "nothing",
    "output",
    "derived",
]

_WIDE = (
    "levels",
    "hands",
    "table",
    "grid",
    "text",
    "derived",
    "checks",
    "radios",
    "catalogue",
)

COLUMNS_AT_MOST = 4
"""A wider table has a card per row."""
OPEN_AT_MOST = 8
"""The cards of a longer table are folded: their titles are the list of its rows."""


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
class Link:
    """Another question of the form, with what it says where that is short."""

    path: str
    label: str


@dataclass(frozen=True, slots=True)
class DerivedLine:
    """A line of a check list that is shown, not asked: other answers decide it."""

    label: str
    state: LineState
    sources: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Against:
    """An answer that contradicts the level of a criterion.

    Attributes
    ----------
    says
        What stands after its name: what it says.
    """

    field: Link
    level: int
    says: str


@dataclass(frozen=True, slots=True)
class Take:
    """A value that is offered for a draft, in plain notation, with what its button says."""

    value: str
    label: str


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
class Head:
    """A column of a grid that is filled in.

    Attributes
    ----------
    path
        Where it stands, for its id in the page: the controls under it are named by it.
    column
        In a matrix the column; empty in other grids.
    """

    path: str
    column: str
    label: Markup
    help: Markup
    question: Question

    @property
    def narrow(self) -> bool:
        """Whether little is typed or chosen in it."""
        return self.question.kind in {*NUMERIC_KINDS, "date", "level", "yes_no"}


@dataclass(frozen=True, slots=True)
class Lines:
    """What a grid has besides its rows.

    Attributes
    ----------
    label
        What its lines are called.
    blocks
        Its rows in groups: the name of the group, empty where there are none.
    missing
        The tables that need a row before anything can be filled in here.
    chosen_in
        Where it is said which lines are asked, while none is.
    waits
        The questions whose answer says which more columns are asked.
    """

    label: Markup
    heads: tuple[Head, ...]
    blocks: tuple[tuple[str, tuple[Row, ...]], ...]
    missing: tuple[str, ...] = ()
    chosen_in: Link | None = None
    waits: tuple[Link, ...] = ()


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
    clash_path
        Where the two answers that clash stand, if not at `path`.
    folded
        Whether the cards of its rows are folded.
    counts, total
        Where hands are counted: one field per level, and how many hands there are.
    discussed
        That the group has talked about it, and when, in words.
    options
        For a check list: the lines that are asked; with a `pool` what is chosen already.
    pool
        The list of the form that names what else can be chosen; empty where `options` do.
    derived
        For a check list: the other lines.
    prefilled
        Where another answer gave this one: which, and why, in sentences.
    against
        For a criterion: the answers that contradict its level.
    lines
        For a grid: how its rows stand.
    labelled, room
        For a cell of a grid: its line and its column, which name it in the page, and what
        the room thinks, in words.
    hints
        What is worth knowing of the answer, in sentences.
    cautions
        What to look at again in the answer, in sentences.
    takes
        For a draft: the values that may be meant.
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
    clash_path: str = ""
    rows: tuple[Row, ...] = ()
    folded: bool = False
    removed: str = ""
    removed_label: str = ""
    shown: bool = True
    answered: bool = False
    notes: tuple[Field, ...] = ()
    reason: Field | None = None
    spread: Spread | None = None
    hidden_opinions: int = 0
    counts: tuple[Field, ...] = ()
    total: int = 0
    discussed: str = ""
    cell: bool = False
    file: File | None = None
    derived: tuple[DerivedLine, ...] = ()
    prefilled: str = ""
    against: tuple[Against, ...] = ()
    lines: Lines | None = None
    labelled: tuple[str, str] | None = None
    room: str = ""
    hints: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    takes: tuple[Take, ...] = ()
    pool: str = ""

    @property
    def kind(self) -> str:
        """The kind of the question."""
        return self.question.kind

    @property
    def wide(self) -> bool:
        """Whether it takes the whole width of a form."""
        if self.cell and self.kind == "text":
            return False
        return self.control in _WIDE

    @property
    def as_table(self) -> bool:
        """Whether its rows stand in a real table rather than as cards."""
        return len(self.question.columns) <= COLUMNS_AT_MOST

    @property
    def columns(self) -> tuple[Question, ...]:
        """The columns of a table."""
        return self.question.columns

    @property
    def takes_files(self) -> bool:
        """Whether a file can be attached to it: a row for each."""
        return any(one.kind == "attachment" for one in self.question.columns)

    @property
    def inputmode(self) -> str:
        """The keyboard a phone offers; never a rule."""
        return {"whole_number": "numeric", "year": "numeric"}.get(
            self.kind, "decimal" if self.kind in NUMERIC_KINDS else "text"
        )
