"""Write the sheet of a project, and print the path of its file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from smartcity_widgets.errors import UsageError
from smartcity_widgets.words import speaking

from .app import word
from .terminal import print_line

if TYPE_CHECKING:
    from pathlib import Path

    from smartcity_widgets.desk import Desk

__all__ = ["ProjectName", "refuse_with_project", "write_project_sheets"]

ProjectName = Annotated[
    str | None,
    typer.Option("--project", metavar="PROJECT", help=word("export.project")),
]


def refuse_with_project(project: str | None, **others: object) -> None:
    """Refuse what makes no sense for the sheet of a project.

    Parameters
    ----------
    others
        What else was given, by the name of its option.

    Raises
    ------
    UsageError
        Naming the option.
    """
    given = next((name for name, value in others.items() if value), None)
    if project is not None and given is not None:
        raise UsageError("project-alone", option=f"--{given}")


def write_project_sheets(
    desk: Desk, folder: Path, project: str, *, internal: bool, draft: bool
) -> None:
    """Write the sheet of a project, or of all, to `folder`, and print the paths.

    Raises
    ------
    UnknownIdError
        If there is no such project, or several are called so.
    ExportError
        If a file cannot be written.
    """
    from smartcity_widgets.report.sheets import SheetRequest, write_sheets

    asked = SheetRequest(
        out=folder,
        project=project,
        language=speaking.get(),
        internal=internal,
        draft=draft,
    )
    for path in write_sheets(desk, asked).paths:
        print_line(path)
