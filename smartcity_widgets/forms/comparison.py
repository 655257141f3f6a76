"""Two cycles of a workbook beside each other, those that are chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from smartcity_widgets.render_comparison import comparison_page

from .panel import Panel
from .source import FormSource

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.log import Closed
    from smartcity_widgets.words import Words

__all__ = ["ComparisonPanel", "CycleSource"]


class CycleSource(FormSource, Protocol):
    """What a page that looks at other cycles asks of its workbook."""

    def cycles(self) -> Mapping[int, Closed | None]:
        """Each cycle, oldest first, and how it was closed, if so."""

    def at_cycle(self, cycle: int) -> Answers:
        """Return what the workbook says in a cycle."""


class ComparisonPanel(Panel):
    """What moved from one cycle to a later one, following each edit."""

    def __init__(
        self, source: CycleSource, *, notebooks: Mapping[str, str] | None = None
    ) -> None:
        self._source_of_cycles = source
        self._chosen: tuple[int, int] | None = None
        super().__init__(
            source,
            "comparison",
            self._page,
            actions={"compare": self._compare},
            notebooks=notebooks,
        )

    def _page(self, words: Words, uid: str) -> str:
        source = self._source_of_cycles
        cycles = tuple(source.cycles())
        earlier, later = self._chosen or self._usual(cycles)
        before = None if earlier is None else source.at_cycle(earlier)
        after = source.at_cycle(later)
        return comparison_page(source.method, before, after, words, uid=uid, cycles=cycles)

    def _usual(self, cycles: tuple[int, ...]) -> tuple[int | None, int]:
        """Return the cycle that is shown and the one before it, if there is one."""
        shown = self._source_of_cycles.answers.cycle
        earlier = [one for one in cycles if one < shown]
        return (earlier[-1] if earlier else None), shown

    def _compare(self, fields: Mapping[str, str]) -> str | None:
        """Show two other cycles, the earlier one first whichever was chosen first."""
        known = tuple(self._source_of_cycles.cycles())
        chosen = {int(fields.get(name, 0)) for name in ("before", "after")} & set(known)
        if len(chosen) < 2:  # noqa: PLR2004 - one cycle cannot be compared with itself
            return self.words.say("comparison.two")
        self._chosen = (min(chosen), max(chosen))
        return None
