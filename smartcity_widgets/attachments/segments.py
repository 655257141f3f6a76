"""Whether a JPEG or PNG file holds its pixels and nothing else.

A file is walked segment by segment or chunk by chunk, and each must be one that a decoder
needs. Metadata, comments and whatever stands after the end are not.
"""

from __future__ import annotations

__all__ = ["is_bare"]

_START, _END = b"\xff\xd8", 0xD9
_SCAN = 0xDA
_JFIF = 0xE0
_JFIF_LENGTH = 16  # one without a thumbnail of its own
# Frames of Huffman coding, their tables, restart intervals; no arithmetic, no APPn, no COM.
_NEEDED = {0xC0, 0xC1, 0xC2, 0xC4, 0xDB, 0xDD, _SCAN}
_RESTARTS = range(0xD0, 0xD8)

_PNG = b"\x89PNG\r\n\x1a\n"
_CHUNKS = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}


def is_bare(content: bytes, extension: str) -> bool:
    """Whether a picture of this kind (``jpg``, ``png``) holds nothing but its pixels."""
    return _bare_jpeg(content) if extension == "jpg" else _bare_png(content)


def _bare_jpeg(content: bytes) -> bool:
    if not content.startswith(_START):
        return False
    at = len(_START)
    while at + 2 <= len(content) and content[at] == 0xFF:  # noqa: PLR2004 - a marker
        marker = content[at + 1]
        if marker == _END:
            return at + 2 == len(content)
        length = int.from_bytes(content[at + 2 : at + 4], "big")
        plain = marker == _JFIF and length == _JFIF_LENGTH
        if length < 2 or not (plain or marker in _NEEDED):  # noqa: PLR2004 - its own bytes
            return False
        at += 2 + length
        if marker == _SCAN:
            at = _after_scan(content, at)
    return False


def _after_scan(content: bytes, at: int) -> int:
    """Return where the coded pixels end: at a marker that is no part of them."""
    while (at := content.find(b"\xff", at)) >= 0:
        follows = content[at + 1] if at + 1 < len(content) else -1
        if follows and follows not in _RESTARTS:
            return at
        at += 2
    return len(content)


def _bare_png(content: bytes) -> bool:
    if not content.startswith(_PNG):
        return False
    at, kind = len(_PNG), b""
    while at + 12 <= len(content):
        length = int.from_bytes(content[at : at + 4], "big")
        kind = content[at + 4 : at + 8]
        if kind not in _CHUNKS:
            return False
        at += 12 + length
        if kind == b"IEND":
            return length == 0 and at == len(content)
    return False
