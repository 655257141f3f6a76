"""Attach a file to a step of a workbook: the file first, then the row that names it.

Where the log cannot be written the file stays, named by nothing and harmless; a row never
names a file that was not kept.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from .attachments import Files, accept, title_of
from .errors import AttachmentError
from .values import check

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .answers import Answers
    from .method import Method, Question
    from .store import Store

__all__ = ["EVIDENCE", "Attachable", "Attachment", "attach", "files_of"]

EVIDENCE = "step_evidence"
"""The table of a step whose rows may have a file."""


class Attachable(Protocol):
    """What is asked of a workbook to which a file is attached."""

    @property
    def id(self) -> str:
        """The id of the workbook."""

    @property
    def store(self) -> Store:
        """The store it is kept in."""

    @property
    def method(self) -> Method:
        """What is asked."""

    @property
    def answers(self) -> Answers:
        """What the workbook says now."""

    def apply(self, message: Mapping[str, Any]) -> object:
        """Store an edit."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that was attached: what it is called, and the title of its row."""

    file: str
    title: str


def files_of(store: Store, workbook: str) -> Files:
    """Return the files that are attached to a workbook of a store."""
    return Files.of(workbook, store=store.address.file, root=store.folder)


def attach(
    workbook: Attachable,
    step: str,
    data: bytes,
    name: str,
    *,
    title: str | None = None,
    people: bool | None = None,
) -> Attachment:
    """Keep a file, and add a row to the evidence of a step that names it.

    Parameters
    ----------
    name
        What the owner calls the file; its title is proposed from it.
    title
        The title of the row, where it is another.
    people
        Whether people can be recognised, where that is known; asked in the form otherwise.

    Raises
    ------
    AttachmentError
        If the step has no evidence, the title does not fit, or the file is refused or
        cannot be written; nothing was changed.
    EditError, StoreError
        If the row could not be added; the file is kept, and named by nothing.
    """
    table = workbook.method.at(f"{step}/{EVIDENCE}")
    if table is None:
        raise AttachmentError("attachment-step", step=step)
    accepted = accept(data, name)
    words = workbook.answers.words()
    kind = words.say(f"value.attachment.{accepted.extension}")
    said = (title or "").strip() or title_of(name) or kind
    _check_title(table, said)
    files_of(workbook.store, workbook.id).keep(accepted)
    cells = {"title": said, "attachment": accepted.name}
    if people is not None:
        cells["people"] = "true" if people else "false"
    workbook.apply(
        {
            "type": "edit",
            "edit": str(uuid.uuid4()),
            "op": "add-row",
            "path": table.path,
            "cells": cells,
            "language": words.language,
        }
    )
    return Attachment(accepted.name, said)


def _check_title(table: Question, title: str) -> None:
    column = table.column("title")
    problem = check(column, title) if column else None
    if problem is not None:
        raise AttachmentError("attachment-title", length=len(title))
