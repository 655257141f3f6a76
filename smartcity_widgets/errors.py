"""What can go wrong, as a tree.

.. code-block:: text

    SmartcityError
    ├── ContentError            a file of content/ breaks a rule (for authors, in English)
    ├── AttachmentError         a file is not attached: of no known kind, too large, unsafe
    ├── ClosedCycleError        a cycle that was closed is read, not changed
    ├── DocumentError           a workbook document is refused whole
    ├── EditError               an edit names something that does not exist
    ├── StoreError              the log on disk cannot be read or written
    │   ├── StoreTooNewError        written by a newer version of this program
    │   ├── StoreCorruptError       not a store, or damaged
    │   ├── StoreReadOnlyError      the folder or file may not be written
    │   ├── StoreFullError          the disk is full
    │   └── StoreLockedError        another program keeps the store locked
    ├── TableError              a file of figures cannot be read as tables
    ├── UnknownWorkbookError    no workbook has this id
    ├── UnknownIdError          no step, phase or question has this id
    ├── ExportError             a report could not be made
    └── UsageError              a command was used wrongly

A message says where, which rule is broken and what to do, in that order. Its sentence
stands in ``content/text/<language>.toml`` under ``errors.<rule>``; an error carries the
rule and the reader's own material. A person's slip in a form is never an exception: it is a
`smartcity_widgets.values.Problem`.
"""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

from .words import speaking, words

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "AttachmentError",
    "ClosedCycleError",
    "ContentError",
    "DocumentError",
    "EditError",
    "ExportError",
    "SmartcityError",
    "StoreCorruptError",
    "StoreError",
    "StoreFullError",
    "StoreLockedError",
    "StoreReadOnlyError",
    "StoreTooNewError",
    "TableError",
    "UnknownIdError",
    "UnknownWorkbookError",
    "UsageError",
    "nearest",
]


class SmartcityError(Exception):
    """Anything this package refuses or cannot do.

    Parameters
    ----------
    rule
        Id of the sentence under ``errors.`` in the text files.
    **details
        What the sentence names: a path, a file, a number.
    """

    def __init__(self, rule: str, /, **details: object) -> None:
        super().__init__(rule)
        self.rule = rule
        self.details = details

    def sentence(self, language: str | None = None) -> str:
        """Return the error as one sentence in `language`, by default the one spoken."""
        return words(language or speaking.get()).say(f"errors.{self.rule}", **self.details)

    def __str__(self) -> str:
        """Return the sentence, in the language spoken."""
        return self.sentence()

    def _render_traceback_(self) -> list[str]:
        """Show one sentence in a notebook cell; the cell still fails."""
        return [self.sentence()]


class ContentError(SmartcityError):
    """A file of ``content/`` breaks a rule; the message is for its author, in English."""

    def __init__(self, where: str, rule: str, advice: str = "") -> None:
        super().__init__("content", where=where, broken=rule, advice=advice)
        self.where = where

    def sentence(self, language: str | None = None) -> str:  # noqa: ARG002 - authors read English
        """Return where, which rule is broken and what to do, in English."""
        return " ".join(
            f"{self.where}: {self.details['broken']} {self.details['advice']}".split()
        )


class AttachmentError(SmartcityError):
    """A file cannot be attached; nothing of it was kept."""


class ClosedCycleError(SmartcityError):
    """The cycle was closed: it is read, not changed; what was to be written is not lost."""


class DocumentError(SmartcityError):
    """A workbook document breaks a rule; nothing of it was stored."""


class EditError(SmartcityError):
    """An edit names a path that the method does not have."""


class StoreError(SmartcityError):
    """The log on disk cannot be read or written; what it held is untouched."""


class StoreTooNewError(StoreError):
    """The store was written by a newer version of this program."""


class StoreCorruptError(StoreError):
    """The file is not a store, or is damaged."""


class StoreReadOnlyError(StoreError):
    """The store may be read but not written."""


class StoreFullError(StoreError):
    """The disk is full."""


class StoreLockedError(StoreError):
    """Another program kept the store locked for longer than the busy timeout."""


class TableError(SmartcityError):
    """A file cannot be read as a table; nothing of it was kept."""


class UnknownWorkbookError(SmartcityError):
    """No workbook of the store has this id."""


class UnknownIdError(SmartcityError):
    """No step, phase, question or respondent has this id."""


class ExportError(SmartcityError):
    """A report could not be made; an earlier one stays in place."""


class UsageError(SmartcityError):
    """A command was used wrongly."""


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name closest to `name`, or an empty text where none is close.

    Examples
    --------
    >>> nearest("leadershp", ["leadership", "team"])
    'leadership'
    >>> nearest("W6", ["W1", "W5", "V5"])
    'W5'
    """
    if len(name) > _LONGEST:
        return ""
    known = list(known)
    close = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
    return close[0] if close else _nearest_number(name, known)


def _nearest_number(name: str, known: Iterable[str]) -> str:
    """Return the name that differs in its number alone, and least."""
    wanted = _NUMBERED.fullmatch(name)
    if wanted is None:
        return ""
    numbered = [found for one in known if (found := _NUMBERED.fullmatch(one))]
    alike = [one for one in numbered if one[1] == wanted[1]]
    return min(
        (one[0] for one in alike),
        key=lambda one: abs(int(one.removeprefix(wanted[1])) - int(wanted[2])),
        default="",
    )


_LONGEST = 200
_NUMBERED = re.compile(r"([^0-9]+)([0-9]{1,9})")
