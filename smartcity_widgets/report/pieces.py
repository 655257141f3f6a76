"""From cells to the pieces of a page: our parts, and what the consultant added.

A part of ours is an output that carries the nonce of this export: it was rendered by
`smartcity_widgets.render` and is trusted. Everything else is foreign and passes the door.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from .outputs import drawn_outputs
from .request import PART

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .foreign import Door
    from .notebooks import Notebook
    from .run import CellRun

__all__ = ["STEP", "Piece", "once", "pieces_of", "verdict_first"]

STEP = "step"
READINESS = "readiness"
RESULTS = "findings-results"
ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch of a report.

    Attributes
    ----------
    kind
        ``step``, ``readiness``, ``findings``, ``sheets``, ``thread``, ``journal`` or
        ``added`` (by the consultant).
    id
        The step it is about; empty for the others.
    anchor
        Where the contents lead, for one of our parts.
    contents
        Anchor and text of what the list of contents says of it.
    """

    kind: str
    id: str
    anchor: str
    title: str
    html: Markup
    phase: str | None
    contents: tuple[tuple[str, str], ...]


def pieces_of(
    notebook: Notebook, runs: Iterable[CellRun], *, workbook: str, nonce: str, door: Door
) -> tuple[tuple[Piece, ...], int]:
    """Return the pieces of a notebook in order, and how many cells were left out.

    Left out is what the consultant added without a tag: a remark on one client must not
    reach another. What is tagged for another workbook is where it belongs, and not counted.
    """
    door = replace(door, folder=notebook.folder)
    pieces: list[Piece] = []
    left_out, alt = 0, door.words.say("report.added.figure")
    for one in runs:
        found = (_part(output, nonce, notebook.phase) for output in one.outputs)
        parts = [part for part in found if part is not None]
        seen = {(piece.kind, piece.id) for piece in pieces}
        pieces += [part for part in parts if (part.kind, part.id) not in seen]
        cell = one.cell
        if parts or cell.ours or cell.blank:
            continue
        if not cell.belongs_to(workbook):
            left_out += not cell.belongs_elsewhere(workbook)
            continue
        before = len(door.headings)
        if cell.kind == "markdown":
            html = door.markdown(cell.source, cell.attachments)
            alt = _first_line(cell.source) or alt
        else:
            html = "\n".join(
                drawn_outputs(door, one.outputs, alt=str(cell.metadata.get("alt") or alt))
            )
        if html:
            contents = tuple(door.headings[before:])
            pieces.append(Piece(ADDED, "", "", "", Markup(html), notebook.phase, contents))  # noqa: S704 - past the door
    return tuple(pieces), left_out


def once(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Return the pieces of one report without those of ours that it has already.

    Several notebooks may show the journal; what a consultant added stays where it is.
    """
    seen: set[tuple[str, str]] = set()
    kept = []
    for one in pieces:
        key = (one.kind, one.id)
        if one.kind == ADDED or key not in seen:
            kept.append(one)
            seen.add(key)
    return tuple(kept)


def verdict_first(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return the pieces of a phase with its readiness, and what follows it, first.

    In a meeting the verdict comes after the questions; a reader wants it first. Of the
    monitoring that is where the objectives stand.
    """
    start = next(
        (n for n, one in enumerate(pieces) if one.kind == READINESS or one.id == RESULTS),
        None,
    )
    if start is None:
        return tuple(pieces)
    end = start + 1
    while end < len(pieces) and pieces[end].kind == ADDED:
        end += 1
    first = next(n for n, one in enumerate(pieces) if one.kind != ADDED)
    return (*pieces[:first], *pieces[start:end], *pieces[first:start], *pieces[end:])


def _part(output: Mapping[str, Any], nonce: str, phase: str | None) -> Piece | None:
    data = output.get("data", {})
    about = data.get(PART)
    if not isinstance(about, dict) or about.get("nonce") != nonce:
        return None
    text = data.get("text/html", "")
    # Rendered by us in this very export.
    html = Markup(text if isinstance(text, str) else "".join(text))  # noqa: S704
    kind, name, title = (str(about.get(one, "")) for one in ("part", "id", "title"))
    anchor = f"part-{name or kind}"
    return Piece(kind, name, anchor, title, html, phase, ((anchor, title),))


def _first_line(markdown: str) -> str:
    lines = (one.strip().lstrip("#").strip() for one in markdown.splitlines())
    return next((one for one in lines if one), "")
