"""Make the reports of a workbook: run the notebooks, draw the pages, write the files."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from smartcity_widgets.answers import Answers
from smartcity_widgets.attaching import files_of
from smartcity_widgets.errors import (
    UnknownIdError,
    UnknownWorkbookError,
    UsageError,
)
from smartcity_widgets.log import called_now
from smartcity_widgets.method import load_method
from smartcity_widgets.overlay import adapt
from smartcity_widgets.store import Store, store_url
from smartcity_widgets.words import languages, speaking

from .kernel import Kernel
from .notebooks import notebooks_of
from .page import Edition, draw_page
from .pieces import once, pieces_of, verdict_first
from .request import Exported
from .run import run_notebook
from .writing import write_whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .notebooks import Notebook
    from .pieces import Piece
    from .request import Request

__all__ = ["draw_notebook", "export"]


def export(request: Request) -> Exported:
    """Write the reports that are asked for; each replaces an earlier one in one act.

    Raises
    ------
    ExportError
        If a cell fails, a notebook cannot be read, or a report cannot be written. Until all
        are drawn none is touched.
    UnknownWorkbookError, UnknownIdError, UsageError
        If there is no such workbook, cycle, phase or language.
    """
    method = load_method()
    notebooks = notebooks_of(
        request.folder / "notebooks", request.phases, ("context", *method.phases)
    )
    with Kernel(notebooks[0].folder, patience=request.patience) as kernel:
        edition = _edition(request)
        pieces, left_out = _run(request, edition, kernel, notebooks)
    folder = (request.out or request.folder / "exports") / request.workbook
    pages = {
        folder / f"{phase or 'workbook'}.{edition.words.language}.html": draw_page(
            edition, phase, once(one for one in pieces if phase in {None, one.phase})
        )
        for phase in request.phases or (None,)
    }
    for path, page in pages.items():
        write_whole(path, page)
    return Exported(tuple(pages), _notes(edition, left_out))


def draw_notebook(request: Request, notebook: Notebook) -> tuple[str, tuple[str, ...]]:
    """Return the report of one notebook, for the exporter, and what is to be said.

    Raises
    ------
    ExportError, UnknownWorkbookError, UnknownIdError, UsageError
        As `export`.
    """
    with Kernel(notebook.folder, patience=request.patience) as kernel:
        edition = _edition(request)
        pieces, left_out = _run(request, edition, kernel, [notebook])
    return draw_page(edition, notebook.phase, once(pieces)), _notes(edition, left_out)


def _edition(request: Request) -> Edition:
    """Read the log once, up to its last entry now or the one that is asked for."""
    store = Store(store_url(request.folder), folder=request.folder)
    try:
        known = store.workbooks()
        if request.workbook not in known:
            raise UnknownWorkbookError(
                "unknown-workbook", workbook=request.workbook, known=", ".join(known) or "-"
            )
        cycle = request.cycle or _open_cycle(store, request)
        entries = store.entries(request.workbook, cycle=cycle, until=request.entry)
    finally:
        store.close()
    if not entries:
        raise UnknownIdError("unknown-cycle", cycle=cycle, workbook=request.workbook)
    entries = called_now(entries, load_method())
    answers = Answers(request.workbook, cycle).with_entries(entries)
    language = request.language or answers.language
    if language not in languages():
        raise UsageError(
            "unknown-language", language=language, known=", ".join(languages())
        )
    speaking.set(language)
    return Edition(
        method=adapt(load_method(), answers.overlay),
        answers=answers,
        words=answers.words(language),
        time=entries[-1].time,
        internal=request.internal,
        draft=request.draft,
        files=files_of(store, request.workbook) if request.attachments else None,
    )


def _open_cycle(store: Store, request: Request) -> int:
    """Return the cycle that is open, or was at the entry that is asked for."""
    return max(store.cycles(request.workbook, until=request.entry), default=1)


def _run(
    request: Request, edition: Edition, kernel: Kernel, notebooks: Sequence[Notebook]
) -> tuple[list[Piece], int]:
    """Run the notebooks; return their pieces in order, and how many cells were left out."""
    from .foreign import Door

    nonce = secrets.token_hex(16)
    state = {
        "workbook": request.workbook,
        "folder": str(request.folder.resolve()),
        "store": store_url(request.folder),
        "language": edition.words.language,
        "mode": "report",
        "entry": edition.answers.entry,
        "cycle": edition.answers.cycle,
        "nonce": nonce,
        "internal": request.internal,
        "draft": request.draft,
    }
    door = Door(notebooks[0].folder, edition.words)
    pieces: list[Piece] = []
    left_out = 0
    for one in notebooks:
        runs = run_notebook(kernel, one, state)
        found, without = pieces_of(
            one, runs, workbook=request.workbook, nonce=nonce, door=door
        )
        pieces += verdict_first(found)
        left_out += without
    return pieces, left_out


def _notes(edition: Edition, left_out: int) -> tuple[str, ...]:
    if not left_out:
        return ()
    tag = f"report-{edition.answers.workbook}"
    return (edition.words.count("report.left_out", left_out, tag=tag),)
