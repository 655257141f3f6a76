"""What a successor is handed: a workbook without anybody's individual answers.

Levels that people gave become counts without a name, as a show of hands; what cannot be
counted (their notes, their scores of needs) and their names stay behind, and that is told.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .shape import LEVELS

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Handed", "handed_over"]

_STAYS = frozenset(("individual", "respondents"))


@dataclass(frozen=True, slots=True)
class Handed:
    """A document for somebody else.

    Attributes
    ----------
    counted
        How many individual levels became counts.
    left
        How many other individual answers stay behind.
    """

    document: dict[str, Any]
    counted: int
    left: int


def handed_over(document: Mapping[str, Any], criteria: Mapping[str, str]) -> Handed:
    """Return a document without individual answers, closed cycles included.

    Parameters
    ----------
    criteria
        Criterion to its step: what can be counted.
    """
    found, counted, left = _without(document, criteria)
    cycles = []
    for one in document.get("cycles", ()):
        cycle, more, others = _without(one, criteria)
        cycles.append(cycle)
        counted, left = counted + more, left + others
    if cycles:
        found["cycles"] = cycles
    return Handed(found, counted, left)


def _without(
    members: Mapping[str, Any], criteria: Mapping[str, str]
) -> tuple[dict[str, Any], int, int]:
    tallies = {
        step: {name: dict(counts) for name, counts in table.items()}
        for step, table in members.get("tallies", {}).items()
    }
    counted = left = 0
    for voice in members.get("individual", {}).values():
        for step, answers in voice.items():
            for name, answer in answers.items():
                level = str(answer)
                if criteria.get(name) == step and level in LEVELS:
                    counts = tallies.setdefault(step, {}).setdefault(name, {})
                    counts[level] = counts.get(level, 0) + 1
                    counted += 1
                else:
                    left += 1
    kept = {name: one for name, one in members.items() if name not in _STAYS}
    if tallies:
        kept["tallies"] = tallies
    return kept, counted, left
