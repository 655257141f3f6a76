"""Turn what somebody did in a form into entries for the log.

`decide` is pure: it reads an edit against the method and the answers, and says what is to
be written and what the form is told. `smartcity_widgets.workbook` acts on it. A slip is a
*draft*, never an exception; an edit that names something the method does not have is
refused.
"""

from __future__ import annotations

import secrets
import uuid
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from .answers import NOTES
from .errors import EditError
from .log import GROUP, Entry, NewEntry
from .method import Question
from .values import read

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from .answers import Answers
    from .method import Method
    from .values import Problem

__all__ = ["MAX_TEXT", "Decision", "Edit", "decide", "undoable"]

MAX_TEXT = 100_000
"""Characters of one answer; the browser keeps what is longer and says so."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What a form sends: one act of one person.

    Attributes
    ----------
    edit
        Its uuid; stored once however often it is sent.
    op
        ``answer``, ``note``, ``clear``, ``add-row``, ``remove-row``, ``restore-row``,
        ``move-row``, ``former``, ``keep``, ``undo``, ``reveal`` or ``equal-weights``.
    raw
        What was typed or ticked: a text, a list of texts, or None.
    base
        The entry the form showed, None where nothing is checked.
    after
        The uuid of one's own former edit of the same path, not yet acknowledged then.
    """

    edit: str
    op: str
    path: str
    raw: Any = None
    base: int | None = None
    after: str | None = None
    language: str = "en"
    respondent: str = GROUP
    to: str | None = None
    entry: int | None = None

    @classmethod
    def of(cls, message: Mapping[str, Any]) -> Edit:
        """Read an edit from a message of the browser.

        Raises
        ------
        EditError
            If the message has no uuid, act or path, or a member of the wrong type.
        """
        edit, op, path = (message.get(name) for name in ("edit", "op", "path"))
        texts = [isinstance(one, str) and bool(one) for one in (edit, op, path)]
        base, entry = (message.get(name) for name in ("base", "entry"))
        numbers = [one is None or type(one) is int for one in (base, entry)]
        if not all(texts + numbers):
            raise EditError("edit-unreadable", path=str(path))
        return cls(
            edit=str(edit),
            op=str(op),
            path=str(path),
            base=base,
            entry=entry,
            raw=message.get("raw"),
            after=message.get("after"),
            language=str(message.get("language") or "en"),
            respondent=str(message.get("respondent") or GROUP),
            to=message.get("to"),
        )


@dataclass(frozen=True, slots=True)
class Decision:
    """What is to be written, and why the form may have to ask or explain."""

    entries: tuple[NewEntry, ...]
    problem: Problem | None = None


def decide(
    edit: Edit,
    *,
    method: Method,
    answers: Answers,
    author: str,
    history: Callable[[], Sequence[Entry]],
) -> Decision:
    """Return what an edit writes to the log.

    Parameters
    ----------
    history
        Gives every entry of the workbook's cycle, in order; asked only to undo.

    Raises
    ------
    EditError
        If the edit names a path, row, entry or act that does not exist.
    """
    acts = {
        "answer": _answer,
        "note": _answer,
        "clear": _clear,
        "add-row": _add_row,
        "remove-row": _remove_row,
        "restore-row": _restore_row,
        "move-row": _move_row,
        "former": _former,
        "keep": _keep,
        "reveal": _reveal,
        "equal-weights": _equal_weights,
    }
    if edit.op == "undo":
        return _undo(edit, answers, author, history())
    if edit.op not in acts:
        raise EditError("edit-unknown-act", act=edit.op, path=edit.path)
    return acts[edit.op](_Desk(edit, method, answers, author))


