"""The `smartcity` command.

Exit 0; 1 when something is refused or fails; 2 for wrong use, in one line. Errors go to
stderr as one line: where, which rule, what to do. ``--json`` prints one JSON document on
stdout and nothing else. Each command loads what it needs when it runs, so that ``--help``
is immediate.
"""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from smartcity_widgets.errors import SmartcityError, UsageError
from smartcity_widgets.folder import system_locale
from smartcity_widgets.words import languages, speaking, words

from .terminal import give_up, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and exit with its code."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):  # a stream somebody replaced
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    speaking.set(_spoken())
    sys.exit(_written(sys.stdout, arguments))


def _written(out: TextIO | None, arguments: Sequence[str] | None) -> int:
    """Run the command; what it printed has arrived, or it failed."""
    if out is None:  # `smartcity list >&-`
        return _unwritten(os.strerror(errno.EBADF))
    failure: BaseException | None
    try:
        code = _run(arguments)
        out.flush()
    except OSError as error:
        if error.filename is not None:  # no stream, but a file of that name
            raise
        failure = error
    except SystemExit as end:  # Typer ends by itself where a pipe was closed
        failure = end.__context__
        if not isinstance(failure, OSError):
            raise
    else:
        return code
    give_up(out)
    return _unwritten(failure.strerror)


def _unwritten(complaint: object) -> int:
    say(SmartcityError("output-not-written", complaint=complaint).sentence())
    return 1


def _run(arguments: Sequence[str] | None) -> int:
    from typer.main import get_command

    # They add their commands to the app.
    from . import (  # noqa: F401
        adapting,
        attaching,
        checking,
        closing,
        folders,
        guiding,
        handing,
        measuring,
        statuses,
        workbooks,
    )
    from .app import app

    command = get_command(app)
    given = list(sys.argv[1:] if arguments is None else arguments) or ["--help"]
    try:
        code = command(
            args=given,
            prog_name="smartcity",
            standalone_mode=False,
        )
    except UsageError as error:
        say(error.sentence())
        return 2
    except SmartcityError as error:
        say(error.sentence())
        return 1
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        # The usage errors of Typer and of the Click beneath it, whichever version that is.
        if not hasattr(error, "format_message"):
            raise
        from .usage import usage_rule

        spoken = words(_asked(given) or speaking.get())
        context = getattr(error, "ctx", None)
        path = context.command_path if context else "smartcity"
        rule = usage_rule(error, spoken)
        say(spoken.say("cli.wrong_use", command=path, rule=rule))
        return int(getattr(error, "exit_code", 2))
    return code if isinstance(code, int) else 0


def _asked(given: Sequence[str]) -> str:
    """Return the ``--language`` among arguments that could not be read, if we speak it."""
    _, _, after = "\0".join(given).partition("--language")
    code = after[1:].partition("\0")[0]
    return code if code in languages() else ""


def _spoken() -> str:
    """Return the language of the person's system where we speak it, else English."""
    code = system_locale().split("_")[0].lower()
    return code if code in languages() else "en"
