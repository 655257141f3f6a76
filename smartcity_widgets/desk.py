"""One workbook at work: its log, its answers, and whoever wants to hear of changes.

A `Desk` is what a form, a panel or a command works on. It decides nothing:
`editing.decide` says what an edit writes, the store writes it, the answers follow,
subscribers are told.

Messages arrive on any thread (JupyterLab runs a second page's messages on another one), so
a desk keeps its answers under a lock and nothing in a thread.
"""

from __future__ import annotations

import os
import threading
import uuid
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from .answers import OVERLAY, Answers
from .cycles import Closing, carriable, check_open, close_cycle
from .editing import Edit, decide, undoable
from .errors import UnknownIdError, UnknownWorkbookError, UsageError, nearest
from .folder import chosen
from .log import GROUP, Entry, NewEntry, called_now
from .overlay import adapt
from .words import Words, speaking, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime
    from pathlib import Path

    from .cycles import Carriable
    from .log import Closed
    from .method import Method, Step
    from .store import Store
    from .store.transaction import Transaction
    from .values import Problem

__all__ = ["Desk", "Outcome", "RefusedNameError", "create", "named_workbook"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an edit.

    Attributes
    ----------
    status
        ``saved``; ``draft``: kept as it was typed, but not readable as an answer;
        ``asked``: saved, and somebody else had answered meanwhile; ``nothing``: it changed
        nothing.
    """

    edit: str
    entry: int
    status: str
    problem: Problem | None
    time: datetime | None


class Desk:
    """A workbook opened on a store.

    Parameters
    ----------
    cycle
        The cycle to show; None is the open one.
    until
        Number of the last entry to see; None follows the log.

    Attributes
    ----------
    method
        What is asked here: the method, adapted by the workbook's overlay.
    renamed
        Path in the log, of an earlier version of the method, to what it is called now.

    Raises
    ------
    UnknownWorkbookError
        If the store has no workbook of this id.
    """

    def __init__(
        self,
        store: Store,
        workbook: str,
        *,
        method: Method,
        author: str,
        cycle: int | None = None,
        until: int | None = None,
    ) -> None:
        known = store.workbooks()
        if workbook not in known:
            raise UnknownWorkbookError(
                "unknown-workbook", workbook=workbook, known=", ".join(known) or "–"
            )
        self.store = store
        self.method = method.published
        self.author = author
        self.id = workbook
        self.until = until
        self._lock = threading.RLock()
        self._subscribers: list[Callable[[Answers], None]] = []
        self._entries: list[Entry] = []
        self._edits: dict[str, Entry] = {}
        self._former: dict[int, Answers] = {}
        self.renamed: dict[str, str] = {}
        self._answers = Answers(workbook, cycle or store.open_cycle(workbook))
        self.refresh()

    @property
    def answers(self) -> Answers:
        """What the workbook says now."""
        return self._answers

    @cached_property
    def key(self) -> str:
        """Names this workbook and cycle among all that one browser may hold."""
        return f"{self.store.id}:{self.id}:{self._answers.cycle}"

    @property
    def words(self) -> Words:
        """The words of the workbook's language and terms."""
        return self._answers.words()

    def step(self, name: str) -> Step:
        """Return a step that has a form.

        Raises
        ------
        UnknownIdError
            If the method has no such step, or it comes with a later version.
        """
        step = self.method.steps.get(name)
        if step is None:
            near = nearest(name, self.method.steps) or ", ".join(self.method.steps)
            raise UnknownIdError("unknown-step", step=name, nearest=near)
        if step.outline:
            raise UnknownIdError("step-not-yet", step=name)
        return step

    def history(self) -> tuple[Entry, ...]:
        """Return every entry of the cycle that is shown, in order."""
        with self._lock:
            return tuple(self._entries)

    def cycles(self) -> dict[int, Closed | None]:
        """Return each cycle of the workbook, oldest first, and how it was closed, if so."""
        return self.store.cycles(self.id, until=self.until)

    def at_cycle(self, cycle: int) -> Answers:
        """Return what the workbook says in a cycle, to be read or compared.

        Raises
        ------
        UnknownIdError
            If it has no such cycle.
        """
        if cycle == self._answers.cycle:
            return self._answers
        if cycle not in self._former:
            entries = self._called(
                self.store.entries(self.id, cycle=cycle, until=self.until)
            )
            if not entries:
                raise UnknownIdError("unknown-cycle", cycle=cycle, workbook=self.id)
            answers = Answers(self.id, cycle).with_entries(entries)
            if answers.closing is None:
                return answers
            self._former[cycle] = answers  # it stays as it is
        return self._former[cycle]

    def before(self) -> tuple[Answers, ...]:
        """Return what the workbook said in the closed cycles before this one, in order."""
        return tuple(
            self.at_cycle(cycle)
            for cycle, closed in self.cycles().items()
            if closed is not None and cycle < self._answers.cycle
        )

    def carriable(self) -> tuple[Carriable, ...]:
        """Return the rows that may go on into the next cycle, with what is chosen now."""
        return carriable(self.method, self._answers)

    def close(self, carry: Iterable[str] | None = None) -> Closing:
        """Close the cycle and begin the next; return what went on and what was left out.

        The desk goes on showing the cycle that is closed: open the workbook again for the
        next one.

        Parameters
        ----------
        carry
            ``step/table/row`` of each row that goes on; None takes the answer
            ``next_cycle_carried_over``.

        Raises
        ------
        ClosedCycleError
            If somebody closed it meanwhile.
        UsageError
            If a row does not exist, or stands in a table that is not chosen from.
        StoreError
            If it could not be written; the cycle is open, as before.
        """
        before = self._answers.entry
        try:
            with self._lock, self.store.writing() as log:
                self._take(self._unseen(log))
                closing, entries = close_cycle(
                    self.method, self._answers, carry, author=self.author
                )
                written = log.append(entries)
            with self._lock:
                self._take([one for one in written if one.cycle == closing.closed])
        finally:
            self._tell(before)
        return closing

    def undoable(self, step: str, respondent: str = GROUP) -> Entry | None:
        """Return the entry that *undo* would undo in a step, if any."""
        return undoable(self.history(), step, respondent, asks=self.method.asks)

    def adapt(self, overlay: Mapping[str, Any] | None) -> bool:
        """Write how the method is adapted here, None for not at all; whether that is new.

        Answers stay where they are: of a question that is hidden, of one that goes.

        Parameters
        ----------
        overlay
            As `smartcity_widgets.overlay.read_overlay` returned it.

        Raises
        ------
        ClosedCycleError
            If the cycle was closed.
        StoreError
            If it could not be written; everything is as before.
        """
        before = self._answers.entry
        try:
            with self._lock, self.store.writing() as log:
                self._take(self._unseen(log))
                check_open(self._answers)
                changed = self._answers.overlay != (overlay or {})
                written = log.append([self._overlay_entry(overlay)] if changed else [])
            self._take(written)
        finally:
            self._tell(before)
        return changed

    def _overlay_entry(self, overlay: Mapping[str, Any] | None) -> NewEntry:
        return NewEntry(
            edit=str(uuid.uuid4()),
            workbook=self.id,
            cycle=self._answers.cycle,
            respondent=GROUP,
            path=OVERLAY,
            kind="overlay",
            value=overlay or None,
            author=self.author,
        )

    def apply(self, message: Mapping[str, Any]) -> Outcome:
        """Store what somebody did in a form, and tell the subscribers.

        Raises
        ------
        EditError
            If the message names something that does not exist.
        ClosedCycleError
            If the cycle was closed.
        StoreError
            If it could not be written; the answers are as before.
        """
        edit = Edit.of(message)
        return self._applied(lambda: edit)

    def apply_made(self, make: Callable[[], Mapping[str, Any]]) -> Outcome:
        """Store an act that is made from what the workbook says when it is written.

        Parameters
        ----------
        make
            Returns the message, as of `apply`; called while nobody else writes.

        Raises
        ------
        EditError
            If the message names something that does not exist.
        ClosedCycleError
            If the cycle was closed.
        StoreError
            If it could not be written; the answers are as before.
        """
        return self._applied(lambda: Edit.of(make()))

    def _applied(self, make: Callable[[], Edit]) -> Outcome:
        before = self._answers.entry
        try:
            with self._lock:
                edit, written, problem = self._write(make)
                answers = self._answers
        finally:
            self._tell(before)
        return _outcome(edit, written, answers, problem)

    def _write(self, make: Callable[[], Edit]) -> tuple[Edit, list[Entry], Problem | None]:
        # One transaction: nobody writes between what is read and what is written.
        with self.store.writing() as log:
            self._take(self._unseen(log))
            edit = make()
            if edit.edit in self._edits:  # sent again: it is on disk, as it was first read
                return edit, [self._edits[edit.edit]], None
            check_open(self._answers)
            decision = decide(
                edit,
                method=self.method,
                answers=self._answers,
                author=self.author,
                history=self.history,
            )
            written = log.append(decision.entries)
        self._take(written)
        return edit, written, decision.problem

    def refresh(self) -> bool:
        """Read what other kernels wrote; return whether there was anything."""
        before = self._answers.entry
        with self._lock:
            changed = self._take(self._unseen(self.store))
        self._tell(before)
        return changed

    def subscribe(self, callback: Callable[[Answers], None]) -> Callable[[], None]:
        """Call `callback` with the answers after each change; return how to stop that."""
        self._subscribers.append(callback)

        def unsubscribe() -> None:
            if callback in self._subscribers:
                self._subscribers.remove(callback)

        return unsubscribe

    def _unseen(self, log: Store | Transaction) -> list[Entry]:
        entries = log.entries(
            self.id, cycle=self._answers.cycle, after=self._answers.entry, until=self.until
        )
        return self._called(entries)

    def _called(self, entries: list[Entry]) -> list[Entry]:
        """Return entries as the method calls them now; keep what was called otherwise."""
        found = called_now(entries, self.method)
        self.renamed |= {
            one.path: now.path
            for one, now in zip(entries, found, strict=True)
            if one.path != now.path
        }
        return found

    def _take(self, entries: list[Entry]) -> bool:
        """Follow the log; an edit that was stored before is among the entries already."""
        new = [one for one in entries if one.number > self._answers.entry]
        self._entries += new
        self._edits |= {one.edit: one for one in new}
        self._answers = self._answers.with_entries(new)
        if any(one.path == OVERLAY for one in new):
            self.method = adapt(self.method, self._answers.overlay)
        return bool(new)

    def _tell(self, before: int) -> None:
        answers = self._answers
        if answers.entry != before:
            for callback in tuple(self._subscribers):
                callback(answers)


def _outcome(
    edit: Edit, written: list[Entry], answers: Answers, problem: Problem | None
) -> Outcome:
    if not written:
        return Outcome(edit.edit, answers.entry, "nothing", None, None)
    last = written[-1]
    status = "draft" if last.kind == "draft" else "saved"
    if (last.respondent, last.path) in answers.conflicts:
        status = "asked"
    return Outcome(edit.edit, last.number, status, problem, last.time)


def named_workbook(store: Store, folder: Path) -> str | None:
    """Return the workbook meant where a program names none.

    Taken in this order: ``SMARTCITY_WORKBOOK``; in Voilà the page's ``?workbook=``; the one
    remembered for the working folder; the only one there is. None where nothing says.
    """
    page = parse_qs(os.environ.get("QUERY_STRING", "")).get("workbook", [""])
    named = os.environ.get("SMARTCITY_WORKBOOK") or page[0]
    if named:
        return named
    known = store.workbooks()
    remembered = chosen(folder)
    if remembered in known:
        return remembered
    return known[0] if len(known) == 1 else None


class RefusedNameError(UsageError):
    """A workbook cannot have this name."""

    def __init__(self, problem: Problem) -> None:
        super().__init__("workbook-name")
        self.problem = problem

    def sentence(self, language: str | None = None) -> str:
        """Return the refusal as one sentence in `language`, by default the one spoken."""
        spoken = words(language or speaking.get())
        return spoken.say(f"errors.{self.rule}", problem=self.problem.sentence(spoken))


def create(
    store: Store,
    workbook: str,
    *,
    method: Method,
    name: str,
    language: str,
    terms: str,
    author: str,
) -> None:
    """Write a new, empty workbook to the log.

    Raises
    ------
    DocumentError
        If the id is not well-formed or is taken.
    UsageError
        If a document could not have this name.
    """
    from .exchange import check_workbook_id  # loads the document's rules
    from .values import check

    check_workbook_id(workbook, store)
    for path in ("workbook/name", "context/name"):
        question = method.at(path)
        problem = check(question, name) if question else None
        if problem is not None:
            raise RefusedNameError(problem)

    def entry(path: str, kind: str, value: object) -> NewEntry:
        return NewEntry(str(uuid.uuid4()), workbook, 1, GROUP, path, kind, value, author)

    store.append(
        [
            entry("workbook", "new", {"method": method.version}),
            entry("workbook/name", "answer", name),
            entry("workbook/language", "answer", language),
            entry("workbook/terms", "answer", terms),
            entry("workbook/currency", "answer", "EUR"),
            entry("context/name", "answer", name),
        ]
    )
