"""Pages that show what follows from the answers, and buttons that do something.

A panel is drawn by a function it is given and follows the workbook: after an edit the browser
asks for a new drawing, at most every 300 ms. What its buttons do it is given too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .live import Live, Source

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["Panel"]


class Panel(Live):
    """A page that follows a workbook.

    Parameters
    ----------
    source
        The workbook it follows, None where there is none yet.
    subject
        What it shows, as one word.
    draw
        Returns the HTML, given the prefix of every id in it and the language.
    actions
        What a button ``data-action="…"`` does: given the fields of the page by name and the
        button's own ``data-`` values, it returns a sentence for the status line, or nothing.
    """

    def __init__(
        self,
        source: Source | None,
        subject: str,
        draw: Callable[[str, str], str],
        *,
        language: str,
        actions: Mapping[str, Callable[[Mapping[str, str]], str | None]] | None = None,
        notebooks: Mapping[str, str] | None = None,
    ) -> None:
        self._drawing = draw
        self._acts = dict(actions or {})
        self._acted = 0
        super().__init__(
            source, subject, language=language, notebooks=notebooks, actions=tuple(self._acts)
        )

    def html(self) -> str:
        """Return the whole panel."""
        return self._drawing(self.uid, self._language)

    def hear(self, message: Mapping[str, Any]) -> None:
        """Do what a button asks, and say that it is done."""
        if message.get("type") != "action":
            return
        act = self._acts[str(message.get("action"))]
        fields = message.get("fields") or {}
        said = act({str(name): str(value) for name, value in fields.items()})
        self._acted += 1
        self.redraw()
        self.send({"type": "done", "message": said or self.words.say("ui.status.done")})

    def _looked_at(self) -> tuple[str, ...]:
        return (*super()._looked_at(), str(self._acted))
