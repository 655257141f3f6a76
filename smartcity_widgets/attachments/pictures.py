"""Pictures: opened by a list of formats, measured before they are decoded, made anew.

What is kept is written from the pixels alone: turned as the camera meant, in sRGB, at most
`LONGEST` pixels a side. Place, camera, comments and colour profile stay behind, because
nothing but the pixels is copied.

Pillow is imported where it is used: a kernel that shows a form does not need it.
"""

from __future__ import annotations

import threading
import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from smartcity_widgets.errors import AttachmentError

from .segments import is_bare

if TYPE_CHECKING:
    from PIL.Image import Image, Resampling
    from PIL.ImageFile import ImageFile

__all__ = ["KEPT", "LONGEST", "Picture", "check_picture", "read_picture", "thumbnail_of"]

LONGEST = 1600
"""Pixels of the longer side of what is kept."""

KEPT = {"jpg": "JPEG", "png": "PNG"}
"""What a picture is kept as, by its extension."""

_RECEIVED = ("JPEG", "PNG", "WEBP", "GIF")
_SMALL = 160
_MOST_PIXELS = 60_000_000
_MEGAPIXEL = 1_000_000
_QUALITY, _SMALL_QUALITY = 85, 80
_FEW_COLOURS = 256
_LARGEST_PROFILE = 4_000_000
_OPAQUE = 255
_SIXTEEN_BITS = 256

_opening = threading.Lock()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture made anew, and the same small."""

    content: bytes
    extension: str
    thumbnail: bytes


def read_picture(data: bytes, name: str) -> Picture:
    """Return the picture that `data` holds, made anew; of a moving one the first frame.

    Raises
    ------
    AttachmentError
        If it is no picture of a known format, has too many pixels, or is damaged.
    """
    opened = _open(data, name, _RECEIVED)
    profile = opened.info.get("icc_profile")
    photo = opened.format not in {"PNG", "GIF", "WEBP"}
    try:
        opened.draft(
            opened.mode, (LONGEST, LONGEST)
        )  # a JPEG decoded no larger than needed
        opened.load()
        found = _plain(opened)
        few = not photo and _has_few_colours(found)
        found.thumbnail((LONGEST, LONGEST), _smoothly())
        bare = _bare(_in_srgb(_upright(found), profile))
        extension = "png" if bare.mode == "RGBA" or few else "jpg"
        return Picture(_written(bare, extension), extension, _thumbnail(bare))
    except Exception as error:  # a decoder may raise anything on a damaged file
        raise AttachmentError("attachment-broken", name=name) from error


def check_picture(content: bytes, extension: str, name: str) -> None:
    """Refuse a picture that `read_picture` would not have made.

    Raises
    ------
    AttachmentError
        If it is of another format, larger, damaged, or carries more than its pixels.
    """
    opened = _open(content, name, (KEPT[extension],))
    plain = opened.mode in {"L", "RGB", "RGBA"} and max(opened.size) <= LONGEST
    if not plain or not is_bare(content, extension):
        raise AttachmentError("attachment-not-bare", name=name)
    try:
        opened.load()
    except Exception as error:
        raise AttachmentError("attachment-broken", name=name) from error


def thumbnail_of(content: bytes, name: str) -> bytes:
    """Return a picture that is kept, small, as JPEG.

    Raises
    ------
    AttachmentError
        If it is damaged.
    """
    opened = _open(content, name, tuple(KEPT.values()))
    try:
        return _thumbnail(_bare(_plain(opened)))
    except Exception as error:
        raise AttachmentError("attachment-broken", name=name) from error


def _open(data: bytes, name: str, formats: tuple[str, ...]) -> ImageFile:
    """Read the head of a picture: its format and its size, and none of its pixels."""
    from PIL import Image

    # The filter of warnings is the whole process's: one at a time.
    with _opening, warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # ours is lower
        try:
            opened = Image.open(BytesIO(data), formats=formats)
            width, height = opened.size
        except Image.DecompressionBombError as error:
            raise _too_many(name) from error
        except Exception as error:
            raise AttachmentError("attachment-kind", name=name) from error
    if width * height > _MOST_PIXELS:
        raise _too_many(name)
    return opened


def _too_many(name: str) -> AttachmentError:
    most = _MOST_PIXELS // _MEGAPIXEL
    return AttachmentError("attachment-too-many-pixels", name=name, most=most)


def _upright(picture: Image) -> Image:
    """Return a picture turned as the camera meant."""
    from PIL import ImageOps

    try:
        return ImageOps.exif_transpose(picture)
    except Exception:  # noqa: BLE001 - a damaged note of the camera is no damaged picture
        return picture


def _plain(picture: Image) -> Image:
    """Return a picture as grey, colour, or colour with what shines through it."""
    if picture.mode in {"L", "RGB"} and "transparency" not in picture.info:
        return picture
    if picture.mode.startswith("I"):
        return (
            picture.convert("I").point(lambda one: one * (1 / _SIXTEEN_BITS)).convert("L")
        )
    if picture.mode == "CMYK":
        return picture
    if not picture.has_transparency_data:
        return picture.convert("L" if picture.mode == "1" else "RGB")
    shining = picture.convert("RGBA")
    opaque = shining.getchannel("A").getextrema() == (_OPAQUE, _OPAQUE)
    return shining.convert("RGB") if opaque else shining


def _in_srgb(picture: Image, profile: object) -> Image:
    """Return a picture whose numbers mean what every screen takes them for."""
    known = isinstance(profile, bytes) and 0 < len(profile) <= _LARGEST_PROFILE
    colours = picture.convert("RGB") if picture.mode == "RGBA" else picture
    if known:
        from PIL import ImageCms

        try:
            meant = ImageCms.ImageCmsProfile(BytesIO(profile))  # type: ignore[arg-type]
            srgb = ImageCms.createProfile("sRGB")
            found = ImageCms.profileToProfile(colours, meant, srgb, outputMode="RGB")
        except Exception:  # noqa: BLE001 - a damaged profile leaves the numbers as they are
            found = None
        colours = found or colours
    if colours.mode == "CMYK":
        colours = colours.convert("RGB")
    if picture.mode == "RGBA":
        if not known:
            return picture
        colours = colours.convert("RGBA")
        colours.putalpha(picture.getchannel("A"))
    return colours


def _has_few_colours(picture: Image) -> bool:
    return picture.mode != "RGBA" and picture.getcolors(_FEW_COLOURS) is not None


def _bare(picture: Image) -> Image:
    """Return the pixels of a picture and nothing else it carried."""
    from PIL import Image

    made = Image.new(picture.mode, picture.size)
    made.paste(picture)
    return made


def _written(picture: Image, extension: str) -> bytes:
    file = BytesIO()
    if extension == "png":
        picture.save(file, "PNG", optimize=True)
    else:
        picture.save(file, "JPEG", quality=_QUALITY, optimize=True)
    return file.getvalue()


def _thumbnail(picture: Image) -> bytes:
    from PIL import Image

    small = picture.copy()
    small.thumbnail((_SMALL, _SMALL), _smoothly())
    if small.mode == "RGBA":
        paper = Image.new("RGB", small.size, "white")
        paper.paste(small, mask=small.getchannel("A"))
        small = paper
    file = BytesIO()
    small.save(file, "JPEG", quality=_SMALL_QUALITY, optimize=True)
    return file.getvalue()


def _smoothly() -> Resampling:
    from PIL import Image

    return Image.Resampling.LANCZOS
