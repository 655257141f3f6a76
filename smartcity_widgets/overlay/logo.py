"""The logo of a client: a small PNG inside the overlay, whatever file it came from.

A file is known by its content, never by its name, and is drawn anew: what else it held
(where and when a picture was taken, a second picture, a script) does not come along.
"""

from __future__ import annotations

import base64
import binascii
import io
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING

from smartcity_widgets.errors import ContentError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PIL import Image

__all__ = ["check_logo", "logo_of_file"]

_PREFIX = "data:image/png;base64,"
_HIGHEST = 400
_WIDEST = 1600
_MOST_BYTES = 200_000
_MOST_IN_FILE = 20_000_000
_MOST_PIXELS = 50_000_000


def logo_of_file(path: Path, where: str) -> str:
    """Return a picture file as the text an overlay holds.

    Raises
    ------
    ContentError
        If it cannot be read, is no PNG or JPEG, or is too large.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_IN_FILE + 1)
    except OSError as error:
        rule = f"{path} cannot be read ({error.strerror})."
        advice = "Name a picture beside this file."
        raise ContentError(where, rule, advice) from None
    if len(data) > _MOST_IN_FILE:
        raise ContentError(where, f"{path} is above 20 MB.", "Save it smaller.")
    with _opened(data, ("PNG", "JPEG"), where) as picture:
        drawn = _drawn(picture)
    out = io.BytesIO()
    drawn.save(out, "PNG", optimize=True)
    text = _PREFIX + base64.b64encode(out.getvalue()).decode("ascii")
    return check_logo(text, where)


def check_logo(text: str, where: str) -> str:
    """Return the logo of an overlay: ``data:image/png;base64,…``.

    Raises
    ------
    ContentError
        If it is no such text, or what it holds is no small picture.
    """
    advice = "Make it with 'smartcity adapt' from a file."
    try:
        data = base64.b64decode(text.removeprefix(_PREFIX).encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError):
        data = b""
    if text != _PREFIX + base64.b64encode(data).decode("ascii") or not data:
        raise ContentError(where, f"must be a text '{_PREFIX}…'.", advice)
    if len(data) > _MOST_BYTES:
        rule = f"has {len(data) // 1000} kB; at most {_MOST_BYTES // 1000} kB fit."
        raise ContentError(where, rule, "Save it with fewer colours, or smaller.")
    with _opened(data, ("PNG",), where) as picture:
        width, height = picture.size
        moves = getattr(picture, "n_frames", 1) > 1
    if height > _HIGHEST or width > _WIDEST or moves:
        rule = f"must be one picture of at most {_WIDEST} by {_HIGHEST} pixels."
        raise ContentError(where, rule, advice)
    return text


@contextmanager
def _opened(data: bytes, formats: tuple[str, ...], where: str) -> Iterator[Image.Image]:
    """Open a picture of one of the formats, whole; its size is looked at first."""
    from PIL import Image

    known = " or ".join(formats)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data), formats=formats)
        if picture.width * picture.height > _MOST_PIXELS:
            raise ContentError(where, "has too many pixels.", "Save it smaller.")
        picture.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise ContentError(where, "has too many pixels.", "Save it smaller.") from None
    except (OSError, ValueError, SyntaxError):
        rule = f"is no {known}, or is damaged."
        raise ContentError(where, rule, f"Save it as {known}.") from None
    with picture:
        yield picture


def _drawn(picture: Image.Image) -> Image.Image:
    """Return a picture upright, small, and with nothing but its pixels."""
    from PIL import Image, ImageOps

    upright = ImageOps.exif_transpose(picture)
    flat = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    flat.thumbnail((_WIDEST, _HIGHEST))
    alone = Image.new(flat.mode, flat.size)
    alone.paste(flat)
    return alone
