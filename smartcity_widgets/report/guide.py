"""The guide for facilitators: its text, and the page to read or to print.

The text is Markdown, one file per language, shipped in ``guide/``. A working folder holds
copies that may be adapted: where there is one, it is what is printed.
"""

from __future__ import annotations

import errno
import os
import re
from typing import TYPE_CHECKING, cast

import mistune
from markupsafe import Markup

from smartcity_widgets.errors import ExportError
from smartcity_widgets.folder import shipped
from smartcity_widgets.render.templates import environment, safe_text, stylesheet
from smartcity_widgets.words import FALLBACK

from .writing import write_whole

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["guide_page", "guide_text", "write_guide"]

_TITLE = re.compile(r"^# +(.+)$", re.MULTILINE)
_TICK = re.compile(r"<li>\[ \] ")
_TABLE = re.compile(r"<h2>([^<]*)</h2>\n(<table>.*?</table>)", re.DOTALL)


def guide_text(folder: Path, language: str) -> str:
    """Return the guide as Markdown: the folder's own copy, else the shipped one.

    In a language that has none it is English.

    Raises
    ------
    ExportError
        If it cannot be read.
    """
    name, english = (f"facilitator.{one}.md" for one in (language, FALLBACK))
    places = [folder / "guide" / name, shipped("guide") / name, shipped("guide") / english]
    path = next((one for one in places[:-1] if one.is_file()), places[-1])
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ExportError("guide-not-read", path=path, reason=reason) from error


def guide_page(text: str, language: str) -> str:
    """Return the guide as a page; HTML in the text is shown, not obeyed."""
    title = _TITLE.search(text)
    markdown = mistune.create_markdown(escape=True, plugins=["table"])
    html = _TICK.sub('<li class="tick">', cast("str", markdown(safe_text(text))))
    # A table that is wider than a phone can be moved, by keyboard too.
    html = _TABLE.sub(_wide, html)
    return (
        environment()
        .get_template("guide.html.j2")
        .render(
            language=language,
            title=title[1].strip() if title else "",
            html=Markup(html),  # noqa: S704 - mistune has escaped what is HTML in it
            style=Markup(stylesheet("tokens", "report", "guide")),  # noqa: S704 - our own files
        )
    )


def _wide(found: re.Match[str]) -> str:
    title, table = found.groups()
    region = f'class="wide" tabindex="0" role="region" aria-label="{title}"'
    return f"<h2>{title}</h2>\n<div {region}>{table}</div>"


def write_guide(folder: Path, language: str, path: Path) -> None:
    """Write the guide as a page, in one act.

    Raises
    ------
    ExportError
        If it cannot be read or written.
    """
    path = path.absolute()
    if not path.name:  # the root of the disk
        reason = os.strerror(errno.EISDIR)
        raise ExportError("export-not-written", path=path, reason=reason)
    write_whole(path, guide_page(guide_text(folder, language), language))
