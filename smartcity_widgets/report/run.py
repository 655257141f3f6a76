"""Run the notebooks of an export on stored answers.

One kernel runs them all: its start is what costs. Before each notebook its names are
forgotten, and it is told silently which workbook it shows, so that every cell of an export
sees one state of the log, and each notebook comes out as it would alone.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from smartcity_widgets.errors import ExportError

from .kernel import CellFailure, Kernel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .kernel import Output
    from .notebooks import Cell, Notebook

__all__ = ["CellRun", "run_notebook"]

_LONGEST_LINE = 70


@dataclass(frozen=True, slots=True)
class CellRun:
    """A cell and what it showed."""

    cell: Cell
    outputs: tuple[Output, ...] = ()


def run_notebook(
    kernel: Kernel, notebook: Notebook, state: Mapping[str, Any]
) -> tuple[CellRun, ...]:
    """Run every cell of `notebook` in order.

    A cell that is tagged only for other workbooks runs too, since a later one may need its
    names; but it may fail, since it was written for their answers.

    Parameters
    ----------
    state
        What `smartcity_widgets.workbook.begin_export` is told.

    Raises
    ------
    ExportError
        If a cell fails, with the notebook, the cell and its sentence.
    """
    try:
        kernel.run("%reset -f", silent=True)
        kernel.run(
            _call("smartcity_widgets.report.between", "start_afresh", str(notebook.folder)),
            silent=True,
        )
        kernel.run(_call("smartcity_widgets.workbook", "begin_export", state), silent=True)
    except CellFailure as failure:
        raise ExportError("export-kernel", reason=failure.sentence) from failure
    return tuple(
        _run_cell(kernel, notebook, one, state["workbook"]) for one in notebook.cells
    )


def _run_cell(kernel: Kernel, notebook: Notebook, cell: Cell, workbook: str) -> CellRun:
    if cell.kind != "code" or cell.blank:
        return CellRun(cell)
    try:
        return CellRun(cell, tuple(kernel.run(cell.source).outputs))
    except CellFailure as failure:
        if cell.may_fail or cell.belongs_elsewhere(workbook):
            return CellRun(cell)
        raise ExportError(
            failure.rule,
            notebook=notebook.name,
            cell=cell.number,
            line=_line(cell),
            sentence=_ended(failure.sentence),
            seconds=round(kernel.patience),
        ) from failure


def _ended(sentence: str) -> str:
    """Return what an error says as a sentence that another can follow."""
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."


def _line(cell: Cell) -> str:
    """Return the line by which a person finds the cell: JupyterLab shows no numbers."""
    lines = [one.strip() for one in cell.source.splitlines() if one.strip()]
    line = lines[-1] if cell.ours else lines[0]
    return line if len(line) <= _LONGEST_LINE else f"{line[: _LONGEST_LINE - 1]}…"


def _call(module: str, function: str, argument: object) -> str:
    """Return an expression that calls a function and leaves no name behind."""
    text = json.dumps(argument)
    return (
        f"__import__({module!r}, fromlist=[{function!r}]).{function}"
        f"(__import__('json').loads({text!r}))"
    )
