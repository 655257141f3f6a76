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
        earlier, later = self._chosen or _usual(cycles)
        before = None if earlier is None else source.at_cycle(earlier)
        after = source.at_cycle(later)
        return comparison_page(source.method, before, after, words, uid=uid, cycles=cycles)

    def _compare(self, fields: Mapping[str, str]) -> str | None:
        """Show two other cycles, the earlier one first whichever was chosen first."""
        known = {f"{one}": one for one in self._source_of_cycles.cycles()}
        said = [fields.get(name, "") for name in ("before", "after")]
        chosen = {known[one] for one in said if one in known}
        if len(chosen) < 2:  # noqa: PLR2004 - one cycle cannot be compared with itself
            return self.words.say("comparison.two")
        self._chosen = (min(chosen), max(chosen))
        return None


def _usual(cycles: tuple[int, ...]) -> tuple[int | None, int]:
    """Return the last two; right after a cycle was closed that is with the next one."""
    return (cycles[-2] if len(cycles) > 1 else None), cycles[-1]
