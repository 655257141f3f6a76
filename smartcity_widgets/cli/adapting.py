"""The command that adapts a workbook to a client: an overlay on, off, or shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from smartcity_widgets.errors import UsageError
from smartcity_widgets.words import speaking

from .app import Language, WorkbookId, app, desk_of, word
from .terminal import print_json, print_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.words import Words


@app.command("adapt", help=word("adapt.help"))
def adapt(
    workbook: WorkbookId,
    sources: Annotated[
        list[str] | None, typer.Argument(metavar="[FILE]...", help=word("adapt.sources"))
    ] = None,
    language: Language = None,
    *,
    none: Annotated[bool, typer.Option("--none", help=word("adapt.none"))] = False,
    show: Annotated[bool, typer.Option("--show", help=word("adapt.show"))] = False,
) -> None:
    """Adapt a workbook to a client."""
    from smartcity_widgets.overlay import PRESETS, read_sources

    desk = desk_of(workbook, language=language)
    if (none or show) and (sources or none == show):
        raise UsageError("adapt-both")
    if show:
        print_json(desk.answers.overlay)
        return
    if not (sources or none):
        raise UsageError("adapt-nothing", presets=", ".join(PRESETS))
    changed = desk.adapt(read_sources(sources or (), desk.method))
    spoken = desk.answers.words(speaking.get())
    print_line(_told(desk.answers, spoken, changed=changed))


def _told(answers: Answers, words: Words, *, changed: bool) -> str:
    """Return what the command did, in one line."""
    from smartcity_widgets.render.look import overlay_name

    if not changed:
        return words.say("cli.adapt.unchanged", name=answers.name)
    if not answers.overlay:
        return words.say("cli.adapt.removed", name=answers.name)
    return words.say(
        "cli.adapt.done",
        name=answers.name,
        overlay=overlay_name(answers, words),
        what=", ".join(_what(answers, words)),
    )


def _what(answers: Answers, words: Words) -> Iterator[str]:
    overlay = answers.overlay
    said = overlay.get("words", {}).values()
    counts = {
        "hidden": len(overlay.get("hidden", ())),
        "questions": len(overlay.get("questions", ())),
        "words": len({key for entries in said for key in entries if ".x-" not in key}),
    }
    yield from (words.count(f"cli.adapt.{name}", n) for name, n in counts.items() if n)
    for name in ("weights", "thresholds"):
        if name in overlay:
            yield words.say(f"cli.adapt.{name}")
    yield from (words.say(f"cli.adapt.{name}") for name in overlay.get("look", ()))
