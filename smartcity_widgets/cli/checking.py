"""The command that looks for gaps in the golden thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from smartcity_widgets.words import speaking

from .app import AsJson, Cycle, Language, WorkbookId, app, desk_of, word
from .terminal import print_json, print_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartcity_widgets.analysis.coherence import Gap
    from smartcity_widgets.render_thread import Saying


@app.command("check", help=word("check.help"))
def check(
    workbook: WorkbookId,
    cycle: Cycle = None,
    language: Language = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Print what does not hold together in a workbook; fail where something contradicts."""
    from smartcity_widgets.analysis.coherence import coherence
    from smartcity_widgets.render_thread import Saying

    desk = desk_of(workbook, cycle, language)
    gaps = coherence(desk.method, desk.answers, internal=True)
    spoken = desk.answers.words(speaking.get())
    saying = Saying(desk.method, desk.answers, spoken, internal=True)
    if as_json:
        print_json([_to_json(one, saying) for one in gaps])
    else:
        _print(gaps, saying)
    if any(one.severity == "error" for one in gaps):
        raise typer.Exit(1)


def _to_json(gap: Gap, saying: Saying) -> dict[str, str]:
    return {
        "rule": gap.rule,
        "severity": gap.severity,
        "step": gap.step,
        "subject": gap.subject,
        "message": saying.message(gap),
    }


def _print(gaps: Sequence[Gap], saying: Saying) -> None:
    """Print the gaps step by step, one line each."""
    if not gaps:
        print_line(saying.words.say("cli.check.none"))
    step = ""
    for one in gaps:
        if one.step != step:
            step = one.step
            print_line(saying.words.say(f"step.{step}.title"))
        print_line(f"  {saying.sign(one)} {saying.severity(one)}", saying.message(one))
