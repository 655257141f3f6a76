"""What every command needs: the app, its options, the workbook it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from smartcity_widgets.errors import UsageError
from smartcity_widgets.folder import author, working_folder
from smartcity_widgets.words import Words, languages, speaking, words

from .terminal import say

if TYPE_CHECKING:
    from smartcity_widgets.desk import Desk
    from smartcity_widgets.store import Store

__all__ = [
    "AsJson",
    "Cycle",
    "Language",
    "WorkbookId",
    "app",
    "desk_of",
    "open_desk",
    "speak",
    "spoken_words",
    "store",
    "word",
]


def word(key: str) -> str:
    """Return a word of the command line in the language of the system."""
    return words(speaking.get()).say(f"cli.{key}")


def speak(language: str | None) -> str | None:
    """Speak a language from here on; what is wrong besides is said in it.

    Raises
    ------
    UsageError
        If we do not speak it.
    """
    if language is not None:
        if language not in languages():
            raise UsageError(
                "unknown-language", language=language, known=", ".join(languages())
            )
        speaking.set(language)
    return language


app = typer.Typer(
    name="smartcity",
    help=word("help"),
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

WorkbookId = Annotated[
    str, typer.Argument(metavar="ID", help=word("id"), show_default=False)
]
AsJson = Annotated[bool, typer.Option("--json", help=word("json"))]
Cycle = Annotated[
    int | None, typer.Option("--cycle", metavar="N", min=1, help=word("cycle"))
]
Language = Annotated[
    str | None,
    typer.Option(
        "--language",
        metavar="xx",
        help=word("language"),
        callback=speak,
        is_eager=True,  # before the others are looked at
    ),
]


def store() -> Store:
    """Open the store of the working folder."""
    from smartcity_widgets.store import Store, store_url

    folder = working_folder()
    return Store(store_url(folder), folder=folder)


def open_desk(workbook: str, cycle: int | None = None) -> Desk:
    """Open a workbook; the language that is spoken stays."""
    from smartcity_widgets.desk import Desk
    from smartcity_widgets.method import load_method

    return Desk(
        store(),
        workbook,
        method=load_method(),
        author=author(working_folder()),
        cycle=cycle,
    )


def desk_of(workbook: str, cycle: int | None = None, language: str | None = None) -> Desk:
    """Open a workbook, and speak its language from here on, or `language`."""
    from smartcity_widgets.errors import UnknownIdError

    desk = open_desk(workbook, cycle)
    known = cycle is None or bool(desk.history())
    if not language:
        speaking.set((desk if known else open_desk(workbook)).answers.language)
    if not known:
        raise UnknownIdError("unknown-cycle", cycle=cycle, workbook=workbook)
    if desk.renamed:
        before, now = next(iter(desk.renamed.items()))
        told = spoken_words().count(
            "cli.renamed", len(desk.renamed), before=before, now=now
        )
        say(told)
    return desk


def spoken_words() -> Words:
    """Return the words of the language that is spoken now."""
    return words(speaking.get())
