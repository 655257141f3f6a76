"""Files that a command writes: whole, or as they were."""

from __future__ import annotations

from contextlib import suppress
from typing import IO, TYPE_CHECKING, TypeVar

from smartcity_widgets.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["check_folder", "write_whole"]

T = TypeVar("T")


def write_whole(path: Path, fill: Callable[[IO[bytes]], T]) -> T:
    """Write a file by atomic rename, so that it is whole or as it was.

    Parameters
    ----------
    fill
        Writes what the file holds; what it returns is returned.

    Raises
    ------
    ExportError
        If it cannot be written.
    """
    check_folder(path)
    if path.is_dir():
        raise ExportError("file-is-folder", path=path)
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as file:
            found = fill(file)
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise ExportError("file-not-written", path=path) from error
    return found


def check_folder(file: Path, *, made: bool = False) -> None:
    """Refuse a file whose folder is missing, unless it is `made`, or is a file itself.

    Raises
    ------
    ExportError
        With what to do.
    """
    for folder in file.expanduser().absolute().parents:
        try:
            there = folder.exists()
        except OSError as error:  # we may not even look
            raise ExportError("file-not-written", path=file) from error
        if there and not folder.is_dir():
            raise ExportError("init-not-a-folder", path=folder)
        if there:
            return
        if not made:
            raise ExportError("file-not-written", path=file)
