"""What of foreign HTML a report cannot hold as it is, and what stands there instead.

Pictures are embedded or become links, frames become links, headings go one level down (the
page has its own first heading), and tables may scroll on their own. Nothing here is about
safety: `gate` comes after.
"""

from __future__ import annotations

import re
from html import escape, unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote

from .gate import ANCHOR
from .pictures import attached_picture, local_picture

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from smartcity_widgets.words import Words

__all__ = ["Rewriting"]

Attributes = list[tuple[str, str | None]]

_FRAMES = {"iframe", "video", "audio", "embed", "object", "canvas"}
_HEADING = re.compile(r"h([1-6])")
_MAIN, _LOWEST = 2, 6
_REMOTE = re.compile(r"(https?:)?//", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")


class Rewriting(HTMLParser):
    """Writes the HTML it is fed again.

    Attributes
    ----------
    written
        The pieces of the new HTML.
    headings
        The anchors and texts of main headings; those it meets are added.
    """

    def __init__(
        self,
        folder: Path,
        words: Words,
        *,
        headings: list[tuple[str, str]],
        attachments: Mapping[str, Mapping[str, str]],
    ) -> None:
        super().__init__(convert_charrefs=False)
        self.written: list[str] = []
        self.headings = headings
        self._folder = folder
        self._words = words
        self._attachments = attachments
        self._heading: int | None = None

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """Write a start tag, or what stands for the element."""
        given = {name: value or "" for name, value in attrs}
        if tag == "img":
            self.written.append(self._picture(given))
        elif tag in _FRAMES:
            self.written.append(self._frame(tag, given))
        elif found := _HEADING.fullmatch(tag):
            self._open_heading(_lowered(found))
        elif tag == "table":
            label = escape(self._words.say("report.added.table"))
            opened = f'<div class="wide" role="region" tabindex="0" aria-label="{label}">'
            self.written += [opened, self.get_starttag_text() or ""]
        else:
            self.written.append(self.get_starttag_text() or "")

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        """Write an element that ends at once, as a browser reads it."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Write an end tag."""
        if found := _HEADING.fullmatch(tag):
            self._close_heading(_lowered(found))
        else:
            self.written.append(f"</{tag}>" + ("</div>" if tag == "table" else ""))

    def handle_data(self, data: str) -> None:
        """Write text as it is."""
        self.written.append(data)

    def handle_entityref(self, name: str) -> None:
        """Write a named character as it is."""
        self.written.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """Write a numbered character as it is."""
        self.written.append(f"&#{name};")

    def _open_heading(self, level: int) -> None:
        if level == _MAIN:
            last = self.headings[-1][0].removeprefix(ANCHOR) if self.headings else "0"
            anchor = f"{ANCHOR}{int(last) + 1}"
            self.headings.append((anchor, ""))
            self.written.append(f'<h2 id="{anchor}">')
            self._heading = len(self.written)
        else:
            self.written.append(f"<h{level}>")

    def _close_heading(self, level: int) -> None:
        if level == _MAIN and self._heading is not None:
            text = _TAG.sub("", "".join(self.written[self._heading :]))
            anchor, _ = self.headings[-1]
            self.headings[-1] = anchor, unescape(" ".join(text.split()))
            self._heading = None
        self.written.append(f"</h{level}>")

    def _picture(self, given: Mapping[str, str]) -> str:
        address, alt = given.get("src", "").strip(), given.get("alt", "")
        if _REMOTE.match(address):
            said = self._words.say(
                "report.added.remote_picture", name=alt or _full(address)
            )
            return f'<a href="{escape(_full(address))}">{escape(said)}</a>'
        if address.lower().startswith("data:"):
            head, _, content = address.partition(",")
            plain = content if head.endswith(";base64") else unquote(content)
            found = attached_picture({head[5:].partition(";")[0].lower(): plain})
        elif address.startswith("attachment:"):
            name = address.removeprefix("attachment:")
            found = attached_picture(
                self._attachments.get(name) or self._attachments.get(unquote(name), {})
            )
        else:
            found = local_picture(address, self._folder)
        if found is None:
            name = alt or address[:80]
            said = self._words.say("report.added.missing_picture", name=name)
            return f'<span class="instead">{escape(said)}</span>'
        size = "".join(
            f' {one}="{escape(given[one])}"' for one in ("width", "height") if one in given
        )
        return f'<img src="{found}" alt="{escape(alt)}"{size}>'

    def _frame(self, tag: str, given: Mapping[str, str]) -> str:
        address = given.get("src") or given.get("data", "")
        if _REMOTE.match(address):
            said = self._words.say("report.added.remote_frame", name=_full(address))
            text = f'<a href="{escape(_full(address))}">{escape(said)}</a>'
        else:
            text = escape(self._words.say("report.added.needs_script", name=tag))
        return f'<p class="instead">{text}</p><{tag}>'


def _full(address: str) -> str:
    return f"https:{address}" if address.startswith("//") else address


def _lowered(heading: re.Match[str]) -> int:
    return min(int(heading[1]) + 1, _LOWEST)
