"""What a consultant wrote, made fit to print: Markdown and HTML.

Two passes. `rewriting` puts what a report cannot hold into another form; `gate`, the
allow-list, has the last word whatever the first one did.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from html import escape
from typing import TYPE_CHECKING, cast

import mistune

from smartcity_widgets.render.templates import safe_text

from .gate import clean
from .pictures import svg_data
from .rewriting import Rewriting

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from smartcity_widgets.words import Words

__all__ = ["Door", "scripts_of", "shows_something"]

_INLINE_SVG = re.compile(r"<svg\b.*?</svg\s*>", re.IGNORECASE | re.DOTALL)
_SCRIPT = re.compile(r"<script\b.*?(</script\s*>|$)", re.IGNORECASE | re.DOTALL)
_SEEN = re.compile(r"<(img|table|hr)\b")
_TAG = re.compile(r"<[^>]*>")


@dataclass(slots=True)
class Door:
    """The one way by which foreign text enters a report.

    Parameters
    ----------
    folder
        The notebook's, from which local pictures are read.
    words
        For what is said in place of what a report cannot hold.

    Attributes
    ----------
    headings
        Anchor and text of the main headings that came through, for the contents.
    """

    folder: Path
    words: Words
    headings: list[tuple[str, str]] = field(default_factory=list)

    def markdown(self, source: str, attachments: Mapping[str, Mapping[str, str]]) -> str:
        """Return a Markdown cell as HTML."""
        return self.html(cast("str", _markdown()(safe_text(source))), attachments)

    def html(
        self, source: str, attachments: Mapping[str, Mapping[str, str]] | None = None
    ) -> str:
        """Return foreign HTML without what could act, ask the network or break the page."""
        known = len(self.headings)
        first = Rewriting(
            self.folder, self.words, headings=self.headings, attachments=attachments or {}
        )
        first.feed(_INLINE_SVG.sub(lambda found: self._svg(found[0]), safe_text(source)))
        first.close()
        html = clean("".join(first.written))
        # A heading in something that the gate dropped is no longer there to lead to.
        new = self.headings[known:]
        self.headings[known:] = [one for one in new if f'id="{one[0]}"' in html]
        return html

    def picture(self, address: str, alt: str) -> str:
        """Return an embedded picture with its text."""
        return f'<img src="{escape(address)}" alt="{escape(safe_text(alt))}">'

    def instead(self, word: str, /, **details: object) -> str:
        """Return the sentence that stands for what a report cannot hold."""
        sentence = self.words.say(f"report.added.{word}", **details)
        return f'<p class="instead">{escape(sentence)}</p>'

    def _svg(self, text: str) -> str:
        address = svg_data(text)
        if address is None:
            return self.instead("broken_picture")
        return self.picture(address, self.words.say("report.added.figure"))


def scripts_of(html: str) -> str:
    """Return the scripts that HTML brings, without which it may be empty."""
    return "\n".join(one[0] for one in _SCRIPT.finditer(html))


def shows_something(html: str) -> bool:
    """Whether anything is left to see in cleaned HTML."""
    return bool(_SEEN.search(html) or _TAG.sub("", html).strip())


@cache
def _markdown() -> mistune.Markdown:
    # What an address may be is decided once, by the gate; mistune would drop attachments.
    renderer = mistune.HTMLRenderer(escape=False, allow_harmful_protocols=True)
    return mistune.create_markdown(
        renderer=renderer, plugins=["table", "strikethrough", "url"]
    )
