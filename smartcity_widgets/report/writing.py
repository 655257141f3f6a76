"""Put a file in its place: whole, or as it was."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from smartcity_widgets.errors import ExportError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["remove", "write_whole"]


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file by rename, so that it is whole, or as it was.

    Raises
    ------
    ExportError
        If it cannot be written; an earlier one is untouched.
    """
    data = content.encode() if isinstance(content, str) else content
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise ExportError("export-not-written", path=path, reason=error.strerror) from error


def remove(path: Path) -> None:
    """Take a file away, if it is there.

    Raises
    ------
    ExportError
        If it cannot be taken away.
    """
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise ExportError("export-not-written", path=path, reason=error.strerror) from error
