"""Attached files on disk: beside the store, under the hash of their content.

A file is whole or absent (written under another name, then renamed), the same content
twice is one file, and what is read back is what was kept: its hash is its name.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from base64 import b64encode
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from smartcity_widgets.errors import AttachmentError
from smartcity_widgets.values.limits import ATTACHMENT

from .accepting import MOST_BYTES

if TYPE_CHECKING:
    from pathlib import Path

    from .accepting import Accepted

__all__ = ["Attached", "Files"]

FOLDER = "attachments"
_THUMBNAIL = ".thumb.jpg"
_LARGEST_THUMBNAIL = 100_000


@dataclass(frozen=True, slots=True)
class Attached:
    """An attached file as a page shows it.

    Attributes
    ----------
    size
        In bytes; None where the file is not there.
    thumbnail
        A small picture as a ``data:`` address; empty where there is none.
    path
        Where it stands in the working folder; empty where it stands outside.
    """

    size: int | None = None
    thumbnail: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class Files:
    """The files that are attached to one workbook.

    Parameters
    ----------
    folder
        Where they are kept.
    root
        The working folder, inside which a page can link to them.
    """

    folder: Path
    root: Path

    @classmethod
    def of(cls, workbook: str, *, store: Path | None, root: Path) -> Files:
        """Return those of a workbook: beside its store, or in the working folder."""
        beside = store.parent if store else root / "data"
        return cls(beside / FOLDER / workbook, root)

    def keep(self, accepted: Accepted) -> bool:
        """Write a file that was accepted; return whether it was not there yet.

        Raises
        ------
        AttachmentError
            If it could not be written.
        """
        new = self.read(accepted.name) is None
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            if new:
                _write(self.folder / accepted.name, accepted.content)
            if accepted.thumbnail is not None:
                _write(self._small(accepted.name), accepted.thumbnail)
        except OSError as error:
            raise AttachmentError(
                "attachment-not-written", path=self.folder, reason=error.strerror
            ) from error
        return new

    def forget(self, name: str) -> None:
        """Take a file away that was kept a moment ago, with its small picture."""
        if ATTACHMENT.fullmatch(name):
            for path in (self.folder / name, self._small(name)):
                with suppress(OSError):
                    path.unlink(missing_ok=True)
            with suppress(OSError):
                self.folder.rmdir()  # where it was the only one

    def read(self, name: str) -> bytes | None:
        """Return the content of a file; None where it is absent or another one's."""
        if not ATTACHMENT.fullmatch(name):
            return None
        content = _read(self.folder / name, MOST_BYTES)
        known = content is not None and hashlib.sha256(content).hexdigest() == name[:64]
        return content if known else None

    def shown(self, name: str) -> Attached:
        """Return a file as a page shows it."""
        path = self.folder / name
        try:
            there = ATTACHMENT.fullmatch(name) and path.is_file()
            size = path.stat().st_size if there else None
        except OSError:
            size = None
        if size is None:
            return Attached()
        small = _read(self._small(name), _LARGEST_THUMBNAIL)
        data = "" if small is None else b64encode(small).decode("ascii")
        inside = path.is_relative_to(self.root)
        return Attached(
            size=size,
            thumbnail=f"data:image/jpeg;base64,{data}" if data else "",
            path=path.relative_to(self.root).as_posix() if inside else "",
        )

    def names(self) -> tuple[str, ...]:
        """Return the names of the files that are there, sorted."""
        try:
            found = [one.name for one in self.folder.iterdir()]
        except OSError:
            return ()
        return tuple(sorted(one for one in found if ATTACHMENT.fullmatch(one)))

    def _small(self, name: str) -> Path:
        return self.folder / f"{name.partition('.')[0]}{_THUMBNAIL}"


def _read(path: Path, most: int) -> bytes | None:
    try:
        with path.open("rb") as file:
            content = file.read(most + 1)
    except OSError:
        return None
    return content if len(content) <= most else None


def _write(path: Path, content: bytes) -> None:
    """Put a file in place by rename, once it is on disk."""
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with part.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
