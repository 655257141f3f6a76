"""The form of one step: one widget, whose answers leave it one by one.

A form never holds an answer. The browser sends an edit and keeps it until its own
acknowledgement comes; the edit is stored first, acknowledged at once, and only then are the
changed fragments drawn and sent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from smartcity_widgets.render import View, form_fragments, form_html

from .editing import EditingPage

if TYPE_CHECKING:
    from collections.abc import Mapping

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
        self._presented = ""
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
        """Put a question on the wall, or take it away; else what every form does."""
        if message.get("type") != "present":
            super().hear(message)
            return
        self._presented = str(message.get("path") or "")
        self.redraw()

    def _looked_at(self) -> tuple[str, ...]:
        return (*super()._looked_at(), self._presented)

    def _view(self) -> View:
        return View(
            uid=self.uid,
            language=self.language,
            respondent=self._respondent,
            author=self._desk.author,
            presented=self._presented,
        )
