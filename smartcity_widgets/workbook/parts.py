"""What a cell shows in an export: answers to be read, or nothing.

The kernel of an export is told once which workbook it shows, up to which entry of the log
(`begin_export`); from then on every cell shows that state, and no widget is made.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..report.request import PART
from ..words import speaking

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Export", "Part", "begin_export", "current_export"]


@dataclass(frozen=True, slots=True)
class Export:
    """What an export sees.

    Attributes
    ----------
    entry
        The last entry of the log that is shown.
    nonce
        Marks our own cells in this export; nobody can know it beforehand.
    """

    workbook: str
    language: str
    entry: int
    nonce: str
    cycle: int = 1
    internal: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a report; nothing where it has no name."""

    part: str = ""
    id: str = ""
    title: str = ""
    html: str = ""
    nonce: str = ""

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        if not self.part:
            return {}
        about = {"part": self.part, "id": self.id, "title": self.title, "nonce": self.nonce}
        return {"text/html": self.html, PART: about, "text/plain": self.title}


_export: Export | None = None


def begin_export(state: Mapping[str, Any]) -> None:
    """Show parts of a report from here on; what the kernel of an export is told first.

    Parameters
    ----------
    state
        ``workbook``, ``language``, ``entry``, ``nonce``, and perhaps ``cycle`` and
        ``internal``; what else stands in it is the report's own.
    """
    global _export  # noqa: PLW0603 - a kernel is in an export, or it is not
    names = Export.__dataclass_fields__
    _export = Export(**{name: value for name, value in state.items() if name in names})
    speaking.set(_export.language)


def current_export() -> Export | None:
    """Return what the export of this kernel sees; None outside an export."""
    return _export
