"""The command that prints the facilitator's guide, or writes it as a page."""

from __future__ import annotations

import sys
from pathlib import Path  # noqa: TC003 - Typer reads the annotations when it runs
from typing import Annotated

import typer

from smartcity_widgets.folder import working_folder
from smartcity_widgets.words import speaking

from .app import app, speak, word
from .terminal import print_line


@app.command("guide", help=word("guide.help"))
def guide(
    language: Annotated[
        str | None,
        typer.Option(
            "--language",
            metavar="xx",
            help=word("guide.language"),
            callback=speak,
            is_eager=True,
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help=word("guide.out"))
    ] = None,
) -> None:
    """Print the facilitator's guide, or write it as a page."""
    from smartcity_widgets.report.guide import guide_text, write_guide

    spoken = language or speaking.get()
    if out is None:
        sys.stdout.write(guide_text(working_folder(), spoken))
        return
    write_guide(working_folder(), spoken, out)
    print_line(out)