@dataclass(frozen=True, slots=True)
class _Desk:
    """An edit with all it is read against."""

    edit: Edit
    method: Method
    answers: Answers
    author: str

    def write(
        self,
        kind: str,
        value: object,
        *,
        path: str | None = None,
        respondent: str | None = None,
    ) -> NewEntry:
        where = path or self.edit.path
        who = self.edit.respondent if respondent is None else respondent
        return NewEntry(
            edit=self.edit.edit if path is None else str(_uuid_of(self.edit.edit, where)),
            workbook=self.answers.workbook,
            cycle=self.answers.cycle,
            respondent=who,
            path=where,
            kind=kind,
            value=value,
            author=self.author,
            base=self.base(where, who),
        )

    def base(self, path: str, respondent: str) -> int | None:
        """One's own former edit, sent a moment ago, is no clash."""
        latest = self.answers.latest.get((respondent, path))
        if latest is not None and self.edit.after == latest.edit:
            return latest.number
        return self.edit.base

    def one(self, kind: str, value: object, problem: Problem | None = None) -> Decision:
        return Decision((self.write(kind, value),), problem)

    def question(self) -> Question:
        path = self.edit.path
        note = _note_question(path, self.method)
        question = note or self.method.at(path)
        if question is None or question.kind in {"table", "computed"}:
            raise EditError("edit-unknown-path", path=path)
        if path.count("/") == 3 and note is None:  # noqa: PLR2004 - step/table/row/question
            row = self.answers.latest.get((GROUP, path.rpartition("/")[0]))
            if row is None:
                raise EditError("edit-unknown-row", path=path)
        self.check_respondent(question)
        return question

    def check_respondent(self, question: Question) -> None:
        respondent = self.edit.respondent
        if respondent == GROUP:
            return
        if respondent not in {one.id for one in self.answers.respondents}:
            raise EditError("edit-unknown-respondent", respondent=respondent)
        if question.kind != "level" and not self.edit.path.startswith("notes/"):
            raise EditError("edit-not-individual", path=self.edit.path)


def _uuid_of(edit: str, path: str) -> uuid.UUID:
    """Return the uuid of an edit's second and later entries: the same when sent again."""
    return uuid.uuid5(uuid.NAMESPACE_OID, f"{edit} {path}")


def _note_question(path: str, method: Method) -> Question | None:
    """``notes/step/question/name`` is read like a question of its own."""
    parts = path.split("/")
    if parts[0] != "notes" or len(parts) != 4 or parts[3] not in NOTES:  # noqa: PLR2004
        return None
    if method.at(f"{parts[1]}/{parts[2]}") is None:
        return None
    if parts[3] == "confidence":
        return Question(
            id=parts[3],
            kind="choice",
            step=parts[1],
            choice_list="confidence",
            choices=method.choice_lists["confidence"],
        )
    return Question(id=parts[3], kind="long_text", step=parts[1])


def _answer(desk: _Desk) -> Decision:
    question, raw = desk.question(), desk.edit.raw
    if isinstance(raw, str) and len(raw) > MAX_TEXT:
        raise EditError(
            "edit-too-long", path=desk.edit.path, most=MAX_TEXT, length=len(raw)
        )
    reading = read(
        question,
        raw,
        language=desk.edit.language,
        currency=desk.answers.currency,
        rows=desk.answers.rows,
    )
    if reading.problem is not None:
        draft = {
            "text": raw,
            "language": desk.edit.language,
            "rule": reading.problem.rule,
            "details": dict(reading.problem.details),
        }
        return desk.one("draft", draft, reading.problem)
    if reading.value is None:
        return desk.one("erase", None)
    return desk.one(
        "note" if desk.edit.path.startswith("notes/") else "answer", reading.value
    )


def _clear(desk: _Desk) -> Decision:
    desk.question()
    return desk.one("erase", None)


def _table_of(desk: _Desk, path: str) -> Question:
    table = desk.method.at(path)
    if table is None or table.kind != "table" or desk.edit.respondent != GROUP:
        raise EditError("edit-unknown-path", path=desk.edit.path)
    return table


def _row(desk: _Desk) -> tuple[str, Entry]:
    """Return the table of the row an edit names, and the row's latest entry."""
    table = desk.edit.path.rpartition("/")[0]
    _table_of(desk, table)
    row = desk.answers.latest.get((GROUP, desk.edit.path))
    if row is None:
        raise EditError("edit-unknown-row", path=desk.edit.path)
    return table, row


def _orders(desk: _Desk, table: str) -> list[tuple[str, Fraction]]:
    return [
        (row, Fraction(desk.answers.latest[GROUP, f"{table}/{row}"].value["order"]))
        for row in desk.answers.rows(table)
    ]


def _order(fraction: Fraction) -> dict[str, str]:
    return {"order": f"{fraction.numerator}/{fraction.denominator}"}


def _last(desk: _Desk, table: str) -> Fraction:
    orders = _orders(desk, table)
    return orders[-1][1] + 1 if orders else Fraction(1)


