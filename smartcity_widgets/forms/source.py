"""What forms and panels ask of a workbook; a `smartcity_widgets.desk.Desk` gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.log import Entry
    from smartcity_widgets.method import Method
    from smartcity_widgets.store import Store

__all__ = ["FormSource", "Outcome", "Source"]


class Source(Protocol):
    """What a page that follows a workbook asks of it."""

    @property
    def key(self) -> str:
        """Names the store, workbook and cycle among all that one browser may hold."""

    @property
    def answers(self) -> Answers:
        """What the workbook says now."""

    def refresh(self) -> bool:
        """Read what other kernels wrote; whether there was anything."""

    def subscribe(self, callback: Callable[[Answers], None]) -> Callable[[], None]:
        """Call `callback` after each change; return how to stop that."""


class Outcome(Protocol):
    """What became of an edit."""

    @property
    def edit(self) -> str:
        """The uuid of the edit."""

    @property
    def entry(self) -> int:
        """The entry that holds it."""

    @property
    def status(self) -> str:
        """``saved``, ``draft``, ``asked`` or ``nothing``."""

    @property
    def time(self) -> datetime | None:
        """When it was written; None where nothing was."""


class FormSource(Source, Protocol):
    """What a form asks of its workbook."""

    @property
    def id(self) -> str:
        """The id of the workbook."""

    @property
    def store(self) -> Store:
        """Where it is kept, its attached files beside it."""

    @property
    def method(self) -> Method:
        """What is asked."""

    @property
    def author(self) -> str:
        """Who is at the keyboard."""

    def history(self) -> Sequence[Entry]:
        """Every entry of the cycle, in order: what undo can undo."""

    def apply(self, message: Mapping[str, Any]) -> Outcome:
        """Store an edit."""
