"""Decide how a question stands in a form, from the method and the answers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from smartcity_widgets.analysis.shown import is_shown
from smartcity_widgets.log import GROUP
from smartcity_widgets.method import Question
from smartcity_widgets.values import plain, typed, unit_word

from .attached import file_of
from .catalogue import hints_of, near_of, picks_from_catalogue
from .cautions import cautions_at
from .changing import told_change
from .hands import counted
from .opinions import opinions_at, spread_of
from .pooling import named_rows, pool_of
from .shapes import COLUMNS_AT_MOST, OPEN_AT_MOST, Clash, Field, Option, Row

if TYPE_CHECKING:
    from smartcity_widgets.log import Entry

    from .drawing import Drawing
    from .shapes import Control, Take

__all__ = ["comment_field", "field_of"]

RADIOS_AT_MOST = 6
"""More choices than this stand in a select."""
FREE = ("comment", "evidence", "confidence", "dissent", "reason")
"""The notes somebody writes or chooses; that a criterion was discussed is only marked."""
LINE_AT_MOST, CELL_AT_MOST = 52, 30
"""A text of more characters would be cut in a single line: beside another, in a cell."""


def field_of(drawing: Drawing, question: Question, row: str = "") -> Field:
    """Return a question of a step, or a column in a `row`, as it stands in the form."""
    path = (
        f"{question.step}/{question.table}/{row}/{question.id}"
        if question.table
        else question.path
    )
    field = _field(drawing, question, path, question.words_key, cell=bool(row))
    if not is_shown(question, drawing.answers, row or None):
        return replace(field, shown=False)
    if question.kind == "attachment":
        return _with_file(drawing, field)
    if question.grid is not None:
        return replace(field, control="grid")  # its lines: see `gridding`
    if question.kind == "table":
        return _with_rows(drawing, field)
    if drawing.hands and question.kind == "level":
        return counted(drawing, field)
    noted = question.kind == "level" or _has_notes(drawing, question)
    return _with_notes(drawing, field) if noted and not drawing.hands else field


def _with_file(drawing: Drawing, field: Field) -> Field:
    name = drawing.answers.value(field.path)
    if name is None:  # a row gets its file with its beginning
        return replace(field, shown=field.draft)
    return replace(field, file=file_of(drawing, field.question, field.path, name))


def _field(
    drawing: Drawing,
    question: Question,
    path: str,
    key: str,
    *,
    cell: bool = False,
    named: str = "",
) -> Field:
    who = drawing.view.respondent
    value = drawing.answers.value(path, who)
    draft = drawing.answers.draft(path, who)
    pool = pool_of(drawing, question)
    options = _options(drawing, question, value, pool)
    control = _control(question, value, options, cell=cell, pooled=bool(pool))
    text = _as_typed(drawing, question, value)
    message, former = "", None
    takes: tuple[Take, ...] = ()
    if draft is not None:
        text = draft.text if isinstance(draft.text, str) else "\n".join(draft.text)
        message, takes = told_change(drawing, question, path, draft)
        takes = takes or near_of(drawing, question, text)
        before = drawing.answers.former.get((who, path))
        if before is not None and before.value is not None and before.kind != "erase":
            former = drawing.show_with_unit(question, before.value)
    shown, replaced = plain(text)
    cut = control == "line" and _is_cut(question, shown, cell=cell)
    return Field(
        question=question,
        path=path,
        control="text" if cut else control,
        label=named or drawing.say(f"{key}.label"),
        named=named,
        key=key,
        base=drawing.base(path),
        typed=shown,
        replaced=", ".join(replaced),
        draft=draft is not None,
        message=message,
        former=former,
        takes=takes,
        echo=_echo(drawing, question, value, row=path.split("/")[2] if cell else ""),
        unit=_unit(drawing, question, value),
        suggestions=drawing.suggestions(question),
        hints=hints_of(drawing, question, value),
        cautions=cautions_at(drawing, path),
        options=options,
        clash=_clash(drawing, question, path),
        answered=value is not None,
        cell=cell,
        pool=pool,
    )


def _echo(drawing: Drawing, question: Question, value: object, *, row: str) -> str:
    if question.kind == "computed":
        known = drawing.answer(question, row)
        return "" if known is None else drawing.show_with_unit(question, known)
    return "" if value is None else drawing.echo(question, value)


def _is_cut(question: Question, text: str, *, cell: bool) -> bool:
    """Whether a single line would cut an answer or swallow its imported line breaks.

    A room reads along: what was answered is seen whole.
    """
    room = CELL_AT_MOST if cell else LINE_AT_MOST
    return "\n" in text or "\r" in text or (question.kind == "text" and len(text) > room)


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
    known = drawing.suggested(question, value)
    text = typed(question, known, language=drawing.words.language)
    return text if isinstance(text, str) else "\n".join(text)


def _control(
    question: Question,
    value: object,
    options: tuple[Option, ...],
    *,
    cell: bool,
    pooled: bool,
) -> Control:
    kind = question.kind
    if picks_from_catalogue(question):
        return "catalogue"
    empty = not options and not pooled and value is None
    if kind in {"reference", "references"} and empty:
        return "nothing"
    if kind == "level":
        return "select" if cell else "levels"
    if kind in {"choice", "yes_no"}:
        return "select" if cell or len(options) > RADIOS_AT_MOST else "radios"
    fixed: dict[str, Control] = {
        "long_text": "text",
        "list": "text",
        "reference": "select",
        "place": "select",
        "choices": "checks",
        "checklist": "checks",
        "references": "checks",
        "table": "table",
        "attachment": "line" if value is None else "file",
        "computed": "output",
    }
    return fixed.get(kind, "line")


def _options(
    drawing: Drawing, question: Question, value: object, pool: str
) -> tuple[Option, ...]:
    chosen = {_raw(one) for one in (value if isinstance(value, list) else [value])}
    known: dict[str, str] = {}
    if question.kind == "yes_no":
        known = {"true": drawing.say("value.yes"), "false": drawing.say("value.no")}
    elif question.kind == "level":
        names = drawing.words.each("level.names")
        known = {str(level): name for level, name in enumerate(names)}
        known |= {name: drawing.say(f"level.{name}") for name in ("unknown", "na")}
    elif picks_from_catalogue(question):
        pass  # the list stands in the form once, not at each of its fields
    elif question.kind in {"reference", "references"}:
        known = {} if pool else _targets(drawing, question)
        known |= {
            one: _gone(drawing, question, one)
            for one in sorted(chosen - known.keys() - {""})
        }
    elif question.kind == "place":
        places = [*drawing.steps_with_form, *sorted(chosen - {""})]
        known = {one: drawing.place_name(one) for one in places}
    elif question.choices:
        known = {
            one: drawing.say(f"choice.{question.choice_list}.{one}")
            for one in question.choices
        }
    return tuple(Option(one, label, one in chosen) for one, label in known.items())


def _raw(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _targets(drawing: Drawing, question: Question) -> dict[str, str]:
    rows = named_rows(drawing, question.targets)
    return rows | {one: drawing.show(question, one) for one in question.indicators}


def _gone(drawing: Drawing, question: Question, value: str) -> str:
    """Name the row a reference still points at though it was removed."""
    table, _, row = value.rpartition("/")
    return drawing.label_of(table or question.targets[0], row)


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
            shown = drawing.show_with_unit(question, entry.value)
        return Clash(
            entry=entry.number,
            shown=shown or drawing.say("ui.unanswered"),
            author=entry.author,
            time=drawing.clock(entry.time),
            stands=stands,
        )

    return (side(clash.former, stands=False), side(clash.newer, stands=True))


# Tables -----------------------------------------------------------------------------------


def _with_rows(drawing: Drawing, field: Field) -> Field:
    table = field.path
    names = drawing.rows(table)
    folded = len(names) > OPEN_AT_MOST
    rows = tuple(
        _kept_row(drawing, field.question, name, number, len(names))
        for number, name in enumerate(names, start=1)
    )
    removed = next(iter(drawing.answers.removed_rows(table)), "")
    return replace(
        field,
        rows=rows,
        folded=folded,
        removed=f"{table}/{removed}" if removed else "",
        removed_label=drawing.removed_label(table, removed) if removed else "",
        answered=bool(rows),
    )


def _kept_row(drawing: Drawing, table: Question, name: str, number: int, total: int) -> Row:
    def make() -> Row:
        return _row(drawing, table, name, number, last=number == total)

    if drawing.kept is None or drawing.view.mode != "edit":
        return make()
    place = (number, number == total, total > OPEN_AT_MOST)
    return drawing.kept.row(drawing, table, name, place, make)


def _row(drawing: Drawing, table: Question, name: str, number: int, *, last: bool) -> Row:
    fields = tuple(field_of(drawing, one, name) for one in table.columns)
    first = tuple(
        one
        for one in fields
        if one.question.importance == "essential"
        or one.question.fills
        or one.question.at_hand
    )
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


# Notes and opinions -----------------------------------------------------------------------


def _has_notes(drawing: Drawing, question: Question) -> bool:
    if question.table:
        return False
    who = drawing.view.respondent
    return any(
        drawing.answers.note(question.step, question.id, name, who) is not None
        for name in FREE
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
    return replace(
        field,
        notes=tuple(_note(drawing, question, name) for name in names),
        reason=_note(drawing, question, "reason") if na else None,
        spread=spread_of(opinions) if revealed else None,
        discussed=drawing.discussed(question.step, question.id),
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
    return replace(field, control="select") if confidence else field


def comment_field(drawing: Drawing, name: str, *, title: str = "") -> Field:
    """Return the consultant's comment on a step or a phase, as it stands in a form.

    Parameters
    ----------
    title
        What it is called where its own form does not say what it is about.
    """
    question = Question(id="comment", kind="long_text", step=name)
    return _field(drawing, question, f"comments/{name}", "ui.comment", named=title)
