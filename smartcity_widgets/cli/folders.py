"""The commands about a working folder: make it, open it, examine it, write its reports."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path  # noqa: TC003 - Typer reads the annotations when it runs
from typing import Annotated

import typer

from smartcity_widgets.errors import UnknownWorkbookError, UsageError
from smartcity_widgets.folder import make_folder, working_folder

from .app import (
    AsJson,
    Cycle,
    Language,
    WorkbookId,
    app,
    desk_of,
    spoken_words,
    word,
)
from .papers import (
    Ballots,
    Blank,
    Prefilled,
    Steps,
    print_papers,
    refuse_without_blank,
)
from .planned import FORMATS, refuse_with_calendar, write_calendars
from .requesting import Requests, refuse_with_requests, write_requests
from .sheets import ProjectName, refuse_with_project, write_project_sheets
from .spreadsheets import refuse_with_sheets, write_sheets
from .terminal import print_json, print_line, say, shown


@app.command("export", help=word("export.help"))
def export(  # noqa: PLR0917 - Typer takes the options from this signature
    workbook: WorkbookId,
    phase: Annotated[
        list[str] | None,
        typer.Option("--phase", metavar="PHASE", help=word("export.phase")),
    ] = None,
    kind: Annotated[str, typer.Option("--format", help=word("export.format"))] = "html",
    language: Language = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help=word("export.out"))
    ] = None,
    cycle: Cycle = None,
    *,
    internal: Annotated[
        bool, typer.Option("--internal", help=word("export.internal"))
    ] = False,
    draft: Annotated[bool, typer.Option("--draft", help=word("export.draft"))] = False,
    attachments: Annotated[
        bool, typer.Option("--attachments", help=word("export.attachments"))
    ] = False,
    blank: Blank = False,
    prefilled: Prefilled = False,
    step: Steps = None,
    ballots: Ballots = None,
    record: Annotated[bool, typer.Option("--record", help=word("export.record"))] = False,
    meeting: Annotated[
        str | None,
        typer.Option("--meeting", metavar="MEETING", help=word("export.meeting")),
    ] = None,
    project: ProjectName = None,
    requests: Requests = False,
) -> None:
    """Write the reports of a workbook, its forms on paper, or the record of a meeting."""
    from smartcity_widgets.report import Request, export

    from .recording import check_alone, write_record

    if kind not in FORMATS:
        with suppress(UnknownWorkbookError):
            desk_of(workbook, language=language)  # what is wrong is said in its language
        raise UsageError("unknown-format", format=kind, known=", ".join(FORMATS))
    desk = desk_of(workbook, cycle, language)
    folder = working_folder()
    check_alone(
        record=record,
        meeting=meeting,
        phase=phase,
        internal=internal,
        draft=draft,
        attachments=attachments,
        blank=blank,
        step=step,
        prefilled=prefilled,
        ballots=ballots,
        format="" if kind == "html" else kind,
    )
    refuse_with_requests(
        requests=requests,
        record=record,
        project=project,
        phase=phase,
        internal=internal,
        draft=draft,
        attachments=attachments,
        blank=blank,
        step=step,
        prefilled=prefilled,
        ballots=ballots,
        format="" if kind == "html" else kind,
    )
    if requests:
        write_requests(desk, out or folder / "exports")
        return
    refuse_with_project(
        project,
        record=record,
        phase=phase,
        attachments=attachments,
        blank=blank,
        step=step,
        prefilled=prefilled,
        ballots=ballots,
        format="" if kind == "html" else kind,
    )
    if project is not None:
        where = out or folder / "exports"
        write_project_sheets(desk, where, project, internal=internal, draft=draft)
        return
    if kind == "ics":
        refuse_with_calendar(
            internal=internal,
            draft=draft,
            attachments=attachments,
            blank=blank,
            step=step,
            prefilled=prefilled,
            ballots=ballots,
        )
        write_calendars(desk, out or folder / "exports", phase)
        return
    if kind == "xlsx":
        refuse_with_sheets(
            phase=phase,
            draft=draft,
            attachments=attachments,
            blank=blank,
            step=step,
            prefilled=prefilled,
            ballots=ballots,
        )
        write_sheets(desk, out or folder / "exports", internal=internal)
        return
    if record:
        write_record(desk, out or folder / "exports", meeting)
        return
    if blank:
        print_papers(
            desk,
            out=out or folder / "exports",
            language=language,
            phases=phase,
            steps=step,
            prefilled=prefilled,
            ballots=ballots,
            internal=internal,
            draft=draft,
        )
        return
    refuse_without_blank(steps=step, prefilled=prefilled, ballots=ballots)
    result = export(
        Request(
            folder=folder,
            workbook=workbook,
            phases=tuple(phase or ()),
            language=language or desk.answers.language,
            out=out or folder / "exports",
            cycle=desk.answers.cycle,
            entry=desk.answers.entry,
            internal=internal,
            draft=draft,
            attachments=attachments,
        )
    )
    for path in result.paths:
        print_line(path)
    for note in result.notes:
        say(note)


@app.command("init", help=word("init.help"))
def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=word("init.folder"))],
) -> None:
    """Make a working folder."""
    made = make_folder(folder)
    spoken = spoken_words()
    for line in spoken.say("cli.init.done", path=shown(made.folder)).split("\n"):
        print_line(line)
    if made.kept:
        print_line(spoken.count("cli.init.kept", len(made.kept)))


@app.command("lab", help=word("lab.help"))
def lab(
    *,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help=word("lab.browser"))
    ] = True,
    notebook: Annotated[
        str, typer.Option("--notebook", metavar="NAME", help=word("lab.notebook"))
    ] = "00-context.ipynb",
) -> None:
    """Open JupyterLab on the workbook."""
    from smartcity_widgets.lab import open_lab

    raise typer.Exit(open_lab(working_folder(), notebook=notebook, browser=browser))


@app.command("doctor", help=word("doctor.help"))
def doctor(*, as_json: AsJson = False) -> None:
    """Say what does not fit on this machine, and its fix."""
    from smartcity_widgets.doctor import examine

    spoken = spoken_words()
    checks = examine(working_folder(), spoken)
    if as_json:
        print_json([one.to_json() for one in checks])
    else:
        for one in checks:
            print_line(spoken.say(f"doctor.{one.state}"), one.sentence)
            if one.fix:
                print_line("", f"→ {one.fix}")
    if any(one.state == "error" for one in checks):
        raise typer.Exit(1)
