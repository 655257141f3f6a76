"""What a file is, by its content, and what of it is kept."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass

from smartcity_widgets.errors import AttachmentError
from smartcity_widgets.values.limits import ATTACHMENT
from smartcity_widgets.values.texts import quoted

from .documents import check_pdf
from .pictures import KEPT, Picture, check_picture, read_picture, thumbnail_of

__all__ = ["MOST_BYTES", "Accepted", "accept", "check_kept", "check_size", "title_of"]

MOST_BYTES = 20_000_000
"""Bytes of a file as it is received, and as it is kept."""

_MEGABYTE = 1_000_000
_TITLE = 120
_PDF = b"%PDF-"
_HIDDEN = {"Cc", "Cs", "Cn", "Co"}
_TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # the direction of text
_APPLE = re.compile(rb"....ftyp(heic|heix|heim|heis|hevc|hevx|mif1|msf1|avif)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Accepted:
    """A file that may be kept.

    Attributes
    ----------
    content
        What is kept; of a picture it is made anew, of a PDF as it came.
    extension
        ``jpg``, ``png`` or ``pdf``: what the content is.
    thumbnail
        A small JPEG of a picture; None for a PDF.
    """

    content: bytes
    extension: str
    thumbnail: bytes | None = None

    @property
    def name(self) -> str:
        """What it is called from now on: the hash of its content, and what it is."""
        return f"{hashlib.sha256(self.content).hexdigest()}.{self.extension}"


def accept(data: bytes, name: str) -> Accepted:
    """Return what is kept of a file.

    Parameters
    ----------
    name
        What its owner calls it; only said back, never believed.

    Raises
    ------
    AttachmentError
        If it is too large, damaged, of a kind that is not kept, or could act by itself.
    """
    shown = quoted(title_and_extension(name))
    check_size(len(data), shown)
    if data.startswith(_PDF):
        check_pdf(data, shown)
        return Accepted(data, "pdf")
    if _APPLE.match(data):
        raise AttachmentError("attachment-heic", name=shown)
    picture: Picture = read_picture(data, shown)
    return Accepted(picture.content, picture.extension, picture.thumbnail)


def check_size(size: int, shown: str) -> None:
    """Refuse a file by the number of its bytes.

    Raises
    ------
    AttachmentError
        If it is empty or too large.
    """
    if not size:
        raise AttachmentError("attachment-empty", name=shown)
    if size > MOST_BYTES:
        raise AttachmentError(
            "attachment-too-large",
            name=shown,
            size=-(-size // _MEGABYTE),
            most=MOST_BYTES // _MEGABYTE,
        )


def check_kept(content: bytes, name: str) -> Accepted:
    """Return a file that comes under the name it was kept by, exactly as it is.

    It must be what `accept` gives: of that hash and kind, and, for a picture, no larger and
    without anything besides its pixels.

    Raises
    ------
    AttachmentError
        If it is not.
    """
    shown = quoted(name)
    check_size(len(content), shown)
    extension = name.rpartition(".")[2]
    if not ATTACHMENT.fullmatch(name) or Accepted(content, extension).name != name:
        raise AttachmentError("attachment-hash", name=shown)
    if extension not in KEPT:
        if not content.startswith(_PDF):
            raise AttachmentError("attachment-kind", name=shown)
        check_pdf(content, shown)
        return Accepted(content, extension)
    check_picture(content, extension, shown)
    return Accepted(content, extension, thumbnail_of(content, shown))


def title_and_extension(name: str) -> str:
    """Return a file's own name, without the folders before it, as it may be shown."""
    bare = re.split(r"[/\\]", name)[-1]
    kept = "".join(one for one in bare if unicodedata.category(one) not in _HIDDEN)
    return " ".join(_TURNING.sub("", kept).split())


def title_of(name: str) -> str:
    r"""Return the title proposed for a file: its name without folder and extension.

    Examples
    --------
    >>> title_of(r"C:\Photos\Atelier 12 mars.JPG")
    'Atelier 12 mars'
    """
    whole = title_and_extension(name)
    stem, mark, extension = whole.rpartition(".")
    known = mark and stem.strip() and re.fullmatch("[A-Za-z0-9]{1,5}", extension)
    return (stem if known else whole)[:_TITLE].strip()
