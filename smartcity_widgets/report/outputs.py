"""Which form of an output a report prints, of the several that a cell gives.

A kernel sends the same thing in several types. A picture is best; HTML passes the door of
`smartcity_widgets.report.foreign`; what only lives by a script becomes its text, or a
sentence that names it. What goes to standard error is for the author, and left out.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

from smartcity_widgets.render.templates import safe_text

from .foreign import scripts_of, shows_something
from .pictures import raster_data, svg_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .foreign import Door

__all__ = ["drawn_outputs"]

_SCRIPT = "JavaScript"
_RASTER = ("image/png", "image/jpeg", "image/gif", "image/webp")
_ALIVE = re.compile(
    r"application/(?:vnd\.(?P<name>[a-z]+)|(?P<plain>javascript|x-[a-z]+))", re.IGNORECASE
)
_LIBRARY = re.compile(
    r"plotly|bokeh|vega|leaflet|folium|itables|datatables|mermaid", re.IGNORECASE
)
_NAMES = {
    "jupyter": "ipywidgets",
    "vegalite": "vega",
    "bokehjs": "bokeh",
    "holoviews": "holoviews",
    "javascript": _SCRIPT,
}
_OBJECT = re.compile(r"\s*(<.*>|[A-Za-z_][\w.]*\(.*\))\s*", re.DOTALL)
_ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


def drawn_outputs(
    door: Door, outputs: Iterable[Mapping[str, Any]], *, alt: str
) -> tuple[str, ...]:
    """Return each output of a cell as HTML; those with nothing to show are left out.

    Parameters
    ----------
    alt
        Text for a picture that brings none itself.
    """
    drawn = (_drawn(door, one, alt) for one in outputs)
    return tuple(one for one in drawn if one)


def _drawn(door: Door, output: Mapping[str, Any], alt: str) -> str:
    if output["output_type"] == "stream":
        return _text(output["text"]) if output["name"] == "stdout" else ""
    data = {kind: _joined(content) for kind, content in output["data"].items()}
    metadata = output.get("metadata", {})
    return _picture(door, data, metadata, alt) or _page(door, data) or _plain(door, data)


def _picture(
    door: Door, data: Mapping[str, Any], metadata: Mapping[str, Any], alt: str
) -> str:
    for kind in (*_RASTER, "image/svg+xml"):
        if kind not in data:
            continue
        address = svg_data(data[kind]) if kind.endswith("xml") else raster_data(data[kind])
        own = metadata.get(kind, {})
        said = (
            (own.get("alt") if isinstance(own, dict) else None)
            or metadata.get("alt")
            or alt
        )
        if address is not None:
            return f"<figure>{door.picture(address, str(said))}</figure>"
    return ""


def _page(door: Door, data: Mapping[str, Any]) -> str:
    html = data.get("text/html")
    alive = _alive(data) or (_scripted(html) if isinstance(html, str) else None)
    # What a library leaves beside its script is an empty frame, or "Loading…".
    if isinstance(html, str) and alive in {None, _SCRIPT}:
        clean = door.html(html)
        if shows_something(clean):
            return clean
    if alive is None:
        return door.markdown(data["text/markdown"], {}) if "text/markdown" in data else ""
    text = data.get("text/plain", "")
    if text.strip() and not _OBJECT.fullmatch(text):
        return _text(text)
    return door.instead("needs_script", name=alive)


def _alive(data: Mapping[str, Any]) -> str | None:
    """Return the name of what would draw this output in a browser, if it needs a script."""
    for kind in data:
        found = _ALIVE.match(kind)
        if found is not None:
            name = (found["name"] or found["plain"]).lower()
            return _NAMES.get(name, name)
    return None


def _scripted(html: str) -> str | None:
    """Return the name of the library whose script HTML brings, if it brings one."""
    scripts = scripts_of(html)
    if not scripts:
        return None
    found = _LIBRARY.search(scripts)
    return found[0].lower() if found else _SCRIPT


def _plain(door: Door, data: Mapping[str, Any]) -> str:
    if "text/html" in data:
        return ""
    text = data.get("text/latex") or data.get("text/plain") or ""
    if text.strip():
        return _text(text)
    return door.instead("unknown_output", name=next(iter(data))) if data else ""


def _text(text: str) -> str:
    shown = safe_text(_ANSI.sub("", text)).rstrip()
    return f'<pre tabindex="0">{escape(shown)}</pre>' if shown.strip() else ""


def _joined(content: Any) -> Any:  # noqa: ANN401 - a bundle holds text and JSON
    if isinstance(content, list) and all(isinstance(one, str) for one in content):
        return "".join(content)
    return content
