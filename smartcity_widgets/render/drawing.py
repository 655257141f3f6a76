"""What one drawing is made from, and the few questions a template asks of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from markupsafe import Markup

from smartcity_widgets import values
from smartcity_widgets.analysis.computed import REPEATED, TOLD, YEARS, computed
from smartcity_widgets.log import GROUP, HANDS
from smartcity_widgets.values.dates import format_day
from smartcity_widgets.values.shares import told_percent

from .cautions import doubts_said
from .templates import safe_text
from .told_computed import told_computed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Kind, Method, Question
    from smartcity_widgets.words import Words

    from .agenda import Timing
    from .attached import Attached
    from .kept import KeptRows

__all__ = ["Drawing", "View"]

_PROJECTS = ("action-plan/projects",)
"""Where the first column of a table points at them, each row is one of a project."""
_NAMING = {"text", "reference", "choice", "year"}
"""Kinds whose answer can name a row."""


@dataclass(frozen=True, slots=True)
class View:
    """How a form is looked at: by whom, in which language. No answer depends on it.

    Attributes
    ----------
    uid
        Prefix of every id in the page, one per form.
    respondent
        Who is answering; empty for the group, `HANDS` where a show of hands is counted.
    author
        Who is at the keyboard, as the log names them.
    presented
        Path of the question that stands on the wall; empty while none does.
    timing
        What the timer on the wall needs; None where there is none.
    files
        Gives an attached file by its name; None where none are shown.
    """

    uid: str
    language: str
    respondent: str = GROUP
    author: str = ""
    mode: Literal["edit", "read", "blank", "present"] = "edit"
    show_internal: bool = False
    presented: str = ""
    timing: Timing | None = None
    files: Callable[[str], Attached] | None = None


@dataclass(frozen=True)
class Drawing:
    """The method, the answers and the words of one drawing, with the ids it gives out.

    Attributes
    ----------
    kept
        The rows of tables as they were drawn before; None where nothing is remembered.
    slots
        Whether a table is drawn with an empty slot for each row, a fragment of its own.
    """

    method: Method
    answers: Answers
    words: Words
    view: View
    kept: KeptRows | None = None
    slots: bool = False
    _rows: dict[str, tuple[str, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )

    @property
    def uid(self) -> str:
        """Prefix of every id; what stands on the wall stands in the form too."""
        return f"{self.view.uid}-wall" if self.view.mode == "present" else self.view.uid

    @property
    def alone(self) -> bool:
        """Whether one respondent answers, or hands are counted: not the group."""
        return self.view.respondent != GROUP

    @property
    def people(self) -> tuple[str, ...]:
        """The names of the persons of the context, each once."""
        return self.answers.people

    @property
    def hands(self) -> bool:
        """Whether a show of hands is counted."""
        return self.view.respondent == HANDS

    def gives(self, question: Question) -> bool:
        """Whether who is looking may answer a question: the group, a respondent, hands."""
        if self.hands:
            return question.kind == "level" and not question.table
        return question.individual or not self.alone

    @cached_property
    def cautions(self) -> Mapping[str, tuple[str, ...]]:
        """Where figures contradict each other, with what is said of it there."""
        return doubts_said(self.method, self.answers, self.words)

    def say(self, key: str, **details: object) -> str:
        """Return a word, for an attribute or a button."""
        return self.words.say(key, **details)

    def count(self, key: str, n: int, **details: object) -> str:
        """Return a word that counts."""
        return self.words.count(key, n, **details)

    def has(self, key: str) -> bool:
        """Whether there is such a word, here or in English."""
        return self.words.has(key) or self.words.is_fallback(key)

    def text(self, key: str) -> Markup:
        """Return a word of the method, marked where a draft language lacks it."""
        if not self.has(key):
            return Markup()
        said = self.words.say(key)
        return self._marked(key, said)

    def each(self, key: str) -> list[Markup]:
        """Return a list of words, each marked like `text`."""
        return [self._marked(key, one) for one in self.words.each(key)]

    def _marked(self, key: str, said: str) -> Markup:
        if not self.words.is_fallback(key):
            return Markup("{}").format(said)
        hint = self.say("ui.untranslated")
        return Markup('<span lang="en" class="untranslated" title="{}">{}</span>').format(
            hint, said
        )

    def id(self, part: str, path: str) -> str:
        """Return a DOM id: ``i`` input, ``l`` label, ``h`` help, ``m`` message, …."""
        return f"{self.uid}-{part}-{path}"

    def base(self, path: str, respondent: str | None = None) -> int:
        """Return the entry an edit at `path` is made on."""
        who = self.view.respondent if respondent is None else respondent
        return self.answers.base(path, who)

    def show(self, question: Question, value: object) -> str:
        """Return an answer as people write it in this language."""
        question = self._told(question)
        if question.of in TOLD and question.kind == "computed":
            return told_computed(self, question.of, value)
        if question.kind == "computed":
            kind: Kind = "percent" if question.unit == "%" else "decimal"
            kind = "year" if question.of in YEARS else kind
            question, value = replace(question, kind=kind), _rounded(value)
        return values.show(
            question,
            self.suggested(question, value),
            words=self.words,
            currency=self.answers.currency,
            label_of=self.label_of,
            place_of=self.place_name,
        )

    def _told(self, question: Question) -> Question:
        """Return the question whose answer a computed one repeats; else itself."""
        return self.method.at(REPEATED.get(question.of or "", "")) or question

    def show_with_unit(self, question: Question, value: object) -> str:
        """Return an answer as people write it, with its unit where it has one."""
        question = self._told(question)
        shown = self.show(question, value)
        unit = values.unit_word(question, value, words=self.words)
        return self.say("value.with-unit", value=shown, unit=unit) if unit else shown

    def answer(self, question: Question, row: str = "") -> Any:  # noqa: ANN401 - any answer
        """Return the answer to a question of a step, given or computed; or in a `row`."""
        if question.kind == "computed":
            repeated = REPEATED.get(question.of or "")
            if repeated and self.method.at(repeated) is None:
                return None  # hidden from this client: what was answered before is not told
            return computed(question, self.answers, row)
        path = f"{question.step}/{question.table}/{row}/{question.id}" if row else ""
        return self.answers.value(path or question.path, self.view.respondent)

    def echo(self, question: Question, value: object) -> str:
        """Return what was read, for kinds where reading is not obvious."""
        return values.echo(
            question, value, words=self.words, currency=self.answers.currency
        )

    def discussed(self, step: str, question: str) -> str:
        """Return that the group has talked about a criterion, and when; else nothing."""
        day = self.answers.note(step, question, "discussed")
        if day is None:
            return ""
        return self.say("ui.discussion.on", day=format_day(day, self.words))

    def clock(self, time: datetime | None) -> str:
        """Return an hour on this computer's clock."""
        from babel.dates import format_time

        if time is None:
            return ""
        return format_time(time.astimezone(), "short", locale=self.words.language)

    # Places and names -------------------------------------------------------------------

    def place_name(self, path: str) -> str:
        """Return what people call a place of the method; the path where it has none.

        What is not for every eye is not named to them: only its step is.
        """
        first, *rest = path.split("/")
        step = self.method.steps.get(first)
        if step is None:
            return path
        title = self.say(f"step.{first}.title")
        question = step.question(rest[0]) if rest else None
        if question is None:
            return path if rest else title
        if question.internal and not self.shows_internal:
            return title
        if not self.has(f"{question.words_key}.label"):
            return path
        names = [title, self.say(f"{question.words_key}.label")]
        if len(rest) > 1:
            if question.kind != "table":
                return path
            names.append(self.label_of(question.path, rest[1]))
        return " · ".join(names)

    @property
    def steps_with_form(self) -> tuple[str, ...]:
        """The steps that people fill in, in order: the context and those after it."""
        return tuple(
            one.id
            for one in self.method.steps.values()
            if not one.outline and one.role in {"context", "step"}
        )

    @property
    def shows_internal(self) -> bool:
        """Whether what is marked internal may be seen: always by who fills in the form."""
        return self.view.mode == "edit" or self.view.show_internal

    def suggested(self, question: Question, value: object) -> object:
        """Return a text, or the name where it is the id of a row that suggests it."""
        for table in question.suggests:
            if value in self.rows(table):
                return self.name_in(table, str(value)) or value
        return value

    def suggestions(self, question: Question) -> tuple[str, ...]:
        """Return the names that are offered while a text is typed, each once."""
        names = (
            self.name_in(table, row)
            for table in question.suggests
            for row in self.rows(table)
        )
        return tuple(dict.fromkeys(one for one in names if one))

    def name_in(self, table: str, row: str) -> str:
        """Return the first column of a row: of a person the name, without the role."""
        asked = self.method.at(table)
        first = asked.columns[0] if asked and asked.columns else None
        said = self.answers.value(f"{table}/{row}/{first.id}") if first else None
        return safe_text(said) if isinstance(said, str) else ""

    # Rows -------------------------------------------------------------------------------

    def rows(self, table: str) -> tuple[str, ...]:
        """Return the ids of the rows of ``step/table``, looked up once for a drawing."""
        if table not in self._rows:
            self._rows[table] = self.answers.rows(table)
        return self._rows[table]

    def label_of(self, table: str, row: str) -> str:
        """Return what people call a row: its first answer.

        For a person it is name and role, for a meeting its day and place.
        """
        question = self.method.at(table)
        if question is None:
            return row
        said = self._first_answer(question, table, row)
        if row not in self.rows(table):
            return self.say("ui.row.gone", label=said or row)
        return said or self.say("ui.row.unnamed", n=self.number_of(table, row))

    def removed_label(self, table: str, row: str) -> str:
        """Return what a removed row was called."""
        question = self.method.at(table)
        said = self._first_answer(question, table, row) if question else ""
        return said or self.say("ui.row.empty")

    def number_of(self, table: str, row: str) -> int:
        """Return the place of a row, from 1."""
        rows = self.rows(table)
        return rows.index(row) + 1 if row in rows else 0

    def _first_answer(self, question: Question, table: str, row: str) -> str:
        if table == "context/persons":
            named = [
                self.answers.value(f"{table}/{row}/{name}") for name in ("name", "role")
            ]
            return safe_text(" — ".join(one for one in named if one))
        if table == "journal/meetings":
            held = [
                self.show(one, self.answers.value(f"{table}/{row}/{one.id}"))
                for one in question.columns
                if one.id in {"date", "place"}
            ]
            return safe_text(" — ".join(one for one in held if one))
        if question.grid is not None:
            return self._place_said(question, f"{table}/{row}")
        first, *others = question.columns
        if first.targets == _PROJECTS:
            return self._of_project(f"{table}/{row}", first, others)
        # A unit or formula that an indicator fills in names no row.
        filled = {
            name
            for one in question.columns
            for name, said in one.fills.items()
            if said != "name"
        }
        naming = [one for one in question.columns if one.id not in filled]
        return self._said(f"{table}/{row}", naming)

    def _of_project(self, row: str, project: Question, others: list[Question]) -> str:
        """Return of which project a row is, with the first of what it must say."""
        said = self._said(row, [project])
        what = self._said(row, [one for one in others if one.required])
        return " · ".join(one for one in (said, what) if one)

    def _said(self, row: str, columns: list[Question]) -> str:
        """Return the first answer of a row that names something."""
        for column in columns:
            hidden = column.internal and not self.shows_internal
            # Named after another row of its own table, two could be named after each other.
            hidden = hidden or row.rpartition("/")[0] in column.targets
            value = None if hidden else self.answers.value(f"{row}/{column.id}")
            if value is not None and column.kind in _NAMING:
                return safe_text(self.show(column, value))
        return ""

    def _place_said(self, table: Question, row: str) -> str:
        """Return what the row of a grid is called: its line, in a matrix its column too."""
        names = (table.grid.rows, table.grid.columns) if table.grid else ()
        said = []
        for column in (table.column(one) for one in names if one):
            path = f"{row}/{column.id}" if column else row
            own = self.answers.value(path, self.view.respondent)
            value = self.answers.value(path) if own is None else own
            if column is not None and value is not None:
                said.append(self.show(column, value))
        return safe_text(" · ".join(said))


def _rounded(value: object) -> str:
    """Return a computed number for display: whole, but no 99.6 % is told as all."""
    return str(told_percent(value)) if isinstance(value, int | Fraction) else str(value)
