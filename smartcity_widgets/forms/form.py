"""The form of one step: one widget, whose answers leave it one by one.

A form never holds an answer. The browser sends an edit and keeps it until its own
acknowledgement comes; the edit is stored first, acknowledged at once, and only then are the
changed fragments drawn and sent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from smartcity_widgets.errors import EditError
from smartcity_widgets.render import View, form_fragments, form_html

from .live import Live

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .source import FormSource

__all__ = ["Form"]


class Form(Live):
    """The form of one step of a workbook.

    Parameters
    ----------
    source
        The workbook.
    step
        Id of the step.
    respondent
        Who is answering; empty for the group.
    language
        By default the workbook's.
    """

    def __init__(
        self,
        source: FormSource,
        step: str,
        *,
        respondent: str = "",
        language: str | None = None,
        notebooks: Mapping[str, str] | None = None,
    ) -> None:
        self._desk = source
        super().__init__(
            source, step, respondent=respondent, language=language, notebooks=notebooks
        )

    def html(self) -> str:
        """Return the whole form."""
        desk = self._desk
        return form_html(
            desk.method, desk.answers, self.step, self._view(), history=desk.history()
        )

    def fragments(self) -> dict[str, str]:
        """Return the inside of each of its fragments."""
        desk = self._desk
        return form_fragments(
            desk.method, desk.answers, self.step, self._view(), history=desk.history()
        )

    def hear(self, message: Mapping[str, Any]) -> None:
        """Store an edit, acknowledge it, then show what follows from it."""
        if message.get("type") != "edit":
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

    def _view(self) -> View:
        return View(
            uid=self.uid,
            language=self.language,
            respondent=self._respondent,
            author=self._desk.author,
        )