def _add_row(desk: _Desk) -> Decision:
    table = desk.edit.path
    _table_of(desk, table)
    row = NewEntry(
        edit=desk.edit.edit,
        workbook=desk.answers.workbook,
        cycle=desk.answers.cycle,
        respondent=GROUP,
        path=f"{table}/{secrets.token_hex(5)}",
        kind="row",
        value=_order(_last(desk, table)),
        author=desk.author,
    )
    return Decision((row,))


def _remove_row(desk: _Desk) -> Decision:
    _row(desk)
    return desk.one("row", None)


def _restore_row(desk: _Desk) -> Decision:
    table, row = _row(desk)
    if row.value:
        return Decision(())
    before = desk.answers.former.get((GROUP, desk.edit.path))
    order = before.value if before is not None and before.value else None
    return desk.one("row", order or _order(_last(desk, table)))


def _move_row(desk: _Desk) -> Decision:
    table, _ = _row(desk)
    orders = _orders(desk, table)
    names = [row for row, _ in orders]
    name = desk.edit.path.rpartition("/")[2]
    if name not in names or desk.edit.to not in {"up", "down"}:
        raise EditError("edit-unknown-row", path=desk.edit.path)
    here = names.index(name)
    there = here - 1 if desk.edit.to == "up" else here + 1
    if not 0 <= there < len(orders):
        return Decision(())
    beyond = there - 1 if desk.edit.to == "up" else there + 1
    edge = orders[there][1]
    if 0 <= beyond < len(orders):
        target = (edge + orders[beyond][1]) / 2
    else:
        target = edge - 1 if desk.edit.to == "up" else edge + 1
    return desk.one("row", _order(target))


def _former(desk: _Desk) -> Decision:
    """Bring back the answer that stood before a draft."""
    desk.question()
    before = desk.answers.former.get((desk.edit.respondent, desk.edit.path))
    if before is None:
        return desk.one("erase", None)
    return desk.one(before.kind, before.value)


def _keep(desk: _Desk) -> Decision:
    """Keep one of two answers that clash."""
    clash = desk.answers.conflicts.get((desk.edit.respondent, desk.edit.path))
    if clash is None:
        return Decision(())
    kept = clash.former if desk.edit.entry == clash.former.number else clash.newer
    return desk.one(kept.kind, kept.value)


def _reveal(desk: _Desk) -> Decision:
    step = desk.edit.path.removeprefix("revealed/")
    if step not in desk.method.steps:
        raise EditError("edit-unknown-path", path=desk.edit.path)
    entry = desk.write("reveal", value=True, path=f"revealed/{step}", respondent=GROUP)
    return Decision((entry,))


def _equal_weights(desk: _Desk) -> Decision:
    """Give every prerequisite the same weight, in one click."""
    share = str(100 // len(desk.method.prerequisites))
    return Decision(
        tuple(
            desk.write("answer", share, path=f"settings/weight_{step}", respondent=GROUP)
            for step in desk.method.prerequisites
        )
    )


def undoable(history: Sequence[Entry], step: str, respondent: str = GROUP) -> Entry | None:
    """Return the latest entry of a step that can be undone: no undo, and not undone yet."""
    undone = {one.undoes for one in history if one.undoes is not None}
    starts = (f"{step}/", f"notes/{step}/", f"tallies/{step}/")
    for one in reversed(history):
        mine = one.respondent == respondent and one.path.startswith(starts)
        if mine and one.undoes is None and one.number not in undone:
            return one
    return None


def _undo(edit: Edit, answers: Answers, author: str, history: Sequence[Entry]) -> Decision:
    target = next((one for one in history if one.number == edit.entry), None)
    undone = {one.undoes for one in history if one.undoes is not None}
    if target is None or target.kind == "new":
        raise EditError("edit-unknown-entry", entry=edit.entry)
    if target.number in undone:
        return Decision(())
    key = (target.respondent, target.path)
    before = next(
        (
            one
            for one in reversed(history)
            if one.number < target.number and (one.respondent, one.path) == key
        ),
        None,
    )
    kind, value = ("row" if target.kind == "row" else "erase", None)
    if before is not None:
        kind, value = before.kind, before.value
    entry = NewEntry(
        edit=edit.edit,
        workbook=answers.workbook,
        cycle=answers.cycle,
        respondent=target.respondent,
        path=target.path,
        kind=kind,
        value=value,
        author=author,
        undoes=target.number,
    )
    return Decision((entry,))
