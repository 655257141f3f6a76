"""Pictures as text: everything a report shows is inside its one file.

A picture becomes a ``data:`` address without line breaks. SVG is put in an ``img`` too,
where a browser runs none of its scripts and asks for nothing; what could do so is taken out
as well.
"""

from __future__ import annotations

import re
import urllib.parse
from base64 import b64decode, b64encode
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["attached_picture", "local_picture", "raster_data", "svg_data"]

_LARGEST = 20_000_000
_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_BEGINNINGS = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
}
_NEVER = {
    "script",
    "foreignobject",
    "iframe",
    "object",
    "embed",
    "audio",
    "video",
    "handler",
}
_OUTSIDE = re.compile(r"url\(\s*['\"]?(?!\s*#)|@import|expression", re.IGNORECASE)
_EMBEDDED = re.compile(r"#|data:image/(png|jpeg|gif|webp);base64,", re.IGNORECASE)


def raster_data(encoded: str) -> str | None:
    """Return the address of a picture that a kernel or a notebook gives in base64.

    What it is is read from its first bytes, never believed; None where it is no picture.
    """
    try:
        return _address(b64decode("".join(encoded.split()), validate=True))
    except ValueError:
        return None


def svg_data(text: str) -> str | None:
    """Return an SVG picture without what could act, None where it is broken."""
    ET.register_namespace("", _SVG)
    ET.register_namespace("xlink", _XLINK)
    # Inside HTML the names of SVG go without saying; alone they must be said.
    said = {"xmlns": _SVG, "xmlns:xlink": _XLINK}
    missing = "".join(
        f' {name}="{url}"' for name, url in said.items() if f"{name}=" not in text
    )
    try:
        root = ET.fromstring(text.replace("<svg", f"<svg{missing}", 1))  # noqa: S314 - expat limits entities; nothing is fetched
    except ET.ParseError:
        return None
    if _local(root.tag) != "svg":
        return None
    _disarm(root)
    return _encoded("image/svg+xml", ET.tostring(root, encoding="utf-8"))


def local_picture(address: str, folder: Path) -> str | None:
    """Return the picture of a file named beside the notebook, None where there is none."""
    path = folder / urllib.parse.unquote(urllib.parse.urlsplit(address).path)
    try:
        if not path.is_file() or path.stat().st_size > _LARGEST:
            return None
        content = path.read_bytes()
    except (OSError, ValueError):
        return None
    if path.suffix.lower() == ".svg":
        return svg_data(content.decode("utf-8", errors="replace"))
    return _address(content)


def attached_picture(bundle: Mapping[str, str]) -> str | None:
    """Return the picture that is attached to a cell as a bundle of types."""
    for kind, content in bundle.items():
        if kind == "image/svg+xml":
            # An attachment is always base64, an output of the same type is not.
            text = content if content.lstrip().startswith("<") else _decoded(content)
            found = svg_data(text)
        else:
            found = raster_data(content)
        if found is not None:
            return found
    return None


def _decoded(encoded: str) -> str:
    try:
        return b64decode(encoded).decode("utf-8", errors="replace")
    except ValueError:
        return ""


def _address(content: bytes) -> str | None:
    kind = next(
        (one for start, one in _BEGINNINGS.items() if content.startswith(start)), None
    )
    if kind is None and content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        kind = "image/webp"
    return None if kind is None else _encoded(kind, content)


def _encoded(kind: str, content: bytes) -> str:
    return f"data:{kind};base64,{b64encode(content).decode('ascii')}"


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2].lower()


def _disarm(element: ET.Element) -> None:
    for child in list(element):
        if _local(child.tag) in _NEVER or not isinstance(child.tag, str):
            element.remove(child)
        else:
            _disarm(child)
    if _local(element.tag) == "style" and _OUTSIDE.search(element.text or ""):
        element.text = ""
    for name, value in list(element.attrib.items()):
        plain = _local(name)
        acts = plain.startswith("on")
        leads_out = plain in {"href", "src"} and not _EMBEDDED.match(value.strip())
        if acts or leads_out or _OUTSIDE.search(value):
            del element.attrib[name]
