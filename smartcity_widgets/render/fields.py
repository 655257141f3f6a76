"""One question as it stands in a form: what is typed in it, and what is said about it.

A `Field` is decided here, from the method and the answers; the template only writes it down.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from smartcity_widgets.analysis.consensus import opinions_of
from smartcity_widgets.log import GROUP
from smartcity_widgets.method import NUMERIC_KINDS, Question
from smartcity_widgets.values import Problem, plain, typed, unit_word

from smartcity_widgets.analysis.progress import is_shown

if TYPE_CHECKING:
    from smartcity_widgets.analysis.consensus import Opinions
    from smartcity_widgets.log import Entry

    from .drawing import Drawing

__all__ = ["Clash", "Field", "Option", "Row", "Spread", "field_of", "opinions_at", "spread_of"]

Control = Literal[
    "line", "text", "select", "radios", "checks", "levels", "table", "nothing", "output"
]

RADIOS_AT_MOST = 6
"""More choices than this stand in a select."""
COLUMNS_AT_MOST = 4
"""A wider table has a card per row."""
ROOM = 3
"""No group of fewer is ever shown apart."""


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
class Spread:
    """How far apart the room is, without names."""

    n: int
    word: Literal["unanimous", "close", "divergent"]
    lowest: int
    highest: int


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
        wide = {"levels", "table", "text"}
        return self.control in wide or (self.control in {"checks", "radios"} and not self.cell)

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


def field_of(drawing: Drawing, question: Question, row: str = "") -> Field:
    """Return a question of a step, or a column in a `row`, as it stands in the form."""
    path = (
        f"{question.step}/{question.table}/{row}/{question.id}"
        if question.table
        else question.path
    )
    field = _field(drawing, question, path, question.words_key, cell=bool(row))
    if not is_shown(question, drawing.answers, row or None):
        return _changed(field, shown=False)
    if question.kind == "table":
        return _with_rows(drawing, field)
    if question.kind == "level" or _has_notes(drawing, question):
        return _with_notes(drawing, field)
    return field


def _changed(field: Field, **changes: object) -> Field:
    from dataclasses import replace

    return replace(field, **changes)  # type: ignore[arg-type]


def _field(
    drawing: Drawing, question: Question, path: str, key: str, *, cell: bool = False
) -> Field:
    who = drawing.view.respondent
    value = drawing.answers.value(path, who)
    draft = drawing.answers.draft(path, who)
    options = _options(drawing, question, value)
    control = _control(question, value, options, cell=cell)
    text = _as_typed(drawing, question, value)
    message, former = "", None
    if draft is not None:
        text = draft.text if isinstance(draft.text, str) else "\n".join(draft.text)
        message = Problem(draft.rule, draft.details).sentence(drawing.words)
        before = drawing.answers.former.get((who, path))
        if before is not None and before.value is not None and before.kind != "erase":
            former = drawing.show(question, before.value)
    shown, replaced = plain(text)
    return Field(
        question=question,
        path=path,
        control="text" if control == "line" and _breaks(shown) else control,
        label=drawing.say(f"{key}.label"),
        key=key,
        base=drawing.base(path),
        typed=shown,
        replaced=", ".join(replaced),
        draft=draft is not None,
        message=message,
        former=former,
        echo=_echo(drawing, question, value),
        unit=_unit(drawing, question, value),
        options=options,
        clash=_clash(drawing, question, path),
        answered=value is not None,
        cell=cell,
    )


def _echo(drawing: Drawing, question: Question, value: object) -> str:
    if question.kind == "computed":
        known = drawing.answer(question)
        return "" if known is None else drawing.show(question, known)
    return "" if value is None else drawing.echo(question, value)


def _breaks(text: str) -> bool:
    """A single line would swallow the line breaks of an imported answer."""
    return "\n" in text or "\r" in text


def _unit(drawing: Drawing, question: Question, value: object) -> str:
    if question.kind == "money":
        from babel.numbers import get_currency_symbol

        return get_currency_symbol(drawing.answers.currency, drawing.words.language)
    if question.kind == "percent":
        return "%"
    short = drawing.words.maybe(f"{question.words_key}.unit")
    if short or question.kind == "computed":
        return short
    many = 2  # beside an empty field stands the plural
    return unit_word(question, many if value is None else value, words=drawing.words)


def _as_typed(drawing: Drawing, question: Question, value: object) -> str:
    """Write an answer the way its own language reads it back."""
    if value is None or question.kind in {"table", "computed"}:
        return ""
    text = typed(question, value, language=drawing.words.language)
    return text if isinstance(text, str) else "\n".join(text)


def _control(
    question: Question, value: object, options: tuple[Option, ...], *, cell: bool
) -> Control:
    kind = question.kind
    if kind in {"reference", "references"} and not options and value is None:
        return "line" if "catalogue" in question.targets else "nothing"
    if kind == "level":
        return "select" if cell else "levels"
    if kind in {"choice", "yes_no"}:
        return "select" if cell or len(options) > RADIOS_AT_MOST else "radios"
    fixed: dict[str, Control] = {
        "long_text": "text",
        "list": "text",
        "reference": "select",
        "choices": "checks",
        "checklist": "checks",
        "references": "checks",
        "table": "table",
        "computed": "output",
    }
    return fixed.get(kind, "line")


def _options(drawing: Drawing, question: Question, value: object) -> tuple[Option, ...]:
    chosen = {_raw(one) for one in (value if isinstance(value, list) else [value])}
    known: dict[str, str] = {}
    if question.kind == "yes_no":
        known = {"true": drawing.say("value.yes"), "false": drawing.say("value.no")}
    elif question.kind == "level":
        names = drawing.words.each("level.names")
        known = {str(level): name for level, name in enumerate(names)}
        known |= {name: drawing.say(f"level.{name}") for name in ("unknown", "na")}
    elif question.kind in {"reference", "references"}:
        known = _targets(drawing, question)
        known |= {
            one: drawing.say("ui.row.gone", label=one)
            for one in sorted(chosen - known.keys() - {""})
        }
    elif question.choices:
        known = {
            one: drawing.say(f"choice.{question.choice_list}.{one}") for one in question.choices
        }
    return tuple(Option(one, label, one in chosen) for one, label in known.items())


def _raw(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _targets(drawing: Drawing, question: Question) -> dict[str, str]:
    several = len(question.targets) > 1
    return {
        f"{table}/{row}" if several else row: drawing.label_of(table, row)
        for table in question.targets
        for row in drawing.answers.rows(table)
    }


def _clash(drawing: Drawing, question: Question, path: str) -> tuple[Clash, ...]:
    clash = drawing.answers.conflicts.get((drawing.view.respondent, path))
    if clash is None:
        return ()

    def side(entry: Entry, *, stands: bool) -> Clash:
        shown = ""
        if entry.kind == "draft":
            text = entry.value["text"]
            shown = text if isinstance(text, str) else "\n".join(text)
        elif entry.value is not None and question.kind != "table":
            shown = drawing.show(question, entry.value)
        return Clash(
            entry=entry.number,
            shown=shown or drawing.say("ui.unanswered"),
            author=entry.author,
            time=drawing.clock(entry.time),
            stands=stands,
        )

    return (side(clash.former, stands=False), side(clash.newer, stands=True))


# Tables -------------------------------------------------------------------------------------


def _with_rows(drawing: Drawing, field: Field) -> Field:
    table = field.path
    names = drawing.answers.rows(table)
    rows = tuple(
        _row(drawing, field.question, name, number, last=number == len(names))
        for number, name in enumerate(names, start=1)
    )
    removed = next(iter(drawing.answers.removed_rows(table)), "")
    return _changed(
        field,
        rows=rows,
        removed=f"{table}/{removed}" if removed else "",
        removed_label=drawing.removed_label(table, removed) if removed else "",
        answered=bool(rows),
    )


def _row(drawing: Drawing, table: Question, name: str, number: int, *, last: bool) -> Row:
    fields = tuple(field_of(drawing, one, name) for one in table.columns)
    first = tuple(one for one in fields if one.question.importance == "essential")
    if not first or len(fields) <= COLUMNS_AT_MOST:
        first = fields
    path = f"{table.path}/{name}"
    return Row(
        id=name,
        path=path,
        label=drawing.label_of(table.path, name),
        number=number,
        first=number == 1,
        last=last,
        base=drawing.base(path, GROUP),
        fields=first,
        more=tuple(one for one in fields if one not in first and one.shown),
    )


# Notes and opinions -------------------------------------------------------------------------


def _has_notes(drawing: Drawing, question: Question) -> bool:
    prefix = f"notes/{question.step}/{question.id}/"
    who = drawing.view.respondent
    return not question.table and any(
        path.startswith(prefix) for respondent, path in drawing.answers.latest if respondent == who
    )


def _with_notes(drawing: Drawing, field: Field) -> Field:
    question = field.question
    if field.cell:
        return field
    names = ["comment", "evidence", "confidence"]
    if not drawing.alone:
        names.append("dissent")
    na = drawing.answers.value(field.path, drawing.view.respondent) == "na"
    opinions = opinions_at(drawing, question)
    revealed = drawing.answers.revealed(question.step, field.path)
    return _changed(
        field,
        notes=tuple(_note(drawing, question, name) for name in names),
        reason=_note(drawing, question, "reason") if na else None,
        spread=spread_of(opinions) if revealed else None,
        hidden_opinions=0 if revealed else len(drawing.answers.opinions(field.path)),
    )


def _note(drawing: Drawing, question: Question, name: str) -> Field:
    confidence = name == "confidence"
    note = Question(
        id=name,
        kind="choice" if confidence else "long_text",
        step=question.step,
        internal=name == "dissent",
        choice_list="confidence" if confidence else None,
        choices=drawing.method.choice_lists.get("confidence", ()) if confidence else (),
    )
    path = f"notes/{question.step}/{question.id}/{name}"
    field = _field(drawing, note, path, f"ui.note.{name}")
    return _changed(field, control="select") if confidence else field


def opinions_at(drawing: Drawing, question: Question) -> Opinions:
    """Return what the room thinks of a criterion."""
    return opinions_of(drawing.answers.opinions(question.path))


def spread_of(opinions: Opinions) -> Spread | None:
    """Return how far apart a room is; None where fewer than three have a level."""
    if opinions.n < ROOM or opinions.lowest is None or opinions.highest is None:
        return None
    word: Literal["unanimous", "close", "divergent"] = "close"
    if opinions.lowest == opinions.highest:
        word = "unanimous"
    elif opinions.discuss:
        word = "divergent"
    return Spread(opinions.n, word, opinions.lowest, opinions.highest)
