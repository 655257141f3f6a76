"""What the group should talk about, answered right there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartcity_widgets.render import discussion_page

from .editing import EditingPage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .source import FormSource

__all__ = ["DiscussionPage"]


class DiscussionPage(EditingPage):
    """The criteria by disagreement, with the level the group agrees on."""

    def __init__(
        self, source: FormSource, *, notebooks: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(source, "discussion", notebooks=notebooks)

    def html(self) -> str:
        """Return the whole page."""
        desk = self._desk
        return discussion_page(
            desk.method, desk.answers, self.words, uid=self.uid, author=desk.author
        )
