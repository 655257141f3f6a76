"""The form of one step: one widget, whose answers leave it one by one.

A form never holds an answer. The browser sends an edit and keeps it until its own
acknowledgement comes; the edit is stored first, acknowledged at once, and only then are the
changed fragments drawn and sent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from smartcity_widgets.attaching import EVIDENCE, attach, files_of
from smartcity_widgets.errors import EditError
from smartcity_widgets.render import KeptRows, View, form_fragments, form_html
from smartcity_widgets.render.agenda import timing

from .editing import EditingPage
from .uploading import Upload

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from smartcity_widgets.method.agenda import Agenda
    from smartcity_widgets.render.agenda import Timing

    from .source import FormSource

__all__ = ["Form"]


class Form(EditingPage):
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
    agenda
        Gives the agenda that the timer in the present view follows; None for no timer.
    """

    def __init__(
        self,
        source: FormSource,
        step: str,
        *,
        respondent: str = "",
        language: str | None = None,
        notebooks: Mapping[str, str] | None = None,
        agenda: Callable[[], Agenda | None] = lambda: None,
    ) -> None:
        self._agenda = agenda
        self._presented = ""
        self._files = files_of(source.store, source.id)
        self._upload = Upload()
        self._kept = KeptRows()
        super().__init__(
            source, step, respondent=respondent, language=language, notebooks=notebooks
        )

    def html(self) -> str:
        """Return the whole form."""
        desk = self._desk
        return form_html(
            desk.method,
            desk.answers,
            self.step,
            self._view(),
            history=desk.history(),
            kept=self._kept,
        )

    def fragments(self) -> dict[str, str]:
        """Return the inside of each of its fragments."""
        desk = self._desk
        return form_fragments(
            desk.method,
            desk.answers,
            self.step,
            self._view(),
            history=desk.history(),
            kept=self._kept,
        )

    def hear(self, message: Mapping[str, Any]) -> None:
        """Show a question to the room, attach a file; all else as any page that edits."""
        match message.get("type"):
            case "present":
                self._presented = str(message.get("path") or "")
                self.redraw()
            case "attach":
                self._attach(message)
            case _:
                super().hear(message)

    def _looked_at(self) -> tuple[str, ...]:
        return (*super()._looked_at(), self._presented)

    def _attach(self, message: Mapping[str, Any]) -> None:
        """Attach a file when its last part has come."""
        if message.get("path") != f"{self.step}/{EVIDENCE}":
            raise EditError("edit-unknown-path", path=str(message.get("path")))
        data = self._upload.take(message)
        if data is None:
            return
        made = attach(self._desk, self.step, data, str(message.get("name") or ""))
        said = self.words.say("ui.attach.done", title=made.title)
        self.send({"type": "done", "upload": message["upload"], "message": said})
        self.redraw()

    def apologise(
        self, message: Mapping[str, Any], sentence: str, error: Exception
    ) -> None:
        """Tell the browser which file was not attached, and why."""
        if message.get("type") != "attach":
            super().apologise(message, sentence, error)
            return
        said = self.words.say("ui.attach.refused", reason=sentence)
        self.send({"type": "error", "upload": message.get("upload"), "message": said})

    def _view(self) -> View:
        return View(
            uid=self.uid,
            language=self.language,
            respondent=self._respondent,
            author=self._desk.author,
            presented=self._presented,
            files=self._files.shown,
            timing=self._timing(),
        )

    def _timing(self) -> Timing | None:
        agenda = self._agenda() if self._presented else None
        return timing(agenda, self.words) if agenda else None
