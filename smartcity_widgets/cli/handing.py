"""The command that makes one file with which a successor goes on."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smartcity_widgets.folder import working_folder

from .app import Language, WorkbookId, app, desk_of, spoken_words, word
from .terminal import print_line, say
from .writing import write_whole

if TYPE_CHECKING:
    from smartcity_widgets.desk import Desk


@app.command("handover", help=word("handover.help"))
def handover(
    workbook: WorkbookId,
    out: Annotated[
        Path, typer.Option("-o", "--out", metavar="FILE", help=word("dump.out"))
    ],
    language: Language = None,
) -> None:
    """Write workbook, files and reports to one file, without individual answers."""
    from smartcity_widgets.attaching import files_of
    from smartcity_widgets.exchange import dump, write_bundle
    from smartcity_widgets.exchange.handing import handed_over

    desk = desk_of(workbook, language=language)
    document = dump(desk.answers, desk.method, desk.before())
    criteria = {one.id: one.step for one in desk.method.criteria}
    handed = handed_over(document, criteria)
    reports = _reports(desk, language or desk.answers.language)
    read = files_of(desk.store, workbook).read
    absent = write_whole(
        out,
        lambda file: write_bundle(
            file, handed.document, desk.method, read, reports=reports
        ),
    )
    spoken = spoken_words()
    print_line(out)
    say(spoken.count("cli.handover.counted", handed.counted))
    if handed.left:
        say(spoken.count("cli.handover.left", handed.left))
    if absent:
        say(spoken.count("cli.dump.missing", len(absent)))


def _reports(desk: Desk, language: str) -> dict[str, bytes]:
    """Return the report of each cycle, by its name in the file."""
    from smartcity_widgets.report import Request, export

    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for cycle in desk.cycles():
            made = export(
                Request(
                    folder=working_folder(),
                    workbook=desk.id,
                    language=language,
                    out=Path(folder) / str(cycle),
                    cycle=cycle,
                )
            )
            for path in made.paths:
                found[f"reports/cycle-{cycle}/{path.name.lower()}"] = path.read_bytes()
    return found
