"""The `smartcity` command.

Exit 0; 1 when something is refused or fails; 2 for wrong use, in one line. Errors go to
stderr as one line: where, which rule, what to do. ``--json`` prints one JSON document on
stdout and nothing else. Each command loads what it needs when it runs, so that ``--help``
is immediate.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from smartcity_widgets.errors import SmartcityError, UsageError
from smartcity_widgets.folder import system_locale
from smartcity_widgets.words import languages, speaking, words

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and exit with its code."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):  # a stream somebody replaced
            stream.reconfigure(encoding="utf-8", errors="surrogatepass")  # type: ignore[union-attr]
    speaking.set(_spoken())
    sys.exit(_run(arguments))


def _run(arguments: Sequence[str] | None) -> int:
    from typer.main import get_command

    from . import folders, workbooks  # noqa: F401 - they add their commands to the app
    from .app import app

    command = get_command(app)
    try:
        code = command(
            args=list(sys.argv[1:] if arguments is None else arguments) or ["--help"],
            prog_name="smartcity",
            standalone_mode=False,
        )
    except UsageError as error:
        _say(error.sentence())
        return 2
    except SmartcityError as error:
        _say(error.sentence())
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # `smartcity history … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        # The usage errors of Typer and of the Click beneath it, whichever version that is.
        wrong_use = getattr(error, "format_message", None)
        if wrong_use is None:
            raise
        context = getattr(error, "ctx", None)
        path = context.command_path if context else "smartcity"
        rule = " ".join(str(wrong_use()).split())
        _say(words(speaking.get()).say("cli.wrong_use", command=path, rule=rule))
        return int(getattr(error, "exit_code", 2))
    return code if isinstance(code, int) else 0


def _say(sentence: str) -> None:
    print(" ".join(sentence.split()), file=sys.stderr)  # noqa: T201 - this is the command line


def _spoken() -> str:
    """Return the language of the person's system where we speak it, else English."""
    code = system_locale().split("_")[0].lower()
    return code if code in languages() else "en"
