"""Notebooks as plain values: what a report reads of an ``.ipynb`` file.

The file is read as JSON, without nbformat: its import compiles grammars for a second
(design.md, "Facts tried"), and a report needs four members of a cell.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from smartcity_widgets.errors import ExportError, UnknownIdError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

__all__ = ["Cell", "Notebook", "notebooks_of", "parse_notebook", "read_notebook"]

_HINT = 'class="smartcity-hint"'
_OURS = re.compile(
    r"\s*from smartcity_widgets import open_workbook"
    r"\s*\n\s*open_workbook\(.*\)\.\w+\(.*\)\s*"
)
_NUMBERED = re.compile(r"\d+-(?P<phase>[a-z-]+)")
_FORMAT = 4
FOR_EVERY_WORKBOOK = "report"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; `number` counts from 1 over all cells, as a person would count."""

    number: int
    kind: str
    source: str
    tags: frozenset[str] = frozenset()
    metadata: Mapping[str, Any] = field(default_factory=dict)
    attachments: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def ours(self) -> bool:
        """Whether the workbook ships it: a two-line cell, or the hint before them."""
        if self.kind == "markdown":
            return _HINT in self.source
        return self.kind == "code" and _OURS.fullmatch(self.source) is not None

    @property
    def blank(self) -> bool:
        """Whether nothing is written in it."""
        return not self.source.strip()

    def belongs_to(self, workbook: str) -> bool:
        """Whether the consultant's tag puts it in the report of `workbook`."""
        return bool(self.tags & {FOR_EVERY_WORKBOOK, f"{FOR_EVERY_WORKBOOK}-{workbook}"})

    def belongs_elsewhere(self, workbook: str) -> bool:
        """Whether it is tagged, but only for other workbooks."""
        tagged = any(one.startswith(f"{FOR_EVERY_WORKBOOK}-") for one in self.tags)
        return tagged and not self.belongs_to(workbook)

    @property
    def may_fail(self) -> bool:
        """Whether its author expects an error, by Jupyter's own tag."""
        return "raises-exception" in self.tags


@dataclass(frozen=True, slots=True)
class Notebook:
    """A notebook, the folder its cells run in, and the phase it is about."""

    name: str
    folder: Path
    phase: str | None
    cells: tuple[Cell, ...]


def read_notebook(path: Path) -> Notebook:
    """Read an ``.ipynb`` file.

    Raises
    ------
    ExportError
        If it cannot be read, or is not a notebook of format 4.
    """
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ExportError("export-notebook", notebook=path.name) from error
    return parse_notebook(document, name=path.name, folder=path.parent)


def parse_notebook(document: object, *, name: str, folder: Path) -> Notebook:
    """Return the notebook that a parsed ``.ipynb`` stands for.

    Raises
    ------
    ExportError
        If it is not a notebook of format 4.
    """
    if not isinstance(document, dict) or document.get("nbformat") != _FORMAT:
        raise ExportError("export-notebook", notebook=name)
    try:
        cells = tuple(_cell(one, number) for number, one in enumerate(document["cells"], 1))
        phase = document.get("metadata", {}).get("smartcity", {}).get("phase")
    except (KeyError, TypeError, AttributeError) as error:
        raise ExportError("export-notebook", notebook=name) from error
    numbered = _NUMBERED.match(name)
    if phase is None and numbered is not None:
        phase = numbered["phase"]
    return Notebook(name=name, folder=folder, phase=phase, cells=cells)


def _cell(document: Mapping[str, Any], number: int) -> Cell:
    metadata = document.get("metadata", {})
    return Cell(
        number=number,
        kind=document["cell_type"],
        source=_joined(document.get("source", "")),
        tags=frozenset(metadata.get("tags", ())),
        metadata=metadata,
        attachments=document.get("attachments", {}),
    )


def _joined(text: str | list[str]) -> str:
    return text if isinstance(text, str) else "".join(text)


def notebooks_of(
    folder: Path, phases: tuple[str, ...], known: Iterable[str]
) -> tuple[Notebook, ...]:
    """Return the notebooks of `phases` in `folder`, in the order of their names.

    No phase means every notebook that is about one of the `known` phases; others that lie
    in the folder are the consultant's own and not part of a report.

    Raises
    ------
    UnknownIdError
        If the method has no such phase, or no notebook here is about it.
    ExportError
        If there is no notebook at all, or one cannot be read.
    """
    known = tuple(known)
    found = tuple(
        one
        for one in map(read_notebook, sorted(folder.glob("*.ipynb")))
        if one.phase in known
    )
    if not found:
        raise ExportError("export-no-notebook", folder=folder)
    there = [phase for phase in known if phase in {one.phase for one in found}]
    for one in phases:
        if one not in there:
            raise UnknownIdError("unknown-phase", phase=one, known=", ".join(there))
    return tuple(one for one in found if one.phase in (phases or known))
