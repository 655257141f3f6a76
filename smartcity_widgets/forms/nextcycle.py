"""Closing a cycle from a notebook: chosen row by row, asked once more, done as one act."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from smartcity_widgets.render.nextcycle import Passed, next_cycle_page

from .panel import Panel
from .source import FormSource

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from smartcity_widgets.cycles import Carriable, Closing
    from smartcity_widgets.words import Words

__all__ = ["ClosingSource", "NextCyclePanel"]

_CARRY = "carry-"


class ClosingSource(FormSource, Protocol):
    """What a page that closes a cycle asks of its workbook."""

    def carriable(self) -> tuple[Carriable, ...]:
        """Return the rows that may go on, and whether the workbook says that they do."""

    def close(self, carry: Iterable[str] | None = None) -> Closing:
        """Close the cycle and begin the next."""


class NextCyclePanel(Panel):
    """A page on which the next cycle is begun."""

    def __init__(
        self, source: ClosingSource, *, notebooks: Mapping[str, str] | None = None
    ) -> None:
        self._closing = source
        self._chosen: frozenset[str] | None = None
        self._asking = False
        self._passed: Passed | None = None
        acts = {"ask": self._ask, "keep": self._keep, "close": self._close}
        super().__init__(
            source, "next-cycle", self._page, actions=acts, notebooks=notebooks
        )

    def _page(self, words: Words, uid: str) -> str:
        source = self._closing
        rows = source.carriable()
        chosen = self._chosen
        if chosen is None:
            chosen = frozenset(one.path for one in rows if one.chosen)
        return next_cycle_page(
            source.method,
            source.answers,
            words,
            uid=uid,
            rows=[one.path for one in rows],
            chosen=chosen,
            asking=self._asking,
            passed=self._passed,
        )

    def _choose(self, fields: Mapping[str, str]) -> None:
        self._chosen = frozenset(
            name.removeprefix(_CARRY) for name in fields if name.startswith(_CARRY)
        )

    def _ask(self, fields: Mapping[str, str]) -> str:
        """Keep what was chosen, and ask once more: a cycle cannot be opened again."""
        self._choose(fields)
        self._asking = True
        return self.words.say("next.asked")

    def _keep(self, fields: Mapping[str, str]) -> str:
        self._choose(fields)
        self._asking = False
        return self.words.say("next.kept")

    def _close(self, fields: Mapping[str, str]) -> str:
        self._choose(fields)
        known = [one.path for one in self._closing.carriable()]
        done = self._closing.close([one for one in known if one in (self._chosen or ())])
        self._asking = False
        self._passed = Passed(
            done.closed,
            done.opened,
            len(done.carried),
            len(done.along),
            tuple((one.path, one.row) for one in done.cut),
        )
        return self.words.say("next.passed", closed=done.closed, opened=done.opened)
