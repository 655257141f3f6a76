"""What is asked of an export, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["PART", "Exported", "Request"]

PART = "application/vnd.smartcity.part+json"
"""Names a part of a report beside its HTML: it tells our cells from the consultant's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Which reports are wanted, of which state of which workbook.

    Attributes
    ----------
    folder
        The working folder: it holds ``notebooks/`` and, unless the environment names
        another, the store.
    phases
        One report each; none means one report of the whole workbook.
    language
        None takes the workbook's own.
    out
        Reports are written to ``<out>/<workbook>/``; None means ``exports`` in the folder.
    entry
        Number of the last entry of the log that the reports contain; None takes the last.
    internal
        Whether answers marked internal are printed.
    draft
        Whether the reports are marked as drafts.
    attachments
        Whether attached pictures are printed in an annex.
    patience
        Seconds that one cell may take.
    """

    folder: Path
    workbook: str
    phases: tuple[str, ...] = ()
    language: str | None = None
    out: Path | None = None
    cycle: int | None = None
    entry: int | None = None
    internal: bool = False
    draft: bool = False
    attachments: bool = False
    patience: float = 600


@dataclass(frozen=True, slots=True)
class Exported:
    """The reports that were written.

    Attributes
    ----------
    notes
        Sentences for the person who asked: how many cells were left out, and how to include
        them.
    """

    paths: tuple[Path, ...]
    notes: tuple[str, ...] = ()
