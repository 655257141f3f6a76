"""What is written to a terminal: one line per row, always UTF-8, unable to turn the line.

Whatever a person typed passes `shown`: control characters, lone surrogates, line breaks and
the marks that reverse the direction of text are replaced by something one can see. JSON is
not touched: it has its own way of writing them.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO

__all__ = ["give_up", "print_json", "print_line", "say", "shown"]

_VISIBLE = str.maketrans(
    {
        "\n": "\N{SYMBOL FOR NEWLINE}",
        "\r": "\N{SYMBOL FOR CARRIAGE RETURN}",
        "\t": "\N{SYMBOL FOR HORIZONTAL TABULATION}",
        "\N{LINE SEPARATOR}": "\N{SYMBOL FOR NEWLINE}",
        "\N{PARAGRAPH SEPARATOR}": "\N{SYMBOL FOR NEWLINE}",
    }
    | {
        chr(mark): "\N{REPLACEMENT CHARACTER}"
        for marks in (range(0x202A, 0x202F), range(0x2066, 0x206A))
        for mark in marks
    }
)


def shown(text: object) -> str:
    """Return a text as one line that a terminal can show."""
    from smartcity_widgets.values import plain

    return plain(str(text))[0].translate(_VISIBLE)


def print_json(document: object) -> None:
    """Print one JSON document."""
    from smartcity_widgets.exchange import dumps

    sys.stdout.write(dumps(document))


def print_line(*cells: object) -> None:
    """Print one line; its cells are separated by tabs."""
    sys.stdout.write("\t".join(map(shown, cells)) + "\n")


def say(sentence: str) -> None:
    """Write one line to standard error, if anybody can hear it."""
    with suppress(AttributeError, OSError):  # no stream, or a full one
        sys.stderr.write(shown(sentence.strip()) + "\n")
        sys.stderr.flush()


def give_up(stream: TextIO) -> None:
    """Let go of what a stream still holds, so that the interpreter ends in silence."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
