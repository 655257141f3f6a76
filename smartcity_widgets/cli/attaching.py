"""The command that attaches a file to a step."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - Typer reads the annotations when it runs
from typing import Annotated

import typer

from smartcity_widgets.errors import AttachmentError, UsageError

from .app import Language, WorkbookId, app, desk_of, spoken_words, word
from .terminal import print_line

_PEOPLE = {"yes": True, "no": False}


@app.command("attach", help=word("attach.help"))
def attach_file(  # noqa: PLR0917 - Typer takes the options from this signature
    workbook: WorkbookId,
    step: Annotated[
        str, typer.Argument(metavar="STEP", help=word("attach.step"), show_default=False)
    ],
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help=word("attach.file"), show_default=False)
    ],
    title: Annotated[
        str | None, typer.Option("--title", metavar="TEXT", help=word("attach.title"))
    ] = None,
    people: Annotated[
        str | None, typer.Option("--people", metavar="yes|no", help=word("attach.people"))
    ] = None,
    language: Language = None,
) -> None:
    """Attach a photo or a PDF to the evidence of a step."""
    from smartcity_widgets.attaching import attach
    from smartcity_widgets.attachments import MOST_BYTES, check_size
    from smartcity_widgets.values.texts import quoted

    desk = desk_of(workbook, language=language)
    if people is not None and people not in _PEOPLE:
        raise UsageError("attach-people", found=people)
    desk.step(step)
    try:
        with file.open("rb") as opened:
            size = opened.seek(0, 2)
            opened.seek(0)
            check_size(size, quoted(file.name))
            data = opened.read(MOST_BYTES)
    except OSError as error:
        raise AttachmentError("attachment-unreadable", path=file) from error
    made = attach(
        desk,
        step,
        data,
        file.name,
        title=title,
        people=_PEOPLE.get(people or ""),
    )
    where = spoken_words().say(f"step.{step}.title")
    print_line(spoken_words().say("cli.attach.done", title=made.title, step=where))
