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

    def open(self, workbook: str) -> str:
        """Open a workbook for this folder; return its name."""

    def create(self, name: str, *, language: str, terms: str) -> str:
        """Create a workbook and open it; return its name."""


class Picker(Panel):
    """A page to choose a workbook or create one."""

    def __init__(self, shelf: Bookshelf, source: Source | None = None) -> None:
        self._shelf = shelf
        super().__init__(
            source,
            "picker",
            lambda words, uid: picker_page(
                shelf.workbooks(), words, uid=uid, current=shelf.current()
            ),
            actions={"open": self._open, "create": self._create},
        )

    def _open(self, fields: Mapping[str, str]) -> str:
        return self._opened(self._shelf.open(fields["workbook"]))

    def _create(self, fields: Mapping[str, str]) -> str:
        created = self._shelf.create(
            fields["name"].strip(), language=fields["language"], terms=fields["terms"]
        )
        return self._opened(created)

    def _opened(self, name: str) -> str:
        return self.words.say("ui.picker.opened", name=name)
