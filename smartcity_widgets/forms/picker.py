"""Choose a workbook, or create one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from smartcity_widgets.render import picker as picker_page

from .panel import Panel

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from .source import Source

__all__ = ["Bookshelf", "Picker"]


class Bookshelf(Protocol):
    """The workbooks of a working folder, and what can be done with them."""

    def workbooks(self) -> Iterable[tuple[str, str, datetime | None]]:
        """Return id, name and last edit of each."""

    def current(self) -> str:
        """Return the id of the one that is open, empty where none is."""

    def author(self) -> str:
        """Return who edits in this folder."""

    def terms(self) -> str:
        """Return the set of terms proposed for a new one."""

    def open(self, workbook: str, *, author: str) -> str:
        """Open a workbook for this folder; return its name."""

    def create(self, name: str, *, language: str, terms: str, author: str) -> str:
        """Create a workbook and open it; return its name."""


class Picker(Panel):
    """A page to choose a workbook or create one."""

    def __init__(
        self, shelf: Bookshelf, source: Source | None = None, *, language: str | None = None
    ) -> None:
        self._shelf = shelf
        super().__init__(
            source,
            "picker",
            lambda words, uid: picker_page(
                shelf.workbooks(),
                words,
                uid=uid,
                current=shelf.current(),
                terms=shelf.terms(),
                author=shelf.author(),
            ),
            actions={"open": self._open, "create": self._create},
            language=language,
        )

    def _open(self, fields: Mapping[str, str]) -> str:
        author = fields.get("author", "").strip()
        return self._opened(self._shelf.open(fields["workbook"], author=author))

    def _create(self, fields: Mapping[str, str]) -> str:
        created = self._shelf.create(
            fields["name"].strip(),
            language=fields["language"],
            terms=fields["terms"],
            author=fields.get("author", "").strip(),
        )
        return self._opened(created)

    def _opened(self, name: str) -> str:
        return self.words.say("ui.picker.opened", name=name)
