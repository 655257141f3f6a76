"""One act of one person, and all it is read against."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..answers import NOTES
from ..errors import EditError
from ..log import GROUP, NewEntry
from ..method import Question

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..answers import Answers
    from ..method import Kind, Method
    from ..values import Problem

__all__ = ["Act", "Decision", "Edit", "uuid_of"]


@dataclass(frozen=True, slots=True)
class Edit:
    """What a form sends: one act of one person.

    Attributes
    ----------
    edit
        Its uuid; stored once however often it is sent.
    op
        ``answer``, ``note``, ``clear``, ``add-row``, ``remove-row``, ``restore-row``,
        ``put-rows``, ``put-tables``, ``move-row``, ``start``, ``former``, ``take``,
        ``take-over``, ``keep``, ``undo``, ``reveal``, ``discuss``, ``count`` or
        ``equal-weights``.
    raw
        What was typed or ticked: a text, a list of texts, or None. Of a row that is
        added: the day it is on the person's own calendar, ``YYYY-MM-DD``, or None.
    base
        The entry the form showed, None where nothing is checked.
    after
        The uuid of one's own former edit of the same path, not yet acknowledged then.
    cells
        What a row that is added says already: column to what was typed there.
    rows
        Of ``put-rows``: each with ``cells``, column to the value as it is stored, and the
        ``row`` it changes, or none where it is new; then perhaps its id (``new``), and its
        ``table`` where that is not the one of the edit. Of ``put-tables``, the tables of a
        whole file: the same, and a cell that is None is emptied in a row that is there.
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
    cells: Mapping[str, Any] = field(default_factory=dict)
    rows: tuple[Mapping[str, Any], ...] = ()

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
        cells, rows = message.get("cells") or {}, message.get("rows") or []
        sound = isinstance(cells, dict) and isinstance(rows, list)
        if not all(texts + numbers) or not sound:
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
            cells=cells,
            rows=tuple(rows),
        )


@dataclass(frozen=True, slots=True)
class Decision:
    """What is to be written, and why the form may have to ask or explain."""

    entries: tuple[NewEntry, ...]
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Act:
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
        """Return an entry; a further path of one edit gets a uuid made from it."""
        where = path or self.edit.path
        who = self.edit.respondent if respondent is None else respondent
        return NewEntry(
            edit=self.edit.edit if path is None else uuid_of(self.edit.edit, where),
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
        """Decide on one entry at the path of the edit."""
        return Decision((self.write(kind, value),), problem)

    def question(self) -> Question:
        """Return the question that is answered.

        Raises
        ------
        EditError
            If there is none, its row does not exist, or this respondent does not answer it.
        """
        path = self.edit.path
        note = _note_question(path, self.method)
        question = note or self.method.at(path)
        if question is None or question.kind in {"table", "computed"}:
            raise EditError("edit-unknown-path", path=path)
        if question.table and note is None and self.grid is None:
            row = self.answers.latest.get((GROUP, path.rpartition("/")[0]))
            if row is None:
                raise EditError("edit-unknown-row", path=path)
        self.check_respondent(question)
        return question

    @property
    def grid(self) -> Question | None:
        """The table of the cell that is edited, if its rows are given; else None."""
        parts = self.edit.path.split("/")
        if len(parts) != 4:  # noqa: PLR2004 - step/table/row/column
            return None
        table = self.method.at("/".join(parts[:2]))
        return table if table is not None and table.grid is not None else None

    def check_respondent(self, question: Question) -> None:
        """Refuse a respondent who does not exist, or answers what the group answers."""
        respondent = self.edit.respondent
        if respondent == GROUP:
            return
        if respondent not in {one.id for one in self.answers.respondents}:
            raise EditError("edit-unknown-respondent", respondent=respondent)
        table = self.grid
        if table is not None and table.grid is not None:
            own = question.id in table.grid.individual
        else:
            own = question.individual or self.edit.path.startswith("notes/")
        if not own:
            raise EditError("edit-not-individual", path=self.edit.path)


def uuid_of(edit: str, path: str) -> str:
    """Return the uuid of an edit's second and later entries: the same when sent again."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{edit} {path}"))


def _note_question(path: str, method: Method) -> Question | None:
    """``notes/step/question/name`` is read like a question of its own.

    So is ``comments/step``, a comment of the consultant on a step or a phase.
    """
    parts = path.split("/")
    if parts[0] == "comments" and "/".join(parts[1:]) in method.commented:
        return Question(id="comment", kind="long_text", step=parts[1])
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
    kind: Kind = "date" if parts[3] == "discussed" else "long_text"
    return Question(id=parts[3], kind=kind, step=parts[1])
