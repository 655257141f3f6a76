"""A page in which somebody edits a workbook: each edit is stored, then acknowledged.

The browser sends an edit and keeps it until its own acknowledgement comes; the edit is
stored first, acknowledged at once, and only then are the changed fragments drawn and sent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from smartcity_widgets.errors import EditError

from .live import Live

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .source import FormSource

__all__ = ["EditingPage"]


class EditingPage(Live):
    """A page whose edits a workbook stores; its parameters are those of `Live`."""

    def __init__(self, source: FormSource, subject: str, **details: Any) -> None:  # noqa: ANN401 - those of Live
        self._desk = source
        super().__init__(source, subject, **details)

    def hear(self, message: Mapping[str, Any]) -> None:
        """Store an edit, acknowledge it, then show what follows from it."""
        if message.get("type") != "edit":
            super().hear(message)
            return
        outcome = self._desk.apply(message)
        self.send(
            {
                "type": "ack",
                "edit": outcome.edit,
                "entry": outcome.entry,
                "status": outcome.status,
                "time": outcome.time.isoformat() if outcome.time else None,
                "message": "",
            }
        )
        self.redraw()

    def apologise(
        self, message: Mapping[str, Any], sentence: str, error: Exception
    ) -> None:
        """Tell the browser what became of an edit that was not stored.

        An edit that names what does not exist never will be stored, and is given up; any
        other is kept by the browser and sent again.
        """
        edit = message.get("edit")
        if edit is None:
            super().apologise(message, sentence, error)
        elif isinstance(error, EditError):
            said = self.words.say("ui.status.refused", reason=sentence)
            self.send(
                {
                    "type": "ack",
                    "edit": edit,
                    "entry": 0,
                    "status": "refused",
                    "time": None,
                    "message": said,
                }
            )
        else:
            said = self.words.say("ui.status.failed", reason=sentence)
            self.send({"type": "failed", "edit": edit, "message": said})
