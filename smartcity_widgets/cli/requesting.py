"""Write the requests for figures of a workbook, and print the paths of their files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from smartcity_widgets.errors import ExportError, UsageError
from smartcity_widgets.words import speaking

from .app import word
from .terminal import print_line

if TYPE_CHECKING:
    from pathlib import Path

    from smartcity_widgets.desk import Desk

__all__ = ["Requests", "refuse_with_requests", "write_requests"]

Requests = Annotated[bool, typer.Option("--requests", help=word("export.requests"))]


def refuse_with_requests(*, requests: bool, **others: object) -> None:
    """Refuse what makes no sense for requests.

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
    if requests and given is not None:
        raise UsageError("requests-alone", option=f"--{given}")


def write_requests(desk: Desk, folder: Path) -> None:
    """Write a request for each owner of indicators to `folder`, and print the paths.

    Raises
    ------
    ExportError
        If there is no indicator, or a file cannot be written.
    """
    from smartcity_widgets.exchange.requests import asked_of, file_name, request_bytes
    from smartcity_widgets.report.writing import write_whole

    spoken = desk.answers.words(speaking.get())
    found = asked_of(desk.method, desk.answers, spoken)
    if not found:
        raise ExportError("requests-empty", workbook=desk.id)
    for one in found:
        path = folder / desk.id / "requests" / file_name(one, spoken.language)
        write_whole(path, request_bytes(desk.method, desk.answers, spoken, one))
        print_line(path)
