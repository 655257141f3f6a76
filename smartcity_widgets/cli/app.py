"""What every command needs: the app, its options, the workbook it is about, its output."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from smartcity_widgets.errors import UsageError
from smartcity_widgets.folder import author, working_folder
from smartcity_widgets.words import Words, languages, speaking, words

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
    "known_language",
    "print_json",
    "print_line",
    "spoken_words",
    "store",
    "word",
]


def word(key: str) -> str:
    """Return a word of the command line in the language of the system."""
    return words(speaking.get()).say(f"cli.{key}")


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
    str | None, typer.Option("--language", metavar="xx", help=word("language"))
]


def store() -> Store:
    """Open the store of the working folder."""
    from smartcity_widgets.store import Store, store_url

    folder = working_folder()
    return Store(store_url(folder), folder=folder)


def desk_of(workbook: str, cycle: int | None = None, language: str | None = None) -> Desk:
    """Open a workbook, and speak its language from here on."""
    from smartcity_widgets.desk import Desk
    from smartcity_widgets.errors import UnknownIdError
    from smartcity_widgets.method import load_method

    if language:
        speaking.set(known_language(language))
    desk = Desk(
        store(),
        workbook,
        method=load_method(),
        author=author(working_folder()),
        cycle=cycle,
    )
    if not language:
        speaking.set(desk.answers.language)
    if cycle is not None and not desk.history():
        raise UnknownIdError("unknown-cycle", cycle=cycle, workbook=workbook)
    return desk


def known_language(language: str) -> str:
    """Return a language we speak.

    Raises
    ------
    UsageError
        If we do not.
    """
    if language not in languages():
        raise UsageError(
            "unknown-language", language=language, known=", ".join(languages())
        )
    return language


def spoken_words() -> Words:
    """Return the words of the language that is spoken now."""
    return words(speaking.get())


def print_json(document: object) -> None:
    """Print one JSON document."""
    from smartcity_widgets.exchange import dumps

    sys.stdout.write(dumps(document))


def print_line(text: str) -> None:
    """Print one line."""
    sys.stdout.write(text + "\n")
