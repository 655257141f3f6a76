"""The agenda of the workshop: where it stands, what to prepare, the guide.

The kernel draws the segments; the browser keeps the time. The page changes only where its
own fragment does, so that edits elsewhere do not redraw what the browser has marked in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartcity_widgets.errors import ContentError
from smartcity_widgets.render.agenda import Told, agenda_body, agenda_page

from .panel import Panel

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from smartcity_widgets.method.agenda import Agenda

    from .source import Source

__all__ = ["AgendaPanel"]


class AgendaPanel(Panel):
    """The agenda of the workshop, with its timer.

    Parameters
    ----------
    agenda
        Reads the agenda; a folder's own that breaks a rule raises a ContentError, which is
        shown in its place.
    shipped
        The agenda that the folder's own stands instead of.
    guide
        Writes the facilitator's guide in a language; returns its path in the folder.
    """

    def __init__(
        self,
        source: Source,
        agenda: Callable[[], Agenda],
        *,
        shipped: Agenda,
        guide: Callable[[str], str],
    ) -> None:
        self._agenda = agenda
        self._shipped = shipped
        self._guide = guide
        self._written = ""
        super().__init__(
            source,
            "agenda",
            lambda words, uid: agenda_page(self._told(), words, uid=uid),
            actions={"again": lambda _fields: None, "guide": self._write},
        )

    def fragments(self) -> Mapping[str, str]:
        """Return the inside of its only fragment."""
        return {"agenda": agenda_body(self._told(), self.words, uid=self.uid)}

    def _told(self) -> Told:
        try:
            agenda = self._agenda()
        except ContentError as error:
            refused = error.sentence(self.language)
            return Told(None, refused=refused, guide=self._written)
        return Told(agenda, own=agenda is not self._shipped, guide=self._written)

    def _write(self, _fields: Mapping[str, str]) -> str:
        self._written = self._guide(self.language)
        return self.words.say("ui.agenda.guide_written")
