"""The command that closes a cycle and begins the next one."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path  # noqa: TC003 - Typer reads the annotations when it runs
from typing import TYPE_CHECKING, Annotated

import typer

from smartcity_widgets.errors import UsageError
from smartcity_widgets.words import speaking

from .app import Language, WorkbookId, app, desk_of, word
from .terminal import print_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from smartcity_widgets.cycles import Carriable, Closing
    from smartcity_widgets.desk import Desk
    from smartcity_widgets.render_thread import Saying
    from smartcity_widgets.words import Words


@app.command("close", help=word("close.help"))
def close(
    workbook: WorkbookId,
    carry: Annotated[
        Path | None, typer.Option("--carry", metavar="FILE", help=word("close.carry"))
    ] = None,
    language: Language = None,
    *,
    rows: Annotated[bool, typer.Option("--rows", help=word("close.rows"))] = False,
) -> None:
    """Close the cycle of a workbook, and begin the next one with what goes on."""
    from smartcity_widgets.render_thread import Saying

    desk = desk_of(workbook, language=language)
    spoken = desk.answers.words(speaking.get())
    saying = Saying(desk.method, desk.answers, spoken, internal=True)
    if rows:
        _print_rows(desk.carriable(), saying)
        return
    _tell(desk.close(_chosen(carry, desk) if carry else None), saying)


def _chosen(file: Path, desk: Desk) -> tuple[str, ...]:
    """Return the rows that a file chooses."""
    from smartcity_widgets.cycles import read_choice

    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UsageError("carry-unreadable", path=file) from error
    except UnicodeDecodeError as error:
        raise UsageError("carry-not-utf8", path=file) from error
    return read_choice(text, desk.carriable())


def _print_rows(rows: Iterable[Carriable], saying: Saying) -> None:
    """Print the rows that can go on, as a file that chooses those chosen now."""
    for table, some in groupby(rows, key=lambda one: one.path.rpartition("/")[0]):
        print_line(f"# {saying.name(table)}")
        for one in some:
            mark = "" if one.chosen else "# "
            print_line(f"{mark}{one.path}", f"# {saying.name(one.path)}")


def _tell(closing: Closing, saying: Saying) -> None:
    words = saying.words
    print_line(
        words.say(
            "cli.close.done",
            workbook=saying.answers.workbook,
            closed=closing.closed,
            opened=closing.opened,
        )
    )
    if not closing.carried:
        print_line(words.say("cli.close.nothing"))
    for name, rows in (("carried", closing.carried), ("along", closing.along)):
        if rows:
            what = " · ".join(_counted(rows, words))
            print_line(words.count(f"cli.close.{name}", len(rows), what=what))
    if closing.cut:
        print_line(words.count("cli.close.cut", len(closing.cut)))
    for one in closing.cut:
        row, _, _ = one.path.rpartition("/")
        cell = f"{saying.name(row)} ({one.path})"
        print_line(f"  {cell}", f"→ {saying.name(one.row)} ({one.row})")


def _counted(rows: Iterable[str], words: Words) -> list[str]:
    """Return how many rows there are of each step, in the order they come."""
    counts: dict[str, int] = {}
    for one in rows:
        step = one.partition("/")[0]
        counts[step] = counts.get(step, 0) + 1
    return [f"{words.say(f'step.{step}.short')} {n}" for step, n in counts.items()]
