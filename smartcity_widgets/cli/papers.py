"""The forms on paper: the part of ``export --blank`` and its options."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from smartcity_widgets.errors import UsageError

from .app import word
from .terminal import print_line

if TYPE_CHECKING:
    from pathlib import Path

    from smartcity_widgets.desk import Desk

__all__ = ["Ballots", "Blank", "Prefilled", "Steps", "print_papers", "refuse_without_blank"]

_MOST_BALLOTS = 500
"""More of them no browser prints at once."""

Blank = Annotated[bool, typer.Option("--blank", help=word("export.blank"))]
Prefilled = Annotated[bool, typer.Option("--prefilled", help=word("export.prefilled"))]
Steps = Annotated[
    list[str] | None,
    typer.Option("--step", metavar="STEP", help=word("export.step")),
]
Ballots = Annotated[
    int | None,
    typer.Option(
        "--ballots",
        metavar="N",
        min=1,
        max=_MOST_BALLOTS,
        help=word("export.ballots"),
    ),
]


def refuse_without_blank(
    *, steps: list[str] | None, prefilled: bool, ballots: int | None
) -> None:
    """Refuse what makes sense on paper only.

    Raises
    ------
    UsageError
        Naming the option.
    """
    given = {"--step": steps, "--prefilled": prefilled, "--ballots": ballots is not None}
    for option, is_given in given.items():
        if is_given:
            raise UsageError("blank-only", option=option)


def print_papers(
    desk: Desk,
    *,
    out: Path,
    language: str | None,
    phases: list[str] | None,
    steps: list[str] | None,
    prefilled: bool,
    ballots: int | None,
    internal: bool,
    draft: bool,
) -> None:
    """Write sheets and ballots and print their paths."""
    from smartcity_widgets.report.paper import PaperRequest, write_papers

    asked = PaperRequest(
        out=out,
        language=language,
        phases=tuple(phases or ()),
        steps=tuple(steps or ()),
        prefilled=prefilled,
        ballots=ballots,
        internal=internal,
        draft=draft,
    )
    for path in write_papers(desk, asked).paths:
        print_line(path)
