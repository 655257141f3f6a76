r"""PDF: looked through for what could act by itself, and never read further.

A PDF is refused when it names a script, a program to launch, an embedded file or rich
media, and when it is encrypted, so that nobody can look. Names are looked for in the file
as it stands, with their ``#xx`` escapes undone, and in its object streams, where most PDFs
since version 1.5 keep their objects compressed. No more than `_MOST_UNPACKED` bytes of
these are unpacked, and one that cannot be unpacked here is refused.

What this cannot see: objects in a stream whose dictionary does not say that it holds any;
faults in fonts and pictures that harm the program that shows them. So a PDF is kept as
evidence and linked to, and never shown inside a page of ours.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from smartcity_widgets.errors import AttachmentError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["check_pdf"]

_MOST_UNPACKED = 60_000_000
_TAIL = 1024  # where readers look for the end
_END = b"endstream"
_EDGE = rb"(?![^\s\0()<>\[\]{}/%])"  # what ends a name
_ACTIVE = re.compile(rb"/(JavaScript|Launch|EmbeddedFiles?|RichMedia|XFA|Encrypt)" + _EDGE)
# Three bytes that packed pictures hold by chance: not looked for inside their streams.
_SHORT = re.compile(rb"/(JS)" + _EDGE)
_STREAM = re.compile(rb"(?<!end)stream(?:\r\n|\n|\r)")
_OBJECTS = re.compile(rb"/ObjStm" + _EDGE)
# Numbers, not references: an outline has a /First too, and an annotation an /N.
_FIRST, _COUNT = (
    re.compile(rb"/" + key + rb"\s*\d+(?!\d|\s+\d+\s+R)") for key in (b"First", b"N")
)
_FILTER = re.compile(rb"/Filter" + _EDGE + rb"\s*(\[[^\]]*\]|/[A-Za-z0-9]+)?")
_FLATE = [b"/FlateDecode"]
_PREDICTOR = re.compile(rb"/Predictor\s*(\d*)")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")


def check_pdf(data: bytes, name: str) -> None:
    """Refuse a PDF that is not whole, or could act by itself.

    Raises
    ------
    AttachmentError
        With what was found.
    """
    if b"%%EOF" not in data[-_TAIL:]:
        raise AttachmentError("attachment-broken", name=name)
    _refuse(_ACTIVE.search(_unescaped(data)), name)
    left = _MOST_UNPACKED
    for stretch in _stretches(data):
        about = _unescaped(stretch.outside)
        _refuse(_SHORT.search(about), name)
        if not _holds_objects(about):
            continue
        objects = _unpacked(stretch.packed, about, left)
        if objects is None:
            raise AttachmentError("attachment-pdf-hidden", name=name)
        left -= len(objects)
        plain = _unescaped(objects)
        _refuse(_ACTIVE.search(plain) or _SHORT.search(plain), name)


def _refuse(found: re.Match[bytes] | None, name: str) -> None:
    if found is not None:
        hidden = found[1] == b"Encrypt"
        rule = "attachment-pdf-encrypted" if hidden else "attachment-pdf-active"
        raise AttachmentError(rule, name=name, found=found[1].decode())


def _unescaped(data: bytes) -> bytes:
    """Return PDF in which every name is written one way: ``/J#53`` as ``/JS``."""
    return _ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), data)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """What stands between two streams, and the second of them."""

    outside: bytes
    packed: bytes


def _stretches(data: bytes) -> Iterator[_Stretch]:
    """Take a file apart, once through."""
    at = 0
    while (begin := _STREAM.search(data, at)) is not None:
        end = data.find(_END, begin.end())
        if end < 0:
            break
        yield _Stretch(data[at : begin.start()], data[begin.end() : end])
        at = end + len(_END)
    yield _Stretch(data[at:], b"")


def _holds_objects(about: bytes) -> bool:
    """Whether what stands before a stream says that it holds objects."""
    numbered = _FIRST.search(about) and _COUNT.search(about)
    return bool(_OBJECTS.search(about) or numbered)


def _unpacked(packed: bytes, about: bytes, most: int) -> bytes | None:
    """Return the objects of a stream; None where they cannot be looked at here."""
    filters = [re.findall(rb"/[A-Za-z0-9]+", one or b"/") for one in _FILTER.findall(about)]
    predictors = _PREDICTOR.findall(about)
    if any(one != _FLATE for one in filters) or any(one != b"1" for one in predictors):
        return None
    if not filters:
        return packed if len(packed) <= most else None
    unpacking = zlib.decompressobj()
    try:
        objects = unpacking.decompress(packed, most + 1)
    except zlib.error:
        return None
    return objects if unpacking.eof and len(objects) <= most else None
